//! Hashes under a named domain.
//!
//! The hashed bytes are `LP(tag) ‖ LP(part 1) ‖ LP(part 2) …` with `LP(x) = length of x as u32 big-endian ‖ x`, so no two lists
//! of parts share a byte form. SHA-256 gives digests, SHA-512 challenges and derived keys (FIPS 180-4).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256, Sha512};

use crate::{Tag, hex};

/// A SHA-256 digest; written as 64 lower-case hex characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Thirty-two zero bytes: the predecessor of the first entry of a log.
    pub const ZERO: Self = Self([0; 32]);

    /// Takes the bytes of a digest.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes of the digest.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 64 lower-case hex characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 characters of 0-9 and a-f")]
pub struct NotADigest;

impl FromStr for Hash {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        hex::decode_array(text).map(Self).ok_or(NotADigest)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// SHA-256 over the framed tag and parts.
#[must_use]
pub fn hash(tag: Tag, parts: &[&[u8]]) -> Hash {
    let mut transcript = Transcript::new(tag);
    for part in parts {
        transcript.part(part);
    }
    transcript.finish()
}

/// SHA-512 over the framed tag and parts; reduced to a scalar by its users, or cut to a key.
#[must_use]
pub fn wide_hash(tag: Tag, parts: &[&[u8]]) -> [u8; 64] {
    let mut transcript = Transcript::new(tag);
    for part in parts {
        transcript.part(part);
    }
    transcript.finish_wide()
}

/// SHA-256 of the bytes as they stand, as `sha256sum` prints it.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

/// The framed bytes of a hash or signature that has many parts.
#[derive(Clone)]
pub struct Transcript {
    bytes: Vec<u8>,
}

impl Transcript {
    /// Begins with the framed tag.
    #[must_use]
    pub fn new(tag: Tag) -> Self {
        let mut transcript = Self { bytes: Vec::with_capacity(256) };
        transcript.part(tag.as_bytes());
        transcript
    }

    /// Adds one part. Parts over 4 GiB do not exist here: every caller's input is capped far below.
    pub fn part(&mut self, bytes: &[u8]) -> &mut Self {
        self.make_room(bytes.len().saturating_add(4));
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(&length.to_be_bytes());
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// A growing vector leaves its old bytes behind unwiped, and those may be seeds; so it is moved and wiped by hand.
    fn make_room(&mut self, more: usize) {
        let needed = self.bytes.len().saturating_add(more);
        if needed > self.bytes.capacity() {
            let mut larger = Vec::with_capacity(needed.saturating_mul(2));
            larger.extend_from_slice(&self.bytes);
            zeroize::Zeroize::zeroize(&mut self.bytes);
            self.bytes = larger;
        }
    }

    /// Adds an integer as eight big-endian bytes.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.part(&number.to_be_bytes())
    }

    /// The framed bytes themselves, which is what a signature covers.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the framed bytes.
    #[must_use]
    pub fn finish(&self) -> Hash {
        sha256(&self.bytes)
    }

    /// SHA-512 of the framed bytes.
    #[must_use]
    pub fn finish_wide(&self) -> [u8; 64] {
        Sha512::digest(&self.bytes).into()
    }
}

impl Drop for Transcript {
    // Seeds and shares pass through key derivation; what framed them must not stay behind.
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag;

    #[test]
    fn sha256_is_the_standard_one() {
        assert_eq!(sha256(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn moving_a_byte_between_parts_changes_the_hash() {
        assert_ne!(hash(tag::CODE, &[b"ab", b"c"]), hash(tag::CODE, &[b"a", b"bc"]));
        assert_ne!(hash(tag::CODE, &[b"ab"]), hash(tag::CODE, &[b"ab", b""]));
        assert_ne!(hash(tag::CODE, &[b"ab"]), hash(tag::CARD, &[b"ab"]));
    }

    #[test]
    fn many_and_long_parts_frame_the_same_as_few() {
        let long = [7_u8; 1000];
        let mut transcript = Transcript::new(tag::CODE);
        transcript.part(&long).part(b"x").part(&long);
        assert_eq!(transcript.finish(), hash(tag::CODE, &[&long, b"x", &long]));
        assert_eq!(transcript.as_bytes().len(), 4 + 13 + 4 + 1000 + 4 + 1 + 4 + 1000);
    }

    #[test]
    fn the_framing_is_length_then_bytes() {
        let mut transcript = Transcript::new(tag::CODE);
        transcript.part(b"xy").number(1);
        let mut expected = vec![0, 0, 0, 13];
        expected.extend_from_slice(b"suara/v1/code");
        expected.extend_from_slice(&[0, 0, 0, 2, b'x', b'y', 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(transcript.as_bytes(), expected);
        assert_eq!(transcript.finish(), sha256(&expected));
    }

    #[test]
    fn the_wide_hash_is_sha512_of_the_same_framing() {
        let mut transcript = Transcript::new(tag::CODE);
        transcript.part(b"xy").part(b"z");
        let expected: [u8; 64] = Sha512::digest(transcript.as_bytes()).into();
        assert_eq!(transcript.finish_wide(), expected);
        assert_eq!(wide_hash(tag::CODE, &[b"xy", b"z"]), expected);
    }

    #[test]
    fn a_transcript_grows_only_by_moving_into_twice_the_room_it_needs() {
        // A vector that grew by itself would take another capacity, and leave the old bytes unwiped.
        let room = |length: usize| {
            let mut transcript = Transcript::new(tag::CODE);
            transcript.part(&vec![7; length]);
            transcript.bytes.capacity()
        };
        let before = 4 + tag::CODE.as_bytes().len() + 4;
        assert_eq!(room(0), 256);
        assert_eq!(room(256 - before), 256, "exactly full");
        assert_eq!(room(257 - before), 2 * 257);
        assert_eq!(room(1000), 2 * (1000 + before));
    }

    #[test]
    fn a_digest_shows_itself_the_same_in_messages_and_in_debugging() {
        let digest = sha256(b"x");
        assert_eq!(format!("{digest:?}"), digest.to_string());
        assert_eq!(digest.to_string().len(), 64);
    }

    #[test]
    fn a_digest_reads_back_from_its_text_only_in_lower_case() {
        let digest = sha256(b"x");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(digest.to_string().to_uppercase().parse::<Hash>(), Err(NotADigest));
    }
}
