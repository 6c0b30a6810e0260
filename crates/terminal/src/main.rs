//! `suara-terminal`: one booth on the day.

fn main() {}
