//! Where a log lives: a disk, two directories on it, and an index.

use std::path::{Path, PathBuf};

use crate::disk::{Disk, FsDisk, MemDisk};
use crate::error::Medium;
use crate::index::{Index, MemIndex, SledIndex};

/// Where a log lives. Opening a log consumes it.
pub struct Store {
    pub(crate) disk: Box<dyn Disk>,
    pub(crate) index: Box<dyn Index>,
    first: PathBuf,
    second: PathBuf,
}

impl Store {
    /// Files: one directory on each of two media, and one for the index.
    #[must_use]
    pub fn on_files(first: PathBuf, second: PathBuf, index: PathBuf) -> Self {
        Self { disk: Box::new(FsDisk), index: Box::new(SledIndex::new(index)), first, second }
    }

    /// A disk in memory, with `first/` and `second/` on it and a fresh index.
    #[must_use]
    pub fn in_memory(disk: &MemDisk) -> Self {
        Self::of_parts(Box::new(disk.clone()), Box::new(MemIndex::new()), "first".into(), "second".into())
    }

    /// Any disk and index.
    #[must_use]
    pub fn of_parts(disk: Box<dyn Disk>, index: Box<dyn Index>, first: PathBuf, second: PathBuf) -> Self {
        Self { disk, index, first, second }
    }

    /// The directory on a medium.
    #[must_use]
    pub fn dir(&self, medium: Medium) -> &Path {
        match medium {
            Medium::First => &self.first,
            Medium::Second => &self.second,
        }
    }
}
