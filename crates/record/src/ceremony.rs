//! The public side of a key ceremony: what every guardian showed, and that all of them saw the same.
//!
//! `ceremony.json` holds, for each guardian in order, the hash it committed to before anyone showed anything, then what it showed:
//! coefficients, exchange key, proof of possession; each signed. Its SHA-256 goes into the ladder. `confirmations.json` holds every
//! guardian's signature on that digest and a trial decryption under its new share.

use canonical::json::{self, JsonError};
use canonical::{Hash, Signature, SigningKey, sha256, tag};
use elgamal::ceremony::{CeremonyError, Claim, Coefficients, GuardianNumber, PopError, PopProof, Seat, SeatError, joint_key, public_share};
use elgamal::{Element, JointKey, NonIdentity};
use manifest::{Definition, Guardian, MAX_DOCUMENT, key_digest};
use serde::{Deserialize, Serialize};

/// What one guardian showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// Coefficients A_0 … A_{t−1}.
    pub coefficients: Coefficients,
    /// Hash of all that follows, signed and gathered before anyone showed it.
    pub commitment: Hash,
    /// The guardian's signature on the commitment.
    pub commitment_sig: Signature,
    /// Public half of the exchange key of this attempt.
    pub exchange_key: NonIdentity,
    /// Proof of possession of every coefficient and of the exchange key.
    pub possession: PopProof,
    /// The guardian's signature on what it showed.
    pub reveal_sig: Signature,
}

/// The transcript as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranscriptData {
    /// 1 for the first try; a refused share or a lost guardian begins the next.
    pub attempt: u32,
    /// Contributions in the order of the guardians.
    pub contributions: Vec<Contribution>,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Always `suara/ceremony/v1`.
    pub format: Box<str>,
}

/// Why a transcript is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TranscriptError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", TranscriptData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0})")]
    Foreign(Hash),
    /// Not one contribution of each guardian.
    #[error("{found} contributions, but the definition has {expected} guardians; all of them must take part")]
    Members {
        /// Contributions found.
        found: usize,
        /// Guardians of the definition.
        expected: usize,
    },
    /// Numbers that no ceremony has.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// A guardian showed something else than it had committed to.
    #[error("guardian {0} showed other coefficients than it committed to; void this attempt")]
    Commitment(u32),
    /// A guardian's signature does not hold.
    #[error("guardian {0}: a signature in the transcript does not hold")]
    Signature(u32),
    /// A guardian does not know what it showed.
    #[error("guardian {0}: {1}")]
    Possession(u32, PopError),
    /// The contributions do not make a key.
    #[error(transparent)]
    Key(#[from] CeremonyError),
}

impl TranscriptData {
    /// The format's name.
    pub const FORMAT: &str = "suara/ceremony/v1";
}

/// The seat of a guardian in one attempt at a definition's ceremony.
///
/// # Errors
/// Refuses numbers that no ceremony has.
pub fn seat(definition: &Definition, attempt: u32, guardian: u32) -> Result<Seat, SeatError> {
    let members = u32::try_from(definition.guardians.members.len()).unwrap_or(u32::MAX);
    Seat::new(definition.village_digest(), attempt, GuardianNumber::new(guardian)?, members, definition.guardians.threshold)
}

/// Signs a commitment before anything is shown.
#[must_use]
pub fn sign_commitment(definition: &Definition, attempt: u32, number: u32, commitment: &Hash, key: &SigningKey) -> Signature {
    let village = definition.village_digest();
    key.sign(tag::CEREMONY_COMMIT, &[village.as_bytes(), &attempt.to_be_bytes(), &number.to_be_bytes(), commitment.as_bytes()])
}

/// Whether a guardian signed this commitment.
#[must_use]
pub fn commitment_holds(definition: &Definition, attempt: u32, number: u32, commitment: &Hash, signature: &Signature) -> bool {
    let village = definition.village_digest();
    let parts: [&[u8]; 4] = [village.as_bytes(), &attempt.to_be_bytes(), &number.to_be_bytes(), commitment.as_bytes()];
    guardian(definition, number).is_some_and(|g| g.key.verify(tag::CEREMONY_COMMIT, &parts, signature))
}

/// Signs what a guardian shows.
#[must_use]
pub fn sign_reveal(commitment: &Hash, possession: &PopProof, key: &SigningKey) -> Signature {
    key.sign(tag::CEREMONY_REVEAL, &[commitment.as_bytes(), &possession.to_bytes()])
}

/// A guardian of a definition by number.
#[must_use]
pub fn guardian(definition: &Definition, number: u32) -> Option<&Guardian> {
    definition.guardians.members.get((number as usize).checked_sub(1)?)
}

impl Contribution {
    /// Whether the guardian with this number committed to, knows and signed what it shows.
    ///
    /// # Errors
    /// Names the guardian and what does not hold.
    pub fn verify(&self, definition: &Definition, attempt: u32, number: u32) -> Result<(), TranscriptError> {
        let seat = seat(definition, attempt, number)?;
        let member = guardian(definition, number).ok_or(TranscriptError::Signature(number))?;
        let identity = member.key.to_bytes();
        let claim = Claim { seat: &seat, identity: &identity, coefficients: &self.coefficients, exchange_key: &self.exchange_key };
        if claim.commitment() != self.commitment {
            return Err(TranscriptError::Commitment(number));
        }
        let reveal: [&[u8]; 2] = [self.commitment.as_bytes(), &self.possession.to_bytes()];
        let signed = commitment_holds(definition, attempt, number, &self.commitment, &self.commitment_sig)
            && member.key.verify(tag::CEREMONY_REVEAL, &reveal, &self.reveal_sig);
        if !signed {
            return Err(TranscriptError::Signature(number));
        }
        self.possession.verify(&claim).map_err(|e| TranscriptError::Possession(number, e))
    }
}

/// A village's key. Holding one proves that every guardian of the definition committed to, showed, signed and knows its part;
/// it does not prove that they confirmed the transcript.
#[derive(Debug, Clone)]
pub struct VillageKey {
    joint: JointKey,
    shares: Vec<Element>,
    transcript: Hash,
    digest: Hash,
    attempt: u32,
}

impl VillageKey {
    /// Checks a transcript that was just put together.
    ///
    /// # Errors
    /// Names the guardian and what does not hold.
    pub fn new(data: &TranscriptData, definition: &Definition) -> Result<Self, TranscriptError> {
        if &*data.format != TranscriptData::FORMAT {
            return Err(TranscriptError::Format);
        }
        if data.definition != definition.digest() {
            return Err(TranscriptError::Foreign(data.definition));
        }
        let expected = definition.guardians.members.len();
        if data.contributions.len() != expected {
            return Err(TranscriptError::Members { found: data.contributions.len(), expected });
        }
        for (number, contribution) in (1..).zip(&data.contributions) {
            contribution.verify(definition, data.attempt, number)?;
        }
        let all: Vec<Coefficients> = data.contributions.iter().map(|c| c.coefficients.clone()).collect();
        let joint = joint_key(&all)?;
        let shares = (1..).take(expected).map(|n| Ok(public_share(GuardianNumber::new(n)?, &all))).collect::<Result<_, SeatError>>()?;
        let transcript = sha256(&json::to_bytes(data));
        let digest = key_digest(&definition.village_digest(), &transcript, joint.as_bytes());
        Ok(Self { joint, shares, transcript, digest, attempt: data.attempt })
    }

    /// Reads `ceremony.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8], definition: &Definition) -> Result<Self, TranscriptError> {
        Self::new(&json::from_bytes(bytes, MAX_DOCUMENT)?, definition)
    }

    /// The joint key.
    #[must_use]
    pub const fn joint(&self) -> &JointKey {
        &self.joint
    }

    /// The public share X_i of a guardian.
    #[must_use]
    pub fn share(&self, number: u32) -> Option<&Element> {
        self.shares.get((number as usize).checked_sub(1)?)
    }

    /// The third rung of the digest ladder.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// SHA-256 of `ceremony.json`.
    #[must_use]
    pub const fn transcript(&self) -> Hash {
        self.transcript
    }

    /// Which attempt made it.
    #[must_use]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }
}
