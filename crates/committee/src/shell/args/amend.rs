//! What an amendment changes, as it is typed.

use canonical::PublicKey;
use clap::{Args, Subcommand};
use manifest::{BoothId, StationId, VillageCode};

#[derive(Debug, Args)]
pub(crate) struct Amend {
    /// The village
    #[arg(long, value_name = "CODE")]
    pub(crate) village: VillageCode,
    #[command(subcommand)]
    pub(crate) change: AmendChange,
}

/// A booth, and why.
#[derive(Debug, Args)]
pub(crate) struct BoothReason {
    /// The station
    #[arg(long)]
    pub(crate) station: StationId,
    /// The booth
    #[arg(long)]
    pub(crate) booth: BoothId,
    /// Why, as printed
    #[arg(long, value_name = "WORDS")]
    pub(crate) reason: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AmendChange {
    /// Bilik tidak dipakai (a booth was never used)
    Unused(BoothReason),
    /// Bilik dan kedua medianya hilang (a booth and both its media are lost)
    Lost(BoothReason),
    /// Tempat memilih di kertas (a station votes on paper)
    Paper {
        /// The station
        #[arg(long)]
        station: StationId,
        /// Why, as printed
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Calon gugur (a candidate died or withdrew)
    Withdraw {
        /// The candidate's number
        #[arg(long)]
        candidate: u32,
        /// Why, and by which article
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Pemilihan dibatalkan (the contest is cancelled)
    Cancel {
        /// Why, and by which article
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Alat cadangan menggantikan bilik (a spare machine stands in a booth before it opens)
    Spare {
        /// The station
        #[arg(long)]
        station: StationId,
        /// The booth
        #[arg(long)]
        booth: BoothId,
        /// The spare's key, in hex
        #[arg(long, value_name = "HEX")]
        key: PublicKey,
    },
}
