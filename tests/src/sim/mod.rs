//! An election day in a box: villages, voters, desks, booths, committee, guardians, all from one seed.
//!
//! [`spec`] says what is simulated, [`world`] and [`prepare`] build the signed documents, [`day`] lets people vote, `faults` lets machines stop or cheat. What every
//! voter saw and pressed is kept beside the machines ([`spec::Ballots`]) and never read from a log, so that the auditor's recount
//! can be held against it.

pub mod cards;
pub mod day;
pub mod evening;
mod faults;
pub mod names;
pub mod prepare;
pub mod spec;
pub mod world;

/// Anything that goes wrong in a simulation is a defect of the house; it ends the run with its own words.
pub type SimResult<T> = Result<T, Box<dyn core::error::Error + Send + Sync>>;

/// A simulation that contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("simulation: {0}")]
pub struct Failure(pub &'static str);
