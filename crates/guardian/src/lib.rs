//! One guardian's side of ceremony and opening, with a ledger; a witness's cosigning.
//!
//! - [`Member`]: a guardian with its secrets; in memory only.
//! - [`ceremony`]: four rounds of files by which the guardians of a village make a key that none of them holds.
//! - [`opening`]: a guardian's own look at the record, then its factors for the plan that follows by rule.
//! - [`ledger`]: what a guardian has opened, so that it never opens too much.
//! - [`Witness`]: keeps the last head it saw of each log and cosigns the next.
//!
//! The library is pure: files come as [`record::Folder`]s, randomness as bytes, time as a number. Keys, passphrases and durable
//! files are the business of the binary `suara-guardian`.

pub mod ceremony;
pub mod ledger;
mod member;
pub mod opening;
mod secret;
pub mod witness;

#[cfg(test)]
mod fixture;
#[cfg(test)]
extern crate self as guardian;

pub use ceremony::run_ceremony;
pub use ledger::{Ledger, LedgerEntry};
pub use member::{MAX_STATE, Member, Standing, StateError};
pub use opening::{Consent, OpenError};
pub use witness::Witness;
