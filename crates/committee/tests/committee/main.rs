//! One village's evening through the library, and the program's first steps through the binary.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by ending")]

mod boxes;
mod cli;
mod counting;
mod deciding;
mod entries;
mod exclusions;
mod importing;
mod office;
mod sheets;
mod support;
mod takeovers;
