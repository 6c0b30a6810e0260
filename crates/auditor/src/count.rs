//! The counted ballots of a village and what follows from them by rule (`docs/RULES.md` sections 2 to 5): which sums may be
//! opened, the plans, the votes. Guardians use it to check a plan for themselves.

use std::collections::BTreeMap;

use ballot::Code;
use canonical::Hash;
use elgamal::{Ciphertext, CiphertextSum};
use manifest::{BoothId, BoothStatus, Definition, Devices, Roots, StationId, StratumId};
use record::{CodeSet, PlanData, PlanSet, Scope, VillageKey};

use crate::village::{CountedBox, Papers};
use crate::winner::Decision;

/// One ballot that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedBallot {
    /// The booth whose log casts it.
    pub booth: BoothId,
    /// One for each option.
    pub ciphertexts: Vec<Ciphertext>,
    /// Its code.
    pub code: Code,
    /// The station.
    pub station: StationId,
    /// The card's stratum, where strata are used.
    pub stratum: Option<StratumId>,
}

impl CountedBallot {
    fn is_in(&self, scope: &Scope) -> bool {
        scope.takes(&self.station, &self.booth, self.stratum.as_ref())
    }
}

/// One opened sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Ballots in it.
    pub count: u32,
    /// Number of the plan.
    pub plan: u32,
    /// Which ballots.
    pub scope: Scope,
    /// Votes per option.
    pub votes: Vec<u32>,
}

/// The counted ballots of one village with the documents they stand under. [`Counted::read`] gives one only if every check before
/// the counting was done and passed (the anchor is the caller's to compare).
#[derive(Debug, Clone)]
pub struct Counted {
    pub(crate) definition: Definition,
    pub(crate) devices: Devices,
    pub(crate) roots: Roots,
    pub(crate) key: VillageKey,
    pub(crate) papers: Papers,
    pub(crate) record: Hash,
    pub(crate) ballots: Vec<CountedBallot>,
    pub(crate) cast: BTreeMap<(StationId, BoothId), Tally>,
}

/// Closing counts of one booth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) cast: u64,
    pub(crate) challenged: u64,
    pub(crate) excluded: u64,
    pub(crate) faults: u64,
}

/// A number that fits: every count here is far below the cap.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Counted {
    /// The village's definition.
    #[must_use]
    pub const fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The village's key.
    #[must_use]
    pub const fn key(&self) -> &VillageKey {
        &self.key
    }

    /// The digest of the counted record, which every plan names.
    #[must_use]
    pub const fn record(&self) -> Hash {
        self.record
    }

    /// Every counted ballot.
    #[must_use]
    pub fn ballots(&self) -> &[CountedBallot] {
        &self.ballots
    }

    /// Cast ballots of all delivered booths, those that are excluded among them.
    #[must_use]
    pub fn cast_before_exclusions(&self) -> usize {
        usize::try_from(self.cast.values().map(|tally| tally.cast).sum::<u64>()).unwrap_or(usize::MAX)
    }

    /// Booths of the definition that the device list says are unused or lost: they deliver no ballots.
    #[must_use]
    pub fn undelivered(&self) -> Vec<(StationId, BoothId)> {
        let away = self.definition.booths().filter(|(s, b)| self.devices.status(&s.id, &b.id) != BoothStatus::Expected);
        away.map(|(s, b)| (s.id.clone(), b.id.clone())).collect()
    }

    /// How many cast ballots are excluded.
    #[must_use]
    pub fn excluded(&self) -> u32 {
        number(self.papers.exclusions.len())
    }

    /// Boxes that two people counted alike.
    #[must_use]
    pub fn boxes(&self) -> &[CountedBox] {
        &self.papers.boxes
    }

    pub(crate) fn count(&self, scope: &Scope) -> usize {
        self.ballots.iter().filter(|b| b.is_in(scope)).count()
    }

    /// The sum of a scope, one for each option.
    #[must_use]
    pub fn sum(&self, scope: &Scope) -> Vec<CiphertextSum> {
        let mut sums = vec![CiphertextSum::empty(); self.definition.options()];
        for ballot in self.ballots.iter().filter(|b| b.is_in(scope)) {
            sums.iter_mut().zip(&ballot.ciphertexts).for_each(|(sum, one)| *sum += one);
        }
        sums
    }

    /// The set of a scope, as a plan names it.
    #[must_use]
    pub fn set(&self, scope: Scope) -> PlanSet {
        let codes = CodeSet::of(self.ballots.iter().filter(|b| b.is_in(&scope)).map(|b| &b.code));
        PlanSet { codes: codes.root, count: codes.count, scope }
    }

    /// The first plan (section 3); nothing when nothing was counted or the contest is cancelled.
    #[must_use]
    pub fn first_plan(&self) -> Option<PlanData> {
        if self.ballots.is_empty() || self.devices.cancelled().is_some() {
            return None;
        }
        let by_station = self.definition.stations.iter().map(|s| (s.id.clone(), self.count(&one(&s.id))));
        let groups = groups(by_station.filter(|(_, n)| *n > 0), self.definition.rules.k_min as usize);
        let scopes = match groups.as_slice() {
            [_] => vec![Scope::Village],
            _ => groups.into_iter().map(|stations| Scope::Stations { stations }).collect(),
        };
        Some(self.plan(1, None, scopes))
    }

    /// The plan that a tie rule asks for after `opened`; nothing when the result needs no further sum.
    #[must_use]
    pub fn next_plan(&self, previous: &PlanData, opened: &[Opened]) -> Option<PlanData> {
        match self.decide(opened) {
            Decision::Open(scope) => Some(self.plan(previous.number.saturating_add(1), Some(previous.digest()), vec![scope])),
            Decision::Outcome(..) => None,
        }
    }

    fn plan(&self, number: u32, previous: Option<Hash>, scopes: Vec<Scope>) -> PlanData {
        let sets = scopes.into_iter().map(|scope| self.set(scope)).collect();
        PlanData { definition: self.definition.digest(), format: PlanData::FORMAT.into(), number, previous, record: self.record, sets }
    }

    /// Sizes of the cells that these sums let anyone compute, ascending.
    #[must_use]
    pub fn cells(&self, opened: &[Scope]) -> Vec<usize> {
        let mut cells: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for ballot in &self.ballots {
            *cells.entry(opened.iter().map(|scope| ballot.is_in(scope)).collect()).or_default() += 1;
        }
        let mut sizes: Vec<usize> = cells.into_values().collect();
        sizes.sort_unstable();
        sizes
    }

    /// Whether a further set may be opened (section 4).
    #[must_use]
    pub fn may_open(&self, opened: &[Scope], scope: &Scope) -> bool {
        let all: Vec<Scope> = opened.iter().chain([scope]).cloned().collect();
        self.cells(&all).first().is_none_or(|smallest| *smallest >= self.definition.rules.k_min as usize)
    }
}

/// The scope of one station alone.
pub(crate) fn one(station: &StationId) -> Scope {
    Scope::Stations { stations: vec![station.clone()] }
}

/// Stations in groups of at least `k_min` ballots; what is left over joins the last group.
pub(crate) fn groups(stations: impl Iterator<Item = (StationId, usize)>, k_min: usize) -> Vec<Vec<StationId>> {
    let mut closed: Vec<Vec<StationId>> = Vec::new();
    let (mut open, mut size) = (Vec::new(), 0_usize);
    for (station, count) in stations {
        open.push(station);
        size += count;
        if size >= k_min {
            closed.push(core::mem::take(&mut open));
            size = 0;
        }
    }
    match closed.last_mut() {
        Some(last) => last.extend(open),
        None => closed.push(open),
    }
    closed
}

#[cfg(test)]
mod tests;
