//! A numbered amendment of the device list: what changed up to and on the day, signed by the committee.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey};
use serde::{Deserialize, Serialize};

use crate::ladder::file_digest;
use crate::{BoothId, Definition, MAX_DOCUMENT, StationId, Text};

/// What an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A spare machine stands in a booth before it opens.
    BoothKey {
        /// The booth.
        booth: BoothId,
        /// The spare's key.
        key: PublicKey,
        /// The station.
        station: StationId,
    },
    /// A booth was never used.
    BoothUnused {
        /// The booth.
        booth: BoothId,
        /// Why.
        reason: Text,
        /// The station.
        station: StationId,
    },
    /// A booth and both its media are lost; only its paper can be counted.
    BoothLost {
        /// The booth.
        booth: BoothId,
        /// Why.
        reason: Text,
        /// The station.
        station: StationId,
    },
    /// A station voted on paper instead.
    StationOnPaper {
        /// Why.
        reason: Text,
        /// The station.
        station: StationId,
    },
    /// A candidate died or withdrew; votes for the candidate are counted and cannot win.
    CandidateWithdrawn {
        /// The candidate's number.
        number: u32,
        /// Why, and by which article.
        reason: Text,
    },
    /// The contest is cancelled: nothing is opened.
    ContestCancelled {
        /// Why, and by which article.
        reason: Text,
    },
}

/// An amendment as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentData {
    /// What changes.
    pub change: Change,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Always `suara/amendment/v1`.
    pub format: Box<str>,
    /// 1 for the first.
    pub number: u32,
    /// SHA-256 of the amendment before, or of the device list.
    pub previous: Hash,
}

/// Why an amendment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmendmentError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", AmendmentData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0})")]
    Foreign(Hash),
    /// Not the next one.
    #[error("amendment {found} comes, but {expected} is next; apply amendments in order")]
    Order {
        /// Its number.
        found: u32,
        /// The next number.
        expected: u32,
    },
    /// Does not name the one before.
    #[error("it follows {0}, which is not the last document here")]
    Previous(Hash),
    /// Names a booth, station or candidate that the definition does not have.
    #[error("it names a station, booth or candidate that the definition does not have")]
    UnknownPlace,
    /// The new key is not of the pool.
    #[error("key {0} is not in the pool of spares, or already stands in a booth")]
    NotASpare(Box<PublicKey>),
}

impl AmendmentData {
    /// The format's name.
    pub const FORMAT: &str = "suara/amendment/v1";
    /// The most amendments of one village.
    pub const MAX: u32 = 1000;
}

/// A well-formed amendment with its digest. It does not prove that it follows anything; [`crate::Devices::amend`] checks that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    data: AmendmentData,
    digest: Hash,
}

impl Amendment {
    /// Checks an amendment that was just written.
    ///
    /// # Errors
    /// Refuses another format.
    pub fn new(data: AmendmentData) -> Result<Self, AmendmentError> {
        if &*data.format != AmendmentData::FORMAT {
            return Err(AmendmentError::Format);
        }
        let digest = file_digest(&json::to_bytes(&data));
        Ok(Self { data, digest })
    }

    /// Reads `amendment-N.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, AmendmentError> {
        Self::new(json::from_bytes(bytes, MAX_DOCUMENT)?)
    }

    /// SHA-256 of its file.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// What it changes.
    #[must_use]
    pub const fn change(&self) -> &Change {
        &self.data.change
    }

    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.data.number
    }

    pub(crate) fn check_follows(&self, applied: u32, last: Hash, definition: &Definition) -> Result<(), AmendmentError> {
        if self.data.definition != definition.digest() {
            return Err(AmendmentError::Foreign(self.data.definition));
        }
        if self.data.number != applied + 1 || self.data.number > AmendmentData::MAX {
            return Err(AmendmentError::Order { found: self.data.number, expected: applied + 1 });
        }
        if self.data.previous != last {
            return Err(AmendmentError::Previous(self.data.previous));
        }
        if self.names_known_places(definition) { Ok(()) } else { Err(AmendmentError::UnknownPlace) }
    }

    fn names_known_places(&self, definition: &Definition) -> bool {
        match &self.data.change {
            Change::BoothKey { station, booth, .. }
            | Change::BoothUnused { station, booth, .. }
            | Change::BoothLost { station, booth, .. } => definition.booth(station, booth).is_some(),
            Change::StationOnPaper { station, .. } => definition.station(station).is_some(),
            Change::CandidateWithdrawn { number, .. } => (1..=definition.candidates.len()).contains(&(*number as usize)),
            Change::ContestCancelled { .. } => true,
        }
    }
}
