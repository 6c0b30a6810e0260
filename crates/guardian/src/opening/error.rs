//! Why a guardian opens nothing.

use core::fmt;

use auditor::{CheckResult, OpenProblem, Status};
use canonical::Hash;
use chain::document::DocumentError;
use manifest::{BoothId, StationId};
use record::{DocumentsError, OpeningError};

/// What keeps an earlier plan closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unopened(pub Vec<OpenProblem>);

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&problems.join("; "))
    }
}

/// The auditor's checks of a record that did not pass, each with its first finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken(pub Vec<CheckResult>);

impl Broken {
    pub(super) fn of(checks: Vec<CheckResult>) -> Self {
        Self(checks.into_iter().filter(|check| check.status != Status::Pass).collect())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |check: &CheckResult| format!("{} {} {}: {}", check.id, check.status.word(), check.place, check.evidence);
        let lines: Vec<String> = self.0.iter().map(line).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// Booths of a village, in the definition's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booths(pub Vec<(StationId, BoothId)>);

/// `001/2, 002/1`, or `-` for none.
impl fmt::Display for Booths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let booths: Vec<String> = self.0.iter().map(|(station, booth)| format!("{station}/{booth}")).collect();
        f.write_str(if booths.is_empty() { "-" } else { "" })?;
        f.write_str(&booths.join(", "))
    }
}

/// Why a plan is not opened. Nothing changes then: neither the ledger nor any file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The public record does not verify.
    #[error("the record does not verify; send this list to the committee and ask for the record again\n{0}")]
    Record(Broken),
    /// A document does not hold.
    #[error(transparent)]
    Documents(#[from] DocumentsError),
    /// The key stands not among the village's guardians.
    #[error("this guardian's key is not among the village's guardians; take the folder of the right guardian")]
    NoSeat,
    /// No share of this key is held here.
    #[error("no share of the key of transcript {0} is held here; take the right folder, or the key of this attempt was never confirmed")]
    NoShare(Hash),
    /// There is nothing to open.
    #[error("no ballot is counted, or the contest is cancelled: there is nothing to open")]
    Nothing,
    /// No rule asks for a further sum.
    #[error("no rule asks for plan {0}: the plans before it decide")]
    NotAsked(u32),
    /// The plan or its note is not there.
    #[error("plan {0} or its note is not in the record; wait for the committee to publish it")]
    NoPlan(u32),
    /// The committee did not sign the plan.
    #[error("plan {number}: {error}")]
    Signature {
        /// The plan's number.
        number: u32,
        /// Why.
        error: DocumentError,
    },
    /// The plan is not the one that follows by rule.
    #[error("plan {number} has the digest {found}, by rule it is {by_rule}; keep the file, it is proof of a false plan")]
    NotByRule {
        /// The plan's number.
        number: u32,
        /// Digest of the plan by rule.
        by_rule: Hash,
        /// Digest of the published plan.
        found: Hash,
    },
    /// Two plans of one number.
    #[error("two plans {number}: {opened} was opened here, now {found} is asked for; this is proof of misconduct, keep both files")]
    TwoPlans {
        /// The plan's number.
        number: u32,
        /// Digest of the plan in the ledger.
        opened: Hash,
        /// Digest of the published plan.
        found: Hash,
    },
    /// An earlier plan is not opened yet, so that the next does not follow.
    #[error("plan {number} comes first and is not opened: {problems}")]
    Previous {
        /// The earlier plan's number.
        number: u32,
        /// Why.
        problems: Unopened,
    },
    /// An opening of an earlier plan does not hold.
    #[error("{file}: {error}")]
    Opening {
        /// The file.
        file: Box<str>,
        /// Why.
        error: OpeningError,
    },
    /// Opening would show the votes of too few.
    #[error("plan {number} with what was opened before would show a group of {smallest} ballots, the limit is {least}; it stays closed")]
    Cell {
        /// The plan's number.
        number: u32,
        /// Ballots in the smallest cell.
        smallest: usize,
        /// The definition's `k_min`.
        least: u32,
    },
    /// Exclusions took the whole village below the limit. No consent changes that.
    #[error(
        "{excluded} of {cast} cast ballots are excluded and {ballots} are left, the limit is {least}: exclusions took the village below it; nothing is opened, the paper count stands"
    )]
    Shrunk {
        /// Counted ballots.
        ballots: usize,
        /// Cast ballots before exclusions.
        cast: usize,
        /// Excluded ballots.
        excluded: u32,
        /// The definition's `k_min`.
        least: u32,
    },
    /// Fewer voted in the whole village than the limit, and the guardian has not consented to opening their sum.
    #[error(
        "the whole village has {ballots} counted ballots, the limit is {least}; excluded: {excluded}, booths that delivered none: {undelivered}; ask why, and open with consent to a small village only if the answers hold"
    )]
    SmallVillage {
        /// Counted ballots.
        ballots: usize,
        /// Excluded ballots.
        excluded: u32,
        /// The definition's `k_min`.
        least: u32,
        /// Booths that deliver no ballots.
        undelivered: Booths,
    },
    /// The share does not fit the key.
    #[error(transparent)]
    Factor(#[from] elgamal::opening::OpeningError),
}
