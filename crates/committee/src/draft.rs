//! The draft folder: what the committee writes by hand before anything is signed.
//!
//! [`Draft`] is plain data and can also be put together in a program. [`read_draft`] makes one from the files of a folder and
//! collects every fault with its file, row, column and rule, so that an office corrects a table once and not ten times.

mod cells;
mod error;
mod files;
mod regency;

use std::collections::BTreeMap;

use manifest::{
    BoothId, BoothKind, Candidate, CounterDevice, ElectionId, Guardian, Labels, Mode, Region, Rules, StationId, StationPlan, Stratum, Text,
    Village, VillageCode, WitnessDevice,
};

use crate::BoothPlace;
pub use error::{DraftError, DraftRule};
pub use files::{DraftFiles, read_draft};

/// Cards in one sealed pack.
pub const PACK: u32 = 50;
/// Packs that one desk can keep apart; more is warned about.
pub const PACKS_PER_DESK: usize = 6;

/// Everything about an election that people decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The simultaneous election.
    pub election: ElectionId,
    /// Real or rehearsal.
    pub mode: Mode,
    /// Day of the election, `YYYY-MM-DD`.
    pub date: Box<str>,
    /// Offset from UTC, as `+07:00`.
    pub zone: Box<str>,
    /// Planned hours, as printed.
    pub hours: Text,
    /// Work factor of passphrase files.
    pub scrypt_work_factor: u8,
    /// Guardians needed to open a sum.
    pub guardians_threshold: u32,
    /// The regency.
    pub regency: Region,
    /// Its words.
    pub labels: Labels,
    /// Its rules.
    pub rules: Rules,
    /// The villages, in ascending order of code.
    pub villages: Vec<VillageDraft>,
}

/// One village of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VillageDraft {
    /// Code, name, district.
    pub village: Village,
    /// Stations with their booths, ascending.
    pub stations: Vec<StationPlan>,
    /// Fixed or mobile, by booth.
    pub booth_kinds: BTreeMap<BoothPlace, BoothKind>,
    /// Strata, ascending.
    pub strata: Vec<Stratum>,
    /// Candidates in drawn order.
    pub candidates: Vec<Candidate>,
    /// Guardians in order.
    pub guardians: Vec<Guardian>,
    /// Witnesses.
    pub witnesses: Vec<WitnessDevice>,
    /// People who enter counts of paper.
    pub counters: Vec<CounterDevice>,
    /// Check-in desks.
    pub desks: Vec<(StationId, BoothId)>,
}

impl VillageDraft {
    /// A village without anything in it.
    #[must_use]
    pub const fn new(village: Village) -> Self {
        Self {
            village,
            stations: Vec::new(),
            booth_kinds: BTreeMap::new(),
            strata: Vec::new(),
            candidates: Vec::new(),
            guardians: Vec::new(),
            witnesses: Vec::new(),
            counters: Vec::new(),
            desks: Vec::new(),
        }
    }

    /// The village's code.
    #[must_use]
    pub const fn code(&self) -> &VillageCode {
        &self.village.code
    }
}

#[cfg(test)]
mod tests;
