//! Papers as printers get them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by ending")]

mod golden;
mod pdf;
mod raster;
mod samples;
