//! What guardians hand each other: one file of each guardian and round, with an entry for each village.
//!
//! | round | file | entry |
//! |---|---|---|
//! | 1 | `1-commit-<key8>.json` | [`Commit`]: the hash of all that will be shown |
//! | 2 | `2-reveal-<key8>.json` | [`Reveal`]: coefficients, exchange key, proof of possession |
//! | 3 | `3-shares-<key8>.json` | [`Shares`]: an encrypted share for every other guardian |
//! | 4 | `4-confirm-<key8>.json` | [`Confirm`]: signature on the transcript, trial decryption |
//!
//! `<key8>` is the first eight characters of the guardian's key. Every entry carries the guardian's signature over the village's
//! digest, so a file may be cut or joined by anybody without harm: what is missing is missed, what is changed is refused.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey, Signature, SigningKey, tag};
use elgamal::ceremony::EncryptedShare;
use manifest::Definition;
use record::Confirmation;
use record::ceremony::{self, Contribution};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The largest file of a round: 10,000 villages with 20 guardians fit.
pub const MAX_ROUND_FILE: usize = 64 << 20;

/// One of the four rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    /// Everybody commits.
    Commit,
    /// Everybody shows.
    Reveal,
    /// Everybody sends shares.
    Shares,
    /// Everybody confirms.
    Confirm,
}

impl Round {
    /// The round's number, from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Commit => 1,
            Self::Reveal => 2,
            Self::Shares => 3,
            Self::Confirm => 4,
        }
    }

    /// The round's word in file names and formats.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Reveal => "reveal",
            Self::Shares => "shares",
            Self::Confirm => "confirm",
        }
    }

    /// How the names of the round's files begin.
    #[must_use]
    pub fn prefix(self) -> String {
        format!("{}-{}-", self.number(), self.word())
    }

    /// The name of a guardian's file of this round.
    #[must_use]
    pub fn file(self, key: &PublicKey) -> String {
        let key = key.to_string();
        format!("{}{}.json", self.prefix(), key.get(..8).unwrap_or(&key))
    }

    pub(crate) fn format(self) -> String {
        format!("suara/ceremony-{}/v1", self.word())
    }
}

/// Whose entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) definition: Hash,
    pub(crate) attempt: u32,
    pub(crate) number: u32,
}

/// An entry of one of the rounds.
pub(crate) trait Entry: Serialize + DeserializeOwned + PartialEq + Clone {
    const ROUND: Round;
    fn place(&self) -> Place;
    /// Whether the guardian with this entry's number signed it.
    fn is_signed(&self, definition: &Definition) -> bool;
}

/// Round 1: a commitment to what will be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// Which attempt, from 1.
    pub attempt: u32,
    /// Hash of the guardian's seat, coefficients and exchange key.
    pub commitment: Hash,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// The guardian's number in this village.
    pub number: u32,
    /// The guardian's signature on the commitment.
    pub sig: Signature,
}

impl Entry for Commit {
    const ROUND: Round = Round::Commit;

    fn place(&self) -> Place {
        Place { definition: self.definition, attempt: self.attempt, number: self.number }
    }

    fn is_signed(&self, definition: &Definition) -> bool {
        ceremony::commitment_holds(definition, self.attempt, self.number, &self.commitment, &self.sig)
    }
}

/// Round 2: what the guardian committed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// Which attempt, from 1.
    pub attempt: u32,
    /// What it shows, as it will stand in the transcript.
    pub contribution: Contribution,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// The guardian's number in this village.
    pub number: u32,
}

impl Entry for Reveal {
    const ROUND: Round = Round::Reveal;

    fn place(&self) -> Place {
        Place { definition: self.definition, attempt: self.attempt, number: self.number }
    }

    fn is_signed(&self, definition: &Definition) -> bool {
        let Contribution { commitment, commitment_sig, possession, reveal_sig, .. } = &self.contribution;
        let reveal: [&[u8]; 2] = [commitment.as_bytes(), &possession.to_bytes()];
        let member = ceremony::guardian(definition, self.number);
        ceremony::commitment_holds(definition, self.attempt, self.number, commitment, commitment_sig)
            && member.is_some_and(|g| g.key.verify(tag::CEREMONY_REVEAL, &reveal, reveal_sig))
    }
}

/// One share on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentShare {
    /// Whom it is for.
    pub receiver: u32,
    /// The share under the two guardians' exchange keys.
    pub share: EncryptedShare,
}

/// Round 3: shares for all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Which attempt, from 1.
    pub attempt: u32,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// The guardian's number in this village.
    pub number: u32,
    /// One for every other guardian, in ascending order of receiver.
    pub shares: Vec<SentShare>,
    /// The guardian's signature on village, attempt, number, transcript and shares.
    pub sig: Signature,
    /// SHA-256 of the transcript the sender saw; all must have seen the same.
    pub transcript: Hash,
}

impl Shares {
    /// Puts the signature on; `sig` may hold anything before.
    pub(crate) fn signed(mut self, definition: &Definition, key: &SigningKey) -> Self {
        self.sig = key.sign(tag::CEREMONY_SHARES, &self.parts(definition).each_ref().map(Vec::as_slice));
        self
    }

    fn parts(&self, definition: &Definition) -> [Vec<u8>; 5] {
        [
            definition.village_digest().as_bytes().to_vec(),
            self.attempt.to_be_bytes().to_vec(),
            self.number.to_be_bytes().to_vec(),
            self.transcript.as_bytes().to_vec(),
            json::to_bytes(&self.shares),
        ]
    }
}

impl Entry for Shares {
    const ROUND: Round = Round::Shares;

    fn place(&self) -> Place {
        Place { definition: self.definition, attempt: self.attempt, number: self.number }
    }

    fn is_signed(&self, definition: &Definition) -> bool {
        let parts = self.parts(definition);
        let member = ceremony::guardian(definition, self.number);
        member.is_some_and(|g| g.key.verify(tag::CEREMONY_SHARES, &parts.each_ref().map(Vec::as_slice), &self.sig))
    }
}

/// Round 4: the guardian saw this transcript and can open with its share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// Which attempt, from 1.
    pub attempt: u32,
    /// The signature on the transcript and the trial decryption.
    pub confirmation: Confirmation,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// SHA-256 of the transcript it confirms.
    pub transcript: Hash,
}

impl Entry for Confirm {
    const ROUND: Round = Round::Confirm;

    fn place(&self) -> Place {
        Place { definition: self.definition, attempt: self.attempt, number: self.confirmation.guardian }
    }

    // The signature covers the joint key, which only the transcript gives: it is checked with it.
    fn is_signed(&self, _: &Definition) -> bool {
        true
    }
}

/// A guardian's file of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoundFile<E> {
    /// `suara/ceremony-<round>/v1`.
    format: Box<str>,
    /// The guardian's key.
    pub(crate) guardian: PublicKey,
    /// One entry for each village.
    pub(crate) villages: Vec<E>,
}

impl<E: Entry> RoundFile<E> {
    pub(crate) fn new(guardian: PublicKey, villages: Vec<E>) -> Self {
        Self { format: E::ROUND.format().into(), guardian, villages }
    }

    /// Reads a file; `None` if it is of another kind or version.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Option<Self>, JsonError> {
        let file: Self = json::from_bytes(bytes, MAX_ROUND_FILE)?;
        Ok((*file.format == *E::ROUND.format()).then_some(file))
    }

    pub(crate) fn outgoing(&self) -> Outgoing {
        Outgoing { name: E::ROUND.file(&self.guardian), bytes: json::to_bytes(self) }
    }
}

/// A file to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
