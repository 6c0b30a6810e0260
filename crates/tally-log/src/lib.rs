//! Makes opaque lines durable in order: two journals on two media are the truth, `sled` is an index.
//!
//! A [`Log`] is opened from a [`Store`] (two media and an index) and an [`Identity`] (the log's name and key). Opening takes an
//! exclusive lock, reads both journals whole and checks every line; what a power cut leaves behind is repaired by copying forward
//! and said in [`Startup`], anything else is refused and left as it is. [`Log::append`] returns when the line is on both media,
//! synced, and in the index. After any error while writing, the log takes nothing more; a new start looks again.
//!
//! A line may bring the key that signs it and what follows; the caller says which lines do and which keys may. When only one medium
//! is left, a [`Rescue`] copies its journal onto another one.
//!
//! All files are touched through a [`Disk`], so that tests run the same code on a [`MemDisk`] that loses what was not synced and
//! fails at any call. Nothing here knows an election word.
//!
//! What one disk cannot show from inside: that both journals were cut at a line, put back to an older state, or copied to another
//! machine. Heads kept outside show that.

mod disk;
mod error;
mod index;
mod journal;
mod log;
mod rescue;
mod signers;
mod startup;
mod store;

pub use disk::{Disk, DiskFile, DiskLock, Fault, FsDisk, Keep, MemDisk};
pub use error::{AppendError, CopyError, Extent, FindError, Medium, MediumError, OpenError, Rule, Step};
pub use index::{Contents, INDEX_DEADLINE, Index, IndexError, MemIndex, SledIndex, Stamp};
pub use log::{Identity, KeyOf, KeysOf, Log};
pub use rescue::{Rescue, Target};
pub use startup::{IndexState, Repair, Startup};
pub use store::Store;

/// The largest journal, in bytes: some twenty thousand ballots.
pub const MAX_JOURNAL: u64 = 64 * 1024 * 1024;
/// Name of the journal on each medium.
pub const JOURNAL_FILE: &str = "entries.jsonl";
/// Name of a journal that is being copied onto a medium, until it is whole.
pub const COPY_FILE: &str = "entries.jsonl.copy";
/// Name of the lock file on each medium.
pub const LOCK_FILE: &str = "lock";
/// How many files of one kind of evidence are kept before a start is refused.
pub const MAX_EVIDENCE: u32 = 1000;
