//! `suara-committee`.

fn main() {}
