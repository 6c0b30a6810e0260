//! Boxes counted by two people, stations on paper, lost booths, and which record prevails.

use canonical::SigningKey;
use committee::{BeginError, BoothState, CountAnswer, EquationSides, NotReady, PaperRefusal};
use manifest::{Change, TieRule};
use paper::forms::Law;
use record::{BoxKind, ElectionOutcome, PaperCount, PaperCountData};

use super::counting::{begin, evening, finish};
use super::support::{FRESH, MiniBooth, Setup, Spec, counter, text};

fn entry(setup: &Setup, at: (&str, Option<&str>), content: BoxKind, votes: &[u32], number: u32, key: &SigningKey) -> Vec<u8> {
    let data = PaperCountData {
        booth: at.1.map(|b| b.parse().unwrap()),
        content,
        counter: key.public(),
        definition: setup.documents().definition.digest(),
        entry: number,
        format: PaperCountData::FORMAT.into(),
        invalid: 0,
        station: at.0.parse().unwrap(),
        votes: votes.to_vec(),
    };
    PaperCount::sign(data, key).to_bytes()
}

/// Two people agree on a box.
pub(crate) fn count(setup: &Setup, village: &mut committee::Village, at: (&str, Option<&str>), content: BoxKind, votes: &[u32]) {
    for number in [1, 2] {
        let key = counter(u8::try_from(number).unwrap());
        village.add_paper_count(&entry(setup, at, content, votes, number, &key)).unwrap();
    }
}

#[test]
fn two_people_must_agree_and_one_person_is_not_two() {
    let setup = Spec::new(&[("001", 1, 20)]).setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1])]);
    let at = ("001", None);
    let add = |village: &mut committee::Village, votes: &[u32], number, key: u8| {
        village.add_paper_count(&entry(&setup, at, BoxKind::Slips, votes, number, &counter(key)))
    };
    assert_eq!(add(&mut village, &[3, 1, 0, 0], 1, 1), Ok(CountAnswer::New));
    assert_eq!(add(&mut village, &[3, 1, 0, 0], 1, 1), Ok(CountAnswer::SameAgain));
    assert!(matches!(add(&mut village, &[3, 1, 0, 0], 2, 1), Err(PaperRefusal::SamePerson(_))));
    let missing = |village: &committee::Village| match begin(village) {
        Err(BeginError::NotReady(missing)) => missing,
        other => panic!("{other:?}"),
    };
    assert!(matches!(missing(&village).as_slice(), [NotReady::Box(_, None)]));
    assert_eq!(add(&mut village, &[2, 2, 0, 0], 2, 2), Ok(CountAnswer::New));
    assert!(matches!(missing(&village).as_slice(), [NotReady::Box(_, None)]));
    assert_eq!(add(&mut village, &[3, 1, 0, 0], 2, 3), Ok(CountAnswer::Replaced));
    let (counting, _) = finish(&setup, &village);
    let law = |law| counting.equations().into_iter().find(|e| e.law == law).unwrap().sides;
    assert_eq!(law(Law::SlipsByCast), EquationSides::Sums(4, 4));
    assert_eq!(law(Law::SlipsByOption), EquationSides::Options { pairs: vec![(3, 3), (1, 1), (0, 0), (0, 0)], allowed: 0 });
}

#[test]
fn content_that_does_not_fit_the_place_and_impossible_counts_are_refused() {
    let setup = Spec::new(&[("001", 1, 20), ("002", 0, 10)]).setup();
    let mut village = setup.village();
    let mut add = |at, content, votes: &[u32]| village.add_paper_count(&entry(&setup, at, content, votes, 1, &counter(1)));
    assert!(matches!(add(("001", None), BoxKind::OnlyRecord, &[1, 0, 0, 0]), Err(PaperRefusal::Content { .. })));
    assert!(matches!(add(("001", Some("1")), BoxKind::OnlyRecord, &[1, 0, 0, 0]), Err(PaperRefusal::Content { .. })));
    assert!(matches!(add(("002", None), BoxKind::Slips, &[1, 0, 0, 0]), Err(PaperRefusal::Content { .. })));
    assert!(matches!(add(("002", None), BoxKind::OnlyRecord, &[1, 0, 0]), Err(PaperRefusal::Count(_))));
    assert!(matches!(add(("002", None), BoxKind::OnlyRecord, &[u32::MAX, 1, 0, 0]), Err(PaperRefusal::TooMany(_))));
    let stranger = village.add_paper_count(&entry(&setup, ("002", None), BoxKind::OnlyRecord, &[1, 0, 0, 0], 1, &counter(9)));
    assert!(matches!(stranger, Err(PaperRefusal::Count(_))));
}

#[test]
fn a_station_on_paper_and_a_lost_booth_are_counted_from_paper() {
    let mut setup = Spec::new(&[("001", 2, 20), ("002", 0, 10)]).setup();
    setup.amend(Change::BoothLost { booth: "2".parse().unwrap(), reason: text("banjir"), station: "001".parse().unwrap() });
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1])]);
    count(&setup, &mut village, ("002", None), BoxKind::OnlyRecord, &[1, 5, 0, 2]);
    let Err(BeginError::NotReady(missing)) = begin(&village) else { panic!("counted") };
    assert!(matches!(missing.as_slice(), [NotReady::Paper(_, Some(_))]), "{missing:?}");
    count(&setup, &mut village, ("001", Some("2")), BoxKind::OnlyRecord, &[0, 3, 0, 0]);
    let (counting, result) = finish(&setup, &village);
    assert_eq!((result.electronic, result.paper, result.votes), (vec![3, 1, 0, 0], vec![1, 8, 0, 2], vec![4, 9, 0, 2]));
    assert!(!counting.equations().iter().any(|e| e.law == Law::CardsByOutcome), "cards of a lost booth cannot be accounted for");
}

#[test]
fn slips_counted_before_their_booth_was_lost_are_counted_anew() {
    let mut setup = Spec::new(&[("001", 2, 20)]).setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1])]);
    count(&setup, &mut village, ("001", Some("2")), BoxKind::Slips, &[0, 3, 0, 0]);
    setup.amend(Change::BoothLost { booth: "2".parse().unwrap(), reason: text("banjir"), station: "001".parse().unwrap() });
    village.amended(setup.documents()).unwrap();
    assert_eq!(village.boxes(), []);
    let Err(BeginError::NotReady(missing)) = begin(&village) else { panic!("counted") };
    assert!(matches!(missing.as_slice(), [NotReady::Paper(_, Some(_))]), "{missing:?}");
    count(&setup, &mut village, ("001", Some("2")), BoxKind::OnlyRecord, &[0, 3, 0, 0]);
    assert_eq!(finish(&setup, &village).1.votes, [3, 4, 0, 0]);
}

#[test]
fn a_stations_box_and_a_booths_box_are_never_both_the_only_record() {
    let mut setup = Spec::new(&[("001", 2, 20), ("002", 1, 10)]).setup();
    for booth in ["1", "2"] {
        setup.amend(Change::BoothLost { booth: booth.parse().unwrap(), reason: text("banjir"), station: "001".parse().unwrap() });
    }
    let one = |at| entry(&setup, at, BoxKind::OnlyRecord, &[0, 3, 0, 0], 1, &counter(1));
    let granularity = |booth: Option<&str>, counted: Option<&str>| {
        let unit = |id: Option<&str>| id.map(|id| id.parse().unwrap());
        Err(PaperRefusal::Granularity { station: "001".parse().unwrap(), booth: unit(booth), counted: unit(counted) })
    };
    let mut village = setup.village();
    village.add_paper_count(&one(("001", None))).unwrap();
    assert_eq!(village.add_paper_count(&one(("001", Some("2")))), granularity(Some("2"), None));
    let mut village = setup.village();
    village.add_paper_count(&one(("001", Some("2")))).unwrap();
    assert_eq!(village.add_paper_count(&one(("001", None))), granularity(None, Some("2")));
    assert_eq!(village.add_paper_count(&one(("001", Some("1")))), Ok(CountAnswer::New));
}

#[test]
fn a_lost_booths_count_makes_way_for_its_stations_box_when_the_station_goes_over_to_paper() {
    let mut setup = Spec::new(&[("001", 1, 20), ("002", 2, 10)]).setup();
    setup.amend(Change::BoothLost { booth: "2".parse().unwrap(), reason: text("banjir"), station: "002".parse().unwrap() });
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1])]);
    count(&setup, &mut village, ("002", Some("2")), BoxKind::OnlyRecord, &[0, 3, 0, 0]);
    setup.amend(Change::StationOnPaper { reason: text("listrik padam"), station: "002".parse().unwrap() });
    village.amended(setup.documents()).unwrap();
    assert_eq!(village.boxes(), []);
    count(&setup, &mut village, ("002", None), BoxKind::OnlyRecord, &[0, 7, 0, 0]);
    assert_eq!(finish(&setup, &village).1.votes, [3, 8, 0, 0]);
}

#[test]
fn a_station_that_went_over_to_paper_is_counted_from_paper() {
    let mut setup = Spec::new(&[("001", 1, 20), ("002", 1, 10)]).setup();
    setup.amend(Change::StationOnPaper { reason: text("listrik padam"), station: "002".parse().unwrap() });
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1])]);
    count(&setup, &mut village, ("002", None), BoxKind::OnlyRecord, &[0, 7, 0, 0]);
    let states: Vec<_> = village.status().into_iter().map(|l| (l.booth.is_some(), l.state)).collect();
    assert_eq!(states, [(true, BoothState::Verified), (false, BoothState::Verified)]);
    assert_eq!(finish(&setup, &village).1.votes, [3, 8, 0, 0]);
}

#[test]
fn counted_slips_stand_where_paper_prevails_and_the_sum_was_opened_alone() {
    let spec = Spec::new(&[("001", 1, 20), ("002", 1, 10)]);
    for (spec, expected) in [(spec.clone(), [4, 5, 0, 0]), (spec.paper_prevails(), [5, 4, 0, 0])] {
        let setup = spec.setup();
        let mut village = evening(&setup, &[("001", "1", &[0, 0, 0, 1]), ("002", "1", &[0, 1, 1, 1, 1])]);
        count(&setup, &mut village, ("001", None), BoxKind::Slips, &[4, 0, 0, 0]);
        let (counting, result) = finish(&setup, &village);
        assert_eq!((result.votes.as_slice(), result.electronic.as_slice()), (&expected[..], &[4, 5, 0, 0][..]));
        let pairs = vec![(4, 3), (0, 1), (0, 0), (0, 0)];
        let differs = EquationSides::Options { pairs, allowed: 0 };
        assert!(counting.equations().iter().any(|e| e.place == "TPS 001" && e.sides == differs));
    }
}

#[test]
fn slips_of_a_station_that_was_opened_together_with_another_change_nothing() {
    let setup = Spec::new(&[("001", 1, 20), ("002", 1, 10), ("003", 1, 10)]).paper_prevails().setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0]), ("002", "1", &[0, 1, 1]), ("003", "1", &[1, 1, 1, 1])]);
    count(&setup, &mut village, ("001", None), BoxKind::Slips, &[0, 2, 0, 0]);
    count(&setup, &mut village, ("003", Some("1")), BoxKind::Slips, &[4, 0, 0, 0]);
    assert_eq!(finish(&setup, &village).1.votes, [3, 6, 0, 0]);
}

#[test]
fn a_booths_slips_stand_once_a_tie_rule_has_opened_its_sum() {
    let setup = Spec::new(&[("001", 2, 20)]).paper_prevails().ties(&[TieRule::Booth]).setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 1, 1, 2]), ("001", "2", &[0, 1, 2, 2])]);
    count(&setup, &mut village, ("001", Some("1")), BoxKind::Slips, &[2, 2, 1, 0]);
    let (counting, result) = finish(&setup, &village);
    let same = EquationSides::Options { pairs: vec![(2, 2), (2, 2), (1, 1), (0, 0)], allowed: 0 };
    assert!(counting.equations().iter().any(|e| e.place == "TPS 001, Bilik 1" && e.sides == same));
    assert_eq!((&result.votes, result.plans.len()), (&vec![3, 3, 3, 0], 2));
    assert_eq!(result.outcome, ElectionOutcome::Tied { candidates: vec![1, 2] });
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 1, 1, 2]), ("001", "2", &[0, 1, 2, 2])]);
    count(&setup, &mut village, ("001", Some("1")), BoxKind::Slips, &[2, 1, 2, 0]);
    let (_, result) = finish(&setup, &village);
    // With the slips there is no tie any more.
    assert_eq!((&result.votes, &result.outcome), (&vec![3, 2, 4, 0], &ElectionOutcome::Winner { candidate: 3, rule: None }));
}

#[test]
fn status_names_every_booth_and_what_is_wrong_with_it() {
    let mut setup = Spec::new(&[("001", 3, 20), ("002", 0, 10)]).setup();
    setup.amend(Change::BoothLost { booth: "3".parse().unwrap(), reason: text("banjir"), station: "001".parse().unwrap() });
    let mut village = evening(&setup, &[("001", "1", &[0])]);
    village.import_bundle(&MiniBooth::open(&setup, "001", "2").export(), &FRESH).unwrap();
    let states: Vec<BoothState> = village.status().into_iter().map(|line| line.state).collect();
    assert_eq!(states, [BoothState::Verified, BoothState::Received, BoothState::Lost, BoothState::Missing]);
    let page = paper::render_text(&committee::status_page(&[&village]), paper::WIDE_PAGE_COLUMNS);
    assert!(page.contains("terverifikasi") && page.contains("belum ditutup") && page.contains("hilang: banjir"), "{page}");
}
