//! An election day in a box: villages, voters, desks, booths, committee, guardians, all from one seed.
//!
//! [`spec`] says what is simulated, [`world`] builds the signed documents, [`day`] lets people vote, [`evening`] counts. What every
//! voter saw and pressed is kept beside the machines ([`spec::Ballots`]) and never read from a log, so that the auditor's recount
//! can be held against it.

pub mod names;
pub mod spec;
pub mod world;
