//! Where the election is: mode, regency, village, stations, booths and strata.

use serde::{Deserialize, Serialize};

use crate::{BoothId, StationId, StratumId, Text, VillageCode};

/// Whether votes count. It stands inside every digest, so nothing of a rehearsal verifies as real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// The election.
    Real,
    /// Practice, with fruit for candidates.
    Rehearsal,
}

impl Mode {
    /// The word that is hashed and printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Real => "REAL",
            Self::Rehearsal => "REHEARSAL",
        }
    }

    /// First element of every log's name in this mode.
    #[must_use]
    pub const fn origin_prefix(self) -> &'static str {
        match self {
            Self::Real => "suara/v1",
            Self::Rehearsal => "suara-uji/v1",
        }
    }
}

/// The regency (kabupaten) that holds the simultaneous election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Name, as printed.
    pub name: Text,
}

/// The village, frozen with the name it has on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Village {
    /// Kemendagri code.
    pub code: VillageCode,
    /// District (kecamatan).
    pub district: Text,
    /// Name.
    pub name: Text,
}

/// What things are called in this regency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Booth (bilik).
    pub booth: Text,
    /// Village head (kepala desa, lurah, wali nagari).
    pub head: Text,
    /// Polling station (TPS, RPS, dapil).
    pub station: Text,
    /// Village (desa, nagari, kalurahan).
    pub village: Text,
}

/// A part of the village (dusun) that a tie rule may look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    /// Short name.
    pub id: StratumId,
    /// Name, as printed.
    pub name: Text,
}

/// How a station votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationKind {
    /// On booths.
    Electronic,
    /// On paper ballots, counted by hand.
    Paper,
}

/// A booth and the strata whose cards it takes (none unless a tie rule uses strata).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoothPlan {
    /// Number within the station.
    pub id: BoothId,
    /// Strata in use at this booth.
    pub strata: Vec<StratumId>,
}

/// A polling station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationPlan {
    /// Booths, in order; none in a paper station.
    pub booths: Vec<BoothPlan>,
    /// Number within the village.
    pub id: StationId,
    /// How it votes.
    pub kind: StationKind,
    /// Place, as printed.
    pub name: Text,
}
