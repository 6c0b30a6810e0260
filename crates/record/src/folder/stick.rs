//! The few things that writing a folder asks of a medium, as a trait, so that the same code runs on a fake that is pulled at any byte.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// What a name in a directory stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A directory.
    Directory,
    /// A plain file of so many bytes.
    File(u64),
    /// A link, pipe or device.
    Other,
}

/// A medium that folders are written to and read from. What was written is durable only after [`Stick::write_new`] for bytes and
/// [`Stick::sync_dir`] for names.
pub trait Stick {
    /// Makes a directory and those above it; fine if it exists.
    ///
    /// # Errors
    /// The medium's.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;

    /// Names in a directory with what they stand for, at most `most` of them, in any order. Links are not followed.
    ///
    /// # Errors
    /// The medium's.
    fn list(&self, dir: &Path, most: usize) -> io::Result<Vec<(OsString, FileKind)>>;

    /// Whether there is anything of this name.
    ///
    /// # Errors
    /// The medium's.
    fn exists(&self, path: &Path) -> io::Result<bool>;

    /// The bytes of a file, at most `limit` of them.
    ///
    /// # Errors
    /// The medium's.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Makes a new file with these bytes and makes them durable.
    ///
    /// # Errors
    /// If there is one of this name, or the medium's; any part may then have been written.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Makes the names in a directory durable.
    ///
    /// # Errors
    /// The medium's.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;

    /// Gives a directory another name in the same directory.
    ///
    /// # Errors
    /// If there is something of the new name, or the medium's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a directory with everything in it.
    ///
    /// # Errors
    /// The medium's; any part of it may then be gone.
    fn remove_dir(&self, dir: &Path) -> io::Result<()>;
}

/// Files of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct FsStick;

impl Stick for FsStick {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        fs::create_dir_all(dir)
    }

    fn list(&self, dir: &Path, most: usize) -> io::Result<Vec<(OsString, FileKind)>> {
        let named = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            let found = fs::symlink_metadata(entry.path())?;
            let file = || if found.is_file() { FileKind::File(found.len()) } else { FileKind::Other };
            Ok((entry.file_name(), if found.is_dir() { FileKind::Directory } else { file() }))
        };
        fs::read_dir(dir)?.take(most).map(named).collect()
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        path.try_exists()
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        File::open(dir)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        fs::remove_dir_all(dir)
    }
}
