//! The real binary: enrolment, a day in one process, a day in many, a power cut, exit codes.

use std::io::{BufRead, BufReader, Read, Write};

use chain::{KeyName, SignedCheckpoint};
use manifest::Mode;
use record::Entry;

use crate::papers::titled;
use crate::site::{PASSPHRASE, SECRET, Site, check_bundle, count};
use crate::village::{Village, Wish, key};

/// Five voters with the five answers; the one who left comes back.
fn voters(village: &Village) -> Vec<String> {
    let line = |card: u32, number: u32, answer: &str| format!("{} | {number} | {answer}", village.card(card));
    let mut lines = vec!["# lima pemilih".to_owned(), String::new()];
    lines.extend([line(1, 1, "ya"), line(2, 2, "salah"), line(2, 3, "ya"), line(3, 0, "beda"), line(3, 0, "ya")]);
    lines.extend([line(4, 2, "uji"), line(5, 1, "tinggal"), line(5, 1, "ya")]);
    lines
}

#[test]
fn a_whole_day_in_one_process_uses_the_seeds_of_the_zero_report() {
    let site = Site::new(Wish::default());
    let script = site.script(&voters(&site.village));
    let usb = site.path("usb");
    let typed = format!("open\nvote --script {script}\nclose\nexport --to {}\nexit\n", usb.display());
    let run = site.run_with(&["zero", "--package", site.path("package").to_str().unwrap()], &typed);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let entries = check_bundle(&site);
    assert_eq!(count(&entries, |e| matches!(e, Entry::Boot(_))), 0);
    assert_eq!(count(&entries, |e| matches!(e, Entry::Cast(_))), 4);
    let Some(Entry::Zero(zero)) = entries.first() else { panic!() };
    assert_eq!(zero.epoch.witnesses, [terminal::witness_hash(&zero.boot_id, 0, SECRET.as_bytes())]);
    let papers = site.papers();
    for (title, number) in [("LAPORAN NOL", 1), ("STRUK", 8), ("TANDA TERIMA", 8), ("UJI MESIN", 1), ("LAPORAN PENUTUPAN", 1)] {
        assert_eq!(titled(&papers, title).len(), number, "{title}");
    }
}

#[test]
fn a_day_in_many_processes_begins_one_more_epoch_when_it_votes() {
    let site = Site::new(Wish::default());
    site.zero();
    let script = site.script(&voters(&site.village));
    let note = site.path("note").to_str().unwrap().to_owned();
    for (args, code) in [
        (&["open"][..], 0),
        (&["vote", "--script", &script], 0),
        (&["mark"], 1),
        (&["pause"], 0),
        (&["pause"], 1),
        (&["resume"], 0),
        (&["resolve"], 0),
        (&["export", "--to", "nowhere"], 1),
        (&["close"], 0),
        (&["report"], 0),
        (&["open"], 1),
    ] {
        let run = site.run(args);
        assert_eq!(run.code, code, "{args:?} {}{}", run.out, run.err);
    }
    let head = site.run(&["head"]).out;
    let (out, leaves) = (site.path("stick/head.note"), site.path("stick/head.leaves"));
    let words = ["head", "--out", out.to_str().unwrap(), "--leaves", leaves.to_str().unwrap()];
    assert!(site.run(&words).out.contains("KEPALA CATATAN"));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), head);
    assert_eq!(std::fs::read_to_string(&leaves).unwrap().lines().count().to_string(), head.lines().nth(1).unwrap());
    let origin = site.village.documents.origin(&"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    let mut head = SignedCheckpoint::open(head.as_bytes(), &origin, &site.public).unwrap();
    head.cosign(&KeyName::new("saksi-1").unwrap(), &key("saksi-1"), 1_822_000_000).unwrap();
    std::fs::write(&note, head.to_string()).unwrap();
    assert_eq!(site.run(&["peer", &note]).code, 0);
    assert_eq!(site.run(&["export", "--to", site.path("usb").to_str().unwrap()]).code, 0);
    let entries = check_bundle(&site);
    assert_eq!(count(&entries, |e| matches!(e, Entry::Boot(_))), 1);
    let head = SignedCheckpoint::open(site.bundle().get("checkpoint").unwrap(), &origin, &site.public).unwrap();
    assert_eq!(head.cosigners(&site.village.documents.witnesses()).unwrap().len(), 1);
}

#[test]
fn a_script_names_the_lines_of_refused_cards_and_the_others_vote() {
    let site = Site::new(Wish::default());
    let rehearsal = Village::new(&Wish { mode: Mode::Rehearsal, ..Wish::default() });
    let card = site.village.card(1);
    let early = site.script(&[format!("{card} | 1 | ya")]);
    site.zero();
    let run = site.run(&["vote", "--script", &early]);
    assert!(run.code == 1 && run.out.contains("PEMUNGUTAN SUARA BELUM DIBUKA") && run.out.contains("baris 1"), "{}", run.out);
    site.run(&["open"]);
    let script = site.script(&[
        format!("{card} | 1 | ya"),
        format!("{card} | 1 | ya"),
        format!("{} | 1 | ya", site.village.card_of("2", 1)),
        format!("{} | 1 | ya", rehearsal.card(1)),
        format!("{} | 9 | ya", site.village.card(2)),
        format!("{} | 2 | ya", site.village.card(3)),
    ]);
    let run = site.run(&["vote", "--script", &script]);
    assert_eq!(run.code, 1);
    for words in ["baris 2: DITOLAK\nKARTU INI SUDAH DIPAKAI", "baris 3: DITOLAK\nINI KARTU BILIK 2", "baris 4: DITOLAK\nINI KARTU LATIHAN"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(run.out.contains("baris 5: DITOLAK\nNOMOR ITU TIDAK ADA") && run.out.contains("baris 6: TERSIMPAN"), "{}", run.out);
    site.run(&["close"]);
    let run = site.run(&["vote", "--script", &early]);
    assert!(run.code == 1 && run.out.contains("PEMUNGUTAN SUARA SUDAH DITUTUP"), "{}", run.out);
}

#[test]
fn a_bad_script_is_refused_whole_and_names_its_line() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    let good = format!("{} | 1 | ya", site.village.card(1));
    for (bad, words) in [("x | 1", "baris 2"), ("x | satu | ya", "bukan angka"), ("x | 1 | mungkin", "ya, salah, beda, uji atau tinggal")] {
        let script = site.script(&[good.clone(), bad.to_owned()]);
        let run = site.run(&["vote", "--script", &script]);
        assert!(run.code == 3 && run.err.contains(words) && run.err.contains("baris 2"), "{}", run.err);
    }
    assert_eq!(std::fs::read_to_string(site.journal("bilik")).unwrap().lines().count(), 3);
}

#[test]
fn a_person_votes_at_the_keyboard_and_may_change_before_confirming() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    let typed = format!("{}\n7\n1\ntidak\n2\nya\nbingung\nya\n\n", site.village.card(1));
    let run = site.run_with(&["vote"], &typed);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("SUARA ANDA SUDAH TERSIMPAN") && run.out.contains("KODE MULAI DENGAN"), "{}", run.out);
    assert!(titled(&site.papers(), "STRUK")[0].contains("Budi Santoso"));
}

#[test]
fn a_test_is_asked_twice_and_an_end_of_input_never_casts() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    let typed = format!("{}\n1\nya\nuji\ntidak\nuji\nUJI\n{}\n1\nya\n", site.village.card(1), site.village.card(2));
    let run = site.run_with(&["vote"], &typed);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("UJI MESIN SELESAI") && run.out.contains("TIDAK ADA JAWABAN"), "{}", run.out);
    site.run(&["close"]);
    site.run(&["export", "--to", site.path("usb").to_str().unwrap()]);
    let entries = check_bundle(&site);
    assert_eq!((count(&entries, |e| matches!(e, Entry::Cast(_))), count(&entries, |e| matches!(e, Entry::Void(_)))), (0, 1));
}

/// Reads a child's output until it asks, without a line feed at the end.
pub(crate) fn wait_for(out: &mut impl Read, words: &str) {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(words.as_bytes()) {
        assert_eq!(out.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&seen));
        seen.push(byte[0]);
    }
}

#[test]
fn after_kill_9_before_the_answer_resolve_says_unanswered_and_after_it_done() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    assert!(site.run(&["resolve"]).out.contains("1. BELUM TERCETAK"));
    let typed = format!("{}\n1\nya\n", site.village.card(1));
    let mut child = site.start(&["vote"]);
    child.stdin.as_mut().unwrap().write_all(typed.as_bytes()).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    wait_for(&mut out, "uji / tinggal: ");
    child.kill().unwrap();
    child.wait().unwrap();
    let run = site.run(&["resolve", "--missing", "bar"]);
    assert!(
        run.code == 0 && run.out.contains("2. TERCETAK, BELUM DIJAWAB") && run.out.contains("KERTAS LENGKAP"),
        "{}{}",
        run.out,
        run.err
    );
    assert!(!run.out.contains("Siti"), "the officer does not see the choice");
    assert!(site.run(&["resolve"]).out.contains("1. BELUM TERCETAK"), "only once");

    let mut child = site.start(&["vote"]);
    child.stdin.as_mut().unwrap().write_all(format!("{typed}ya\n").as_bytes()).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let stored = out.by_ref().lines().find(|line| line.as_ref().is_ok_and(|line| line.contains("SUDAH TERSIMPAN")));
    assert!(stored.is_some());
    child.kill().unwrap();
    child.wait().unwrap();
    let run = site.run(&["resolve", "--missing", "terima"]);
    assert!(run.out.contains("3. SUDAH SELESAI") && run.out.contains("KERTAS LENGKAP"), "{}", run.out);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1))]);
    assert!(site.run(&["vote", "--script", &script]).out.contains("KARTU INI SUDAH DIPAKAI"));
}

#[test]
fn a_rehearsal_lies_in_a_folder_of_its_own_with_its_band_on_every_paper() {
    let site = Site::new(Wish { mode: Mode::Rehearsal, ..Wish::default() });
    site.zero();
    let run = site.run(&["open"]);
    assert!(run.err.starts_with("*** LATIHAN — BUKAN SUARA SEBENARNYA ***") && run.out.starts_with("DIBUKA"), "{}{}", run.out, run.err);
    let shown = site.run_with(&["vote"], &format!("{}\n\n", site.village.card(1))).out;
    assert!(shown.contains("*** LATIHAN"), "{shown}");
    assert!(site.journal("bilik").to_str().unwrap().contains("suara-uji/v1") && site.journal("bilik").exists());
    assert!(site.papers()[0].trim_start().starts_with("*** LATIHAN"), "{}", site.papers()[0]);
}

#[test]
fn every_end_has_its_exit_code() {
    let site = Site::new(Wish::default());
    let package = site.path("package").to_str().unwrap().to_owned();
    assert_eq!(site.run(&["tidak-ada"]).code, 2);
    assert_eq!(site.run(&["open"]).code, 1, "no zero report yet");
    assert_eq!(site.run(&["zero", "--package", &package, "--anchor", &"0".repeat(64), "--exit"]).code, 3);
    assert_eq!(site.run(&["zero", "--package", site.path("nothing").to_str().unwrap(), "--exit"]).code, 3);
    site.zero();
    assert_eq!(site.run(&["zero", "--package", &package, "--exit"]).code, 1, "something is stored");
    assert_eq!(site.run(&["enrol", "--village", "16.07.17.2008", "--station", "001", "--booth", "1"]).code, 1);
    std::fs::write(site.path("garbage"), "bukan catatan").unwrap();
    let run = site.run(&["peer", site.path("garbage").to_str().unwrap()]);
    assert!(run.code == 3 && run.err.contains("garbage"), "{}", run.err);
    std::fs::write(site.path("passphrase"), "salah\n").unwrap();
    assert_eq!(site.run(&["head"]).code, 1);
    std::fs::write(site.path("passphrase"), PASSPHRASE).unwrap();
    let mut journal = std::fs::read(site.journal("stik")).unwrap();
    journal[20] ^= 1;
    std::fs::write(site.journal("stik"), journal).unwrap();
    let run = site.run(&["head"]);
    assert!(run.code == 4 && run.err.contains("medium 2"), "{}", run.err);
}

#[test]
fn a_machine_that_the_device_list_does_not_name_does_not_begin_a_day() {
    let site = Site::new(Wish::default());
    Village::new(&Wish::default()).documents.files().write(&site.path("other")).unwrap();
    let run = site.run(&["zero", "--package", site.path("other").to_str().unwrap(), "--exit"]);
    assert!(run.code == 3 && run.err.contains("TIDAK TERDAFTAR"), "{}", run.err);
    assert!(!site.path("bilik/package").exists());
}

#[test]
fn one_process_at_a_time_holds_the_booth() {
    let site = Site::new(Wish::default());
    site.zero();
    let mut child = site.start(&["console"]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    child.stdin.as_mut().unwrap().write_all(b"open\nhead\n").unwrap();
    wait_for(&mut out, "\nbilik> ");
    wait_for(&mut out, "\nbilik> ");
    let run = site.run(&["head"]);
    assert!(run.code == 1 && run.err.contains("held by another process"), "{}", run.err);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(site.run(&["head"]).code, 0);
}
