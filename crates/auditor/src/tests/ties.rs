//! Ties that need a further sum, and what prevails.

use manifest::{BoxCount, Prevails, TieRule};
use record::{BoxKind, ElectionOutcome, Scope, TieStep};

use super::*;
use forge::{Evening, Log, Setup, Spec, open_day, station_id};

fn one(id: &str) -> Scope {
    Scope::Stations { stations: vec![station_id(id)] }
}

fn votes(log: &mut Log<'_>, choices: &[usize]) {
    open_day(log);
    choices.iter().for_each(|choice| log.vote(*choice));
    log.close();
}

/// The first two options tie with ten each. Station 001 favours the first, its booth 2 has most ballots and favours the second.
fn tied(rules: &[TieRule]) -> Spec {
    Spec {
        rules: rules.to_vec(),
        box_count: BoxCount::Dispute,
        booths: vec![
            ("001", "1", Some(|log| votes(log, &[0, 0, 0, 0, 0, 1]))),
            ("001", "2", Some(|log| votes(log, &[1, 1, 1, 1, 1, 0, 0, 0]))),
            ("002", "1", Some(|log| votes(log, &[0, 1, 0, 1, 1, 1]))),
        ],
        ..Spec::default()
    }
}

fn booth() -> Scope {
    Scope::Booth { booth: "2".parse().unwrap(), station: station_id("001") }
}

fn won(candidate: u32, rule: TieRule) -> ElectionOutcome {
    ElectionOutcome::Winner { candidate, rule: Some(rule) }
}

fn step(rule: TieRule, at: Option<&str>, left: &[u32]) -> TieStep {
    TieStep { at: at.map(Into::into), applicable: true, left: left.to_vec(), rule }
}

#[test]
fn a_tie_is_resolved_by_a_second_plan_with_one_booth() {
    let setup = Setup::new(tied(&[TieRule::Booth, TieRule::Committee]));
    let mut evening = Evening::of(&setup);
    evening.forgive();
    evening.plans.push(vec![booth()]);
    evening.outcome = won(2, TieRule::Booth);
    evening.steps = vec![step(TieRule::Booth, Some("001-2"), &[2])];
    for report in reports(&evening.finish(&setup)) {
        assert_passes(&report);
        assert_eq!(report.winner, Some(2));
    }
}

#[test]
fn a_result_that_does_not_wait_for_the_second_plan_fails() {
    let setup = Setup::new(tied(&[TieRule::Booth, TieRule::Committee]));
    let mut evening = Evening::of(&setup);
    evening.forgive();
    evening.outcome = ElectionOutcome::Tied { candidates: vec![1, 2] };
    evening.steps = vec![step(TieRule::Committee, None, &[1, 2])];
    for report in reports(&evening.finish(&setup)) {
        assert_fails(&report, "C50");
        assert_eq!(report.winner, None);
    }
}

#[test]
fn a_sum_that_would_show_a_small_group_is_not_applicable() {
    let setup = Setup::new(Spec { k_min: 9, ..tied(&[TieRule::Booth, TieRule::Education]) });
    let mut evening = Evening::of(&setup);
    evening.forgive();
    evening.plans = vec![vec![Scope::Village]];
    evening.outcome = won(2, TieRule::Education);
    let skipped = TieStep { at: None, applicable: false, left: vec![1, 2], rule: TieRule::Booth };
    evening.steps = vec![skipped, step(TieRule::Education, None, &[2])];
    reports(&evening.finish(&setup)).iter().for_each(assert_passes);
}

#[test]
fn a_station_that_is_open_alone_needs_no_second_plan() {
    let setup = Setup::new(tied(&[TieRule::StationRegistered, TieRule::Education]));
    let mut evening = Evening::of(&setup);
    evening.forgive();
    evening.outcome = won(1, TieRule::StationRegistered);
    evening.steps = vec![step(TieRule::StationRegistered, Some("001"), &[1])];
    reports(&evening.finish(&setup)).iter().for_each(assert_passes);
}

#[test]
fn a_stratum_is_opened_when_its_rule_asks_and_no_group_is_too_small() {
    for (k_min, allowed) in [(3, true), (4, false)] {
        let strata = vec![("dusun-1", 30), ("dusun-2", 40)];
        let setup = Setup::new(Spec { strata, k_min, ..tied(&[TieRule::StratumRegistered, TieRule::Committee]) });
        let mut evening = Evening::of(&setup);
        evening.forgive();
        // Cards alternate between the strata, so every second ballot of a booth is of dusun-2.
        let stratum = Scope::Stratum { stratum: "dusun-2".parse().unwrap() };
        assert_eq!(evening.votes_in(&stratum, 4), [4, 6, 0, 0]);
        evening.plans.push(vec![stratum.clone()]);
        evening.outcome = won(2, TieRule::StratumRegistered);
        evening.steps = vec![step(TieRule::StratumRegistered, Some("dusun-2"), &[2])];
        let pair = evening.finish(&setup);
        assert_eq!(counted(&pair).cells(&[one("001"), one("002"), stratum]), [3, 3, 7, 7]);
        for report in reports(&pair) {
            if allowed {
                assert_passes(&report);
            } else {
                assert_fails(&report, "C44");
                assert_fails(&report, "C45");
            }
        }
    }
}

#[test]
fn slips_prevail_where_the_regulation_says_so() {
    let setup = Setup::new(Spec { prevails: Prevails::Paper, box_count: BoxCount::Dispute, ..Spec::default() });
    let mut evening = Evening::of(&setup);
    // Station 002 has one excluded ballot, whose slip lies in the box: 5,3,1,0 instead of 4,3,1,0.
    let electronic = evening.votes_in(&one("002"), 4);
    let mut slips = electronic.clone();
    slips[0] += 1;
    evening.boxes.push(("002", None, BoxKind::Slips, slips));
    let mut total = evening.votes_in(&Scope::Village, 4);
    total[0] += 1;
    evening.votes = Some(total.clone());
    for report in reports(&evening.finish(&setup)) {
        assert_passes(&report);
        assert_eq!(report.options.iter().map(|o| o.votes).collect::<Vec<_>>(), total);
    }
}
