//! What a device list holds and the rules it obeys.

use std::collections::BTreeSet;

use canonical::json::JsonError;
use canonical::{Hash, PublicKey};
use serde::{Deserialize, Serialize};

use crate::{BoothId, Definition, Mode, StationId, Text};

/// Whether a booth stands or travels to voters who cannot come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoothKind {
    /// Stands in the station.
    Fixed,
    /// Travels.
    Mobile,
}

/// One booth's machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoothDevice {
    /// Number within the station.
    pub booth: BoothId,
    /// Its signing key, made on the machine for this election.
    pub key: PublicKey,
    /// Fixed or mobile.
    pub kind: BoothKind,
    /// The station.
    pub station: StationId,
}

/// One check-in desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskDevice {
    /// Number within the station.
    pub desk: BoothId,
    /// Its signing key.
    pub key: PublicKey,
    /// The station.
    pub station: StationId,
}

/// A machine of the regional pool that may take over a booth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpareDevice {
    /// Its signing key.
    pub key: PublicKey,
    /// Label on the machine.
    pub name: Text,
}

/// A witness (saksi) who cosigns heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WitnessDevice {
    /// The cosigning key.
    pub key: PublicKey,
    /// Name on cosignature lines: no blank, no `+`.
    pub name: Box<str>,
}

/// A person who enters counts of paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterDevice {
    /// The key that signs the entries.
    pub key: PublicKey,
    /// Name or office.
    pub name: Text,
}

/// The device list as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevicesData {
    /// Booths, each of the definition's once.
    pub booths: Vec<BoothDevice>,
    /// People who enter counts; none when no box is counted.
    pub counters: Vec<CounterDevice>,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Desks.
    pub desks: Vec<DeskDevice>,
    /// Always `suara/devices/v1`.
    pub format: Box<str>,
    /// Planned hours, as printed; they never refuse opening or closing.
    pub hours: Text,
    /// Work factor of passphrase files (log2 of scrypt's N).
    pub scrypt_work_factor: u8,
    /// The regional pool.
    pub spares: Vec<SpareDevice>,
    /// Witnesses.
    pub witnesses: Vec<WitnessDevice>,
}

/// Why a device list is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DevicesError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", DevicesData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0}); import the list of this village")]
    Foreign(Hash),
    /// The booths are not exactly those of the definition.
    #[error("booth {booth} of station {station} is missing, doubled, or not in the definition; enrol each booth once")]
    Booth {
        /// The station.
        station: StationId,
        /// The booth.
        booth: BoothId,
    },
    /// A desk of no known station, or twice.
    #[error("desk {desk} of station {station} is doubled or its station is not in the definition")]
    Desk {
        /// The station.
        station: StationId,
        /// The desk.
        desk: BoothId,
    },
    /// One key on two devices or people.
    #[error("key {0} stands twice; every device has its own")]
    KeyTwice(Box<PublicKey>),
    /// Too weak for a real election, or too slow for any.
    #[error("scrypt_work_factor {0}: at least 15 in a real election, 2 to 22 otherwise")]
    WorkFactor(u8),
    /// A cosigner's name that cannot stand in a note.
    #[error("witness name {0:?}: 1 to 60 printable ASCII characters without blank or +, each name once")]
    WitnessName(Box<str>),
}

impl DevicesData {
    /// The format's name.
    pub const FORMAT: &str = "suara/devices/v1";

    pub(crate) fn check(&self, definition: &Definition) -> Result<(), DevicesError> {
        if &*self.format != Self::FORMAT {
            return Err(DevicesError::Format);
        }
        if self.definition != definition.digest() {
            return Err(DevicesError::Foreign(self.definition));
        }
        self.check_booths(definition)?;
        self.check_desks(definition)?;
        self.check_people()?;
        let least = if definition.mode == Mode::Real { 15 } else { 2 };
        if (least..=22).contains(&self.scrypt_work_factor) { Ok(()) } else { Err(DevicesError::WorkFactor(self.scrypt_work_factor)) }
    }

    fn check_booths(&self, definition: &Definition) -> Result<(), DevicesError> {
        let expected: Vec<_> = definition.booths().map(|(s, b)| (&s.id, &b.id)).collect();
        let listed: Vec<_> = self.booths.iter().map(|d| (&d.station, &d.booth)).collect();
        let mut both = expected.iter().chain(&listed);
        let once = |place: &&(&StationId, &BoothId)| {
            expected.iter().filter(|p| *p == *place).count() == 1 && listed.iter().filter(|p| *p == *place).count() == 1
        };
        match both.find(|place| !once(place)) {
            Some((station, booth)) => Err(DevicesError::Booth { station: (*station).clone(), booth: (*booth).clone() }),
            None => Ok(()),
        }
    }

    fn check_desks(&self, definition: &Definition) -> Result<(), DevicesError> {
        let mut seen = BTreeSet::new();
        let bad = self.desks.iter().find(|d| !seen.insert((&d.station, &d.desk)) || definition.station(&d.station).is_none());
        bad.map_or(Ok(()), |d| Err(DevicesError::Desk { station: d.station.clone(), desk: d.desk.clone() }))
    }

    fn check_people(&self) -> Result<(), DevicesError> {
        let printable = |n: &str| (1..=60).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_graphic() && b != b'+');
        if let Some(witness) = self.witnesses.iter().find(|w| !printable(&w.name)) {
            return Err(DevicesError::WitnessName(witness.name.clone()));
        }
        let mut names = BTreeSet::new();
        if let Some(witness) = self.witnesses.iter().find(|w| !names.insert(&w.name)) {
            return Err(DevicesError::WitnessName(witness.name.clone()));
        }
        let mut seen = BTreeSet::new();
        let keys = self.booths.iter().map(|d| d.key).chain(self.desks.iter().map(|d| d.key)).chain(self.spares.iter().map(|d| d.key));
        let keys = keys.chain(self.witnesses.iter().map(|d| d.key)).chain(self.counters.iter().map(|d| d.key));
        keys.into_iter().find(|key| !seen.insert(*key)).map_or(Ok(()), |key| Err(DevicesError::KeyTwice(Box::new(key))))
    }
}
