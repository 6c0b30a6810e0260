//! A ballot: encrypted options, the proof that they hold exactly one vote, and the card that gave the right to it.

use canonical::json;
use canonical::{Hash, Signature, hex, tag};
use elgamal::unit::{self, Batch, Proof, ProofError, SealError, Statement};
use elgamal::{Ciphertext, JointKey};
use manifest::{Definition, StratumId, ballot_context};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use token::ValidCard;

use crate::{Code, Seed};

/// A ballot as logs and records hold it. Reading one proves that its points are of the group and canonical, nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedData {
    /// Leaf of the card.
    pub card: Hash,
    /// One ciphertext per option, in the definition's order, the blank last.
    pub ciphertexts: Vec<Ciphertext>,
    /// The issuer's signature on the card.
    pub issue: Signature,
    /// The proof that exactly one option holds 1.
    pub proof: Proof,
    /// Sixteen bytes without order, in hex.
    pub slot: Slot,
    /// The card's stratum, where strata are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<StratumId>,
}

/// Sixteen bytes without order that make a ballot's context unlike any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub [u8; 16]);

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        hex::decode_array(&text).map(Self).ok_or_else(|| de::Error::custom("a slot is 32 characters of 0-9 and a-f"))
    }
}

/// Why a ballot is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BallotError {
    /// Another number of options than the definition has.
    #[error("{found} ciphertexts, but the definition has {expected} options")]
    Options {
        /// Ciphertexts found.
        found: usize,
        /// Options of the definition.
        expected: usize,
    },
    /// The issuer's signature on the card does not hold.
    #[error("the issuer's signature on card {0} does not hold")]
    Card(Hash),
    /// The proof does not hold: not exactly one vote, or made for another booth, card, slot, key or election.
    #[error("the proof does not hold: {0}")]
    Proof(#[from] ProofError),
}

/// Where a ballot must fit: the definition, the village's key and the booth's rung of the digest ladder.
#[derive(Debug, Clone, Copy)]
pub struct BallotRules<'a> {
    /// The village's definition.
    pub definition: &'a Definition,
    /// The village's joint key.
    pub key: &'a JointKey,
    /// The booth's digest.
    pub booth: &'a Hash,
}

impl SealedData {
    /// The ballot's context under a booth.
    #[must_use]
    pub fn context(&self, booth: &Hash) -> Hash {
        ballot_context(booth, &self.slot.0, &self.card, self.stratum.as_ref())
    }

    /// The ballot's code under a booth.
    #[must_use]
    pub fn code(&self, booth: &Hash) -> Code {
        Code::of(&self.context(booth), &self.ciphertexts, &self.proof)
    }

    /// Everything but the proof: number of options and the issuer's signature.
    ///
    /// # Errors
    /// Names the part that does not fit.
    pub fn check_card(&self, definition: &Definition) -> Result<(), BallotError> {
        let expected = definition.options();
        if self.ciphertexts.len() != expected {
            return Err(BallotError::Options { found: self.ciphertexts.len(), expected });
        }
        if !definition.issuer.verify(tag::CARD_ISSUE, &[definition.digest().as_bytes(), self.card.as_bytes()], &self.issue) {
            return Err(BallotError::Card(self.card));
        }
        Ok(())
    }

    /// Checks the ballot alone.
    ///
    /// # Errors
    /// Names the part that does not fit.
    pub fn verify(self, rules: &BallotRules<'_>) -> Result<Sealed, BallotError> {
        self.check_card(rules.definition)?;
        let context = self.context(rules.booth);
        let statement = Statement::new(rules.key, context, &self.ciphertexts)
            .map_err(|e| BallotError::Options { found: e.found, expected: rules.definition.options() })?;
        unit::verify(&statement, &self.proof)?;
        let code = self.code(rules.booth);
        Ok(Sealed { data: self, context, code })
    }
}

/// A ballot whose card was issued for this definition and whose proof holds in this booth's context: it carries exactly one
/// vote, and nobody without the key can tell which. It does not prove that the vote is the voter's; the slip and challenges do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    data: SealedData,
    context: Hash,
    code: Code,
}

impl Sealed {
    /// Seals a choice (0 for the first candidate, the last for blank). All values follow from the seed.
    ///
    /// # Errors
    /// Refuses a choice that is not on the ballot.
    pub fn seal(rules: &BallotRules<'_>, card: &ValidCard, choice: usize, seed: &Seed) -> Result<Self, SealError> {
        let slot = Slot(seed.slot());
        let context = ballot_context(rules.booth, &slot.0, card.leaf(), card.stratum());
        let (ciphertexts, proof) = unit::seal(rules.key, &context, rules.definition.options(), choice, seed.expose())?;
        let code = Code::of(&context, &ciphertexts, &proof);
        let data = SealedData { card: *card.leaf(), ciphertexts, issue: *card.issue(), proof, slot, stratum: card.stratum().cloned() };
        Ok(Self { data, context, code })
    }

    /// The ballot as logs and records hold it.
    #[must_use]
    pub const fn data(&self) -> &SealedData {
        &self.data
    }

    /// Its context.
    #[must_use]
    pub const fn context(&self) -> &Hash {
        &self.context
    }

    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// The canonical bytes, as they stand in a public record.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.data)
    }
}

/// Many proofs checked at once; same answers as one by one.
#[derive(Default)]
pub struct ProofBatch<'a> {
    ballots: Vec<(Hash, &'a SealedData, &'a JointKey)>,
}

impl<'a> ProofBatch<'a> {
    /// Adds a ballot under its booth's digest.
    pub fn add(&mut self, ballot: &'a SealedData, key: &'a JointKey, booth: &Hash) {
        self.ballots.push((ballot.context(booth), ballot, key));
    }

    /// The places (in order of adding, from 0) of the ballots whose proof does not hold. `fresh` must be unpredictable to
    /// whoever made the proofs.
    #[must_use]
    pub fn guilty(&self, fresh: &[u8; 32]) -> Vec<usize> {
        let mut batch = Batch::new();
        let mut places = Vec::new();
        let mut guilty = Vec::new();
        for (place, (context, ballot, key)) in self.ballots.iter().enumerate() {
            match Statement::new(key, *context, &ballot.ciphertexts) {
                Ok(statement) => {
                    batch.add(statement, &ballot.proof);
                    places.push(place);
                }
                Err(_) => guilty.push(place),
            }
        }
        if let Err(found) = batch.verify(*fresh) {
            guilty.extend(found.indices.iter().filter_map(|i| places.get(*i).copied()));
        }
        guilty.sort_unstable();
        guilty
    }
}

#[cfg(test)]
mod tests;
