//! What the desk puts on paper: numbered receipts after every check-in, and the roll kept ready for going on by hand.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use pollbook::desk::Receipt;
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
}

impl Papers {
    pub(crate) fn new(options: &Options) -> Self {
        Self { receipts: options.receipts.clone(), roll: options.paper_roll.clone() }
    }
}

/// Prints the receipts that an action made and keeps the roll fresh. The entry is durable by now: paper that fails is said, and the
/// voter does not wait for it.
pub(crate) fn after(station: &Station, before: usize) {
    let receipts = station.desk.receipts();
    let new = receipts.get(before..).unwrap_or_default();
    if new.is_empty() {
        return;
    }
    if let Some(target) = &station.papers.receipts {
        for receipt in new.iter().filter(|receipt| print(target, receipt).is_err()) {
            println!("KUITANSI {} TIDAK TERCETAK (receipt not printed)", receipt.number);
            println!("Tulis dengan tangan: {receipt}\nSesudah pencetak siap: receipts {}", receipt.number);
        }
    }
    if let Some(dir) = station.papers.roll.as_ref().filter(|_| before == 0 || before / REFRESH != receipts.len() / REFRESH) {
        let _ = write_roll(station, dir).map_err(|failure| println!("{failure}"));
    }
}

/// Prints receipts once more.
pub(crate) fn print_again(station: &Station, from: u32) -> Result<(), Failure> {
    for receipt in station.desk.receipts().iter().filter(|receipt| receipt.number >= from) {
        match &station.papers.receipts {
            Some(target) => print(target, receipt).map_err(Failure::outside(target))?,
            None => println!("{receipt}"),
        }
    }
    Ok(())
}

/// Writes the two files of the roll for paper, each whole or not at all.
pub(crate) fn write_roll(station: &Station, dir: &Path) -> Result<(), Failure> {
    let added: Vec<AddedName<'_>> =
        station.added.voters().iter().map(|voter| AddedName { row: voter.row, name: &voter.name, nik: &voter.nik }).collect();
    let roll = PaperRoll::of(&station.desk, station.mode, &added);
    fs::create_dir_all(dir).map_err(Failure::outside(dir))?;
    let post = station.desk.post();
    let stem = format!("daftar-{}-{}-{}", post.roll().village().as_str(), post.station(), post.desk());
    let (csv, text) = (dir.join(format!("{stem}.csv")), dir.join(format!("{stem}.txt")));
    files::write(&csv, &roll.to_csv(), true).map_err(Failure::outside(&csv))?;
    files::write(&text, roll.to_text().as_bytes(), true).map_err(Failure::outside(&text))?;
    println!(
        "DAFTAR UNTUK KERTAS (roll for paper): {}\nMemuat nama pemilih: simpan pada ketua, musnahkan sesudah sengketa.",
        text.display()
    );
    Ok(())
}

fn print(target: &Path, receipt: &Receipt) -> io::Result<()> {
    let mut out = if target.starts_with("/dev") {
        OpenOptions::new().write(true).open(target)?
    } else {
        OpenOptions::new().append(true).create(true).open(target)?
    };
    out.write_all(format!("{receipt}\n").as_bytes())?;
    out.flush()
}
