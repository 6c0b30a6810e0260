//! Reading with a cap, and writing so that a power cut leaves the old file or the new one, never half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::failure::Bad;

/// Reads a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Bad> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() <= limit { Ok(bytes) } else { Err(Bad::TooLarge(limit)) }
}

/// Writes a file anew: beside it, synced, read back, then renamed. Readable by its owner only, if `secret`.
pub(crate) fn write(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let beside = beside(path);
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
        return Err(io::Error::other("read back differently; the medium is faulty (dibaca ulang berbeda)"));
    }
    fs::rename(&beside, path)?;
    sync_parent(path)
}

/// Puts the folder `new` in the place of `place`; what was there goes.
pub(crate) fn replace_dir(new: &Path, place: &Path) -> io::Result<()> {
    let old = beside(place);
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(new, place)?;
    sync_parent(place)?;
    if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".old-or-new");
    path.with_file_name(name)
}

fn sync_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(parent)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = parent;
    Ok(())
}
