//! Gives booth entries their meaning and packs, signs, exports and imports bundles and records. Formats only: which ballots count,
//! which sums are opened and who wins is decided elsewhere, twice.
//!
//! - [`Entry`]: the closed list of what a booth's log says; [`Strip`]: what a voter takes home.
//! - [`Documents`]: the signed documents that every bundle and record carries, checked together; [`VillageKey`].
//! - [`Folder`], [`layout`], [`Sums`]: files, their places and the signed list of their digests.
//! - [`PublicBooth`]: one booth without any order of ballots.
//! - [`PaperCount`], [`ExclusionsData`], [`PlanData`], [`SignedOpening`], [`ResultData`]: the evening.

pub mod ceremony;
pub mod confirmations;
mod counts;
mod documents;
mod entry;
#[cfg(test)]
mod fixture;
mod folder;
pub mod layout;
mod opening;
mod public;
mod strip;
mod sums;
#[cfg(test)]
mod tests;

pub use ceremony::{TranscriptData, TranscriptError, VillageKey};
pub use confirmations::{Confirmation, ConfirmationError, ConfirmationsData, verify_confirmations};
pub use counts::{BoxKind, Exclusion, ExclusionReason, ExclusionsData, PaperCount, PaperCountData, PaperCountError};
pub use documents::{Documents, DocumentsError, Problem};
pub use entry::{
    Boot, Challenge, Close, CodeSet, Entry, EpochData, Incident, IncidentKind, Mark, Open, Outcome, Pause, Peer, Repaired, Spoil,
    SpoilReason, Takeover, Void, VoidReason, Zero,
};
pub use folder::{FileKind, Folder, FolderError, FsStick, Left, MAX_FILE, MAX_FILES, MAX_PATH, MAX_TOTAL, MemStick, Staged, Stick};
pub use manifest::{Hour, NotAnHour};
pub use opening::{
    ElectionOutcome, OpenedSet, OpenedSum, OpeningData, OpeningError, PlanData, PlanSet, ResultData, Scope, SignedOpening, TieStep,
};
pub use public::{PublicBooth, PublicChallenge, split_lines};
pub use strip::{NotAStrip, Strip, StripOutcome};
pub use sums::{Sums, SumsError, Tier};
