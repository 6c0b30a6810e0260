//! The kept results of mutation testing, `tests/mutants-results.json`, and the page `docs/MUTANTS.md` that is made of them.
//!
//! `cargo mutants` changes one expression of a crate at a time and runs the crate's own tests. A mutant that survives shows
//! something that no test looks at: it is killed with a test, or named here with the reason why no test can.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// The crates whose mutants are hunted, with the reason.
pub const CRATES: &[(&str, &str)] = &[
    ("canonical", "every hash, signature and document goes through it"),
    ("record", "it says what a record is"),
    ("elgamal", "the secrecy and the proofs"),
    ("auditor", "it says whether a count is right"),
];

/// All kept results.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Why a surviving mutant is no gap, by its name without line and column.
    pub justified: BTreeMap<String, String>,
    /// The last run of each crate, or of each shard of one.
    pub runs: BTreeMap<String, Run>,
}

/// One run over a crate or a shard of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The commit that was tested.
    pub commit: String,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// Mutants that made a test fail.
    pub caught: usize,
    /// Mutants that do not compile.
    pub unviable: usize,
    /// Mutants on which the tests did not end.
    pub timeouts: usize,
    /// Names of the mutants on which every test passed, without line and column.
    pub survived: Vec<String>,
}

impl Run {
    /// Reads the lists that `cargo mutants` leaves in `mutants.out`.
    ///
    /// # Errors
    /// A list is missing.
    pub fn read(out: &Path, commit: &str, date: &str) -> io::Result<Self> {
        let lines = |name: &str| -> io::Result<Vec<String>> {
            let text = fs::read_to_string(out.join(name))?;
            Ok(text.lines().map(plain_name).collect())
        };
        Ok(Self {
            commit: commit.to_owned(),
            date: date.to_owned(),
            caught: lines("caught.txt")?.len(),
            unviable: lines("unviable.txt")?.len(),
            timeouts: lines("timeout.txt")?.len(),
            survived: lines("missed.txt")?,
        })
    }
}

/// `crates/x/src/y.rs:12:5: replace …` → `crates/x/src/y.rs: replace …`; lines move, what a mutant does stays.
fn plain_name(line: &str) -> String {
    match line.splitn(4, ':').collect::<Vec<_>>().as_slice() {
        [file, _, _, what] => format!("{file}:{what}"),
        _ => line.to_owned(),
    }
}

/// Survivors that nothing is said about.
#[must_use]
pub fn unexplained(results: &Results) -> Vec<&str> {
    let all = results.runs.values().flat_map(|run| &run.survived);
    all.filter(|name| !results.justified.contains_key(*name)).map(String::as_str).collect()
}

const HEAD: &str = "# Mutants

`cargo mutants` changes one expression at a time and runs the crate's own tests: a change that no test notices is a gap in the tests, or a change
that changes nothing. The long command is `tests/mutants CRATE [--shard N/M]`; it needs `cargo install cargo-mutants --locked` and hours. It
writes numbers and survivors into `tests/mutants-results.json`; `cargo run --release --bin suara-mutants -- page` makes this page from it,
and the tests compare the two. Each survivor is killed by a test or justified below by its name.

A mutant that was caught since a run still counts as what it was in that run until the run is repeated. Where a run was repeated for its
survivors alone (`--iterate`), the commit is the repeat's; those caught before were not tried again.

| crate | why this crate | mutants | caught | unviable | timeouts | survived | run |
|---|---|---:|---:|---:|---:|---:|---|
";

/// The page.
#[must_use]
pub fn page(results: &Results) -> String {
    let mut page = HEAD.to_owned();
    for (name, why) in CRATES {
        let of_crate = |run: &&str| **run == **name || run.split_once(' ').is_some_and(|(first, _)| first == *name);
        let runs: Vec<&str> = results.runs.keys().map(String::as_str).filter(of_crate).collect();
        if runs.is_empty() {
            let _ = writeln!(page, "| `{name}` | {why} | not run | not run | not run | not run | not run | not run |");
        }
        for (label, run) in runs.iter().filter_map(|label| Some((label, results.runs.get(*label)?))) {
            let Run { caught, unviable, timeouts, survived, date, commit } = run;
            let all = caught + unviable + timeouts + survived.len();
            let survived = survived.len();
            let _ =
                writeln!(page, "| `{label}` | {why} | {all} | {caught} | {unviable} | {timeouts} | {survived} | {date} at {commit:.10} |");
        }
    }
    page.push_str("\n## Survivors and why no test kills them\n\n");
    if results.justified.is_empty() {
        page.push_str("None is justified so far.\n");
    }
    for (name, why) in &results.justified {
        let _ = writeln!(page, "- `{name}`: {why}");
    }
    let open = unexplained(results);
    if !open.is_empty() {
        page.push_str("\n## Survivors that are neither killed nor justified yet\n\n");
        for name in open {
            let _ = writeln!(page, "- `{name}`");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutants_name_does_not_hold_its_line() {
        let line = "crates/canonical/src/hex.rs:13:5: replace decode -> Option<Vec<u8>> with None";
        assert_eq!(plain_name(line), "crates/canonical/src/hex.rs: replace decode -> Option<Vec<u8>> with None");
    }

    #[test]
    fn what_was_not_run_says_so_and_what_is_not_explained_is_listed() {
        let mut results = Results::default();
        assert!(page(&results).contains("| `auditor` | it says whether a count is right | not run |"));
        let survived = vec!["a: replace b".to_owned(), "c: replace d".to_owned()];
        let run = Run { commit: "0".repeat(40), date: "2027-01-01".to_owned(), caught: 5, unviable: 1, timeouts: 0, survived };
        results.runs.insert("auditor shard 1/10".to_owned(), run);
        results.justified.insert("a: replace b".to_owned(), "the same value".to_owned());
        assert_eq!(unexplained(&results), ["c: replace d"]);
        let page = page(&results);
        assert!(
            page.contains("| `auditor shard 1/10` | it says whether a count is right | 8 | 5 | 1 | 0 | 2 | 2027-01-01 at 0000000000 |")
        );
        assert!(page.contains("- `a: replace b`: the same value\n") && page.ends_with("- `c: replace d`\n"));
    }
}
