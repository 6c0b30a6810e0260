//! Recomputes one challenged ballot, from an UJI sheet's QR code alone or from a line of a record's `challenged.jsonl`.
//!
//! A sheet is `SUARA-LEMBAR-UJI <origin> <joint key> <booth digest> <options> <slot> <card leaf> <stratum or -> <choice> <seed> <code>`
//! (`docs/RULES.md` section 8). Everything about a ballot follows from seed, context and choice, so the code on paper is either the one
//! that follows from the choice the voter saw, or the booth sealed something else.

use ballot::{Code, SealedData, Seed, Slot};
use canonical::{Hash, Signature, hex, json};
use chain::Origin;
use elgamal::{JointKey, unit};
use manifest::{StratumId, ballot_context};
use record::{PublicChallenge, Tier};

use crate::booth::Booth;
use crate::documents::Known;

/// The first word of a sheet.
pub const SHEET: &str = "SUARA-LEMBAR-UJI";
/// The largest file that is read.
pub const MAX_SHEET: usize = 1 << 20;

/// An UJI sheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The booth's log.
    pub origin: Origin,
    /// The village's joint key.
    pub key: JointKey,
    /// The booth's rung of the digest ladder.
    pub booth: Hash,
    /// Options on the ballot.
    pub options: usize,
    /// The ballot's slot.
    pub slot: [u8; 16],
    /// Leaf of the card.
    pub card: Hash,
    /// The card's stratum.
    pub stratum: Option<StratumId>,
    /// What the voter had pressed: the candidate's number, 0 for the blank.
    pub choice: usize,
    /// The seed.
    pub seed: [u8; 32],
    /// The code that was on paper before the challenge.
    pub code: Code,
}

/// Why a sheet does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Not a sheet's text.
    #[error("this is not the QR code of an UJI sheet, nor a line of challenged.jsonl; scan it again")]
    Form,
    /// The choice is not on the ballot.
    #[error("the choice is not on the ballot")]
    Choice,
    /// The slot is not the seed's.
    #[error("the slot does not follow from the seed: the booth drew it from elsewhere; keep the sheet and call the chair")]
    Slot,
    /// The code that follows is another.
    #[error("another code follows from seed and choice: the booth sealed something else than it showed; keep the sheet and call the chair")]
    Code,
}

impl Sheet {
    /// Reads a sheet's text.
    ///
    /// # Errors
    /// Anything else is none.
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        Self::read(text.trim()).ok_or(SheetError::Form)
    }

    fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [SHEET, origin, key, booth, options, slot, card, stratum, choice, seed, code] = words.as_slice() else { return None };
        let stratum = if *stratum == "-" { None } else { Some(stratum.parse().ok()?) };
        Some(Self {
            origin: origin.parse().ok()?,
            key: JointKey::from_bytes(&hex::decode_array(key)?).ok()?,
            booth: booth.parse().ok()?,
            options: options.parse().ok()?,
            slot: hex::decode_array(slot)?,
            card: card.parse().ok()?,
            stratum,
            choice: choice.parse().ok()?,
            seed: hex::decode_array(seed)?,
            code: Code::from_hash(code.parse().ok()?),
        })
    }

    /// Recomputes the ballot and compares its code.
    ///
    /// # Errors
    /// Says what differs.
    pub fn check(&self) -> Result<(), SheetError> {
        if Seed::from_bytes(self.seed).slot() != self.slot {
            return Err(SheetError::Slot);
        }
        let context = ballot_context(&self.booth, &self.slot, &self.card, self.stratum.as_ref());
        // The blank is the last option.
        let place = self.choice.checked_sub(1).or_else(|| self.options.checked_sub(1)).ok_or(SheetError::Choice)?;
        if self.choice >= self.options {
            return Err(SheetError::Choice);
        }
        let sealed = unit::seal(&self.key, &context, self.options, place, &self.seed);
        let (ciphertexts, proof) = sealed.map_err(|_| SheetError::Choice)?;
        let stratum = self.stratum.clone();
        let nobody = Signature::from_bytes([0; 64]);
        let ballot = SealedData { card: self.card, ciphertexts, issue: nobody, proof, slot: Slot(self.slot), stratum };
        if ballot.code(&self.booth) == self.code { Ok(()) } else { Err(SheetError::Code) }
    }
}

/// What a file that should hold a challenge holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Challenged {
    /// A sheet, which needs nothing else.
    Sheet(Box<Sheet>),
    /// A line of `challenged.jsonl`, which needs the record for key, booth and seed roots.
    Line(Box<PublicChallenge>),
}

impl Challenged {
    /// Reads a file's content.
    ///
    /// # Errors
    /// Anything else is no challenge.
    pub fn parse(bytes: &[u8]) -> Result<Self, SheetError> {
        if let Ok(line) = json::from_bytes(bytes.trim_ascii_end(), MAX_SHEET) {
            return Ok(Self::Line(Box::new(line)));
        }
        let text = core::str::from_utf8(bytes).map_err(|_| SheetError::Form)?;
        Sheet::parse(text).map(|sheet| Self::Sheet(Box::new(sheet)))
    }
}

/// Whether a challenge holds at this booth of a record.
pub(crate) fn holds_at(challenge: &PublicChallenge, booth: &Booth, known: &Known) -> bool {
    let (Some(definition), Some(key)) = (&known.definition, &known.key) else { return false };
    let rules = ballot::BallotRules { definition, key: key.joint(), booth: &booth.digest };
    challenge.opening.check(&challenge.ballot, &rules, &booth.epochs).is_ok()
}

/// Finds the booth of a record where a challenge holds: `village 001-1` and the ballot's code.
#[must_use]
pub fn locate(challenge: &PublicChallenge, folder: &record::Folder, options: &crate::Options) -> Option<(String, Code)> {
    let tier: Tier = crate::list::tier(folder);
    let mut f = crate::findings::Findings::new(tier.into(), options.lang);
    let known = Known::read(folder, options, &mut f);
    let booths = crate::booths::read(folder, &known, tier, options, &mut f);
    let booth = booths.list.iter().find(|booth| holds_at(challenge, booth, &known))?;
    let village = known.definition.as_ref().map(|d| d.village.code.to_string()).unwrap_or_default();
    let code = challenge.ballot.code(&booth.digest);
    Some((format!("{village} {}-{}", booth.site.station, booth.site.booth), code))
}

/// What a record says about a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Key and booth are the record's, and the code is listed as challenged.
    Challenged,
    /// Key and booth are the record's, but the code is not listed as challenged.
    NotChallenged,
    /// The booth is not here, or key or digest on the sheet are not the record's.
    OtherBooth,
}

/// Holds a sheet against a record or bundle.
#[must_use]
pub fn compare(sheet: &Sheet, folder: &record::Folder, options: &crate::Options) -> Listed {
    let tier: Tier = crate::list::tier(folder);
    let mut f = crate::findings::Findings::new(tier.into(), options.lang);
    let known = Known::read(folder, options, &mut f);
    let booths = crate::booths::read(folder, &known, tier, options, &mut f);
    let same_key = known.key.as_ref().is_some_and(|key| *key.joint() == sheet.key);
    let booth = booths.list.iter().find(|b| same_key && b.digest == sheet.booth && b.site.origin == sheet.origin);
    match booth.map(|b| b.challenged().any(|(ballot, _)| ballot.code == sheet.code)) {
        Some(true) => Listed::Challenged,
        Some(false) => Listed::NotChallenged,
        None => Listed::OtherBooth,
    }
}
