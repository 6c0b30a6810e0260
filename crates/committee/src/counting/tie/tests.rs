use super::*;

fn station(number: usize) -> StationId {
    format!("{number:03}").parse().unwrap()
}

fn stations(counts: &[u64]) -> Vec<(StationId, u64)> {
    counts.iter().enumerate().map(|(i, count)| (station(i + 1), *count)).collect()
}

fn nothing(_: &Scope) -> PlaceVotes {
    PlaceVotes::Closed
}

fn facts<'a>(rules: &'a [TieRule], votes: &'a dyn Fn(&Scope) -> PlaceVotes) -> TieFacts<'a> {
    TieFacts {
        rules,
        registered: stations(&[100, 90]),
        attendance: Some(stations(&[70, 80])),
        strata: Some(vec![("a".parse().unwrap(), 60), ("b".parse().unwrap(), 130)]),
        booths: vec![
            (BoothPlace { station: station(1), booth: "1".parse().unwrap() }, 30),
            (BoothPlace { station: station(1), booth: "2".parse().unwrap() }, 40),
        ],
        domicile: vec![60, 130, 0],
        education: vec![2, 2, 3],
        votes,
    }
}

fn winner(candidate: u32, rule: Option<TieRule>) -> ElectionOutcome {
    ElectionOutcome::Winner { candidate, rule }
}

type Steps = Vec<(Option<String>, bool, Vec<u32>)>;

/// Outcome, and (rule's place, applicable, left) of each step.
fn outcome(votes: &[u64], facts: &TieFacts<'_>) -> (ElectionOutcome, Steps) {
    match decide(votes, &[true; 3], facts) {
        Decision::Outcome(outcome, steps) => (outcome, steps.into_iter().map(|s| (s.at.map(String::from), s.applicable, s.left)).collect()),
        Decision::Needs(scope) => panic!("asks for {scope:?}"),
    }
}

#[test]
fn most_votes_wins_without_any_rule() {
    assert_eq!(outcome(&[5, 7, 6], &facts(&[TieRule::Committee], &nothing)), (winner(2, None), Vec::new()));
}

#[test]
fn a_withdrawn_candidate_cannot_win_and_without_candidates_nobody_does() {
    let facts = facts(&[], &nothing);
    let decided = |eligible: &[bool]| decide(&[5, 7, 6], eligible, &facts);
    assert_eq!(decided(&[true, false, true]), Decision::Outcome(winner(3, None), Vec::new()));
    assert_eq!(decided(&[false, false, false]), Decision::Outcome(ElectionOutcome::NoCandidate, Vec::new()));
}

#[test]
fn each_rule_looks_at_its_own_place() {
    let votes = |scope: &Scope| match scope.id().as_str() {
        "stations-001" => PlaceVotes::Known(vec![9, 3, 50]),
        "stations-002" | "booth-001-2" => PlaceVotes::Known(vec![3, 9, 50]),
        "stratum-b" => PlaceVotes::Known(vec![4, 1, 50]),
        other => panic!("{other}"),
    };
    for (rule, at, best) in [
        (TieRule::StationRegistered, Some("001"), 1),
        (TieRule::StationAttendance, Some("002"), 2),
        (TieRule::StratumRegistered, Some("b"), 1),
        (TieRule::Booth, Some("001-2"), 2),
        (TieRule::Domicile, None, 2),
    ] {
        let step = (at.map(str::to_owned), true, vec![best]);
        assert_eq!(outcome(&[7, 7, 6], &facts(&[rule], &votes)), (winner(best, Some(rule)), vec![step]), "{rule:?}");
    }
}

#[test]
fn education_counts_among_the_tied_only() {
    let rules = [TieRule::Education];
    let step = (None, true, vec![1, 2]);
    assert_eq!(outcome(&[7, 7, 6], &facts(&rules, &nothing)), (ElectionOutcome::Tied { candidates: vec![1, 2] }, vec![step]));
    assert_eq!(outcome(&[7, 6, 7], &facts(&rules, &nothing)).0, winner(3, Some(TieRule::Education)));
}

#[test]
fn a_rule_that_cannot_be_applied_is_kept_and_the_next_one_decides() {
    let rules = [TieRule::StationRegistered, TieRule::Booth, TieRule::Domicile];
    let mut facts = facts(&rules, &nothing);
    facts.registered = stations(&[100, 100]);
    let (who, steps) = outcome(&[7, 7, 6], &facts);
    assert_eq!(who, winner(2, Some(TieRule::Domicile)));
    assert_eq!(steps, [(None, false, vec![1, 2]), (None, false, vec![1, 2]), (None, true, vec![2])]);
}

#[test]
fn two_that_share_the_most_and_missing_counts_make_a_rule_not_applicable() {
    let rules = [TieRule::StationAttendance, TieRule::StratumRegistered];
    let mut facts = facts(&rules, &|_| panic!("looked at"));
    facts.attendance = None;
    facts.strata = None;
    let (who, steps) = outcome(&[7, 7, 6], &facts);
    assert_eq!(who, ElectionOutcome::Tied { candidates: vec![1, 2] });
    assert!(steps.iter().all(|(at, applicable, _)| at.is_none() && !applicable));
}

#[test]
fn a_rule_asks_for_a_sum_that_may_be_opened() {
    let ask = |_: &Scope| PlaceVotes::Ask;
    let rules = [TieRule::StratumRegistered, TieRule::Committee];
    let Decision::Needs(scope) = decide(&[7, 7, 6], &[true; 3], &facts(&rules, &ask)) else { panic!("decided") };
    assert_eq!(scope.id(), "stratum-b");
}

#[test]
fn three_tied_become_two_and_then_one() {
    let votes = |scope: &Scope| match scope.id().as_str() {
        "stations-001" => PlaceVotes::Known(vec![9, 9, 1]),
        _ => PlaceVotes::Known(vec![1, 2, 99]),
    };
    let rules = [TieRule::StationRegistered, TieRule::StationAttendance];
    let (who, steps) = outcome(&[7, 7, 7], &facts(&rules, &votes));
    assert_eq!(who, winner(2, Some(TieRule::StationAttendance)));
    assert_eq!(steps[0].2, [1, 2]);
}

#[test]
fn the_committee_decides_and_nothing_after_it_is_looked_at() {
    let rules = [TieRule::Committee, TieRule::Domicile];
    let (who, steps) = outcome(&[7, 7, 6], &facts(&rules, &nothing));
    assert_eq!(who, ElectionOutcome::Tied { candidates: vec![1, 2] });
    assert_eq!(steps, [(None, true, vec![1, 2])]);
}
