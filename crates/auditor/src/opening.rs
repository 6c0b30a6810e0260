//! C46–C48: guardians' openings of one plan, and the statements that their proofs are about.

use elgamal::CiphertextSum;
use elgamal::ceremony::GuardianNumber;
use elgamal::opening::{Statement, SumTable, VerifiedFactor, combine};
use record::{Folder, PlanData, SignedOpening, layout};

use crate::checks::id;
use crate::count::{Counted, Opened, number};
use crate::findings::{Findings, Place};
use crate::text::{Words, say};

/// One set of a plan with its sums: what guardians open.
#[derive(Debug, Clone)]
pub struct PlannedSum {
    /// Ballots in it.
    pub count: u32,
    /// Digest of the scope.
    pub scope: canonical::Hash,
    /// The set's short name.
    pub set: String,
    /// One sum for each option.
    pub sums: Vec<CiphertextSum>,
}

/// Why a plan is not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// An opening's sets or options are not the plan's.
    #[error("guardian {guardian}: sets and options are not those of the plan")]
    Form {
        /// The guardian.
        guardian: u32,
    },
    /// A factor's proof does not hold.
    #[error("guardian {guardian}: the factor for set {set}, option {option} is not proven; ask that guardian again")]
    Factor {
        /// The guardian.
        guardian: u32,
        /// The set.
        set: String,
        /// The option's place, from 1.
        option: usize,
    },
    /// Fewer openings than the threshold.
    #[error("{found} of {needed} guardians have opened; wait for the others")]
    TooFew {
        /// Guardians found.
        found: usize,
        /// Guardians needed.
        needed: u32,
    },
    /// Two groups of guardians open different things, or something that is no count.
    #[error("set {set}, option {option}: the factors do not open to one count of its ballots")]
    Disagree {
        /// The set.
        set: String,
        /// The option's place, from 1.
        option: usize,
    },
    /// Votes do not add up to the ballots.
    #[error("set {set}: {votes} votes for {ballots} ballots")]
    Total {
        /// The set.
        set: String,
        /// Sum of votes.
        votes: u64,
        /// Ballots in the set.
        ballots: u32,
    },
}

impl Counted {
    /// The sums of a plan's sets, computed from the counted ballots.
    #[must_use]
    pub fn planned(&self, plan: &PlanData) -> Vec<PlannedSum> {
        let one = |set: &record::PlanSet| PlannedSum {
            count: set.count,
            scope: set.scope.digest(),
            set: set.scope.id(),
            sums: self.sum(&set.scope),
        };
        plan.sets.iter().map(one).collect()
    }

    /// What a guardian's factor for one option of one set states; `option` counts from 0. Nothing if there is no such guardian or
    /// option.
    #[must_use]
    pub fn statement<'a>(&self, plan: &PlanData, sum: &'a PlannedSum, guardian: u32, option: usize) -> Option<Statement<'a>> {
        Some(Statement {
            plan: plan.digest(),
            record: plan.record,
            set: &sum.set,
            scope: sum.scope,
            count: u64::from(sum.count),
            option: u32::try_from(option).ok()?,
            guardian: GuardianNumber::new(guardian).ok()?,
            public_share: *self.key.share(guardian)?,
            joint_key: self.key.digest(),
            sum: sum.sums.get(option)?,
        })
    }

    /// Opens a plan with the guardians' openings: every factor proven, every t of them agreeing, votes adding up.
    ///
    /// # Errors
    /// Everything that does not hold.
    pub fn open(&self, plan: &PlanData, openings: &[SignedOpening]) -> Result<Vec<Opened>, Vec<OpenProblem>> {
        let (opened, problems) = self.try_open(plan, openings);
        opened.filter(|_| problems.is_empty()).ok_or(problems)
    }

    /// What opens although some guardians' factors do not hold, and what does not hold.
    fn try_open(&self, plan: &PlanData, openings: &[SignedOpening]) -> (Option<Vec<Opened>>, Vec<OpenProblem>) {
        let planned = self.planned(plan);
        let mut problems = Vec::new();
        let (good, bad): (Vec<_>, Vec<_>) = openings.iter().partition(|o| self.fits(o, &planned));
        problems.extend(bad.iter().map(|o| OpenProblem::Form { guardian: o.guardian }));
        let needed = self.definition.guardians.threshold;
        if good.len() < needed as usize {
            problems.push(OpenProblem::TooFew { found: good.len(), needed });
            return (None, problems);
        }
        let open = |(place, (set, sum)): (usize, (&record::PlanSet, &PlannedSum))| {
            let factors = self.factors(plan, sum, place, &good, &mut problems);
            let votes = self.votes_of(sum, &factors, &mut problems)?;
            Some(Opened { count: set.count, plan: plan.number, scope: set.scope.clone(), votes })
        };
        let opened = plan.sets.iter().zip(&planned).enumerate().map(open).collect::<Vec<_>>();
        (opened.into_iter().collect(), problems)
    }

    fn fits(&self, opening: &SignedOpening, planned: &[PlannedSum]) -> bool {
        let options = self.definition.options();
        opening.sets.iter().map(|s| &*s.set).eq(planned.iter().map(|p| p.set.as_str()))
            && opening.sets.iter().all(|s| s.options.len() == options)
    }

    /// The proven factors of one set, by option.
    fn factors(
        &self,
        plan: &PlanData,
        sum: &PlannedSum,
        place: usize,
        openings: &[&SignedOpening],
        problems: &mut Vec<OpenProblem>,
    ) -> Vec<Vec<VerifiedFactor>> {
        let mut proven = vec![Vec::new(); sum.sums.len()];
        for opening in openings {
            let guardian = opening.guardian;
            let partials = opening.sets.get(place).map(|s| s.options.as_slice()).unwrap_or_default();
            for (option, (partial, factors)) in partials.iter().zip(&mut proven).enumerate() {
                match self.statement(plan, sum, guardian, option).map(|statement| partial.verify(&statement)) {
                    Some(Ok(factor)) => factors.push(factor),
                    Some(Err(_)) | None => problems.push(OpenProblem::Factor { guardian, set: sum.set.clone(), option: option + 1 }),
                }
            }
        }
        proven
    }

    fn votes_of(&self, sum: &PlannedSum, factors: &[Vec<VerifiedFactor>], problems: &mut Vec<OpenProblem>) -> Option<Vec<u32>> {
        let threshold = self.definition.guardians.threshold;
        let table = SumTable::new(sum.count);
        let mut votes = Vec::new();
        for (option, factors) in (1..).zip(factors) {
            // Every window of t guardians opens alone, so that no subset could show another number.
            let windows = factors.windows(threshold as usize).map(|window| combine(threshold, window).ok().and_then(|p| table.open(&p)));
            let mut counts: Vec<Option<u32>> = windows.collect();
            counts.dedup();
            match counts.as_slice() {
                [Some(count)] => votes.push(*count),
                _ => problems.push(OpenProblem::Disagree { set: sum.set.clone(), option }),
            }
        }
        let total: u64 = votes.iter().map(|v| u64::from(*v)).sum();
        if votes.len() != sum.sums.len() {
            return None;
        }
        if total != u64::from(sum.count) {
            problems.push(OpenProblem::Total { set: sum.set.clone(), votes: total, ballots: sum.count });
        }
        Some(votes)
    }
}

/// Reads the openings of a plan and opens it; findings name the guardian to blame.
pub(crate) fn check(folder: &Folder, plan: &PlanData, counted: &Counted, f: &mut Findings) -> Option<Vec<Opened>> {
    let definition = &counted.definition;
    let mut openings = Vec::new();
    for guardian in 1..=number(definition.guardians.members.len()) {
        let path = layout::opening(plan.number, guardian);
        let Some(bytes) = folder.get(&path) else { continue };
        match SignedOpening::parse(bytes, definition, &plan.digest()) {
            Ok(opening) if opening.guardian == guardian => openings.push(opening),
            Ok(_) => f.fail(id::OPENINGS, Place::file(&path), say!("pembukaan penjaga lain", "another guardian's opening")),
            Err(e) => f.fail(id::OPENINGS, Place::file(&path), Words::rule(&e)),
        }
    }
    let (opened, problems) = counted.try_open(plan, &openings);
    for problem in &problems {
        name(problem, plan.number, f);
    }
    opened
}

fn name(problem: &OpenProblem, plan: u32, f: &mut Findings) {
    match problem {
        OpenProblem::Form { guardian } => f.fail(id::OPENINGS, Place::file(&layout::opening(plan, *guardian)), Words::rule(problem)),
        OpenProblem::Factor { guardian, .. } => f.fail(id::FACTORS, Place::file(&layout::opening(plan, *guardian)), Words::rule(problem)),
        OpenProblem::TooFew { found, needed } => {
            let place = || Place::file(&layout::json(&layout::plan(plan)));
            for id in [id::OPENINGS, id::FACTORS, id::SUMS] {
                f.skip(
                    id,
                    place(),
                    say!(
                        "{found} dari {needed} penjaga membuka; belum dapat dibuka",
                        "{found} of {needed} guardians opened; it cannot be opened yet"
                    ),
                );
            }
        }
        OpenProblem::Disagree { .. } | OpenProblem::Total { .. } => {
            f.fail(id::SUMS, Place::file(&layout::json(&layout::plan(plan))), Words::rule(problem));
        }
    }
}
