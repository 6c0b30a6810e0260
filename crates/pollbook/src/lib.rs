//! Imports and tags the roll (DPT), holds it encrypted, checks each voter in once.
//!
//! Names live here and nowhere to the right of the card. Two halves:
//!
//! - before the day, [`read_rolls`] takes the rolls of all villages at once, finds every fault, and makes keyed tags
//!   ([`RollKey`]) for the committee and one [`Roll`] per station for the desks;
//! - on the day, a [`desk::Desk`] keeps the rules and a log of [`desk::DeskEntry`] lines, in which a voter is a row number.
//!
//! What leaves the desk is in `token`: tags, counts, the desk's public key. This library touches no clock, terminal or
//! randomness; files only through `tally_log`. The binary `suara-pollbook` adds passphrase files and a command line.

pub mod desk;
mod draft;
pub mod hall;
mod import;
mod nik;
mod package;
mod paper_roll;
mod report;
mod roll;
pub mod search;
mod table;
mod tagging;
mod voter;

pub use desk::{Desk, Post};
pub use draft::{Draft, DraftError, DraftFiles, DraftVillage, MAX_WORK_FACTOR, MIN_REAL_WORK_FACTOR};
pub use import::{CheckedRolls, RollFile, read_rolls};
pub use nik::{Nik, NotANik};
pub use package::{NEEDED, OPTIONAL, Package, PackageError, PackageProblem};
pub use paper_roll::{AddedName, PAPER_ROLL_HEADER, PaperRoll};
pub use report::{COLUMNS, Duplicate, Place, RollReport, RowError, Rule, Warning};
pub use roll::{MAX_ROLL, OtherStation, Roll, RollError};
pub use table::{CellError, MAX_ROWS, MAX_TABLE, Row, TableError, read_table};
pub use tagging::RollKey;
pub use voter::{BirthDate, MAX_NUMBER, NotADate, Sex, Voter};
