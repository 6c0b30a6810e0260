//! Counting one village: from the moment everything has arrived to the result.
//!
//! [`Counting::begin`] fixes what is counted and makes the first opening plan by rule. Guardians' openings come in with
//! [`Counting::add_opening`]; [`Counting::tally`] opens what can be opened, goes through the tie rules, and either waits for
//! guardians, makes the next plan, or has the result. Nothing here depends on a clock or on randomness: the same evening always
//! gives the same plans, the same result and the same record.

mod begin;
mod census;
mod opening;
mod records;
mod tally;
mod tie;
mod votes;

use std::collections::BTreeMap;

use ballot::Code;
use elgamal::opening::VerifiedFactor;
use elgamal::{Ciphertext, CiphertextSum};
use manifest::{BoothId, StationId, StratumId};
use record::{BoxKind, CodeSet, Documents, Exclusion, Folder, OpenedSum, PlanData, PlanSet, ResultData, Scope};
use token::DeskCounts;

use crate::{Aids, BoothPlace, Finding, PaperBox};
pub use begin::{BeginError, NotReady};
use census::Census;
pub use opening::{OpeningAnswer, OpeningRefusal};
pub use tally::{Tally, TallyError};
pub use votes::VoteTotals;

/// A cast ballot that is not excluded.
#[derive(Debug, Clone)]
struct Counted {
    code: Code,
    place: BoothPlace,
    stratum: Option<StratumId>,
    ciphertexts: Vec<Ciphertext>,
}

/// One plan with what has come of it.
#[derive(Debug, Clone)]
struct Stage {
    plan: PlanData,
    note: Vec<u8>,
    /// The sums of every set, an option each.
    sums: Vec<Vec<CiphertextSum>>,
    /// Openings as they came, by guardian.
    openings: BTreeMap<u32, Vec<u8>>,
    /// Proven factors by guardian: every set, every option.
    factors: BTreeMap<u32, Vec<Vec<VerifiedFactor>>>,
    opened: Vec<OpenedSum>,
}

/// What the equations need of one delivered booth.
#[derive(Debug, Clone)]
pub(crate) struct BoothCounts {
    pub(crate) place: BoothPlace,
    pub(crate) cast: u64,
    pub(crate) challenged: u64,
    pub(crate) faults: u64,
    pub(crate) excluded: u64,
}

/// A village whose evening is complete: which ballots count, which paper was counted and what was excluded stand fixed.
#[derive(Debug, Clone)]
pub struct Counting {
    documents: Documents,
    /// The public record as far as it is counted, without its list of files.
    public: Folder,
    /// The sealed record as far as it is counted.
    sealed: Folder,
    ballots: Vec<Counted>,
    census: Census,
    booths: Vec<BoothCounts>,
    exclusions: Vec<Exclusion>,
    boxes: Vec<PaperBox>,
    desks: BTreeMap<(StationId, BoothId), DeskCounts>,
    findings: Vec<Finding>,
    stages: Vec<Stage>,
    result: Option<(ResultData, Vec<u8>)>,
    aids: Option<Aids>,
}

impl Counting {
    /// The village's documents.
    #[must_use]
    pub const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// Every plan made so far, in order; none for a cancelled contest or a village without a counted ballot.
    pub fn plans(&self) -> impl Iterator<Item = &PlanData> {
        self.stages.iter().map(|stage| &stage.plan)
    }

    /// The plan that waits for openings.
    #[must_use]
    pub fn plan(&self) -> Option<&PlanData> {
        self.waiting().map(|stage| &stage.plan)
    }

    /// The numbers of the guardians whose openings under the waiting plan are proven.
    #[must_use]
    pub fn opened_by(&self) -> Vec<u32> {
        self.waiting().map(|stage| stage.factors.keys().copied().collect()).unwrap_or_default()
    }

    /// What was excluded.
    #[must_use]
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }

    /// What people should know about the delivered bundles.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Boxes whose two entries agree.
    #[must_use]
    pub fn boxes(&self) -> &[PaperBox] {
        &self.boxes
    }

    /// Desks that delivered their counts.
    pub fn desks(&self) -> impl Iterator<Item = &DeskCounts> {
        self.desks.values()
    }

    /// How many ballots are counted.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.ballots.len()
    }

    pub(crate) fn booth_counts(&self) -> &[BoothCounts] {
        &self.booths
    }

    fn waiting(&self) -> Option<&Stage> {
        self.stages.last().filter(|stage| stage.opened.is_empty() && self.result.is_none())
    }

    fn waiting_mut(&mut self) -> Option<&mut Stage> {
        let done = self.result.is_some();
        self.stages.last_mut().filter(|stage| stage.opened.is_empty() && !done)
    }

    /// Every opened sum with its scope, in the order of plans and sets.
    pub(crate) fn opened(&self) -> impl Iterator<Item = (&Scope, &OpenedSum)> {
        self.stages.iter().flat_map(|stage| stage.plan.sets.iter().map(|set| &set.scope).zip(&stage.opened))
    }

    pub(crate) fn agreed_box(&self, station: &StationId, booth: Option<&BoothId>, content: BoxKind) -> Option<&PaperBox> {
        self.boxes.iter().find(|b| &b.station == station && b.booth.as_ref() == booth && b.content == content)
    }

    fn within<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Counted> {
        self.ballots.iter().filter(|b| scope.takes(&b.place.station, &b.place.booth, b.stratum.as_ref()))
    }

    fn set(&self, scope: Scope) -> (PlanSet, Vec<CiphertextSum>) {
        let codes = CodeSet::of(self.within(&scope).map(|ballot| &ballot.code));
        let mut sums = vec![CiphertextSum::empty(); self.documents.definition.options()];
        for ballot in self.within(&scope) {
            sums.iter_mut().zip(&ballot.ciphertexts).for_each(|(sum, one)| *sum += one);
        }
        (PlanSet { codes: codes.root, count: codes.count, scope }, sums)
    }
}
