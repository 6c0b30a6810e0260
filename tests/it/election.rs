//! Whole simultaneous elections, held against what the voters pressed and never against a log.

use std::fs;
use std::path::{Path, PathBuf};

use manifest::Mode;
use suara_tests::demo::{Outcome, Place, Watch, hold};
use suara_tests::random::SimSeed;
use suara_tests::replay;
use suara_tests::sim::spec::ElectionSpec;

struct Silent;

impl Watch for Silent {}

/// A folder of this test run that is removed in the end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("suara-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

pub(crate) fn held(spec: &ElectionSpec, scratch: &Scratch) -> Outcome {
    hold(spec, &Place::fresh(scratch.path()).unwrap(), &Silent).unwrap()
}

fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut list = Vec::new();
    let mut left = vec![root.to_path_buf()];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            list.push((path.strip_prefix(root).unwrap().to_path_buf(), fs::read(&path).unwrap()));
        }
    }
    list.sort();
    list
}

#[test]
fn whole_elections_of_many_seeds_are_recounted_as_the_voters_pressed() {
    for seed in 1..=12_u8 {
        let spec = ElectionSpec::made_up(2 + usize::from(seed) % 3, 20 + 11 * u32::from(seed), SimSeed(seed.into()));
        let scratch = Scratch::new(&format!("seed-{seed}"));
        let outcome = held(&spec, &scratch);
        assert!(outcome.agrees(&spec), "seed {seed}: {:#?}", outcome.report);
        assert_eq!(outcome.report.exit_code, 0, "seed {seed}: {:#?}", outcome.report);
    }
}

#[test]
fn whole_elections_of_one_seed_are_the_same_files_with_any_number_of_threads() {
    let spec = ElectionSpec::made_up(3, 40, SimSeed(77));
    let [one, three] = [1, 3].map(|threads| {
        let scratch = Scratch::new(&format!("threads-{threads}"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let place = Place::fresh(scratch.path()).unwrap();
        pool.install(|| hold(&spec, &place, &Silent)).unwrap();
        files(scratch.path())
    });
    assert!(one.len() > 100);
    assert!(one == three);
    let scratch = Scratch::new("other-seed");
    held(&ElectionSpec::made_up(3, 40, SimSeed(78)), &scratch);
    assert!(one != files(scratch.path()));
}

#[test]
fn whole_replays_of_real_results_are_audited_to_exactly_those_results() {
    for (name, file) in [("real", replay::REAL_RESULTS), ("tie", replay::TIE_EXAMPLE)] {
        let villages = replay::parse(file).unwrap();
        let spec = ElectionSpec::replay(&villages, SimSeed(3));
        let scratch = Scratch::new(&format!("replay-{name}"));
        let outcome = held(&spec, &scratch);
        assert_eq!(outcome.report.exit_code, 0, "{:#?}", outcome.report);
        for village in &villages {
            let report = outcome.report.villages.iter().find(|v| v.village == village.code.as_str()).unwrap();
            for option in &report.options {
                let file: u64 = village.stations.iter().map(|s| s.votes[option.option as usize]).sum();
                assert_eq!(u64::from(option.votes), file, "{} option {}", village.code, option.option);
            }
        }
    }
}

#[test]
fn whole_rehearsals_never_verify_as_real() {
    let mut spec = ElectionSpec::made_up(2, 30, SimSeed(9));
    spec.mode = Mode::Rehearsal;
    let scratch = Scratch::new("rehearsal");
    let outcome = held(&spec, &scratch);
    assert!(outcome.agrees(&spec));
    let options = auditor::Options { anchor: Some(auditor::Anchor::new(outcome.index.digest())), ..auditor::Options::default() };
    let report = auditor::verify_paths(&[scratch.path().to_path_buf()], &options);
    assert_eq!(report.exit_code, 5, "{}", report.words);
    assert!(report.words.to_lowercase().contains("gladi") || report.words.to_lowercase().contains("latihan"), "{}", report.words);
}

#[test]
fn without_the_anchor_a_record_is_only_consistent_in_itself() {
    let spec = ElectionSpec::made_up(1, 25, SimSeed(4));
    let scratch = Scratch::new("anchor");
    let outcome = held(&spec, &scratch);
    let report = auditor::verify_paths(&[scratch.path().to_path_buf()], &auditor::Options::default());
    assert_eq!(report.exit_code, 3, "{}", report.words);
    assert_eq!(report.anchor, Some(outcome.index.digest().to_string()));
}

#[test]
fn one_changed_byte_in_any_file_of_any_record_is_found_and_the_file_named() {
    let spec = ElectionSpec::made_up(1, 20, SimSeed(21));
    let scratch = Scratch::new("flip");
    let outcome = held(&spec, &scratch);
    let options = auditor::Options { anchor: Some(auditor::Anchor::new(outcome.index.digest())), ..auditor::Options::default() };
    let records = scratch.path().join("records");
    let mut tried = 0;
    for (path, bytes) in files(&records) {
        let place = bytes.len() / 2;
        let mut changed = bytes.clone();
        if changed.is_empty() {
            changed.push(b'x');
        } else {
            changed[place] ^= 1;
        }
        fs::write(records.join(&path), &changed).unwrap();
        let report = auditor::verify_paths(std::slice::from_ref(&records), &options);
        fs::write(records.join(&path), &bytes).unwrap();
        assert_eq!(report.exit_code, 1, "{}: {}", path.display(), report.words);
        let name = path.file_name().unwrap().to_str().unwrap();
        let failed = report.villages.iter().flat_map(|v| &v.checks).filter(|c| c.status == auditor::Status::Fail);
        let named = failed.flat_map(|c| c.findings().map(|(place, evidence)| format!("{place} {evidence}")).collect::<Vec<_>>());
        assert!(named.into_iter().any(|words| words.contains(name)), "{}: no failing check names the file", path.display());
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    assert_eq!(auditor::verify_paths(&[records], &options).exit_code, 0);
}
