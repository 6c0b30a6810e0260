//! A log seen from outside: on files with `sled`, and on a disk in memory that loses and fails.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by ending")]

mod day;
mod disk;
mod faults;
mod index;
mod refused;
mod repaired;
mod rescue;
mod succession;
mod support;
