//! Days of one booth, in memory and with the real binary.

mod canary;
mod entries;
mod heads;
mod outage;
mod papers;
mod printer;
mod refused;
mod rules;
mod village;
mod voting;
mod whole_day;
