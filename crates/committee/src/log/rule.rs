//! Why a booth's log is refused, by line.

use ballot::{BallotError, Code};
use canonical::{Hash, PublicKey};
use chain::ChainError;
use chain::line::LineError;

/// A log that breaks a rule, by line from 1; 0 for the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entries.jsonl, baris {line}: {rule}")]
pub struct LogError {
    /// The line.
    pub line: usize,
    /// The rule.
    pub rule: Rule,
}

/// Where a booth is in its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// Before the first entry.
    #[default]
    Start,
    /// Zero report made.
    Ready,
    /// Taking votes.
    Open,
    /// Stopped by an officer.
    Paused,
    /// Nothing follows.
    Closed,
}

impl core::fmt::Display for Phase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Start => "start",
            Self::Ready => "ready",
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
        })
    }
}

/// What of a first entry does not fit the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroField {
    /// Station or booth.
    Place,
    /// The definition's digest.
    Definition,
    /// The roots' digest.
    Roots,
    /// The digest of the device list or an amendment.
    Devices,
    /// The joint key's digest.
    Key,
}

impl core::fmt::Display for ZeroField {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Place => "station or booth",
            Self::Definition => "definition",
            Self::Roots => "roots",
            Self::Devices => "devices",
            Self::Key => "key",
        })
    }
}

/// A rule of `docs/RULES.md`, section 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The last line has no line feed.
    #[error("the last line has no line feed: the file is cut off, export it again")]
    LineFeed,
    /// No entry.
    #[error("the log is empty")]
    Empty,
    /// Form or signature of the line.
    #[error(transparent)]
    Line(#[from] LineError),
    /// Place in the chain.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// An entry that may not stand there.
    #[error("{kind} may not stand here (the booth is: {phase})")]
    Phase {
        /// The entry's kind.
        kind: &'static str,
        /// Where the booth is.
        phase: Phase,
    },
    /// The first entry is of another booth or record.
    #[error("zero: {0} is not the one of this record")]
    Zero(ZeroField),
    /// Epochs out of order.
    #[error("epoch {found} stands where {expected} must")]
    Epoch {
        /// Number found.
        found: u32,
        /// Number due.
        expected: u32,
    },
    /// Too many.
    #[error("more epochs than the definition allows ({0})")]
    Epochs(u32),
    /// A machine took over that is no spare of this village, or stands in a booth.
    #[error("takeover: {0} is not the key of a free spare of the device list; a spare that is not enrolled cannot go on with a log")]
    NotASpare(Box<PublicKey>),
    /// A spare took over that had done so before.
    #[error("takeover: the spare {0} took this log over before; each spare takes over once")]
    SpareTwice(Box<PublicKey>),
    /// Another ballot has no outcome yet.
    #[error("ballot {0} has no outcome yet")]
    Pending(Code),
    /// The outcome names a ballot that is not the pending one.
    #[error("no ballot {0} waits for an outcome")]
    NotPending(Code),
    /// A ballot that a boot interrupted ends otherwise than void.
    #[error("ballot {0} was interrupted by an outage and must be void (outage, shown)")]
    Interrupted(Code),
    /// A slot, code or α that stood before.
    #[error("slot, code or ciphertext of ballot {0} stands twice")]
    Twice(Code),
    /// The card is spent.
    #[error("card {0} is spent")]
    Spent(Hash),
    /// The card had too many tries.
    #[error("card {0} had more spoiled and void ballots than the definition allows")]
    Retries(Hash),
    /// The card is not in the deck.
    #[error("card {0} is not in the deck")]
    NotInDeck(Hash),
    /// The stratum is not the booth's.
    #[error("the stratum of ballot {0} is not one of this booth's")]
    Stratum(Code),
    /// The booth had failed.
    #[error("a ballot is sealed after the booth had failed")]
    Failed,
    /// The booth had too many voids and did not say that it failed.
    #[error("more voids than the definition allows, but no incident booth_failed")]
    NotFailed,
    /// No mark yet.
    #[error("a ballot is sealed before the first mark")]
    Unmarked,
    /// Options or the card's signature.
    #[error(transparent)]
    Ballot(#[from] BallotError),
    /// The proof.
    #[error("the ballot's proof does not hold")]
    Proof,
    /// A fault about a ballot that is not cast, or a second one.
    #[error("fault: ballot {0} is not cast, or has a fault already")]
    Fault(Code),
    /// A mark with another count, or too early.
    #[error("mark: {found} cast, but {cast} are so far; the first stands right after open, a later one {step} ballots after the last", step = Self::MARK_STEP)]
    Mark {
        /// Count of the mark.
        found: u32,
        /// Ballots cast so far.
        cast: u32,
    },
    /// The closing entry does not fit the log.
    #[error("close: {0} is not what the log holds")]
    Close(&'static str),
}

impl Rule {
    /// Ballots between two marks.
    pub const MARK_STEP: u32 = 20;
}
