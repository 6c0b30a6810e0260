//! Why a head is not cosigned, or a witness's state not read.

use canonical::json::JsonError;
use chain::Origin;
use chain::checkpoint::CheckpointError;
use chain::note::NoteError;

/// Why a head is not cosigned. Nothing changes then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessError {
    /// Not a head.
    #[error("{0}; ask for the head again")]
    Checkpoint(#[from] CheckpointError),
    /// No key of this log is known.
    #[error("no key of the log {0} is known here; give its key or the village's documents")]
    NoKey(Origin),
    /// Shorter than one already cosigned.
    #[error("{origin}: this head has {size} lines, one of {last} was already cosigned; ask for the newest head")]
    Older {
        /// The log.
        origin: Origin,
        /// Lines of this head.
        size: u64,
        /// Lines of the last one.
        last: u64,
    },
    /// Longer, with nothing that shows that it continues the last one.
    #[error("{origin}: from {last} to {size} lines without evidence; ask for a consistency proof or the leaves")]
    NoEvidence {
        /// The log.
        origin: Origin,
        /// Lines of this head.
        size: u64,
        /// Lines of the last one.
        last: u64,
    },
    /// The proof does not lead from the last head to this one.
    #[error("{origin}: the proof does not lead from {last} lines to this head; ask for another, and if none holds, for the leaves")]
    Proof {
        /// The log.
        origin: Origin,
        /// Lines of the last head.
        last: u64,
    },
    /// The leaves are not those of this head.
    #[error("{origin}: {found} leaves that do not give this head of {size} lines; ask for the leaves of this head")]
    Leaves {
        /// The log.
        origin: Origin,
        /// Leaves given.
        found: usize,
        /// Lines of the head.
        size: u64,
    },
    /// The log's key signed two heads that contradict each other.
    #[error("{origin}: two heads under the log's key contradict each other; keep both notes, they are proof of misconduct")]
    Fork {
        /// The log.
        origin: Origin,
        /// The note seen before.
        before: Box<str>,
        /// The note shown now.
        now: Box<str>,
    },
    /// The cosignature cannot be added.
    #[error("{0}")]
    Note(NoteError),
}

/// Why a decrypted state is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessStateError {
    /// Not JSON of this shape.
    #[error("the state: {0}; restore the file from its copy")]
    Json(#[from] JsonError),
    /// Another kind or version of state.
    #[error("the state has another format than {}; use the program that wrote it", super::FORMAT)]
    Format,
    /// A name or head in it is none.
    #[error("the state holds a name or head that is none; restore the file from its copy")]
    Content,
}
