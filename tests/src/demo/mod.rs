//! `cargo demo`: a whole simultaneous election, from roll to verdict, and what is shown of it.

mod args;
mod place;
mod run;
mod show;

pub use args::Args;
pub use place::Place;
pub use run::{Outcome, Watch, hold};
pub use show::{json, text};
