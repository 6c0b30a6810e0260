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
