//! The TANDA TERIMA: what a voter takes home.
//!
//! Its QR code is one line of text:
//! `SUARA-TT <origin> <code, 64 hex> <card's 6 characters> <outcome> <mark id> <booth's signature, base64>`.
//! The signature covers all of it but itself, so a strip that says TERSIMPAN whose code the record does not list as cast is proof
//! of loss that a third party can check. A strip carries no size, index or time.

use ballot::Code;
use canonical::{PublicKey, Signature, SigningKey, base64, tag};
use chain::Origin;

/// What became of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StripOutcome {
    /// TERSIMPAN: cast.
    Cast,
    /// UJI: challenged.
    Challenged,
    /// BATAL: spoiled.
    Spoiled,
    /// DIBATALKAN: void. Never KOSONG, which is the blank option on slips.
    Void,
}

impl StripOutcome {
    /// The word in the QR code.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cast => "TERSIMPAN",
            Self::Challenged => "UJI",
            Self::Spoiled => "BATAL",
            Self::Void => "DIBATALKAN",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Cast, Self::Challenged, Self::Spoiled, Self::Void].into_iter().find(|o| o.word() == word)
    }
}

/// A strip's content. Reading one proves nothing; [`Strip::verify`] says whether the booth signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The booth's log.
    pub origin: Origin,
    /// The ballot.
    pub code: Code,
    /// The card's six characters.
    pub card: Box<str>,
    /// What became of it.
    pub outcome: StripOutcome,
    /// Id of the last mark before the ballot: first 8 hex characters of the mark head's SHA-256.
    pub mark: Box<str>,
    /// The booth's signature.
    pub signature: Signature,
}

/// The text is not a strip's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the QR code of a TANDA TERIMA; scan it again")]
pub struct NotAStrip;

impl Strip {
    /// Signs a strip.
    #[must_use]
    pub fn sign(origin: &Origin, code: Code, card: &str, outcome: StripOutcome, mark: &str, key: &SigningKey) -> Self {
        let signature = key.sign(tag::STRIP, &parts(origin, &code, card, outcome, mark));
        Self { origin: origin.clone(), code, card: card.into(), outcome, mark: mark.into(), signature }
    }

    /// Whether the booth signed it.
    #[must_use]
    pub fn verify(&self, key: &PublicKey) -> bool {
        key.verify(tag::STRIP, &parts(&self.origin, &self.code, &self.card, self.outcome, &self.mark), &self.signature)
    }

    /// The text of the QR code.
    #[must_use]
    pub fn to_text(&self) -> String {
        let signature = base64::encode(&self.signature.to_bytes());
        format!("SUARA-TT {} {} {} {} {} {signature}", self.origin, self.code, self.card, self.outcome.word(), self.mark)
    }

    /// Reads a QR code's text.
    ///
    /// # Errors
    /// Anything else is not a strip.
    pub fn parse(text: &str) -> Result<Self, NotAStrip> {
        Self::read(text.trim()).ok_or(NotAStrip)
    }

    fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let ["SUARA-TT", origin, code, card, outcome, mark, signature] = words.as_slice() else { return None };
        Some(Self {
            origin: origin.parse().ok()?,
            code: Code::from_hash(code.parse().ok()?),
            card: (*card).into(),
            outcome: StripOutcome::from_word(outcome)?,
            mark: (*mark).into(),
            signature: Signature::from_bytes(base64::decode_array(signature)?),
        })
    }
}

fn parts<'a>(origin: &'a Origin, code: &'a Code, card: &'a str, outcome: StripOutcome, mark: &'a str) -> [&'a [u8]; 5] {
    [origin.as_str().as_bytes(), code.hash().as_bytes(), card.as_bytes(), outcome.word().as_bytes(), mark.as_bytes()]
}
