//! Roll tags: keyed hashes of NIKs that find a voter on two rolls without naming anybody.
//!
//! `tag = HMAC-SHA-256(key, "suara/v1/nik" LF election LF NIK)` (RFC 2104, FIPS 180-4). A NIK has about 10⁷ likely values in a
//! district, so a hash without a secret key would fall in seconds. One key serves the whole regency, because duplicates are
//! sought across villages; its hash stands in every definition, and it is destroyed after the disputes.

use core::fmt;

use canonical::{Hash, hash, hex, tag};
use hmac::{Hmac, KeyInit, Mac};
use manifest::ElectionId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Nik;

/// The regency's secret tagging key. Wiped when dropped, never printed; serialised only into encrypted files.
#[derive(PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RollKey([u8; 32]);

impl RollKey {
    /// Takes 32 bytes of the operating system's generator, or of an opened key file.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What the definition carries: hash of the key under its own tag.
    #[must_use]
    pub fn commitment(&self) -> Hash {
        hash(tag::ROLL_KEY, &[&self.0])
    }

    /// The tag of a NIK in an election.
    #[must_use]
    pub fn tag(&self, election: &ElectionId, nik: &Nik) -> Hash {
        // A key shorter than the block is padded with zeros (RFC 2104 §2).
        let mut block = Zeroizing::new([0; 64]);
        block.iter_mut().zip(self.0).for_each(|(slot, byte)| *slot = byte);
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        for part in [tag::ROLL_NIK.as_bytes(), b"\n", election.as_bytes(), b"\n", nik.as_bytes()] {
            mac.update(part);
        }
        Hash::from_bytes(mac.finalize().into_bytes().into())
    }

    /// The same key once more, for the roll of another station.
    #[must_use]
    pub const fn copy(&self) -> Self {
        Self(self.0)
    }
}

impl fmt::Debug for RollKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RollKey(<redacted>)")
    }
}

impl Serialize for RollKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(hex::encode(&self.0)))
    }
}

impl<'de> Deserialize<'de> for RollKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        hex::decode_array(&text).map(Self).ok_or_else(|| de::Error::custom("a roll key is 64 characters of 0-9 and a-f"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag_of(key: u8, election: &str, nik: &str) -> String {
        RollKey::from_bytes([key; 32]).tag(&election.parse().unwrap(), &nik.parse().unwrap()).to_string()
    }

    #[test]
    fn the_tag_is_the_hmac_of_the_specification() {
        // Computed with Python's hmac module: HMAC-SHA-256(32 × 0x07, "suara/v1/nik\nbanyuasin-2027\n1607170101900001").
        let expected = "9387887d7fdbbc393f81a47c76d9d5cb44618e9a7fb061ad906e4c3a6759ea0f";
        assert_eq!(tag_of(7, "banyuasin-2027", "1607170101900001"), expected);
    }

    #[test]
    fn another_key_or_election_gives_another_tag() {
        let here = tag_of(7, "banyuasin-2027", "1607170101900001");
        assert_ne!(here, tag_of(8, "banyuasin-2027", "1607170101900001"));
        assert_ne!(here, tag_of(7, "banyuasin-2029", "1607170101900001"));
        assert_ne!(here, tag_of(7, "banyuasin-2027", "1607170101900002"));
    }

    #[test]
    fn debug_shows_no_byte_of_the_key() {
        assert_eq!(format!("{:?}", RollKey::from_bytes([7; 32])), "RollKey(<redacted>)");
    }
}
