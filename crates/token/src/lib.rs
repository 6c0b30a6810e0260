//! All that may leave the desk: the card, the sorted roll tags, the desk's signed counts.
//!
//! No type here has a field for a voter. A card is an anonymous right to one ballot; a roll tag is a keyed hash of a NIK that
//! only the holder of the regency's key can recompute; the counts say how many, never who. Booths and desks enrol with a
//! [`DevicePublic`].

mod card;
mod counts;
mod device;
#[cfg(test)]
mod fixture;
mod tags;

pub use card::{Card, CardError, CardPlace, MAX_TEXT, ValidCard, card_leaf, card_short};
pub use counts::{CountsData, CountsError, DeskCounts};
pub use device::{DeviceError, DeviceKind, DevicePublic, MAX_DEVICE};
pub use tags::{DraftTags, DraftTagsData, LeafListError, MAX_LIST, TagsError, join_hashes, parse_hashes};
