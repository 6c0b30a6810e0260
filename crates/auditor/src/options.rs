//! What the caller knows and wants.

use std::path::PathBuf;

use canonical::{Hash, Transcript, tag};
use chain::Verifier;

use crate::text::Lang;

/// What the caller has from paper: the digest of the regency index, or the committee's key. Both are 32 bytes in hex, and a
/// record is anchored if either of its two equals it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor(Hash);

impl Anchor {
    /// The digest or key.
    #[must_use]
    pub const fn new(value: Hash) -> Self {
        Self(value)
    }

    /// Reads what a person typed or a file holds: the first word of 64 hex characters, in groups or not, or a key in the one-line
    /// form `<name>+<id>+<base64>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let verifier = text.split_whitespace().find_map(|word| word.parse::<Verifier>().ok());
        if let Some(verifier) = verifier {
            return Some(Self(Hash::from_bytes(verifier.key().to_bytes())));
        }
        let joined: String = text.split_whitespace().collect();
        let word = text.split_whitespace().find_map(|word| word.to_lowercase().parse().ok());
        word.or_else(|| joined.to_lowercase().parse().ok()).map(Self)
    }

    /// Whether an index digest or a committee key is the one on paper.
    #[must_use]
    pub fn is(&self, bytes: &[u8; 32]) -> bool {
        self.0.as_bytes() == bytes
    }
}

impl core::fmt::Display for Anchor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

/// How to verify.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The anchor, if the caller has one. Without it nothing is called valid.
    pub anchor: Option<Anchor>,
    /// Whether every village of the index must be among the inputs.
    pub complete: bool,
    /// Folder with what witnesses kept: heads, strips, reports.
    pub evidence: Option<PathBuf>,
    /// Thirty-two bytes that nobody who made the record could foresee; they weigh the equations that are checked together.
    pub fresh: [u8; 32],
    /// Language of evidence.
    pub lang: Lang,
    /// Whether a rehearsal is what the caller wants to check.
    pub rehearsal: bool,
}

impl Options {
    /// Weights for signatures that are checked together, bound to all of them: even a caller whose `fresh` can be foreseen gets
    /// weights that nobody could fit signatures to.
    pub(crate) fn weights<'a>(&self, signed: impl Iterator<Item = &'a [u8]>) -> [u8; 32] {
        let mut transcript = Transcript::new(tag::AUDIT_WEIGHT);
        transcript.part(&self.fresh);
        for part in signed {
            transcript.part(part);
        }
        *transcript.finish().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_taken_as_it_stands_on_paper_or_in_a_file() {
        let digest = canonical::sha256(b"index");
        let groups: Vec<String> = digest.to_string().as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).to_uppercase()).collect();
        for text in [digest.to_string(), format!("{digest}  index.json\n"), groups.join(" ")] {
            assert_eq!(Anchor::parse(&text), Some(Anchor::new(digest)), "{text}");
        }
        assert_eq!(Anchor::parse("paper"), None);
    }

    #[test]
    fn a_key_is_taken_in_its_one_line_form() {
        let key = canonical::SigningKey::from_seed(&[1; 32]).public();
        let name = chain::KeyName::new("suara/v1/x-2027/committee").unwrap();
        let line = Verifier::new(name, key, chain::note::Kind::Ed25519).to_string();
        assert!(Anchor::parse(&line).unwrap().is(&key.to_bytes()));
    }
}
