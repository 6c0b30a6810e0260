//! The weeks before: keys, draft, roll, the guardians' ceremony, devices, signatures, cards.

use super::draft::{self, BOOTHS, GUARDIANS, People, STATIONS, VILLAGE};
use super::table::Table;

/// Of everybody's own passphrase file: nobody guesses at them here. The committee's keys, rolls and cards keep what a real election asks.
const WORK_FACTOR: u8 = 2;

/// The committee's line: its work folder and passphrase, then the command.
pub(super) fn committee(line: &str) -> String {
    format!("suara-committee --work kerja --passphrase-file sandi/panitia {line}")
}

/// A guardian's line.
pub(super) fn guardian(number: usize, line: &str) -> String {
    format!("suara-guardian --dir penjaga/{number} --passphrase-file sandi/penjaga-{number} {line}")
}

/// A witness's line.
pub(super) fn witness(number: usize, line: &str) -> String {
    format!("suara-guardian --dir saksi/{number} --passphrase-file sandi/saksi-{number} {line}")
}

/// Everything up to the evening before: what is left are packages, cards and rolls.
pub(super) fn prepare(table: &Table) {
    ["panitia", "daftar", "penghitung-1", "penghitung-2"].iter().for_each(|whose| table.passphrase(whose));
    assert!(table.well("suara-committee example draf").contains("example written"));
    assert!(table.refused("suara-committee example draf", 1).contains("SUDAH ADA"));
    draft::fill(table, &people(table));
    let init = committee("init draf");
    assert!(table.refused(&init, 3).contains(&format!("tags/{VILLAGE}.json")), "no tags yet");
    let said = table.well("suara-pollbook --passphrase-file sandi/daftar import draf daftar/pemilih.csv");
    assert!(said.contains("1 desa, 2 TPS, 21 pemilih"), "{said}");
    table.well(&init);
    table.well(&committee("definitions --out definisi"));
    ceremony(table);
    devices(table);
    table.well(&committee("sign --ceremony kunci"));
    table.well(&committee("deck --out kartu"));
}

/// Everybody makes a key, and the printed lines go into the tables.
fn people(table: &Table) -> People {
    let mut guardians = String::new();
    for (number, (name, side)) in (1..).zip(GUARDIANS) {
        table.passphrase(&format!("penjaga-{number}"));
        let said = table.well(&guardian(number, &format!("new --name \"{name}\" --work-factor {WORK_FACTOR}")));
        let line = said.lines().find(|line| line.starts_with("<village_code>")).unwrap();
        let line = line.replace("<village_code>", VILLAGE).replace("<number>", &number.to_string());
        guardians += &format!("{}\n", line.replace(";neutral;", &format!(";{side};")));
    }
    let mut witnesses = String::new();
    for number in 1..=2 {
        table.passphrase(&format!("saksi-{number}"));
        let said = table.well(&witness(number, &format!("witness new --name saksi-{number} --work-factor {WORK_FACTOR}")));
        let line = said.lines().find(|line| line.starts_with("<village_code>")).unwrap();
        witnesses += &format!("{}\n", line.replace("<village_code>", VILLAGE));
    }
    let mut counters = String::new();
    for number in 1..=2 {
        let new = format!("counter new --name \"Penghitung {number}\" --out penghitung/{number}.age --work-factor {WORK_FACTOR}");
        let said = table.well(&format!("suara-committee --passphrase-file sandi/penghitung-{number} {new}"));
        counters += &format!("{}\n", said.lines().last().unwrap().replace("<kode desa>", VILLAGE));
    }
    People { guardians, witnesses, counters }
}

/// Four rounds by five processes in five folders; the files travel through one folder.
fn ceremony(table: &Table) {
    let round = |word: &str, number: usize| {
        let from = if word == "commit" { "" } else { "--from upacara " };
        guardian(number, &format!("{word} --definitions definisi {from}--out upacara/{number}"))
    };
    for word in ["commit", "reveal", "share", "confirm"] {
        if word == "reveal" {
            // A guardian who was not there is named, and nothing is lost by waiting.
            let file = table.names("upacara/5").remove(0);
            let bytes = table.read(&format!("upacara/5/{file}"));
            std::fs::remove_file(table.path(&format!("upacara/5/{file}"))).unwrap();
            assert!(table.refused(&round(word, 1), 1).contains("penjaga 5 belum ada"));
            table.write(&format!("upacara/5/{file}"), bytes);
        }
        (1..=GUARDIANS.len()).for_each(|number| drop(table.well(&round(word, number))));
    }
    let said = table.well("suara-guardian assemble --definitions definisi --from upacara --out kunci");
    assert!(said.contains(VILLAGE) && said.contains("transkrip"), "{said}");
}

/// Every machine makes its key; the committee lists the public halves.
fn devices(table: &Table) {
    let mut files = Vec::new();
    for (station, number) in BOOTHS {
        let name = format!("{station}-{number}");
        table.passphrase(&format!("bilik-{name}"));
        table.well(&format!(
            "suara-terminal --dir bilik/{name} --passphrase-file sandi/bilik-{name} enrol --village {VILLAGE} --station {station} \
             --booth {number} --work-factor {WORK_FACTOR}"
        ));
        files.push(format!("bilik/{name}/booth-{VILLAGE}-{name}.pub"));
    }
    for station in STATIONS {
        table.passphrase(&format!("meja-{station}"));
        table.well(&format!(
            "suara-pollbook --state meja/{station} --passphrase-file sandi/meja-{station} enrol --village {VILLAGE} --station {station} \
             --desk 1 --out usb --work-factor {WORK_FACTOR}"
        ));
        files.push(format!("usb/desk-{VILLAGE}-{station}-1.pub"));
    }
    files.insert(0, spare(table));
    let last = files.pop().unwrap();
    table.well(&committee(&format!("enrol {}", files.join(" "))));
    let said = table.refused(&committee("sign --ceremony kunci"), 1);
    assert!(said.contains("meja 002/1"), "{said}");
    table.well(&committee(&format!("enrol {last}")));
    assert!(table.well(&committee(&format!("enrol {last}"))).contains("sudah terdaftar"));
}

/// The machine of the pool: no place, and two people's PINs.
fn spare(table: &Table) -> String {
    table.passphrase("cadangan-1");
    table.write("sandi/pin-1", "271828\n");
    table.write("sandi/pin-2", "314159\n");
    let said = table.well(&format!(
        "suara-terminal --dir cadangan/1 --passphrase-file sandi/cadangan-1 --pin-file sandi/pin-1 --pin-file sandi/pin-2 \
         enrol --village {VILLAGE} --work-factor {WORK_FACTOR}"
    ));
    assert!(said.contains("PIN DUA ORANG TERPASANG"), "{said}");
    let names = table.names("cadangan/1");
    format!("cadangan/1/{}", names.iter().find(|name| name.ends_with(".pub")).unwrap())
}

/// The packs of all booths, opened: the cards that desks hand out.
pub(super) struct Cards {
    packs: Vec<Vec<String>>,
}

impl Cards {
    /// Prints all packs, as whoever makes the cards does.
    pub(super) fn of(table: &Table) -> Self {
        let pack = |(station, booth): (&str, u32)| {
            let file = format!("kartu/{VILLAGE}-{station}-{booth}.age");
            let said = table.well(&committee(&format!("cards {file} --pack 1")));
            let cards = said.lines().filter_map(|line| line.split_once(" SUARA ").map(|(_, rest)| format!("SUARA {rest}")));
            let cards: Vec<String> = cards.collect();
            assert_eq!(cards.len(), 50, "a whole pack");
            table.refused(&committee(&format!("cards {file} --pack 2")), 3);
            cards
        };
        Self { packs: BOOTHS.map(pack).into() }
    }

    /// The next card for a booth.
    pub(super) fn take(&mut self, station: &str, booth: u32) -> String {
        let place = BOOTHS.iter().position(|at| *at == (station, booth)).unwrap();
        self.packs[place].pop().unwrap()
    }
}
