//! An index in memory, for logs on a `MemDisk`.

use std::collections::BTreeMap;

use super::{Contents, Index, IndexError, Stamp};

/// An index that ends with the process.
#[derive(Debug, Default)]
pub struct MemIndex(Contents);

impl MemIndex {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Index for MemIndex {
    fn contents(&mut self) -> Result<Contents, IndexError> {
        Ok(self.0.clone())
    }

    fn put(&mut self, stamp: Stamp, keys: &BTreeMap<Vec<u8>, u64>) -> Result<(), IndexError> {
        self.0.stamp = Some(stamp);
        self.0.keys.extend(keys.iter().map(|(key, seq)| (key.clone(), *seq)));
        Ok(())
    }

    fn find(&self, key: &[u8]) -> Result<Option<u64>, IndexError> {
        Ok(self.0.keys.get(key).copied())
    }

    fn reset(&mut self) -> Result<(), IndexError> {
        self.0 = Contents::default();
        Ok(())
    }
}
