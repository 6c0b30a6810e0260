//! The index: from a key to the newest line that bears it. Never the truth, always rebuildable.

mod mem;
mod sled_index;

use std::collections::BTreeMap;
use std::time::Duration;

use canonical::Hash;

pub use mem::MemIndex;
pub use sled_index::SledIndex;

/// How long an index may take to open before it counts as broken.
pub const INDEX_DEADLINE: Duration = Duration::from_secs(60);

/// Up to which line an index knows a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Number of lines.
    pub size: u64,
    /// Leaf of the last one.
    pub last: Hash,
}

/// Everything an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Up to where; `None` before the first line.
    pub stamp: Option<Stamp>,
    /// For each key, the newest line that bears it.
    pub keys: BTreeMap<Vec<u8>, u64>,
}

/// Why an index has no answer.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The store said so.
    #[error("sled: {0}")]
    Sled(#[from] sled::Error),
    /// The file system said so.
    #[error("{0}")]
    Files(#[from] std::io::Error),
    /// A record in the store has another form.
    #[error("a record in the index has an unknown form")]
    Form,
    /// The store broke down while opening.
    #[error("the index broke down while opening")]
    Panicked,
    /// The store did not open in time.
    #[error("the index did not open within {} seconds", INDEX_DEADLINE.as_secs())]
    TooSlow,
    /// What was just written does not come back.
    #[error("the index does not give back what was just written")]
    Unfaithful,
}

/// A map from keys to lines beside a stamp, both changed in one atomic step.
pub trait Index: Send {
    /// Everything it holds.
    ///
    /// # Errors
    /// If it cannot be read; then [`Index::reset`] is called.
    fn contents(&mut self) -> Result<Contents, IndexError>;

    /// Sets keys and the stamp in one step for whoever asks this process. It may reach the medium later: what a start finds is an
    /// earlier state at worst.
    ///
    /// # Errors
    /// If nothing, or nobody knows what, was written.
    fn put(&mut self, stamp: Stamp, keys: &BTreeMap<Vec<u8>, u64>) -> Result<(), IndexError>;

    /// The line that a key points to.
    ///
    /// # Errors
    /// If it cannot be read.
    fn find(&self, key: &[u8]) -> Result<Option<u64>, IndexError>;

    /// Sets what there is aside as evidence and starts empty.
    ///
    /// # Errors
    /// If that fails.
    fn reset(&mut self) -> Result<(), IndexError>;
}
