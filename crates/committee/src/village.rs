//! The evening of one village: what has arrived, what was refused, what people counted and decided on paper.
//!
//! [`Village`] takes bundles, desk counts, paper counts and excluded cards in any order and any number of times. When everything
//! is there, [`crate::Counting::begin`] fixes it; from then on nothing is added or left out.

mod exclude;
mod import;
mod paper;
mod refusal;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use canonical::{Hash, sha256};
use manifest::{BoothId, BoothStatus, StationId};
use record::{Documents, Exclusion, PaperCount, layout};
use token::{DeskCounts, LeafListError};

use crate::log::BoothLog;
pub use exclude::{AuditCard, AuditCardRefusal, Clash};
pub use import::{ImportAnswer, Imported};
pub(crate) use paper::written;
pub use paper::{BoxState, CountAnswer, DeskRefusal, PaperBox, PaperRefusal};
pub use refusal::{Finding, Foreign, Fork, ImportRefusal};
pub use status::{BoothState, StatusLine, status_page};

/// A booth of a village.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoothPlace {
    /// The station.
    pub station: StationId,
    /// The booth.
    pub booth: BoothId,
}

impl BoothPlace {
    /// A booth by station and number.
    #[must_use]
    pub fn new(station: &StationId, booth: &BoothId) -> Self {
        Self { station: station.clone(), booth: booth.clone() }
    }
}

/// `001/2`.
impl core::fmt::Display for BoothPlace {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}/{}", self.station, self.booth)
    }
}

/// Why a village's evening cannot begin or go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VillageError {
    /// A list that is no list.
    #[error("{file}: {error}")]
    List {
        /// The file.
        file: &'static str,
        /// What is wrong.
        error: LeafListError,
    },
    /// A list whose digest the roots do not name.
    #[error("{0}: bukan daftar yang ditandatangani (not the list whose digest roots.json names); take the signed one")]
    Digest(&'static str),
    /// New documents of another definition, roots or key, or with fewer amendments.
    #[error("dokumen lain: bukan kelanjutan dokumen desa ini (these documents do not continue those of the village)")]
    Documents,
}

/// A booth's bundle as it is held.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) entries: Vec<u8>,
    pub(crate) checkpoint: Vec<u8>,
    pub(crate) log: BoothLog,
    pub(crate) cosigned: u32,
}

/// Everything that has arrived of one village. What is held was verified when it came.
#[derive(Debug, Clone)]
pub struct Village {
    pub(crate) documents: Documents,
    pub(crate) roll_tags: Vec<u8>,
    pub(crate) deck_leaves: Vec<u8>,
    deck: BTreeSet<Hash>,
    pub(crate) held: BTreeMap<BoothPlace, Held>,
    pub(crate) forks: Vec<Fork>,
    pub(crate) desks: BTreeMap<(StationId, BoothId), DeskCounts>,
    pub(crate) papers: BTreeMap<(StationId, Option<BoothId>, u32), PaperCount>,
    audit_cards: BTreeSet<AuditCard>,
    originals: BTreeMap<Hash, BoothPlace>,
}

impl Village {
    /// Begins an evening with the village's signed documents and the two lists that `roots.json` names.
    ///
    /// # Errors
    /// Refuses a list that is not the signed one.
    pub fn new(documents: Documents, roll_tags: Vec<u8>, deck_leaves: Vec<u8>) -> Result<Self, VillageError> {
        let parse = |file, bytes: &[u8]| token::parse_hashes(bytes).map_err(|error| VillageError::List { file, error });
        if sha256(&roll_tags) != documents.roots.roll_tags {
            return Err(VillageError::Digest(layout::ROLL_TAGS));
        }
        if sha256(&deck_leaves) != documents.roots.deck_leaves {
            return Err(VillageError::Digest(layout::DECK_LEAVES));
        }
        parse(layout::ROLL_TAGS, &roll_tags)?;
        let deck = parse(layout::DECK_LEAVES, &deck_leaves)?.into_iter().collect();
        Ok(Self {
            documents,
            roll_tags,
            deck_leaves,
            deck,
            held: BTreeMap::new(),
            forks: Vec::new(),
            desks: BTreeMap::new(),
            papers: BTreeMap::new(),
            audit_cards: BTreeSet::new(),
            originals: BTreeMap::new(),
        })
    }

    /// The village's documents, as last amended.
    #[must_use]
    pub const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// Goes on with amended documents. Bundles of a booth whose machine was replaced are let go, so are those that a spare went on
    /// with that now stands in a booth, and counts of boxes that now hold something else, as slips that have become a lost booth's
    /// only record.
    ///
    /// # Errors
    /// Refuses documents that are not the same ones with more amendments.
    pub fn amended(&mut self, documents: Documents) -> Result<(), VillageError> {
        let same = documents.definition == self.documents.definition
            && documents.roots == self.documents.roots
            && documents.key.digest() == self.documents.key.digest()
            && documents.devices.digest() == self.documents.devices.digest();
        if !same || !device_digests(&documents).contains(&self.documents.devices.last()) {
            return Err(VillageError::Documents);
        }
        let old = core::mem::replace(&mut self.documents, documents);
        let key = |d: &Documents, p: &BoothPlace| d.devices.booth(&p.station, &p.booth).map(|b| b.key);
        let free = |held: &Held| held.log.turns.taken().iter().all(|turn| self.documents.devices.is_free_spare(&turn.key));
        self.held.retain(|place, held| key(&old, place) == key(&self.documents, place) && free(held));
        let papers = core::mem::take(&mut self.papers).into_iter();
        self.papers = papers.filter(|((station, booth, _), count)| self.content_fits(station, booth.as_ref(), count.content)).collect();
        Ok(())
    }

    /// Bundles that count: of booths that are expected, in the order of the definition.
    pub(crate) fn delivered(&self) -> impl Iterator<Item = (&BoothPlace, &Held)> {
        self.held.iter().filter(|(place, _)| self.booth_status(place) == BoothStatus::Expected)
    }

    pub(crate) fn booth_status(&self, place: &BoothPlace) -> BoothStatus {
        self.documents.devices.status(&place.station, &place.booth)
    }

    /// Everything about the delivered bundles that people should know.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.delivered().flat_map(|(place, held)| self.findings_of(place, held)).collect()
    }

    /// The exclusions that follow from the cards listed and found so far.
    ///
    /// # Errors
    /// The audit card whose six characters fit several cast cards.
    pub fn exclusions(&self) -> Result<Vec<Exclusion>, AuditCard> {
        self.resolve_exclusions()
    }
}

/// Digests of the device list and of all its amendments.
pub(crate) fn device_digests(documents: &Documents) -> BTreeSet<Hash> {
    let amendments = (1..=documents.devices.amendments()).filter_map(|n| documents.files().get(&layout::json(&layout::amendment(n))));
    core::iter::once(documents.devices.digest()).chain(amendments.map(sha256)).collect()
}
