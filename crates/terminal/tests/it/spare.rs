//! The real binary on a spare machine: the machine of a booth is gone, its second medium is not.

use std::io::{BufReader, Write};

use chain::SignedCheckpoint;
use record::{Entry, Sums};

use crate::binary::wait_for;
use crate::site::{Run, Site, count, entries};
use crate::village::Wish;

fn spare(site: &Site, args: &[&str], typed: &str) -> Run {
    site.run_in("cadangan", "stik", args, typed)
}

fn takeover(site: &Site, typed: &str) -> Run {
    let package = site.path("package").to_str().unwrap().to_owned();
    spare(site, &["takeover", "--package", &package, "--station", "001", "--booth", "1"], typed)
}

/// A booth with one vote stored and one ballot waiting when its machine dies.
fn broken(site: &Site) {
    site.zero();
    site.run(&["open"]);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1))]);
    assert_eq!(site.run(&["vote", "--script", &script]).code, 0);
    let mut child = site.start(&["vote"]);
    child.stdin.as_mut().unwrap().write_all(format!("{}\n1\nya\n", site.village.card(2)).as_bytes()).unwrap();
    wait_for(&mut BufReader::new(child.stdout.take().unwrap()), "uji / tinggal: ");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_spare_goes_on_with_the_stick_closes_and_exports_under_its_own_key() {
    let site = Site::new(Wish::default());
    broken(&site);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1)), format!("{} | 2 | ya", site.village.card(2))]);
    let run = takeover(&site, &format!("vote --script {script}\nexit\n"));
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for words in ["MESIN CADANGAN MELANJUTKAN", "SUARA BELUM TERSIMPAN", "KARTU INI SUDAH DIPAKAI", "baris 2: TERSIMPAN"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    // A later process finds its booth by itself.
    assert_eq!(spare(&site, &["close"], "").code, 0);
    assert_eq!(spare(&site, &["export", "--to", site.path("usb").to_str().unwrap()], "").code, 0);
    let bundle = site.bundle();
    let origin = site.village.documents.origin(&"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    let sums = Sums::read(&bundle).unwrap();
    sums.verify(origin.as_str(), &site.spare).unwrap();
    assert!(sums.differences(&bundle).is_empty());
    SignedCheckpoint::open(bundle.get("checkpoint").unwrap(), &origin, &site.spare).unwrap();
    let entries = entries(&bundle);
    assert_eq!(count(&entries, |e| matches!(e, Entry::Takeover(_))), 1);
    assert_eq!((count(&entries, |e| matches!(e, Entry::Cast(_))), count(&entries, |e| matches!(e, Entry::Void(_)))), (2, 1));
    assert_eq!(std::fs::read(site.journal("cadangan")).unwrap(), std::fs::read(site.journal("stik")).unwrap());
}

#[test]
fn the_old_machine_is_refused_with_the_stick_of_the_spare_and_told_what_to_do() {
    let site = Site::new(Wish::default());
    broken(&site);
    assert_eq!(takeover(&site, "exit\n").code, 0);
    let run = site.run(&["head"]);
    assert!(run.code == 1 && run.err.contains("switch this machine off") && run.err.contains(&site.spare.to_string()), "{}", run.err);
    assert_eq!(spare(&site, &["head"], "").code, 0);
}

#[test]
fn a_spare_without_a_booth_says_takeover_and_a_booths_own_machine_is_no_spare() {
    let site = Site::new(Wish::default());
    let package = site.path("package").to_str().unwrap().to_owned();
    let run = spare(&site, &["zero", "--package", &package, "--exit"], "");
    assert!(run.code == 1 && run.err.contains("takeover"), "{}", run.err);
    site.zero();
    let run = site.run(&["takeover", "--package", &package, "--station", "001", "--booth", "1", "--exit"]);
    assert!(run.code == 1 && run.err.contains("no spare"), "{}", run.err);
    let run = spare(&site, &["takeover", "--package", &package, "--station", "001", "--booth", "9", "--exit"], "");
    assert!(run.code == 3 && run.err.contains("not in the definition"), "{}", run.err);
    let wrong = ["takeover", "--package", &package, "--anchor", &"0".repeat(64), "--station", "001", "--booth", "1"];
    assert_eq!(spare(&site, &wrong, "").code, 3);
    std::fs::remove_file(site.journal("stik")).unwrap();
    let run = takeover(&site, "");
    assert!(run.code == 4 && run.err.contains("medium 2/entries.jsonl is missing"), "{}", run.err);
}

#[test]
fn a_machine_that_dies_after_closing_leaves_its_signed_bundle_on_the_second_medium() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1))]);
    assert_eq!(site.run(&["vote", "--script", &script]).code, 0);
    let run = site.run(&["close"]);
    assert!(run.code == 0 && run.out.contains("Salinan berkas bilik di media kedua"), "{}{}", run.out, run.err);
    let origin = site.village.documents.origin(&"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    let kept = record::Folder::read(&site.path("stik").join(origin.as_str()).join("bundle-16.07.17.2008-001-1")).unwrap();
    let sums = Sums::read(&kept).unwrap();
    sums.verify(origin.as_str(), &site.public).unwrap();
    assert!(sums.differences(&kept).is_empty());
    SignedCheckpoint::open(kept.get("checkpoint").unwrap(), &origin, &site.public).unwrap();
    assert_eq!(site.run(&["export", "--to", site.path("usb").to_str().unwrap()]).code, 0);
    assert_eq!(site.bundle(), kept);
}
