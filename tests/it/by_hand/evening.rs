//! The evening and the days after: bundles in, boxes counted, sums opened by three of five, records audited by anybody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::day::Day;
use super::draft::{BOOTHS, STATIONS, VILLAGE};
use super::papers::{papers, qr, slips, titled};
use super::prepare::{committee, guardian};
use super::table::{Table, files_below};

const RECORD: &str = "kerja/villages/99.01.01.2001/record/public";

fn bundle((station, number): (&str, u32)) -> String {
    format!("usb/bundle-{VILLAGE}-{station}-{number}")
}

/// Bundles and counts come in on sticks: in any order, more than once, and damaged ones by name.
pub(super) fn receive(table: &Table) {
    let (last, first) = BOOTHS.split_last().unwrap();
    let desks = STATIONS.map(|station| format!("usb/counts-{VILLAGE}-{station}-1.json")).join(" ");
    let import = committee(&format!("import {desks} {}", first.iter().copied().map(bundle).collect::<Vec<_>>().join(" ")));
    assert_eq!(table.well(&import).matches("DITERIMA (received)").count(), 5);
    assert_eq!(table.well(&import).matches("SUDAH DITERIMA").count(), 5);
    let said = table.refused(&committee("plan"), 1);
    assert!(said.contains("BELUM DAPAT DIHITUNG") && said.contains("002/2"), "{said}");
    let damaged = format!("{}/entries.jsonl", bundle(*last));
    let whole = table.read(&damaged);
    let mut bytes = whole.clone();
    bytes[whole.len() / 2] ^= 1;
    table.write(&damaged, bytes);
    let import = committee(&format!("import {}", bundle(*last)));
    assert!(table.refused(&import, 3).contains("entries.jsonl"));
    table.write(&damaged, whole);
    assert!(table.well(&import).contains("DITERIMA"));
    let status = table.well(&committee("status"));
    assert_eq!(status.matches(" terverifikasi").count(), 4, "{status}");
}

/// Two people count the slips of each box, each by themselves.
pub(super) fn count_boxes(table: &Table, pressed: &BTreeMap<&str, [u32; 4]>) {
    for station in STATIONS {
        let found = slips(table, station);
        assert_eq!(Some(&found), pressed.get(station), "the slips of {station}");
        let [blank, one, two, three] = found;
        for entry in 1..=2 {
            let count = |person: usize, three: u32| {
                format!(
                    "suara-committee --work kerja --passphrase-file sandi/penghitung-{person} count --village {VILLAGE} --station {station} \
                     --entry {entry} --counter penghitung/{person}.age --votes 1={one},2={two},3={three},0={blank}"
                )
            };
            if entry == 2 {
                table.refused(&count(1, three), 1);
                assert!(table.well(&count(2, three + 1)).contains("BERBEDA"));
            }
            let said = table.well(&count(entry, three));
            assert!(entry == 1 || said.contains("SAMA"), "{said}");
        }
    }
}

/// Three guardians open; two are not enough.
pub(super) fn open_sums(table: &Table, anchor: &str) {
    let said = table.well(&committee("plan --decided-by \"Panitia Buah Maju\""));
    assert!(said.contains("rencana 1"), "{said}");
    assert!(table.refused(&committee(&format!("import {}", bundle(BOOTHS[0]))), 3).contains("SUDAH DIRENCANAKAN"));
    let open = |number: usize, anchor: &str| guardian(number, &format!("open --record {RECORD} --anchor {anchor} --out pembukaan"));
    table.refused(&open(1, &"0".repeat(64)), 3);
    for number in [1, 3] {
        table.well(&open(number, anchor));
    }
    let tally = committee("tally --from pembukaan");
    assert!(table.well(&tally).contains("2 dari 3 penjaga"));
    assert!(table.well(&committee("result")).contains("BELUM DAPAT DIBUKA"));
    table.well(&open(4, anchor));
    assert!(table.well(&tally).contains("SELESAI DIHITUNG"));
    let page = table.well(&committee("result"));
    assert!(page.contains("Pisang"), "{page}");
    assert!(table.well(&guardian(3, "status")).contains("rencana 1"));
}

/// Anybody's check, with the digest from paper, says what the voters pressed.
pub(super) fn audit(table: &Table, anchor: &str, pressed: &BTreeMap<&str, [u32; 4]>) {
    let said = table.well(&format!("suara-audit verify {RECORD} --anchor {anchor} --json"));
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&report["exit"], &report["verdict"]), (&Value::from(0), &Value::from("valid")));
    let village = &report["villages"][0];
    assert_eq!(village["winner"], 1);
    let total = |option: usize| pressed.values().map(|station| station[option]).sum::<u32>();
    let options = village["options"].as_array().unwrap();
    assert_eq!(options.len(), 4);
    for option in options {
        let number = usize::try_from(option["option"].as_u64().unwrap()).unwrap();
        assert_eq!(option["votes"], total(number), "option {number}");
    }
    for records in [format!("{RECORD} --complete"), "kerja/villages".to_owned()] {
        table.well(&format!("suara-audit verify {records} --anchor kerja/ANCHOR"));
    }
    table.refused(&format!("suara-audit verify {RECORD}"), 3);
    table.refused(&format!("suara-audit verify {RECORD} --anchor {}", "0".repeat(64)), 1);
}

/// Every voter finds the code on the TANDA TERIMA, and whoever tested a machine can check its sheet.
pub(super) fn look_up(table: &Table, day: &Day<'_>) {
    for (word, found) in [("TERSIMPAN", "TERSIMPAN"), ("UJI", "UJI"), ("BATAL", "BATAL oleh"), ("DIBATALKAN", "DIBATALKAN")] {
        let code = &day.receipt(word).code;
        let said = table.well(&format!("suara-audit find \"{code}\" {RECORD}"));
        assert!(said.contains(found), "{word}: {said}");
    }
    for receipt in &day.receipts {
        table.well(&format!("suara-audit find \"{}\" {RECORD}", receipt.code));
    }
    table.refused(&format!("suara-audit find \"0000 0000 0000 0000 0000\" {RECORD}"), 1);
    let printed = papers(table, BOOTHS[0]);
    for strip in titled(&printed, "TANDA TERIMA") {
        table.well(&format!("suara-audit find --qr \"{}\" {RECORD}", qr(&strip)));
    }
    let sheets = titled(&printed, "UJI MESIN");
    assert_eq!(sheets.len(), 2);
    for sheet in sheets {
        table.write("lembar-uji.txt", qr(&sheet));
        assert!(table.well(&format!("suara-audit challenge lembar-uji.txt --record {RECORD}")).contains("PASS"));
    }
}

/// What witnesses kept agrees with the record: the heads they cosigned, and the whole rolls of the booths' printers. A head that the
/// record contradicts does not pass, nor does a paper with another number on it.
pub(super) fn witness(table: &Table, anchor: &str) {
    for name in table.names("kepala").iter().filter(|name| name.ends_with(".note")) {
        table.write(&format!("bukti/{name}"), table.read(&format!("kepala/{name}")));
    }
    let rolls: Vec<String> = BOOTHS.iter().map(|(station, number)| format!("{station}-{number}")).collect();
    for roll in &rolls {
        table.write(&format!("bukti/roll-{roll}.txt"), table.read(&format!("kertas/{roll}")));
    }
    let verify = format!("suara-audit verify {RECORD} --anchor {anchor} --evidence bukti");
    let said = table.well(&format!("{verify} --report laporan.html --lang en"));
    for id in ["C63", "C64", "C65", "C66", "C67"] {
        assert!(said.contains(&format!("PASS        {id}")), "{id}: {said}");
    }
    assert!(table.text("laporan.html").contains("VALID"));
    table.well(&format!("{verify} --report laporan.html"));
    table.refused(&format!("{verify} --report kerja/ANCHOR"), 2);
    let roll = format!("bukti/roll-{}.txt", rolls[0]);
    let text = table.text(&roll);
    let closing = text.rfind("LAPORAN PENUTUPAN").unwrap();
    let (before, report) = text.split_at(closing);
    let line = report.lines().find(|line| line.starts_with("Suara tersimpan")).unwrap();
    let number = line.split_whitespace().nth(2).unwrap();
    table.write(&roll, format!("{before}{}", report.replacen(line, &line.replacen(number, "9", 1), 1)));
    assert!(table.refused(&verify, 1).contains("C66"));
    table.write(&roll, text);
    table.well(&verify);
}

/// One changed bit anywhere in the record is found, and the file is named.
pub(super) fn flip(table: &Table, anchor: &str) {
    let verify = format!("suara-audit verify {RECORD} --anchor {anchor}");
    let files = files_below(&table.path(RECORD));
    assert!(files.len() > 30, "{}", files.len());
    for file in files.iter().step_by(5) {
        let whole = std::fs::read(file).unwrap();
        let mut changed = whole.clone();
        match changed.len() / 2 {
            0 => changed.push(b'x'),
            middle => changed[middle] ^= 1,
        }
        std::fs::write(file, changed).unwrap();
        let said = table.refused(&verify, 1);
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(name), "{name}: {said}");
        std::fs::write(file, whole).unwrap();
    }
    table.well(&verify);
}
