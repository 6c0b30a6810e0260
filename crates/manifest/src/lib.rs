//! The signed documents that say who and what is elected, where, by whom and under which rules.
