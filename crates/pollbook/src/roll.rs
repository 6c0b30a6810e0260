//! The roll of one station, as it lies encrypted at the desk.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use canonical::json::{self, JsonError};
use canonical::{Hash, sha256};
use manifest::{ElectionId, StationId, StratumId, VillageCode};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::search::{Index, Outcome};
use crate::{MAX_NUMBER, Nik, RollKey, Voter};

/// Largest roll of one station, in bytes.
pub const MAX_ROLL: usize = 512 << 20;

const FORMAT: &str = "suara/station-roll/v1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    election: ElectionId,
    format: Box<str>,
    key: RollKey,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherStation>,
    station: StationId,
    village: VillageCode,
    voters: Vec<Voter>,
}

/// Another station of the village: the tags of its voters and nothing else. With the key in the roll they tell a voter who came to
/// the wrong place where to go, from the NIK; without it they name nobody. No name of another station's voter is at a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherStation {
    /// The station.
    pub station: StationId,
    /// Tags of its voters, ascending.
    pub tags: Vec<Hash>,
}

/// Why a roll is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RollError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {FORMAT}: made by another version, use the matching program")]
    Format,
    /// Numbers are not 1 to [`MAX_NUMBER`], strictly ascending.
    #[error("voter {0}: numbers must be 1 to {MAX_NUMBER}, ascending, each once; import the roll again")]
    Number(u32),
    /// One voter on two lines.
    #[error("voters {0} and {1} have the same NIK; import the roll again")]
    NikTwice(u32, u32),
    /// The tags of another station are in disorder, or name voters of this roll.
    #[error("tags of station {0}: must be another station's, ascending, and none of them on this roll; import the roll again")]
    Others(StationId),
}

/// The roll of one station: numbers ascending, no NIK twice, with the regency's tagging key. `Debug` shows place and size only.
pub struct Roll {
    file: File,
    digest: Hash,
    tags: BTreeMap<Hash, u32>,
    index: OnceLock<Index>,
}

impl core::fmt::Debug for Roll {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Roll({} {}, {} voters)", self.file.village, self.file.station, self.file.voters.len())
    }
}

impl Roll {
    /// Makes the roll of a station; the voters may come in any order.
    ///
    /// # Errors
    /// Names the number that breaks a rule.
    pub fn new(
        election: ElectionId,
        village: VillageCode,
        station: StationId,
        key: RollKey,
        mut voters: Vec<Voter>,
    ) -> Result<Self, RollError> {
        voters.sort_by_key(|voter| voter.number);
        Self::check(File { election, format: FORMAT.into(), key, others: Vec::new(), station, village, voters })
    }

    /// Adds the tags of the village's other stations.
    ///
    /// # Errors
    /// Names the station whose tags break a rule.
    pub fn with_others(self, others: Vec<OtherStation>) -> Result<Self, RollError> {
        Self::check(File { others, ..self.file })
    }

    /// Reads a decrypted roll.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, RollError> {
        Self::check(json::from_bytes(bytes, MAX_ROLL)?)
    }

    fn check(file: File) -> Result<Self, RollError> {
        if &*file.format != FORMAT {
            return Err(RollError::Format);
        }
        let mut tags = BTreeMap::new();
        let mut last = 0;
        for voter in &file.voters {
            if voter.number <= last || voter.number > MAX_NUMBER {
                return Err(RollError::Number(voter.number));
            }
            last = voter.number;
            if let Some(other) = tags.insert(file.key.tag(&file.election, &voter.nik), voter.number) {
                return Err(RollError::NikTwice(other, voter.number));
            }
        }
        for OtherStation { station, tags: theirs } in &file.others {
            let ascending = theirs.windows(2).all(|pair| pair.first() < pair.last());
            if *station == file.station || !ascending || theirs.iter().any(|tag| tags.contains_key(tag)) {
                return Err(RollError::Others(station.clone()));
            }
        }
        let digest = sha256(&Zeroizing::new(json::to_bytes(&file)));
        Ok(Self { file, digest, tags, index: OnceLock::new() })
    }

    /// The bytes that are encrypted; never written in the clear.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(json::to_bytes(&self.file))
    }

    /// SHA-256 of the bytes. They hold the secret key, so nobody without it can try names against the digest.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// The election.
    #[must_use]
    pub const fn election(&self) -> &ElectionId {
        &self.file.election
    }

    /// The village.
    #[must_use]
    pub const fn village(&self) -> &VillageCode {
        &self.file.village
    }

    /// The station.
    #[must_use]
    pub const fn station(&self) -> &StationId {
        &self.file.station
    }

    /// What the definition must carry as its roll key.
    #[must_use]
    pub fn key_commitment(&self) -> Hash {
        self.file.key.commitment()
    }

    /// Voters in ascending order of number.
    #[must_use]
    pub fn voters(&self) -> &[Voter] {
        &self.file.voters
    }

    /// The voter of a number.
    #[must_use]
    pub fn voter(&self, number: u32) -> Option<&Voter> {
        let at = self.file.voters.binary_search_by_key(&number, |voter| voter.number).ok()?;
        self.file.voters.get(at)
    }

    /// The tag of a NIK, of this roll or not.
    #[must_use]
    pub fn tag(&self, nik: &Nik) -> Hash {
        self.file.key.tag(&self.file.election, nik)
    }

    /// The number under which a tag stands on this roll.
    #[must_use]
    pub fn number_of(&self, tag: &Hash) -> Option<u32> {
        self.tags.get(tag).copied()
    }

    /// The other station of the village on whose roll a tag stands, as far as this roll tells.
    #[must_use]
    pub fn station_of(&self, tag: &Hash) -> Option<&StationId> {
        let mut with_it = self.file.others.iter().filter(|other| other.tags.binary_search(tag).is_ok());
        with_it.next().map(|other| &other.station)
    }

    /// Searches the roll; see [`crate::search`]. The first search builds the index.
    #[must_use]
    pub fn search(&self, typed: &str, stratum: Option<&StratumId>) -> Outcome<'_> {
        self.index.get_or_init(|| Index::new(self.voters())).search(self.voters(), typed, stratum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::fixture::{roll, voter};

    fn numbers(words: &str) -> Vec<u32> {
        roll().search(words, None).hits().iter().map(|hit| hit.voter.number).collect()
    }

    #[test]
    fn a_roll_reads_back_with_the_same_digest() {
        let read = Roll::parse(&roll().to_bytes()).unwrap();
        assert_eq!((read.digest(), read.voters()), (roll().digest(), roll().voters()));
        assert_eq!(read.number_of(&read.tag(&read.voters()[1].nik)), Some(2));
    }

    #[test]
    fn a_voter_is_found_by_words_number_or_nik() {
        assert_eq!(numbers("siti"), [1, 2]);
        assert_eq!(numbers("AMINAH siti"), [1]);
        assert_eq!(numbers("3"), [3]);
        assert_eq!(numbers("1607174501900002"), [2]);
        assert_eq!(numbers("0004"), [4]);
        assert_eq!(numbers("melati 4"), [4]);
        assert!(numbers("  ").is_empty());
        assert!(numbers("siti budi").is_empty());
    }

    #[test]
    fn a_roll_with_a_number_or_nik_twice_is_refused() {
        let make = |voters| {
            let key = RollKey::from_bytes([7; 32]);
            Roll::new("banyuasin-2027".parse().unwrap(), "16.07.17.2008".parse().unwrap(), "001".parse().unwrap(), key, voters).map(|_| ())
        };
        assert_eq!(make(vec![voter(1, "A"), voter(1, "B")]), Err(RollError::Number(1)));
        assert_eq!(make(vec![voter(0, "A")]), Err(RollError::Number(0)));
        assert_eq!(make(vec![voter(MAX_NUMBER + 1, "A")]), Err(RollError::Number(MAX_NUMBER + 1)));
        assert_eq!(make(vec![voter(1, "A"), Voter { number: 2, ..voter(1, "B") }]), Err(RollError::NikTwice(1, 2)));
    }

    #[test]
    fn the_tags_of_other_stations_tell_where_a_voter_belongs() {
        let stranger = roll().tag(&"1607170101900099".parse().unwrap());
        let other = |station: &str, tags| vec![OtherStation { station: station.parse().unwrap(), tags }];
        let with = |others| roll().with_others(others);
        let told = with(other("003", vec![stranger])).unwrap();
        assert_eq!(told.station_of(&stranger).map(StationId::as_str), Some("003"));
        assert_eq!(Roll::parse(&told.to_bytes()).map(|read| read.digest()), Ok(told.digest()));
        assert_ne!(told.digest(), roll().digest());
        assert_eq!(roll().station_of(&stranger), None);
        let own = roll().tag(&roll().voters()[0].nik);
        for bad in [other("001", vec![stranger]), other("003", vec![own]), other("003", vec![stranger, stranger])] {
            let station = bad[0].station.clone();
            assert_eq!(with(bad).map(|_| ()), Err(RollError::Others(station)));
        }
    }

    #[test]
    fn another_format_or_spelling_is_refused() {
        let text = String::from_utf8(roll().to_bytes().to_vec()).unwrap();
        assert_eq!(Roll::parse(text.replace("roll/v1", "roll/v2").as_bytes()).map(|_| ()), Err(RollError::Format));
        assert!(matches!(Roll::parse(format!("{text}\n").as_bytes()), Err(RollError::Json(_))));
    }

    #[test]
    fn debug_shows_no_voter() {
        assert_eq!(format!("{:?}", roll()), "Roll(16.07.17.2008 001, 5 voters)");
    }
}
