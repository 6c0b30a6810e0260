//! A witness (saksi): keeps the last head it saw of each log and cosigns the next one.
//!
//! A cosignature says that the head continues every head of this log the witness has cosigned (C2SP tlog-cosignature). So the first
//! head of a log is taken as it is, and a longer one needs evidence: a consistency proof or the log's leaf hashes. Without evidence
//! nothing is signed, because a signature that says less than others would weaken all of them. Two heads of one log that contradict
//! each other are proof of misconduct by themselves; the refusal carries both.
//!
//! A log is told apart by its name and its keys. A spare machine that takes a booth over goes on with the same log under its own key,
//! so whoever cosigns gives every key that the device list allows the booth; a machine that was replaced before it opened is not
//! among them, and its log was another one.

mod error;

use canonical::json;
use canonical::{Hash, PublicKey, SigningKey};
use chain::checkpoint::CheckpointError;
use chain::note::{Kind, NoteError};
use chain::tree::{root, verify_consistency};
use chain::{Checkpoint, KeyName, Note, Origin, SignedCheckpoint, Verifier};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use error::{WitnessError, WitnessStateError};

use crate::MAX_STATE;
use crate::secret::Secret;

/// A witness with its key and the heads it has cosigned. In memory only.
#[derive(Debug)]
pub struct Witness {
    key: SigningKey,
    name: KeyName,
    seen: Vec<Seen>,
}

/// The last head of one log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// The log's key.
    key: PublicKey,
    /// The head as a note, with the log's signature.
    note: Box<str>,
    /// The log's name.
    origin: Origin,
}

/// What shows that a longer head continues a shorter one.
#[derive(Debug, Clone, Copy)]
pub enum Evidence<'a> {
    /// Nothing.
    None,
    /// A consistency proof (RFC 6962 section 2.1.2) from the last head seen to this one.
    Proof(&'a [Hash]),
    /// The leaf hashes of the whole log in order.
    Leaves(&'a [Hash]),
}

/// A cosigned head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// The note with the witness's line added.
    pub note: String,
    /// What the head states.
    pub checkpoint: Checkpoint,
    /// What it was held against.
    pub checked: Checked,
}

/// What a head was held against before it was cosigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The first head of this log seen here: nothing to hold it against.
    First,
    /// The same head as before.
    Same,
    /// It continues the head of this size.
    Continues(u64),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateData {
    format: Box<str>,
    name: Box<str>,
    seed: Secret,
    seen: Vec<Seen>,
}

const FORMAT: &str = "suara/witness-state/v1";

impl Witness {
    /// A new witness from 32 random bytes.
    #[must_use]
    pub fn new(seed: &[u8; 32], name: KeyName) -> Self {
        Self { key: SigningKey::from_seed(seed), name, seen: Vec::new() }
    }

    /// The key that stands in device lists.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.key.public()
    }

    /// The key with its name, as cosignatures are checked against.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier::new(self.name.clone(), self.public(), Kind::Cosignature)
    }

    /// The last head of each log.
    #[must_use]
    pub fn heads(&self) -> Vec<Checkpoint> {
        self.seen.iter().filter_map(|seen| Some(open(seen.note.as_bytes(), &seen.key).ok()?.1)).collect()
    }

    /// Checks a head against the last one of its log and cosigns it. `keys` are those that may sign for the log; without any, the one
    /// that signed the last head seen. `others` are heads of the same log that somebody else was shown: any that contradicts is a
    /// fork. `time` is in seconds since 1970.
    ///
    /// # Errors
    /// Says why nothing was signed; [`WitnessError::Fork`] carries both notes.
    pub fn cosign(
        &mut self,
        note: &[u8],
        keys: &[PublicKey],
        evidence: Evidence<'_>,
        others: &[Vec<u8>],
        time: u64,
    ) -> Result<Cosigned, WitnessError> {
        let (keys, checkpoint) = self.identify(note, keys)?;
        let (key, mut signed) = opened(note, &checkpoint.origin, &keys)?;
        let shown = signed.to_string();
        check_leaves(&checkpoint, evidence)?;
        for other in others {
            // Notes of other logs and keys say nothing about this one.
            let Some((text, head)) = keys.iter().find_map(|key| open(other, key).ok()) else { continue };
            if head.origin == checkpoint.origin && contradicts(&head, &checkpoint, evidence) {
                return Err(WitnessError::Fork { origin: head.origin, before: text, now: shown.into() });
            }
        }
        let checked = self.check_last(&keys, &checkpoint, &shown, evidence)?;
        if signed.cosigners(&[self.verifier()]).map_err(WitnessError::Note)?.is_empty() {
            signed.cosign(&self.name, &self.key, time).map_err(WitnessError::Note)?;
        }
        self.seen.retain(|seen| seen.origin != checkpoint.origin || !keys.contains(&seen.key));
        self.seen.push(Seen { key, note: shown.into(), origin: checkpoint.origin.clone() });
        Ok(Cosigned { note: signed.to_string(), checkpoint, checked })
    }

    /// Which log a note is of, and its keys: those given, or the one remembered.
    fn identify(&self, note: &[u8], keys: &[PublicKey]) -> Result<(Vec<PublicKey>, Checkpoint), WitnessError> {
        let note = Note::parse(note).map_err(CheckpointError::Note)?;
        let checkpoint: Checkpoint = note.text().parse()?;
        let known = self.seen.iter().rev().find(|seen| seen.origin == checkpoint.origin).map(|seen| seen.key);
        let keys = if keys.is_empty() { Vec::from_iter(known) } else { keys.to_vec() };
        if keys.is_empty() { Err(WitnessError::NoKey(checkpoint.origin)) } else { Ok((keys, checkpoint)) }
    }

    fn check_last(&self, keys: &[PublicKey], head: &Checkpoint, shown: &str, evidence: Evidence<'_>) -> Result<Checked, WitnessError> {
        let Some(seen) = self.seen.iter().rev().find(|seen| seen.origin == head.origin && keys.contains(&seen.key)) else {
            return Ok(Checked::First);
        };
        let (before, last) = open(seen.note.as_bytes(), &seen.key)?;
        let (origin, size) = (head.origin.clone(), head.size);
        if contradicts(&last, head, evidence) {
            return Err(WitnessError::Fork { origin, before, now: shown.into() });
        }
        if size < last.size {
            return Err(WitnessError::Older { origin, size, last: last.size });
        }
        if size == last.size {
            return Ok(Checked::Same);
        }
        match evidence {
            Evidence::Leaves(_) => Ok(Checked::Continues(last.size)),
            Evidence::Proof(proof) if verify_consistency(last.head(), head.head(), proof) => Ok(Checked::Continues(last.size)),
            Evidence::Proof(_) => Err(WitnessError::Proof { origin, last: last.size }),
            Evidence::None => Err(WitnessError::NoEvidence { origin, size, last: last.size }),
        }
    }

    /// Everything, for an encrypted file only.
    #[must_use]
    pub fn to_state(&self) -> Zeroizing<Vec<u8>> {
        let (name, seed) = (self.name.as_str().into(), Secret::new(*self.key.seed()));
        json::to_secret_bytes(&StateData { format: FORMAT.into(), name, seed, seen: self.seen.clone() })
    }

    /// Reads what [`Witness::to_state`] wrote.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn from_state(bytes: &[u8]) -> Result<Self, WitnessStateError> {
        let data: StateData = json::from_secret_bytes(bytes, MAX_STATE)?;
        if &*data.format != FORMAT {
            return Err(WitnessStateError::Format);
        }
        let name = KeyName::new(&data.name).map_err(|_| WitnessStateError::Content)?;
        let holds = |seen: &Seen| open(seen.note.as_bytes(), &seen.key).is_ok_and(|(_, head)| head.origin == seen.origin);
        if !data.seen.iter().all(holds) {
            return Err(WitnessStateError::Content);
        }
        Ok(Self { key: SigningKey::from_seed(data.seed.bytes()), name, seen: data.seen })
    }
}

/// A head of this log under one of its keys, and which.
fn opened(note: &[u8], origin: &Origin, keys: &[PublicKey]) -> Result<(PublicKey, SignedCheckpoint), CheckpointError> {
    let mut refused = CheckpointError::Note(NoteError::NoKnownKey);
    for key in keys {
        match SignedCheckpoint::open(note, origin, key) {
            Ok(signed) => return Ok((*key, signed)),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// A head of whatever log, under this key.
fn open(note: &[u8], key: &PublicKey) -> Result<(Box<str>, Checkpoint), CheckpointError> {
    let parsed = Note::parse(note).map_err(CheckpointError::Note)?;
    let checkpoint: Checkpoint = parsed.text().parse()?;
    let signed = SignedCheckpoint::open(note, &checkpoint.origin, key)?;
    Ok((signed.to_string().into(), checkpoint))
}

fn check_leaves(head: &Checkpoint, evidence: Evidence<'_>) -> Result<(), WitnessError> {
    match evidence {
        Evidence::Leaves(leaves) if leaves.len() as u64 != head.size || root(leaves) != head.root => {
            Err(WitnessError::Leaves { origin: head.origin.clone(), found: leaves.len(), size: head.size })
        }
        Evidence::Leaves(_) | Evidence::Proof(_) | Evidence::None => Ok(()),
    }
}

/// Whether no log can have had both heads, as far as the evidence shows. Leaves were checked to be those of `now`.
fn contradicts(before: &Checkpoint, now: &Checkpoint, evidence: Evidence<'_>) -> bool {
    if before.size == now.size {
        return before.root != now.root;
    }
    match evidence {
        Evidence::Leaves(leaves) => {
            let start = usize::try_from(before.size).ok().and_then(|size| leaves.get(..size));
            start.is_some_and(|start| root(start) != before.root)
        }
        Evidence::Proof(_) | Evidence::None => false,
    }
}

#[cfg(test)]
mod tests;
