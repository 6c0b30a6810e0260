//! A spare machine goes on with a booth's log: which key signs what, and which spares may.

use std::collections::BTreeMap;

use canonical::PublicKey;
use chain::line::LineError;
use committee::{BoothPlace, Foreign, ImportAnswer, ImportRefusal, LogError, Rule};
use manifest::Change;
use record::{Folder, VoidReason};

use super::counting::begin;
use super::importing::{refusal, setup, voted};
use super::support::{FRESH, MiniBooth, Setup, committee, key, machine, station};

/// Booth 001/1 with two votes of its own and one of a spare's.
fn taken_over(setup: &Setup, spare: u8) -> MiniBooth {
    let mut booth = voted(setup, &[0, 1]);
    booth.take_over(spare);
    booth.cast(setup.cards("001", "1")[5], 2);
    booth
}

fn place(id: &str, booth: &str) -> BoothPlace {
    BoothPlace::new(&station(id), &booth.parse().unwrap())
}

fn log_error(setup: &Setup, bundle: &Folder) -> LogError {
    match refusal(setup, bundle) {
        ImportRefusal::Log(error) => error,
        other => panic!("{other}"),
    }
}

/// Signed by one key and naming another.
fn named(setup: &Setup, named: PublicKey) -> MiniBooth {
    let mut booth = voted(setup, &[0, 1]);
    booth.take_over_as(key(6, 1), named);
    booth
}

#[test]
fn a_log_that_a_spare_went_on_with_is_taken_and_again_after_a_second_spare() {
    let setup = setup();
    let mut booth = taken_over(&setup, 1);
    let mut village = setup.village();
    let early = village.import_bundle(&booth.export(), &FRESH).unwrap();
    assert_eq!((early.answer, early.lines, early.closed), (ImportAnswer::New, 10, false));
    booth.take_over(2);
    booth.close();
    let late = village.import_bundle(&booth.export(), &FRESH).unwrap();
    assert_eq!((late.answer, late.closed), (ImportAnswer::PrefixReplaced { before: 10 }, true));
    assert_eq!(village.import_bundle(&booth.export(), &FRESH).unwrap().answer, ImportAnswer::SameAgain);
}

#[test]
fn the_machine_before_gave_an_older_export_and_may_give_it_again() {
    let setup = setup();
    let before = voted(&setup, &[0, 1]).export();
    let mut village = setup.village();
    village.import_bundle(&before, &FRESH).unwrap();
    assert_eq!(village.import_bundle(&taken_over(&setup, 1).export(), &FRESH).unwrap().answer, ImportAnswer::PrefixReplaced { before: 7 });
    assert_eq!(village.import_bundle(&before, &FRESH).unwrap().answer, ImportAnswer::Older);
}

#[test]
fn a_takeover_by_what_is_no_free_spare_is_refused_at_its_line() {
    let mut setup = setup();
    let stranger = key(6, 9);
    let not_a_spare = |key: PublicKey| LogError { line: 8, rule: Rule::NotASpare(Box::new(key)) };
    for wrong in [stranger.public(), machine(4, "001", "1").public(), machine(4, "002", "1").public(), machine(5, "001", "1").public()] {
        let mut booth = named(&setup, wrong);
        assert_eq!(log_error(&setup, &booth.export()), not_a_spare(wrong));
        booth.key = machine(4, "001", "1");
        assert_eq!(log_error(&setup, &booth.export()), not_a_spare(wrong));
    }
    let booth = taken_over(&setup, 1);
    let (station, number, spare) = (station("002"), "1".parse().unwrap(), key(6, 1).public());
    let mut village = setup.village();
    village.import_bundle(&booth.export(), &FRESH).unwrap();
    setup.amend(Change::BoothKey { booth: number, key: spare, station });
    village.amended(setup.documents()).unwrap();
    assert!(matches!(village.import_bundle(&booth.export(), &FRESH), Err(ImportRefusal::Log(error)) if error == not_a_spare(spare)));
}

#[test]
fn a_spare_takes_a_log_over_once() {
    let setup = setup();
    let mut booth = taken_over(&setup, 1);
    booth.take_over(1);
    let twice = LogError { line: 11, rule: Rule::SpareTwice(Box::new(key(6, 1).public())) };
    assert_eq!(log_error(&setup, &booth.export()), twice);
}

#[test]
fn a_spare_that_took_over_two_booths_is_refused_with_both_named() {
    let setup = setup();
    let mut other = MiniBooth::open(&setup, "002", "1");
    other.take_over(1);
    let mut village = setup.village();
    village.import_bundle(&taken_over(&setup, 1).export(), &FRESH).unwrap();
    let refused = village.import_bundle(&other.export(), &FRESH).unwrap_err();
    let key = Box::new(key(6, 1).public());
    assert_eq!(refused, ImportRefusal::Spare { place: place("002", "1"), line: 4, other: place("001", "1"), key });
    let mut honest = MiniBooth::open(&setup, "002", "1");
    honest.take_over(2);
    assert!(village.import_bundle(&honest.export(), &FRESH).is_ok());
}

#[test]
fn each_line_is_signed_by_the_machine_whose_turn_it_was() {
    let setup = setup();
    let forged = |line: usize| LogError { line, rule: Rule::Line(LineError::Forged) };
    let mut late = taken_over(&setup, 1);
    late.key = machine(4, "001", "1");
    late.cast(setup.cards("001", "1")[6], 0);
    late.key = key(6, 1);
    assert_eq!(log_error(&setup, &late.export()), forged(11));
    let mut early = voted(&setup, &[0, 1]);
    early.key = key(6, 1);
    early.cast(setup.cards("001", "1")[6], 0);
    early.take_over(1);
    assert_eq!(log_error(&setup, &early.export()), forged(8));
    let mut own = voted(&setup, &[0, 1]);
    own.take_over_as(machine(4, "001", "1"), key(6, 1).public());
    own.key = key(6, 1);
    assert_eq!(log_error(&setup, &own.export()), forged(8));
}

#[test]
fn head_and_list_are_signed_by_the_last_machine() {
    let setup = setup();
    let mut booth = taken_over(&setup, 1);
    booth.close();
    let (listed, honest) = (machine(4, "001", "1"), booth.head());
    booth.key = listed;
    let old_head = booth.head();
    assert_eq!(refusal(&setup, &booth.export_with(&honest)), ImportRefusal::NotTheLast(place("001", "1")));
    booth.key = key(6, 2);
    assert_eq!(refusal(&setup, &booth.export_with(&honest)), ImportRefusal::NotTheLast(place("001", "1")));
    booth.key = key(6, 9);
    assert_eq!(refusal(&setup, &booth.export_with(&honest)), ImportRefusal::Foreign(Foreign::Device(place("001", "1"))));
    booth.key = key(6, 1);
    assert!(matches!(refusal(&setup, &booth.export_with(&old_head)), ImportRefusal::Checkpoint(_)));
    assert!(setup.village().import_bundle(&booth.export(), &FRESH).is_ok());
}

#[test]
fn the_machine_that_went_on_all_the_same_made_a_fork() {
    let setup = setup();
    let mut old = voted(&setup, &[0, 1]);
    old.cast(setup.cards("001", "1")[7], 1);
    let mut village = setup.village();
    village.import_bundle(&taken_over(&setup, 1).export(), &FRESH).unwrap();
    let ImportRefusal::Fork(fork) = village.import_bundle(&old.closed(), &FRESH).unwrap_err() else { panic!("no fork") };
    assert_eq!((fork.place, fork.line), (place("001", "1"), 8));
}

#[test]
fn a_takeover_makes_the_waiting_ballot_void() {
    let setup = setup();
    let waiting = || {
        let mut booth = voted(&setup, &[0, 1]);
        let code = *booth.seal(setup.cards("001", "1")[5], 0).0.code();
        booth.take_over(1);
        (booth, code)
    };
    let (mut void, code) = waiting();
    void.void(code, VoidReason::Outage);
    assert!(setup.village().import_bundle(&void.closed(), &FRESH).is_ok());
    let (mut cast, code) = waiting();
    cast.write(&record::Entry::Cast(record::Outcome { code }));
    assert_eq!(log_error(&setup, &cast.export()), LogError { line: 10, rule: Rule::Interrupted(code) });
}

#[test]
fn a_takeover_that_cannot_be_read_is_named_and_not_what_follows_it() {
    let setup = setup();
    let mut booth = voted(&setup, &[0, 1]);
    booth.key = key(6, 1);
    booth.write_content(&BTreeMap::from([("kind", "takeover")]));
    let LogError { line, rule } = log_error(&setup, &booth.export());
    assert!(line == 8 && matches!(rule, Rule::Line(LineError::Content(_))), "{line}: {rule}");
}

#[test]
fn takeovers_are_published_with_the_boots() {
    let setup = setup();
    let mut village = setup.village();
    let mut booth = taken_over(&setup, 1);
    booth.boot();
    booth.close();
    village.import_bundle(&booth.export(), &FRESH).unwrap();
    for (station, booth) in [("001", "2"), ("002", "1")] {
        let mut other = MiniBooth::open(&setup, station, booth);
        other.cast_all(&setup.cards(station, booth), &[0, 1, 2, 0, 1]);
        village.import_bundle(&other.closed(), &FRESH).unwrap();
    }
    let public = begin(&village).unwrap().public_folder(&committee()).unwrap();
    let kind = |body: &&[u8]| {
        let body = String::from_utf8_lossy(body).into_owned();
        let end = body.split_once("\"kind\":\"").unwrap().1.to_owned();
        end.split('"').next().unwrap().to_owned()
    };
    let anchors = record::split_lines(public.get("booths/001-1/anchors.jsonl").unwrap()).unwrap();
    assert_eq!(anchors.iter().map(kind).collect::<Vec<_>>(), ["zero", "open", "takeover", "boot", "close"]);
}
