//! The real binary asks two people.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::site::{Run, Site};
use crate::village::Wish;

const PINS: [&str; 2] = ["918273", "465738"];

/// A booth with two enrolled PINs, and a zero report.
fn site() -> Site {
    let site = Site::new(Wish::default());
    for (name, pin) in [("pin-1", PINS[0]), ("pin-2", PINS[1]), ("salah", "000000"), ("pendek", "12345")] {
        std::fs::write(site.path(name), format!("{pin}\n")).unwrap();
    }
    let run = set(&site, ["pin-1", "pin-2"], &[]);
    assert!(run.code == 0 && run.out.contains("PIN DUA ORANG TERPASANG"), "{}", run.err);
    site.zero();
    site
}

fn set(site: &Site, new: [&str; 2], old: &[&str]) -> Run {
    let [one, two] = new.map(|name| site.path(name).to_str().unwrap().to_owned());
    let words = ["pins", "--work-factor", "2", "--new-pin-file", &one, "--new-pin-file", &two];
    with(site, old, &words)
}

fn with(site: &Site, pins: &[&str], words: &[&str]) -> Run {
    let files: Vec<String> = pins.iter().map(|name| site.path(name).to_str().unwrap().to_owned()).collect();
    let mut all: Vec<&str> = files.iter().flat_map(|file| ["--pin-file", file.as_str()]).collect();
    all.extend(words);
    site.run(&all)
}

fn failures(site: &Site) -> PathBuf {
    site.path("bilik/pin-failures")
}

fn failed(site: &Site, count: u32, seconds_ago: u64) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    std::fs::write(failures(site), format!("{count} {}\n", now - seconds_ago)).unwrap();
}

#[test]
fn open_close_and_export_ask_both_people_and_a_vote_asks_nobody() {
    let site = site();
    let both = ["pin-1", "pin-2"];
    for wrong in [&["pin-1", "salah"][..], &["salah", "pin-2"], &["pin-2", "pin-1"], &["pin-1"]] {
        let run = with(&site, wrong, &["open"]);
        assert!(run.code == 1 && run.err.contains("PIN SALAH"), "{wrong:?}: {}", run.err);
        assert!(std::fs::read_to_string(failures(&site)).unwrap().starts_with("1 "));
        failed(&site, 0, 0);
    }
    assert_eq!(with(&site, &both, &["open"]).code, 0);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1))]);
    assert_eq!(site.run(&["vote", "--script", &script]).code, 0);
    assert!(with(&site, &["pin-1", "salah"], &["close"]).err.contains("PIN SALAH"));
    failed(&site, 0, 0);
    assert_eq!(with(&site, &both, &["close"]).code, 0);
    let usb = site.path("usb");
    let words = ["export", "--to", usb.to_str().unwrap()];
    assert_eq!((with(&site, &["pin-1", "salah"], &words).code, usb.exists()), (1, false));
    failed(&site, 0, 0);
    assert_eq!(with(&site, &both, &words).code, 0);
}

#[test]
fn after_wrong_pins_even_right_ones_wait_and_a_new_process_waits_too() {
    let site = site();
    failed(&site, 8, 0);
    let run = with(&site, &["pin-1", "pin-2"], &["open"]);
    assert!(run.code == 1 && run.err.contains("TERKUNCI") && run.err.contains("detik"), "{}", run.err);
    failed(&site, 8, 301);
    assert!(with(&site, &["pin-1", "salah"], &["open"]).err.contains("300 detik"), "one more wrong pair");
    failed(&site, 9, 301);
    assert_eq!(with(&site, &["pin-1", "pin-2"], &["open"]).code, 0);
    assert!(std::fs::read_to_string(failures(&site)).unwrap().starts_with("0 "));
}

#[test]
fn takeover_and_a_fresh_medium_ask_both_people() {
    let site = site();
    let baru = |pins: &[&str]| {
        let files: Vec<String> = pins.iter().map(|name| site.path(name).to_str().unwrap().to_owned()).collect();
        let mut all: Vec<&str> = files.iter().flat_map(|file| ["--pin-file", file.as_str()]).collect();
        all.extend(["medium2", "--exit"]);
        site.run_in("bilik", "stik-baru", &all, "")
    };
    assert!(baru(&["pin-1", "salah"]).err.contains("PIN SALAH") && !site.path("stik-baru").exists());
    failed(&site, 0, 0);
    assert_eq!(baru(&["pin-1", "pin-2"]).code, 0);
    // The spare has none: a warning, and it goes on.
    let package = site.path("package").to_str().unwrap().to_owned();
    let words = ["takeover", "--package", &package, "--station", "001", "--booth", "1", "--exit"];
    let run = site.run_in("cadangan", "stik-baru", &words, "");
    assert!(run.code == 0 && run.err.contains("PERINGATAN: belum ada PIN"), "{}", run.err);
}

#[test]
fn pins_are_changed_only_by_those_who_know_the_old_ones_and_have_six_digits() {
    let site = site();
    std::fs::write(site.path("lain"), "112233").unwrap();
    assert!(set(&site, ["lain", "pin-2"], &["salah", "pin-2"]).err.contains("PIN SALAH"));
    failed(&site, 0, 0);
    assert!(set(&site, ["lain", "pendek"], &["pin-1", "pin-2"]).err.contains("ENAM ANGKA"));
    assert!(set(&site, ["lain", "lain"], &["pin-1", "pin-2"]).err.contains("BERBEDA"));
    assert_eq!(set(&site, ["lain", "pin-2"], &["pin-1", "pin-2"]).code, 0);
    assert!(with(&site, &["pin-1", "pin-2"], &["open"]).err.contains("PIN SALAH"));
    failed(&site, 0, 0);
    assert_eq!(with(&site, &["lain", "pin-2"], &["open"]).code, 0);
}

#[test]
fn a_machine_is_enrolled_with_two_pins_or_none_and_never_with_one() {
    let site = site();
    let [one, two] = ["pin-1", "pin-2"].map(|name| site.path(name).to_str().unwrap().to_owned());
    let words = ["enrol", "--village", "16.07.17.2008", "--work-factor", "2"];
    let enrol = |dir: &str, pins: &[&str]| site.run_in(dir, "stik", &[pins, words.as_slice()].concat(), "");
    let run = enrol("satu", &["--pin-file", &one]);
    assert!(run.code == 1 && run.err.contains("DUA PIN") && !site.path("satu").exists(), "{}", run.err);
    assert!(enrol("dua", &["--pin-file", &one, "--pin-file", &two]).out.contains("PIN DUA ORANG TERPASANG"));
    assert!(enrol("tanpa", &[]).out.contains("TANPA PIN"));
}

#[test]
fn no_file_of_the_machine_and_nothing_printed_holds_a_pin() {
    let site = site();
    let run = with(&site, &["pin-1", "pin-2"], &["open"]);
    let mut files = Vec::new();
    below(&site.path("bilik"), &mut files);
    below(&site.path("stik"), &mut files);
    assert!(files.len() > 5);
    for pin in PINS {
        assert!(!run.out.contains(pin) && !run.err.contains(pin));
        for file in &files {
            assert!(!holds(&std::fs::read(file).unwrap(), pin), "{}", file.display());
        }
    }
}

/// Whether these digits stand in the bytes by themselves; inside a digest they may stand by chance.
fn holds(bytes: &[u8], pin: &str) -> bool {
    let alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let mut places = bytes.windows(pin.len()).enumerate().filter(|(_, window)| *window == pin.as_bytes()).map(|(at, _)| at);
    places.any(|at| alone(at.checked_sub(1).and_then(|before| bytes.get(before))) && alone(bytes.get(at + pin.len())))
}

fn below(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { below(&path, found) } else { found.push(path) }
    }
}
