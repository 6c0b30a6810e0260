//! The digest ladder: suite → village definition → joint key → booth → ballot. Each rung is hashed into the next, so a proof or
//! code made for one election, village, booth, card or mode holds in no other.

use canonical::{Hash, hash, sha256, tag};

use crate::{BoothId, Mode, StationId, StratumId};

/// What the suite is: the one group, the hashes, the signature rule and the format version.
const SUITE: &[u8] = b"suara/v1; ristretto255 (RFC 9496); SHA-256; SHA-512; Ed25519 cofactored, canonical";

/// The first rung.
#[must_use]
pub fn suite_digest() -> Hash {
    hash(tag::SUITE, &[SUITE])
}

/// The second rung. `definition` is the SHA-256 of the definition's file; the mode is inside the file and is named again so that
/// no parser defect can drop it.
#[must_use]
pub fn village_digest(mode: Mode, definition: &Hash) -> Hash {
    hash(tag::VILLAGE, &[suite_digest().as_bytes(), mode.as_str().as_bytes(), definition.as_bytes()])
}

/// The third rung: the village's joint key with the SHA-256 of its ceremony transcript file.
#[must_use]
pub fn key_digest(village: &Hash, ceremony: &Hash, joint_key: &[u8; 32]) -> Hash {
    hash(tag::KEY, &[village.as_bytes(), ceremony.as_bytes(), joint_key])
}

/// The fourth rung: a booth with the leaf hash of its first opening entry of the day, which binds its seed root.
#[must_use]
pub fn booth_digest(key: &Hash, station: &StationId, booth: &BoothId, opening_leaf: &Hash) -> Hash {
    hash(tag::BOOTH, &[key.as_bytes(), station.as_bytes(), booth.as_bytes(), opening_leaf.as_bytes()])
}

/// The fifth rung: one ballot. `slot` is 16 bytes without order; `card` is the card's leaf; a definition without strata hashes
/// the empty text.
#[must_use]
pub fn ballot_context(booth: &Hash, slot: &[u8; 16], card: &Hash, stratum: Option<&StratumId>) -> Hash {
    let stratum = stratum.map_or(&[][..], StratumId::as_bytes);
    hash(tag::BALLOT, &[booth.as_bytes(), slot, card.as_bytes(), stratum])
}

/// SHA-256 of a document's file, the digest that documents, papers and the ladder name it by.
#[must_use]
pub(crate) fn file_digest(bytes: &[u8]) -> Hash {
    sha256(bytes)
}
