//! Reads a record, runs numbered checks, recounts with its own code, prints a verdict.
//!
//! [`verify_paths`] verifies any number of villages, [`verify_folder`] one record or bundle; both give every check of [`checks`] with
//! status, place and evidence. Nothing is called valid unless every check of its tier was done and passed and the regency index is
//! the one on paper ([`Options::anchor`]). [`Counted`] is the counted ballots of a checked public record, with which guardians check
//! an opening plan for themselves. [`mod@find`] looks one code up, [`challenge`] recomputes one challenged ballot.
//!
//! Inside, a folder goes through `stage`: documents, list of files, booths (`booth_sealed` or `booth_public`), ballots, papers; then
//! plans, openings, result and equations. Rules that decide something are in [`count`], `votes` and [`winner`], written from
//! `docs/RULES.md` and nothing else: this crate shares formats, signatures and proof checks with the programs that made the record,
//! but no rule. It needs no secret, and writes only the report page that it is asked for ([`page`]).
//!
//! Exit codes of the program: 0 every check done and passed, and anchored; 1 a check failed; 2 wrong command line; 3 consistent in
//! itself, but not anchored; 4 a check could not be done; 5 a rehearsal, without `--rehearsal`; 70 internal error.

mod ballots;
mod booth;
mod booth_public;
mod booth_sealed;
mod booths;
pub mod challenge;
pub mod checks;
pub mod count;
mod cross;
mod discover;
mod documents;
mod equations;
mod evidence;
pub mod find;
mod findings;
mod keys;
pub mod levels;
mod list;
mod machine;
mod opening;
mod options;
pub mod page;
mod plan;
pub mod print;
mod rebuild;
pub mod report;
mod result;
mod stage;
#[cfg(test)]
mod tests;
pub mod text;
mod verify;
mod village;
mod votes;
pub mod winner;

pub use count::{Counted, CountedBallot, Opened};
pub use levels::{Counts, Level, Levels};
pub use opening::{OpenProblem, PlannedSum};
pub use options::{Anchor, Options};
pub use report::{CheckResult, Finding, OptionVotes, Report, Status, Verdict, VillageReport};
pub use stage::verify_folder;
pub use text::Lang;
pub use verify::{verify_paths, verify_watched};
pub use village::CountedBox;
pub use votes::Votes;
