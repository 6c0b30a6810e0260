//! Bad input across crates: a clear refusal, nothing lost, nothing half-written.

use committee::{ImportAnswer, ImportRefusal, OpeningRefusal, Tally, Village};
use guardian::Consent;
use record::{Documents, Folder, StripOutcome, Sums, Tier};
use suara_tests::random::SimSeed;
use suara_tests::sim::day::{StationDay, hour, open_booth, open_desk, station_day};
use suara_tests::sim::evening::receive;
use suara_tests::sim::prepare::{Prepared, define, prepare};
use suara_tests::sim::spec::{ElectionSpec, StationSpec};
use suara_tests::sim::world::{self, Keys, booth_id};
use terminal::{FakePrinter, Refusal, VoteError};
use token::CardError;

struct Eve {
    villages: Vec<Prepared>,
    keys: Keys,
}

fn eve(villages: usize, seed: u64, mode: manifest::Mode) -> Eve {
    let keys = Keys(SimSeed(seed));
    let mut spec = ElectionSpec::made_up(villages, 14, keys.0);
    spec.mode = mode;
    let definitions: Vec<_> = spec.villages.iter().map(|v| define(v, mode, keys).unwrap()).collect();
    let index = world::index(&spec, keys, &definitions, &world::no_aids()).unwrap();
    let villages = spec.villages.iter().zip(&definitions).map(|(v, d)| prepare(v, d, &index, keys).unwrap()).collect();
    Eve { villages, keys }
}

impl Eve {
    fn station(&self, village: usize) -> &StationSpec {
        &self.villages[village].spec.stations[0]
    }

    fn day(&self, village: usize) -> StationDay {
        station_day(&self.villages[village], 0, self.station(village), self.keys, &|| {}).unwrap()
    }

    fn committee(&self, village: usize) -> Village {
        let prepared = &self.villages[village];
        Village::new(prepared.documents.clone(), prepared.roll_tags.clone(), prepared.deck_leaves.clone()).unwrap()
    }

    fn card_of(&self, village: usize, station: usize, booth: usize) -> String {
        let prepared = &self.villages[village];
        let mut hand = prepared.deck.hand(&prepared.documents.definition, &prepared.spec.stations[station].id, self.keys);
        let stratum = prepared.documents.definition.strata.first().map(|s| s.id.clone());
        std::iter::from_fn(|| hand.take(stratum.as_ref())).find(|(id, _)| *id == booth_id(booth)).unwrap().1
    }
}

type Change = Box<dyn Fn(&str) -> String>;

/// The bundle with one file changed, its list signed again by the booth's own key: what a booth could do, not a thief.
fn forged(eve: &Eve, day: &StationDay, change: impl Fn(&str) -> String) -> Folder {
    let prepared = &eve.villages[0];
    let (number, bundle) = &day.bundles[0];
    let mut folder = bundle.clone();
    let text = String::from_utf8(folder.get("entries.jsonl").unwrap().to_vec()).unwrap();
    folder.insert("entries.jsonl", change(&text).into_bytes());
    let key = eve.keys.booth(&prepared.spec, &eve.station(0).id, number);
    let origin = prepared.documents.definition.booth_origin(&eve.station(0).id, number);
    Sums::write(&mut folder, Tier::Bundle, &origin, &origin, &key).unwrap();
    folder
}

#[test]
fn a_truncated_edited_doubled_or_reordered_log_is_refused_even_with_its_list_signed_again() {
    let eve = eve(1, 1, manifest::Mode::Real);
    let day = eve.day(0);
    let mut committee = eve.committee(0);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let join = |lines: Vec<String>| lines.into_iter().map(|l| l + "\n").collect::<String>();
    let cases: [(&str, Change); 6] = [
        ("truncated in a line", Box::new(|t| t[..t.len() - 9].to_owned())),
        ("edited", Box::new(|t| t.replacen("\"cast\":", "\"cast\": ", 1))),
        ("doubled", Box::new(move |t| join([lines(t), vec![lines(t)[3].clone()]].concat()))),
        (
            "a line left out",
            Box::new(move |t| {
                let mut l = lines(t);
                l.remove(4);
                join(l)
            }),
        ),
        (
            "reordered",
            Box::new(move |t| {
                let mut l = lines(t);
                l.swap(3, 4);
                join(l)
            }),
        ),
        ("emptied", Box::new(|_| String::new())),
    ];
    for (name, change) in cases {
        let refused = committee.import_bundle(&forged(&eve, &day, change), &[7; 32]);
        assert!(matches!(refused, Err(ImportRefusal::Log(_) | ImportRefusal::Head | ImportRefusal::File(_))), "{name}: {refused:?}");
    }
    let taken = committee.import_bundle(&day.bundles[0].1, &[7; 32]).unwrap();
    assert_eq!(taken.answer, ImportAnswer::New, "a refusal leaves nothing behind");
    assert_eq!(committee.import_bundle(&day.bundles[0].1, &[8; 32]).unwrap().answer, ImportAnswer::SameAgain);
}

#[test]
fn any_file_of_a_bundle_changed_by_a_thief_is_named() {
    let eve = eve(1, 2, manifest::Mode::Real);
    let day = eve.day(0);
    let mut committee = eve.committee(0);
    let bundle = &day.bundles[0].1;
    for (path, bytes) in bundle.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        let mut changed = bundle.clone();
        changed.insert(path, [bytes, b"x"].concat());
        let refused = committee.import_bundle(&changed, &[1; 32]).unwrap_err();
        assert!(refused.to_string().contains(path), "{path}: {refused}");
    }
}

#[test]
fn a_bundle_of_another_village_or_of_a_rehearsal_is_foreign() {
    let eve = eve(2, 3, manifest::Mode::Real);
    let day = eve.day(1);
    let refused = eve.committee(0).import_bundle(&day.bundles[0].1, &[1; 32]);
    assert!(matches!(refused, Err(ImportRefusal::Foreign(_))), "{refused:?}");
    let rehearsal = self::eve(1, 3, manifest::Mode::Rehearsal);
    let refused = eve.committee(0).import_bundle(&rehearsal.day(0).bundles[0].1, &[1; 32]);
    assert!(matches!(refused, Err(ImportRefusal::Rehearsal { rehearsal: true })), "{refused:?}");
}

#[test]
fn two_bundles_of_one_booth_that_differ_are_a_fork_and_the_first_stays() {
    let eve = eve(1, 4, manifest::Mode::Real);
    let day = eve.day(0);
    let mut spec = eve.station(0).clone();
    spec.voters.reverse();
    let other = station_day(&eve.villages[0], 0, &spec, eve.keys, &|| {}).unwrap();
    let mut committee = eve.committee(0);
    committee.import_bundle(&day.bundles[0].1, &[1; 32]).unwrap();
    let refused = committee.import_bundle(&other.bundles[0].1, &[1; 32]);
    assert!(matches!(refused, Err(ImportRefusal::Fork(_))), "{refused:?}");
    assert_eq!(committee.import_bundle(&day.bundles[0].1, &[1; 32]).unwrap().answer, ImportAnswer::SameAgain);
}

#[test]
fn a_document_of_a_later_version_says_so_and_an_oversized_one_is_not_parsed() {
    let eve = eve(1, 5, manifest::Mode::Real);
    let files = eve.villages[0].documents.files();
    let mut later = files.clone();
    let text = String::from_utf8(files.get("index.json").unwrap().to_vec()).unwrap();
    later.insert("index.json", text.replace("suara/index/v1", "suara/index/v2").into_bytes());
    let error = Documents::read(&later).unwrap_err().to_string();
    assert!(error.contains("index.json") && error.contains("another version"), "{error}");
    let mut large = files.clone();
    large.insert("definition.json", vec![b' '; manifest::MAX_DOCUMENT + 1]);
    let error = Documents::read(&large).unwrap_err().to_string();
    assert!(error.contains("definition.json") && error.contains("at most"), "{error}");
}

#[test]
fn a_card_gives_one_ballot_at_its_own_booth_of_its_own_election_and_mode() {
    let eve = eve(2, 6, manifest::Mode::Real);
    let hour = hour(9).unwrap();
    let mut booth = open_booth(&eve.villages[0], eve.station(0), &booth_id(0), eve.keys, &FakePrinter::new()).unwrap();
    let refused = |booth: &mut terminal::Booth, card: &str| match booth.begin(card, &hour) {
        Err(VoteError::Refused(refusal)) => refusal,
        other => panic!("{:?}", other.map(|_| ())),
    };
    let rehearsal = self::eve(1, 6, manifest::Mode::Rehearsal);
    assert!(matches!(refused(&mut booth, &rehearsal.card_of(0, 0, 0)), Refusal::Card(CardError::OtherMode { rehearsal: true })));
    assert!(matches!(refused(&mut booth, &eve.card_of(0, 1, 0)), Refusal::Card(CardError::OtherStation(_))));
    assert!(matches!(refused(&mut booth, &eve.card_of(1, 0, 0)), Refusal::Card(CardError::OtherVillage(_))));
    let other_issuer = self::eve(2, 61, manifest::Mode::Real);
    assert!(matches!(refused(&mut booth, &other_issuer.card_of(0, 0, 0)), Refusal::Card(CardError::NotIssued)));
    assert!(matches!(refused(&mut booth, "https://example.org"), Refusal::Card(CardError::Garbage)));
    let card = eve.card_of(0, 0, 0);
    let session = booth.begin(&card, &hour).unwrap();
    let pressed = session.choice(1).unwrap();
    assert_eq!(session.choose(pressed).confirm().unwrap().same().unwrap().outcome, StripOutcome::Cast);
    assert!(matches!(refused(&mut booth, &card), Refusal::Spent { cast: true }));
    booth.close(&hour).unwrap();
    assert!(matches!(refused(&mut booth, &eve.card_of(0, 0, 0)), Refusal::Closed));
}

#[test]
fn a_voter_is_checked_in_once_and_only_from_the_roll() {
    let eve = eve(1, 7, manifest::Mode::Real);
    let mut random = SimSeed(7).stream("desk");
    let mut desk = open_desk(&eve.villages[0], 0, eve.station(0), eve.keys, &mut random).unwrap();
    desk.check_in(1, random.bytes()).unwrap();
    assert!(desk.check_in(1, random.bytes()).unwrap_err().to_string().contains("SUDAH HADIR"));
    assert!(desk.check_in(9_999, random.bytes()).unwrap_err().to_string().contains("TIDAK ADA"));
    let counts = desk.close(0, hour(13).unwrap(), random.bytes()).unwrap();
    assert_eq!(counts.present, 1);
    assert!(desk.check_in(2, random.bytes()).unwrap_err().to_string().contains("DITUTUP"));
}

#[test]
fn too_few_or_wrong_guardians_open_nothing() {
    let mut eve = eve(2, 8, manifest::Mode::Real);
    let key = eve.keys.committee();
    let day = |eve: &Eve, village: usize| {
        let prepared = &eve.villages[village];
        let all = prepared.spec.stations.iter().enumerate();
        let days: Vec<_> = all.map(|(n, s)| station_day(prepared, n, s, eve.keys, &|| {}).unwrap()).collect();
        receive(prepared, &days, eve.keys).unwrap()
    };
    let mut ours = day(&eve, 0);
    let mut theirs = day(&eve, 1);
    for counting in [&mut ours, &mut theirs] {
        assert!(matches!(counting.tally(&key), Ok(Tally::Waiting { .. })));
    }
    let public = ours.public_folder(&key).unwrap();
    let stranger = &mut eve.villages[1].guardians[0];
    assert!(stranger.open(&public, 1, None, Consent::SmallVillage, &[1; 32]).is_err(), "a guardian of another village opens nothing");
    for number in 0..2 {
        let opening = eve.villages[0].guardians[number].open(&public, 1, None, Consent::SmallVillage, &[1; 32]).unwrap();
        assert!(matches!(theirs.add_opening(&opening.to_bytes()), Err(OpeningRefusal::Opening(_))));
        ours.add_opening(&opening.to_bytes()).unwrap();
        ours.add_opening(&opening.to_bytes()).unwrap();
        assert!(matches!(ours.tally(&key), Ok(Tally::Waiting { .. })), "{} of 3 is not enough", number + 1);
    }
    let opening = eve.villages[0].guardians[4].open(&public, 1, None, Consent::SmallVillage, &[1; 32]).unwrap();
    ours.add_opening(&opening.to_bytes()).unwrap();
    assert!(!matches!(ours.tally(&key), Ok(Tally::Waiting { plan: 1, .. })));
}
