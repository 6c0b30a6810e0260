//! A desk from import to signed counts, and what it refuses.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use canonical::{base64, hex};
use token::{DeskCounts, DevicePublic};

use crate::fixture;
use crate::place::{NAMES, NIKS, Place, files_below};

#[test]
fn a_day_at_a_desk_from_import_to_signed_counts() {
    let (place, definition) = Place::opened("day");
    assert!(place.desk(0, "find siti").contains("BELUM"));
    let said = place.desk(0, "check-in 1");
    assert!(said.contains("HADIR   NOMOR 1   Siti Aminah") && said.contains("Kipas 5 kartu tertutup"), "{said}");
    assert!(said.contains("PERHATIKAN: 1 kartu keluar, baru 0"), "{said}");
    place.desk(0, "pack-open 50");
    assert!(!place.desk(0, "check-in 2").contains("PERHATIKAN"));
    assert!(place.desk(1, "check-in 2").contains("NOMOR 2 SUDAH HADIR DI MEJA 1"));
    assert!(place.desk(0, "find 0002").contains("HADIR"));
    place.desk(0, "undo 2 salah-nomor");
    assert!(place.desk(1, "undo 2 pergi").contains("BELUM HADIR"));
    place.desk(0, "audit-card 2");
    place.desk(0, "replacement uji");
    place.desk(0, "card-return");
    assert!(place.desk(0, "status").contains("Hadir dari daftar (present)                  1"));
    assert!(place.desk(1, "counts --out sent").contains("BELUM DITUTUP"));
    let said = place.desk(0, "close 45 --out sent");
    assert!(said.contains("SELISIH KARTU: keluar 5, seharusnya 4"), "{said}");
    let bytes = fs::read(place.path("sent/counts-16.07.17.2008-001-1.json")).unwrap();
    let key = *DevicePublic::parse(&fs::read(place.path("desk/device.pub")).unwrap()).unwrap().key();
    let counts = DeskCounts::parse(&bytes, &definition, |_, _| Some(key)).unwrap();
    assert_eq!((counts.present, counts.undone, counts.audit_cards, counts.replacements, counts.cards_returned), (1, 1, 2, 1, 1));
    assert!(place.desk(1, "check-in 3").contains("MEJA SUDAH DITUTUP"));
    assert!(place.open(1).contains("MEJA SUDAH DITUTUP"));
    place.desk(0, "counts --out again");
    assert_eq!(fs::read(place.path("again/counts-16.07.17.2008-001-1.json")).unwrap(), bytes);
}

#[test]
fn a_session_serves_line_by_line_and_goes_on_after_a_refusal() {
    let (place, _) = Place::opened("session");
    let said =
        place.session(&["find dewi", "check-in 3", "", "check-in 3", "dance", "check-in x", "add", "1111222233334444", "Rahmat Hidayat"]);
    for part in
        ["3201******0003  BELUM", "HADIR   NOMOR 3   Dewi Lestari", "SUDAH HADIR", "TIDAK DIKENAL", "HADIR   NOMOR 4   Rahmat Hidayat"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("3201011501800003") && !said.contains("1111222233334444"), "a screen shows no whole NIK");
    let said = place.session(&["find rahmat", "add", "1111222233334444", "Rahmat Hidayat", "close", "0", "status", "exit", "check-in 1"]);
    for part in ["1111******4444  HADIR  tambahan", "NOMOR 4 SUDAH HADIR", "MEJA DITUTUP", "DITUTUP (closed)"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn names_and_niks_lie_on_disk_only_inside_passphrase_files() {
    let (place, _) = Place::opened("canary");
    place.session(&["check-in 1", "add", "1111222233334444", "Rahmat Hidayat", "undo 1 identitas", "close 0 --out sent"]);
    fs::remove_file(place.path("roll.csv")).unwrap();
    let mut files = Vec::new();
    files_below(place.dir(), &mut files);
    assert!(files.iter().any(|path| path.ends_with("usb/journal/entries.jsonl")) && files.len() > 15, "{files:?}");
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        for person in NIKS.into_iter().chain(NAMES) {
            let reversed: String = person.chars().rev().collect();
            let forms =
                [person.to_owned(), hex::encode(person.as_bytes()), base64::encode(person.as_bytes()), reversed, person.to_uppercase()];
            assert!(forms.iter().all(|form| !text.contains(form)), "{} holds {person}", file.display());
        }
    }
}

#[test]
fn an_import_with_a_fault_writes_nothing_and_tells_all_faults() {
    let place = Place::new("faults");
    place.put("more.csv", "village_code,station,stratum,number,nik,name,birth_date,sex,address\n16.07.17.2008,001,dusun-9,0,1607174501900001,,,,\n16.07.17.2008,001,dusun-1,9,1607174501900001,Siti Aminah,,,\n");
    let said = place.said(3, "--passphrase-file office.txt import draft roll.csv more.csv", "");
    for part in [
        "more.csv, baris 2, kolom stratum",
        "more.csv, baris 2, kolom number",
        "more.csv, baris 2, kolom name",
        "NIK …0001 ada 2 kali: more.csv baris 3",
        "4 kesalahan",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    for name in ["tags", "rolls", "roll-key.age", ".import"] {
        assert!(!place.path("draft").join(name).exists(), "{name}");
    }
}

#[test]
fn a_second_import_uses_the_same_key_and_takes_old_files_away() {
    let place = Place::new("again");
    assert!(place.import().contains("roll.csv, baris 4: enam angka pertama NIK"));
    let tags = || fs::read(place.path("draft/tags/16.07.17.2008.json")).unwrap();
    let before = tags();
    place.put("draft/rolls/16.07.17.2008-009.age", "old");
    place.import();
    assert_eq!(tags(), before);
    assert!(!place.path("draft/rolls/16.07.17.2008-009.age").exists());
    assert!(place.said(1, "--passphrase-file desk.txt import draft roll.csv", "").contains("KATA SANDI SALAH"));
    assert_eq!(tags(), before);
}

#[test]
fn a_desk_opens_only_with_its_own_key_package_and_roll() {
    let place = Place::new("strangers");
    place.import();
    assert!(place.desk(1, "status").contains("BELUM ADA MEJA DI SINI"));
    let key = *place.enrol().key();
    assert!(place.desk(1, "enrol --village 16.07.17.2008 --station 001 --desk 1 --work-factor 2").contains("SUDAH ADA"));
    assert!(place.desk(1, "status").contains("MEJA BELUM DIBUKA"));
    place.package(fixture::key().public());
    assert!(place.open(3).contains("BELUM TERDAFTAR"));
    place.package(key);
    let anchor = "open --package package --roll draft/rolls/16.07.17.2008-001.age --roll-passphrase-file office.txt --anchor";
    assert!(place.desk(3, &format!("{anchor} {}", "0".repeat(64))).contains("bukan yang tercetak"));
    assert!(
        place
            .desk(1, "open --package package --roll draft/rolls/16.07.17.2008-001.age --roll-passphrase-file desk.txt")
            .contains("SANDI SALAH")
    );
    assert!(
        place.desk(3, "open --package package --roll roll.csv --roll-passphrase-file office.txt").contains("bukan berkas kata sandi age")
    );
    assert!(!place.path("usb").exists());
    assert!(place.open(0).contains("Melayani nomor 1 sampai 3"));
    assert!(place.open(1).contains("SUDAH DIBUKA"));
}

#[test]
fn a_damaged_journal_or_roll_stops_the_desk() {
    let (place, _) = Place::opened("damage");
    place.desk(0, "check-in 1");
    let journal = place.path("usb/journal/entries.jsonl");
    let good = fs::read(&journal).unwrap();
    let mut bad = good.clone();
    bad[40] ^= 1;
    fs::write(&journal, bad).unwrap();
    assert!(place.desk(4, "check-in 2").contains("JURNAL TIDAK DAPAT DIBUKA"));
    assert!(place.desk(1, "medium2").contains("MEDIA KEDUA TIDAK KOSONG"));
    fs::write(&journal, &good).unwrap();
    assert!(place.desk(1, "medium2").contains("MEDIA KEDUA SUDAH LENGKAP"));
    fs::remove_file(&journal).unwrap();
    assert!(place.desk(4, "find 1").contains("jalankan: medium2"));
    fs::remove_dir_all(place.path("usb/kit")).unwrap();
    assert!(place.desk(0, "medium2").contains("MEDIA KEDUA DIGANTI"));
    assert!(place.path("usb/kit/key.age").exists());
    assert_eq!(fs::read(&journal).unwrap(), good);
    assert!(place.desk(0, "find 1").contains("HADIR"));
    let roll = place.path("desk/roll.age");
    let mut sealed = fs::read(&roll).unwrap();
    *sealed.last_mut().unwrap() ^= 1;
    fs::write(&roll, sealed).unwrap();
    assert!(place.desk(4, "status").contains("KEADAAN MEJA RUSAK"));
}

#[test]
fn a_second_window_is_refused_while_a_session_runs() {
    let (place, _) = Place::opened("busy");
    let mut command = Command::new(env!("CARGO_BIN_EXE_suara-pollbook"));
    command.args(["--medium2", "usb", "--passphrase-file", "desk.txt", "session"]).current_dir(place.dir());
    let mut first = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = first.stdin.take().unwrap();
    input.write_all(b"status\n").unwrap();
    // Its answer shows that it holds the journal.
    let mut byte = [0];
    std::io::Read::read_exact(first.stdout.as_mut().unwrap(), &mut byte).unwrap();
    assert!(place.desk(1, "check-in 1").contains("SEDANG DIPAKAI"));
    drop(input);
    assert!(first.wait().unwrap().success());
    place.desk(0, "check-in 1");
}

#[test]
fn a_wrong_command_line_has_its_own_exit_code() {
    let place = Place::new("usage");
    place.said(2, "check-in", "");
    place.said(2, "status", "");
    place.said(2, "--medium2 usb undo 1 bosan", "");
    assert!(place.said(3, "--medium2 usb --passphrase-file nowhere.txt status", "").contains("nowhere.txt"));
}
