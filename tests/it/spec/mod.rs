//! The specification held against the code: every tag, constant, check, schema and example of `docs/SPEC.md` and `docs/spec/`.

mod blocks;
mod constants;
mod examples;
mod known;
mod pattern;
mod schema;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use blocks::{Page, pages};

#[test]
fn the_table_of_tags_is_the_one_of_the_code() {
    let pages = pages();
    let main = pages.iter().find(|page| page.name == "SPEC.md").unwrap();
    let rows = main.rows_under("Domain tags");
    let tags: Vec<String> = rows.iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    let ours: Vec<String> = canonical::tag::ALL.iter().map(|tag| tag.as_str().to_owned()).collect();
    assert_eq!(tags, ours);
}

/// Numbers of checks named in a text: `C18`, and both ends and the middle of `C18–C21`.
fn numbers(text: &str) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    for part in text.split([',', ' ']) {
        let ends: Vec<u32> = part.split('–').filter_map(|id| id.trim().strip_prefix('C')?.parse().ok()).collect();
        match ends.as_slice() {
            [one] => drop(numbers.insert(*one)),
            [first, last] => numbers.extend(*first..=*last),
            _ => {}
        }
    }
    numbers
}

#[test]
fn the_checks_are_those_of_the_auditor_and_due_in_the_same_tiers() {
    let pages = pages();
    let checks = pages.iter().find(|page| page.name == "9-checks.md").unwrap();
    const TIERS: [&str; 4] = ["bundle", "sealed", "public", "cross"];
    let mut due: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for row in checks.rows_under("Which checks are due") {
        let mut tiers: BTreeSet<&str> = TIERS.into_iter().zip(&row[1..]).filter(|(_, word)| *word == "yes").map(|(tier, _)| tier).collect();
        if row[1].contains("evidence") {
            tiers.insert("evidence");
        }
        for number in numbers(&row[0]) {
            assert!(due.insert(number, tiers.clone()).is_none(), "C{number:02} stands twice in the table of due checks");
        }
    }
    let number = |check: &auditor::checks::Check| check.id.0[1..].parse::<u32>().unwrap();
    let ours: BTreeMap<u32, BTreeSet<&str>> =
        auditor::checks::all().map(|check| (number(check), check.runs.iter().map(|run| run.word()).collect())).collect();
    let differ: Vec<_> = due.keys().chain(ours.keys()).filter(|number| due.get(number) != ours.get(number)).collect();
    assert!(differ.is_empty(), "due in other tiers than the auditor runs them: {differ:?}");
    let explained: BTreeSet<u32> =
        pages.iter().filter(|page| page.name.contains('-')).flat_map(explained_on).filter(|n| ours.contains_key(n)).collect();
    assert_eq!(explained, ours.keys().copied().collect::<BTreeSet<u32>>(), "each check is explained under its number");
}

/// Checks whose numbers stand in bold, or on the page of evidence in headings.
fn explained_on(page: &Page) -> BTreeSet<u32> {
    let bold = page.text.split("**").skip(1).step_by(2).filter(|words| words.starts_with('C'));
    let headings = page.text.lines().filter(|line| line.starts_with("## ") && page.name.starts_with("10-"));
    bold.chain(headings).flat_map(|words| numbers(&words.replace(['.', ':', '\n'], " "))).collect()
}

#[test]
fn what_the_specification_calls_no_key_is_none() {
    let pages = pages();
    let bytes = pages.iter().find(|page| page.name == "1-bytes.md").unwrap();
    let rows = bytes.rows_under("Ed25519 by one rule");
    let keys: Vec<[u8; 32]> = rows.iter().filter_map(|row| canonical::hex::decode_array(row[0].trim_matches('`'))).collect();
    assert!(keys.len() > 4, "{}", keys.len());
    keys.iter().for_each(|key| assert!(canonical::PublicKey::from_bytes(key).is_err(), "{}", canonical::hex::encode(key)));
}

#[test]
fn every_page_that_the_specification_names_is_there() {
    let pages = pages();
    let main = pages.iter().find(|page| page.name == "SPEC.md").unwrap();
    let root = blocks::docs();
    let mut named = 0;
    for link in main.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root.join(link).exists(), "docs/SPEC.md names docs/{link}, which is not there");
        named += 1;
    }
    assert!(named > 10, "{named} links");
}
