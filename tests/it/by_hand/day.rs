//! The booths' day, and what voters pressed: kept here, to be held against the result in the end.

use std::collections::BTreeMap;

use super::console::Console;
use super::draft::{BOOTHS, VILLAGE};
use super::prepare::Cards;
use super::table::Table;

/// A booth by station and number.
pub(super) type Place = (&'static str, u32);

/// A booth's line.
pub(super) fn booth((station, number): Place, words: &str) -> String {
    let name = format!("{station}-{number}");
    format!(
        "suara-terminal --dir bilik/{name} --medium2 usb-bilik/{name} --passphrase-file sandi/bilik-{name} --printer kertas/{name} \
         --witness-secret-file sandi/rahasia-1 --witness-secret-file sandi/rahasia-2 {words}"
    )
}

/// How a ballot ended, as the voter's TANDA TERIMA says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Receipt {
    pub(super) word: String,
    pub(super) code: String,
}

/// Four booths in four processes that last the day.
pub(super) struct Day<'t> {
    pub(super) table: &'t Table,
    pub(super) cards: Cards,
    consoles: BTreeMap<Place, Console>,
    /// Votes that the voters pressed and confirmed, by station: the blank first, then candidates 1, 2, 3.
    pub(super) pressed: BTreeMap<&'static str, [u32; 4]>,
    /// What voters took home.
    pub(super) receipts: Vec<Receipt>,
}

impl<'t> Day<'t> {
    /// The zero report of every booth; another index than the one on paper gives none.
    pub(super) fn zero(table: &'t Table, anchor: &str) -> Self {
        table.write("sandi/rahasia-1", "rahasia saksi satu\n");
        table.write("sandi/rahasia-2", "rahasia saksi dua\n");
        table.write("kertas/BACA", "gulungan kertas\n");
        let zero = |place, anchor: &str| booth(place, &format!("zero --package kerja/packages/{VILLAGE} --anchor {anchor}"));
        table.refused(&zero(BOOTHS[0], &"0".repeat(64)), 3);
        let start = |place: Place| {
            let (console, said) = Console::start(table, &zero(place, anchor));
            assert!(said.contains("LAPORAN NOL"), "{said}");
            (place, console)
        };
        let consoles = BOOTHS.into_iter().map(start).collect();
        Self { table, cards: Cards::of(table), consoles, pressed: BTreeMap::new(), receipts: Vec::new() }
    }

    /// Types a line at a booth.
    pub(super) fn say(&mut self, place: Place, line: &str) -> String {
        self.consoles.get_mut(&place).unwrap().say(line)
    }

    /// One voter with a card, a number and an answer.
    fn press(&mut self, place: Place, card: &str, number: u32, answer: &str) -> String {
        self.table.write("naskah", format!("{card} | {number} | {answer}\n"));
        self.say(place, "vote --script naskah")
    }

    /// A voter whose ballot is sealed; gives the word and code of the TANDA TERIMA.
    pub(super) fn answered(&mut self, place: Place, card: &str, number: u32, answer: &str) -> Receipt {
        let said = self.press(place, card, number, answer);
        let line = said.lines().find_map(|line| line.strip_prefix("baris 1: "));
        let (word, code) = line.unwrap_or_else(|| panic!("{said}")).split_once(' ').unwrap();
        let receipt = Receipt { word: word.to_owned(), code: code.to_owned() };
        assert_ne!(receipt.word, "DITOLAK", "{said}");
        self.receipts.push(receipt.clone());
        receipt
    }

    /// A voter who votes with this card.
    pub(super) fn cast_with(&mut self, place: Place, card: &str, number: u32) {
        assert_eq!(self.answered(place, card, number, "ya").word, "TERSIMPAN");
        self.pressed.entry(place.0).or_default()[number as usize] += 1;
    }

    /// A voter who votes with the card just taken.
    pub(super) fn cast(&mut self, place: Place, number: u32) {
        let card = self.cards.take(place.0, place.1);
        self.cast_with(place, &card, number);
    }

    /// A voter who is sent away; the screen names this code for the officer.
    pub(super) fn refused(&mut self, place: Place, card: &str, screen: &str) {
        let said = self.press(place, card, 1, "ya");
        assert!(said.contains("baris 1: DITOLAK") && said.contains(&format!("[{screen}]")), "{screen}: {said}");
    }

    /// The booth's process ends, and another one goes on with the day.
    pub(super) fn restart(&mut self, place: Place) {
        self.consoles.remove(&place).unwrap().exit();
        let (console, _) = Console::start(self.table, &booth(place, "console"));
        self.consoles.insert(place, console);
    }

    /// The booth's machine dies, and the spare goes on with its second medium. The process then stays on the spare.
    pub(super) fn take_over(&mut self, place: Place, anchor: &str) {
        drop(self.consoles.remove(&place).unwrap());
        let (station, number) = place;
        let spare = |pin: &str| {
            format!(
                "suara-terminal --dir cadangan/1 --medium2 usb-bilik/{station}-{number} --passphrase-file sandi/cadangan-1 \
                 --pin-file sandi/pin-1 --pin-file {pin} --printer kertas/{station}-{number} --witness-secret-file sandi/rahasia-1 \
                 takeover --package kerja/packages/{VILLAGE} --anchor {anchor} --station {station} --booth {number}"
            )
        };
        assert!(self.table.refused(&spare("sandi/pin-1"), 1).contains("PIN SALAH"));
        // What the machine counts is set back here instead of waiting.
        self.table.write("cadangan/1/pin-failures", "0 0\n");
        let (console, said) = Console::start(self.table, &spare("sandi/pin-2"));
        assert!(said.contains("MESIN CADANGAN MELANJUTKAN"), "{said}");
        self.consoles.insert(place, console);
    }

    /// The old machine of a booth that a spare went on with, switched on again with the stick.
    pub(super) fn old_machine_is_refused(&self, place: Place) {
        let said = self.table.refused(&booth(place, "head"), 1);
        assert!(said.contains("a spare machine went on with this log"), "{said}");
    }

    /// The booth's stick is gone, and an empty one takes its place.
    pub(super) fn replace_stick(&mut self, place: Place) {
        self.consoles.remove(&place).unwrap().exit();
        std::fs::remove_dir_all(self.table.path(&format!("usb-bilik/{}-{}", place.0, place.1))).unwrap();
        assert!(self.table.refused(&booth(place, "head"), 4).contains("medium2"));
        let (console, said) = Console::start(self.table, &booth(place, "medium2"));
        assert!(said.contains("MEDIA KEDUA DIGANTI"), "{said}");
        self.consoles.insert(place, console);
    }

    /// The booth's head goes out on a stick, both witnesses cosign it, and it comes back.
    pub(super) fn cosign(&mut self, place: Place, when: &str) {
        let name = format!("kepala/{}-{}-{when}", place.0, place.1);
        self.say(place, &format!("head --out {name}.note --leaves {name}.daun"));
        for number in 1..=2 {
            let cosign = format!(
                "witness cosign {name}.note --documents kerja/villages/{VILLAGE}/documents --leaves {name}.daun --out {name}-{number}.note"
            );
            self.table.well(&super::prepare::witness(number, &cosign));
            let said = self.say(place, &format!("peer {name}-{number}.note"));
            assert!(said.contains("TANDA TANGAN SAKSI DITERIMA"), "{said}");
        }
    }

    /// Closes a booth, has its closing head cosigned, and writes its bundle to the committee's stick.
    pub(super) fn close(&mut self, place: Place) {
        assert!(self.say(place, "export --to usb").contains("DITOLAK"), "not closed yet");
        assert!(self.say(place, "close").contains("DITUTUP"));
        assert!(self.say(place, "open").contains("DITOLAK"));
        self.cosign(place, "tutup");
        assert!(self.say(place, "export --to usb").contains("BERKAS BILIK"));
    }

    /// Switches the booths off.
    pub(super) fn end(&mut self) {
        std::mem::take(&mut self.consoles).into_values().for_each(Console::exit);
    }

    /// A receipt with this word.
    pub(super) fn receipt(&self, word: &str) -> &Receipt {
        self.receipts.iter().find(|receipt| receipt.word == word).unwrap_or_else(|| panic!("no {word} in {:?}", self.receipts))
    }
}
