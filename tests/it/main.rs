//! All tests that need more than one crate, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that stumbles must stop loudly"
)]

mod bad_input;
mod by_hand;
mod documents;
mod election;
mod every_byte;
mod fuzz_corpus;
mod golden;
mod laws;
mod mutants;
mod planted;
mod reliability;
mod spec;
mod tamper;
mod tidy;
mod vectors;
