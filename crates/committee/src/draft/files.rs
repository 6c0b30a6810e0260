//! The tables of a draft folder.

use std::collections::BTreeMap;

use canonical::{Hash, sha256};
use manifest::{
    BoothId, BoothKind, BoothPlan, Candidate, CounterDevice, Guardian, Side, StationId, StationKind, StationPlan, Stratum, StratumId, Text,
    Village, VillageCode, WitnessDevice,
};

use paper::Picture;

use super::cells::{Row, Table};
use super::{Draft, DraftError, DraftRule, VillageDraft, regency};
use crate::BoothPlace;

/// The files of a draft folder by path: `regency.toml`, the tables, `photos/<file>`.
pub type DraftFiles = BTreeMap<String, Vec<u8>>;

const VILLAGES: Table = Table { file: "villages.csv", header: &["village_code", "name", "district"] };
const STATIONS: Table = Table { file: "stations.csv", header: &["village_code", "station", "name", "kind"] };
const BOOTHS: Table = Table { file: "booths.csv", header: &["village_code", "station", "booth", "kind", "strata"] };
const STRATA: Table = Table { file: "strata.csv", header: &["village_code", "stratum", "name"] };
const CANDIDATES: Table = Table { file: "candidates.csv", header: &["village_code", "number", "name", "photo", "domicile", "education"] };
const GUARDIANS: Table = Table { file: "guardians.csv", header: &["village_code", "number", "name", "side", "key"] };
const WITNESSES: Table = Table { file: "witnesses.csv", header: &["village_code", "name", "key"] };
const COUNTERS: Table = Table { file: "counters.csv", header: &["village_code", "name", "key"] };
const DESKS: Table = Table { file: "desks.csv", header: &["village_code", "station", "desk"] };

type Villages = BTreeMap<VillageCode, VillageDraft>;

struct Reader<'a> {
    files: &'a DraftFiles,
    errors: Vec<DraftError>,
    villages: Villages,
}

/// Reads a draft folder. That its villages make definitions is [`crate::definition`]'s question.
///
/// # Errors
/// Every fault of every file.
pub fn read_draft(files: &DraftFiles) -> Result<Draft, Vec<DraftError>> {
    let mut reader = Reader { files, errors: Vec::new(), villages: Villages::new() };
    let draft = regency::read(files.get("regency.toml"), &mut reader.errors);
    reader.villages();
    reader.stations();
    reader.strata();
    reader.booths();
    reader.candidates();
    reader.guardians();
    reader.people();
    match draft {
        Some(mut draft) if reader.errors.is_empty() => {
            draft.villages = reader.villages.into_values().collect();
            Ok(draft)
        }
        Some(_) | None => Err(reader.errors),
    }
}

fn text(cell: &str) -> Result<Text, DraftRule> {
    Ok(Text::new(cell)?)
}

fn id<T: core::str::FromStr<Err = manifest::IdError>>(cell: &str) -> Result<T, DraftRule> {
    Ok(cell.parse()?)
}

fn key(cell: &str) -> Result<canonical::PublicKey, DraftRule> {
    cell.parse().map_err(|_| DraftRule::Key)
}

fn number(cell: &str) -> Result<u32, DraftRule> {
    cell.parse().map_err(|_| DraftRule::Number)
}

impl Reader<'_> {
    fn rows(&mut self, table: &Table) -> Vec<Row> {
        table.rows(self.files.get(table.file), &mut self.errors)
    }

    fn villages(&mut self) {
        for row in self.rows(&VILLAGES) {
            let errors = &mut self.errors;
            let code = row.read(0, errors, id::<VillageCode>);
            let (name, district) = (row.read(1, errors, text), row.read(2, errors, text));
            let (Some(code), Some(name), Some(district)) = (code, name, district) else { continue };
            let village = VillageDraft::new(Village { code: code.clone(), district, name });
            if self.villages.insert(code, village).is_some() {
                self.errors.push(row.fault(0, DraftRule::Twice));
            }
        }
    }

    /// The village of a row, with the place for faults.
    fn village<'a>(villages: &'a mut Villages, row: &Row, errors: &mut Vec<DraftError>) -> Option<&'a mut VillageDraft> {
        let code = row.read(0, errors, id::<VillageCode>)?;
        let village = villages.get_mut(&code);
        if village.is_none() {
            errors.push(row.fault(0, DraftRule::UnknownVillage(code)));
        }
        village
    }

    fn stations(&mut self) {
        for row in self.rows(&STATIONS) {
            let errors = &mut self.errors;
            let (station, name) = (row.read(1, errors, id::<StationId>), row.read(2, errors, text));
            let kind = row.read(3, errors, |cell| match cell {
                "electronic" => Ok(StationKind::Electronic),
                "paper" => Ok(StationKind::Paper),
                _ => Err(DraftRule::Word("electronic, paper")),
            });
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            let (Some(id), Some(name), Some(kind)) = (station, name, kind) else { continue };
            if village.stations.iter().any(|s| s.id == id) {
                errors.push(row.fault(1, DraftRule::Twice));
                continue;
            }
            village.stations.push(StationPlan { booths: Vec::new(), id, kind, name });
            village.stations.sort_by(|a, b| a.id.cmp(&b.id));
        }
    }

    fn strata(&mut self) {
        for row in self.rows(&STRATA) {
            let errors = &mut self.errors;
            let (stratum, name) = (row.read(1, errors, id::<StratumId>), row.read(2, errors, text));
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            let (Some(id), Some(name)) = (stratum, name) else { continue };
            if village.strata.iter().any(|s| s.id == id) {
                errors.push(row.fault(1, DraftRule::Twice));
                continue;
            }
            village.strata.push(Stratum { id, name });
            village.strata.sort_by(|a, b| a.id.cmp(&b.id));
        }
    }

    fn booths(&mut self) {
        for row in self.rows(&BOOTHS) {
            let errors = &mut self.errors;
            let (station, booth) = (row.read(1, errors, id::<StationId>), row.read(2, errors, id::<BoothId>));
            let kind = row.read(3, errors, |cell| match cell {
                "fixed" => Ok(BoothKind::Fixed),
                "mobile" => Ok(BoothKind::Mobile),
                _ => Err(DraftRule::Word("fixed, mobile")),
            });
            let strata = row.read(4, errors, |cell| cell.split_whitespace().map(id::<StratumId>).collect::<Result<Vec<_>, _>>());
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            let (Some(station), Some(id), Some(kind), Some(mut strata)) = (station, booth, kind, strata) else { continue };
            let Some(plan) = village.stations.iter_mut().find(|s| s.id == station) else {
                errors.push(row.fault(1, DraftRule::UnknownStation));
                continue;
            };
            if village.booth_kinds.insert(BoothPlace::new(&station, &id), kind).is_some() {
                errors.push(row.fault(2, DraftRule::Twice));
                continue;
            }
            strata.sort();
            plan.booths.push(BoothPlan { id, strata });
            plan.booths.sort_by(|a, b| a.id.cmp(&b.id));
        }
    }

    fn candidates(&mut self) {
        let mut numbered: BTreeMap<(VillageCode, u32), Candidate> = BTreeMap::new();
        for row in self.rows(&CANDIDATES) {
            let files = self.files;
            let errors = &mut self.errors;
            let (number, name) = (row.read(1, errors, number), row.read(2, errors, text));
            let photo = row.read(3, errors, |cell| photograph(files, cell));
            let domicile = row.read(4, errors, |cell| if cell.is_empty() { Ok(None) } else { id::<StratumId>(cell).map(Some) });
            let education = row.read(5, errors, self::number);
            let Some(code) = Self::village(&mut self.villages, &row, errors).map(|v| v.code().clone()) else { continue };
            let (Some(number), Some(name), Some(photo), Some(domicile), Some(education)) = (number, name, photo, domicile, education)
            else {
                continue;
            };
            if numbered.insert((code, number), Candidate { domicile, education, name, photo }).is_some() {
                errors.push(row.fault(1, DraftRule::Twice));
            }
        }
        for ((code, number), candidate) in numbered {
            self.number(CANDIDATES.file, &code, number, |village| (&mut village.candidates, candidate));
        }
    }

    fn guardians(&mut self) {
        let mut numbered: BTreeMap<(VillageCode, u32), Guardian> = BTreeMap::new();
        for row in self.rows(&GUARDIANS) {
            let errors = &mut self.errors;
            let (number, name) = (row.read(1, errors, number), row.read(2, errors, text));
            let side = row.read(3, errors, |cell| match cell {
                "neutral" => Ok(Side::Neutral),
                _ => cell.parse().map(|number| Side::Candidate { number }).map_err(|_| DraftRule::Word("neutral, 1, 2, 3 …")),
            });
            let key = row.read(4, errors, key);
            let Some(code) = Self::village(&mut self.villages, &row, errors).map(|v| v.code().clone()) else { continue };
            let (Some(number), Some(name), Some(side), Some(key)) = (number, name, side, key) else { continue };
            if numbered.insert((code, number), Guardian { key, name, side }).is_some() {
                errors.push(row.fault(1, DraftRule::Twice));
            }
        }
        for ((code, number), guardian) in numbered {
            self.number(GUARDIANS.file, &code, number, |village| (&mut village.guardians, guardian));
        }
    }

    /// Puts the next one of a numbered list in place.
    fn number<T>(&mut self, file: &str, code: &VillageCode, number: u32, list: impl FnOnce(&mut VillageDraft) -> (&mut Vec<T>, T)) {
        let Some(village) = self.villages.get_mut(code) else { return };
        let (list, one) = list(village);
        let expected = u32::try_from(list.len() + 1).unwrap_or(u32::MAX);
        if number == expected {
            list.push(one);
        } else {
            let file = format!("{file}, desa {code}").into();
            self.errors.push(DraftError { file, row: None, column: None, rule: DraftRule::Sequence(expected) });
        }
    }

    fn people(&mut self) {
        for row in self.rows(&WITNESSES) {
            let errors = &mut self.errors;
            let key = row.read(2, errors, key);
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            village.witnesses.extend(key.map(|key| WitnessDevice { key, name: row.text(1).into() }));
        }
        for row in self.rows(&COUNTERS) {
            let errors = &mut self.errors;
            let (name, key) = (row.read(1, errors, text), row.read(2, errors, key));
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            village.counters.extend(name.zip(key).map(|(name, key)| CounterDevice { key, name }));
        }
        for row in self.rows(&DESKS) {
            let errors = &mut self.errors;
            let (station, desk) = (row.read(1, errors, id::<StationId>), row.read(2, errors, id::<BoothId>));
            let Some(village) = Self::village(&mut self.villages, &row, errors) else { continue };
            let Some(place) = station.zip(desk) else { continue };
            if !village.stations.iter().any(|s| s.id == place.0) {
                errors.push(row.fault(1, DraftRule::UnknownStation));
            } else if village.desks.contains(&place) {
                errors.push(row.fault(2, DraftRule::Twice));
            } else {
                village.desks.push(place);
            }
        }
    }
}

/// The digest of a photograph that booths can show and print.
fn photograph(files: &DraftFiles, cell: &str) -> Result<Hash, DraftRule> {
    let file = files.get(&format!("photos/{cell}")).ok_or(DraftRule::Photo)?;
    Picture::read(file)?;
    Ok(sha256(file))
}
