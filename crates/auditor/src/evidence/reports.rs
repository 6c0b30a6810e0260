//! C66: zero reports, seed notices and closing reports say what the log says.
//!
//! The head on a report is signed and goes through C63 and C64. Its other lines are not: that they agree is checked, and where they
//! do not, the paper with the hands of chair and witnesses decides, which is why the finding sends people to it.

use canonical::Hash;
use record::{Close, Zero};

use super::held::{Held, HeldLog, Kept};
use super::paper::{COUNTS, Paper, Title};
use super::piece::{Piece, What};
use crate::checks::id;
use crate::findings::Findings;
use crate::text::say;

/// Facts that both reports print about the booth.
const OWN: [&str; 4] = ["Alat (kunci)", "Indeks", "Definisi", "Kunci desa"];
const SETS: [&str; 4] = ["Tersimpan", "Uji", "Batal", "Dibatalkan"];
const ROOT: &str = "Akar catatan";
const SEEDS: &str = "Akar benih";

/// Holds every report against the logs.
pub(super) fn check(pieces: &[&Piece], held: &[Held], f: &mut Findings) {
    let mut compared = 0;
    for piece in pieces {
        let What::Paper(paper) = &piece.what else { continue };
        for held in held.iter().filter(|held| held.origin == paper.head.head.origin && paper.head.is_signed(held)) {
            // Where there is no log, C63 has said so about the paper's head.
            let Kept::Log(log) = &held.kept else { continue };
            compared += 1;
            let mut report = Comparison { paper, due: Vec::new(), wrong: Vec::new() };
            report.run(held, log);
            report.say(piece, held, f);
        }
    }
    if compared == 0 {
        f.not_due(id::REPORTS);
    }
    f.done(id::REPORTS, say!("{compared} laporan dibandingkan", "{compared} reports compared"));
}

/// One paper against one log.
struct Comparison<'a> {
    paper: &'a Paper,
    /// What the paper should say and does not.
    due: Vec<String>,
    /// What it says, and what the record says.
    wrong: Vec<(String, String, String)>,
}

impl Comparison<'_> {
    fn run(&mut self, held: &Held, log: &HeldLog) {
        match self.paper.title {
            Title::Zero => {
                self.own(held, log);
                self.zero(log.zero.as_ref());
            }
            Title::Closing => {
                self.own(held, log);
                self.closing(log.close.as_ref(), log.lines());
            }
            Title::Seed => self.seed(&log.epochs),
            // A strip is no report; its signature is checked as a whole.
            Title::Strip => (),
        }
    }

    fn say(self, piece: &Piece, held: &Held, f: &mut Findings) {
        let path = &held.path;
        for (label, found, expected) in self.wrong {
            let words = say!(
                "\"{label}\" {found}, menurut {path} {expected}; bandingkan dengan kertas yang ditandatangani ketua dan saksi",
                "\"{label}\" {found}, but {expected} in {path}; compare with the paper that chair and witnesses signed"
            );
            piece.fail(id::REPORTS, words, f);
        }
        if !self.due.is_empty() {
            let list = self.due.join(", ");
            let words = say!("tidak tertulis, jadi tidak dibandingkan: {list}", "not written, so not compared: {list}");
            f.skip(id::EVIDENCE, piece.place(), words);
        }
    }

    fn facts(&self, label: &str) -> Vec<String> {
        self.paper.facts.iter().filter(|(l, _)| l == label).map(|(_, value)| value.clone()).collect()
    }

    /// Every value under the label is this one, and there is one.
    fn is(&mut self, label: &str, expected: Option<String>) {
        let found = self.facts(label);
        let Some(expected) = expected.filter(|_| !found.is_empty()) else { return self.due.push(label.to_owned()) };
        let wrong = found.into_iter().filter(|value| *value != expected);
        self.wrong.extend(wrong.map(|value| (label.to_owned(), value, expected.clone())));
    }

    fn count(&mut self, label: &'static str, expected: u64) {
        let found: Vec<u64> = self.paper.counts.iter().filter(|(l, _)| *l == label).map(|(_, n)| *n).collect();
        if found.is_empty() {
            self.due.push(label.to_owned());
        }
        let wrong = found.into_iter().filter(|n| *n != expected);
        self.wrong.extend(wrong.map(|n| (label.to_owned(), n.to_string(), expected.to_string())));
    }

    fn own(&mut self, held: &Held, log: &HeldLog) {
        let [index, definition, key] = log.digests;
        // The machine that printed the paper signed its head.
        let machine = self.paper.head.signer(held).map(|key| key.to_string());
        let expected = [machine, hex(index), hex(definition), hex(key)];
        OWN.into_iter().zip(expected).for_each(|(label, expected)| self.is(label, expected));
        self.is(ROOT, Some(self.paper.head.head.root.to_string()));
    }

    fn zero(&mut self, zero: Option<&Zero>) {
        self.is("Program", zero.map(|zero| zero.software.to_string()));
        self.is(SEEDS, zero.map(|zero| zero.epoch.root.to_string()));
        self.is("Rahasia saksi", zero.map(|zero| zero.epoch.witnesses.len().to_string()));
        COUNTS.into_iter().for_each(|label| self.count(label, 0));
    }

    fn closing(&mut self, close: Option<&Close>, lines: u64) {
        let Some(close) = close else { return self.due.push("LAPORAN PENUTUPAN".to_owned()) };
        let sets = [close.cast, close.challenged, close.spoiled, close.void];
        for (label, set) in SETS.into_iter().zip(sets) {
            self.is(label, Some(set.root.to_string()));
        }
        for (label, set) in COUNTS.into_iter().zip(sets) {
            self.count(label, set.count.into());
        }
        self.count("Struk tanpa SAH", close.faults.into());
        let (found, expected) = (self.facts(SEEDS), close.epochs.iter().map(Hash::to_string).collect::<Vec<_>>());
        if found != expected {
            self.wrong.push((SEEDS.to_owned(), found.join(" "), expected.join(" ")));
        }
        let size = self.paper.head.head.size;
        if size < lines {
            self.wrong.push(("QR".to_owned(), size.to_string(), lines.to_string()));
        }
    }

    /// `Benih ke` counts from 1.
    fn seed(&mut self, epochs: &[Hash]) {
        let number = self.facts("Benih ke").first().and_then(|n| n.parse::<usize>().ok());
        let Some(number) = number else { return self.due.push("Benih ke".to_owned()) };
        match number.checked_sub(1).and_then(|place| epochs.get(place)) {
            Some(root) => self.is(SEEDS, Some(root.to_string())),
            None => self.wrong.push(("Benih ke".to_owned(), number.to_string(), format!("1–{}", epochs.len()))),
        }
    }
}

fn hex(hash: Option<Hash>) -> Option<String> {
    hash.map(|hash| hash.to_string())
}
