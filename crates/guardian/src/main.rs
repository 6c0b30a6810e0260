//! The operator’s side of a guardian.
fn main() {}
