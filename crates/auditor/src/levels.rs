//! Sums over villages: for each district and for the regency, of villages whose checks passed.
//!
//! A village is left out, and counted as left out, if one of its checks failed or could not be done (but for the anchor, which the
//! whole run lacks then), if a check between villages or of witness evidence fails at it, or if its own numbers do not add up: a sum
//! with a doubtful part would be no sum of anything.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::checks::id;
use crate::cross::Facts;
use crate::report::{Status, VillageReport};
use crate::stage::Stage;

/// Counts of one village, or of several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Ballots in the logs of all delivered booths that were cast.
    pub cast: u64,
    /// Ballots that were opened in a test.
    pub challenged: u64,
    /// Cast ballots that are in the sums.
    pub counted: u64,
    /// Cast ballots that were left out before counting.
    pub excluded: u64,
    /// Voters on the roll.
    pub registered: u64,
    /// Ballots that their voters spoiled.
    pub spoiled: u64,
    /// Ballots without an answer.
    pub void: u64,
}

/// One district, or the regency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// First three parts of the villages' codes; of a regency the first two.
    pub code: String,
    /// Sums over its villages but for those left out.
    pub counts: Counts,
    /// Villages of the index.
    pub index: usize,
    /// Villages with a record here that are not in the sums.
    pub left_out: usize,
    /// Its name by the definitions or the index.
    pub name: String,
    /// Villages in the sums.
    pub villages: usize,
}

/// One election: its regency and its districts in order of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Levels {
    /// Every district of which a record is here.
    pub districts: Vec<Level>,
    /// All villages together, added up again and not from the districts.
    pub regency: Level,
}

impl Counts {
    /// The counts of a record whose ballots could all be read.
    pub(crate) fn of(stage: &Stage) -> Option<Self> {
        let counted = stage.counted.as_ref()?;
        let booths = &stage.booths.list;
        let sum = |of: fn(&crate::booth::Booth) -> usize| booths.iter().map(|b| of(b) as u64).sum();
        let counts = Self {
            cast: sum(|b| b.cast().count()),
            challenged: sum(|b| b.challenged().count()),
            counted: counted.ballots().len() as u64,
            excluded: counted.excluded().into(),
            registered: counted.roots.registered(),
            spoiled: sum(|b| b.spoiled.len()),
            void: sum(|b| b.void.len()),
        };
        Some(counts)
    }

    /// Whether every cast ballot is counted or excluded.
    #[must_use]
    pub fn add_up(&self) -> bool {
        self.counted.checked_add(self.excluded) == Some(self.cast)
    }

    /// Whether no number is beyond what any village has, so that no sum runs over.
    fn fit(&self) -> bool {
        self.list().into_iter().all(|number| u32::try_from(number).is_ok())
    }

    /// Both together; nothing if a number does not fit.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            cast: self.cast.checked_add(other.cast)?,
            challenged: self.challenged.checked_add(other.challenged)?,
            counted: self.counted.checked_add(other.counted)?,
            excluded: self.excluded.checked_add(other.excluded)?,
            registered: self.registered.checked_add(other.registered)?,
            spoiled: self.spoiled.checked_add(other.spoiled)?,
            void: self.void.checked_add(other.void)?,
        })
    }

    /// In the order of papers: registered, cast, counted, challenged, spoiled, void, excluded.
    #[must_use]
    pub const fn list(&self) -> [u64; 7] {
        [self.registered, self.cast, self.counted, self.challenged, self.spoiled, self.void, self.excluded]
    }
}

impl Levels {
    /// Whether every level's numbers add up, and the districts to the regency.
    #[must_use]
    pub fn add_up(&self) -> bool {
        let sum = self.districts.iter().try_fold(Counts::default(), |sum, level| sum.plus(&level.counts));
        let villages: usize = self.districts.iter().map(|level| level.villages).sum();
        let levels = core::iter::once(&self.regency).chain(&self.districts);
        levels.into_iter().all(|level| level.counts.add_up()) && sum == Some(self.regency.counts) && villages == self.regency.villages
    }
}

/// The code of the level above: all parts of a code but the last `cut`.
fn above(code: &str, cut: usize) -> String {
    let parts: Vec<&str> = code.split('.').collect();
    parts.get(..parts.len().saturating_sub(cut)).unwrap_or_default().join(".")
}

/// The sums of every election here. `doubtful` are villages at which a check outside their own report fails.
pub(crate) fn sum(villages: &[(VillageReport, Facts)], doubtful: &BTreeSet<&str>) -> Vec<Levels> {
    let mut elections: BTreeMap<&str, Vec<(&VillageReport, &Facts)>> = BTreeMap::new();
    for (report, facts) in villages.iter().filter(|(_, facts)| facts.has_record()) {
        if let Some(anchor) = &report.anchor {
            elections.entry(anchor).or_default().push((report, facts));
        }
    }
    elections.values().filter_map(|list| election(list, doubtful)).collect()
}

fn election(list: &[(&VillageReport, &Facts)], doubtful: &BTreeSet<&str>) -> Option<Levels> {
    let (first, facts) = list.first()?;
    let mut regency = Level::new(above(&first.village, 2), facts.regency().to_owned(), facts.index().len());
    let mut districts: BTreeMap<String, Level> = BTreeMap::new();
    for (village, facts) in list {
        let code = above(&village.village, 1);
        let index = facts.index().iter().filter(|other| above(other, 1) == code).count();
        let district = districts.entry(code.clone()).or_insert_with(|| Level::new(code, village.district.clone(), index));
        let counts = village.counts.filter(|counts| passed(village, doubtful) && counts.fit() && counts.add_up());
        district.add(counts);
        regency.add(counts);
    }
    Some(Levels { districts: districts.into_values().collect(), regency })
}

impl Level {
    fn new(code: String, name: String, index: usize) -> Self {
        Self { code, counts: Counts::default(), index, left_out: 0, name, villages: 0 }
    }

    fn add(&mut self, counts: Option<Counts>) {
        match counts.and_then(|counts| self.counts.plus(&counts)) {
            Some(sum) => {
                self.counts = sum;
                self.villages += 1;
            }
            None => self.left_out += 1,
        }
    }
}

fn passed(village: &VillageReport, doubtful: &BTreeSet<&str>) -> bool {
    let fine = |c: &crate::report::CheckResult| c.status == Status::Pass || (c.status == Status::NotChecked && c.id == id::ANCHOR.0);
    village.checks.iter().all(fine) && !doubtful.contains(village.village.as_str())
}

#[cfg(test)]
mod tests;
