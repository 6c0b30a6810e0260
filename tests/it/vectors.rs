//! The kept vectors are what the generator makes, and production code answers each of them as its label says.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use suara_tests::vectors::{self, Vector};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(vectors::FOLDER)
}

fn kept(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.json"))).unwrap_or_else(|error| panic!("{name}.json: {error}"))
}

#[test]
fn the_kept_vectors_are_what_the_generator_makes_and_no_file_is_left_over() {
    for file in vectors::files() {
        assert!(kept(file.name) == file.to_text(), "{}.json differs: was it edited, or the generator changed?", file.name);
    }
    let names: BTreeSet<String> = vectors::files().iter().map(|file| format!("{}.json", file.name)).collect();
    let there: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(there, names);
}

#[test]
fn production_code_accepts_every_valid_vector_and_refuses_every_broken_twin() {
    let mut wrong = Vec::new();
    for file in vectors::files() {
        let document: Value = serde_json::from_str(&kept(file.name)).unwrap();
        let (mut names, mut answers) = (BTreeSet::new(), BTreeSet::new());
        for vector in document["vectors"].as_array().unwrap() {
            let (name, valid) = (vector["name"].as_str().unwrap(), vector["valid"].as_bool().unwrap());
            assert!(names.insert(name), "{}: {name} stands twice", file.name);
            assert!(!vector["why"].as_str().unwrap().is_empty(), "{}: {name} says no reason", file.name);
            let answer = file.holds(&Vector::new(vector)).unwrap_or_else(|error| panic!("{}: {name}: {error}", file.name));
            if answer != valid {
                wrong.push(format!("{}: {name}: {} is answered by {answer}", file.name, vector["why"]));
            }
            answers.insert(valid);
        }
        assert_eq!(answers.len(), 2, "{}: both kinds of vectors are there", file.name);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_missing_field_is_an_error_and_never_a_refusal() {
    for file in vectors::files() {
        let nothing = serde_json::json!({});
        assert!(file.holds(&Vector::new(&nothing)).is_err(), "{}", file.name);
    }
}
