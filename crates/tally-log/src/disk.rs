//! The few things a log asks of a disk, as a trait, so that the same code runs on files and on a disk that fails on demand.

mod fs;
mod mem;

use std::io;
use std::path::Path;

pub use fs::FsDisk;
pub use mem::{Fault, Keep, MemDisk};

/// A disk. What a call wrote is durable only after the sync that belongs to it: [`DiskFile::sync`] for bytes and length,
/// [`Disk::sync_dir`] for names.
pub trait Disk: Send + Sync {
    /// Makes a directory and those above it, durably; fine if it exists.
    ///
    /// # Errors
    /// The medium's.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;

    /// Takes an exclusive lock on a file, which is made if needed, until the lock is dropped or the process ends; `None` if
    /// somebody else holds it.
    ///
    /// # Errors
    /// The medium's.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn DiskLock>>>;

    /// Whether there is a file of this name.
    ///
    /// # Errors
    /// The medium's.
    fn exists(&self, path: &Path) -> io::Result<bool>;

    /// The bytes of a file, at most `limit` of them.
    ///
    /// # Errors
    /// The medium's.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Makes a new file.
    ///
    /// # Errors
    /// If there is one of this name, or the medium's.
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Opens a file that exists, to write at its end.
    ///
    /// # Errors
    /// If there is none, or the medium's.
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Gives a file another name in its directory, in place of the file that has it, in one step.
    ///
    /// # Errors
    /// If there is none of the old name, or the medium's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes the names in a directory durable.
    ///
    /// # Errors
    /// The medium's.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
}

/// A file that grows at its end.
pub trait DiskFile: Send {
    /// Writes bytes at the end.
    ///
    /// # Errors
    /// The medium's; any part of the bytes may then have been written.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the file to a length.
    ///
    /// # Errors
    /// The medium's.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Makes bytes and length durable. After an error nothing is known and a second try would lie (Rebello et al., USENIX ATC
    /// 2020), so nobody may try.
    ///
    /// # Errors
    /// The medium's.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock, held until dropped.
pub trait DiskLock: Send {}
