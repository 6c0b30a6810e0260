//! The officers' screens: one step at a time, counts only.

use kiosk::{Button, Element, Field, FieldKind, Screen, Step, Tone};

use super::{Look, buttons, large, words};
use crate::Booth;
use crate::day::Phase;
use crate::hall::Face;
use crate::settle::{Interrupted, Unfinished};

/// How far a guided action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was done yet.
    Begun,
    /// The paper came out.
    Printed,
    /// The printer did not print.
    Faulty,
}

/// Whose PINs are asked for, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// One person or two.
    pub people: usize,
    /// What they agree to.
    pub what: &'a str,
    /// Why the last ones did not open; empty at first.
    pub wrong: &'a str,
}

pub(super) fn steps(list: &[(&str, bool)]) -> Vec<Step> {
    list.iter().map(|(text, done)| Step { text: (*text).to_owned(), done: *done }).collect()
}

fn guide(list: &[(&str, bool)]) -> Element {
    Element::Steps { steps: steps(list) }
}

fn back() -> Button {
    Button::tap("back", "KEMBALI", Tone::Bad)
}

/// PINs.
#[must_use]
pub fn pins(look: &Look, asked: &Asked<'_>) -> Screen {
    let named = [("pin1", "PIN orang pertama"), ("pin2", "PIN orang kedua")];
    let fields = named.iter().take(asked.people).map(|(name, label)| Field::new(name, label, FieldKind::Pin)).collect();
    let mut elements = vec![words(asked.what)];
    if !asked.wrong.is_empty() {
        elements.push(Element::Status { text: asked.wrong.to_owned(), tone: Tone::Bad });
    }
    elements.extend([Element::Fields { fields }, buttons(vec![back(), Button::tap("pins", "LANJUT", Tone::Good)])]);
    let title = if asked.people == 1 { "PIN PETUGAS" } else { "DUA PIN, DUA ORANG" };
    Screen { elements, ..look.screen(Face::Pins, title, "PETUGAS") }
}

/// P1: the state in words, and what may be done now.
#[must_use]
pub fn menu(look: &Look, booth: &Booth) -> Screen {
    let phase = booth.state().phase();
    let tap = |action, label| Button::tap(action, label, Tone::Plain);
    let (title, first, second) = match phase {
        Phase::Empty | Phase::Ready => ("SIAP DIBUKA", vec![tap("open", "BUKA")], vec![]),
        Phase::Open => ("BUKA", vec![tap("pause", "JEDA")], vec![tap("close", "TUTUP")]),
        Phase::Paused => ("JEDA", vec![tap("resume", "LANJUT")], vec![tap("close", "TUTUP")]),
        Phase::Closed => ("TUTUP", vec![tap("export", "SALIN KE STIK")], vec![tap("report", "CETAK LAPORAN LAGI")]),
    };
    let more = vec![tap("totals", "JUMLAH"), tap("paper", "GANTI KERTAS"), tap("resolve", "PERIKSA SUARA TERPUTUS")];
    let all = first.into_iter().chain(more).chain(second).chain([back()]).collect();
    Screen { elements: vec![words("Satu tombol satu pekerjaan."), buttons(all)], ..look.screen(Face::Menu, title, "PETUGAS") }
}

/// P2.
#[must_use]
pub fn opening(look: &Look, progress: Progress) -> Screen {
    let printed = progress == Progress::Printed;
    let guide = guide(&[
        ("Cetak LAPORAN NOL", printed),
        ("Saksi memeriksa dan memotret laporan", false),
        ("Ketua dan saksi menandatangani", false),
        ("Dua orang memasukkan PIN", false),
    ]);
    let mut elements = vec![guide];
    if progress == Progress::Faulty {
        elements.push(Element::Status { text: "LAPORAN BELUM TERCETAK. Periksa kertas dan pencetak.".to_owned(), tone: Tone::Bad });
    }
    let print = Button::tap("report", if printed { "CETAK LAGI" } else { "CETAK LAPORAN NOL" }, Tone::Plain);
    elements.push(buttons(vec![back(), print, Button::tap("open", "SUDAH DITANDATANGANI: BUKA", Tone::Good)]));
    Screen { elements, ..look.screen(Face::Opening, "BUKA TPS", "P2") }
}

/// Changing paper.
#[must_use]
pub fn paper(look: &Look, progress: Progress) -> Screen {
    let printed = progress == Progress::Printed;
    let guide = guide(&[
        ("Buka penutup pencetak", printed),
        ("Pasang gulungan, sisi licin ke luar", printed),
        ("Tarik sedikit, tutup penutup", printed),
        ("Cetak lembar uji; huruf harus tampak", printed),
    ]);
    let mut elements = vec![guide];
    if progress == Progress::Faulty {
        elements.push(Element::Status { text: "PENCETAK BELUM SIAP. Periksa kertas, penutup dan kabel.".to_owned(), tone: Tone::Bad });
    }
    elements.push(buttons(vec![back(), Button::tap("test-print", "CETAK LEMBAR UJI", Tone::Good)]));
    Screen { elements, ..look.screen(Face::Paper, "GANTI KERTAS", "PETUGAS") }
}

/// P3: counts only; a booth has no totals of candidates at any time.
#[must_use]
pub fn totals(look: &Look, booth: &Booth) -> Screen {
    let facts = booth.totals().iter().map(|(label, count)| ((*label).to_owned(), paper::number(*count))).collect();
    let elements = vec![Element::Facts { facts }, words("Jumlah per calon tidak ada di alat ini."), buttons(vec![back()])];
    Screen { elements, ..look.screen(Face::Totals, "JUMLAH", "P3") }
}

/// Exactly one of three states, without any choice.
#[must_use]
pub fn resolve(look: &Look, booth: &Booth) -> Screen {
    let of = |ballot: &Unfinished| {
        let facts = [("Kartu", ballot.card.clone()), ("Kode", ballot.code.written().to_string())];
        Element::Facts { facts: facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect() }
    };
    let missing = [("bar", "BILAH SAH/BATAL BELUM ADA"), ("struk", "STRUK TIDAK DAPAT DILENGKAPI"), ("terima", "TANDA TERIMA BELUM ADA")];
    let choices = || missing.iter().map(|(value, label)| Button::of("missing", value, label, Tone::Plain)).chain([back()]).collect();
    let elements = match booth.interrupted() {
        Interrupted::NotPrinted => {
            vec![large("BELUM TERCETAK. Tidak ada suara yang terputus."), words("Kartu tetap berlaku."), buttons(vec![back()])]
        }
        Interrupted::Unanswered(ballot) => {
            let what = Element::Status { text: "TERCETAK, BELUM DIJAWAB: SUARA BELUM TERSIMPAN".to_owned(), tone: Tone::Bad };
            vec![what, words("Kartu tetap berlaku. Struk tanpa SAH tidak dihitung."), of(&ballot), buttons(choices())]
        }
        Interrupted::Done(ballot) => {
            let what = Element::Status { text: "SUDAH SELESAI: JAWABAN SUDAH TERCATAT".to_owned(), tone: Tone::Good };
            vec![what, words("Kertas apa yang belum keluar?"), of(&ballot), buttons(choices())]
        }
    };
    Screen { elements, ..look.screen(Face::Resolve, "SUARA TERAKHIR", "PETUGAS") }
}

/// P4.
#[must_use]
pub fn closing(look: &Look) -> Screen {
    let guide = guide(&[
        ("Meja menutup dulu; semua kartu dihitung", false),
        ("Tidak ada pemilih lagi di bilik", false),
        ("Dua orang memasukkan PIN", false),
        ("Laporan penutupan dicetak", false),
    ]);
    let warning = Element::Status { text: "SESUDAH DITUTUP, BILIK TIDAK DAPAT DIBUKA LAGI".to_owned(), tone: Tone::Warn };
    let close = Button::tap("close", "TEKAN DUA DETIK: TUTUP", Tone::Warn).held();
    Screen { elements: vec![guide, warning, buttons(vec![back(), close])], ..look.screen(Face::Closing, "TUTUP TPS?", "P4") }
}

/// Where the bundle goes: the folders that the machine was started with.
#[must_use]
pub fn export(look: &Look, sticks: &[String]) -> Screen {
    let stick = |(at, path): (usize, &String)| Button::of("export", &at.to_string(), path, Tone::Plain);
    let all: Vec<Button> = sticks.iter().enumerate().map(stick).chain([back()]).collect();
    let next =
        if sticks.is_empty() { "Jalankan program dengan --stick MAP." } else { "Pasang stik. Tunggu sampai tertulis BOLEH DICABUT." };
    Screen { elements: vec![large(next), buttons(all)], ..look.screen(Face::Export, "SALIN KE STIK", "P4") }
}

/// What was done or why not: the first line is the title.
#[must_use]
pub fn said(look: &Look, text: &str, done: bool) -> Screen {
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default();
    let tone = if done { Tone::Good } else { Tone::Bad };
    let mut elements = vec![Element::Status { text: if done { "SELESAI" } else { "TIDAK DIKERJAKAN" }.to_owned(), tone }];
    elements.extend(lines.map(words));
    elements.push(buttons(vec![Button::tap("understood", "MENGERTI", Tone::Good)]));
    Screen { elements, ..look.screen(Face::Said, title, "PETUGAS") }
}
