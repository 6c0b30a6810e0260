//! Document (c): the devices of the day and the people beside them. It may be amended up to and on the day; every amendment is
//! numbered, signed and chained to the one before.

use std::collections::BTreeMap;

use canonical::json;
use canonical::{Hash, PublicKey};

use crate::ladder::file_digest;
use crate::{
    Amendment, AmendmentError, BoothDevice, BoothId, Change, Definition, DevicesData, DevicesError, MAX_DOCUMENT, StationId, Text,
};

/// What became of a booth of the definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoothStatus {
    /// Its bundle must be delivered.
    Expected,
    /// Signed as never used.
    Unused(Text),
    /// Signed as lost with its log.
    Lost(Text),
}

/// A device list that fits its definition, with every amendment applied so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Devices {
    data: DevicesData,
    digest: Hash,
    last: Hash,
    amendments: u32,
    status: BTreeMap<(StationId, BoothId), BoothStatus>,
    paper: BTreeMap<StationId, Text>,
    withdrawn: BTreeMap<u32, Text>,
    cancelled: Option<Text>,
}

impl core::ops::Deref for Devices {
    type Target = DevicesData;

    fn deref(&self) -> &DevicesData {
        &self.data
    }
}

impl Devices {
    /// Checks a list against its definition.
    ///
    /// # Errors
    /// Names the first rule it breaks.
    pub fn new(data: DevicesData, definition: &Definition) -> Result<Self, DevicesError> {
        data.check(definition)?;
        let digest = file_digest(&json::to_bytes(&data));
        let last = digest;
        Ok(Self {
            data,
            digest,
            last,
            amendments: 0,
            status: BTreeMap::new(),
            paper: BTreeMap::new(),
            withdrawn: BTreeMap::new(),
            cancelled: None,
        })
    }

    /// Reads `devices.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8], definition: &Definition) -> Result<Self, DevicesError> {
        Self::new(json::from_bytes(bytes, MAX_DOCUMENT)?, definition)
    }

    /// Applies the next amendment.
    ///
    /// # Errors
    /// Refuses one out of order, of another list, or that names what does not exist.
    pub fn amend(&mut self, amendment: &Amendment, definition: &Definition) -> Result<(), AmendmentError> {
        amendment.check_follows(self.amendments, self.last, definition)?;
        self.apply(amendment.change(), definition)?;
        self.amendments += 1;
        self.last = amendment.digest();
        Ok(())
    }

    fn apply(&mut self, change: &Change, definition: &Definition) -> Result<(), AmendmentError> {
        match change {
            Change::BoothKey { station, booth, key } => self.replace_key(station, booth, *key)?,
            Change::BoothUnused { station, booth, reason } => {
                self.status.insert((station.clone(), booth.clone()), BoothStatus::Unused(reason.clone()));
            }
            Change::BoothLost { station, booth, reason } => {
                self.status.insert((station.clone(), booth.clone()), BoothStatus::Lost(reason.clone()));
            }
            Change::StationOnPaper { station, reason } => {
                let booths = definition.station(station).map(|s| s.booths.as_slice()).unwrap_or_default();
                for booth in booths {
                    self.status.insert((station.clone(), booth.id.clone()), BoothStatus::Unused(reason.clone()));
                }
                self.paper.insert(station.clone(), reason.clone());
            }
            Change::CandidateWithdrawn { number, reason } => {
                self.withdrawn.insert(*number, reason.clone());
            }
            Change::ContestCancelled { reason } => self.cancelled = Some(reason.clone()),
        }
        Ok(())
    }

    fn replace_key(&mut self, station: &StationId, booth: &BoothId, key: PublicKey) -> Result<(), AmendmentError> {
        let known = self.is_free_spare(&key);
        let device = self.data.booths.iter_mut().find(|d| &d.station == station && &d.booth == booth);
        match device {
            Some(device) if known => device.key = key,
            Some(_) => return Err(AmendmentError::NotASpare(Box::new(key))),
            None => return Err(AmendmentError::UnknownPlace),
        }
        Ok(())
    }

    /// SHA-256 of `devices.json`, which amendments do not change.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// Digest of the last amendment, or of the list: what the next amendment must name.
    #[must_use]
    pub const fn last(&self) -> Hash {
        self.last
    }

    /// How many amendments were applied.
    #[must_use]
    pub const fn amendments(&self) -> u32 {
        self.amendments
    }

    /// The machine of a booth, as last amended.
    #[must_use]
    pub fn booth(&self, station: &StationId, booth: &BoothId) -> Option<&BoothDevice> {
        self.data.booths.iter().find(|d| &d.station == station && &d.booth == booth)
    }

    /// Whether this is the key of a spare machine that stands in no booth, as last amended: the only keys that may take a log over.
    #[must_use]
    pub fn is_free_spare(&self, key: &PublicKey) -> bool {
        self.data.spares.iter().any(|s| s.key == *key) && !self.data.booths.iter().any(|d| d.key == *key)
    }

    /// What became of a booth.
    #[must_use]
    pub fn status(&self, station: &StationId, booth: &BoothId) -> BoothStatus {
        self.status.get(&(station.clone(), booth.clone())).cloned().unwrap_or(BoothStatus::Expected)
    }

    /// Why a station that was planned as electronic voted on paper.
    #[must_use]
    pub fn on_paper(&self, station: &StationId) -> Option<&Text> {
        self.paper.get(station)
    }

    /// Whether a candidate was withdrawn, and why.
    #[must_use]
    pub fn withdrawn(&self, number: u32) -> Option<&Text> {
        self.withdrawn.get(&number)
    }

    /// Why the contest was cancelled, if it was.
    #[must_use]
    pub const fn cancelled(&self) -> Option<&Text> {
        self.cancelled.as_ref()
    }
}
