//! Why an entry may not come next.

use ballot::{BallotError, Code};
use canonical::{Hash, PublicKey};

use super::Phase;

/// The rule of `docs/RULES.md`, section 1, that an entry would break. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Not allowed in this phase.
    #[error("{kind}: not allowed while the booth is {phase}")]
    Phase {
        /// Kind of the entry.
        kind: &'static str,
        /// The phase.
        phase: Phase,
    },
    /// A zero entry of another booth, definition or key.
    #[error("zero: of another booth, definition or key; use the folder of this booth")]
    Foreign,
    /// Epochs do not count up.
    #[error("epoch {found} comes, but {expected} is next")]
    Epoch {
        /// The next number.
        expected: usize,
        /// The number in the entry.
        found: u32,
    },
    /// No further epoch is allowed.
    #[error("all {0} seed epochs of the day are used; close this booth, its voters go to another one")]
    Epochs(u32),
    /// A takeover by a key that is no free spare.
    #[error("takeover: key {0} is no spare of the device list, stands in a booth, or went on with this log before; use another spare")]
    NotASpare(Box<PublicKey>),
    /// A ballot waits for its outcome.
    #[error("ballot {0} has no outcome yet; end it first")]
    Pending(Code),
    /// The ballot named is not the one that waits.
    #[error("ballot {0} is not waiting for an outcome")]
    NotPending(Code),
    /// After a start, a ballot that waited becomes void and nothing else.
    #[error("ballot {0} was interrupted by an outage: it becomes void, shown")]
    MustVoid(Code),
    /// Too many voids: the booth takes no more votes.
    #[error("the booth has failed (too many voids); close it")]
    Failed,
    /// No mark was made yet.
    #[error("seal: no mark was made since opening")]
    NoMark,
    /// The card was not issued, or the ballot has another number of options.
    #[error("seal: {0}")]
    Ballot(BallotError),
    /// The card is spent.
    #[error("card {0} is spent")]
    Spent(Hash),
    /// The card had its tries.
    #[error("card {card}: {tries} spoiled or void ballots, no further try")]
    Tries {
        /// The card.
        card: Hash,
        /// Spoiled and void ballots so far.
        tries: u32,
    },
    /// The slot stands in the log already.
    #[error("seal: the slot stands in this log already")]
    SlotTwice,
    /// The code stands in the log already.
    #[error("seal: code {0} stands in this log already")]
    CodeTwice(Code),
    /// A fault names a ballot that is not cast, or one that has a fault.
    #[error("fault: ballot {0} is not cast, or has a fault already")]
    Fault(Code),
    /// A mark counts other ballots.
    #[error("mark: {found} ballots stated, {expected} are cast")]
    MarkCount {
        /// Ballots cast.
        expected: u32,
        /// Ballots stated.
        found: u32,
    },
    /// The first mark does not follow the opening.
    #[error("mark: the first one comes directly after open")]
    FirstMark,
    /// Too few ballots since the last mark, or the same hour.
    #[error("mark: at most one an hour, and only after {} further ballots; {further} were cast", super::MARK_BALLOTS)]
    MarkEarly {
        /// Ballots cast since the last mark.
        further: u32,
    },
    /// The closing entry does not say what the log says.
    #[error("close: sets, epochs or faults are not those of this log")]
    Sums,
}
