//! What is honest passes, and says exactly as much as was checked.

use std::path::PathBuf;

use canonical::json;
use manifest::{BoxCount, Mode};
use record::layout;

use super::*;
use crate::report::Verdict;
use crate::verify_paths;
use forge::{Evening, Pair, Setup, Spec};

/// A place on disk for one test, empty.
pub(super) fn disk(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("suara-audit-{}-{name}", std::process::id()));
    drop(std::fs::remove_dir_all(&path));
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Writes a folder without waiting for the disk.
pub(super) fn put(folder: &record::Folder, place: &std::path::Path) {
    for (path, bytes) in folder.iter() {
        let file = place.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

/// Both tiers and the bundles of a village below a place, as a demo lays them out.
pub(super) fn lay_out(pair: &Pair, place: &std::path::Path) {
    let code = pair.definition.village.code.as_str();
    put(&pair.sealed, &place.join("records").join(code).join("sealed"));
    put(&pair.public, &place.join("records").join(code).join("public"));
    for (number, bundle) in pair.bundles.iter().enumerate() {
        put(bundle, &place.join("bundles").join(format!("{code}-{number}")));
    }
}

#[test]
fn an_honest_record_passes_every_check_of_both_tiers() {
    let pair = honest();
    for report in reports(&pair) {
        assert_passes(&report);
        assert_eq!(report.verdict(&anchored(&pair)), Verdict::Valid);
        assert_eq!(report.winner, Some(1));
        let votes: Vec<(u32, u32)> = report.options.iter().map(|o| (o.option, o.votes)).collect();
        assert_eq!(votes, [(1, 9), (2, 7), (3, 3), (0, 1)]);
    }
}

#[test]
fn an_honest_bundle_passes_its_own_checks() {
    let pair = honest();
    for bundle in &pair.bundles {
        let report = verify_folder(bundle, &anchored(&pair));
        assert_passes(&report);
        assert_eq!(report.tiers, ["bundle"]);
    }
}

#[test]
fn every_check_of_a_tier_is_reported() {
    let pair = honest();
    let [sealed, public] = reports(&pair);
    for (report, run) in [(sealed, crate::checks::Run::Sealed), (public, crate::checks::Run::Public)] {
        let due: Vec<&str> = crate::checks::all().filter(|c| c.runs.contains(&run)).map(|c| c.id.0).collect();
        assert_eq!(report.checks.iter().map(|c| c.id).collect::<Vec<_>>(), due);
    }
}

#[test]
fn without_paper_nothing_is_called_valid() {
    let pair = honest();
    let options = Options { anchor: None, ..anchored(&pair) };
    let report = verify_folder(&pair.public, &options);
    assert_eq!(not_passed(&report).iter().map(|(id, ..)| id.as_str()).collect::<Vec<_>>(), ["C06"]);
    assert_eq!(report.verdict(&options).exit_code(), 3);
    let other = Options { anchor: Some(Anchor::new(canonical::sha256(b"other"))), ..options };
    assert_eq!(verify_folder(&pair.public, &other).verdict(&other).exit_code(), 1);
}

#[test]
fn the_committees_key_is_an_anchor_too() {
    let pair = honest();
    let key = canonical::Hash::from_bytes(pair.committee.public().to_bytes());
    let options = Options { anchor: Some(Anchor::new(key)), ..anchored(&pair) };
    assert_passes(&verify_folder(&pair.public, &options));
}

#[test]
fn a_rehearsal_is_no_election_unless_that_is_what_was_asked_for() {
    let pair = Spec { mode: Mode::Rehearsal, ..Spec::default() }.honest();
    let place = disk("rehearsal");
    lay_out(&pair, &place);
    let options = anchored(&pair);
    let report = verify_paths(core::slice::from_ref(&place), &options);
    assert_eq!((report.verdict, report.exit_code), (Verdict::Rehearsal, 5));
    assert!(report.words.contains("REHEARSAL"));
    let asked = Options { rehearsal: true, ..options };
    let report = verify_paths(core::slice::from_ref(&place), &asked);
    assert_eq!(report.exit_code, 0, "{}", report.words);
    assert!(report.words.contains("REHEARSAL"));
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn a_whole_folder_is_verified_with_its_tiers_and_bundles_held_together() {
    let pair = honest();
    let place = disk("whole");
    lay_out(&pair, &place);
    let report = verify_paths(&[place.clone(), place.join("records")], &anchored(&pair));
    let [village] = report.villages.as_slice() else { panic!("{:?}", report.villages) };
    assert_eq!(not_passed(village), []);
    assert_eq!((report.exit_code, village.tiers.as_slice()), (0, ["bundle", "sealed", "public"].as_slice()));
    assert_eq!((village.check("C57").map(|c| c.status), village.check("C58").map(|c| c.status)), (Some(Status::Pass), Some(Status::Pass)));
    let text = crate::print::render(&report, true);
    assert!(text.contains("C57") && text.contains("Nanas") && text.contains("VALID"), "{text}");
    assert!(report.to_json().starts_with("{\"anchor\":\""));
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn an_empty_folder_is_never_valid() {
    let place = disk("empty");
    let report = verify_paths(&[place.clone(), place.join("nowhere")], &Options::default());
    assert_eq!((report.exit_code, report.villages.len()), (4, 0));
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn missing_villages_are_told_and_fail_only_when_all_were_asked_for() {
    let pair = honest();
    let place = disk("complete");
    lay_out(&pair, &place);
    let options = anchored(&pair);
    assert_eq!(verify_paths(core::slice::from_ref(&place), &options).exit_code, 0);
    let report = verify_paths(core::slice::from_ref(&place), &Options { complete: true, ..options });
    let complete = report.cross.iter().find(|c| c.id == "C62").unwrap();
    assert_eq!((report.exit_code, complete.place.as_str()), (1, "16.07.11.2004"));
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn a_record_before_the_opening_is_not_checked_rather_than_wrong() {
    let mut pair = honest();
    for folder in [&mut pair.sealed, &mut pair.public] {
        let after: Vec<String> = folder.iter().map(|(path, _)| path.to_owned()).filter(|path| layout::is_after_counting(path)).collect();
        after.iter().for_each(|path| drop(folder.remove(path)));
    }
    pair.sign_lists();
    for report in reports(&pair) {
        assert_eq!(failed(&report), Vec::<&str>::new());
        assert_eq!(report.verdict(&anchored(&pair)).exit_code(), 4);
    }
    let counted = counted(&pair);
    let plan = counted.first_plan().unwrap();
    assert_eq!(
        plan.sets.iter().map(|s| (s.scope.id(), s.count)).collect::<Vec<_>>(),
        [("stations-001".into(), 12), ("stations-002".into(), 8)]
    );
}

#[test]
fn too_few_guardians_leave_the_sums_closed() {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    evening.guardians = vec![2];
    let report = verify_folder(&evening.finish(&setup).public, &Options::default());
    let status = |id: &str| report.check(id).map(|c| c.status);
    assert_eq!(
        (status("C46"), status("C48"), status("C49")),
        (Some(Status::NotChecked), Some(Status::NotChecked), Some(Status::NotChecked))
    );
    assert_eq!(failed(&report), Vec::<&str>::new());
}

#[test]
fn uncounted_boxes_are_not_due_unless_every_box_must_be_counted() {
    let pair = Spec { box_count: BoxCount::Dispute, ..Spec::default() }.honest();
    for report in reports(&pair) {
        assert_passes(&report);
        assert_eq!((report.check("C55"), report.check("C56")), (None, None));
    }
    let mut all = honest();
    let boxes: Vec<String> = all.public.under("paper/").map(|(path, _)| path.to_owned()).collect();
    for path in boxes {
        all.public.remove(&path);
    }
    all.sign_lists();
    let report = verify_folder(&all.public, &anchored(&all));
    assert_eq!(report.check("C55").map(|c| c.status), Some(Status::NotChecked));
}

#[test]
fn guardians_get_the_same_plan_and_may_open_what_it_says() {
    let pair = honest();
    let counted = counted(&pair);
    let plan = counted.first_plan().unwrap();
    assert_eq!(json::to_bytes(&plan), pair.public.get("plan-1.json").unwrap());
    assert_eq!(counted.ballots().len(), 20);
    assert_eq!(counted.excluded(), 1);
    let parse =
        |n: u32| record::SignedOpening::parse(pair.public.get(&layout::opening(1, n)).unwrap(), counted.definition(), &plan.digest());
    let openings = [parse(1).unwrap(), parse(3).unwrap()];
    let opened = counted.open(&plan, &openings).unwrap();
    assert_eq!(opened.iter().map(|o| o.votes.iter().sum::<u32>()).collect::<Vec<_>>(), [12, 8]);
    assert_eq!(counted.next_plan(&plan, &opened), None);
    assert!(counted.open(&plan, &openings[..1]).is_err());
}
