//! Mutation testing is a long command; what it found is kept, and nothing it found is left without an answer.

use std::fs;
use std::path::Path;

use suara_tests::mutants::{Results, page, unexplained};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

fn results() -> Results {
    serde_json::from_str(&read("tests/mutants-results.json")).unwrap()
}

#[test]
fn every_surviving_mutant_is_justified_by_name() {
    let results = results();
    let open = unexplained(&results);
    assert!(open.is_empty(), "kill these with a test and run tests/mutants again, or justify them: {open:#?}");
    let survived: Vec<&String> = results.runs.values().flat_map(|run| &run.survived).collect();
    let idle: Vec<&String> = results.justified.keys().filter(|name| !survived.contains(name)).collect();
    assert!(idle.is_empty(), "justified, but no run left it alive: {idle:#?}");
}

#[test]
fn the_page_is_made_of_the_kept_results() {
    assert_eq!(read("docs/MUTANTS.md"), page(&results()), "run: cargo run --release --bin suara-mutants -- page");
}
