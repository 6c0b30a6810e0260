//! Reading with a cap, and writing so that a power cut leaves the old file or the new one, never half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::failure::{Bad, Failure};

/// Reads a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Bad> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() <= limit { Ok(bytes) } else { Err(Bad::TooLarge(limit)) }
}

/// Writes a file: beside it, synced, read back, then renamed. Folders above it are made. Readable by its owner only: nearly all
/// of a committee's files are nobody else's business.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_synced(path, bytes).map_err(Failure::medium(path))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    let beside = path.with_file_name(name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if fs::read(&beside)? != bytes {
        return Err(io::Error::other("read back differently; the medium is faulty"));
    }
    fs::rename(&beside, path)?;
    #[cfg(unix)]
    File::open(parent)?.sync_all()?;
    Ok(())
}

/// The entries of a folder in ascending order; none if there is no such folder. Hidden ones are left out.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let list = fs::read_dir(folder).and_then(|dir| dir.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>());
    let mut paths = list.map_err(Failure::medium(folder))?;
    paths.retain(|path| path.file_name().and_then(|n| n.to_str()).is_some_and(|n| !n.starts_with('.')));
    paths.sort();
    Ok(paths)
}
