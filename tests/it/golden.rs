//! The golden records are what the simulation makes, and the auditor says about them what is expected.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use auditor::{Anchor, Options, Report, Status, verify_paths};
use suara_tests::golden::{self, Expected, ExpectedVillage, Files, Golden};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(golden::FOLDER)
}

/// All files below a folder.
pub(crate) fn files(root: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(inside, fs::read(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_golden_records_are_what_the_simulation_makes_and_no_file_is_left_over() {
    let names: BTreeSet<String> = golden::all().iter().map(|election| election.name.to_owned()).collect();
    let there: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(there, names);
    for election in golden::all() {
        let (kept, made) = (files(&folder().join(election.name)), election.make().unwrap());
        let differ: Vec<&String> = kept.keys().chain(made.keys()).filter(|path| kept.get(*path) != made.get(*path)).collect();
        assert!(differ.is_empty(), "{}: {differ:#?}", election.name);
    }
}

fn report(election: &Golden, anchored: bool) -> Report {
    let place = folder().join(election.name);
    let anchor = fs::read_to_string(place.join("ANCHOR")).unwrap().trim().parse().unwrap();
    let options = Options { anchor: anchored.then(|| Anchor::new(anchor)), ..Options::default() };
    verify_paths(&[place], &options)
}

/// What a report says, in the words of what is expected.
fn said(report: &Report) -> Expected {
    let checks = report.villages.iter().flat_map(|village| &village.checks).chain(&report.cross);
    let failed: BTreeSet<&str> = checks.filter(|check| check.status == Status::Fail).map(|check| check.id).collect();
    let verdict = serde_json::to_value(report.verdict).unwrap().as_str().unwrap().to_owned();
    let village = |village: &auditor::VillageReport| {
        let number = |option: u32| village.options.iter().find(|o| o.option == option).map(|o| o.votes);
        let votes = (1..).map_while(number).chain(number(0)).collect();
        ExpectedVillage { village: village.village.clone(), votes, winner: village.winner }
    };
    let failed = failed.into_iter().map(str::to_owned).collect();
    Expected { exit_code: report.exit_code, failed, verdict, villages: report.villages.iter().map(village).collect() }
}

#[test]
fn the_auditor_says_of_each_golden_record_what_is_expected() {
    for election in golden::all() {
        let expected = fs::read(folder().join(election.name).join("expected.json")).unwrap();
        let expected: Expected = serde_json::from_slice(&expected).unwrap();
        assert_eq!(said(&report(&election, true)), expected, "{}", election.name);
        let without = report(&election, false);
        assert_eq!(without.exit_code, if expected.exit_code == 0 { 3 } else { expected.exit_code }, "{} without paper", election.name);
    }
}

#[test]
fn the_golden_records_show_everything_that_can_happen_to_a_ballot() {
    let all = golden::all().iter().map(|election| files(&folder().join(election.name))).collect::<Vec<_>>();
    let [one, three, twenty] = all.as_slice() else { panic!("three elections") };
    let logs = |files: &Files| {
        let logs = files.iter().filter(|(path, _)| path.contains("/sealed/") && path.ends_with("entries.jsonl"));
        logs.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect::<String>()
    };
    for kind in ["zero", "open", "seal", "cast", "spoil", "challenge", "void", "mark", "boot", "incident", "peer", "close"] {
        assert!(logs(three).contains(&format!("\"kind\":\"{kind}\"")), "{kind}");
    }
    let exclusions = three.iter().find(|(path, _)| path.ends_with("public/exclusions.json")).unwrap().1;
    assert!(String::from_utf8_lossy(exclusions).contains("\"reason\":\"clash\""));
    assert!(three.keys().any(|path| path.contains("/paper/003-0-1.json")));
    assert!(logs(one).matches("\"kind\":\"seal\"").count() <= 12);
    assert!(one.keys().any(|path| path.starts_with("bundles/") && path.ends_with("entries.jsonl")));
    assert_eq!(twenty.keys().filter(|path| path.ends_with("/public/result.json")).count(), 20);
    let size: usize = all.iter().flat_map(|files| files.values()).map(Vec::len).sum();
    assert!(size < 3 << 20, "{size} bytes are too many to keep");
}
