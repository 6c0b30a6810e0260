//! An election day in a box, and the data that whole-election tests share. Nothing here ships.

pub mod demo;
pub mod fuzz;
pub mod golden;
pub mod hall;
pub mod mutants;
pub mod planted;
pub mod programs;
pub mod random;
pub mod replay;
pub mod sim;
pub mod tamper;
pub mod vectors;
