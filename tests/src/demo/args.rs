//! The demo's command line.

use std::path::PathBuf;

use clap::Parser;

/// Mengadakan satu pemilihan serentak lengkap, lalu mengauditnya.
/// Holds a whole simultaneous election, then audits it.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo demo", version)]
pub struct Args {
    /// Satu TPS di layar: satu meja, dua bilik, pencetak dalam berkas; buka alamat yang tercetak di peramban.
    /// One station on screens: a desk, two booths, printers in files; open the addresses that are printed in a browser.
    #[arg(long)]
    pub hall: bool,
    /// Jumlah desa. Number of villages.
    #[arg(long, default_value_t = 48, value_parser = clap::value_parser!(u32).range(1..=7000))]
    pub villages: u32,
    /// Jumlah pemilih per desa. Number of people on the roll of each village.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(6..=9000))]
    pub voters: u32,
    /// Benih: benih yang sama memberi berkas yang sama. The same seed gives the same files.
    #[arg(long, default_value_t = 2027)]
    pub seed: u64,
    /// Folder hasil. Where records, bundles and the anchor go.
    #[arg(long, default_value = "target/demo")]
    pub out: PathBuf,
    /// Hasil nyata yang diputar ulang (CSV). Casts exactly the ballots of this file.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["villages", "voters"])]
    pub replay: Option<PathBuf>,
    /// Satu objek JSON sebagai hasil. Prints one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Jumlah utas. Threads; all cores by default.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub threads: Option<u32>,
    /// Gladi: calon buah, tidak pernah sah. A rehearsal, which never verifies as real.
    #[arg(long)]
    pub rehearsal: bool,
}
