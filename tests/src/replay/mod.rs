//! Replay data: real and made-up results as votes to cast again in a simulated election. One CSV file, one row for each option
//! of each station; `tests/replay/SOURCES.md` says where every number comes from.
//!
//! The header is exactly `village_code,village,station,registered,attended,option,votes`. Option 0 is the blank vote, options
//! 1 to n are the candidates. Cells that a source does not print stay empty: `registered`, `attended`, and the votes of option 0.
//! An empty `station` means that the village has one figure only; it becomes station 001.
//!
//! [`parse`] is strict and pure. It names every bad row at once, with its column and the broken rule, because people correct a
//! spreadsheet in one go. Where attendance is printed, the votes of the station must add up to it.

mod error;
mod rows;
mod stations;

use manifest::{StationId, Text, VillageCode};

pub use error::{Column, ReplayError, RowError, Rule};

/// The real results that come with the project.
pub const REAL_RESULTS: &[u8] = include_bytes!("../../replay/real-results.csv");
/// A made-up village that ties, marked as made up in its name.
pub const TIE_EXAMPLE: &[u8] = include_bytes!("../../replay/tie-example.csv");

/// Bytes of a file, at most: 1 MiB.
pub const MAX_BYTES: usize = 1 << 20;
/// Rows below the header, at most.
pub const MAX_ROWS: usize = 20_000;
/// People or votes in one cell, at most; the largest village on record has 10.759 people on its roll.
pub const MAX_COUNT: u64 = 1_000_000;
/// Candidates in a village, at least (UU 6/2014 as amended by UU 3/2024).
pub const MIN_CANDIDATES: usize = 2;
/// Candidates in a village, at most.
pub const MAX_CANDIDATES: usize = 5;

/// One village whose rows obey all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayVillage {
    /// The Kemendagri code.
    pub code: VillageCode,
    /// The name as printed.
    pub name: Text,
    /// At least one, by number.
    pub stations: Vec<ReplayStation>,
}

/// One station, or the whole village where the source prints no stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayStation {
    /// The number.
    pub id: StationId,
    /// People on the roll, where printed.
    pub registered: Option<u64>,
    /// People who came, where printed; then equal to the sum of `votes`.
    pub attended: Option<u64>,
    /// Votes by option. Index 0 is blank, and 0 there may mean that the source prints no blank votes. All stations of a village
    /// have the same length, 3 to 6.
    pub votes: Vec<u64>,
}

impl ReplayStation {
    /// Ballots to cast: all votes, blank ones included.
    #[must_use]
    pub fn ballots(&self) -> u64 {
        self.votes.iter().sum()
    }
}

/// Reads a replay file; the villages come back by code, their stations by number.
///
/// # Errors
/// [`ReplayError`]: the file as a whole cannot be read, or [`ReplayError::Rows`] with every bad row. Checks of a whole station
/// wait until each of its rows can be read.
pub fn parse(bytes: &[u8]) -> Result<Vec<ReplayVillage>, ReplayError> {
    let (rows, mut errors) = rows::read(bytes)?;
    let villages = stations::assemble(rows, &mut errors);
    if errors.is_empty() {
        return Ok(villages);
    }
    errors.sort_by_key(|error| error.row);
    Err(ReplayError::Rows(errors))
}

#[cfg(test)]
mod tests;
