//! The roll on paper: what a station needs to go on by hand. One row a voter, with a box to tick; who is present is ticked, with
//! the number of the last receipt. As CSV for a spreadsheet and as text for any printer.
//!
//! It holds names. Whoever prints it decides where it lies; the desk keeps no copy.

use std::collections::BTreeMap;

use manifest::{Mode, Text};
use paper::{Column, Document, WIDE_PAGE_COLUMNS, render_text};
use zeroize::Zeroizing;

use crate::Nik;
use crate::desk::{Desk, Receipt};

/// Columns of the CSV.
pub const PAPER_ROLL_HEADER: [&str; 9] =
    ["nomor", "nama", "jenis_kelamin", "tahun_lahir", "nik_akhir", "dusun", "meja", "hadir", "kuitansi"];

/// A voter who was added at the desk: the log has only the tag.
#[derive(Clone, Copy)]
pub struct AddedName<'a> {
    /// Number given at the desk.
    pub row: u32,
    /// Name.
    pub name: &'a Text,
    /// NIK.
    pub nik: &'a Nik,
}

/// The roll of a desk's station as it stands now.
pub struct PaperRoll {
    head: String,
    mode: Mode,
    rows: Vec<[String; 9]>,
    receipts: u32,
}

impl PaperRoll {
    /// Puts roll, added voters and receipts together. Voters of another desk of the station are listed with its number; whether they are
    /// present is known there.
    #[must_use]
    pub fn of(desk: &Desk, mode: Mode, added: &[AddedName<'_>]) -> Self {
        let last: BTreeMap<u32, &Receipt> = desk.receipts().iter().map(|receipt| (receipt.row, receipt)).collect();
        let post = desk.post();
        let present = |row: u32| if desk.state().is_present(row) { "HADIR".to_owned() } else { String::new() };
        let receipt = |row: u32| last.get(&row).map(|receipt| receipt.number.to_string()).unwrap_or_default();
        let mut rows: Vec<[String; 9]> = Vec::new();
        for voter in post.roll().voters() {
            let row = voter.number;
            rows.push([
                row.to_string(),
                voter.name.to_string(),
                voter.sex.map(|sex| sex.as_str().to_owned()).unwrap_or_default(),
                voter.birth_date.as_ref().map(|date| date.year().to_string()).unwrap_or_default(),
                voter.nik.last_four().to_string(),
                voter.stratum.as_ref().map(|stratum| stratum.as_str().to_owned()).unwrap_or_default(),
                post.desk_of(row).map(|desk| desk.as_str().to_owned()).unwrap_or_default(),
                present(row),
                receipt(row),
            ]);
        }
        for voter in added.iter().filter(|voter| desk.state().added().contains_key(&voter.row)) {
            let (row, none) = (voter.row, String::new);
            let meja = post.desk().as_str().to_owned();
            let (name, nik) = (voter.name.to_string(), voter.nik.last_four().to_string());
            rows.push([row.to_string(), name, none(), none(), nik, "tambahan".to_owned(), meja, present(row), receipt(row)]);
        }
        let head = format!("DAFTAR PEMILIH  DESA {}  TPS {}  MEJA {}", post.roll().village().as_str(), post.station(), post.desk());
        let receipts = desk.receipts().last().map_or(0, |receipt| receipt.number);
        Self { head, mode, rows, receipts }
    }

    /// As CSV: comma, CRLF, UTF-8 (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(64 * (self.rows.len() + 1)));
        let header: Vec<String> = PAPER_ROLL_HEADER.iter().map(|name| (*name).to_owned()).collect();
        for row in core::iter::once(header.as_slice()).chain(self.rows.iter().map(<[String; 9]>::as_slice)) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            out.extend_from_slice(cells.join(",").as_bytes());
            out.extend_from_slice(b"\r\n");
        }
        out
    }

    /// As text of at most [`WIDE_PAGE_COLUMNS`] characters a line, with a box to tick for whoever is not present yet.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut document = Document::new(if self.mode == Mode::Real { paper::Mode::Real } else { paper::Mode::Rehearsal });
        document.title(&self.head).line(&format!(
            "Sampai kuitansi (receipts up to) {}. Lanjut dengan tangan: centang kotak, lalu beri nomor kuitansi berikutnya.",
            self.receipts
        ));
        let columns = [Column::numbers("No"), Column::words("Nama"), Column::words("L/P"), Column::words("Lahir"), Column::words("NIK")];
        let more = [Column::words("Dusun"), Column::words("Meja"), Column::words("Hadir"), Column::numbers("Kuitansi")];
        document.table(columns.into_iter().chain(more).collect(), self.rows.iter().map(ticked).collect());
        Zeroizing::new(render_text(&document, WIDE_PAGE_COLUMNS))
    }
}

fn ticked(row: &[String; 9]) -> Vec<String> {
    let mut row = row.to_vec();
    if let Some(cell) = row.get_mut(7) {
        *cell = if cell.is_empty() { "[ ]".to_owned() } else { "[X]".to_owned() };
    }
    row
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::fixture::desk_on;
    use tally_log::MemDisk;

    #[test]
    fn the_paper_roll_ticks_whoever_is_present_and_names_the_receipt() {
        let mut desk = desk_on(&MemDisk::new());
        desk.open(crate::desk::Hour::new("2027-10-05T07:00:00+07:00").unwrap(), [0; 16]).unwrap();
        desk.check_in(2, [1; 16]).unwrap();
        desk.check_in(1, [2; 16]).unwrap();
        desk.undo(2, crate::desk::UndoReason::Left, [3; 16]).unwrap();
        let roll = PaperRoll::of(&desk, Mode::Real, &[]);
        let csv = String::from_utf8(roll.to_csv().to_vec()).unwrap();
        let rows: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(rows[0], "nomor,nama,jenis_kelamin,tahun_lahir,nik_akhir,dusun,meja,hadir,kuitansi");
        assert!(rows[1].starts_with("1,") && rows[1].ends_with(",HADIR,2"), "{csv}");
        assert!(rows[2].starts_with("2,") && rows[2].ends_with(",,3"), "{csv}");
        let text = roll.to_text();
        assert!(text.contains("(receipts up to) 3") && text.contains("[X]") && text.contains("[ ]"), "{}", *text);
    }

    #[test]
    fn an_unopened_desk_lists_everybody_unticked() {
        let desk = desk_on(&MemDisk::new());
        let text = PaperRoll::of(&desk, Mode::Rehearsal, &[]).to_text();
        assert!(text.contains("LATIHAN") && !text.contains("[X]"), "{}", *text);
    }

    #[test]
    fn a_name_cannot_become_a_formula_or_a_second_cell() {
        assert_eq!(quoted("=cmd()"), "'=cmd()");
        assert_eq!(quoted("@a,b"), "\"'@a,b\"");
        assert_eq!(quoted("say \"x\""), "\"say \"\"x\"\"\"");
    }
}
