//! Sums over villages, as a run over records gives them.

use super::honest::{disk, lay_out, put};
use super::search::villages;
use super::*;
use crate::{Report, verify_paths};

fn run(name: &str, pairs: &[Pair]) -> Report {
    let place = disk(name);
    pairs.iter().for_each(|pair| lay_out(pair, &place));
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&pairs[0]));
    std::fs::remove_dir_all(place).unwrap();
    report
}

#[test]
fn two_villages_add_up_by_district_and_regency() {
    let report = run("levels-two", &villages(|_, _| ()));
    let [levels] = report.levels.as_slice() else { panic!("{:?}", report.levels) };
    assert!(levels.add_up());
    let districts: Vec<_> = levels.districts.iter().map(|d| (d.code.as_str(), d.name.as_str(), d.villages, d.index)).collect();
    assert_eq!(districts, [("16.07.11", "Sembawa", 1, 1), ("16.07.17", "Sembawa", 1, 1)]);
    // Registered, cast, counted, challenged, spoiled, void, excluded of one honest village, twice.
    assert_eq!(levels.regency.counts.list(), [70, 21, 20, 1, 1, 1, 1].map(|n| 2 * n));
    let text = crate::print::render(&report, false);
    assert!(text.contains("16.07 Banyuasin: 2 of 2 villages, 0 did not pass"), "{text}");
    assert!(text.contains("registered 140, cast 42, counted 40, challenged 2, spoiled 2, void 2, excluded 2"), "{text}");
    assert!(report.to_json().contains("\"levels\":[{\"districts\":[{\"code\":\"16.07.11\",\"counts\":{\"cast\":21,"));
}

#[test]
fn a_village_that_fails_or_is_named_between_villages_is_not_in_the_sums() {
    let mut pairs = villages(|_, _| ());
    pairs[0].public.insert("confirmations.json", b"{}".to_vec());
    pairs[0].sign_lists();
    let report = run("levels-failed", &pairs);
    let regency = &report.levels[0].regency;
    assert_eq!((regency.villages, regency.left_out, regency.index, regency.counts.cast), (1, 1, 2, 21));
    let report = run("levels-voter", &villages(|one, two| (one.also, two.also) = (vec!["somebody"], vec!["somebody"])));
    let regency = &report.levels[0].regency;
    assert_eq!((regency.villages, regency.left_out, regency.counts.cast), (0, 2, 0));
}

#[test]
fn exports_alone_are_in_no_sum() {
    let pair = honest();
    let place = disk("levels-exports");
    put(&pair.bundles[0], &place);
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&pair));
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!(report.levels, []);
}
