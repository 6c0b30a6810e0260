//! Who wins, and how a tie is resolved by the definition's ordered rules (section 6 of `docs/RULES.md`).

use manifest::{StationId, StratumId, TieRule};
use record::{ElectionOutcome, Scope, TieStep};

use crate::BoothPlace;

/// What is known of the votes inside a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlaceVotes {
    /// Votes per option.
    Known(Vec<u64>),
    /// Its sum may be opened and is not yet.
    Ask,
    /// Its sum may not be opened.
    Closed,
}

/// What the tie rules look at.
pub(crate) struct TieFacts<'a> {
    pub(crate) rules: &'a [TieRule],
    /// Voters on the roll by station.
    pub(crate) registered: Vec<(StationId, u64)>,
    /// Present and additional voters by station; nothing when a desk's counts are missing.
    pub(crate) attendance: Option<Vec<(StationId, u64)>>,
    /// Voters on the roll by stratum; nothing when some votes exist only on paper.
    pub(crate) strata: Option<Vec<(StratumId, u64)>>,
    /// Counted ballots by booth that delivered.
    pub(crate) booths: Vec<(BoothPlace, u64)>,
    /// For each candidate, voters on the roll in the candidate's own stratum.
    pub(crate) domicile: Vec<u64>,
    /// For each candidate, the rank of education.
    pub(crate) education: Vec<u64>,
    /// What is known of the votes inside a place.
    pub(crate) votes: &'a dyn Fn(&Scope) -> PlaceVotes,
}

/// What follows from the votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// An outcome, with the rules gone through.
    Outcome(ElectionOutcome, Vec<TieStep>),
    /// A rule asks for this sum.
    Needs(Scope),
}

enum Applied {
    To { at: Option<Box<str>>, keys: Vec<u64> },
    NotApplicable,
    Needs(Scope),
}

/// Decides from votes per candidate. `eligible` says which candidates were not withdrawn.
pub(crate) fn decide(votes: &[u64], eligible: &[bool], facts: &TieFacts<'_>) -> Decision {
    let standing: Vec<usize> = (0..votes.len()).filter(|i| eligible.get(*i).copied().unwrap_or(false)).collect();
    let mut left = best(&standing, votes);
    match left.as_slice() {
        [] => return Decision::Outcome(ElectionOutcome::NoCandidate, Vec::new()),
        [one] => return Decision::Outcome(ElectionOutcome::Winner { candidate: number(*one), rule: None }, Vec::new()),
        _ => {}
    }
    let mut steps = Vec::new();
    for rule in facts.rules {
        let (at, applicable) = match apply(*rule, facts) {
            Applied::To { at, keys } => {
                left = best(&left, &keys);
                (at, true)
            }
            Applied::NotApplicable => (None, false),
            Applied::Needs(scope) => return Decision::Needs(scope),
        };
        steps.push(TieStep { at, applicable, left: left.iter().copied().map(number).collect(), rule: *rule });
        match left.as_slice() {
            [one] => return Decision::Outcome(ElectionOutcome::Winner { candidate: number(*one), rule: Some(*rule) }, steps),
            _ if *rule == TieRule::Committee => break,
            _ => {}
        }
    }
    Decision::Outcome(ElectionOutcome::Tied { candidates: left.into_iter().map(number).collect() }, steps)
}

fn apply(rule: TieRule, facts: &TieFacts<'_>) -> Applied {
    let station = |s: &StationId| (s.as_str().into(), Scope::Stations { stations: vec![s.clone()] });
    match rule {
        TieRule::StationRegistered => inside(most(&facts.registered).map(station), facts),
        TieRule::StationAttendance => inside(facts.attendance.as_deref().and_then(most).map(station), facts),
        TieRule::StratumRegistered => {
            let stratum = facts.strata.as_deref().and_then(most);
            inside(stratum.map(|s| (s.as_str().into(), Scope::Stratum { stratum: s.clone() })), facts)
        }
        TieRule::Booth => inside(most(&facts.booths).map(booth), facts),
        TieRule::Domicile => Applied::To { at: None, keys: facts.domicile.clone() },
        TieRule::Education => Applied::To { at: None, keys: facts.education.clone() },
        TieRule::Committee => Applied::To { at: None, keys: Vec::new() },
    }
}

fn booth(place: &BoothPlace) -> (Box<str>, Scope) {
    let BoothPlace { station, booth } = place;
    (format!("{station}-{booth}").into(), Scope::Booth { booth: booth.clone(), station: station.clone() })
}

fn inside(place: Option<(Box<str>, Scope)>, facts: &TieFacts<'_>) -> Applied {
    let Some((at, scope)) = place else { return Applied::NotApplicable };
    match (facts.votes)(&scope) {
        PlaceVotes::Known(keys) => Applied::To { at: Some(at), keys },
        PlaceVotes::Ask => Applied::Needs(scope),
        PlaceVotes::Closed => Applied::NotApplicable,
    }
}

/// The place with most; nothing when two share it.
fn most<T>(places: &[(T, u64)]) -> Option<&T> {
    let top = places.iter().map(|(_, count)| *count).max()?;
    let mut first = places.iter().filter(|(_, count)| *count == top);
    match (first.next(), first.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    }
}

/// Those with the highest key; what has no key counts as 0.
fn best(of: &[usize], keys: &[u64]) -> Vec<usize> {
    let key = |i: &usize| keys.get(*i).copied().unwrap_or(0);
    let top = of.iter().map(key).max();
    of.iter().copied().filter(|i| Some(key(i)) == top).collect()
}

fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
