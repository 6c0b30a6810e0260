//! Recomputes challenged ballots: from an UJI sheet's QR text, or from lines of a record's `challenged.jsonl`.
//!
//! A sheet is one line: `SUARA-BUKA <origin> <code, hex> <choice, from 0> <seed, hex> <booth digest, hex> <card leaf, hex>
//! <stratum or -> <place>/<leaves>/<sibling hashes, base64>` (`docs/RULES.md` section 8). Everything about a ballot follows from seed,
//! context and choice; with the village's definition and key anyone seals again, and the code on paper is either the one that
//! follows from the choice the voter saw, or the booth sealed something else.

use ballot::{BallotRules, Code, Opening, SealedData, Seed, SeedPath, Slot};
use canonical::{Hash, Signature, base64, hex, json};
use chain::Origin;
use elgamal::{JointKey, unit};
use manifest::{Definition, StratumId, ballot_context};
use record::{Folder, PublicChallenge, split_lines};

use crate::Options;
use crate::booth::Booth;
use crate::documents::Known;
use crate::findings::Findings;

/// The first word of a sheet.
pub const SHEET: &str = "SUARA-BUKA";
/// The largest file that is read.
pub const MAX_FILE: usize = 64 << 20;
/// The largest line of a record, in bytes.
const MAX_LINE: usize = 1 << 17;

/// An UJI sheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The booth's log.
    pub origin: Origin,
    /// The code that the booth committed to before it was challenged.
    pub code: Code,
    /// Choice, seed and the seed's path.
    pub opening: Opening,
    /// The booth's rung of the digest ladder.
    pub booth: Hash,
    /// Leaf of the card.
    pub card: Hash,
    /// The card's stratum.
    pub stratum: Option<StratumId>,
}

/// Why a challenge does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// Neither a sheet nor lines of `challenged.jsonl`.
    #[error("this is neither the QR text of an UJI sheet nor a line of challenged.jsonl; scan it again")]
    Form,
    /// No definition and key to recompute with.
    #[error("the folder holds no definition and key; name the village's record, a bundle, or the folder with its documents")]
    NoVillage,
    /// Of another village or election.
    #[error("this challenge is of another village or election than the folder")]
    OtherVillage,
    /// The choice is not on the ballot.
    #[error("the choice is not on the ballot")]
    Choice,
    /// Another code follows.
    #[error("another code follows from seed and choice: the booth sealed something else than it showed; keep the sheet and call the chair")]
    Code,
    /// The booth digest is not this booth's.
    #[error("the sheet names another start of the booth than its log has; keep the sheet and call the chair")]
    Booth,
    /// The seed is under no root of the booth.
    #[error("the seed is under no root that the booth logged; keep the sheet and call the chair")]
    Root,
    /// The record does not list it.
    #[error("it recomputes, but the record does not list it as challenged; keep the sheet and call the chair")]
    NotListed,
    /// A line that holds at no booth of the record.
    #[error("it holds at no booth of this record: the booth sealed something else than it showed, or the line was changed")]
    Nowhere,
}

/// What became of one challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// `16.07.17.2008 001-1`, or a sheet's log.
    pub place: String,
    /// The ballot.
    pub code: Option<Code>,
    /// What was pressed: the candidate's number, 0 for the blank.
    pub choice: u32,
    /// Whether seed root and listing were compared with the booth's log, or only the code was recomputed.
    pub compared: bool,
    /// Why it does not hold.
    pub problem: Option<ChallengeError>,
}

impl Sheet {
    /// Reads a sheet's text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [SHEET, origin, code, choice, seed, booth, card, stratum, path] = words.as_slice() else { return None };
        let stratum = if *stratum == "-" { None } else { Some(stratum.parse().ok()?) };
        Some(Self {
            origin: origin.parse().ok()?,
            code: Code::from_hash(code.parse().ok()?),
            opening: Opening { choice: choice.parse().ok()?, path: read_path(path)?, seed: hex::decode_array(seed)? },
            booth: booth.parse().ok()?,
            card: card.parse().ok()?,
            stratum,
        })
    }

    /// Seals again and compares the code.
    ///
    /// # Errors
    /// Says what differs.
    pub fn check_code(&self, definition: &Definition, key: &JointKey) -> Result<(), ChallengeError> {
        let slot = Seed::from_bytes(self.opening.seed).slot();
        let context = ballot_context(&self.booth, &slot, &self.card, self.stratum.as_ref());
        let sealed = unit::seal(key, &context, definition.options(), self.opening.choice as usize, &self.opening.seed);
        let (ciphertexts, proof) = sealed.map_err(|_| ChallengeError::Choice)?;
        let (stratum, nobody) = (self.stratum.clone(), Signature::from_bytes([0; 64]));
        let ballot = SealedData { card: self.card, ciphertexts, issue: nobody, proof, slot: Slot(slot), stratum };
        if ballot.code(&self.booth) == self.code { Ok(()) } else { Err(ChallengeError::Code) }
    }

    fn check(&self, village: &Village) -> Checked {
        let booth = village.booths.iter().find(|b| b.site.origin == self.origin);
        let problem = self.problem(village, booth);
        let choice = village.number(self.opening.choice);
        Checked { place: self.origin.to_string(), code: Some(self.code), choice, compared: booth.is_some(), problem }
    }

    fn problem(&self, village: &Village, booth: Option<&Booth>) -> Option<ChallengeError> {
        let Some((definition, key)) = village.rules() else { return Some(ChallengeError::NoVillage) };
        if crate::list::booth_of(self.origin.as_str(), definition).is_none() {
            return Some(ChallengeError::OtherVillage);
        }
        if let Err(e) = self.check_code(definition, key) {
            return Some(e);
        }
        let booth = booth?;
        let seed = Seed::from_bytes(self.opening.seed);
        if booth.digest != self.booth {
            return Some(ChallengeError::Booth);
        }
        if !booth.roots(definition).iter().any(|root| self.opening.path.leads(&seed, root)) {
            return Some(ChallengeError::Root);
        }
        let listed = booth.challenged().any(|(ballot, _)| ballot.code == self.code);
        (!listed).then_some(ChallengeError::NotListed)
    }
}

fn read_path(text: &str) -> Option<SeedPath> {
    let parts: Vec<&str> = text.split('/').collect();
    // Base64 holds slashes too.
    let (index, size) = (parts.first()?.parse().ok()?, parts.get(1)?.parse().ok()?);
    let bytes = base64::decode(&parts.get(2..)?.join("/"))?;
    let (hashes, []) = bytes.as_chunks::<32>() else { return None };
    Some(SeedPath { index, path: hashes.iter().map(|h| Hash::from_bytes(*h)).collect(), size })
}

/// What a folder gives to recompute with: a record or bundle, or only a village's documents.
struct Village {
    known: Known,
    booths: Vec<Booth>,
}

impl Village {
    fn read(folder: &Folder, options: &Options) -> Self {
        let tier = crate::list::tier(folder);
        let mut f = Findings::new(tier.into(), options.lang);
        let known = Known::read(folder, options, &mut f);
        let booths = crate::booths::read(folder, &known, tier, options, &mut f).list;
        Self { known, booths }
    }

    fn rules(&self) -> Option<(&Definition, &JointKey)> {
        Some((self.known.definition.as_ref()?, self.known.key.as_ref()?.joint()))
    }

    /// An option's place as people know it.
    fn number(&self, choice: u32) -> u32 {
        let candidates = self.known.definition.as_ref().map_or(0, |d| d.candidates.len());
        if choice as usize == candidates { 0 } else { choice.saturating_add(1) }
    }

    fn check(&self, challenge: &PublicChallenge) -> Checked {
        let choice = self.number(challenge.opening.choice);
        let nowhere = |problem| Checked { place: String::new(), code: None, choice, compared: true, problem: Some(problem) };
        let Some((definition, key)) = self.rules() else { return nowhere(ChallengeError::NoVillage) };
        let holds = |booth: &&Booth| {
            let rules = BallotRules { definition, key, booth: &booth.digest };
            challenge.opening.check(&challenge.ballot, &rules, booth.roots(definition)).is_ok()
        };
        let Some(booth) = self.booths.iter().find(holds) else { return nowhere(ChallengeError::Nowhere) };
        let code = challenge.ballot.code(&booth.digest);
        let listed = booth.challenged().any(|(ballot, _)| ballot.code == code);
        let place = format!("{} {}-{}", definition.village.code, booth.site.station, booth.site.booth);
        let problem = (!listed).then_some(ChallengeError::NotListed);
        Checked { place, code: Some(code), choice, compared: true, problem }
    }
}

/// Checks every challenge of a file against a record, a bundle, or a folder with a village's documents.
///
/// # Errors
/// The file holds no challenge.
pub fn check(bytes: &[u8], folder: &Folder, options: &Options) -> Result<Vec<Checked>, ChallengeError> {
    let village = Village::read(folder, options);
    let text = core::str::from_utf8(bytes).map_err(|_| ChallengeError::Form)?;
    if let Some(sheet) = Sheet::parse(text) {
        return Ok(vec![sheet.check(&village)]);
    }
    let lines = split_lines(bytes).unwrap_or_else(|| vec![bytes]);
    let read = |line: &[u8]| json::from_bytes::<PublicChallenge>(line, MAX_LINE).map_err(|_| ChallengeError::Form);
    let challenges = lines.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if challenges.is_empty() {
        return Err(ChallengeError::Form);
    }
    Ok(challenges.iter().map(|c| village.check(c)).collect())
}
