//! The regency index: one definition per village. Its SHA-256 is what posters and papers carry; whoever holds that digest holds
//! every village's definition.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey};
use serde::{Deserialize, Serialize};

use crate::ladder::file_digest;
use crate::{Definition, ElectionId, MAX_DOCUMENT, Mode, Region, VillageCode};

/// One village of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexVillage {
    /// Kemendagri code.
    pub code: VillageCode,
    /// SHA-256 of its definition's file.
    pub definition: Hash,
}

/// The index as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexData {
    /// Key of the committee that signs.
    pub committee: PublicKey,
    /// The simultaneous election.
    pub election: ElectionId,
    /// Always `suara/index/v1`.
    pub format: Box<str>,
    /// Real or rehearsal.
    pub mode: Mode,
    /// The regency.
    pub regency: Region,
    /// SHA-256 of the specification that says how this election is checked (`spec.md` in a record).
    pub spec: Hash,
    /// SHA-256 of the verifier that the committee ships with every record (`verify.mjs`); an aid, never trusted by the auditor.
    pub verifier: Hash,
    /// Villages in ascending order of code.
    pub villages: Vec<IndexVillage>,
}

/// Why an index is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", IndexData::FORMAT)]
    Format,
    /// No village, too many, or not in ascending order.
    #[error("villages must be 1 to {max}, each once, in ascending order of code", max = IndexData::MAX_VILLAGES)]
    Villages,
}

impl IndexData {
    /// The format's name.
    pub const FORMAT: &str = "suara/index/v1";
    /// The most villages of one regency index.
    pub const MAX_VILLAGES: usize = 10_000;
}

/// A well-formed regency index with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    data: IndexData,
    digest: Hash,
}

impl core::ops::Deref for Index {
    type Target = IndexData;

    fn deref(&self) -> &IndexData {
        &self.data
    }
}

impl Index {
    /// Checks an index that was just written.
    ///
    /// # Errors
    /// Names the first rule it breaks.
    pub fn new(data: IndexData) -> Result<Self, IndexError> {
        if &*data.format != IndexData::FORMAT {
            return Err(IndexError::Format);
        }
        let ascending = data.villages.windows(2).all(|pair| pair.first().map(|v| &v.code) < pair.last().map(|v| &v.code));
        if !ascending || !(1..=IndexData::MAX_VILLAGES).contains(&data.villages.len()) {
            return Err(IndexError::Villages);
        }
        let digest = file_digest(&json::to_bytes(&data));
        Ok(Self { data, digest })
    }

    /// Reads `index.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, IndexError> {
        Self::new(json::from_bytes(bytes, MAX_DOCUMENT)?)
    }

    /// SHA-256 of `index.json`: the anchor.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// Whether the index lists this definition for its village and agrees on election, mode and committee.
    #[must_use]
    pub fn lists(&self, definition: &Definition) -> bool {
        let same = self.election == definition.election && self.mode == definition.mode && self.committee == definition.committee;
        same && self.villages.iter().any(|v| v.code == definition.village.code && v.definition == definition.digest())
    }

    /// The committee's name on signed notes.
    #[must_use]
    pub fn committee_name(&self) -> String {
        format!("{}/{}/committee", self.mode.origin_prefix(), self.election)
    }
}
