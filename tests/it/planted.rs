//! The planted bugs still fit the code, and the tests they name are there. That each is caught is a row of `cargo faults`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use suara_tests::planted::{Bug, all};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn bugs() -> Vec<Bug> {
    all(&root().join("tests/planted")).unwrap()
}

#[test]
fn at_least_twenty_bugs_are_planted_and_each_fits_the_code() {
    let bugs = bugs();
    assert!(bugs.len() >= 20, "{}", bugs.len());
    for bug in &bugs {
        let source = fs::read_to_string(root().join(&bug.path)).unwrap();
        let planted = bug.plant(&source).unwrap_or_else(|error| panic!("{}: {error}", bug.name));
        assert_ne!(planted, source, "{}", bug.name);
    }
    let different: BTreeSet<&str> = bugs.iter().map(|bug| &*bug.bug).collect();
    assert_eq!(different.len(), bugs.len());
}

#[test]
fn every_test_that_a_planted_bug_names_is_there() {
    for bug in bugs() {
        let (_, name) = bug.test.rsplit_once("::").unwrap();
        let dir = bug.package.strip_prefix("suara-").unwrap();
        let mut found = false;
        look(&root().join("crates").join(dir), &format!("fn {name}("), &mut found);
        assert!(found, "{}: no test {}", bug.name, bug.test);
    }
}

fn look(dir: &Path, text: &str, found: &mut bool) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look(&path, text, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            *found |= fs::read_to_string(&path).unwrap().contains(text);
        }
    }
}
