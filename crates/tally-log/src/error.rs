//! What can go wrong, by moment: opening, appending, finding.

use std::fmt;
use std::io;

use canonical::PublicKey;
use chain::ChainError;
use chain::line::LineError;

use crate::index::IndexError;
use crate::{JOURNAL_FILE, LOCK_FILE, MAX_JOURNAL};

/// One of the two media that hold a journal each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// The machine's own.
    First,
    /// The removable one.
    Second,
}

impl Medium {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

impl fmt::Display for Medium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "medium 1",
            Self::Second => "medium 2",
        })
    }
}

/// What was asked of a medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making the directory.
    MakeDir,
    /// Taking the lock.
    Lock,
    /// Reading the journal.
    Read,
    /// Making or opening a file.
    Open,
    /// Writing.
    Write,
    /// Making durable.
    Sync,
    /// Cutting a torn line off.
    Cut,
    /// Keeping a torn line as evidence.
    Keep,
    /// Copying the journal onto another medium.
    Copy,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MakeDir => "making the directory",
            Self::Lock => "taking the lock",
            Self::Read => "reading the journal",
            Self::Open => "opening the journal",
            Self::Write => "writing to the journal",
            Self::Sync => "making the journal durable",
            Self::Cut => "cutting a torn line off the journal",
            Self::Keep => "keeping a torn line as evidence",
            Self::Copy => "copying the journal onto it",
        })
    }
}

/// A medium failed.
#[derive(Debug, thiserror::Error)]
#[error("{medium} failed while {step}: {source}; check the medium and start again")]
pub struct MediumError {
    /// Which.
    pub medium: Medium,
    /// At what.
    pub step: Step,
    /// What the operating system said.
    pub source: io::Error,
}

/// How much one journal holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Whole lines.
    pub lines: u64,
    /// Whether a torn line follows.
    pub torn: bool,
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lines{}", self.lines, if self.torn { " and a torn one" } else { "" })
    }
}

/// The rule that a line of a journal breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// It is not a line, or not one that this log's key signed.
    #[error("{0}")]
    Line(LineError),
    /// It is not the next line.
    #[error("{0}")]
    Chain(ChainError),
    /// The torn end is longer than any line.
    #[error("what follows is longer than any line and has no end")]
    Tail,
    /// The journal is over [`MAX_JOURNAL`].
    #[error("the journal is larger than {MAX_JOURNAL} bytes")]
    TooLarge,
}

/// Why a log did not open. Nothing was changed, except by [`OpenError::Medium`] and [`OpenError::Index`].
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has the log open.
    #[error("{0}/{LOCK_FILE} is held by another process: this log is open already; close that one first")]
    Busy(Medium),
    /// Both media are one directory.
    #[error("medium 1 and medium 2 are the same directory; give the second journal a medium of its own")]
    SameMedium,
    /// There is no journal.
    #[error("{0}/{JOURNAL_FILE} is missing; put in the medium that belongs to this log")]
    Missing(Medium),
    /// There is a journal already where a new log was to be made.
    #[error("{0}/{JOURNAL_FILE} holds lines already; a new log needs empty media")]
    Occupied(Medium),
    /// A line breaks a rule.
    #[error("{medium}/{JOURNAL_FILE}, line {line} (from 0): {rule}; keep both media as evidence and use a spare")]
    Refused {
        /// Where.
        medium: Medium,
        /// Which line, from 0.
        line: u64,
        /// Which rule.
        rule: Rule,
    },
    /// Both journals are good by themselves, but not the same.
    #[error("{JOURNAL_FILE}, line {line} (from 0): the media hold two different signed lines; keep both as evidence and use a spare")]
    Fork {
        /// First line that differs, from 0.
        line: u64,
    },
    /// One journal is behind by more than a power cut explains.
    #[error("medium 1 holds {first}, medium 2 {second}: more apart than one line; keep both as evidence and use a spare")]
    Apart {
        /// The first journal.
        first: Extent,
        /// The second.
        second: Extent,
    },
    /// The log went on under another key than this process has.
    #[error("{JOURNAL_FILE}, line {line} (from 0): from there on another key signs this log ({key}); this machine may not write it")]
    OtherKey {
        /// The line from which on the other key signs.
        line: u64,
        /// The log's last key.
        key: Box<PublicKey>,
    },
    /// A copy does not come back as it was written.
    #[error("{0}: the copy reads back differently; the medium is faulty, use another")]
    ReadBack(Medium),
    /// A medium failed.
    #[error(transparent)]
    Medium(#[from] MediumError),
    /// The index could not be built anew.
    #[error("the index cannot be built: {0}; check the disk and start again")]
    Index(IndexError),
}

/// Why a line was not appended.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// An earlier error stopped the log.
    #[error("the log stopped at an earlier error and takes nothing more; start again")]
    Stopped,
    /// The line is not signed by this log's key. Nothing was written.
    #[error("{0}")]
    Line(LineError),
    /// The line is not the next one. Nothing was written.
    #[error("{0}")]
    Chain(ChainError),
    /// The journal would be over [`MAX_JOURNAL`]. Nothing was written.
    #[error("the journal is full ({MAX_JOURNAL} bytes); close this log and use a spare")]
    Full,
    /// A medium failed; the line may be on one medium, on both or on none. The log stops.
    #[error(transparent)]
    Medium(MediumError),
    /// The index failed; the line is on both media. The log stops.
    #[error("the line is on both media, but the index failed: {0}; start again")]
    Index(IndexError),
}

/// Why a log was not copied onto another medium.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// A medium failed, or holds what may not be written over.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The line that says it was not taken.
    #[error(transparent)]
    Append(#[from] AppendError),
}

impl From<MediumError> for CopyError {
    fn from(error: MediumError) -> Self {
        Self::Open(error.into())
    }
}

/// Why a look-up has no answer.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// The index failed.
    #[error("the index failed: {0}; start again, it will be built anew")]
    Index(IndexError),
    /// The index contradicts the journal.
    #[error("the index says {said:?}, the journal says {known:?}; start again, it will be built anew")]
    Disagrees {
        /// Line that the index names.
        said: Option<u64>,
        /// Line that the journal names.
        known: Option<u64>,
    },
}
