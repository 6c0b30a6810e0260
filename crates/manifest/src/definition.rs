//! Document (a): the ballot definition of one village. It feeds that village's key, so a change voids the village's ceremony.

use canonical::Hash;
use canonical::json;

use crate::ladder::{file_digest, village_digest};
use crate::{BoothId, BoothPlan, DefinitionData, DefinitionError, MAX_DOCUMENT, StationId, StationPlan};

/// A village definition that obeys every rule of its kind, with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    data: DefinitionData,
    digest: Hash,
}

impl core::ops::Deref for Definition {
    type Target = DefinitionData;

    fn deref(&self) -> &DefinitionData {
        &self.data
    }
}

impl Definition {
    /// Checks a definition that was just written.
    ///
    /// # Errors
    /// Names the first rule it breaks.
    pub fn new(data: DefinitionData) -> Result<Self, DefinitionError> {
        data.check()?;
        let digest = file_digest(&json::to_bytes(&data));
        Ok(Self { data, digest })
    }

    /// Reads `definition.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, DefinitionError> {
        Self::new(json::from_bytes(bytes, MAX_DOCUMENT)?)
    }

    /// The bytes of `definition.json`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.data)
    }

    /// SHA-256 of `definition.json`.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// The second rung of the digest ladder.
    #[must_use]
    pub fn village_digest(&self) -> Hash {
        village_digest(self.data.mode, &self.digest)
    }

    /// Options on the ballot: the candidates and the blank, which is last.
    #[must_use]
    pub fn options(&self) -> usize {
        self.data.candidates.len() + 1
    }

    /// Every booth of every electronic station, in order.
    pub fn booths(&self) -> impl Iterator<Item = (&StationPlan, &BoothPlan)> {
        self.data.stations.iter().flat_map(|station| station.booths.iter().map(move |booth| (station, booth)))
    }

    /// A station by number.
    #[must_use]
    pub fn station(&self, id: &StationId) -> Option<&StationPlan> {
        self.data.stations.iter().find(|s| &s.id == id)
    }

    /// A booth by station and number.
    #[must_use]
    pub fn booth(&self, station: &StationId, booth: &BoothId) -> Option<&BoothPlan> {
        self.station(station)?.booths.iter().find(|b| &b.id == booth)
    }

    /// The name of a booth's log.
    #[must_use]
    pub fn booth_origin(&self, station: &StationId, booth: &BoothId) -> String {
        format!("{}/{station}/{booth}", self.origin())
    }

    /// The name of a desk's log.
    #[must_use]
    pub fn desk_origin(&self, station: &StationId, desk: &BoothId) -> String {
        format!("{}/{station}/desk-{desk}", self.origin())
    }

    /// First part of the name of every log and signer of this village: prefix, election, village.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}/{}/{}", self.data.mode.origin_prefix(), self.data.election, self.data.village.code)
    }

    /// The committee's name on signed notes.
    #[must_use]
    pub fn committee_name(&self) -> String {
        format!("{}/{}/committee", self.data.mode.origin_prefix(), self.data.election)
    }
}
