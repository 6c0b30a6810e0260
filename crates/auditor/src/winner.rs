//! Who is elected (`docs/RULES.md` section 6): pure numbers in, an outcome or the next sum to open out.

use manifest::{BoothId, StationId, StratumId, TieRule};
use record::{ElectionOutcome, Scope, TieStep};

/// What the rules look at in one candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Voters on the roll of the candidate's own stratum; 0 for one from outside.
    pub domicile: u64,
    /// Education as the regulation ranks it.
    pub education: u32,
    /// Whether an amendment withdrew the candidate.
    pub withdrawn: bool,
}

/// All numbers that decide a contest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contest {
    /// Present and additional voters by station; nothing when a desk's counts are missing.
    pub attendance: Option<Vec<(StationId, u64)>>,
    /// Counted ballots by delivered booth.
    pub booths: Vec<((StationId, BoothId), u64)>,
    /// Whether the contest is cancelled.
    pub cancelled: bool,
    /// Candidates in order.
    pub candidates: Vec<Candidate>,
    /// Tie rules in order.
    pub rules: Vec<TieRule>,
    /// Voters on the roll by station.
    pub stations: Vec<(StationId, u64)>,
    /// Voters on the roll by stratum.
    pub strata: Vec<(StratumId, u64)>,
    /// Votes that count, per option.
    pub votes: Vec<u32>,
}

/// What is known of a place's votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Votes per option.
    Known(Vec<u32>),
    /// Not opened, and it may be.
    Ask,
    /// It may not be opened, or no opening could show it.
    Never,
}

/// What the rules come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is decided, or people must decide.
    Outcome(ElectionOutcome, Vec<TieStep>),
    /// A tie rule needs this sum first.
    Open(Scope),
}

/// Decides a contest. `look` says what is known of a place.
#[must_use]
pub fn decide(contest: &Contest, look: &dyn Fn(&Scope) -> Look) -> Decision {
    if contest.cancelled {
        return Decision::Outcome(ElectionOutcome::Cancelled, Vec::new());
    }
    let standing = (1_u32..).zip(&contest.candidates).filter(|(_, c)| !c.withdrawn).map(|(number, _)| number).collect();
    let mut left = best(standing, |number| votes_of(&contest.votes, number).into());
    let mut steps = Vec::new();
    if left.is_empty() {
        return Decision::Outcome(ElectionOutcome::NoCandidate, steps);
    }
    let mut decided = None;
    for rule in &contest.rules {
        if left.len() == 1 {
            break;
        }
        let (at, kept) = match apply(*rule, contest, &left, look) {
            Applied::Kept(at, kept) => (at, Some(kept)),
            Applied::NotApplicable => (None, None),
            Applied::Open(scope) => return Decision::Open(scope),
        };
        let applicable = kept.is_some();
        left = kept.unwrap_or(left);
        steps.push(TieStep { at, applicable, left: left.clone(), rule: *rule });
        decided = Some(*rule);
        if *rule == TieRule::Committee {
            break;
        }
    }
    let outcome = match left.as_slice() {
        [candidate] => ElectionOutcome::Winner { candidate: *candidate, rule: decided },
        _ => ElectionOutcome::Tied { candidates: left },
    };
    Decision::Outcome(outcome, steps)
}

enum Applied {
    Kept(Option<Box<str>>, Vec<u32>),
    NotApplicable,
    Open(Scope),
}

fn apply(rule: TieRule, contest: &Contest, left: &[u32], look: &dyn Fn(&Scope) -> Look) -> Applied {
    let station = |list: &[(StationId, u64)]| most(list).map(|s| (s.as_str().into(), Scope::Stations { stations: vec![s.clone()] }));
    let candidate = |number: u32| contest.candidates.get((number as usize).wrapping_sub(1));
    let place: Option<(Box<str>, Scope)> = match rule {
        TieRule::StationRegistered => station(&contest.stations),
        TieRule::StationAttendance => contest.attendance.as_deref().and_then(station),
        TieRule::StratumRegistered => most(&contest.strata).map(|s| (s.as_str().into(), Scope::Stratum { stratum: s.clone() })),
        TieRule::Booth => most(&contest.booths).map(|(station, booth)| {
            let scope = Scope::Booth { booth: booth.clone(), station: station.clone() };
            (format!("{station}-{booth}").into(), scope)
        }),
        TieRule::Domicile => return Applied::Kept(None, best(left.to_vec(), |n| candidate(n).map_or(0, |c| c.domicile))),
        TieRule::Education => return Applied::Kept(None, best(left.to_vec(), |n| candidate(n).map_or(0, |c| c.education.into()))),
        TieRule::Committee => return Applied::Kept(None, left.to_vec()),
    };
    let Some((at, scope)) = place else { return Applied::NotApplicable };
    match look(&scope) {
        Look::Known(votes) => Applied::Kept(Some(at), best(left.to_vec(), |n| votes_of(&votes, n).into())),
        Look::Ask => Applied::Open(scope),
        Look::Never => Applied::NotApplicable,
    }
}

fn votes_of(votes: &[u32], number: u32) -> u32 {
    votes.get((number as usize).wrapping_sub(1)).copied().unwrap_or(0)
}

/// Those with the highest value, in their order.
fn best(list: Vec<u32>, value: impl Fn(u32) -> u64) -> Vec<u32> {
    let top = list.iter().map(|n| value(*n)).max();
    list.into_iter().filter(|n| Some(value(*n)) == top).collect()
}

/// The one place with most, if no other shares it.
fn most<T>(list: &[(T, u64)]) -> Option<&T> {
    let top = list.iter().map(|(_, n)| *n).max()?;
    let mut first = list.iter().filter(|(_, n)| *n == top);
    let (place, _) = first.next()?;
    first.next().is_none().then_some(place)
}

#[cfg(test)]
mod tests;
