//! From proven factors to votes, from votes to an outcome, and to the next plan where a tie rule asks for one.

use canonical::{SigningKey, json};
use elgamal::opening::{CombineError, SumTable, VerifiedFactor, combine};
use manifest::{BoothId, DeskDevice, StationId, StationPlan, TieRule};
use record::{BoxKind, ElectionOutcome, OpenedSum, PlanSet, ResultData, Scope, TieStep, layout};

use super::tie::{Decision, PlaceVotes, TieFacts, decide};
use super::{Counting, Stage};
use crate::BoothPlace;
use crate::documents::{SignError, note};

/// How far the count is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// BELUM DAPAT DIBUKA: fewer openings than the threshold. It can go on whenever another guardian comes.
    Waiting {
        /// The plan that waits.
        plan: u32,
        /// Guardians whose openings are proven.
        have: Vec<u32>,
        /// Openings needed.
        need: u32,
    },
    /// A tie rule asks for another sum: this plan was made and waits for openings.
    NextPlan {
        /// Its number.
        number: u32,
    },
    /// The result stands.
    Final,
}

/// Why proven factors give no votes. None of these can happen with verified ballots and guardians who kept their shares.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// The factors do not combine.
    #[error(transparent)]
    Combine(#[from] CombineError),
    /// A sum opens to something that is no count.
    #[error("himpunan {set}, pilihan {option}: isi bukan jumlah suara (opens to no count); keep everything, call the auditors")]
    NotACount {
        /// The set.
        set: Box<str>,
        /// The option, from 1.
        option: usize,
    },
    /// Votes do not add up to the ballots.
    #[error("himpunan {set}: {votes} suara dari {count} surat suara (votes do not add up to ballots); keep everything, call the auditors")]
    Total {
        /// The set.
        set: Box<str>,
        /// Votes found.
        votes: u64,
        /// Ballots in it.
        count: u32,
    },
    /// The committee's key does not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl Counting {
    /// Goes on as far as it can: opens the waiting plan if enough openings are proven, applies the rules, makes the next plan or
    /// the result.
    ///
    /// # Errors
    /// Only what must not happen; the count is then unchanged.
    pub fn tally(&mut self, key: &SigningKey) -> Result<Tally, TallyError> {
        if self.result.is_some() {
            return Ok(Tally::Final);
        }
        if let Some(stage) = self.waiting() {
            let need = self.documents.definition.guardians.threshold;
            if stage.factors.len() < need as usize {
                return Ok(Tally::Waiting { plan: stage.plan.number, have: stage.factors.keys().copied().collect(), need });
            }
            let opened = open(stage, need)?;
            if let Some(stage) = self.waiting_mut() {
                stage.opened = opened;
            }
        }
        match self.decide() {
            Decision::Needs(scope) => {
                self.add_stage(vec![scope], key)?;
                Ok(Tally::NextPlan { number: self.stages.last().map_or(0, |stage| stage.plan.number) })
            }
            Decision::Outcome(outcome, steps) => {
                let result = self.result_data(outcome, steps);
                let note = note(layout::RESULT, &json::to_bytes(&result), &self.documents.definition, key)?;
                self.result = Some((result, note));
                Ok(Tally::Final)
            }
        }
    }

    /// The result, once the tally is final.
    #[must_use]
    pub fn result(&self) -> Option<&ResultData> {
        self.result.as_ref().map(|(result, _)| result)
    }

    fn decide(&self) -> Decision {
        let definition = &self.documents.definition;
        if self.documents.devices.cancelled().is_some() {
            return Decision::Outcome(ElectionOutcome::Cancelled, Vec::new());
        }
        let mut votes = self.totals().votes;
        votes.truncate(definition.candidates.len());
        let eligible: Vec<bool> = (1..).zip(&definition.candidates).map(|(n, _)| self.documents.devices.withdrawn(n).is_none()).collect();
        let votes_in = |scope: &Scope| self.votes_in(scope);
        let facts = TieFacts {
            rules: &definition.rules.tie_rules,
            registered: self.documents.roots.stations.iter().map(|s| (s.station.clone(), s.registered.into())).collect(),
            attendance: definition.stations.iter().map(|s| Some((s.id.clone(), self.attendance(s)?))).collect(),
            strata: (!self.boxes.iter().any(|b| b.content == BoxKind::OnlyRecord))
                .then(|| self.documents.roots.strata.iter().map(|s| (s.stratum.clone(), s.registered.into())).collect()),
            booths: self.booth_counts().iter().map(|booth| self.booth_size(&booth.place)).collect(),
            domicile: self.domicile(),
            education: definition.candidates.iter().map(|c| c.education.into()).collect(),
            votes: &votes_in,
        };
        decide(&votes, &eligible, &facts)
    }

    /// Counted ballots of a booth that delivered; others have no part in the rule.
    fn booth_size(&self, place: &BoothPlace) -> (BoothPlace, u64) {
        let scope = Scope::Booth { booth: place.booth.clone(), station: place.station.clone() };
        (place.clone(), self.census.count(&scope).into())
    }

    /// What a rule that was gone through looked at, for each candidate who was still tied before it.
    pub(crate) fn tie_numbers(&self, step: &TieStep) -> Vec<(u32, u64)> {
        let definition = &self.documents.definition;
        let keys = match step.rule {
            TieRule::Domicile => self.domicile(),
            TieRule::Education => definition.candidates.iter().map(|c| c.education.into()).collect(),
            TieRule::Committee => Vec::new(),
            TieRule::StationRegistered | TieRule::StationAttendance | TieRule::StratumRegistered | TieRule::Booth => {
                match step.at.as_deref().and_then(|at| scope_at(step.rule, at)).map(|scope| self.votes_in(&scope)) {
                    Some(PlaceVotes::Known(votes)) => votes,
                    Some(PlaceVotes::Ask | PlaceVotes::Closed) | None => Vec::new(),
                }
            }
        };
        (1..).zip(keys).take(definition.candidates.len()).collect()
    }

    /// For each candidate, voters on the roll in the candidate's own stratum.
    fn domicile(&self) -> Vec<u64> {
        let size = |id| self.documents.roots.strata.iter().find(|s| Some(&s.stratum) == id).map_or(0, |s| s.registered.into());
        self.documents.definition.candidates.iter().map(|c| size(c.domicile.as_ref())).collect()
    }

    /// Present and additional voters; nothing while a desk's counts are missing.
    pub(crate) fn attendance(&self, station: &StationPlan) -> Option<u64> {
        let mut desks = self.listed_desks(&station.id).peekable();
        desks.peek()?;
        desks.map(|d| self.desks.get(&(d.station.clone(), d.desk.clone())).map(|c| u64::from(c.present) + u64::from(c.additional))).sum()
    }

    pub(crate) fn listed_desks<'a>(&'a self, station: &'a StationId) -> impl Iterator<Item = &'a DeskDevice> {
        self.documents.devices.desks.iter().filter(move |d| d.station == *station)
    }

    fn votes_in(&self, scope: &Scope) -> PlaceVotes {
        let known = |electronic: Vec<u64>| PlaceVotes::Known(add(electronic, &self.paper_in(scope)));
        if self.census.count(scope) == 0 {
            return known(vec![0; self.documents.definition.options()]);
        }
        if let Some(sum) = self.opened_alone(scope) {
            return known(sum.votes.iter().map(|v| u64::from(*v)).collect());
        }
        let opened = self.opened().map(|(scope, _)| scope);
        if self.census.may_open(opened, scope, self.documents.definition.rules.k_min) { PlaceVotes::Ask } else { PlaceVotes::Closed }
    }

    /// The opened sum of exactly this place.
    pub(super) fn opened_alone(&self, scope: &Scope) -> Option<&OpenedSum> {
        let only = match scope {
            Scope::Stations { stations } => matches!(stations.as_slice(), [one] if self.census.only_station(one)),
            Scope::Village | Scope::Booth { .. } | Scope::Stratum { .. } => false,
        };
        self.opened().find(|(opened, _)| *opened == scope || (only && **opened == Scope::Village)).map(|(_, sum)| sum)
    }

    /// Votes that exist only on paper in a place.
    fn paper_in(&self, scope: &Scope) -> Vec<u64> {
        let inside = |station: &StationId, booth: Option<&BoothId>| match scope {
            Scope::Village => true,
            Scope::Stations { stations } => stations.contains(station),
            Scope::Booth { booth: own, station: of } => of == station && Some(own) == booth,
            Scope::Stratum { .. } => false,
        };
        let boxes = self.boxes.iter().filter(|b| b.content == BoxKind::OnlyRecord && inside(&b.station, b.booth.as_ref()));
        let zero = vec![0; self.documents.definition.options()];
        boxes.fold(zero, |sum, b| add(sum, &b.votes.iter().map(|v| u64::from(*v)).collect::<Vec<_>>()))
    }

    fn result_data(&self, outcome: ElectionOutcome, tie_steps: Vec<TieStep>) -> ResultData {
        let totals = self.totals();
        // No box holds more than `MAX_BOX` papers and no village a million booths: every sum fits.
        let narrow = |votes: &[u64]| votes.iter().map(|v| u32::try_from(*v).unwrap_or(u32::MAX)).collect();
        ResultData {
            definition: self.documents.definition.digest(),
            electronic: narrow(&totals.electronic),
            excluded: u32::try_from(self.exclusions.len()).unwrap_or(u32::MAX),
            format: ResultData::FORMAT.into(),
            outcome,
            paper: narrow(&totals.paper),
            plans: self.plans().map(record::PlanData::digest).collect(),
            sums: self.opened().map(|(_, sum)| sum.clone()).collect(),
            tie_steps,
            votes: narrow(&totals.votes),
        }
    }
}

/// The scope that a step's `at` names.
fn scope_at(rule: TieRule, at: &str) -> Option<Scope> {
    match rule {
        TieRule::StationRegistered | TieRule::StationAttendance => Some(Scope::Stations { stations: vec![at.parse().ok()?] }),
        TieRule::StratumRegistered => Some(Scope::Stratum { stratum: at.parse().ok()? }),
        TieRule::Booth => {
            let (station, booth) = at.split_once('-')?;
            Some(Scope::Booth { booth: booth.parse().ok()?, station: station.parse().ok()? })
        }
        TieRule::Domicile | TieRule::Education | TieRule::Committee => None,
    }
}

pub(super) fn add(sum: Vec<u64>, more: &[u64]) -> Vec<u64> {
    sum.into_iter().zip(more).map(|(a, b)| a + b).collect()
}

/// Opens every set of a plan with all proven factors.
fn open(stage: &Stage, threshold: u32) -> Result<Vec<OpenedSum>, TallyError> {
    let table = SumTable::new(stage.plan.sets.iter().map(|set| set.count).max().unwrap_or(0));
    let one = |(place, set): (usize, &PlanSet)| {
        let of_set: Vec<&Vec<VerifiedFactor>> = stage.factors.values().filter_map(|sets| sets.get(place)).collect();
        let options = stage.sums.get(place).map_or(0, Vec::len);
        let votes = (0..options).map(|option| {
            let factors: Vec<VerifiedFactor> = of_set.iter().filter_map(|f| f.get(option).copied()).collect();
            let point = combine(threshold, &factors)?;
            table.open(&point).ok_or_else(|| TallyError::NotACount { set: set.scope.id().into(), option: option + 1 })
        });
        let votes: Vec<u32> = votes.collect::<Result<_, TallyError>>()?;
        let total: u64 = votes.iter().map(|v| u64::from(*v)).sum();
        if total != u64::from(set.count) {
            return Err(TallyError::Total { set: set.scope.id().into(), votes: total, count: set.count });
        }
        Ok(OpenedSum { count: set.count, plan: stage.plan.number, set: set.scope.id().into(), votes })
    };
    stage.plan.sets.iter().enumerate().map(one).collect()
}
