//! The tie rules as a table of pure numbers.

use super::*;

fn station(id: &str) -> StationId {
    id.parse().unwrap()
}

fn candidate(domicile: u64, education: u32) -> Candidate {
    Candidate { domicile, education, withdrawn: false }
}

/// Three candidates, the first two tied.
fn tied(rules: &[TieRule]) -> Contest {
    Contest {
        attendance: Some(vec![(station("001"), 50), (station("002"), 60)]),
        booths: vec![((station("001"), "1".parse().unwrap()), 30), ((station("002"), "1".parse().unwrap()), 40)],
        cancelled: false,
        candidates: vec![candidate(10, 1), candidate(20, 2), candidate(30, 3)],
        rules: rules.to_vec(),
        stations: vec![(station("001"), 100), (station("002"), 90)],
        strata: vec![("dusun-1".parse().unwrap(), 80), ("dusun-2".parse().unwrap(), 110)],
        votes: vec![20, 20, 10, 5],
    }
}

fn with(contest: &Contest, look: impl Fn(&Scope) -> Look) -> Decision {
    decide(contest, &look)
}

fn never(_: &Scope) -> Look {
    Look::Never
}

fn won(candidate: u32, rule: Option<TieRule>) -> ElectionOutcome {
    ElectionOutcome::Winner { candidate, rule }
}

fn step(rule: TieRule, at: Option<&str>, left: &[u32]) -> TieStep {
    TieStep { at: at.map(Into::into), applicable: true, left: left.to_vec(), rule }
}

fn skipped(rule: TieRule, left: &[u32]) -> TieStep {
    TieStep { at: None, applicable: false, left: left.to_vec(), rule }
}

#[test]
fn most_votes_win_without_any_rule() {
    let contest = Contest { votes: vec![20, 21, 10, 99], ..tied(&[TieRule::Education]) };
    assert_eq!(with(&contest, never), Decision::Outcome(won(2, None), vec![]));
}

#[test]
fn who_withdrew_cannot_win() {
    let mut contest = Contest { votes: vec![20, 30, 10, 0], ..tied(&[]) };
    contest.candidates[1].withdrawn = true;
    assert_eq!(with(&contest, never), Decision::Outcome(won(1, None), vec![]));
    contest.candidates.iter_mut().for_each(|c| c.withdrawn = true);
    assert_eq!(with(&contest, never), Decision::Outcome(ElectionOutcome::NoCandidate, vec![]));
    contest.cancelled = true;
    assert_eq!(with(&contest, never), Decision::Outcome(ElectionOutcome::Cancelled, vec![]));
}

#[test]
fn each_rule_looks_at_its_own_place() {
    let rows = [
        (TieRule::StationRegistered, "001", Scope::Stations { stations: vec![station("001")] }),
        (TieRule::StationAttendance, "002", Scope::Stations { stations: vec![station("002")] }),
        (TieRule::StratumRegistered, "dusun-2", Scope::Stratum { stratum: "dusun-2".parse().unwrap() }),
        (TieRule::Booth, "002-1", Scope::Booth { booth: "1".parse().unwrap(), station: station("002") }),
    ];
    for (rule, at, place) in rows {
        let contest = tied(&[rule]);
        let look = |scope: &Scope| if *scope == place { Look::Known(vec![7, 9, 30, 0]) } else { Look::Never };
        assert_eq!(with(&contest, look), Decision::Outcome(won(2, Some(rule)), vec![step(rule, Some(at), &[2])]), "{rule:?}");
        assert_eq!(with(&contest, |_| Look::Ask), Decision::Open(place.clone()), "{rule:?}");
        let left = ElectionOutcome::Tied { candidates: vec![1, 2] };
        assert_eq!(with(&contest, never), Decision::Outcome(left, vec![skipped(rule, &[1, 2])]), "{rule:?}");
    }
}

#[test]
fn a_place_that_shares_the_most_is_not_looked_at() {
    let rules = [TieRule::StationRegistered, TieRule::StationAttendance, TieRule::StratumRegistered, TieRule::Booth];
    let mut contest = tied(&rules);
    contest.stations[1].1 = 100;
    contest.attendance = None;
    contest.strata[0].1 = 110;
    contest.booths[0].1 = 40;
    let steps = rules.map(|rule| skipped(rule, &[1, 2])).to_vec();
    let look = |_: &Scope| -> Look { panic!("nothing may be looked at") };
    assert_eq!(with(&contest, look), Decision::Outcome(ElectionOutcome::Tied { candidates: vec![1, 2] }, steps));
}

#[test]
fn domicile_and_education_look_at_the_tied_alone() {
    for (rule, winner) in [(TieRule::Domicile, 2), (TieRule::Education, 2)] {
        assert_eq!(with(&tied(&[rule]), never), Decision::Outcome(won(winner, Some(rule)), vec![step(rule, None, &[2])]));
    }
    let mut contest = tied(&[TieRule::Domicile, TieRule::Education]);
    contest.candidates[1].domicile = 10;
    let steps = vec![step(TieRule::Domicile, None, &[1, 2]), step(TieRule::Education, None, &[2])];
    assert_eq!(with(&contest, never), Decision::Outcome(won(2, Some(TieRule::Education)), steps));
}

#[test]
fn a_rule_may_only_thin_out_the_tied() {
    let contest = Contest { votes: vec![20, 20, 20, 0], ..tied(&[TieRule::StationRegistered, TieRule::Education]) };
    let look = |_: &Scope| Look::Known(vec![9, 9, 1, 0]);
    let steps = vec![step(TieRule::StationRegistered, Some("001"), &[1, 2]), step(TieRule::Education, None, &[2])];
    assert_eq!(with(&contest, look), Decision::Outcome(won(2, Some(TieRule::Education)), steps));
}

#[test]
fn after_the_committees_rule_nothing_is_looked_at() {
    let contest = tied(&[TieRule::Committee, TieRule::Education]);
    let outcome = ElectionOutcome::Tied { candidates: vec![1, 2] };
    assert_eq!(with(&contest, never), Decision::Outcome(outcome, vec![step(TieRule::Committee, None, &[1, 2])]));
}
