//! All tests that need more than one crate, in one binary.

mod day;
mod laws;
mod tidy;
