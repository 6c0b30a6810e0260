//! The binary from import to closing, as people at a committee and at a desk run it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's helpers may fail loudly too")]

use pollbook::{Desk, Post, Roll, RollKey, Sex, Voter};

mod day;
#[allow(dead_code, reason = "shared with the library's own tests")]
#[path = "../../src/desk/fixture.rs"]
mod fixture;
mod machine;
mod page;
mod paper;
mod place;
