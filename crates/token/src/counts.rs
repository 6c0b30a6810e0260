//! What a check-in desk signs when it closes: how many, never who.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey, Signature, SigningKey, tag};
use manifest::{BoothId, Definition, MAX_DOCUMENT, StationId};
use serde::{Deserialize, Serialize};

/// The counts of one desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsData {
    /// Voters not on the roll who were admitted, minus those undone.
    pub additional: u32,
    /// Cards taken by auditors like any voter's.
    pub audit_cards: u32,
    /// Cards in the packs that were opened.
    pub cards_opened: u32,
    /// Cards left in opened packs at closing.
    pub cards_left: u32,
    /// Cards that came back unused.
    pub cards_returned: u32,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Number of the desk within the station.
    pub desk: BoothId,
    /// Always `suara/desk-counts/v1`.
    pub format: Box<str>,
    /// Root of the desk's own log at closing (RFC 6962), which stays at the station.
    pub head: Hash,
    /// Voters of the roll who were checked in, minus those undone.
    pub present: u32,
    /// Cards handed out in place of another (after a challenge, or a damaged card).
    pub replacements: u32,
    /// Entries in the desk's log at closing.
    pub size: u64,
    /// The station.
    pub station: StationId,
    /// Check-ins that were undone, with a reason in the desk's log.
    pub undone: u32,
}

impl CountsData {
    /// The format's name.
    pub const FORMAT: &str = "suara/desk-counts/v1";

    /// Cards that left the desk: opened minus left.
    #[must_use]
    pub const fn cards_out(&self) -> u32 {
        self.cards_opened.saturating_sub(self.cards_left)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    counts: CountsData,
    sig: Signature,
}

/// Why a desk's counts are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountsError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", CountsData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0})")]
    Foreign(Hash),
    /// Not signed by the desk's enrolled key.
    #[error("desk {desk} of station {station}: the signature does not hold under the desk's enrolled key")]
    Signature {
        /// The station.
        station: StationId,
        /// The desk.
        desk: BoothId,
    },
}

/// Counts that hold under the given desk key. They prove who signed, not that anybody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskCounts {
    data: CountsData,
    signature: Signature,
}

impl core::ops::Deref for DeskCounts {
    type Target = CountsData;

    fn deref(&self) -> &CountsData {
        &self.data
    }
}

impl DeskCounts {
    /// Signs the counts of a desk.
    #[must_use]
    pub fn sign(data: CountsData, key: &SigningKey) -> Self {
        let signature = key.sign(tag::DESK_COUNTS, &[&json::to_bytes(&data)]);
        Self { data, signature }
    }

    /// Reads a counts file; `key_of` gives the enrolled key of a desk.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(
        bytes: &[u8],
        definition: &Definition,
        key_of: impl Fn(&StationId, &BoothId) -> Option<PublicKey>,
    ) -> Result<Self, CountsError> {
        let File { counts, sig } = json::from_bytes(bytes, MAX_DOCUMENT)?;
        if &*counts.format != CountsData::FORMAT {
            return Err(CountsError::Format);
        }
        if counts.definition != definition.digest() {
            return Err(CountsError::Foreign(counts.definition));
        }
        let key = key_of(&counts.station, &counts.desk);
        if !key.is_some_and(|key| key.verify(tag::DESK_COUNTS, &[&json::to_bytes(&counts)], &sig)) {
            return Err(CountsError::Signature { station: counts.station, desk: counts.desk });
        }
        Ok(Self { data: counts, signature: sig })
    }

    /// The bytes of the counts file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&File { counts: self.data.clone(), sig: self.signature })
    }
}

#[cfg(test)]
mod tests;
