//! What people counted or decided on paper: box counts by two people each, and cards excluded before the first opening.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey, Signature, SigningKey, tag};
use manifest::{BoothId, Definition, Devices, MAX_DOCUMENT, StationId, Text};
use serde::{Deserialize, Serialize};

/// What lay in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxKind {
    /// Slips (STRUK) of booths whose ballots are also in the record.
    Slips,
    /// Slips of a lost booth, or ballots of a station that voted on paper: they are the only record.
    OnlyRecord,
}

/// One person's count of one box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCountData {
    /// The booth, or nothing for the station's one box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booth: Option<BoothId>,
    /// What lay in it.
    pub content: BoxKind,
    /// The key of the person who counted, from the device list.
    pub counter: PublicKey,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// First or second entry: 1 or 2.
    pub entry: u32,
    /// Always `suara/paper-count/v1`.
    pub format: Box<str>,
    /// Papers that count for nobody: ballots marked wrongly, or slips without the SAH bar.
    pub invalid: u32,
    /// The station.
    pub station: StationId,
    /// Papers per option in the definition's order, the blank last.
    pub votes: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    count: PaperCountData,
    sig: Signature,
}

/// Why a paper count is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperCountError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", PaperCountData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0})")]
    Foreign(Hash),
    /// A station or booth that the definition does not have.
    #[error("station {0} or its booth is not in the definition")]
    Place(StationId),
    /// Another number of options, or an entry that is neither first nor second.
    #[error("{found} options, but the definition has {expected}; and the entry is 1 or 2")]
    Options {
        /// Options found.
        found: usize,
        /// Options of the definition.
        expected: usize,
    },
    /// Signed by nobody on the device list.
    #[error("the person who entered it is not a counter on the device list, or the signature does not hold")]
    Counter,
}

impl PaperCountData {
    /// The format's name.
    pub const FORMAT: &str = "suara/paper-count/v1";
}

/// A count signed by a counter of the device list. One alone decides nothing: two different people must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCount {
    data: PaperCountData,
    signature: Signature,
}

impl core::ops::Deref for PaperCount {
    type Target = PaperCountData;

    fn deref(&self) -> &PaperCountData {
        &self.data
    }
}

impl PaperCount {
    /// Signs a count.
    #[must_use]
    pub fn sign(data: PaperCountData, key: &SigningKey) -> Self {
        let signature = key.sign(tag::PAPER_COUNT, &[&json::to_bytes(&data)]);
        Self { data, signature }
    }

    /// Reads a count's file.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8], definition: &Definition, devices: &Devices) -> Result<Self, PaperCountError> {
        let File { count, sig } = json::from_bytes(bytes, MAX_DOCUMENT)?;
        if &*count.format != PaperCountData::FORMAT {
            return Err(PaperCountError::Format);
        }
        if count.definition != definition.digest() {
            return Err(PaperCountError::Foreign(count.definition));
        }
        let known = match &count.booth {
            Some(booth) => definition.booth(&count.station, booth).is_some(),
            None => definition.station(&count.station).is_some(),
        };
        if !known {
            return Err(PaperCountError::Place(count.station));
        }
        if count.votes.len() != definition.options() || !(1..=2).contains(&count.entry) {
            return Err(PaperCountError::Options { found: count.votes.len(), expected: definition.options() });
        }
        let listed = devices.counters.iter().any(|c| c.key == count.counter);
        if !listed || !count.counter.verify(tag::PAPER_COUNT, &[&json::to_bytes(&count)], &sig) {
            return Err(PaperCountError::Counter);
        }
        Ok(Self { data: count, signature: sig })
    }

    /// The bytes of the count's file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&File { count: self.data.clone(), sig: self.signature })
    }
}

/// Why a cast ballot is left out of every sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionReason {
    /// An auditor's card that was cast instead of challenged.
    AuditCard,
    /// The card was cast in two logs, and this one does not hold the original card.
    Clash,
}

/// One excluded ballot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The booth whose log casts it.
    pub booth: BoothId,
    /// The card's leaf.
    pub card: Hash,
    /// Why.
    pub reason: ExclusionReason,
    /// The station.
    pub station: StationId,
}

/// All exclusions of a village, decided and signed before the first opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionsData {
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Always `suara/exclusions/v1`.
    pub format: Box<str>,
    /// In ascending order of station, booth and card.
    pub list: Vec<Exclusion>,
    /// Who decided, as printed.
    pub signed_by: Text,
}

impl ExclusionsData {
    /// The format's name.
    pub const FORMAT: &str = "suara/exclusions/v1";
}
