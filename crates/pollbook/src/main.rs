//! `suara-pollbook`: the roll before the day, the check-in desk on the day.

fn main() {}
