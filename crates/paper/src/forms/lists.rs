//! Lists: who came and when (counts only), what went wrong, and the codes for the notice board.

use super::{Place, WRITE, head};
use crate::document::{Column, Document, Mode};
use crate::number::{number, percent_of};
use crate::time::Moment;

/// REKAP KEHADIRAN: how many came, hour by hour. It names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Which station.
    pub place: Place<'a>,
    /// When it was printed.
    pub printed: Moment,
    /// People on the roll.
    pub registered: u64,
    /// People marked present in each span of time, as (`07.00–08.00`, 112).
    pub hours: &'a [(&'a str, u64)],
    /// Further counts, as additional voters or people helped.
    pub counts: &'a [(&'a str, u64)],
    /// Who signs.
    pub signatures: &'a [&'a str],
}

/// The attendance summary; its total is added here.
#[must_use]
pub fn attendance(attendance: &Attendance<'_>) -> Document {
    let mut document = Document::new(attendance.mode);
    head(&mut document, "REKAP KEHADIRAN", &attendance.place, None);
    let present = attendance.hours.iter().map(|(_, count)| *count).fold(0, u64::saturating_add);
    document.pair("Dicetak", &attendance.printed.to_string()).pair("Pemilih terdaftar", &number(attendance.registered));
    document.pair("Hadir", &format!("{} — {}", number(present), percent_of(present, attendance.registered, "pemilih terdaftar"))).blank();
    let row = |(label, count): &(&str, u64)| vec![(*label).to_owned(), number(*count)];
    let total = ("JUMLAH", present);
    document.table(vec![Column::words("Jam"), Column::numbers("Hadir")], attendance.hours.iter().chain([&total]).map(row).collect());
    if !attendance.counts.is_empty() {
        document.blank().table(vec![Column::words("Hitungan"), Column::numbers("Jumlah")], attendance.counts.iter().map(row).collect());
    }
    document.blank().signatures(attendance.signatures);
    document
}

/// Something that went wrong, and what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident<'a> {
    /// The time in words.
    pub time: &'a str,
    /// Where, as `Bilik 2`.
    pub place: &'a str,
    /// What happened.
    pub what: &'a str,
    /// What was done.
    pub deed: &'a str,
}

/// DAFTAR KEJADIAN: what went wrong, with `empty` more rows to write on by hand.
#[must_use]
pub fn incidents(mode: Mode, place: &Place<'_>, incidents: &[Incident<'_>], empty: usize, signatures: &[&str]) -> Document {
    let mut document = Document::new(mode);
    head(&mut document, "DAFTAR KEJADIAN", place, None);
    document.blank();
    let written = incidents.iter().map(|i| [i.time, i.place, i.what, i.deed]);
    let rows = written.chain((0..empty).map(|_| [WRITE; 4])).map(|cells| cells.map(str::to_owned).to_vec());
    document.table(["Jam", "Tempat", "Kejadian", "Tindakan"].map(Column::words).to_vec(), rows.collect());
    document.blank().signatures(signatures);
    document
}

/// DAFTAR KODE for the notice board: under each heading its codes in ascending order, so that their order tells nothing of the order
/// of voting, and a voter finds the code of the TANDA TERIMA.
#[must_use]
pub fn code_list(mode: Mode, place: &Place<'_>, sections: &[(&str, &[&str])]) -> Document {
    let mut document = Document::new(mode);
    head(&mut document, "DAFTAR KODE", place, None);
    document.blank().line("Cari kode pada TANDA TERIMA Anda. Jika tidak ada dalam daftar ini, lapor dengan kertas itu.");
    for (heading, codes) in sections {
        let mut codes: Vec<String> = codes.iter().map(|code| grouped(code)).collect();
        codes.sort();
        document.blank().title(&format!("{heading}: {}", number(codes.len() as u64)));
        let rows = codes.chunks(2).map(<[String]>::to_vec).collect();
        document.table(vec![Column::words(""), Column::words("")], rows);
    }
    document
}

fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
