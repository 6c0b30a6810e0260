//! Gives booth entries their meaning and packs, signs, exports and imports bundles and records.
