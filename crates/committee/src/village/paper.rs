//! What people count: desks' signed counts, and every box entered twice by two people.

use std::collections::BTreeSet;

use manifest::{BoothId, BoothStatus, StationId, StationKind};
use record::{BoxKind, PaperCount, PaperCountError};
use token::{CountsError, DeskCounts};

use super::{BoothPlace, Village};

/// What became of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountAnswer {
    /// Taken.
    New,
    /// Taken in place of an earlier entry of the same number, after a recount.
    Replaced,
    /// Here already.
    SameAgain,
}

/// Why a desk's counts are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskRefusal {
    /// Not counts of this village's desk.
    #[error(transparent)]
    Counts(#[from] CountsError),
    /// Other counts of this desk are here.
    #[error(
        "meja {desk} di {station} sudah menyerahkan hitungan lain (this desk signed other counts before); keep both, call the auditors"
    )]
    Contradicts {
        /// The station.
        station: StationId,
        /// The desk.
        desk: BoothId,
    },
}

/// Why a paper count is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    /// Not a count of this village by a listed counter.
    #[error(transparent)]
    Count(#[from] PaperCountError),
    /// The content does not fit what happened at the place.
    #[error("{station}: isi kotak {content:?} tidak sesuai dengan cara pemungutan di sana (the content does not fit how this place voted)")]
    Content {
        /// The station.
        station: StationId,
        /// What the entry says.
        content: BoxKind,
    },
    /// The station's one box and the box of one of its booths cannot both be the only record: papers would count twice.
    #[error(
        "{}: kotak {} sudah dihitung sebagai satu-satunya catatan (counted as the only record already); count under that box",
        written(.station, .booth.as_ref()), written(.station, .counted.as_ref())
    )]
    Granularity {
        /// The station.
        station: StationId,
        /// The booth of the refused entry, or nothing for the station's one box.
        booth: Option<BoothId>,
        /// The booth whose entry is here, or nothing for the station's one box.
        counted: Option<BoothId>,
    },
    /// The same person made both entries.
    #[error("{0}: kedua hitungan dari orang yang sama (both entries are by one person); the second must be another's")]
    SamePerson(StationId),
    /// More papers than any box holds.
    #[error("{0}: lebih dari {MAX_BOX} lembar dalam satu kotak (more papers than a box holds); check the entry")]
    TooMany(StationId),
}

/// `001`, or `001/2`.
pub(crate) fn written(station: &StationId, booth: Option<&BoothId>) -> String {
    booth.map_or_else(|| station.to_string(), |booth| format!("{station}/{booth}"))
}

/// The most papers of one box; keeps every sum far from overflow.
const MAX_BOX: u64 = 1_000_000;

/// A box whose two entries agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperBox {
    /// The station.
    pub station: StationId,
    /// The booth, or nothing for the station's one box.
    pub booth: Option<BoothId>,
    /// What lay in it.
    pub content: BoxKind,
    /// Papers per option, the blank last.
    pub votes: Vec<u32>,
    /// Papers that count for nobody.
    pub invalid: u32,
}

/// How far the count of a box is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxState {
    /// One entry is here.
    Half,
    /// The two entries differ; count again.
    Disagree,
    /// The two entries agree.
    Agreed(PaperBox),
}

impl Village {
    /// Takes a desk's signed counts.
    ///
    /// # Errors
    /// Refuses what no listed desk signed, and other counts of a desk that has delivered.
    pub fn add_desk_counts(&mut self, bytes: &[u8]) -> Result<CountAnswer, DeskRefusal> {
        let key_of = |station: &StationId, desk: &BoothId| {
            self.documents.devices.desks.iter().find(|d| &d.station == station && &d.desk == desk).map(|d| d.key)
        };
        let counts = DeskCounts::parse(bytes, &self.documents.definition, key_of)?;
        let place = (counts.station.clone(), counts.desk.clone());
        match self.desks.get(&place) {
            Some(held) if *held == counts => Ok(CountAnswer::SameAgain),
            Some(_) => Err(DeskRefusal::Contradicts { station: place.0, desk: place.1 }),
            None => {
                self.desks.insert(place, counts);
                Ok(CountAnswer::New)
            }
        }
    }

    /// Takes one person's count of a box. An entry replaces the earlier one of the same number, so that a box can be counted
    /// again until its two entries agree.
    ///
    /// # Errors
    /// Names the rule.
    pub fn add_paper_count(&mut self, bytes: &[u8]) -> Result<CountAnswer, PaperRefusal> {
        let count = PaperCount::parse(bytes, &self.documents.definition, &self.documents.devices)?;
        let station = count.station.clone();
        if !self.content_fits(&station, count.booth.as_ref(), count.content) {
            return Err(PaperRefusal::Content { station, content: count.content });
        }
        if let Some(counted) = self.other_granularity(&count) {
            return Err(PaperRefusal::Granularity { station, booth: count.booth.clone(), counted });
        }
        if count.votes.iter().map(|v| u64::from(*v)).sum::<u64>() + u64::from(count.invalid) > MAX_BOX {
            return Err(PaperRefusal::TooMany(station));
        }
        let other = (station.clone(), count.booth.clone(), 3 - count.entry);
        if self.papers.get(&other).is_some_and(|held| held.counter == count.counter) {
            return Err(PaperRefusal::SamePerson(station));
        }
        let place = (station, count.booth.clone(), count.entry);
        match self.papers.insert(place, count.clone()) {
            None => Ok(CountAnswer::New),
            Some(old) if old == count => Ok(CountAnswer::SameAgain),
            Some(_) => Ok(CountAnswer::Replaced),
        }
    }

    /// An entry for the station's one box where this one is for a booth's, or the reverse, both as the only record.
    fn other_granularity(&self, count: &PaperCount) -> Option<Option<BoothId>> {
        let same = |held: &&PaperCount| held.station == count.station && held.content == BoxKind::OnlyRecord;
        let other = |held: &&PaperCount| held.booth.is_some() != count.booth.is_some();
        let is_only = count.content == BoxKind::OnlyRecord;
        self.papers.values().filter(same).find(other).filter(|_| is_only).map(|held| held.booth.clone())
    }

    pub(super) fn is_on_paper(&self, station: &StationId) -> bool {
        let planned = self.documents.definition.station(station).is_some_and(|s| s.kind == StationKind::Paper);
        planned || self.documents.devices.on_paper(station).is_some()
    }

    fn statuses(&self, station: &StationId) -> Vec<BoothStatus> {
        let booths = self.documents.definition.station(station).map(|s| s.booths.as_slice()).unwrap_or_default();
        booths.iter().map(|b| self.booth_status(&BoothPlace::new(station, &b.id))).collect()
    }

    pub(super) fn content_fits(&self, station: &StationId, booth: Option<&BoothId>, content: BoxKind) -> bool {
        let paper = self.is_on_paper(station);
        let lost = |status: &BoothStatus| matches!(status, BoothStatus::Lost(_));
        let statuses = match booth {
            Some(booth) => vec![self.booth_status(&BoothPlace::new(station, booth))],
            None => self.statuses(station),
        };
        match content {
            // The station's one box is the only record of a lost booth when no other booth put slips in.
            BoxKind::OnlyRecord if booth.is_none() => paper || (statuses.iter().any(lost) && !statuses.contains(&BoothStatus::Expected)),
            // Where the whole station went over to paper, its one box holds all of it.
            BoxKind::OnlyRecord => !paper && statuses.iter().any(lost),
            BoxKind::Slips => !paper && statuses.contains(&BoothStatus::Expected),
        }
    }

    /// Every box with at least one entry.
    #[must_use]
    pub fn boxes(&self) -> Vec<((StationId, Option<BoothId>), BoxState)> {
        let places: BTreeSet<_> = self.papers.keys().map(|(station, booth, _)| (station.clone(), booth.clone())).collect();
        places.into_iter().map(|place| (place.clone(), self.box_state(place))).collect()
    }

    fn box_state(&self, (station, booth): (StationId, Option<BoothId>)) -> BoxState {
        let entry = |number| self.papers.get(&(station.clone(), booth.clone(), number));
        let (Some(first), Some(second)) = (entry(1), entry(2)) else { return BoxState::Half };
        let same = first.content == second.content && first.votes == second.votes && first.invalid == second.invalid;
        if !same || first.counter == second.counter {
            return BoxState::Disagree;
        }
        let (content, votes, invalid) = (first.content, first.votes.clone(), first.invalid);
        BoxState::Agreed(PaperBox { station, booth, content, votes, invalid })
    }

    /// Places whose only record is paper and has no agreed count yet: a station (no booth) or a lost booth.
    pub(crate) fn uncounted_paper(&self) -> Vec<(StationId, Option<BoothId>)> {
        let boxes = self.boxes();
        let counted = |station: &StationId, booth: Option<&BoothId>| {
            boxes.iter().any(|((s, b), state)| {
                let only_record = matches!(state, BoxState::Agreed(paper) if paper.content == BoxKind::OnlyRecord);
                s == station && b.as_ref() == booth && only_record
            })
        };
        let definition = &self.documents.definition;
        let stations =
            definition.stations.iter().filter(|s| self.is_on_paper(&s.id) && !counted(&s.id, None)).map(|s| (s.id.clone(), None));
        let is_lost =
            |station: &StationId, booth: &BoothId| matches!(self.booth_status(&BoothPlace::new(station, booth)), BoothStatus::Lost(_));
        let booths = definition
            .booths()
            .filter(|(s, b)| is_lost(&s.id, &b.id) && !counted(&s.id, Some(&b.id)) && !counted(&s.id, None))
            .map(|(s, b)| (s.id.clone(), Some(b.id.clone())));
        stations.chain(booths).collect()
    }
}
