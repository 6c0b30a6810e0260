//! Reads the rolls of all villages at once, finds every fault, and makes tags and station rolls from what is clean.
//!
//! Nothing is made while one fault stands: a roll that is half in is a roll nobody can sign.

use std::collections::BTreeMap;

use canonical::Hash;
use manifest::{ElectionId, StationId, StationRoll, StratumId, StratumRoll, Text, VillageCode};
use token::{DraftTags, DraftTagsData, TagsError};

use crate::report::COLUMNS;
use crate::{
    BirthDate, CellError, Draft, DraftVillage, Duplicate, MAX_NUMBER, Nik, OtherStation, Place, Roll, RollKey, RollReport, Row, RowError,
    Rule, Sex, Voter, Warning, read_table,
};

/// One roll file.
#[derive(Debug, Clone, Copy)]
pub struct RollFile<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The rolls of all villages, without a fault. Holding one proves that every row obeys every rule, every station and stratum is
/// in the draft, and no NIK stands twice in the regency.
#[derive(Debug)]
pub struct CheckedRolls {
    election: ElectionId,
    villages: BTreeMap<VillageCode, CheckedVillage>,
    warnings: Vec<Warning>,
}

#[derive(Debug, Default)]
struct CheckedVillage {
    stations: BTreeMap<StationId, Vec<Voter>>,
    strata: BTreeMap<StratumId, u32>,
}

#[derive(Default)]
struct Reader {
    voters: Vec<(Place, Voter)>,
    report: RollReport,
}

/// Reads and checks the rolls.
///
/// # Errors
/// The whole report, when anything stops the import.
pub fn read_rolls(draft: &Draft, files: &[RollFile<'_>]) -> Result<CheckedRolls, Box<RollReport>> {
    let mut reader = Reader::default();
    for file in files {
        match read_table(file.bytes, &COLUMNS) {
            Ok(rows) => rows.iter().for_each(|row| reader.read_row(draft, file.name, row)),
            Err(error) => reader.report.files.push((file.name.into(), error)),
        }
    }
    reader.find_repeated_numbers();
    reader.find_duplicates();
    let villages = reader.sort_into(draft);
    if reader.report.is_clean() {
        Ok(CheckedRolls { election: draft.election.clone(), villages, warnings: reader.report.warnings })
    } else {
        Err(Box::new(reader.report))
    }
}

impl Reader {
    fn read_row(&mut self, draft: &Draft, file: &str, row: &Row) {
        let mut errors = Vec::new();
        let voter = Cells { draft, row, fail: &mut |column, rule| errors.push((column, rule)) }.voter();
        self.report.errors.extend(errors.into_iter().map(|(column, rule)| RowError { file: file.into(), row: row.line, column, rule }));
        let Some((village, station, voter)) = voter else { return };
        if !voter.nik.is_of_district(&village) {
            self.report.warnings.push(Warning::District { file: file.into(), row: row.line });
        }
        if !voter.nik.fits(voter.birth_date.as_ref(), voter.sex) {
            self.report.warnings.push(Warning::Date { file: file.into(), row: row.line });
        }
        self.voters.push((Place { file: file.into(), row: row.line, village, station }, voter));
    }

    fn find_repeated_numbers(&mut self) {
        let mut first: BTreeMap<(&VillageCode, &StationId, u32), &Place> = BTreeMap::new();
        for (place, voter) in &self.voters {
            let before = *first.entry((&place.village, &place.station, voter.number)).or_insert(place);
            if before != place {
                let rule = Rule::NumberTwice { file: before.file.clone(), row: before.row };
                self.report.errors.push(RowError { file: place.file.clone(), row: place.row, column: "number", rule });
            }
        }
    }

    fn find_duplicates(&mut self) {
        let mut order: Vec<&(Place, Voter)> = self.voters.iter().collect();
        order.sort_by(|a, b| (&a.1.nik, &a.0).cmp(&(&b.1.nik, &b.0)));
        for same in order.chunk_by(|a, b| a.1.nik == b.1.nik).filter(|same| same.len() > 1) {
            let last_four = same.first().map(|(_, voter)| voter.nik.last_four()).unwrap_or_default();
            let places = same.iter().map(|(place, _)| place.clone()).collect();
            self.report.duplicates.push(Duplicate { last_four: last_four.into(), places });
        }
    }

    fn sort_into(&mut self, draft: &Draft) -> BTreeMap<VillageCode, CheckedVillage> {
        let mut villages: BTreeMap<VillageCode, CheckedVillage> =
            draft.villages.iter().map(|(code, places)| (code.clone(), CheckedVillage::empty(places))).collect();
        for (place, voter) in self.voters.drain(..) {
            let Some(village) = villages.get_mut(&place.village) else { continue };
            if let Some(count) = voter.stratum.as_ref().and_then(|stratum| village.strata.get_mut(stratum)) {
                *count = count.saturating_add(1);
            }
            village.stations.entry(place.station).or_default().push(voter);
        }
        for (code, village) in &villages {
            let empty: Vec<&StationId> = village.stations.iter().filter(|(_, voters)| voters.is_empty()).map(|(id, _)| id).collect();
            if empty.len() == village.stations.len() {
                self.report.missing.push(code.clone());
                continue;
            }
            let warn = |station: &StationId| Warning::EmptyStation { village: code.clone(), station: station.clone() };
            self.report.warnings.extend(empty.into_iter().map(warn));
        }
        villages
    }
}

/// Reads the cells of one row; each fault is told and the row then gives no voter.
struct Cells<'a> {
    draft: &'a Draft,
    row: &'a Row,
    fail: &'a mut dyn FnMut(&'static str, Rule),
}

impl Cells<'_> {
    fn voter(mut self) -> Option<(VillageCode, StationId, Voter)> {
        if self.row.len() != COLUMNS.len() {
            (self.fail)("village_code", Rule::Cells { found: self.row.len(), expected: COLUMNS.len() });
            return None;
        }
        let village = self.village();
        let places = village.as_ref().and_then(|code| self.draft.villages.get(code));
        let station = self.station(places);
        let stratum = self.stratum(places);
        let number = self.read(3, |text| plain_number(text).ok_or(Rule::Number));
        let nik = self.read(4, |text| text.parse::<Nik>().map_err(|_| Rule::Nik));
        let name = self.read(5, |text| Ok(Text::new(text)?));
        let birth_date = self.optional(6, |text| text.parse::<BirthDate>().map_err(|_| Rule::BirthDate));
        let sex = self.optional(7, |text| match text {
            "L" => Ok(Sex::Male),
            "P" => Ok(Sex::Female),
            _ => Err(Rule::Sex),
        });
        let address = self.optional(8, |text| Ok(Text::new(text)?));
        let voter =
            Voter { address: address?, birth_date: birth_date?, name: name?, nik: nik?, number: number?, sex: sex?, stratum: stratum? };
        Some((village?, station?, voter))
    }

    fn village(&mut self) -> Option<VillageCode> {
        let draft = self.draft;
        self.read(0, |text| {
            let code: VillageCode = text.parse().map_err(|_| Rule::Village)?;
            if draft.villages.contains_key(&code) { Ok(code) } else { Err(Rule::UnknownVillage(code)) }
        })
    }

    fn station(&mut self, places: Option<&DraftVillage>) -> Option<StationId> {
        self.read(1, |text| {
            let station: StationId = text.parse().map_err(|_| Rule::Station)?;
            // Of an unknown village no station can be known; that fault is told once.
            let known = places.is_none_or(|village| village.stations.contains(&station));
            if known { Ok(station) } else { Err(Rule::UnknownStation(station)) }
        })
    }

    /// Where the village has strata every voter has one, else none has: only then do strata add up to the roll.
    fn stratum(&mut self, places: Option<&DraftVillage>) -> Option<Option<StratumId>> {
        let stratum = self.optional(2, |text| text.parse::<StratumId>().map_err(|_| Rule::Stratum))?;
        let fits = places.is_none_or(|village| match &stratum {
            Some(id) => village.strata.contains(id),
            None => village.strata.is_empty(),
        });
        if fits {
            return Some(stratum);
        }
        (self.fail)("stratum", Rule::UnknownStratum);
        None
    }

    fn optional<T>(&mut self, index: usize, parse: impl FnOnce(&str) -> Result<T, Rule>) -> Option<Option<T>> {
        self.read(index, |text| if text.is_empty() { Ok(None) } else { parse(text).map(Some) })
    }

    fn read<T>(&mut self, index: usize, parse: impl FnOnce(&str) -> Result<T, Rule>) -> Option<T> {
        let parsed = match self.row.cell(index) {
            Ok(text) => parse(text),
            Err(CellError::NotUtf8) => Err(Rule::NotUtf8),
            Err(CellError::Missing) => Err(Rule::Cells { found: self.row.len(), expected: COLUMNS.len() }),
        };
        parsed.map_err(|rule| (self.fail)(COLUMNS.get(index).copied().unwrap_or_default(), rule)).ok()
    }
}

fn plain_number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MAX_NUMBER).contains(number))
}

impl CheckedVillage {
    fn empty(places: &DraftVillage) -> Self {
        Self {
            stations: places.stations.iter().map(|id| (id.clone(), Vec::new())).collect(),
            strata: places.strata.iter().map(|id| (id.clone(), 0)).collect(),
        }
    }
}

impl CheckedRolls {
    /// What a person should look at.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The villages in ascending order.
    pub fn villages(&self) -> impl Iterator<Item = &VillageCode> {
        self.villages.keys()
    }

    /// How many voters there are.
    #[must_use]
    pub fn voters(&self) -> usize {
        self.villages.values().flat_map(|village| village.stations.values()).map(Vec::len).sum()
    }

    /// The tags and counts of a village, for the committee.
    ///
    /// # Errors
    /// Two tags are the same although no two NIKs are: only a broken key does that.
    pub fn tags(&self, village: &VillageCode, key: &RollKey) -> Result<DraftTags, TagsError> {
        let checked = self.villages.get(village);
        let stations = checked.map(|v| &v.stations).into_iter().flatten();
        let strata = checked.map(|v| &v.strata).into_iter().flatten();
        let mut tags: Vec<Hash> = stations.clone().flat_map(|(_, voters)| voters).map(|v| key.tag(&self.election, &v.nik)).collect();
        tags.sort_unstable();
        DraftTags::new(DraftTagsData {
            format: DraftTagsData::FORMAT.into(),
            key: key.commitment(),
            stations: stations.map(|(id, voters)| StationRoll { registered: count(voters), station: id.clone() }).collect(),
            strata: strata.map(|(id, registered)| StratumRoll { registered: *registered, stratum: id.clone() }).collect(),
            tags,
            village: village.clone(),
        })
    }

    /// The roll of every station, village by village, for the desks; each with the tags of the village's other stations.
    pub fn into_rolls(self, key: &RollKey) -> impl Iterator<Item = Roll> {
        let election = self.election;
        self.villages.into_iter().flat_map(move |(code, village)| {
            let tags: Vec<OtherStation> = village.stations.iter().map(|(id, voters)| tags_of(&election, key, id, voters)).collect();
            let (election, key) = (election.clone(), key.copy());
            village.stations.into_iter().filter_map(move |(station, voters)| {
                let others = tags.iter().filter(|other| other.station != station && !other.tags.is_empty()).cloned().collect();
                // Numbers and tags are unique by now, so no roll is refused.
                Roll::new(election.clone(), code.clone(), station, key.copy(), voters).and_then(|roll| roll.with_others(others)).ok()
            })
        })
    }
}

fn tags_of(election: &ElectionId, key: &RollKey, station: &StationId, voters: &[Voter]) -> OtherStation {
    let mut tags: Vec<Hash> = voters.iter().map(|voter| key.tag(election, &voter.nik)).collect();
    tags.sort_unstable();
    OtherStation { station: station.clone(), tags }
}

fn count(voters: &[Voter]) -> u32 {
    u32::try_from(voters.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
