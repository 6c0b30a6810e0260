//! Days of one booth, in memory and with the real binary.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by ending")]

mod binary;
mod canary;
mod clock;
mod entries;
mod escpos;
mod heads;
mod medium;
mod outage;
mod papers;
mod pins;
mod printer;
mod refused;
mod rules;
mod site;
mod spare;
mod stick;
mod stopped;
mod takeover;
mod village;
mod voting;
mod whole_day;
