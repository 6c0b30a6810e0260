//! What the import needs from the committee's draft folder: the election's name and mode, and which villages, stations and
//! strata there are. Everything else in the folder is the committee's business.

use std::collections::{BTreeMap, BTreeSet};

use manifest::{ElectionId, Mode, StationId, StratumId, VillageCode};
use serde::Deserialize;

use crate::{CellError, Row, RowError, Rule, TableError, read_table};

/// Smallest scrypt work factor of passphrase files in a real election (log2 of N, RFC 7914).
pub const MIN_REAL_WORK_FACTOR: u8 = 15;
/// Largest scrypt work factor: more takes minutes for each file.
pub const MAX_WORK_FACTOR: u8 = 22;

/// The draft's files, as bytes.
#[derive(Debug, Clone, Copy)]
pub struct DraftFiles<'a> {
    /// `regency.toml`.
    pub regency: &'a [u8],
    /// `villages.csv`.
    pub villages: &'a [u8],
    /// `stations.csv`.
    pub stations: &'a [u8],
    /// `strata.csv`.
    pub strata: &'a [u8],
}

/// Where voters may be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The election.
    pub election: ElectionId,
    /// Work factor of passphrase files.
    pub work_factor: u8,
    /// Villages with their stations and strata.
    pub villages: BTreeMap<VillageCode, DraftVillage>,
}

/// One village of the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftVillage {
    /// Its stations.
    pub stations: BTreeSet<StationId>,
    /// Its strata; none where no rule looks at them.
    pub strata: BTreeSet<StratumId>,
}

/// Why a draft is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// `regency.toml` is not UTF-8 or breaks TOML or a key's rule.
    #[error("regency.toml: {0}")]
    Regency(Box<toml::de::Error>),
    /// `regency.toml` is not UTF-8.
    #[error("regency.toml: bukan UTF-8 (not UTF-8)")]
    Encoding,
    /// Too weak for a real election, or too slow for any.
    #[error("regency.toml, scrypt_work_factor {0}: paling sedikit 15 pada pemilihan sungguhan, 2 sampai 22 pada latihan")]
    WorkFactor(u8),
    /// A file that is no table.
    #[error("{file}: {error}")]
    Table {
        /// Name of the file.
        file: &'static str,
        /// What is wrong.
        error: TableError,
    },
    /// A bad row.
    #[error(transparent)]
    Row(#[from] RowError),
}

#[derive(Deserialize)]
struct Regency {
    election: ElectionId,
    mode: Mode,
    scrypt_work_factor: u8,
}

impl Draft {
    /// Reads the draft's files.
    ///
    /// # Errors
    /// Names the first file, row and rule.
    pub fn parse(files: DraftFiles<'_>) -> Result<Self, DraftError> {
        let text = core::str::from_utf8(files.regency).map_err(|_| DraftError::Encoding)?;
        let regency: Regency = toml::from_str(text).map_err(|error| DraftError::Regency(Box::new(error)))?;
        let least = if regency.mode == Mode::Real { MIN_REAL_WORK_FACTOR } else { 2 };
        if !(least..=MAX_WORK_FACTOR).contains(&regency.scrypt_work_factor) {
            return Err(DraftError::WorkFactor(regency.scrypt_work_factor));
        }
        let mut draft = Self { election: regency.election, work_factor: regency.scrypt_work_factor, villages: BTreeMap::new() };
        draft.read_villages(files.villages)?;
        draft.read_stations(files.stations)?;
        draft.read_strata(files.strata)?;
        Ok(draft)
    }

    fn read_villages(&mut self, bytes: &[u8]) -> Result<(), DraftError> {
        const FILE: &str = "villages.csv";
        for row in rows(FILE, bytes, &["village_code", "name", "district"])? {
            let code = cell(FILE, &row, 0, "village_code", Rule::Village)?;
            if self.villages.insert(code, DraftVillage::default()).is_some() {
                return Err(at(FILE, &row, "village_code", Rule::Twice).into());
            }
        }
        Ok(())
    }

    fn read_stations(&mut self, bytes: &[u8]) -> Result<(), DraftError> {
        const FILE: &str = "stations.csv";
        for row in rows(FILE, bytes, &["village_code", "station", "name", "kind"])? {
            let station = cell(FILE, &row, 1, "station", Rule::Station)?;
            if !self.village(FILE, &row)?.stations.insert(station) {
                return Err(at(FILE, &row, "station", Rule::Twice).into());
            }
        }
        Ok(())
    }

    fn read_strata(&mut self, bytes: &[u8]) -> Result<(), DraftError> {
        const FILE: &str = "strata.csv";
        for row in rows(FILE, bytes, &["village_code", "stratum", "name"])? {
            let stratum = cell(FILE, &row, 1, "stratum", Rule::Stratum)?;
            if !self.village(FILE, &row)?.strata.insert(stratum) {
                return Err(at(FILE, &row, "stratum", Rule::Twice).into());
            }
        }
        Ok(())
    }

    fn village(&mut self, file: &str, row: &Row) -> Result<&mut DraftVillage, RowError> {
        let code: VillageCode = cell(file, row, 0, "village_code", Rule::Village)?;
        self.villages.get_mut(&code).ok_or_else(|| at(file, row, "village_code", Rule::UnknownVillage(code)))
    }
}

fn rows(file: &'static str, bytes: &[u8], header: &[&str]) -> Result<Vec<Row>, DraftError> {
    read_table(bytes, header).map_err(|error| DraftError::Table { file, error })
}

fn cell<T: core::str::FromStr>(file: &str, row: &Row, index: usize, column: &'static str, rule: Rule) -> Result<T, RowError> {
    match row.cell(index) {
        Ok(text) => text.parse().map_err(|_| at(file, row, column, rule)),
        Err(CellError::Missing) => Err(at(file, row, column, Rule::Cells { found: row.len(), expected: index + 1 })),
        Err(CellError::NotUtf8) => Err(at(file, row, column, Rule::NotUtf8)),
    }
}

fn at(file: &str, row: &Row, column: &'static str, rule: Rule) -> RowError {
    RowError { file: file.into(), row: row.line, column, rule }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const REGENCY: &str = "election = \"banyuasin-2027\"\nmode = \"REHEARSAL\"\nscrypt_work_factor = 4\nother = 1\n";
    const FILES: DraftFiles<'static> = DraftFiles {
        regency: REGENCY.as_bytes(),
        villages: b"village_code,name,district\n16.07.17.2008,Purwosari,Sembawa\n16.07.11.2004,Rantau Bayur,Rantau Bayur\n",
        stations: b"village_code;station;name;kind\n16.07.17.2008;001;Balai;electronic\n16.07.17.2008;002;SD 1;electronic\n16.07.11.2004;001;Balai;paper\n",
        strata: b"village_code,stratum,name\n16.07.17.2008,dusun-1,Dusun 1\n16.07.17.2008,dusun-2,Dusun 2\n",
    };

    pub(crate) fn draft() -> Draft {
        Draft::parse(FILES).unwrap()
    }

    fn refused(files: DraftFiles<'_>) -> String {
        Draft::parse(files).unwrap_err().to_string()
    }

    #[test]
    fn a_draft_says_where_voters_may_be_registered() {
        let draft = draft();
        let village = &draft.villages[&"16.07.17.2008".parse().unwrap()];
        assert_eq!((village.stations.len(), village.strata.len(), draft.villages.len()), (2, 2, 2));
    }

    #[test]
    fn a_bad_row_is_named() {
        let twice = b"village_code,name,district\n16.07.17.2008,P,S\n16.07.17.2008,P,S\n";
        assert!(refused(DraftFiles { villages: twice, ..FILES }).starts_with("villages.csv, baris 3, kolom village_code: baris ini sudah"));
        let unknown = b"village_code,station,name,kind\n16.07.17.2009,001,B,paper\n";
        assert!(refused(DraftFiles { stations: unknown, ..FILES }).contains("desa 16.07.17.2009 tidak ada"));
        let short = b"village_code,stratum,name\n16.07.17.2008\n";
        assert!(refused(DraftFiles { strata: short, ..FILES }).contains("baris 2, kolom stratum: ada 1 sel"));
        let header = b"village,stratum,name\n";
        assert!(refused(DraftFiles { strata: header, ..FILES }).starts_with("strata.csv: baris 1"));
    }

    #[test]
    fn a_real_election_does_not_take_weak_passphrase_files() {
        let real = REGENCY.replace("REHEARSAL", "REAL");
        assert!(refused(DraftFiles { regency: real.as_bytes(), ..FILES }).contains("scrypt_work_factor 4"));
        let slow = REGENCY.replace("= 4", "= 23");
        assert!(refused(DraftFiles { regency: slow.as_bytes(), ..FILES }).contains("scrypt_work_factor 23"));
        assert!(refused(DraftFiles { regency: b"mode = 1", ..FILES }).starts_with("regency.toml: "));
        assert!(refused(DraftFiles { regency: b"\xff", ..FILES }).contains("UTF-8"));
    }
}
