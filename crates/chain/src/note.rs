//! Signed notes (C2SP signed-note v1.0.0): a text and the signatures of named keys below it.
//!
//! ```text
//! <text, ends with a line feed>
//!
//! — <key name> <base64(key id ‖ signature)>
//! ```
//!
//! An Ed25519 signature (type 0x01) is over the text's bytes. A cosignature (type 0x04, C2SP tlog-cosignature) is over
//! `cosignature/v1`, a line with the time, and the text. Neither can stand for a framed signature of this project: those are
//! over messages that begin with a zero byte, which no note may hold.

mod key;

use core::fmt;

use canonical::{Signature, SigningKey, base64};

pub use key::{KeyId, KeyName, Kind, MAX_NAME, Verifier, VerifierError};

/// The longest note, in bytes.
pub const MAX_NOTE: usize = 4 << 20;
/// The most signatures a note may carry.
pub const MAX_SIGNATURES: usize = 64;

const DASH: &str = "\u{2014} ";

/// A text with signatures. Holding one proves the form only; [`Note::verify`] says whose signatures hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One line below the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NoteSignature {
    name: KeyName,
    id: KeyId,
    /// What follows the key id: its form depends on the kind of the key.
    blob: Vec<u8>,
}

/// A known key whose signature on a note holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer<'a> {
    /// The key.
    pub verifier: &'a Verifier,
    /// Seconds since 1970 that a cosigner stated; none for a plain signature.
    pub time: Option<u64>,
}

/// Why bytes are not a note, or not one that a known key signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Over [`MAX_NOTE`].
    #[error("a note has at most {MAX_NOTE} bytes, this one has {size}")]
    TooLong {
        /// Bytes found.
        size: usize,
    },
    /// Not UTF-8, or with a control character other than a line feed.
    #[error("a note is UTF-8 without control characters other than line feeds")]
    Text,
    /// No blank line between text and signatures, or no line feed at the end.
    #[error("a note is a text, a blank line and signature lines, each ended by a line feed")]
    Form,
    /// A line below the text is no signature line.
    #[error("signature line {line} of the note must be an em dash, a key name and base64 of key id and signature")]
    SignatureLine {
        /// Which signature line, from 1.
        line: usize,
    },
    /// Over [`MAX_SIGNATURES`].
    #[error("a note carries at most {MAX_SIGNATURES} signatures")]
    TooMany,
    /// Two signature lines of one key.
    #[error("the key {name}+{id} signs the note twice")]
    Twice {
        /// Its name.
        name: KeyName,
        /// Its id.
        id: KeyId,
    },
    /// A known key's signature does not hold.
    #[error("the signature of {name}+{id} on the note does not hold: text or signature was changed")]
    Forged {
        /// Its name.
        name: KeyName,
        /// Its id.
        id: KeyId,
    },
    /// Two known keys share name and id, so the line does not say which of them signed.
    #[error("two known keys are both called {name}+{id}; give one of them another name")]
    Ambiguous {
        /// The name.
        name: KeyName,
        /// The id.
        id: KeyId,
    },
    /// No known key signed the note.
    #[error("no known key signed the note; compare the key name with the one you were given")]
    NoKnownKey,
}

impl Note {
    /// A note without signatures yet.
    ///
    /// # Errors
    /// Refuses a text that no note can carry.
    pub fn new(text: impl Into<String>) -> Result<Self, NoteError> {
        let text = text.into();
        if text.len() > MAX_NOTE {
            return Err(NoteError::TooLong { size: text.len() });
        }
        if !is_text(&text) {
            return Err(NoteError::Text);
        }
        if !text.ends_with('\n') {
            return Err(NoteError::Form);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note with at least one signature.
    ///
    /// # Errors
    /// Names the rule the bytes break. Two lines with the same key name and id are refused, known or not.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE {
            return Err(NoteError::TooLong { size: bytes.len() });
        }
        let whole = core::str::from_utf8(bytes).ok().filter(|whole| is_text(whole)).ok_or(NoteError::Text)?;
        // The last blank line: the text may hold others. It keeps its own line feed.
        let (text, lines) = whole.rsplit_once("\n\n").ok_or(NoteError::Form)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Form)?;
        let mut note = Self::new(format!("{text}\n"))?;
        for (index, line) in lines.split('\n').enumerate() {
            let signature = NoteSignature::parse(line).ok_or(NoteError::SignatureLine { line: index.saturating_add(1) })?;
            note.push(signature)?;
        }
        Ok(note)
    }

    /// The text, with its last line feed: what the signatures cover.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a plain signature on the text.
    ///
    /// # Errors
    /// Refuses a second signature of one key, and what makes the note too long or carries too many signatures.
    pub fn sign(&mut self, name: &KeyName, key: &SigningKey) -> Result<(), NoteError> {
        let verifier = Verifier::new(name.clone(), key.public(), Kind::Ed25519);
        let blob = key.sign_raw(self.text.as_bytes()).to_bytes().to_vec();
        self.add(NoteSignature { name: name.clone(), id: verifier.id(), blob })
    }

    /// Adds a cosignature: that this was the largest consistent head the cosigner had seen at `time`, seconds since 1970.
    ///
    /// # Errors
    /// As [`Note::sign`].
    pub fn cosign(&mut self, name: &KeyName, key: &SigningKey, time: u64) -> Result<(), NoteError> {
        let verifier = Verifier::new(name.clone(), key.public(), Kind::Cosignature);
        let signature = key.sign_raw(&cosigned(time, &self.text)).to_bytes();
        let blob = [time.to_be_bytes().as_slice(), &signature].concat();
        self.add(NoteSignature { name: name.clone(), id: verifier.id(), blob })
    }

    /// Whose signatures hold, in the order of the lines. Lines of keys that are not known are ignored (C2SP signed-note); one bad
    /// line of a known key refuses the note. How many signers are enough is the caller's rule.
    ///
    /// # Errors
    /// Names the key whose signature does not hold, or says that no known key signed.
    pub fn verify<'a>(&self, known: &'a [Verifier]) -> Result<Vec<Signer<'a>>, NoteError> {
        let mut signers = Vec::new();
        for signature in &self.signatures {
            let Some(verifier) = signature.pick(known)? else { continue };
            signers.push(signature.check(&self.text, verifier)?);
        }
        if signers.is_empty() { Err(NoteError::NoKnownKey) } else { Ok(signers) }
    }

    /// What is written must be short enough to be read.
    fn add(&mut self, new: NoteSignature) -> Result<(), NoteError> {
        self.push(new)?;
        let size = self.to_string().len();
        if size > MAX_NOTE {
            self.signatures.pop();
            return Err(NoteError::TooLong { size });
        }
        Ok(())
    }

    fn push(&mut self, new: NoteSignature) -> Result<(), NoteError> {
        if self.signatures.len() >= MAX_SIGNATURES {
            return Err(NoteError::TooMany);
        }
        if self.signatures.iter().any(|old| old.name == new.name && old.id == new.id) {
            return Err(NoteError::Twice { name: new.name, id: new.id });
        }
        self.signatures.push(new);
        Ok(())
    }
}

/// The note as it is stored.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for NoteSignature { name, id, blob } in &self.signatures {
            writeln!(f, "{DASH}{name} {}", base64::encode(&[&id.to_bytes(), blob.as_slice()].concat()))?;
        }
        Ok(())
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, data) = line.strip_prefix(DASH)?.split_once(' ')?;
        let data = base64::decode(data)?;
        let (id, blob) = data.split_first_chunk::<4>()?;
        (!blob.is_empty()).then_some(())?;
        Some(Self { name: KeyName::new(name).ok()?, id: KeyId::from_bytes(*id), blob: blob.to_vec() })
    }

    fn pick<'a>(&self, known: &'a [Verifier]) -> Result<Option<&'a Verifier>, NoteError> {
        let mut same = known.iter().filter(|verifier| *verifier.name() == self.name && verifier.id() == self.id);
        let first = same.next();
        if same.any(|other| Some(other) != first) {
            return Err(NoteError::Ambiguous { name: self.name.clone(), id: self.id });
        }
        Ok(first)
    }

    fn check<'a>(&self, text: &str, verifier: &'a Verifier) -> Result<Signer<'a>, NoteError> {
        let forged = || NoteError::Forged { name: self.name.clone(), id: self.id };
        let (time, message, signature) = match verifier.kind() {
            Kind::Ed25519 => (None, text.as_bytes().to_vec(), self.blob.as_slice()),
            Kind::Cosignature => {
                let (time, signature) = self.blob.split_first_chunk::<8>().ok_or_else(forged)?;
                let time = u64::from_be_bytes(*time);
                (Some(time), cosigned(time, text), signature)
            }
        };
        let signature: [u8; 64] = signature.try_into().map_err(|_| forged())?;
        let holds = verifier.key().verify_raw(&message, &Signature::from_bytes(signature));
        if holds { Ok(Signer { verifier, time }) } else { Err(forged()) }
    }
}

fn cosigned(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

fn is_text(text: &str) -> bool {
    text.bytes().all(|byte| byte >= 0x20 || byte == b'\n')
}

#[cfg(test)]
mod tests;
