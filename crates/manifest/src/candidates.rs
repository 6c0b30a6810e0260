//! The people on the ballot and the people who hold the key.

use canonical::{Hash, PublicKey};
use serde::{Deserialize, Serialize};

use crate::{StratumId, Text};

/// A candidate, in drawn order: the first has number 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The stratum the candidate lives in; absent for one from outside the village.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domicile: Option<StratumId>,
    /// Education as the regulation ranks it, 0 lowest.
    pub education: u32,
    /// Name as on the ballot.
    pub name: Text,
    /// SHA-256 of the photograph's file.
    pub photo: Hash,
}

/// Whose side a guardian stands on. Candidates' sides together must neither reach the threshold nor be able to block it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Side {
    /// Committee, council, subdistrict, or another office.
    Neutral,
    /// A candidate's witness.
    Candidate {
        /// The candidate's number.
        number: u32,
    },
}

/// One holder of a share of the village's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardian {
    /// The key that signs ceremony and opening messages.
    pub key: PublicKey,
    /// Name or office, as printed.
    pub name: Text,
    /// Whose side.
    pub side: Side,
}

/// The guardians of a village, numbered from 1 in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardians {
    /// All of them.
    pub members: Vec<Guardian>,
    /// How many are needed to open a sum.
    pub threshold: u32,
}
