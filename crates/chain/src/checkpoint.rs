//! The head of a log: its name, how many lines it has and the root over them (C2SP tlog-checkpoint), signed as a note.
//!
//! ```text
//! <origin>
//! <size>
//! <base64 of the root>
//! ```
//!
//! Strict: exactly these three lines. A log's key never signs two heads that contradict each other; two such notes are proof of
//! misconduct by themselves.

use core::fmt;
use core::str::FromStr;

use canonical::{Hash, PublicKey, SigningKey, base64, hex, sha256};

use crate::note::{KeyName, Note, NoteError, Signer, Verifier};
use crate::origin::{Origin, OriginError};
use crate::tip::Tip;
use crate::tree::Head;

/// What a head states. Holding one proves nothing about who stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub origin: Origin,
    /// Number of lines.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// Why bytes are not a head, or not one that the log's key signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines.
    #[error("a checkpoint has exactly three lines: name of the log, size, root")]
    Lines,
    /// The first line is not the name of a log.
    #[error("line 1 of the checkpoint: {0}")]
    Origin(OriginError),
    /// The second line is not a size.
    #[error("line 2 of the checkpoint must be the number of lines, without leading zeros")]
    Size,
    /// The third line is not a root.
    #[error("line 3 of the checkpoint must be the base64 of 32 bytes")]
    Root,
    /// A head of another log.
    #[error("the checkpoint is of the log {found}, not of {expected}")]
    OtherLog {
        /// Log asked for.
        expected: Origin,
        /// Log found.
        found: Origin,
    },
    /// The note around it is broken, or the log's key did not sign it.
    #[error("the checkpoint: {0}")]
    Note(NoteError),
}

impl Checkpoint {
    /// The head of a log that ends in this tip.
    #[must_use]
    pub fn of(origin: &Origin, tip: &Tip) -> Self {
        Self { origin: origin.clone(), size: tip.size(), root: tip.root() }
    }

    /// Size and root, for consistency proofs.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root }
    }

    /// The name under which strips refer to this head: first eight hex characters of the SHA-256 of its text.
    #[must_use]
    pub fn mark_id(&self) -> String {
        let digest = sha256(self.to_string().as_bytes());
        digest.as_bytes().first_chunk::<4>().map(|start| hex::encode(start)).unwrap_or_default()
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, base64::encode(self.root.as_bytes()))
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), Some(""), None) = (lines.next(), lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        let origin = origin.parse().map_err(CheckpointError::Origin)?;
        let root = base64::decode_array(root).ok_or(CheckpointError::Root)?;
        Ok(Self { origin, size: size_of(size)?, root: Hash::from_bytes(root) })
    }
}

fn size_of(text: &str) -> Result<u64, CheckpointError> {
    let size: u64 = text.parse().map_err(|_| CheckpointError::Size)?;
    // Writing it again refuses leading zeros and signs.
    if size.to_string() == text { Ok(size) } else { Err(CheckpointError::Size) }
}

/// A head that the log's own key signed; only [`SignedCheckpoint::sign`] and [`SignedCheckpoint::open`] make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Signs a head with the log's key. The caller holds that no contradicting head was signed before.
    ///
    /// # Errors
    /// None that a valid checkpoint can cause.
    pub fn sign(checkpoint: Checkpoint, key: &SigningKey) -> Result<Self, NoteError> {
        let mut note = Note::new(checkpoint.to_string())?;
        note.sign(&KeyName::from(&checkpoint.origin), key)?;
        Ok(Self { checkpoint, note })
    }

    /// Reads a head of this log and checks the signature of the log's key. Other signatures stay with it, unread.
    ///
    /// # Errors
    /// Names the line or the signature that is wrong.
    pub fn open(bytes: &[u8], origin: &Origin, key: &PublicKey) -> Result<Self, CheckpointError> {
        let note = Note::parse(bytes).map_err(CheckpointError::Note)?;
        let checkpoint: Checkpoint = note.text().parse()?;
        if checkpoint.origin != *origin {
            return Err(CheckpointError::OtherLog { expected: origin.clone(), found: checkpoint.origin });
        }
        note.verify(&[Verifier::of_log(origin, *key)]).map_err(CheckpointError::Note)?;
        Ok(Self { checkpoint, note })
    }

    /// What the head states.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Adds a witness's or peer's cosignature. The cosigner holds that the head continues the last one it cosigned.
    ///
    /// # Errors
    /// Refuses a second cosignature of one key, and too many signatures.
    pub fn cosign(&mut self, name: &KeyName, key: &SigningKey, time: u64) -> Result<(), NoteError> {
        self.note.cosign(name, key, time)
    }

    /// Which of the known cosigners signed; empty if none did.
    ///
    /// # Errors
    /// Names the cosigner whose signature does not hold.
    pub fn cosigners<'a>(&self, known: &'a [Verifier]) -> Result<Vec<Signer<'a>>, NoteError> {
        match self.note.verify(known) {
            Err(NoteError::NoKnownKey) => Ok(Vec::new()),
            other => other,
        }
    }
}

/// The note as it is stored.
impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

#[cfg(test)]
mod tests;
