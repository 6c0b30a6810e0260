//! The kept inputs of the fuzzer, run again on the stable toolchain: every sentence of the table holds for every one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use canonical::sha256;
use rayon::prelude::*;
use suara_tests::fuzz::report::{Results, page};
use suara_tests::fuzz::{TARGETS, Target, target};

/// All kept inputs together, in bytes.
const MAX_CORPUS: usize = 2 << 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn corpus() -> BTreeMap<String, Vec<(String, Vec<u8>)>> {
    let read = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    let inputs = |directory: PathBuf| fs::read_dir(directory).unwrap().map(|entry| read(entry.unwrap().path())).collect();
    let all = fs::read_dir(root().join("fuzz/corpus")).unwrap().map(|entry| entry.unwrap().path());
    all.map(|directory| (directory.file_name().unwrap().to_string_lossy().into_owned(), inputs(directory))).collect()
}

/// Whether the input was accepted, or that the target's sentence does not hold.
fn outcome(target: &Target, bytes: &[u8]) -> Result<bool, ()> {
    let run = target.run;
    catch_unwind(|| run(bytes)).map_err(|_| ())
}

#[test]
fn every_kept_input_keeps_the_sentence_of_its_target() {
    let broken: Vec<String> = corpus()
        .into_par_iter()
        .flat_map(|(name, inputs)| {
            let target = target(&name).unwrap_or_else(|| panic!("fuzz/corpus/{name}: no such target"));
            inputs.into_par_iter().filter(move |(_, bytes)| outcome(target, bytes).is_err()).map(move |(file, _)| format!("{name}/{file}"))
        })
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_target_accepts_what_an_honest_election_makes() {
    let refused: Vec<String> = TARGETS
        .par_iter()
        .flat_map(|target| {
            let honest = (target.honest)();
            assert!(!honest.is_empty(), "{}: no honest input", target.name);
            let place = (0..honest.len()).into_par_iter();
            let wrong = place.filter(move |place| outcome(target, &honest[*place]) != Ok(true));
            wrong.map(|place| format!("{} number {place}", target.name)).collect::<Vec<_>>()
        })
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_target_refuses_an_honest_input_cut_in_half_or_with_one_bit_changed() {
    let refuses = |target: &Target, bytes: &[u8]| {
        let (start, end) = bytes.split_at(bytes.len() / 2);
        let changed: Vec<u8> = start.iter().copied().chain(end.first().map(|b| b ^ 0x80)).chain(end.iter().copied().skip(1)).collect();
        outcome(target, start) == Ok(false) || outcome(target, &changed) == Ok(false)
    };
    let blind = TARGETS.par_iter().filter(|target| !(target.honest)().iter().any(|bytes| refuses(target, bytes)));
    let blind: Vec<&str> = blind.map(|target| target.name).collect();
    assert!(blind.is_empty(), "these accept anything: {blind:?}");
}

#[test]
fn targets_programs_and_corpora_are_the_same_list() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(targets.len(), TARGETS.len(), "two targets share a name");
    let with_inputs: BTreeSet<String> = corpus().into_iter().filter(|(_, inputs)| !inputs.is_empty()).map(|(name, _)| name).collect();
    assert_eq!(targets, with_inputs, "every target has a corpus, and no other");
    let programs = fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap().map(|entry| entry.unwrap().path());
    let programs: BTreeMap<String, String> =
        programs.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect();
    assert_eq!(targets, programs.keys().cloned().collect(), "every target has a program, and no other");
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for (name, text) in programs {
        assert!(text.contains(&format!("run(\"{name}\", bytes)")), "{name}: the program runs another target");
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\n")), "{name}: not in fuzz/Cargo.toml");
    }
}

#[test]
fn kept_inputs_are_named_by_their_digest_and_small_together() {
    let corpus = corpus();
    let all = corpus.iter().flat_map(|(name, inputs)| inputs.iter().map(move |(file, bytes)| (name, file, bytes)));
    let misnamed: Vec<String> = all
        .clone()
        .filter(|(_, file, bytes)| **file != sha256(bytes).to_string())
        .map(|(name, file, _)| format!("{name}/{file}"))
        .collect();
    assert!(misnamed.is_empty(), "{misnamed:#?}");
    let size: usize = all.map(|(_, _, bytes)| bytes.len()).sum();
    assert!(size < MAX_CORPUS, "{size} bytes");
}

#[test]
fn the_page_is_made_of_the_kept_results() {
    let results: Results = serde_json::from_slice(&fs::read(root().join("fuzz/results.json")).unwrap()).unwrap();
    for name in results.runs.keys().chain(results.findings.keys()) {
        assert!(target(name).is_some(), "fuzz/results.json: no target is called {name}");
    }
    let corpus = corpus();
    let kept = |name: &str| corpus.get(name).map_or(0, Vec::len);
    let page = page(&results, kept);
    assert_eq!(fs::read_to_string(root().join("docs/FUZZING.md")).unwrap(), page, "run: cargo run --release --bin suara-fuzz -- page");
}
