//! The check-in desk as a page: which screen is up, what may be pressed on it, and what that leads to.
//!
//! ```text
//! Search ──pick──► Match ──present──► (check-in, durable) ──► Ready ──back──► Search
//!    │               └ already here ► Present ──chair──► Undo ──► (undo, durable) ──► Done
//!    ├ whole NIK of another station ► Elsewhere      ├ served at another desk ► OtherDesk
//!    └──more──► additional voters, cards, counts, paper, closing
//! ```
//!
//! This is a table and knows no browser, clock, file or journal: [`press`] says what an intent means on a [`Face`], [`draw`] what the
//! face looks like. Whoever serves the page carries out each [`Deed`] and shows the face it ends in; "KARTU SIAP" is such an end, so it
//! never comes up before the check-in is durable. What a face does not offer does nothing, whoever sends it.
//!
//! Desks of one station do not talk to each other; each serves its own numbers, so a voter cannot be checked in twice at two of them and
//! nothing has to be found out afterwards.

mod draw;
mod more;
mod pace;
mod press;
#[cfg(test)]
mod tests;
mod view;

use manifest::{StationId, StratumId};

use crate::Nik;
use crate::desk::{ReplacementReason, UndoReason};

pub use draw::{draw, stopped};
pub use pace::{PLANNED_SECONDS, Pace, TARGET_MINUTES, Waiting, waiting};
pub use press::press;
pub use view::{Bar, View, told};

/// Cards that the clerk fans, closed; the voter takes one.
pub const FAN: u32 = 5;
/// What starts a stopped desk again.
pub const RESTART: &str = "restart";

/// Which cards are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cards {
    /// Taken by auditors.
    Audit,
    /// Came back unused.
    Returned,
    /// In a pack that was opened.
    Pack,
}

/// What the clerk typed about a voter who is not on the roll. `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Newcomer {
    /// As typed: sixteen digits if it is right.
    pub nik: String,
    /// As typed.
    pub name: String,
    /// Where cards name one.
    pub stratum: Option<StratumId>,
}

impl core::fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Newcomer(<redacted>)")
    }
}

/// A screen of the desk.
#[derive(Clone, PartialEq, Eq)]
pub enum Face {
    /// M1: search.
    Search {
        /// What stands in the field, unchanged.
        typed: String,
        /// Only voters of this stratum.
        stratum: Option<StratumId>,
    },
    /// M2: compare face and identity card.
    Match(u32),
    /// M3: present, the voter takes a card.
    Ready {
        /// Number on the roll, or of an added voter.
        row: u32,
        /// Number of the receipt.
        receipt: u32,
        /// Stratum of the cards to fan, where cards name one.
        stratum: Option<StratumId>,
    },
    /// M4: present already.
    Present(u32),
    /// M5: on the roll of another station of the village.
    Elsewhere(StationId),
    /// M6: another desk of this station serves this number.
    OtherDesk(u32),
    /// M8: take a check-in back.
    Undo {
        /// Number on the roll, or of an added voter.
        row: u32,
        /// Why the last try did nothing.
        refused: Option<String>,
    },
    /// M9: the voter needs help.
    Help(u32),
    /// Everything that is not a voter at the desk.
    More,
    /// A voter who is not on the roll.
    Add {
        /// What was typed.
        newcomer: Newcomer,
        /// Why the last try did nothing.
        refused: Option<String>,
    },
    /// A NIK that is on the roll but for one digit: probably not a newcomer.
    Similar(Newcomer),
    /// Cards are counted.
    Count {
        /// Which.
        cards: Cards,
        /// Why the last try did nothing.
        refused: Option<String>,
    },
    /// A card in place of another.
    Replacement,
    /// Counts, pace and waiting time.
    Tally {
        /// People in the queue, as the clerk counted them.
        queue: Option<u32>,
    },
    /// End the day.
    Close {
        /// Why the last try did nothing.
        refused: Option<String>,
    },
    /// The day is over.
    Closed {
        /// What happened to the counts file.
        told: Option<String>,
    },
    /// Something was done: what, and what comes next.
    Done(String),
    /// Nothing was done: why, and what comes next.
    Refused(String),
}

impl core::fmt::Debug for Face {
    /// Its name alone.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

impl Face {
    /// The search, empty.
    #[must_use]
    pub const fn search() -> Self {
        Self::Search { typed: String::new(), stratum: None }
    }

    /// Its name, for style sheets and tests.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Search { .. } => "search",
            Self::Match(_) => "match",
            Self::Ready { .. } => "card-ready",
            Self::Present(_) => "already-present",
            Self::Elsewhere(_) => "other-station",
            Self::OtherDesk(_) => "other-desk",
            Self::Undo { .. } => "undo",
            Self::Help(_) => "help",
            Self::More => "more",
            Self::Add { .. } => "add",
            Self::Similar(_) => "similar",
            Self::Count { cards: Cards::Audit, .. } => "audit-cards",
            Self::Count { cards: Cards::Returned, .. } => "returned-cards",
            Self::Count { cards: Cards::Pack, .. } => "pack",
            Self::Replacement => "replacement",
            Self::Tally { .. } => "tally",
            Self::Close { .. } => "close",
            Self::Closed { .. } => "closed",
            Self::Done(_) => "done",
            Self::Refused(_) => "refused",
        }
    }

    /// Everything that may be pressed on it.
    #[must_use]
    pub const fn offers(&self) -> &'static [&'static str] {
        match self {
            Self::Search { .. } => &["find", "pick", "stratum", "more"],
            Self::Match(_) => &["present", "help", "back"],
            Self::Ready { .. } => &["back", "help", "chair"],
            Self::Present(_) => &["back", "chair"],
            Self::Elsewhere(_) | Self::OtherDesk(_) | Self::Done(_) | Self::Refused(_) => &["back"],
            Self::Undo { .. } => &["undo", "back"],
            Self::Help(_) => &["helper", "back"],
            Self::More => &["add", "audit", "return", "pack", "replacement", "tally", "paper", "close", "back"],
            Self::Add { .. } => &["admit", "back"],
            Self::Similar(_) => &["admit", "pick", "back"],
            Self::Count { .. } => &["count", "back"],
            Self::Replacement => &["challenge", "damaged", "back"],
            Self::Tally { .. } => &["estimate", "back"],
            Self::Close { .. } => &["end", "back"],
            Self::Closed { .. } => &["counts"],
        }
    }

    /// Seconds after which an unanswered face gives way to the search, so that no person's data stays up; the search itself is shown
    /// anew each minute, because its edge has the time.
    #[must_use]
    pub const fn rests(&self) -> u64 {
        match self {
            Self::Search { .. } => 60,
            Self::Match(_) | Self::Ready { .. } | Self::Present(_) | Self::OtherDesk(_) | Self::Elsewhere(_) => 180,
            _ => 600,
        }
    }

    /// What is shown when nobody pressed anything for so long.
    #[must_use]
    pub fn rested(self) -> Self {
        match self {
            Self::Search { .. } | Self::Closed { .. } => self,
            _ => Self::search(),
        }
    }
}

/// What must be made durable, or put on paper, before the next face.
#[derive(Clone, PartialEq, Eq)]
pub enum Deed {
    /// Mark a voter present.
    CheckIn(u32),
    /// Take it back, if the chair's PIN is right.
    Undo {
        /// The number.
        row: u32,
        /// Why.
        reason: UndoReason,
        /// As typed.
        pin: String,
    },
    /// Admit a voter who is not on the roll.
    Add {
        /// NIK.
        nik: Nik,
        /// Name.
        name: manifest::Text,
        /// Where cards name one.
        stratum: Option<StratumId>,
    },
    /// Count cards.
    Count(Cards, u32),
    /// A card in place of another.
    Replacement(ReplacementReason),
    /// Print the statement of a helper for a voter.
    Helper(u32),
    /// Write the roll for paper.
    PaperRoll,
    /// End the day with so many cards left.
    Close(u32),
    /// Write the counts file once more.
    Counts,
}

/// What an intent leads to.
#[derive(Clone, PartialEq, Eq)]
pub enum Step {
    /// Another face, at once.
    Show(Face),
    /// Something to carry out first.
    Do(Deed),
    /// Nothing: the face does not offer this.
    Stay,
}
