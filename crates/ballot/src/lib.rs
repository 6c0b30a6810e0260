//! The sealed ballot: made from a seed, verified when read from outside, recomputed when challenged.
