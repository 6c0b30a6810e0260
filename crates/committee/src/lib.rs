//! Builds definitions and card deck, receives bundles, tallies, applies the tie rules, publishes.
