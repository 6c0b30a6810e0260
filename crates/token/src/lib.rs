//! All that may leave the desk: the card, the sorted roll tags, the desk's signed counts.
