//! What can be wrong in a ceremony, by village and guardian.

use core::fmt;

use canonical::Hash;
use canonical::json::JsonError;
use elgamal::ceremony::ShareError;
use manifest::VillageCode;
use record::{ConfirmationError, TranscriptError};

use super::Round;

/// Numbers of guardians, ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers(pub Vec<u32>);

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&numbers.join(", "))
    }
}

/// Why a step of the ceremony is not taken. Nothing changes then: neither the state nor any file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CeremonyError {
    /// The key stands in none of the definitions.
    #[error("this guardian's key is in none of the definitions; compare it with guardians.csv, or take the right definitions")]
    NoSeat,
    /// An attempt that is 0, over, or older than the newest.
    #[error("{village}: attempt {asked} cannot be begun, the newest here is {newest}; take a higher number, agreed with all guardians")]
    Attempt {
        /// The village.
        village: VillageCode,
        /// The number asked for.
        asked: u32,
        /// The newest one in the state.
        newest: u32,
    },
    /// A step before the one it needs.
    #[error("{village}: round {} comes first; take it before round {}", .needed.number(), .asked.number())]
    NotYet {
        /// The village.
        village: VillageCode,
        /// The round asked for.
        asked: Round,
        /// The round that has to come before.
        needed: Round,
    },
    /// The attempt is over; its seed is erased.
    #[error("{village}: this attempt is confirmed and its secrets are erased; only round 4 can be repeated")]
    Over {
        /// The village.
        village: VillageCode,
    },
    /// Not JSON of this shape.
    #[error("{file}: {error}; ask its guardian for the file again")]
    Json {
        /// The file.
        file: Box<str>,
        /// Place and rule.
        error: JsonError,
    },
    /// Another kind or version of file.
    #[error("{file}: not a file of round {}; made by another version, or renamed", .round.number())]
    Format {
        /// The file.
        file: Box<str>,
        /// The round its name says.
        round: Round,
    },
    /// Guardians whose files are not there.
    #[error("{village}: round {} of guardians {numbers} is missing; wait for their files", .round.number())]
    Missing {
        /// The village.
        village: VillageCode,
        /// The round.
        round: Round,
        /// Who is missing.
        numbers: Numbers,
    },
    /// A key that is not the guardian's of this number.
    #[error("{file}: its key is not that of guardian {number} of {village}; a wrong guardian, or made for another definition")]
    Stranger {
        /// The village.
        village: VillageCode,
        /// The number it claims.
        number: u32,
        /// The file.
        file: Box<str>,
    },
    /// A guardian's signature does not hold.
    #[error("{village}: guardian {number}: the signature of round {} does not hold; ask for the file again", .round.number())]
    Signature {
        /// The village.
        village: VillageCode,
        /// The guardian.
        number: u32,
        /// The round.
        round: Round,
    },
    /// A guardian signed two different entries for one place.
    #[error("{village}: guardian {number} gave two different files of round {}; keep both as proof and begin the next attempt", .round.number())]
    Twice {
        /// The village.
        village: VillageCode,
        /// The guardian.
        number: u32,
        /// The round.
        round: Round,
    },
    /// A guardian shows something else than it had committed to before anyone showed anything.
    #[error("{village}: guardian {number} shows other values than it had committed to; void this attempt and begin the next")]
    Commitment {
        /// The village.
        village: VillageCode,
        /// The guardian.
        number: u32,
    },
    /// What guardians showed does not make a key.
    #[error("{village}: {error}")]
    Transcript {
        /// The village.
        village: VillageCode,
        /// Who and why.
        error: TranscriptError,
    },
    /// A guardian saw another transcript.
    #[error("{village}: guardian {number} saw another transcript ({theirs}) than this one ({ours}); compare the files of round 2")]
    Split {
        /// The village.
        village: VillageCode,
        /// The guardian.
        number: u32,
        /// The digest it names.
        theirs: Hash,
        /// The digest here.
        ours: Hash,
    },
    /// A sender's share does not decrypt.
    #[error("{village}: share of guardian {sender}: {error}")]
    Share {
        /// The village.
        village: VillageCode,
        /// Who sent it.
        sender: u32,
        /// Why.
        error: ShareError,
    },
    /// A sender left a receiver out, or lists one twice.
    #[error("{village}: guardian {sender} sent no share, or two, for guardian {receiver}; ask it for the file again")]
    Unsent {
        /// The village.
        village: VillageCode,
        /// Who should have sent it.
        sender: u32,
        /// Whom it should be for.
        receiver: u32,
    },
    /// A share that does not lie on the sender's polynomial.
    #[error("{village}: the share of guardian {sender} does not fit its coefficients; void this attempt, name the sender, begin the next")]
    BadShare {
        /// The village.
        village: VillageCode,
        /// Who sent it.
        sender: u32,
    },
    /// A confirmation does not hold.
    #[error("{village}: {error}")]
    Confirmation {
        /// The village.
        village: VillageCode,
        /// Who and why.
        error: ConfirmationError,
    },
    /// The drawn seed makes no key (probability 2^-250).
    #[error("{village}: the drawn seed is unusable; begin the next attempt")]
    Draw {
        /// The village.
        village: VillageCode,
    },
}
