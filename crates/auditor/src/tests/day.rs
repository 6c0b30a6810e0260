//! Days on which not everything went as planned, all signed for.

use manifest::{BoxCount, Change};
use record::{BoxKind, ElectionOutcome, Scope};

use super::*;
use forge::{Evening, Setup, Spec, station_id, text};

fn amended(change: Change) -> Spec {
    Spec { amendments: vec![change], box_count: BoxCount::Dispute, ..Spec::default() }
}

fn second_booth(lost: bool) -> Change {
    let (booth, station, reason) = ("2".parse().unwrap(), station_id("001"), text("terbakar"));
    if lost { Change::BoothLost { booth, reason, station } } else { Change::BoothUnused { booth, reason, station } }
}

#[test]
fn a_booth_that_was_never_used_is_not_missed() {
    let mut spec = amended(second_booth(false));
    spec.booths[1].2 = None;
    for report in reports(&spec.honest()) {
        assert_passes(&report);
    }
}

#[test]
fn a_lost_booth_counts_by_its_paper() {
    let mut spec = amended(second_booth(true));
    spec.booths[1].2 = None;
    let setup = Setup::new(spec);
    let mut evening = Evening::of(&setup);
    evening.boxes.push(("001", Some("2"), BoxKind::OnlyRecord, vec![1, 6, 1, 0]));
    evening.outcome = ElectionOutcome::Winner { candidate: 2, rule: None };
    for report in reports(&evening.finish(&setup)) {
        assert_passes(&report);
        assert_eq!(report.options.iter().map(|o| o.votes).collect::<Vec<_>>(), [8, 10, 3, 1]);
    }
}

#[test]
fn a_lost_booth_without_its_paper_is_not_checked() {
    let mut spec = amended(second_booth(true));
    spec.booths[1].2 = None;
    let pair = spec.honest();
    for report in reports(&pair) {
        assert_eq!(report.check("C42").map(|c| c.status), Some(Status::NotChecked));
    }
    assert!(Counted::read(&pair.public, &anchored(&pair)).is_err());
}

#[test]
fn a_paper_station_adds_its_votes() {
    let setup = Setup::new(Spec { paper_station: true, registered: vec![40, 30, 20], box_count: BoxCount::Dispute, ..Spec::default() });
    let mut evening = Evening::of(&setup);
    evening.boxes.push(("009", None, BoxKind::OnlyRecord, vec![0, 9, 0, 2]));
    evening.outcome = ElectionOutcome::Winner { candidate: 2, rule: None };
    for report in reports(&evening.finish(&setup)) {
        assert_passes(&report);
        assert_eq!((report.winner, report.options[1].votes), (Some(2), 16));
    }
}

#[test]
fn a_withdrawn_leader_does_not_win() {
    let spec = || amended(Change::CandidateWithdrawn { number: 1, reason: text("wafat") });
    for report in reports(&spec().honest()) {
        assert_fails(&report, "C50");
    }
    let setup = Setup::new(spec());
    let mut evening = Evening::of(&setup);
    evening.outcome = ElectionOutcome::Winner { candidate: 2, rule: None };
    reports(&evening.finish(&setup)).iter().for_each(assert_passes);
}

#[test]
fn a_cancelled_contest_is_never_opened() {
    let spec = || amended(Change::ContestCancelled { reason: text("keadaan darurat") });
    let setup = Setup::new(spec());
    let mut evening = Evening::of(&setup);
    evening.outcome = ElectionOutcome::Cancelled;
    evening.plans.clear();
    for report in reports(&evening.finish(&setup)) {
        assert_passes(&report);
        assert_eq!((report.check("C44"), report.outcome.as_ref()), (None, Some(&ElectionOutcome::Cancelled)));
    }
    for report in reports(&spec().honest()) {
        assert_fails(&report, "C44");
    }
}

#[test]
fn a_village_below_the_limit_is_opened_as_one_sum() {
    let setup = Setup::new(Spec { k_min: 50, ..Spec::default() });
    let mut evening = Evening::of(&setup);
    evening.plans = vec![vec![Scope::Village]];
    reports(&evening.finish(&setup)).iter().for_each(assert_passes);
}

#[test]
fn a_day_on_which_nobody_voted_has_no_plan() {
    let mut spec = Spec { box_count: BoxCount::Dispute, rules: vec![manifest::TieRule::Committee], ..Spec::default() };
    for booth in &mut spec.booths {
        booth.2 = Some(|log| {
            forge::open_day(log);
            log.close();
        });
    }
    let setup = Setup::new(spec);
    let mut evening = Evening::of(&setup);
    evening.plans.clear();
    evening.outcome = ElectionOutcome::Tied { candidates: vec![1, 2, 3] };
    let left = vec![1, 2, 3];
    evening.steps = vec![record::TieStep { at: None, applicable: true, left, rule: manifest::TieRule::Committee }];
    reports(&evening.finish(&setup)).iter().for_each(assert_passes);
}
