//! The page on reliability shows what the kept runs gave, and nothing else.

use std::fs;
use std::process::Command;

fn faults(words: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_suara-faults")).args(words).output().unwrap()
}

#[test]
fn the_table_on_reliability_is_made_of_the_kept_results() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/RELIABILITY.md")).unwrap();
    let table = String::from_utf8(faults(&["page"]).stdout).unwrap();
    assert!(table.lines().count() > 10, "{table}");
    assert!(page.contains(&table), "docs/RELIABILITY.md: put in what `cargo faults page` prints:\n{table}");
}

#[test]
fn a_row_that_is_not_there_is_refused_by_name() {
    let output = faults(&["tidak-ada"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("kill9"));
}

#[test]
fn a_run_that_is_too_small_to_mean_anything_is_not_kept() {
    let kept = || fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/faults-results.json")).unwrap_or_default();
    let before = kept();
    let output = faults(&["days", "--count", "2", "--keep"]);
    assert!(!output.status.success() && kept() == before, "{}", String::from_utf8_lossy(&output.stdout));
}
