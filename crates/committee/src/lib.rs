//! Builds definitions and card deck, receives bundles, tallies, applies the tie rules, prints, publishes. It never reads a
//! voter's name.

mod aids;
mod build;
mod counting;
mod deck;
mod documents;
mod draft;
mod enrol;
mod equations;
mod example;
mod log;
mod page;
mod papers;
mod village;

pub use aids::{Aids, OtherAids};
pub use build::{CommitteeKeys, DraftWarning, definition, definitions, index, roots, warnings};
pub use counting::{BeginError, Counting, NotReady, OpeningAnswer, OpeningRefusal, Tally, TallyError, VoteTotals};
pub use deck::{Deck, NotADeck, deck_plan, sheets};
pub use documents::{SignError, Unsigned, amend, sign_documents};
pub use draft::{Draft, DraftError, DraftFiles, DraftRule, PACK, PACKS_PER_DESK, VillageDraft, read_draft};
pub use enrol::{EnrolAnswer, EnrolRefusal, Enrolment};
pub use equations::{EquationSides, StationEquation};
pub use example::example_files;
pub use log::{LogError, Phase, Rule, ZeroField};
pub use page::berita_acara;
pub use papers::station_papers;
pub use village::{
    AuditCard, AuditCardRefusal, BoothPlace, BoothState, BoxState, Clash, CountAnswer, DeskRefusal, Finding, Foreign, Fork, ImportAnswer,
    ImportRefusal, Imported, PaperBox, PaperRefusal, StatusLine, Village, VillageError, status_page,
};
