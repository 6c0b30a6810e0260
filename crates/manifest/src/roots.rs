//! Document (b): roll and deck, fixed by the day before. It carries digests and counts, never a name or a tag.

use canonical::Hash;
use canonical::json::{self, JsonError};
use serde::{Deserialize, Serialize};

use crate::ladder::file_digest;
use crate::{BoothId, Definition, MAX_DOCUMENT, StationId, StratumId};

/// Voters on the roll of one station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationRoll {
    /// How many.
    pub registered: u32,
    /// The station.
    pub station: StationId,
}

/// Voters on the roll of one stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumRoll {
    /// How many.
    pub registered: u32,
    /// The stratum.
    pub stratum: StratumId,
}

/// Cards printed for one booth (and stratum).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeckCell {
    /// The booth.
    pub booth: BoothId,
    /// How many cards.
    pub cards: u32,
    /// The station.
    pub station: StationId,
    /// The stratum, where strata are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<StratumId>,
}

/// Roll and deck as JSON holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RootsData {
    /// Cards, by booth and stratum.
    pub deck: Vec<DeckCell>,
    /// SHA-256 of `deck-leaves.txt`: all card leaves in hex, sorted, one a line.
    pub deck_leaves: Hash,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Always `suara/roots/v1`.
    pub format: Box<str>,
    /// SHA-256 of `roll-tags.txt`: all roll tags in hex, sorted, one a line.
    pub roll_tags: Hash,
    /// Voters by station, all stations of the definition in order.
    pub stations: Vec<StationRoll>,
    /// Voters by stratum, all strata of the definition in order.
    pub strata: Vec<StratumRoll>,
}

/// Why roll and deck are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RootsError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", RootsData::FORMAT)]
    Format,
    /// Made for another definition.
    #[error("made for another definition ({0})")]
    Foreign(Hash),
    /// Stations or strata are not exactly those of the definition in order.
    #[error("stations and strata must be those of the definition, in its order")]
    Places,
    /// A deck cell that the definition does not use, or one twice.
    #[error("the deck names a booth and stratum that the definition does not use, or one twice")]
    Deck,
    /// Strata do not add up to stations.
    #[error("voters by stratum add up to {strata}, by station to {stations}")]
    Sums {
        /// By stratum.
        strata: u64,
        /// By station.
        stations: u64,
    },
}

impl RootsData {
    /// The format's name.
    pub const FORMAT: &str = "suara/roots/v1";

    fn check(&self, definition: &Definition) -> Result<(), RootsError> {
        if &*self.format != Self::FORMAT {
            return Err(RootsError::Format);
        }
        if self.definition != definition.digest() {
            return Err(RootsError::Foreign(self.definition));
        }
        let stations = self.stations.iter().map(|s| &s.station).eq(definition.stations.iter().map(|s| &s.id));
        let strata = self.strata.iter().map(|s| &s.stratum).eq(definition.strata.iter().map(|s| &s.id));
        if !stations || !strata {
            return Err(RootsError::Places);
        }
        self.check_deck(definition)?;
        self.check_sums()
    }

    fn check_deck(&self, definition: &Definition) -> Result<(), RootsError> {
        let key = |c: &DeckCell| (c.station.clone(), c.booth.clone(), c.stratum.clone());
        let ascending = self.deck.windows(2).all(|pair| pair.first().map(key) < pair.last().map(key));
        let used = |cell: &DeckCell| {
            definition.booth(&cell.station, &cell.booth).is_some_and(|booth| match &cell.stratum {
                Some(stratum) => booth.strata.contains(stratum),
                None => booth.strata.is_empty(),
            })
        };
        if ascending && self.deck.iter().all(used) { Ok(()) } else { Err(RootsError::Deck) }
    }

    fn check_sums(&self) -> Result<(), RootsError> {
        let stations = self.registered();
        let strata = self.strata.iter().map(|s| u64::from(s.registered)).sum();
        if self.strata.is_empty() || strata == stations { Ok(()) } else { Err(RootsError::Sums { strata, stations }) }
    }

    /// Voters on the whole roll.
    #[must_use]
    pub fn registered(&self) -> u64 {
        self.stations.iter().map(|s| u64::from(s.registered)).sum()
    }

    /// Cards in the whole deck.
    #[must_use]
    pub fn cards(&self) -> u64 {
        self.deck.iter().map(|c| u64::from(c.cards)).sum()
    }
}

/// Roll and deck that fit their definition. It does not prove that the files behind the digests are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roots {
    data: RootsData,
    digest: Hash,
}

impl core::ops::Deref for Roots {
    type Target = RootsData;

    fn deref(&self) -> &RootsData {
        &self.data
    }
}

impl Roots {
    /// Checks roll and deck against their definition.
    ///
    /// # Errors
    /// Names the first rule they break.
    pub fn new(data: RootsData, definition: &Definition) -> Result<Self, RootsError> {
        data.check(definition)?;
        let digest = file_digest(&json::to_bytes(&data));
        Ok(Self { data, digest })
    }

    /// Reads `roots.json`.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8], definition: &Definition) -> Result<Self, RootsError> {
        Self::new(json::from_bytes(bytes, MAX_DOCUMENT)?, definition)
    }

    /// SHA-256 of `roots.json`.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }
}
