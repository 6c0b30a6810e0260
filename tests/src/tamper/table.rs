//! `docs/CORPUS.md`: every class, who can do it, how often it was tried, what caught it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::left_out::LEFT_OUT;
use super::run::{Said, run};
use super::{Class, Expect, INSTANCES, classes, honest};

/// What came of one class.
#[derive(Debug, Clone)]
pub struct Row {
    /// The class.
    pub class: Class,
    /// Instances tried.
    pub instances: u64,
    /// Checks that had to fail and did.
    pub caught_by: BTreeSet<&'static str>,
    /// Number of the instance and why it was not answered as it must be.
    pub missed: Vec<(u64, String)>,
}

/// Runs all classes and all honest elections.
#[must_use]
pub fn rows(instances: u64) -> Vec<Row> {
    let classes = classes();
    let all: Vec<(usize, u64)> = (0..instances).flat_map(|n| (0..classes.len()).map(move |place| (place, n))).collect();
    let done: Vec<(usize, u64, Vec<&'static str>, Option<String>)> = all
        .into_par_iter()
        .map(|(place, number)| {
            let (caught, complaint) = one(&classes[place], number);
            (place, number, caught, complaint)
        })
        .collect();
    super::run::clean();
    let empty = |class: &Class| Row { class: *class, instances, caught_by: BTreeSet::new(), missed: Vec::new() };
    let mut rows: Vec<Row> = classes.iter().map(empty).collect();
    for (place, number, caught, complaint) in done {
        let row = &mut rows[place];
        row.caught_by.extend(caught);
        row.missed.extend(complaint.map(|why| (number, why)));
    }
    rows
}

/// What caught one instance, or why it was missed. An instance that cannot be made hides no other.
fn one(class: &Class, number: u64) -> (Vec<&'static str>, Option<String>) {
    let tried = std::panic::catch_unwind(|| {
        let case = (class.make)(number);
        let said = run(&case);
        let complaint = case.complaint(&said);
        (if complaint.is_none() { caught(&case.expect, &said) } else { Vec::new() }, complaint)
    });
    tried.unwrap_or_else(|_| (Vec::new(), Some("panicked".to_owned())))
}

fn caught(expect: &Expect, said: &Said) -> Vec<&'static str> {
    let (due, found) = match expect {
        Expect::Fails(due) => (due, &said.failed),
        Expect::NotChecked(due) => (due, &said.not_checked),
        Expect::Valid => return Vec::new(),
    };
    due.iter().filter(|id| found.contains(id)).copied().collect()
}

/// Honest elections that were not called valid.
#[must_use]
pub fn false_alarms(elections: u64) -> Vec<(u64, String)> {
    let one = |number: u64| {
        let tried = std::panic::catch_unwind(|| {
            let case = honest::case(number);
            case.complaint(&run(&case))
        });
        tried.unwrap_or_else(|_| Some("panicked".to_owned())).map(|why| (number, why))
    };
    (0..elections).into_par_iter().filter_map(one).collect()
}

/// The page.
#[must_use]
pub fn page(rows: &[Row], alarms: usize) -> String {
    let mut text = format!(
        "# Tamper corpus\n\n\
         Written by `cargo run --release -p suara-tests --bin suara-corpus -- table`; a test runs everything again and compares.\n\n\
         Each class was tried {INSTANCES} times on records of at most twelve ballots. \"Caught by\" lists the checks that had to fail and did\n\
         (of several, at least one in each instance); where it says NOT-CHECKED, something is missing that was never there, and nothing is\n\
         called valid. A `+` is a forger who repairs every hash, count, signature and list that the keys in the third column allow.\n\
         {} classes, {} instances, {} missed;\n\
         {} honest elections with outages, voids, challenges, spoiled ballots, exclusions, amendments, paper stations and ties: {alarms} false alarms.\n\n\
         | class | what was done | forger's keys | instances | caught by | missed |\n|---|---|---|---|---|---|\n",
        rows.len(),
        rows.len() as u64 * INSTANCES,
        rows.iter().map(|row| row.missed.len()).sum::<usize>(),
        honest::ELECTIONS,
    );
    for row in rows {
        let Row { class, instances, caught_by, missed } = row;
        let list = caught_by.iter().copied().collect::<Vec<_>>().join(" ");
        let by = match (class.make)(0).expect {
            Expect::Fails(_) => list,
            Expect::NotChecked(_) => format!("{list} NOT-CHECKED"),
            Expect::Valid => "valid, as it must be".to_owned(),
        };
        let (id, sentence, keys) = (class.id, class.sentence, class.keys.word());
        text += &format!("| {id} | {sentence} | {keys} | {instances} | {by} | {} |\n", missed.len());
    }
    text += "\n## Left out\n\n| class | why |\n|---|---|\n";
    LEFT_OUT.iter().for_each(|(id, why)| text += &format!("| {id} | {why} |\n"));
    text
}
