//! The confirmation code of a ballot.

use core::fmt;

use canonical::{Hash, Transcript, base32, tag};
use elgamal::Ciphertext;
use elgamal::unit::Proof;
use serde::{Deserialize, Serialize};

/// The code of a sealed ballot: a hash over its context, every ciphertext and the proof, so that neither can be exchanged.
/// Thirty-two bytes in files and QR codes, twenty characters for people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(Hash);

impl Code {
    /// Characters of the written form (100 bits).
    pub const WRITTEN: usize = 20;

    pub(crate) fn of(context: &Hash, ciphertexts: &[Ciphertext], proof: &Proof) -> Self {
        let mut transcript = Transcript::new(tag::CODE);
        transcript.part(context.as_bytes()).number(ciphertexts.len() as u64);
        for ciphertext in ciphertexts {
            transcript.part(&ciphertext.to_bytes());
        }
        transcript.part(&proof.to_bytes());
        Self(transcript.finish())
    }

    /// Takes a code read from a list; what it stands for, the record says.
    #[must_use]
    pub const fn from_hash(hash: Hash) -> Self {
        Self(hash)
    }

    /// All thirty-two bytes.
    #[must_use]
    pub const fn hash(&self) -> &Hash {
        &self.0
    }

    /// The twenty characters on paper, ungrouped.
    #[must_use]
    pub fn written(&self) -> CodeText {
        CodeText(base32::prefix(self.0.as_bytes(), Self::WRITTEN).into())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The twenty characters a person reads and types.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeText(Box<str>);

impl CodeText {
    /// Reads what a person typed or a QR code gave: blanks, hyphens and lower case are forgiven; 64 hex characters are taken too.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if let Ok(hash) = typed.trim().parse::<Hash>() {
            return Some(Code(hash).written());
        }
        base32::normalise(typed.trim()).filter(|text| text.len() == Code::WRITTEN).map(|text| Self(text.into()))
    }

    /// The characters, ungrouped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32::grouped(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_what_was_printed() {
        let code = Code(canonical::sha256(b"ballot"));
        let printed = code.written().to_string();
        assert_eq!(printed.split(' ').map(str::len).collect::<Vec<_>>(), [5, 5, 5, 5]);
        assert_eq!(CodeText::parse(&printed.to_lowercase().replace('0', "o")), Some(code.written()));
        assert_eq!(CodeText::parse(&code.to_string()), Some(code.written()));
        assert_eq!(CodeText::parse(&printed[..22]), None);
    }
}
