//! What a challenge publishes, and how anybody checks it.

use canonical::{Hash, hex};
use elgamal::unit;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{BallotRules, SealedData, Seed, SeedPath};

/// A challenged ballot's seed and choice: with them anyone recomputes the ballot. The ballot is never counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The option that the voter had pressed, from 0; the last is blank.
    pub choice: u32,
    /// The way from the seed to the root printed before the first card.
    pub path: SeedPath,
    /// The seed, in hex.
    #[serde(serialize_with = "write_seed", deserialize_with = "read_seed")]
    pub seed: [u8; 32],
}

fn write_seed<S: Serializer>(seed: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(seed))
}

fn read_seed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(deserializer)?;
    hex::decode_array(&text).ok_or_else(|| de::Error::custom("a seed is 64 characters of 0-9 and a-f"))
}

/// Why a challenge does not hold: each is proof that the booth did not do what its voter saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// The choice is not on the ballot.
    #[error("option {0} is not on the ballot")]
    Choice(u32),
    /// The seed is not under any root that was printed before the first card.
    #[error("the seed is not under a root that was logged before the card was taken")]
    Root,
    /// The slot is not the seed's.
    #[error("the slot does not follow from the seed")]
    Slot,
    /// The ballot recomputed from seed and choice is another.
    #[error("the ballot recomputed from seed and choice differs: the booth sealed something else")]
    Ballot,
}

impl Opening {
    /// Recomputes the ballot and compares it byte for byte; `roots` are the seed roots of the booth's epochs.
    ///
    /// # Errors
    /// Names what differs.
    pub fn check(&self, ballot: &SealedData, rules: &BallotRules<'_>, roots: &[Hash]) -> Result<(), OpeningError> {
        let seed = Seed::from_bytes(self.seed);
        if !roots.iter().any(|root| self.path.leads(&seed, root)) {
            return Err(OpeningError::Root);
        }
        if ballot.slot.0 != seed.slot() {
            return Err(OpeningError::Slot);
        }
        let context = ballot.context(rules.booth);
        let made = unit::seal(rules.key, &context, rules.definition.options(), self.choice as usize, &self.seed);
        let (ciphertexts, proof) = made.map_err(|_| OpeningError::Choice(self.choice))?;
        if ciphertexts == ballot.ciphertexts && proof == ballot.proof { Ok(()) } else { Err(OpeningError::Ballot) }
    }
}
