//! A check-in desk: the pure rules ([`State`]) over what is fixed ([`Post`]), made durable in a log of [`DeskEntry`] lines.
//!
//! The order is always: rule, then both journals, then the clerk's screen. The journal holds row numbers, keyed tags and counts;
//! who stands behind a row is only in the encrypted roll. Nobody scans a card at the desk, and no entry holds one.

mod entry;
#[cfg(test)]
pub(crate) mod fixture;
mod post;
mod receipt;
mod state;
#[cfg(test)]
mod tests;

use canonical::{PublicKey, SigningKey};
use chain::line::LineError;
use chain::origin::OriginError;
use chain::{Line, Origin};
use manifest::StratumId;
use tally_log::{AppendError, Identity, Log};
use token::{CountsData, DeskCounts};

use crate::Nik;

pub use entry::{DeskEntry, ReplacementReason, Totals, UndoReason};
pub use manifest::{Hour, NotAnHour};
pub use post::{Post, PostError};
pub use receipt::{Receipt, ReceiptKind};
pub use state::{Event, MAX_CARDS, Refusal, State};

/// Why the desk did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A rule; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The line could not be written as JSON; nothing was changed.
    #[error("baris jurnal tidak dapat ditulis: {0} (the line cannot be written)")]
    Line(#[from] LineError),
    /// A medium failed; the entry may be durable or not. Stop and start again.
    #[error("media gagal: {0} (a medium failed)")]
    Append(#[from] AppendError),
}

/// Why a desk's log does not fit its post.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The log has another name.
    #[error("jurnal ini milik {found}, bukan {expected} (the log of another desk)")]
    Foreign {
        /// Name of the log.
        found: Box<str>,
        /// Name of the post's log.
        expected: Box<str>,
    },
    /// A signed line is no entry of a desk.
    #[error("jurnal, baris {seq} (dari 0): {error} (not an entry of a desk)")]
    Content {
        /// The line, from 0.
        seq: u64,
        /// What is wrong.
        error: LineError,
    },
    /// An entry that the rules would not have made: the log was written with another roll, definition or program.
    #[error("jurnal, baris {0} (dari 0): melanggar aturan meja atau dibuat dengan daftar lain (an entry the rules do not allow here)")]
    Rule(u64),
}

/// What the clerk is shown after a check-in or admission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// Number on the roll, or given to an added voter.
    pub row: u32,
    /// Stratum of the cards to fan, where cards name one.
    pub stratum: Option<StratumId>,
}

/// An open desk. Holding one proves that every line of its log follows from the rules of its post.
pub struct Desk {
    post: Post,
    state: State,
    receipts: receipt::Receipts,
    log: Log,
    origin: Origin,
    key: SigningKey,
}

impl Desk {
    /// What [`Log::create`] and [`Log::open`] want to know about a desk's log.
    ///
    /// # Errors
    /// The name of the log is too long; names of checked documents never are.
    pub fn identity(post: &Post, key: &PublicKey) -> Result<Identity, OriginError> {
        Ok(Identity::new(post.origin().parse()?, *key, |_| Vec::new()))
    }

    /// Takes a desk's log, which may be empty, and replays it by the rules.
    ///
    /// # Errors
    /// Names the first line that does not follow.
    pub fn resume(post: Post, log: Log, key: SigningKey) -> Result<Self, ReplayError> {
        if log.origin().as_str() != post.origin() {
            return Err(ReplayError::Foreign { found: log.origin().as_str().into(), expected: post.origin().into() });
        }
        let (mut state, mut receipts) = (State::default(), receipt::Receipts::default());
        for line in log.lines() {
            let seq = line.header().seq;
            let entry: DeskEntry = line.content().map_err(|error| ReplayError::Content { seq, error })?;
            if state.apply(&post, state::event_of(&entry)).as_ref() != Ok(&entry) {
                return Err(ReplayError::Rule(seq));
            }
            state.take(&entry);
            receipts.take(&entry);
        }
        let origin = log.origin().clone();
        Ok(Self { post, state, receipts, log, origin, key })
    }

    /// Applies an event and makes its entry durable. `salt` is 16 fresh random bytes.
    ///
    /// # Errors
    /// A refusal leaves everything as it was; after a failed medium nothing more is taken.
    pub fn act(&mut self, event: Event, salt: [u8; 16]) -> Result<DeskEntry, DeskError> {
        let entry = self.state.apply(&self.post, event)?;
        let line = Line::write(self.log.tip(), salt, &entry, &self.origin, &self.key)?;
        self.log.append(&line)?;
        self.state.take(&entry);
        self.receipts.take(&entry);
        Ok(entry)
    }

    /// Begins the day.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn open(&mut self, time: Hour, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::Open(time), salt).map(|_| ())
    }

    /// Marks a voter of the roll present.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn check_in(&mut self, row: u32, salt: [u8; 16]) -> Result<Admitted, DeskError> {
        let stratum = match self.act(Event::CheckIn(row), salt)? {
            DeskEntry::CheckIn { stratum, .. } => stratum,
            _ => None,
        };
        Ok(Admitted { row, stratum })
    }

    /// Takes a check-in or admission back.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn undo(&mut self, row: u32, reason: UndoReason, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::Undo(row, reason), salt).map(|_| ())
    }

    /// Whether a check-in may be taken back, before anybody is asked to agree to it.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn may_undo(&self, row: u32, reason: UndoReason) -> Result<(), Refusal> {
        self.state.apply(&self.post, Event::Undo(row, reason)).map(|_| ())
    }

    /// The number that the next added voter will get, if the rules admit this one. Whoever keeps names beside the log writes them
    /// down between this and [`Desk::add`].
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn may_add(&self, nik: &Nik, stratum: Option<StratumId>) -> Result<u32, Refusal> {
        match self.state.apply(&self.post, Event::Add(self.post.tag(nik), stratum))? {
            DeskEntry::Add { row, .. } => Ok(row),
            _ => Ok(0),
        }
    }

    /// Admits a voter who is not on the roll.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn add(&mut self, nik: &Nik, stratum: Option<StratumId>, salt: [u8; 16]) -> Result<Admitted, DeskError> {
        let row = self.may_add(nik, stratum.clone())?;
        self.act(Event::Add(self.post.tag(nik), stratum.clone()), salt)?;
        Ok(Admitted { row, stratum })
    }

    /// Counts cards taken by auditors.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn audit_card(&mut self, count: u32, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::AuditCard(count), salt).map(|_| ())
    }

    /// Counts a card handed out in place of another.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn replacement(&mut self, reason: ReplacementReason, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::Replacement(reason), salt).map(|_| ())
    }

    /// Counts cards that came back unused.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn card_return(&mut self, count: u32, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::CardReturn(count), salt).map(|_| ())
    }

    /// Counts the cards of a sealed pack that was opened.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn pack_open(&mut self, cards: u32, salt: [u8; 16]) -> Result<(), DeskError> {
        self.act(Event::PackOpen(cards), salt).map(|_| ())
    }

    /// Ends the day and signs the counts.
    ///
    /// # Errors
    /// As [`Desk::act`].
    pub fn close(&mut self, cards_left: u32, time: Hour, salt: [u8; 16]) -> Result<DeskCounts, DeskError> {
        self.act(Event::Close(time, cards_left), salt)?;
        Ok(self.sign_counts())
    }

    /// The signed counts of a closed desk, the same bytes every time; none before closing.
    #[must_use]
    pub fn counts(&self) -> Option<DeskCounts> {
        self.state.is_closed().then(|| self.sign_counts())
    }

    fn sign_counts(&self) -> DeskCounts {
        let Totals { additional, audit_cards, cards_left, cards_opened, cards_returned, present, replacements, undone } = *self.totals();
        let data = CountsData {
            additional,
            audit_cards,
            cards_opened,
            cards_left,
            cards_returned,
            definition: self.post.definition(),
            desk: self.post.desk().clone(),
            format: CountsData::FORMAT.into(),
            head: self.log.tip().root(),
            present,
            replacements,
            size: self.log.tip().size(),
            station: self.post.station().clone(),
            undone,
        };
        DeskCounts::sign(data, &self.key)
    }

    /// The desk's post.
    #[must_use]
    pub const fn post(&self) -> &Post {
        &self.post
    }

    /// What happened so far.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// All receipts of the day, in order.
    #[must_use]
    pub fn receipts(&self) -> &[Receipt] {
        self.receipts.all()
    }

    /// The counts so far.
    #[must_use]
    pub const fn totals(&self) -> &Totals {
        self.state.totals()
    }
}
