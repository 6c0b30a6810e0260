//! What verification says: every check with its status, place and evidence; the result; the verdict and its exit code.

use record::{ElectionOutcome, TieStep};
use serde::Serialize;

use crate::levels::{Counts, Levels};
use crate::text::{Lang, Words};

/// What became of one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Status {
    /// Done, and it holds.
    #[serde(rename = "PASS")]
    Pass,
    /// Could not be done, or not wholly; it never counts as valid.
    #[serde(rename = "NOT-CHECKED")]
    NotChecked,
    /// It does not hold.
    #[serde(rename = "FAIL")]
    Fail,
}

impl Status {
    /// The word on screens and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::NotChecked => "NOT-CHECKED",
            Self::Fail => "FAIL",
        }
    }
}

/// A finding in the other language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// File, line or byte, or booth.
    pub place: String,
    /// One sentence.
    pub evidence: String,
}

/// One thing found, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Finding {
    /// File, line or byte, or booth.
    pub place: String,
    /// One sentence.
    pub evidence: String,
    /// The same in the other language.
    #[serde(skip)]
    pub other: Told,
}

/// One check of one tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckResult {
    /// `C01` …
    pub id: &'static str,
    /// `bundle`, `sealed`, `public`, `cross` or `evidence`.
    pub tier: &'static str,
    /// What became of it.
    pub status: Status,
    /// Place of the first finding; empty when it passed.
    pub place: String,
    /// The first finding, or what was checked.
    pub evidence: String,
    /// How many findings there are.
    pub count: usize,
    /// Further findings, at most [`CheckResult::CAP`] with the first ([`CheckResult::EVIDENCE_CAP`] for evidence).
    pub more: Vec<Finding>,
    /// The first finding in the other language.
    #[serde(skip)]
    pub other: Told,
}

impl CheckResult {
    /// The most findings kept of one check.
    pub const CAP: usize = 20;
    /// The most findings kept of a check of evidence.
    pub const EVIDENCE_CAP: usize = 10_000;

    /// Puts a folder before all places.
    pub(crate) fn inside(&mut self, folder: &str) {
        let more = self.more.iter_mut().flat_map(|f| [&mut f.place, &mut f.other.place]);
        for place in more.chain([&mut self.place, &mut self.other.place]) {
            *place = format!("{folder}: {place}");
        }
    }

    /// All kept findings in both languages: Bahasa Indonesia, English.
    pub fn told(&self, lang: Lang) -> impl Iterator<Item = [Told; 2]> {
        let first = (&self.place, &self.evidence, &self.other);
        let all = core::iter::once(first).chain(self.more.iter().map(|f| (&f.place, &f.evidence, &f.other)));
        all.map(move |(place, evidence, other)| {
            let own = Told { place: place.clone(), evidence: evidence.clone() };
            match lang {
                Lang::Id => [own, other.clone()],
                Lang::En => [other.clone(), own],
            }
        })
    }

    /// All kept findings.
    pub fn findings(&self) -> impl Iterator<Item = (&str, &str)> {
        let first = (self.place.as_str(), self.evidence.as_str());
        core::iter::once(first).chain(self.more.iter().map(|f| (f.place.as_str(), f.evidence.as_str())))
    }
}

/// Votes of one option by the auditor's own count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionVotes {
    /// Name of the candidate; empty for the blank.
    pub name: String,
    /// The candidate's number, 0 for the blank.
    pub option: u32,
    /// Votes that count.
    pub votes: u32,
}

/// One village: its checks and its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct VillageReport {
    /// Digest of its regency index, if that could be read.
    pub anchor: Option<String>,
    /// Checks in order, first of each tier, then between tiers.
    pub checks: Vec<CheckResult>,
    /// How many ballots of which kind, if a record's ballots could all be read.
    pub counts: Option<Counts>,
    /// Name of the district.
    pub district: String,
    /// REAL or REHEARSAL, if a definition could be read.
    pub mode: Option<&'static str>,
    /// Name of the village.
    pub name: String,
    /// Votes by the auditor's own count; empty before the sums are opened.
    pub options: Vec<OptionVotes>,
    /// Who was elected, by the auditor's own reading of the rules.
    pub outcome: Option<ElectionOutcome>,
    /// Where the village's records lie.
    pub paths: Vec<String>,
    /// How a tie was resolved.
    pub tie: Vec<TieStep>,
    /// Which tiers were read.
    pub tiers: Vec<&'static str>,
    /// Code of the village, or what the folder calls itself.
    pub village: String,
    /// Number of the winner.
    pub winner: Option<u32>,
}

impl VillageReport {
    /// How many checks have a status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.checks.iter().filter(|c| c.status == status).count()
    }

    /// The result of a check, the worst if several tiers ran it.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<&CheckResult> {
        self.checks.iter().filter(|c| c.id == id).max_by_key(|c| c.status)
    }
}

/// What all checks come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every check done and passed, and anchored in paper.
    Valid,
    /// Consistent in itself, but nobody compared it with paper.
    NotAnchored,
    /// A rehearsal, which is no election whatever it says.
    Rehearsal,
    /// Something could not be checked.
    #[default]
    NotChecked,
    /// Something does not hold.
    Failed,
}

impl Verdict {
    /// The exit code: 0 valid, 1 failed, 3 not anchored, 4 not checked, 5 rehearsal.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Failed => 1,
            Self::NotAnchored => 3,
            Self::NotChecked => 4,
            Self::Rehearsal => 5,
        }
    }

    pub(crate) fn of<'a>(checks: impl Iterator<Item = &'a CheckResult>, rehearsal: bool) -> Self {
        let mut worst = if rehearsal { Self::Rehearsal } else { Self::Valid };
        for check in checks {
            let this = match check.status {
                Status::Pass => Self::Valid,
                Status::Fail => Self::Failed,
                Status::NotChecked if check.id == crate::checks::id::ANCHOR.0 => Self::NotAnchored,
                Status::NotChecked => Self::NotChecked,
            };
            worst = worst.max(this);
        }
        worst
    }
}

/// Everything about one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Report {
    /// Digest of the regency index, to compare with the paper; absent when the inputs have several or none.
    pub anchor: Option<String>,
    /// Checks between villages.
    pub cross: Vec<CheckResult>,
    /// Checks of what witnesses kept; empty and left out when no evidence was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<CheckResult>,
    /// The exit code.
    #[serde(rename = "exit")]
    pub exit_code: u8,
    /// Language of all sentences.
    pub lang: Lang,
    /// Sums over the villages of each election; empty when there is no record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Levels>,
    /// The verdict in words of both languages.
    #[serde(skip)]
    pub said: Words,
    /// What all checks come to.
    pub verdict: Verdict,
    /// Every village found, in order of code.
    pub villages: Vec<VillageReport>,
    /// The verdict in words.
    pub words: String,
}

impl Report {
    /// Every check of every village, between villages, and of evidence.
    pub fn checks(&self) -> impl Iterator<Item = &CheckResult> {
        self.villages.iter().flat_map(|v| &v.checks).chain(&self.cross).chain(&self.evidence)
    }

    /// One line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        String::from_utf8_lossy(&canonical::json::to_bytes(self)).into_owned()
    }
}
