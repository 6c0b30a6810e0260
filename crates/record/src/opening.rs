//! The opening plan, the guardians' partial decryptions, and the result: the formats. The rules they follow are in
//! `docs/RULES.md`; committee and auditor each implement them.

use canonical::json::{self, JsonError};
use canonical::{Hash, Signature, SigningKey, tag};
use elgamal::opening::Partial;
use manifest::{BoothId, Definition, MAX_DOCUMENT, StationId, StratumId, TieRule};
use serde::{Deserialize, Serialize};

use crate::ceremony;

/// Which counted ballots a sum takes in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// All of the village.
    Village,
    /// These stations, in ascending order.
    Stations {
        /// The stations.
        stations: Vec<StationId>,
    },
    /// One booth.
    Booth {
        /// The booth.
        booth: BoothId,
        /// Its station.
        station: StationId,
    },
    /// All ballots of one stratum.
    Stratum {
        /// The stratum.
        stratum: StratumId,
    },
}

impl Scope {
    /// A short name, unique within a village: `village`, `stations-001+002`, `booth-001-2`, `stratum-dusun-1`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Village => "village".to_owned(),
            Self::Stations { stations } => {
                format!("stations-{}", stations.iter().map(StationId::as_str).collect::<Vec<_>>().join("+"))
            }
            Self::Booth { booth, station } => format!("booth-{station}-{booth}"),
            Self::Stratum { stratum } => format!("stratum-{stratum}"),
        }
    }

    /// Whether a ballot of this station, booth and stratum is in the sum.
    #[must_use]
    pub fn takes(&self, station: &StationId, booth: &BoothId, stratum: Option<&StratumId>) -> bool {
        match self {
            Self::Village => true,
            Self::Stations { stations } => stations.contains(station),
            Self::Booth { booth: b, station: s } => s == station && b == booth,
            Self::Stratum { stratum: own } => stratum == Some(own),
        }
    }

    /// What the proofs of its factors are bound to: the SHA-256 of its canonical JSON.
    #[must_use]
    pub fn digest(&self) -> Hash {
        canonical::sha256(&json::to_bytes(self))
    }
}

/// One sum to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSet {
    /// Digest over the sorted codes of the ballots in it.
    pub codes: Hash,
    /// How many ballots.
    pub count: u32,
    /// Which ballots.
    pub scope: Scope,
}

/// An opening plan as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanData {
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Always `suara/plan/v1`.
    pub format: Box<str>,
    /// 1 for the first; a tie rule that needs another sum makes the next.
    pub number: u32,
    /// SHA-256 of the plan before; absent in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// The digest of the counted public record ([`crate::layout::counted_digest`]).
    pub record: Hash,
    /// The sums, in order.
    pub sets: Vec<PlanSet>,
}

impl PlanData {
    /// The format's name.
    pub const FORMAT: &str = "suara/plan/v1";

    /// The bytes of `plan-N.json`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(self)
    }

    /// SHA-256 of `plan-N.json`.
    #[must_use]
    pub fn digest(&self) -> Hash {
        canonical::sha256(&self.to_bytes())
    }
}

/// One guardian's factors for one sum, an option each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedSet {
    /// Factors with their proofs, in the order of the options.
    pub options: Vec<Partial>,
    /// The set's short name.
    pub set: Box<str>,
}

/// One guardian's opening under one plan, as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningData {
    /// Always `suara/opening/v1`.
    pub format: Box<str>,
    /// The guardian's number.
    pub guardian: u32,
    /// SHA-256 of the plan.
    pub plan: Hash,
    /// One for each set of the plan, in its order.
    pub sets: Vec<OpenedSet>,
}

impl OpeningData {
    /// The format's name.
    pub const FORMAT: &str = "suara/opening/v1";
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    opening: OpeningData,
    sig: Signature,
}

/// Why a guardian's opening is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", OpeningData::FORMAT)]
    Format,
    /// Not signed by the guardian it names.
    #[error("guardian {0}: not of this definition, or the signature does not hold")]
    Guardian(u32),
    /// Made for another plan.
    #[error("guardian {0} opened another plan; two different plans are proof of misconduct, keep both")]
    Plan(u32),
}

/// An opening signed by a guardian for a given plan. Its factors are not yet proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOpening {
    data: OpeningData,
    signature: Signature,
}

impl core::ops::Deref for SignedOpening {
    type Target = OpeningData;

    fn deref(&self) -> &OpeningData {
        &self.data
    }
}

impl SignedOpening {
    /// Signs an opening.
    #[must_use]
    pub fn sign(data: OpeningData, key: &SigningKey) -> Self {
        let signature = key.sign(tag::OPENING, &[&json::to_bytes(&data)]);
        Self { data, signature }
    }

    /// Reads `opening-N-G.json`.
    ///
    /// # Errors
    /// Names the guardian and the rule.
    pub fn parse(bytes: &[u8], definition: &Definition, plan: &Hash) -> Result<Self, OpeningError> {
        let File { opening, sig } = json::from_bytes(bytes, MAX_DOCUMENT)?;
        if &*opening.format != OpeningData::FORMAT {
            return Err(OpeningError::Format);
        }
        let key = ceremony::guardian(definition, opening.guardian).map(|g| g.key);
        if !key.is_some_and(|key| key.verify(tag::OPENING, &[&json::to_bytes(&opening)], &sig)) {
            return Err(OpeningError::Guardian(opening.guardian));
        }
        if opening.plan != *plan {
            return Err(OpeningError::Plan(opening.guardian));
        }
        Ok(Self { data: opening, signature: sig })
    }

    /// The bytes of `opening-N-G.json`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&File { opening: self.data.clone(), sig: self.signature })
    }
}

/// Who was elected, or why nobody yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ElectionOutcome {
    /// Most votes.
    Winner {
        /// The candidate's number.
        candidate: u32,
        /// The tie rule that decided; absent when votes alone did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<TieRule>,
    },
    /// No rule decided: the committee must, by the regulation.
    Tied {
        /// The candidates' numbers, ascending.
        candidates: Vec<u32>,
    },
    /// The contest was cancelled.
    Cancelled,
    /// No candidate can win (all withdrawn).
    NoCandidate,
}

/// One opened sum with its votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedSum {
    /// Ballots in it.
    pub count: u32,
    /// Number of the plan that opened it.
    pub plan: u32,
    /// The set's short name.
    pub set: Box<str>,
    /// Votes per option in the definition's order, the blank last.
    pub votes: Vec<u32>,
}

/// One step through the ordered tie rules, with the numbers that decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieStep {
    /// The station, booth or stratum the rule looked at; absent when the rule was not applicable or looks at candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Box<str>>,
    /// Whether it could be applied.
    pub applicable: bool,
    /// Candidates left after it, ascending.
    pub left: Vec<u32>,
    /// The rule.
    pub rule: TieRule,
}

/// A village's result as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultData {
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Votes per option from opened sums.
    pub electronic: Vec<u32>,
    /// Ballots excluded before the first opening.
    pub excluded: u32,
    /// Always `suara/result/v1`.
    pub format: Box<str>,
    /// Who was elected.
    pub outcome: ElectionOutcome,
    /// Votes per option that exist only on paper (paper stations, lost booths).
    pub paper: Vec<u32>,
    /// SHA-256 of every plan, in order; empty when nothing was cast.
    pub plans: Vec<Hash>,
    /// Every opened sum.
    pub sums: Vec<OpenedSum>,
    /// How a tie was resolved; empty without a tie.
    pub tie_steps: Vec<TieStep>,
    /// Votes per option that count, by the rule which record prevails.
    pub votes: Vec<u32>,
}

impl ResultData {
    /// The format's name.
    pub const FORMAT: &str = "suara/result/v1";
}
