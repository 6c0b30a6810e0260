//! A forger makes a small honest village straight from the formats; each test then changes one thing and expects its check.

mod ballots;
mod booths;
mod day;
mod documents;
mod evening;
mod evidence;
mod files;
mod flips;
mod honest;
mod levels;
mod limits;
mod page;
mod search;
mod several;
mod takeovers;
mod ties;

use std::sync::OnceLock;

use crate::options::{Anchor, Options};
use crate::report::{Status, VillageReport};
use crate::text::Lang;
use crate::{Counted, verify_folder};

use forge::{Pair, Spec};

/// The honest village, made once.
fn honest() -> Pair {
    static MADE: OnceLock<Pair> = OnceLock::new();
    MADE.get_or_init(|| Spec::default().honest()).clone()
}

/// Options of somebody who holds the paper.
fn anchored(pair: &Pair) -> Options {
    Options { anchor: Some(Anchor::new(pair.anchor)), fresh: [7; 32], lang: Lang::En, ..Options::default() }
}

/// Both tiers, one by one.
fn reports(pair: &Pair) -> [VillageReport; 2] {
    let options = anchored(pair);
    [verify_folder(&pair.sealed, &options), verify_folder(&pair.public, &options)]
}

/// The checks that did not pass.
fn not_passed(report: &VillageReport) -> Vec<(String, Status, String)> {
    let bad = report.checks.iter().filter(|c| c.status != Status::Pass);
    bad.map(|c| (c.id.to_owned(), c.status, format!("{}: {}", c.place, c.evidence))).collect()
}

#[track_caller]
fn assert_passes(report: &VillageReport) {
    assert_eq!(not_passed(report), [], "{:?}", report.tiers);
}

#[track_caller]
fn assert_fails(report: &VillageReport, id: &str) {
    let status = report.check(id).map(|c| c.status);
    assert_eq!(status, Some(Status::Fail), "{id} in {:?}; found: {:#?}", report.tiers, not_passed(report));
}

/// Changes the evening or the documents in both tiers, signs the lists again, and expects the check to fail in both.
#[track_caller]
fn both_fail(mut pair: Pair, id: &str, change: impl Fn(&mut record::Folder)) {
    change(&mut pair.sealed);
    change(&mut pair.public);
    pair.sign_lists();
    for report in reports(&pair) {
        assert_fails(&report, id);
    }
}

/// Some counted village with this limit, for tests that bring their own ballots.
pub(crate) fn small_village(k_min: u32) -> Counted {
    let pair = honest();
    let mut counted = counted(&pair);
    let mut data = (*counted.definition).clone();
    data.rules.k_min = k_min;
    counted.definition = manifest::Definition::new(data).unwrap();
    counted
}

/// The ids of everything that failed.
fn failed(report: &VillageReport) -> Vec<&str> {
    report.checks.iter().filter(|c| c.status == Status::Fail).map(|c| c.id).collect()
}

fn counted(pair: &Pair) -> Counted {
    Counted::read(&pair.public, &anchored(pair)).unwrap_or_else(|report| panic!("{:#?}", not_passed(&report)))
}
