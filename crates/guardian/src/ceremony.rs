//! How guardians make a village's key, round by round, each from its own files.
//!
//! 1. [`Member::commit`]: draw, and sign the hash of everything that will be shown.
//! 2. [`Member::reveal`]: only with everybody's commitments in hand; show coefficients, exchange key, proof of possession.
//! 3. [`Member::share`]: check everybody's reveal against the commitments held since round 2; send each other guardian its share.
//! 4. [`Member::confirm`]: check every share received, sign the transcript, open the trial; the seed is erased, the share remains.
//!
//! Then [`assemble`] puts `ceremony.json` and `confirmations.json` together from everybody's files; it needs no secret.
//!
//! One call does all villages in which the guardian has a seat, all or nothing. A step may be repeated and gives the same bytes, as
//! long as the others' files are the same. A guardian that must be named voids the attempt; the next has a higher number and fresh
//! secrets, and begins with [`Member::commit`] again. The state has to be durable before a file is handed out.
//!
//! [`Member::commit`]: crate::Member::commit
//! [`Member::reveal`]: crate::Member::reveal
//! [`Member::share`]: crate::Member::share
//! [`Member::confirm`]: crate::Member::confirm

mod assemble;
mod error;
mod gather;
mod message;
mod seat;
mod steps;

pub use assemble::{Assembled, assemble, run_ceremony};
pub use error::{CeremonyError, Numbers};
pub use message::{Commit, Confirm, MAX_ROUND_FILE, Outgoing, Reveal, Round, SentShare, Shares};

#[cfg(test)]
mod tests;
