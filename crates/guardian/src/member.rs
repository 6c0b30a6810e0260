//! One guardian: its signing key, what it holds of each village's ceremony, and its ledger.
//!
//! The state's bytes, the JSON tree they are made from and every secret in it are wiped when they are let go. Not wiped is what
//! the JSON reader and writer, the base64 coder and the encryption of the file keep on the stack or in buffers of their own
//! while they work. The program forbids memory dumps; a machine that opens this state should write no swap.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey, SigningKey};
use elgamal::SecretScalar;
use manifest::{Definition, Text, VillageCode};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::ledger::Ledger;
use crate::secret::Secret;

/// The largest state, in bytes.
pub const MAX_STATE: usize = 64 << 20;

/// A guardian with all its secrets. Lives in memory only; [`Member::to_state`] gives the bytes for an encrypted file.
#[derive(Debug)]
pub struct Member {
    pub(crate) key: SigningKey,
    name: Text,
    pub(crate) held: Vec<Held>,
    pub(crate) ledger: Ledger,
}

/// What a guardian holds of one attempt at one village's ceremony.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Held {
    pub(crate) attempt: u32,
    pub(crate) definition: Hash,
    pub(crate) stage: Stage,
    pub(crate) village: VillageCode,
}

/// How far an attempt has come here.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Stage {
    /// Committed; nobody's values were seen.
    Committed { seed: Secret },
    /// Showed its own values after these commitments were in hand.
    Revealed { commitments: Vec<Hash>, seed: Secret },
    /// Confirmed: the seed is erased, the share remains.
    Confirmed { share: Secret, transcript: Hash },
}

/// How far an attempt has come, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The village.
    pub village: VillageCode,
    /// SHA-256 of its definition's file.
    pub definition: Hash,
    /// Which attempt.
    pub attempt: u32,
    /// The last round done: 1, 2 or 4 (round 3 changes nothing here).
    pub round: u32,
    /// SHA-256 of the transcript, once confirmed.
    pub transcript: Option<Hash>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateData {
    format: Box<str>,
    held: Vec<Held>,
    ledger: Ledger,
    name: Text,
    seed: Secret,
}

const FORMAT: &str = "suara/guardian-state/v1";

/// Why a decrypted state is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Not JSON of this shape.
    #[error("the state: {0}; restore the file from its copy")]
    Json(#[from] JsonError),
    /// Another kind or version of state.
    #[error("the state has another format than {FORMAT}; use the program that wrote it")]
    Format,
    /// A share that is no number of the group.
    #[error("the state holds a share of {0} that is none; restore the file from its copy")]
    Share(VillageCode),
}

impl Member {
    /// A new guardian from 32 random bytes.
    #[must_use]
    pub fn new(seed: &[u8; 32], name: Text) -> Self {
        Self { key: SigningKey::from_seed(seed), name, held: Vec::new(), ledger: Ledger::default() }
    }

    /// The key that stands in definitions.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.key.public()
    }

    /// Name or office, as given when the key was made.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// This guardian's number in a village, from 1; nothing where it is no guardian.
    #[must_use]
    pub fn number(&self, definition: &Definition) -> Option<u32> {
        let place = definition.guardians.members.iter().position(|guardian| guardian.key == self.public())?;
        u32::try_from(place).ok()?.checked_add(1)
    }

    /// How far every attempt has come.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let standing = |held: &Held| {
            let (round, transcript) = match &held.stage {
                Stage::Committed { .. } => (1, None),
                Stage::Revealed { .. } => (2, None),
                Stage::Confirmed { transcript, .. } => (4, Some(*transcript)),
            };
            Standing { village: held.village.clone(), definition: held.definition, attempt: held.attempt, round, transcript }
        };
        self.held.iter().map(standing).collect()
    }

    /// The sets this guardian has opened.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The share of the key that this transcript made.
    pub(crate) fn held_share(&self, transcript: &Hash) -> Option<SecretScalar> {
        self.held.iter().find_map(|held| match &held.stage {
            Stage::Confirmed { share, transcript: own } if own == transcript => SecretScalar::from_bytes(share.bytes()).ok(),
            Stage::Committed { .. } | Stage::Revealed { .. } | Stage::Confirmed { .. } => None,
        })
    }

    /// The newest attempt at a definition's ceremony.
    pub(crate) fn newest(&self, definition: &Definition) -> Option<&Held> {
        self.held.iter().filter(|held| held.definition == definition.digest()).max_by_key(|held| held.attempt)
    }

    /// Everything, for an encrypted file only.
    #[must_use]
    pub fn to_state(&self) -> Zeroizing<Vec<u8>> {
        #[derive(Serialize)]
        struct View<'a> {
            format: &'a str,
            held: &'a [Held],
            ledger: &'a Ledger,
            name: &'a Text,
            seed: Secret,
        }
        let seed = Secret::new(*self.key.seed());
        json::to_secret_bytes(&View { format: FORMAT, held: &self.held, ledger: &self.ledger, name: &self.name, seed })
    }

    /// Reads what [`Member::to_state`] wrote.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn from_state(bytes: &[u8]) -> Result<Self, StateError> {
        let data: StateData = json::from_secret_bytes(bytes, MAX_STATE)?;
        if &*data.format != FORMAT {
            return Err(StateError::Format);
        }
        let bad = |held: &&Held| matches!(&held.stage, Stage::Confirmed { share, .. } if SecretScalar::from_bytes(share.bytes()).is_err());
        if let Some(held) = data.held.iter().find(bad) {
            return Err(StateError::Share(held.village.clone()));
        }
        Ok(Self { key: SigningKey::from_seed(data.seed.bytes()), name: data.name, held: data.held, ledger: data.ledger })
    }
}
