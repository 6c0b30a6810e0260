//! What a run over several folders may claim.

use record::layout;

use super::honest::{disk, lay_out, put};
use super::*;
use crate::cross::Facts;
use crate::discover::Group;
use crate::find::{Wanted, find};
use crate::verify::survive;
use crate::{Report, Verdict, verify_paths};
use forge::Spec;

/// A run over the bundles of the only village of an index.
fn bundles_only(name: &str, complete: bool) -> Report {
    let pair = Spec { others: Vec::new(), ..Spec::default() }.honest();
    let place = disk(name);
    pair.bundles.iter().enumerate().for_each(|(n, bundle)| put(bundle, &place.join(n.to_string())));
    let report = verify_paths(core::slice::from_ref(&place), &Options { complete, ..anchored(&pair) });
    std::fs::remove_dir_all(place).unwrap();
    report
}

fn complete(report: &Report) -> (Status, &str) {
    let check = report.cross.iter().find(|c| c.id == "C62").unwrap();
    (check.status, check.place.as_str())
}

#[test]
fn exports_of_booths_are_no_village() {
    let report = bundles_only("exports", false);
    assert_eq!(complete(&report), (Status::NotChecked, "16.07.17.2008"));
    assert_eq!((report.verdict, report.exit_code), (Verdict::Valid, 0));
    assert!(report.words.ends_with("ONLY exports of booths were checked: no sum and no winner."), "{}", report.words);
    let report = bundles_only("exports-complete", true);
    assert_eq!(complete(&report), (Status::NotChecked, "16.07.17.2008"));
    assert_eq!((report.verdict, report.exit_code), (Verdict::NotChecked, 4));
}

#[test]
fn a_record_beside_exports_of_another_village_says_which() {
    let mut two = Spec::default();
    let mut one = Spec { code: "16.07.11.2004", salt: 100, ..Spec::default() };
    (one.others, two.others) = (vec![(two.code, two.digest())], vec![(one.code, one.digest())]);
    let (one, two) = (one.honest(), two.honest());
    let place = disk("beside");
    lay_out(&one, &place);
    put(&two.bundles[0], &place.join("bundles/other"));
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&one));
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!((report.exit_code, complete(&report).0), (0, Status::NotChecked));
    assert!(report.words.contains("Of 16.07.17.2008 ONLY exports"), "{}", report.words);
}

#[test]
fn a_whole_record_says_nothing_about_exports() {
    let pair = honest();
    let place = disk("no-exports");
    lay_out(&pair, &place);
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&pair));
    std::fs::remove_dir_all(place).unwrap();
    assert!(!report.words.contains("exports"), "{}", report.words);
}

#[test]
fn a_defect_in_one_village_is_its_own() {
    let group = Group { paths: vec!["broken".into()] };
    let (report, _) = survive(&group, &Options::default(), || -> (VillageReport, Facts) { panic!("a defect") });
    assert_eq!((report.village.as_str(), report.check("C01").map(|c| c.status)), ("broken", Some(Status::NotChecked)));
    assert_eq!(report.verdict(&Options::default()).exit_code(), 4);
}

#[test]
fn a_code_found_in_a_record_that_fails_checks_is_no_answer() {
    let mut pair = honest();
    let code = counted(&pair).ballots()[0].code.to_string();
    pair.public.insert(layout::CONFIRMATIONS, b"{}".to_vec());
    pair.sign_lists();
    let place = disk("unsound");
    put(&pair.public, &place);
    let wanted = Wanted::parse(&code).unwrap();
    let answer = find(&wanted, core::slice::from_ref(&place), &anchored(&pair));
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!((answer.hits.len(), answer.unsound.len(), answer.exit_code(&wanted)), (1, 1, 1));
}
