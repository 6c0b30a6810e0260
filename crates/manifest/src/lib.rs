//! The signed documents that say who and what is elected, where, by whom and under which rules.
//!
//! Five documents, by how late they change (see `docs/ARCHITECTURE.md`):
//! - [`Definition`]: one village's ballot. It feeds the village's key; changing it voids the ceremony of that village only.
//! - [`Index`]: the regency index, which lists every village's definition. Its digest is what paper carries (the anchor).
//! - [`Roots`]: roll and deck, fixed by the day before.
//! - [`Devices`]: booths, desks, spares, witnesses and counters, with numbered signed [`Amendment`]s up to and on the day.
//!
//! Each has a `…Data` type, which is what JSON holds, and a checked type, which is what the rest of the house takes: holding one
//! proves that the document is well-formed and obeys every rule of its kind. It does not prove a signature or an anchor.

mod amendment;
mod candidates;
mod definition;
mod definition_data;
mod device_list;
mod devices;
#[cfg(test)]
mod fixture;
mod hour;
mod id;
mod index;
mod ladder;
mod places;
mod roots;
mod rules;
#[cfg(test)]
mod tests;
mod text;

pub use amendment::{Amendment, AmendmentData, AmendmentError, Change};
pub use candidates::{Candidate, Guardian, Guardians, Side};
pub use definition::Definition;
pub use definition_data::{DefinitionData, DefinitionError};
pub use device_list::{BoothDevice, BoothKind, CounterDevice, DeskDevice, DevicesData, DevicesError, SpareDevice, WitnessDevice};
pub use devices::{BoothStatus, Devices};
pub use hour::{Hour, NotAnHour};
pub use id::{BoothId, ElectionId, IdError, StationId, StratumId, VillageCode};
pub use index::{Index, IndexData, IndexError, IndexVillage};
pub use ladder::{ballot_context, booth_digest, key_digest, suite_digest, village_digest};
pub use places::{BoothPlan, Labels, Mode, Region, StationKind, StationPlan, Stratum, Village};
pub use roots::{DeckCell, Roots, RootsData, RootsError, StationRoll, StratumRoll};
pub use rules::{AdditionalVoters, Article, BoxCount, Prevails, Rules, TieRule};
pub use text::{Text, TextError};

/// The largest document of any kind, in bytes.
pub const MAX_DOCUMENT: usize = 4 << 20;
