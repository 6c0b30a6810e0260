//! One changed byte in any file of any record is found, and the file is named.

use rayon::prelude::*;
use record::{Folder, layout};

use super::*;
use crate::report::Verdict;

/// Every file with a few places in it.
fn places(folder: &Folder) -> Vec<(String, usize)> {
    let of = |(path, bytes): (&str, &[u8])| {
        let size = bytes.len();
        let mut offsets = vec![0, size / 2, size.saturating_sub(1)];
        offsets.dedup();
        offsets.into_iter().filter(|o| *o < size).map(|o| (path.to_owned(), o)).collect::<Vec<_>>()
    };
    folder.iter().flat_map(of).collect()
}

fn flipped(folder: &Folder, path: &str, offset: usize) -> Folder {
    let mut bytes = folder.get(path).unwrap().to_vec();
    bytes[offset] ^= 1;
    let mut other = folder.clone();
    other.insert(path, bytes);
    other
}

fn names_the_file(report: &VillageReport, path: &str) -> bool {
    let list = if path == layout::SUMS { &["C01", "C02", "C03"][..] } else { &["C03"] };
    report
        .checks
        .iter()
        .any(|c| list.contains(&c.id) && c.status == Status::Fail && (path == layout::SUMS || c.findings().any(|(p, _)| p == path)))
}

#[test]
fn a_flipped_bit_in_any_file_of_any_tier_names_the_file() {
    let pair = honest();
    let options = anchored(&pair);
    for folder in [&pair.sealed, &pair.public, &pair.bundles[0]] {
        let all = places(folder);
        assert!(all.len() > 2 * folder.iter().count());
        all.into_par_iter().for_each(|(path, offset)| {
            let report = verify_folder(&flipped(folder, &path, offset), &options);
            assert!(names_the_file(&report, &path), "{path} at {offset}: {:#?}", not_passed(&report));
        });
    }
}

#[test]
fn a_committee_that_signs_the_list_again_still_cannot_hide_a_flipped_bit() {
    let pair = honest();
    let options = anchored(&pair);
    for sealed in [true, false] {
        let folder = if sealed { &pair.sealed } else { &pair.public };
        let all: Vec<(String, usize)> = places(folder).into_iter().filter(|(path, _)| path != layout::SUMS).collect();
        all.into_par_iter().for_each(|(path, offset)| {
            let mut other = pair.clone();
            let changed = flipped(folder, &path, offset);
            *(if sealed { &mut other.sealed } else { &mut other.public }) = changed;
            other.sign_lists();
            let report = verify_folder(if sealed { &other.sealed } else { &other.public }, &options);
            let verdict = report.verdict(&options);
            // A cosignature whose key id was changed is of a key nobody knows: then too few witnesses signed.
            let cosignature = path.ends_with(layout::CHECKPOINT) && verdict == Verdict::NotChecked;
            assert!(verdict == Verdict::Failed || cosignature, "{path} at {offset}: {verdict:?}");
        });
    }
}

#[test]
fn a_missing_and_an_added_file_are_named() {
    let pair = honest();
    for folder in [&pair.sealed, &pair.public] {
        for (path, _) in folder.iter().filter(|(path, _)| *path != layout::SUMS) {
            let mut other = folder.clone();
            other.remove(path);
            let report = verify_folder(&other, &anchored(&pair));
            assert!(names_the_file(&report, path), "{path}");
        }
        let mut other = folder.clone();
        other.insert("readme.txt", b"hello".to_vec());
        let report = verify_folder(&other, &anchored(&pair));
        assert!(names_the_file(&report, "readme.txt"));
        assert_fails(&report, "C04");
    }
}
