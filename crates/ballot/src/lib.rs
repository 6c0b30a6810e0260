//! The sealed ballot: made from a seed, verified when read from outside, recomputed when challenged. No state machine lives here.
//!
//! - [`Seed`] and [`Epoch`]: a booth's randomness is drawn before the first card is taken, under a printed root; one seed serves
//!   one sealing, and all of a ballot follows from seed, context and choice.
//! - [`SealedData`]: the ballot as a log or record holds it. [`Sealed`]: one whose proof and card were checked.
//! - [`Code`]: what a voter takes home and looks up.
//! - [`Opening`]: what a challenge publishes; anyone recomputes the ballot byte for byte.

mod code;
mod opening;
mod sealed;
mod seed;

pub use code::{Code, CodeText};
pub use opening::{Opening, OpeningError};
pub use sealed::{BallotError, BallotRules, ProofBatch, Sealed, SealedData, Slot};
pub use seed::{EPOCH_SEEDS, Epoch, Seed, SeedPath};
