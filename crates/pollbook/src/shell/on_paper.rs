//! What the desk puts on paper: numbered receipts after every check-in, and the roll kept ready for going on by hand.

use std::cell::Cell;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use pollbook::{AddedName, PaperRoll};

use super::args::Options;
use super::failure::Failure;
use super::files;
use super::station::Station;

/// So many receipts may come before the roll for paper is written anew.
const REFRESH: usize = 10;

/// Where papers go; nowhere unless the officer says so.
#[derive(Default)]
pub(crate) struct Papers {
    receipts: Option<PathBuf>,
    roll: Option<PathBuf>,
    /// Whether the last receipt came out.
    printed: Cell<Option<bool>>,
}

impl Papers {
    pub(crate) fn new(options: &Options) -> Self {
        let receipts = options.receipts.clone();
        let printed = Cell::new(receipts.as_ref().map(|_| true));
        Self { receipts, roll: options.paper_roll.clone(), printed }
    }

    /// Whether the last receipt came out; none without a printer.
    pub(crate) const fn printed(&self) -> Option<bool> {
        self.printed.get()
    }
}

/// Prints the receipts that an action made and keeps the roll fresh, and gives what went wrong. The entry is durable by now: the voter
/// does not wait for paper that fails.
pub(crate) fn after(station: &Station, before: usize) -> Vec<String> {
    let receipts = station.desk.receipts();
    let new = receipts.get(before..).unwrap_or_default();
    let mut troubles = Vec::new();
    if new.is_empty() {
        return troubles;
    }
    if let Some(target) = &station.papers.receipts {
        for receipt in new {
            let printed = print(target, &receipt.to_string()).is_ok();
            station.papers.printed.set(Some(printed));
            if !printed {
                let number = receipt.number;
                troubles.push(format!("KUITANSI {number} TIDAK TERCETAK (receipt not printed)\nTulis dengan tangan: {receipt}\nSesudah pencetak siap: receipts {number}"));
            }
        }
    }
    if station.papers.roll.is_some() && (before == 0 || before / REFRESH != receipts.len() / REFRESH) {
        troubles.extend(write_roll(station, None).err().map(|failure| failure.to_string()));
    }
    troubles
}

/// Prints the statement that a voter's helper fills in by hand: nobody's name goes through this machine. False without a printer.
pub(crate) fn print_statement(station: &Station, row: u32) -> Result<bool, Failure> {
    let Some(target) = &station.papers.receipts else { return Ok(false) };
    let lines = format!(
        "PERNYATAAN PENDAMPING   TPS {}\nMendampingi pemilih NOMOR {row} atas pilihan pemilih sendiri;\nmerahasiakan pilihannya.\n\n\
         Nama pendamping: ______________________\n\nTanda tangan:    ______________________\n",
        station.desk.post().station()
    );
    print(target, &lines).map_err(Failure::outside(target))?;
    Ok(true)
}

/// Prints receipts once more.
pub(crate) fn print_again(station: &Station, from: u32) -> Result<(), Failure> {
    for receipt in station.desk.receipts().iter().filter(|receipt| receipt.number >= from) {
        match &station.papers.receipts {
            Some(target) => print(target, &receipt.to_string()).map_err(Failure::outside(target))?,
            None => println!("{receipt}"),
        }
    }
    Ok(())
}

/// Writes the two files of the roll for paper, each whole or not at all, into this folder or the one that the officer named at the start.
/// Gives the text file.
pub(crate) fn write_roll(station: &Station, dir: Option<&Path>) -> Result<PathBuf, Failure> {
    let dir = dir.or(station.papers.roll.as_deref()).ok_or(Failure::NoPaperRoll)?;
    let added: Vec<AddedName<'_>> =
        station.added.voters().iter().map(|voter| AddedName { row: voter.row, name: &voter.name, nik: &voter.nik }).collect();
    let roll = PaperRoll::of(&station.desk, station.mode, &added);
    fs::create_dir_all(dir).map_err(Failure::outside(dir))?;
    let post = station.desk.post();
    let stem = format!("daftar-{}-{}-{}", post.roll().village().as_str(), post.station(), post.desk());
    let (csv, text) = (dir.join(format!("{stem}.csv")), dir.join(format!("{stem}.txt")));
    files::write(&csv, &roll.to_csv(), true).map_err(Failure::outside(&csv))?;
    files::write(&text, roll.to_text().as_bytes(), true).map_err(Failure::outside(&text))?;
    Ok(text)
}

fn print(target: &Path, words: &str) -> io::Result<()> {
    let mut out = if target.starts_with("/dev") {
        OpenOptions::new().write(true).open(target)?
    } else {
        OpenOptions::new().append(true).create(true).open(target)?
    };
    out.write_all(format!("{words}\n").as_bytes())?;
    out.flush()
}
