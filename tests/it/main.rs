//! All tests that need more than one crate, in one binary.

mod bad_input;
mod documents;
mod election;
mod laws;
mod tidy;
