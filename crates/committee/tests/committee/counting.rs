//! From a complete evening to a result.

use committee::{Aids, BeginError, Counting, ImportRefusal, NotReady, OpeningRefusal, OtherAids, SignError, Tally, berita_acara};
use paper::{Moment, PAGE_COLUMNS, render_text};
use record::{ElectionOutcome, Folder, ResultData, Scope, Sums, Tier, layout};

use super::support::{FRESH, MiniBooth, Setup, Spec, committee, key, open_plan, text};

/// A setup with one bundle per booth, each with these choices.
pub(crate) fn evening(setup: &Setup, booths: &[(&str, &str, &[usize])]) -> committee::Village {
    let mut village = setup.village();
    for (station, booth, choices) in booths {
        let mut mini = MiniBooth::open(setup, station, booth);
        mini.cast_all(&setup.cards(station, booth), choices);
        village.import_bundle(&mini.closed(), &FRESH).unwrap();
    }
    village
}

pub(crate) fn begin(village: &committee::Village) -> Result<Counting, BeginError> {
    Counting::begin(village, &text("Panitia"), &committee())
}

/// Three guardians open the waiting plan.
pub(crate) fn open(setup: &Setup, counting: &mut Counting) {
    let public = counting.public_folder(&committee()).unwrap();
    let plan = counting.plan().unwrap().clone();
    for guardian in [1, 3, 5] {
        counting.add_opening(&open_plan(&setup.guardians, counting.documents(), &public, &plan, guardian)).unwrap();
    }
}

/// Opens plan after plan until the result stands.
pub(crate) fn finish(setup: &Setup, village: &committee::Village) -> (Counting, ResultData) {
    let mut counting = begin(village).unwrap();
    while counting.tally(&committee()).unwrap() != Tally::Final {
        open(setup, &mut counting);
    }
    let result = counting.result().unwrap().clone();
    (counting, result)
}

pub(crate) fn two_stations() -> Setup {
    Spec::new(&[("001", 2, 20), ("002", 1, 10)]).setup()
}

pub(crate) const VOTES: [(&str, &str, &[usize]); 3] = [("001", "1", &[0, 0, 1, 2]), ("001", "2", &[1, 1, 3]), ("002", "1", &[1, 0, 1, 1])];

#[test]
fn votes_are_counted_station_by_station_and_most_wins() {
    let setup = two_stations();
    let (counting, result) = finish(&setup, &evening(&setup, &VOTES));
    assert_eq!(result.votes, [3, 6, 1, 1]);
    assert_eq!(result.outcome, ElectionOutcome::Winner { candidate: 2, rule: None });
    let sums: Vec<_> = result.sums.iter().map(|s| (&*s.set, s.count, s.votes.clone())).collect();
    assert_eq!(sums, [("stations-001", 7, vec![2, 3, 1, 1]), ("stations-002", 4, vec![1, 3, 0, 0])]);
    assert_eq!(result.plans, counting.plans().map(record::PlanData::digest).collect::<Vec<_>>());
    let csv = "village_code,option,electronic,paper,votes\n16.07.17.2008,1,3,0,3\n16.07.17.2008,2,6,0,6\n\
               16.07.17.2008,3,1,0,1\n16.07.17.2008,0,1,0,1\n";
    assert_eq!(counting.totals_csv(), csv);
}

#[test]
fn the_same_evening_gives_the_same_record_whatever_the_order_of_arrival() {
    let setup = two_stations();
    let mut backwards = VOTES;
    backwards.reverse();
    let folder = |booths: &[(&str, &str, &[usize])]| finish(&setup, &evening(&setup, booths)).0.public_folder(&committee()).unwrap();
    assert_eq!(folder(&VOTES), folder(&backwards));
}

#[test]
fn both_tiers_hold_their_files_under_a_signed_list() {
    let setup = two_stations();
    let (counting, _) = finish(&setup, &evening(&setup, &VOTES));
    let definition = &counting.documents().definition;
    let check = |folder: &Folder, tier| {
        let sums = Sums::read(folder).unwrap();
        assert_eq!((sums.tier(), sums.name()), (tier, "16.07.17.2008"));
        sums.verify(&definition.committee_name(), &committee().public()).unwrap();
        assert_eq!(sums.differences(folder), []);
        folder.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>()
    };
    let public = counting.public_folder(&committee()).unwrap();
    let paths = check(&public, Tier::Public);
    for path in ["exclusions.json", "exclusions.note", "plan-1.json", "plan-1.note", "opening-1-3.json", "result.note", "totals.csv"] {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
    assert_eq!(paths.iter().filter(|p| p.starts_with("booths/001-2/")).count(), 7);
    let sealed = check(&counting.sealed_folder(&committee()).unwrap(), Tier::Sealed);
    assert_eq!(sealed.iter().filter(|p| p.starts_with("booths/")).count(), 6);
    assert!(sealed.contains(&"booths/001-2/entries.jsonl".to_owned()));
    let anchors = public.get("booths/001-1/anchors.jsonl").unwrap();
    let kinds: Vec<bool> = ["\"zero\"", "\"open\"", "\"close\""].map(|k| String::from_utf8_lossy(anchors).contains(k)).into();
    assert_eq!((kinds, record::split_lines(anchors).unwrap().len()), (vec![true; 3], 3));
    let mut other = setup.village();
    assert_eq!(other.import_bundle(&public, &FRESH), Err(ImportRefusal::NotABundle(Tier::Public)));
}

#[test]
fn the_plan_names_the_counted_record_and_openings_do_not_change_it() {
    let setup = two_stations();
    let village = evening(&setup, &VOTES);
    let mut counting = begin(&village).unwrap();
    let before = counting.public_folder(&committee()).unwrap();
    let plan = counting.plan().unwrap().clone();
    assert_eq!(plan.record, layout::counted_digest(&before));
    open(&setup, &mut counting);
    counting.tally(&committee()).unwrap();
    assert_eq!(layout::counted_digest(&counting.public_folder(&committee()).unwrap()), plan.record);
    assert_eq!(begin(&village).unwrap().plan(), Some(&plan));
}

#[test]
fn everything_that_is_missing_is_listed() {
    let setup = Spec::new(&[("001", 2, 20), ("002", 0, 10)]).setup();
    let mut village = evening(&setup, &VOTES[..1]);
    let mini = MiniBooth::open(&setup, "001", "2");
    village.import_bundle(&mini.export(), &FRESH).unwrap();
    let Err(BeginError::NotReady(missing)) = begin(&village) else { panic!("counted") };
    assert!(matches!(missing.as_slice(), [NotReady::Open(_), NotReady::Paper(_, None)]), "{missing:?}");
    let Err(BeginError::NotReady(missing)) = begin(&setup.village()) else { panic!("counted") };
    assert_eq!(missing.len(), 3);
}

#[test]
fn too_few_guardians_wait_and_a_later_one_goes_on() {
    let setup = two_stations();
    let mut counting = begin(&evening(&setup, &VOTES)).unwrap();
    let public = counting.public_folder(&committee()).unwrap();
    let plan = counting.plan().unwrap().clone();
    let opening = |guardian| open_plan(&setup.guardians, &setup.documents(), &public, &plan, guardian);
    counting.add_opening(&opening(2)).unwrap();
    let answer = counting.add_opening(&opening(4)).unwrap();
    assert_eq!((answer.have, answer.need, answer.again), (2, 3, false));
    assert_eq!(counting.tally(&committee()), Ok(Tally::Waiting { plan: 1, have: vec![2, 4], need: 3 }));
    let page = berita_acara(&counting, Moment::parse("2027-10-05T20:00:00+07:00").unwrap());
    assert!(render_text(&page, PAGE_COLUMNS).contains("BELUM DAPAT DIBUKA"));
    assert!(counting.add_opening(&opening(4)).unwrap().again);
    counting.add_opening(&opening(5)).unwrap();
    assert_eq!(counting.tally(&committee()), Ok(Tally::Final));
    assert_eq!(counting.add_opening(&opening(1)), Err(OpeningRefusal::NoPlan));
}

#[test]
fn any_three_guardians_and_all_five_open_the_same_votes() {
    let setup = two_stations();
    let village = evening(&setup, &VOTES);
    for guardians in [&[1, 2, 3][..], &[2, 4, 5], &[1, 2, 3, 4, 5]] {
        let mut counting = begin(&village).unwrap();
        let public = counting.public_folder(&committee()).unwrap();
        let plan = counting.plan().unwrap().clone();
        for guardian in guardians {
            counting.add_opening(&open_plan(&setup.guardians, &setup.documents(), &public, &plan, *guardian)).unwrap();
        }
        counting.tally(&committee()).unwrap();
        assert_eq!(counting.result().unwrap().votes, [3, 6, 1, 1]);
    }
}

#[test]
fn a_bad_factor_is_blamed_on_its_guardian_and_changes_nothing() {
    let setup = two_stations();
    let mut counting = begin(&evening(&setup, &VOTES)).unwrap();
    let public = counting.public_folder(&committee()).unwrap();
    let plan = counting.plan().unwrap().clone();
    let good: record::SignedOpening = record::SignedOpening::parse(
        &open_plan(&setup.guardians, &setup.documents(), &public, &plan, 4),
        &counting.documents().definition,
        &plan.digest(),
    )
    .unwrap();
    let signed = |change: &dyn Fn(&mut record::OpeningData)| {
        let mut data = (*good).clone();
        change(&mut data);
        record::SignedOpening::sign(data, &super::support::guardian(4)).to_bytes()
    };
    let swapped = signed(&|data| data.sets[1].options.swap(0, 2));
    let Err(OpeningRefusal::Factor { guardian, set, option, .. }) = counting.add_opening(&swapped) else { panic!("taken") };
    assert_eq!((guardian, &*set, option), (4, "stations-002", 1));
    let short = signed(&|data| drop(data.sets.pop()));
    assert_eq!(counting.add_opening(&short), Err(OpeningRefusal::Sets { guardian: 4 }));
    let renamed = signed(&|data| data.sets.swap(0, 1));
    assert_eq!(counting.add_opening(&renamed), Err(OpeningRefusal::Sets { guardian: 4 }));
    let other_plan = signed(&|data| data.plan = canonical::Hash::ZERO);
    assert!(matches!(counting.add_opening(&other_plan), Err(OpeningRefusal::Opening(_))));
    let mut stranger = (*good).clone();
    stranger.guardian = 3;
    let stranger = record::SignedOpening::sign(stranger, &super::support::guardian(4)).to_bytes();
    assert!(matches!(counting.add_opening(&stranger), Err(OpeningRefusal::Opening(_))));
    assert_eq!(counting.opened_by(), Vec::<u32>::new());
}

#[test]
fn a_small_village_is_one_sum_and_an_empty_one_has_no_plan() {
    let setup = two_stations();
    let (counting, result) = finish(&setup, &evening(&setup, &[("001", "1", &[0]), ("001", "2", &[]), ("002", "1", &[0])]));
    assert_eq!(counting.plans().next().unwrap().sets[0].scope, Scope::Village);
    assert_eq!(result.votes, [2, 0, 0, 0]);
    let (counting, result) = finish(&setup, &evening(&setup, &[("001", "1", &[]), ("001", "2", &[]), ("002", "1", &[])]));
    assert_eq!((counting.plans().count(), result.votes, result.plans), (0, vec![0; 4], Vec::new()));
    assert_eq!(result.outcome, ElectionOutcome::Tied { candidates: vec![1, 2, 3] });
}

#[test]
fn another_key_than_the_committees_signs_nothing() {
    let setup = two_stations();
    let village = evening(&setup, &VOTES);
    let refused = Counting::begin(&village, &text("Panitia"), &key(9, 9));
    assert!(matches!(refused, Err(BeginError::Sign(SignError::OtherKey))));
    assert_eq!(begin(&village).unwrap().public_folder(&key(9, 9)), Err(SignError::OtherKey));
}

#[test]
fn aids_are_shipped_only_as_the_index_announced_them() {
    let setup = two_stations();
    let (mut counting, _) = finish(&setup, &evening(&setup, &VOTES));
    assert_eq!(counting.ship(Aids::new(*b"another text", [])), Err(OtherAids));
    assert!(counting.public_folder(&committee()).unwrap().get("spec.md").is_none());
    counting.ship(Aids::shipped()).unwrap();
    for folder in [counting.public_folder(&committee()).unwrap(), counting.sealed_folder(&committee()).unwrap()] {
        assert_eq!(folder.get("spec.md"), Some(Aids::shipped().spec()));
        assert_eq!(folder.get("verify.mjs"), Some(Aids::shipped().verifier()));
        assert_eq!(counting.plans().next().unwrap().record, layout::counted_digest(&counting.public_folder(&committee()).unwrap()));
    }
}
