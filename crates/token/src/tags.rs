//! Roll tags and other published lists of hashes: sorted, each once, in hex, one a line.

use canonical::Hash;
use canonical::json::{self, JsonError};
use manifest::{StationRoll, StratumRoll, VillageCode};
use serde::{Deserialize, Serialize};

/// Largest list file, in bytes: a million hashes.
pub const MAX_LIST: usize = 65_000_000;

/// Why a list of hashes is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeafListError {
    /// Over the cap.
    #[error("the list is larger than {MAX_LIST} bytes")]
    TooLarge,
    /// A line that is not a hash.
    #[error("line {0}: not 64 characters of 0-9 and a-f followed by a line feed")]
    Line(usize),
    /// Not in ascending order, or one twice.
    #[error("line {0}: not in ascending order, or the same as the line before")]
    Order(usize),
}

/// Writes hashes sorted, one a line. A hash that stands twice is written twice, so that reading finds it.
#[must_use]
pub fn join_hashes(hashes: impl IntoIterator<Item = Hash>) -> String {
    let mut sorted: Vec<Hash> = hashes.into_iter().collect();
    sorted.sort_unstable();
    sorted.iter().map(|h| format!("{h}\n")).collect()
}

/// Reads a sorted list.
///
/// # Errors
/// Names the line and the rule.
pub fn parse_hashes(bytes: &[u8]) -> Result<Vec<Hash>, LeafListError> {
    if bytes.len() > MAX_LIST {
        return Err(LeafListError::TooLarge);
    }
    let mut hashes: Vec<Hash> = Vec::with_capacity(bytes.len() / 65);
    for (index, line) in bytes.chunks(65).enumerate() {
        let text = line.strip_suffix(b"\n").and_then(|hex| core::str::from_utf8(hex).ok());
        let hash = text.and_then(|hex| hex.parse().ok()).ok_or(LeafListError::Line(index + 1))?;
        if hashes.last().is_some_and(|last| *last >= hash) {
            return Err(LeafListError::Order(index + 1));
        }
        hashes.push(hash);
    }
    Ok(hashes)
}

/// What the desk's import hands to the committee for one village: tags and counts, no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftTagsData {
    /// Always `suara/tags/v1`.
    pub format: Box<str>,
    /// Hash of the secret key under which the NIKs were tagged.
    pub key: Hash,
    /// Voters by station.
    pub stations: Vec<StationRoll>,
    /// Voters by stratum; empty where the village has none.
    pub strata: Vec<StratumRoll>,
    /// All tags, ascending.
    pub tags: Vec<Hash>,
    /// The village.
    pub village: VillageCode,
}

/// Why a tags file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TagsError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", DraftTagsData::FORMAT)]
    Format,
    /// Not ascending, or a tag twice: one voter on the roll twice.
    #[error("tag {0} is out of order or stands twice: one voter is on the roll twice")]
    Order(usize),
    /// Stations do not add up to the tags.
    #[error("stations add up to {registered} voters, but there are {tags} tags")]
    Sum {
        /// By station.
        registered: u64,
        /// Tags.
        tags: usize,
    },
}

impl DraftTagsData {
    /// The format's name.
    pub const FORMAT: &str = "suara/tags/v1";
}

/// Tags of one village that are sorted, unique and add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTags(DraftTagsData);

impl core::ops::Deref for DraftTags {
    type Target = DraftTagsData;

    fn deref(&self) -> &DraftTagsData {
        &self.0
    }
}

impl DraftTags {
    /// Checks tags that were just made.
    ///
    /// # Errors
    /// Names the first rule they break.
    pub fn new(data: DraftTagsData) -> Result<Self, TagsError> {
        if &*data.format != DraftTagsData::FORMAT {
            return Err(TagsError::Format);
        }
        if let Some(index) = data.tags.windows(2).position(|pair| pair.first() >= pair.last()) {
            return Err(TagsError::Order(index + 2));
        }
        let registered: u64 = data.stations.iter().map(|s| u64::from(s.registered)).sum();
        if registered != data.tags.len() as u64 {
            return Err(TagsError::Sum { registered, tags: data.tags.len() });
        }
        Ok(Self(data))
    }

    /// Reads a tags file.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, TagsError> {
        Self::new(json::from_bytes(bytes, MAX_LIST)?)
    }

    /// The bytes of the tags file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canonical::sha256;

    #[test]
    fn a_list_is_sorted_and_reads_back() {
        let hashes: Vec<Hash> = (0..50_u8).map(|i| sha256(&[i])).collect();
        let text = join_hashes(hashes.iter().copied());
        let mut sorted = hashes;
        sorted.sort_unstable();
        assert_eq!(parse_hashes(text.as_bytes()), Ok(sorted));
        assert_eq!(parse_hashes(b""), Ok(Vec::new()));
    }

    #[test]
    fn a_bad_line_is_named() {
        let good = join_hashes([sha256(b"a"), sha256(b"b")]);
        let twice = join_hashes([sha256(b"a"), sha256(b"a")]);
        assert_eq!(parse_hashes(twice.as_bytes()), Err(LeafListError::Order(2)));
        assert_eq!(parse_hashes(&good.as_bytes()[..129]), Err(LeafListError::Line(2)));
        assert_eq!(parse_hashes(good.to_uppercase().as_bytes()), Err(LeafListError::Line(1)));
        assert_eq!(parse_hashes(format!("{good}\n").as_bytes()), Err(LeafListError::Line(3)));
    }

    fn tags(change: impl FnOnce(&mut DraftTagsData)) -> Result<DraftTags, TagsError> {
        let roll = |station: &str, registered| StationRoll { registered, station: station.parse().unwrap() };
        let mut sorted = [sha256(b"a"), sha256(b"b"), sha256(b"c")];
        sorted.sort_unstable();
        let mut data = DraftTagsData {
            format: DraftTagsData::FORMAT.into(),
            key: Hash::ZERO,
            stations: vec![roll("001", 1), roll("002", 2)],
            strata: vec![],
            tags: sorted.to_vec(),
            village: "16.07.17.2008".parse().unwrap(),
        };
        change(&mut data);
        DraftTags::new(data)
    }

    #[test]
    fn draft_tags_are_sorted_unique_and_add_up() {
        let good = tags(|_| ()).unwrap();
        assert_eq!(DraftTags::parse(&good.to_bytes()), Ok(good));
        assert_eq!(tags(|data| data.tags.reverse()), Err(TagsError::Order(2)));
        assert_eq!(tags(|data| data.tags[2] = data.tags[1]), Err(TagsError::Order(3)));
        assert_eq!(tags(|data| data.stations[1].registered = 3), Err(TagsError::Sum { registered: 4, tags: 3 }));
        assert_eq!(tags(|data| data.format = "x".into()), Err(TagsError::Format));
        assert!(matches!(DraftTags::parse(b"{}"), Err(TagsError::Json(_))));
    }
}
