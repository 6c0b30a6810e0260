//! Reading with a cap, and writing so that a power cut leaves the old file or the new one, never half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use guardian::ceremony::Outgoing;

use super::failure::{Bad, Failure};

/// Reads a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Bad> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() <= limit { Ok(bytes) } else { Err(Bad::TooLarge(limit)) }
}

/// Writes a file anew: beside it, synced, read back, then renamed. Readable by its owner only, if `secret`.
pub(crate) fn write(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    let beside = path.with_file_name(name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if fs::read(&beside)? != bytes {
        return Err(io::Error::other("read back differently; the medium is faulty"));
    }
    fs::rename(&beside, path)?;
    sync_parent(path)
}

/// Hands a file out. One that is there already is left if it is the same, and never overwritten if it is not.
pub(crate) fn hand_out(folder: &Path, file: &Outgoing) -> Result<(), Failure> {
    let path = folder.join(&file.name);
    let medium = |source| Failure::Medium { path: path.clone(), source };
    fs::create_dir_all(folder).map_err(medium)?;
    if path.exists() {
        let same = fs::read(&path).map_err(medium)? == file.bytes;
        return if same { Ok(()) } else { Err(Failure::Exists(path)) };
    }
    write(&path, &file.bytes, false).map_err(medium)
}

fn sync_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(parent)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = parent;
    Ok(())
}
