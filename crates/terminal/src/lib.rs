//! The polling-day and voting-session state machines of one booth.
//!
//! - [`day`]: which entry may come next (`docs/RULES.md`, section 1). One code for replay and for every append.
//! - [`Booth`]: the engine. [`Booth::zero`] begins a day; [`Booth::open`], [`Booth::begin`], [`Booth::mark`], [`Booth::close`] and
//!   [`Booth::export`] go through it. After an outage [`Booth::resume`];
//!   when its machine is broken, a spare goes on with [`Booth::takeover`]; with a fresh second medium, [`Booth::replace_medium`].
//! - [`vote`]: one vote as a row of types, each made from the one before.
//! - [`hall`]: the screens of a booth as a table, and what each says.
//! - [`device`]: what a booth asks of a printer, with a faithful fake.
//!
//! A booth holds no total per candidate at any time, and its log holds no choice but those of challenged ballots. Randomness, hour,
//! printer and media are arguments: with the same ones a booth writes the same bytes. What must be durable is durable before it is
//! printed, and printed before it is shown.
//!
//! The journals are the truth and are read whole at every start; the index only answers whether a card was seen, and a wrong answer
//! stops the booth.

mod booth;
mod choice;
mod clock;
pub mod day;
pub mod device;
mod export;
pub mod hall;
mod heads;
mod ledger;
mod medium;
mod officer;
mod papers;
mod reports;
mod screen;
mod seeds;
mod settle;
mod start;
mod stopped;
mod takeover;
pub mod vote;
mod wording;

pub use booth::{ActError, Booth, Setup};
pub use choice::{Choice, NotOnBallot};
pub use clock::{DAYS_AROUND, is_far_from};
pub use device::{
    EscPosPrinter, FakePrinter, FilePrinter, Lie, LyingPrinter, Nearby, NotNearby, Printer, PrinterFault, PrinterState, Random,
};
pub use export::Exported;
pub use heads::{ExportError, HeadError, MAX_PEER_NOTE, PeerSeen};
pub use ledger::{Fatal, replay};
pub use officer::Closed;
pub use papers::{Paper, Papers};
pub use screen::{Refusal, Screen, VoteError, VoteStatus, band};
pub use seeds::witness_hash;
pub use settle::{Interrupted, Missing, Unfinished};
pub use start::StartError;
pub use stopped::Stop;
pub use vote::{Ended, Marked, Sealed, Session};
