//! The kept results of fuzzing, `fuzz/results.json`, and the page `docs/FUZZING.md` that is made of them. No number stands in
//! the page that no run gave.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::TARGETS;

/// What all runs gave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Inputs that broke a sentence, by target: what it was and what became of it. The inputs stay in the corpus.
    pub findings: BTreeMap<String, Vec<String>>,
    /// The last run of each target.
    pub runs: BTreeMap<String, Run>,
}

/// One run of one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The commit that was fuzzed.
    pub commit: String,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// Coverage: edges of the program that the kept inputs reach.
    pub edges: u64,
    /// Inputs that were run.
    pub executions: u64,
    /// Seconds it took.
    pub seconds: u64,
}

impl Run {
    /// Reads a run's numbers from what libFuzzer prints with `-print_final_stats=1`.
    #[must_use]
    pub fn of_log(log: &str, commit: &str, date: &str) -> Option<Self> {
        let after = |word: &str| log.lines().rev().find_map(|line| line.split_once(word)?.1.split_whitespace().next()?.parse().ok());
        let done = log.lines().rev().find_map(|line| line.strip_prefix("Done ")?.split_once(" runs in "))?;
        Some(Self {
            commit: commit.to_owned(),
            date: date.to_owned(),
            edges: after(" cov: ")?,
            executions: after("stat::number_of_executed_units:")?,
            seconds: done.1.split_whitespace().next()?.parse().ok()?,
        })
    }
}

const HEAD: &str = "# Fuzzing

Every parser of bytes that come from outside is a row of `TARGETS` in `tests/src/fuzz/mod.rs`: a name, a sentence that must hold for
every input, and the function that holds it against the parser. A parser that needs documents around it gets them from one small honest
village, so that \"accepted\" means accepted in a real place. Three things are done with the table:

- **Replay, on every build.** `tests/it/fuzz_corpus.rs` runs every kept input of `fuzz/corpus/` on the stable toolchain, and fresh
  honest inputs that every target must accept. A target without corpus or program, or the other way round, fails the build.
- **Coverage-guided runs, a long command.** `fuzz/run [SECONDS] [TARGET…]` (see `fuzz/README.md`): it feeds libFuzzer, keeps what reaches new code,
  makes the corpus small again and writes the numbers into `fuzz/results.json`.
- **This page.** `cargo run --release --bin suara-fuzz -- page` makes it from `fuzz/results.json`; the tests compare the two.

A run that found nothing proves nothing; it says that so many inputs, chosen by the code they reach, broke no sentence.

| target | what must hold | kept inputs | seconds | executions | edges | findings | run |
|---|---|---:|---:|---:|---:|---:|---|
";

/// The page; `kept` says how many inputs of a target are kept.
#[must_use]
pub fn page(results: &Results, kept: impl Fn(&str) -> usize) -> String {
    let mut page = HEAD.to_owned();
    for target in TARGETS {
        let found = results.findings.get(target.name).map_or(0, Vec::len);
        let numbers = match results.runs.get(target.name) {
            Some(run) => format!("{} | {} | {} | {found} | {} at {:.10}", run.seconds, run.executions, run.edges, run.date, run.commit),
            None => format!("not run | not run | not run | {found} | not run"),
        };
        let _ = writeln!(page, "| `{}` | {} | {} | {numbers} |", target.name, target.sentence, kept(target.name));
    }
    page.push_str("\n## Findings\n\n");
    if results.findings.is_empty() {
        page.push_str("None so far.\n");
    }
    for (target, list) in &results.findings {
        for one in list {
            let _ = writeln!(page, "- `{target}`: {one}");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "#2\tINITED cov: 5 ft: 6 corp: 1/1b\n#9\tDONE   cov: 77 ft: 120 corp: 9/30b lim: 4 exec/s: 3 rss: 40Mb\n\
                       Done 181 runs in 61 second(s)\nstat::number_of_executed_units: 181\nstat::average_exec_per_sec:     3\n";

    #[test]
    fn a_run_is_read_from_the_last_numbers_of_its_log() {
        let run = Run::of_log(LOG, "abc", "2027-01-01").unwrap();
        assert_eq!((run.edges, run.executions, run.seconds), (77, 181, 61));
        assert_eq!(Run::of_log("Done 181 runs in 61 second(s)", "abc", "2027-01-01"), None);
    }

    #[test]
    fn what_was_not_run_says_so_and_a_finding_stands_in_the_page() {
        let mut results = Results::default();
        assert!(
            page(&results, |_| 0)
                .contains("| `note` | A signed note is written back byte for byte. | 0 | not run | not run | not run | 0 | not run |")
        );
        results.findings.insert("note".to_owned(), vec!["a note that broke".to_owned()]);
        results.runs.insert("note".to_owned(), Run::of_log(LOG, "0123456789abcdef", "2027-01-01").unwrap());
        let page = page(&results, |_| 3);
        assert!(page.contains(" | 3 | 61 | 181 | 77 | 1 | 2027-01-01 at 0123456789 |") && page.ends_with("- `note`: a note that broke\n"));
    }
}
