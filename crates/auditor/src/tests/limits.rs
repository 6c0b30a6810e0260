//! Signed numbers that would let somebody leave out or show ballots, and what costs a checker time.

use manifest::{BoxCount, Change};
use record::{BoxKind, Entry, ExclusionReason, Peer, Scope, layout};

use super::booths::{both_tiers_fail, lying, rest};
use super::*;
use crate::booth_sealed::MAX_LOG;
use forge::{Evening, Log, Setup, Spec, open_day, station_id, text};

fn status(report: &VillageReport, id: &str) -> Option<Status> {
    report.check(id).map(|c| c.status)
}

#[test]
fn no_more_audit_cards_are_excluded_than_the_desks_signed_for() {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    evening.audit_cards = Some(0);
    let pair = evening.finish(&setup);
    both_tiers_fail(&pair, "C41");
    assert!(Counted::read(&pair.public, &anchored(&pair)).is_err());
    let mut evening = Evening::of(&setup);
    evening.exclude(0, ExclusionReason::AuditCard);
    evening.exclude(1, ExclusionReason::AuditCard);
    evening.audit_cards = Some(1);
    both_tiers_fail(&evening.finish(&setup), "C41");
}

#[test]
fn audit_cards_of_a_station_whose_desk_is_silent_are_not_checked() {
    let mut pair = honest();
    pair.public.remove("desks/002-1.json");
    pair.sign_lists();
    assert_eq!(status(&verify_folder(&pair.public, &anchored(&pair)), "C41"), Some(Status::NotChecked));
    assert!(Counted::read(&pair.public, &anchored(&pair)).is_err());
}

#[test]
fn exclusions_that_take_a_village_below_the_limit_open_nothing() {
    // Twenty-one are cast, one is excluded.
    for (k_min, allowed) in [(20, true), (21, false), (22, true)] {
        let setup = Setup::new(Spec { k_min, ..Spec::default() });
        let mut evening = Evening::of(&setup);
        evening.plans = vec![vec![Scope::Village]];
        let pair = evening.finish(&setup);
        assert_eq!(counted(&pair).cast_before_exclusions(), 21);
        for report in reports(&pair) {
            let expected = if allowed { Status::Pass } else { Status::Fail };
            assert_eq!(status(&report, "C45"), Some(expected), "k_min {k_min}");
        }
    }
}

/// Booths of a station signed as unused; with their logs taken away.
fn unused(booths: &[(usize, &str, &str)]) -> Spec {
    let one = |(_, station, booth): &(usize, &str, &str)| Change::BoothUnused {
        booth: booth.parse().unwrap(),
        reason: text("rusak"),
        station: station_id(station),
    };
    let amendments = booths.iter().map(one).collect();
    let mut spec = Spec { amendments, box_count: BoxCount::Dispute, ..Spec::default() };
    booths.iter().for_each(|(place, ..)| spec.booths[*place].2 = None);
    spec
}

/// Eight more cards left the desk than the logs and the returned ones explain.
fn eight_missing(mut pair: Pair, station: &str, seed: u8) -> Pair {
    let path = format!("desks/{station}-1.json");
    let key = forge::key(seed);
    let read = token::DeskCounts::parse(pair.public.get(&path).unwrap(), &pair.definition, |_, _| Some(key.public())).unwrap();
    let mut data = (*read).clone();
    data.cards_left -= 8;
    data.present += 8;
    let bytes = token::DeskCounts::sign(data, &key).to_bytes();
    pair.public.insert(&path, bytes.clone());
    pair.sealed.insert(&path, bytes);
    pair.sign_lists();
    pair
}

#[test]
fn cards_of_a_station_whose_booths_are_all_unused_must_be_returned() {
    let setup = Setup::new(unused(&[(2, "002", "1")]));
    let make = || {
        let mut evening = Evening::of(&setup);
        evening.forgive();
        evening.plans = vec![vec![Scope::Village]];
        evening.finish(&setup)
    };
    let honest = make();
    for report in reports(&honest) {
        assert_eq!(status(&report, "C53"), Some(Status::Pass), "{:#?}", not_passed(&report));
        assert_eq!(report.check("C53").unwrap().evidence, "2 stations, 0 cards missing");
    }
    assert_eq!(counted(&honest).undelivered(), [(station_id("002"), "1".parse().unwrap())]);
    both_tiers_fail(&eight_missing(make(), "002", 42), "C53");
}

#[test]
fn no_card_may_be_missing_beside_a_booth_that_is_said_to_be_unused() {
    both_tiers_fail(&eight_missing(unused(&[(1, "001", "2")]).honest(), "001", 41), "C53");
    let report = &reports(&eight_missing(Spec { box_count: BoxCount::Dispute, ..Spec::default() }.honest(), "001", 41))[1];
    assert_eq!(status(report, "C53"), Some(Status::Pass), "without an unused booth they are printed");
    assert_eq!(report.check("C53").unwrap().evidence, "2 stations, 8 cards missing");
}

#[test]
fn a_box_of_more_papers_than_any_holds_is_no_count() {
    let setup = Setup::new(Spec { box_count: BoxCount::Dispute, ..Spec::default() });
    for (votes, expected) in [(vec![1_000_000, 1, 0, 0], Status::Fail), (vec![1_000_000, 0, 0, 0], Status::Pass)] {
        let mut evening = Evening::of(&setup);
        evening.boxes.push(("001", None, BoxKind::Slips, votes));
        reports(&evening.finish(&setup)).iter().for_each(|report| assert_eq!(status(report, "C42"), Some(expected)));
    }
}

#[test]
fn more_faults_than_cast_ballots() {
    let pair = lying(|log| {
        open_day(log);
        log.vote(0);
        let mut close = log.close_data();
        close.faults = 2;
        log.entry(&Entry::Close(close));
    });
    both_tiers_fail(&pair, "C27");
}

#[test]
fn a_booth_that_names_its_own_head_as_a_peers() {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    // No booth took in a head of the last one, so nothing forks from its new log.
    let mut log = Log::new(&setup, "002", "1", 2, vec![]);
    open_day(&mut log);
    let note = String::from_utf8(log.head()).unwrap();
    log.entry(&Entry::Peer(Peer { note: note.into() }));
    rest(&mut log);
    evening.logs[2] = log;
    let pair = Evening::after(evening.logs).finish(&setup);
    let report = verify_folder(&pair.sealed, &anchored(&pair));
    assert_fails(&report, "C23");
    assert_eq!(report.check("C23").unwrap().place, "booths/002-1/entries.jsonl, line 4");
}

#[test]
fn a_seed_root_beyond_the_limit_opens_no_challenge() {
    let pair = lying(|log| {
        open_day(log);
        (0..3).for_each(|_| log.boot());
        log.challenge(1);
        rest(log);
    });
    both_tiers_fail(&pair, "C22");
    both_tiers_fail(&pair, "C37");
}

#[test]
fn a_log_larger_than_any_booth_writes_is_not_read() {
    let mut pair = honest();
    let path = layout::booth(&station_id("001"), &"1".parse().unwrap()) + layout::ENTRIES;
    pair.sealed.insert(&path, vec![b'x'; MAX_LOG + 1]);
    pair.sign_lists();
    let report = verify_folder(&pair.sealed, &anchored(&pair));
    assert_fails(&report, "C18");
    assert_eq!(report.check("C18").unwrap().evidence, "67108865 bytes, at most 67108864 are read");
}
