//! The state machine of one booth's log: which entry may come next (`docs/RULES.md`, section 1).
//!
//! A [`State`] is what a log's entries come to. [`State::check`] says whether an entry may come next, and [`State::commit`]
//! takes it in; [`State::apply`] is both. The same code replays a log at start-up and stands before every append, so a booth
//! cannot write what it would refuse to read. Pure: no clock, disk or randomness. Times never decide, but for the one rule that
//! two marks in a row do not carry the same hour.

mod check;
mod commit;
mod error;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ballot::{Code, Slot};
use canonical::{Hash, PublicKey};
use record::{Close, CodeSet, Entry, Hour, StripOutcome};

pub use check::Change;
pub use error::DayError;
pub use rules::DayRules;

/// Ballots that must be cast between two marks.
pub const MARK_BALLOTS: u32 = 20;

/// Where the day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing is logged.
    Empty,
    /// Zero report made.
    Ready,
    /// Polls open.
    Open,
    /// Paused by an officer.
    Paused,
    /// Closed for good.
    Closed,
}

impl core::fmt::Display for Phase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty (before the zero report)",
            Self::Ready => "ready (not yet open)",
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
        })
    }
}

/// What became of one card so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CardUse {
    /// Spoiled and void ballots.
    pub tries: u32,
    /// How it was spent, if it was: cast or challenged.
    pub spent: Option<StripOutcome>,
}

/// How a ballot ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The outcome.
    pub outcome: StripOutcome,
    /// Leaf of its card.
    pub card: Hash,
    /// Whether its slip has no SAH bar although it is cast.
    pub fault: bool,
}

/// A sealed ballot without outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// Its code.
    pub code: Code,
    /// Leaf of its card.
    pub card: Hash,
    /// Whether the machine was started since; then it can only become void.
    pub outage: bool,
}

/// How many of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Cast ballots.
    pub cast: u32,
    /// Challenged ballots.
    pub challenged: u32,
    /// Spoiled ballots.
    pub spoiled: u32,
    /// Void ballots.
    pub void: u32,
    /// Of the void ones, those whose code may have been seen.
    pub shown: u32,
    /// Of the spoiled ones, STRUK BEDA DARI LAYAR.
    pub differs: u32,
    /// Cast ballots whose slip has no SAH bar.
    pub faults: u32,
}

/// The last ballot of the log, as long as its papers may be incomplete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// The ballot.
    pub code: Code,
    /// Whether the machine was started since.
    restarted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct LastMark {
    cast: u32,
    time: Hour,
}

/// What a log's entries come to. Entries enter only by rules, so holding a state proves that they form a lawful day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    rules: Arc<DayRules>,
    phase: Phase,
    digest: Option<Hash>,
    epochs: Vec<Hash>,
    /// Spares that went on, in order.
    spares: Vec<PublicKey>,
    cards: BTreeMap<Hash, CardUse>,
    slots: BTreeSet<Slot>,
    endings: BTreeMap<Code, Ending>,
    pending: Option<Pending>,
    counts: Counts,
    mark: Option<LastMark>,
    just_opened: bool,
    failed: bool,
    tail: Option<Tail>,
}

impl State {
    /// The state of an empty log.
    #[must_use]
    pub fn new(rules: DayRules) -> Self {
        Self {
            rules: Arc::new(rules),
            phase: Phase::Empty,
            digest: None,
            epochs: Vec::new(),
            spares: Vec::new(),
            cards: BTreeMap::new(),
            slots: BTreeSet::new(),
            endings: BTreeMap::new(),
            pending: None,
            counts: Counts::default(),
            mark: None,
            just_opened: false,
            failed: false,
            tail: None,
        }
    }

    /// Takes the next entry in; `leaf` is the leaf of its line.
    ///
    /// # Errors
    /// Names the rule it breaks; the state is then unchanged.
    pub fn apply(&mut self, entry: &Entry, leaf: &Hash) -> Result<(), DayError> {
        let change = self.check(entry, leaf)?;
        self.commit(change);
        Ok(())
    }

    /// The closing entry that this log would have now.
    #[must_use]
    pub fn closing(&self, time: Hour) -> Close {
        let set = |outcome| CodeSet::of(self.endings.iter().filter(|(_, end)| end.outcome == outcome).map(|(code, _)| code));
        Close {
            cast: set(StripOutcome::Cast),
            challenged: set(StripOutcome::Challenged),
            epochs: self.epochs.clone(),
            faults: self.counts.faults,
            spoiled: set(StripOutcome::Spoiled),
            time,
            void: set(StripOutcome::Void),
        }
    }

    /// Where the day stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The booth's rung of the digest ladder, over the leaf of the zero entry; none before it.
    #[must_use]
    pub const fn digest(&self) -> Option<Hash> {
        self.digest
    }

    /// Seed roots of all epochs, in order.
    #[must_use]
    pub fn epochs(&self) -> &[Hash] {
        &self.epochs
    }

    /// The key that signs the next line, unless it is a takeover.
    #[must_use]
    pub fn last_key(&self) -> PublicKey {
        self.spares.last().copied().unwrap_or(self.rules.device)
    }

    /// Keys of the spares that went on with this log, in order.
    #[must_use]
    pub fn spares(&self) -> &[PublicKey] {
        &self.spares
    }

    /// What became of a card.
    #[must_use]
    pub fn card(&self, leaf: &Hash) -> Option<CardUse> {
        self.cards.get(leaf).copied()
    }

    /// How a ballot ended.
    #[must_use]
    pub fn ending(&self, code: &Code) -> Option<Ending> {
        self.endings.get(code).copied()
    }

    /// Every ballot that ended, by code.
    pub fn endings(&self) -> impl Iterator<Item = (&Code, &Ending)> {
        self.endings.iter()
    }

    /// The ballot without outcome.
    #[must_use]
    pub const fn pending(&self) -> Option<Pending> {
        self.pending
    }

    /// How many of what.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether a mark was made.
    #[must_use]
    pub const fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    /// Whether more ballots became void, shown, than the definition allows, or an entry says that the booth failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed || self.counts.shown > self.rules.definition.rules.max_voids
    }

    /// Whether an entry says that the booth failed.
    #[must_use]
    pub const fn failure_is_logged(&self) -> bool {
        self.failed
    }

    /// Whether the definition allows one more epoch.
    #[must_use]
    pub fn may_begin_epoch(&self) -> bool {
        u32::try_from(self.epochs.len()).is_ok_and(|used| used < self.rules.definition.rules.max_epochs)
    }

    /// The last ballot, as long as its papers may be incomplete: its outcome is the last thing in the log but for what a start
    /// and other officers' entries after it add.
    #[must_use]
    pub const fn tail(&self) -> Option<Tail> {
        self.tail
    }
}
