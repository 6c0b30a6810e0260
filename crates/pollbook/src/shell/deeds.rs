//! What is done at an open desk, without a word about it: the console and the page say it each in its own way.

use std::fs;
use std::path::{Path, PathBuf};

use manifest::{StratumId, Text};
use pollbook::Nik;
use pollbook::desk::{Admitted, ReplacementReason, UndoReason};
use pollbook::hall::Cards;
use token::DeskCounts;

use super::added::AddedVoter;
use super::failure::Failure;
use super::files;
use super::pin::Pin;
use super::station::{Station, random};

/// Marks a voter of the roll present.
pub(crate) fn check_in(station: &mut Station, row: u32) -> Result<Admitted, Failure> {
    Ok(station.desk.check_in(row, random()?)?)
}

/// Takes a check-in back; where a chair's PIN is enrolled it must be right. A rule that forbids it is told before the PIN is tried.
pub(crate) fn undo(station: &mut Station, row: u32, reason: UndoReason, pin: Option<&Pin>) -> Result<(), Failure> {
    station.desk.may_undo(row, reason)?;
    station.chair.let_through(pin, station.now()?)?;
    Ok(station.desk.undo(row, reason, random()?)?)
}

/// Admits a voter who is not on the roll: the name is written down encrypted, then the log gets its line.
pub(crate) fn admit(station: &mut Station, nik: &Nik, name: Text, stratum: Option<StratumId>) -> Result<Admitted, Failure> {
    let row = station.desk.may_add(nik, stratum.clone())?;
    station.added.put(AddedVoter { name, nik: nik.clone(), row })?;
    Ok(station.desk.add(nik, stratum, random()?)?)
}

/// Counts cards.
pub(crate) fn count(station: &mut Station, cards: Cards, count: u32) -> Result<(), Failure> {
    let salt = random()?;
    match cards {
        Cards::Audit => station.desk.audit_card(count, salt)?,
        Cards::Returned => station.desk.card_return(count, salt)?,
        Cards::Pack => station.desk.pack_open(count, salt)?,
    }
    Ok(())
}

/// Counts a card in place of another.
pub(crate) fn replacement(station: &mut Station, reason: ReplacementReason) -> Result<(), Failure> {
    Ok(station.desk.replacement(reason, random()?)?)
}

/// Ends the day and signs the counts. The folder they go to is made first, so that one that cannot be made is not found out afterwards.
pub(crate) fn close(station: &mut Station, cards_left: u32, out: &Path) -> Result<DeskCounts, Failure> {
    fs::create_dir_all(out).map_err(Failure::outside(out))?;
    let time = station.hour()?;
    Ok(station.desk.close(cards_left, time, random()?)?)
}

/// Writes the counts file of a closed desk and says where it is.
pub(crate) fn write_counts(station: &Station, out: &Path) -> Result<PathBuf, Failure> {
    let counts = station.desk.counts().ok_or(Failure::NotClosed)?;
    fs::create_dir_all(out).map_err(Failure::stick(out))?;
    let village = station.desk.post().roll().village();
    let path = out.join(format!("counts-{village}-{}-{}.json", counts.station, counts.desk));
    files::write(&path, &counts.to_bytes(), false).map_err(Failure::stick(&path))?;
    Ok(path)
}
