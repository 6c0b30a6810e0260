//! The tamper corpus through the auditor: nothing missed, no false alarm, and `docs/CORPUS.md` says so.

use std::collections::BTreeSet;

use auditor::checks;
use suara_tests::tamper::{Expect, INSTANCES, classes, honest, left_out, table};

#[test]
fn every_tampered_record_fails_its_check_and_no_honest_one_any() {
    let rows = table::rows(INSTANCES);
    let missed: Vec<_> = rows.iter().flat_map(|row| row.missed.iter().map(move |(number, why)| (row.class.id, number, why))).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    let alarms = table::false_alarms(honest::ELECTIONS);
    assert!(alarms.is_empty(), "{alarms:#?}");
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/CORPUS.md")).unwrap();
    let made = table::page(&rows, alarms.len());
    let differ = page.lines().zip(made.lines()).find(|(a, b)| a != b);
    assert!(page == made, "docs/CORPUS.md: run suara-corpus table again; first difference {differ:#?}");
}

#[test]
fn every_class_has_one_name() {
    let names: BTreeSet<&str> = classes().iter().map(|class| class.id).collect();
    assert_eq!(names.len(), classes().len());
}

/// Checks that no class names: a note that never fails, and a sum that cannot be wrong where plans and openings are right.
const NEVER_NAMED: [&str; 2] = ["C39", "C54"];

#[test]
fn every_check_is_one_that_some_class_must_fail() {
    let mut named: BTreeSet<&str> = NEVER_NAMED.into();
    for class in classes() {
        // A class's checks may differ from instance to instance; four show them all.
        for number in 0..4 {
            match (class.make)(number).expect {
                Expect::Fails(ids) | Expect::NotChecked(ids) => named.extend(ids),
                Expect::Valid => (),
            }
        }
    }
    let unnamed: Vec<&str> = checks::all().map(|check| check.id.0).filter(|id| !named.contains(id)).collect();
    assert_eq!(unnamed, Vec::<&str>::new());
}

#[test]
fn what_is_left_out_has_a_reason() {
    assert!(left_out::LEFT_OUT.iter().all(|(id, why)| !id.is_empty() && why.ends_with('.')));
}

/// Whether some file of a record, by the beginning of its path, holds these words.
fn holds(case: &suara_tests::tamper::Case, path: &str, words: &str) -> bool {
    let of = |folder: &record::Folder| folder.under(path).any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
    case.records.iter().any(|(_, folder)| of(folder))
}

#[test]
fn honest_elections_hold_all_that_may_happen_on_an_honest_day() {
    use rayon::prelude::*;
    let cases: Vec<_> = (0..120).into_par_iter().map(honest::case).collect();
    let parts = [
        ("an outage", "booths/", "\"kind\":\"boot\""),
        ("a void ballot", "booths/", "\"kind\":\"void\""),
        ("a challenge", "booths/", "\"kind\":\"challenge\""),
        ("a spoiled ballot", "booths/", "\"kind\":\"spoil\""),
        ("a fault", "booths/", "\"kind\":\"fault\""),
        ("a neighbour's head", "booths/", "\"kind\":\"peer\""),
        ("a stratum", "booths/", "\"stratum\":\"dusun-2\""),
        ("an exclusion", "exclusions.json", "audit_card"),
        ("an unused booth", "amendment-1.json", "booth_unused"),
        ("a lost booth", "amendment-1.json", "booth_lost"),
        ("a withdrawn candidate", "amendment-1.json", "candidate_withdrawn"),
        ("a cancelled contest", "result.json", "\"kind\":\"cancelled\""),
        ("a paper station", "paper/009", "only_record"),
        ("a counted box", "paper/001", "slips"),
        ("a tie that a rule resolves", "result.json", "\"rule\":\"education\"},\"paper\""),
        ("a tie that people resolve", "result.json", "\"kind\":\"tied\""),
        ("a further sum", "plan-2.json", "\"number\":2"),
        ("one sum of the village", "plan-1.json", "\"kind\":\"village\""),
        ("sums of stations", "plan-1.json", "\"kind\":\"stations\""),
        ("a rehearsal", "definition.json", "\"mode\":\"REHEARSAL\""),
        ("a verifier that came along", "verify.mjs", "verifier"),
    ];
    let absent: Vec<&str> =
        parts.iter().filter(|(_, path, words)| !cases.iter().any(|c| holds(c, path, words))).map(|(what, ..)| *what).collect();
    assert_eq!(absent, Vec::<&str>::new());
}
