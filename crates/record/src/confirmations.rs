//! That every guardian saw the same transcript and can open with its share.

use canonical::json::{self, JsonError};
use canonical::{Hash, Signature, SigningKey, sha256, tag, wide_hash};
use elgamal::ceremony::{GuardianNumber, SeatError};
use elgamal::cipher::encrypt;
use elgamal::opening::{self, CombineError, OpeningError, Partial, Statement, SumTable, combine};
use elgamal::{CiphertextSum, SecretScalar};
use manifest::{Definition, MAX_DOCUMENT};
use serde::{Deserialize, Serialize};

use crate::VillageKey;
use crate::ceremony::guardian;

/// One guardian's confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The guardian's number.
    pub guardian: u32,
    /// Signature on village, transcript and joint key.
    pub sig: Signature,
    /// Factor of the trial ciphertext under the guardian's new share.
    pub trial: Partial,
}

/// `confirmations.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationsData {
    /// Always `suara/confirmations/v1`.
    pub format: Box<str>,
    /// One of each guardian, in order.
    pub list: Vec<Confirmation>,
    /// SHA-256 of `ceremony.json`.
    pub transcript: Hash,
}

/// Why confirmations are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmationError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", ConfirmationsData::FORMAT)]
    Format,
    /// Of another transcript.
    #[error("confirms another transcript ({0})")]
    Foreign(Hash),
    /// Not one of each guardian in order.
    #[error("not one confirmation of each guardian in order; the key is void until all have confirmed")]
    Members,
    /// A number no guardian has.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// A guardian's signature does not hold.
    #[error("guardian {0}: the signature on the transcript does not hold")]
    Signature(u32),
    /// A guardian's trial factor does not hold.
    #[error("trial decryption: {0}")]
    Trial(#[from] OpeningError),
    /// The factors do not open the trial.
    #[error("trial decryption: {0}")]
    Combine(#[from] CombineError),
    /// They open it to something else.
    #[error("the trial decryption gives another value; the key does not work, begin another attempt")]
    Value,
}

impl ConfirmationsData {
    /// The format's name.
    pub const FORMAT: &str = "suara/confirmations/v1";
}

/// The trial: an encryption of 1 whose randomness is public, so that anybody knows what it must open to.
#[must_use]
pub fn trial(key: &VillageKey) -> CiphertextSum {
    let randomness = SecretScalar::reduce_wide(&wide_hash(tag::CEREMONY_TRIAL, &[key.digest().as_bytes()]));
    let mut sum = CiphertextSum::empty();
    sum += &encrypt(1.into(), &randomness, key.joint());
    sum
}

fn statement<'a>(key: &VillageKey, number: u32, sum: &'a CiphertextSum) -> Result<Statement<'a>, ConfirmationError> {
    let share = key.share(number).ok_or(ConfirmationError::Members)?;
    Ok(Statement {
        plan: key.transcript(),
        record: Hash::ZERO,
        set: "trial",
        scope: sha256(b"trial"),
        count: 1,
        option: 0,
        guardian: GuardianNumber::new(number)?,
        public_share: *share,
        joint_key: key.digest(),
        sum,
    })
}

impl Confirmation {
    /// A guardian confirms: signs the transcript and opens the trial with its share.
    ///
    /// # Errors
    /// Refuses a share that is not the guardian's.
    pub fn make(
        definition: &Definition,
        key: &VillageKey,
        number: u32,
        share: &SecretScalar,
        signer: &SigningKey,
        fresh: &[u8; 32],
    ) -> Result<Self, ConfirmationError> {
        let sum = trial(key);
        let trial = opening::partial(share, &statement(key, number, &sum)?, fresh)?;
        let village = definition.village_digest();
        let sig = signer.sign(tag::CEREMONY_CONFIRM, &[village.as_bytes(), key.transcript().as_bytes(), key.joint().as_bytes()]);
        Ok(Self { guardian: number, sig, trial })
    }

    /// Whether the guardian's signature holds.
    ///
    /// # Errors
    /// Names the guardian.
    pub fn check_signature(&self, definition: &Definition, key: &VillageKey) -> Result<(), ConfirmationError> {
        let village = definition.village_digest();
        let transcript = key.transcript();
        let parts: [&[u8]; 3] = [village.as_bytes(), transcript.as_bytes(), key.joint().as_bytes()];
        let member = guardian(definition, self.guardian).ok_or(ConfirmationError::Members)?;
        if member.key.verify(tag::CEREMONY_CONFIRM, &parts, &self.sig) { Ok(()) } else { Err(ConfirmationError::Signature(self.guardian)) }
    }
}

/// Checks `confirmations.json`: every guardian signed this transcript and together they open the trial.
///
/// # Errors
/// Names the guardian and what does not hold.
pub fn verify_confirmations(bytes: &[u8], definition: &Definition, key: &VillageKey) -> Result<(), ConfirmationError> {
    let data: ConfirmationsData = json::from_bytes(bytes, MAX_DOCUMENT)?;
    if &*data.format != ConfirmationsData::FORMAT {
        return Err(ConfirmationError::Format);
    }
    if data.transcript != key.transcript() {
        return Err(ConfirmationError::Foreign(data.transcript));
    }
    let members = definition.guardians.members.len();
    if data.list.len() != members || !data.list.iter().map(|c| c.guardian).eq((1..).take(members)) {
        return Err(ConfirmationError::Members);
    }
    let sum = trial(key);
    let mut factors = Vec::new();
    for confirmation in &data.list {
        confirmation.check_signature(definition, key)?;
        factors.push(confirmation.trial.verify(&statement(key, confirmation.guardian, &sum)?)?);
    }
    // Every window of t guardians opens alone: no share may lie off the polynomial.
    let threshold = definition.guardians.threshold;
    let one = SumTable::new(1);
    for window in factors.windows(threshold as usize) {
        if one.open(&combine(threshold, window)?) != Some(1) {
            return Err(ConfirmationError::Value);
        }
    }
    Ok(())
}
