//! Amendments, ties and equations: what stands between votes and a Berita Acara.

use committee::{BeginError, EquationSides, ImportRefusal, NotReady, Tally, berita_acara};
use manifest::{Change, TieRule};
use paper::forms::Law;
use paper::{Moment, PAGE_COLUMNS, render_text};
use record::{BoxKind, ElectionOutcome, Entry, Mark, Open};
use token::{CountsData, DeskCounts};

use super::boxes::count;
use super::counting::{VOTES, begin, evening, finish, open, two_stations};
use super::support::booth::hour;
use super::support::{FRESH, MiniBooth, Setup, Spec, committee, key, machine, text};

#[test]
fn a_withdrawn_candidate_keeps_the_votes_and_cannot_win() {
    let mut setup = two_stations();
    let bundles = VOTES.map(|(station, booth, choices)| {
        let mut mini = MiniBooth::open(&setup, station, booth);
        mini.cast_all(&setup.cards(station, booth), choices);
        mini.closed()
    });
    setup.amend(Change::CandidateWithdrawn { number: 2, reason: text("meninggal, Pasal 9") });
    let mut village = setup.village();
    for bundle in &bundles {
        village.import_bundle(bundle, &FRESH).unwrap();
    }
    let (counting, result) = finish(&setup, &village);
    assert_eq!(result.votes, [3, 6, 1, 1]);
    assert_eq!(result.outcome, ElectionOutcome::Winner { candidate: 1, rule: None });
    let page = render_text(&berita_acara(&counting, Moment::parse("2027-10-05T20:00:00+07:00").unwrap()), PAGE_COLUMNS);
    assert!(page.contains("gugur: meninggal, Pasal 9"), "{page}");
}

#[test]
fn a_cancelled_contest_has_a_result_and_no_plan() {
    let mut setup = two_stations();
    let village = evening(&setup, &VOTES[..1]);
    setup.amend(Change::ContestCancelled { reason: text("Pasal 12") });
    let mut amended = village.clone();
    amended.amended(setup.documents()).unwrap();
    for village in [amended, setup.village()] {
        let (counting, result) = finish(&setup, &village);
        assert_eq!((counting.plans().count(), &result.outcome), (0, &ElectionOutcome::Cancelled));
        assert_eq!([result.votes, result.electronic, result.paper], [vec![0; 4], vec![0; 4], vec![0; 4]]);
        assert!(counting.public_folder(&committee()).unwrap().get("result.json").is_some());
    }
}

#[test]
fn a_booth_signed_as_unused_delivers_nothing_and_a_spare_takes_over_a_key() {
    let mut setup = two_stations();
    let mut village = evening(&setup, &VOTES);
    let late = MiniBooth::open(&setup, "001", "2").closed();
    setup.amend(Change::BoothUnused { booth: "2".parse().unwrap(), reason: text("tidak dipakai"), station: "001".parse().unwrap() });
    setup.amend(Change::BoothKey { booth: "1".parse().unwrap(), key: key(6, 1).public(), station: "002".parse().unwrap() });
    village.amended(setup.documents()).unwrap();
    assert!(matches!(village.import_bundle(&late, &FRESH), Err(ImportRefusal::NotExpected(_))));
    let Err(BeginError::NotReady(missing)) = begin(&village) else { panic!("counted") };
    assert!(matches!(missing.as_slice(), [NotReady::Booth(place)] if place.to_string() == "002/1"));
    let mut spare = MiniBooth::zero(&setup, "002", "1", key(6, 1), "spare");
    spare.write(&Entry::Open(Open { time: hour() }));
    spare.write(&Entry::Mark(Mark { cast: 0, time: hour() }));
    spare.cast_all(&setup.cards("002", "1"), &[2, 2, 2, 2]);
    village.import_bundle(&spare.closed(), &FRESH).unwrap();
    let (counting, result) = finish(&setup, &village);
    assert_eq!(result.votes, [2, 1, 5, 0]);
    assert_eq!(counting.public_folder(&committee()).unwrap().under("booths/001-2/").count(), 0);
}

#[test]
fn a_tie_asks_for_another_sum_and_the_result_waits_for_it() {
    let setup = Spec::new(&[("001", 2, 20)]).ties(&[TieRule::StationRegistered, TieRule::Booth, TieRule::Committee]).setup();
    let village = evening(&setup, &[("001", "1", &[0, 0, 0, 1, 1]), ("001", "2", &[1, 1, 0, 2])]);
    let mut counting = begin(&village).unwrap();
    open(&setup, &mut counting);
    assert_eq!(counting.tally(&committee()), Ok(Tally::NextPlan { number: 2 }));
    let plans: Vec<_> = counting.plans().cloned().collect();
    assert_eq!((plans[1].number, plans[1].previous, plans[1].sets[0].scope.id()), (2, Some(plans[0].digest()), "booth-001-1".to_owned()));
    assert!(counting.result().is_none());
    let (counting, result) = finish(&setup, &village);
    assert_eq!(result.outcome, ElectionOutcome::Winner { candidate: 1, rule: Some(TieRule::Booth) });
    let steps: Vec<_> = result.tie_steps.iter().map(|s| (s.at.as_deref(), s.applicable, s.left.clone())).collect();
    assert_eq!(steps, [(Some("001"), true, vec![1, 2]), (Some("001-1"), true, vec![1])]);
    let page = render_text(&berita_acara(&counting, Moment::parse("2027-10-05T20:00:00+07:00").unwrap()), PAGE_COLUMNS);
    assert!(page.contains("menentukan: nomor 1") && page.contains("CALON TERPILIH: NOMOR 1"), "{page}");
}

#[test]
fn a_tie_rule_whose_sum_would_leave_too_few_ballots_is_not_applicable() {
    let setup = Spec::new(&[("001", 2, 20)]).ties(&[TieRule::Booth, TieRule::Education]).setup();
    let village = evening(&setup, &[("001", "1", &[0, 0, 0, 1, 1]), ("001", "2", &[1])]);
    let (counting, result) = finish(&setup, &village);
    assert_eq!(counting.plans().count(), 1);
    assert_eq!(result.outcome, ElectionOutcome::Winner { candidate: 2, rule: Some(TieRule::Education) });
    assert!(!result.tie_steps[0].applicable);
}

#[test]
fn the_booth_rule_looks_at_booths_that_delivered_only() {
    let mut setup = Spec::new(&[("001", 2, 20)]).ties(&[TieRule::Booth, TieRule::Education]).setup();
    setup.amend(Change::BoothLost { booth: "2".parse().unwrap(), reason: text("banjir"), station: "001".parse().unwrap() });
    // Nobody voted at 001-1; all there is, is the lost booth's paper.
    let mut village = evening(&setup, &[("001", "1", &[])]);
    count(&setup, &mut village, ("001", Some("2")), BoxKind::OnlyRecord, &[3, 3, 0, 0]);
    let (_, result) = finish(&setup, &village);
    let steps: Vec<_> = result.tie_steps.iter().map(|s| (s.at.as_deref(), s.applicable, s.left.clone())).collect();
    assert_eq!(steps, [(Some("001-1"), true, vec![1, 2]), (None, true, vec![2])]);
}

#[test]
fn a_stratum_is_opened_only_for_a_tie() {
    let mut spec = Spec::new(&[("001", 1, 20)]).ties(&[TieRule::StratumRegistered]);
    spec.strata = vec![("a", 5), ("b", 15)];
    let setup = spec.setup();
    let mut mini = MiniBooth::open(&setup, "001", "1");
    let cards = setup.cards("001", "1");
    let of = |stratum: &str| cards.iter().copied().filter(|c| c.place().stratum.as_ref().unwrap().as_str() == stratum).collect::<Vec<_>>();
    mini.cast_all(&of("a"), &[0, 0, 0, 1]);
    mini.cast_all(&of("b"), &[1, 1, 1, 0, 2]);
    let mut village = setup.village();
    village.import_bundle(&mini.closed(), &FRESH).unwrap();
    let (_, result) = finish(&setup, &village);
    assert_eq!(result.outcome, ElectionOutcome::Winner { candidate: 2, rule: Some(TieRule::StratumRegistered) });
    assert_eq!((&*result.sums[1].set, &result.sums[1].votes), ("stratum-b", &vec![1, 3, 1, 0]));
}

fn desk(setup: &Setup, station: &str, present: u32, out: u32) -> Vec<u8> {
    desk_with(setup, station, present, out, 0)
}

pub(crate) fn desk_with(setup: &Setup, station: &str, present: u32, out: u32, audit_cards: u32) -> Vec<u8> {
    let counts = CountsData {
        additional: 0,
        audit_cards,
        cards_opened: 50,
        cards_left: 50 - out,
        cards_returned: 0,
        definition: setup.documents().definition.digest(),
        desk: "1".parse().unwrap(),
        format: CountsData::FORMAT.into(),
        head: canonical::sha256(b"head"),
        present,
        replacements: 0,
        size: 9,
        station: station.parse().unwrap(),
        undone: 0,
    };
    DeskCounts::sign(counts, &machine(5, station, "1")).to_bytes()
}

#[test]
fn equations_hold_differ_or_are_not_checked() {
    let setup = two_stations();
    let mut village = evening(&setup, &VOTES);
    village.add_desk_counts(&desk(&setup, "001", 7, 8)).unwrap();
    let (counting, _) = finish(&setup, &village);
    let of = |place: &str, law| counting.equations().into_iter().find(|e| e.place == place && e.law == law).map(|e| e.sides);
    assert_eq!(of("TPS 001", Law::CardsByPresence), Some(EquationSides::Sums(8, 7)));
    assert_eq!(of("TPS 001", Law::CardsByOutcome), Some(EquationSides::Sums(8, 7)));
    assert_eq!(of("TPS 002", Law::CardsByPresence), Some(EquationSides::NotChecked));
    assert_eq!(of("TPS 001", Law::CastBySums), Some(EquationSides::Sums(7, 7)));
    assert_eq!(of("TPS 001", Law::SlipsByCast), Some(EquationSides::NotChecked));
    assert_eq!(of("TPS 002", Law::SlipsByOption), Some(EquationSides::NotChecked));
    let page = render_text(&berita_acara(&counting, Moment::parse("2027-10-05T20:00:00+07:00").unwrap()), PAGE_COLUMNS);
    assert!(page.contains("Sebab belum diketahui"), "{page}");
}

#[test]
fn a_desk_counts_once_and_turnout_decides_only_with_every_desk() {
    let setup = Spec::new(&[("001", 1, 20), ("002", 1, 10)]).ties(&[TieRule::StationAttendance]).setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1, 1]), ("002", "1", &[1, 1, 1, 0, 0])]);
    village.add_desk_counts(&desk(&setup, "001", 5, 5)).unwrap();
    assert_eq!(village.add_desk_counts(&desk(&setup, "001", 5, 5)), Ok(committee::CountAnswer::SameAgain));
    assert!(matches!(village.add_desk_counts(&desk(&setup, "001", 6, 6)), Err(committee::DeskRefusal::Contradicts { .. })));
    assert_eq!(finish(&setup, &village).1.outcome, ElectionOutcome::Tied { candidates: vec![1, 2] });
    village.add_desk_counts(&desk(&setup, "002", 6, 6)).unwrap();
    let winner = ElectionOutcome::Winner { candidate: 2, rule: Some(TieRule::StationAttendance) };
    assert_eq!(finish(&setup, &village).1.outcome, winner);
}
