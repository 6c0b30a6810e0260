//! What can be typed.

mod amend;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use manifest::{BoothId, StationId, VillageCode};

pub(crate) use amend::{Amend, AmendChange, BoothReason};

const ORDER: &str = "\
Urutan (in this order):
  suara-committee example DRAF
  suara-pollbook import … (menulis DRAF/tags/<kode desa>.json)
  suara-committee init DRAF --work KERJA
  suara-committee definitions --work KERJA --out DEFINISI
  suara-guardian commit, reveal, share, confirm, assemble
  suara-committee enrol meja.pub bilik.pub --work KERJA
  suara-committee sign --ceremony UPACARA --work KERJA
  suara-committee deck --work KERJA --out KARTU
  suara-committee cards KARTU/99.01.01.2001-001-1.age --pack 1
  suara-committee import BUNDEL… --work KERJA
  suara-committee count --village 99.01.01.2001 --station 001 --entry 1 --counter satu.age --votes 1=10,2=7,0=1 --work KERJA
  suara-committee plan --work KERJA
  suara-guardian open …
  suara-committee tally --from PEMBUKAAN --work KERJA
  suara-committee result --work KERJA

Kode keluar (exit codes): 0 selesai, 1 ditolak aturan, 2 perintah salah, 3 berkas dari luar rusak, 4 keadaan sendiri rusak.";

/// Panitia. Builds definitions and card deck, receives bundles, tallies, applies the tie rules, publishes.
#[derive(Debug, Parser)]
#[command(name = "suara-committee", version, max_term_width = 110, after_long_help = ORDER)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder kerja panitia (the committee's work folder)
    #[arg(long, global = true, value_name = "DIR", default_value = "kerja")]
    pub(crate) work: PathBuf,
    /// Berkas yang baris pertamanya kata sandi (file whose first line is the passphrase); without it the passphrase is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tulis contoh draf lengkap (a complete small set of input files). Contoh: suara-committee example DRAF
    Example {
        /// New folder
        dir: PathBuf,
    },
    /// Baca draf, buat kunci, definisi dan kartu (reads the draft). Contoh: suara-committee init DRAF --work KERJA
    Init {
        /// The draft folder, with tags/VILLAGE.json from suara-pollbook import
        draft: PathBuf,
    },
    /// Keluarkan definisi untuk penjaga (definitions for the guardians). Contoh: suara-committee definitions --out DEFINISI
    Definitions {
        /// New folder for `<village>/definition.json`
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Daftarkan alat (takes devices' public keys). Contoh: suara-committee enrol booth-*.pub
    Enrol(Enrol),
    /// Tanda tangani dokumen (signs the documents, writes packages and ANCHOR). Contoh: suara-committee sign --ceremony UPACARA
    Sign {
        /// Folder with `<village>/ceremony.json` and `confirmations.json` from suara-guardian assemble
        #[arg(long, value_name = "FOLDER")]
        ceremony: PathBuf,
    },
    /// Ubah daftar alat (numbered amendment). Contoh: suara-committee amend --village 99.01.01.2001 withdraw --candidate 2 --reason "…"
    Amend(Amend),
    /// Keluarkan kartu, terenkripsi (encrypted card files). Contoh: suara-committee deck --out KARTU
    Deck {
        /// New folder for `<village>-<station>-<booth>.age`, one card a line, packs of 50
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Also `….pdf.age`: sheets of A4 ready to print and cut, ten cards each, encrypted like the cards
        #[arg(long)]
        pdf: bool,
    },
    /// Cetak kartu satu berkas (prints the cards of one file, to be made into packs). Contoh: suara-committee cards KARTU/….age --pack 1
    Cards {
        /// A file from `deck`
        file: PathBuf,
        /// Only this pack of 50, from 1
        #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
        pack: Option<u32>,
        /// For a `….pdf.age`: writes the sheets into this new file, in the clear, for the printer
        #[arg(long, value_name = "FILE", conflicts_with = "pack")]
        to: Option<PathBuf>,
    },
    /// Cetak formulir hari pemungutan sebagai PDF (forms to fill in). Contoh: suara-committee papers --out formulir
    Papers {
        /// Folder for `<village>.pdf`: minutes, objections, receipts and incident list of every station
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Only this village
        #[arg(long, value_name = "CODE")]
        village: Option<VillageCode>,
    },
    /// Terima bundel bilik dan hitungan meja (takes bundles and desks' counts). Contoh: suara-committee import USB/*
    Import {
        /// Bundle folders, files of desks' counts, files of paper counts
        #[arg(required = true)]
        sources: Vec<PathBuf>,
    },
    /// Keluarkan kartu uji yang tersimpan (lists audit cards). Contoh: suara-committee exclude --village 99.01.01.2001 7KD2MX
    Exclude(Exclude),
    /// Kartu asli ditemukan (in whose card box the original of a card cast twice lay)
    Original(Original),
    /// Keadaan setiap desa, tempat dan bilik (status). Contoh: suara-committee status
    Status,
    /// Orang yang menghitung kertas (people who enter counts of paper)
    Counter {
        #[command(subcommand)]
        command: CounterCommand,
    },
    /// Hitungan satu kotak oleh satu orang (one person's count of a box; two people must agree)
    Count(Count),
    /// Buat rencana pembukaan menurut aturan (the opening plan by rule; nothing is added after it). Contoh: suara-committee plan
    Plan(Plan),
    /// Terima pembukaan penjaga dan hitung (takes guardians' openings). Contoh: suara-committee tally --from PEMBUKAAN
    Tally {
        /// Folder with `<village>/opening-N-G.json`, or with the openings of one village
        #[arg(long, value_name = "FOLDER")]
        from: PathBuf,
    },
    /// Cetak Berita Acara, tulis rekaman (prints the result, writes the records). Contoh: suara-committee result
    Result {
        /// Only this village
        #[arg(long, value_name = "CODE")]
        village: Option<VillageCode>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Enrol {
    /// Device files
    #[arg(required = true)]
    pub(crate) devices: Vec<PathBuf>,
    /// Take the place of another machine that was enrolled there
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Exclude {
    /// The village
    #[arg(long, value_name = "CODE")]
    pub(crate) village: VillageCode,
    /// The station of the cards, where the six characters fit several
    #[arg(long, requires = "booth")]
    pub(crate) station: Option<StationId>,
    /// The booth of the cards
    #[arg(long, requires = "station")]
    pub(crate) booth: Option<BoothId>,
    /// The cards' six characters
    #[arg(required = true)]
    pub(crate) cards: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Original {
    /// The village
    #[arg(long, value_name = "CODE")]
    pub(crate) village: VillageCode,
    /// The station in whose card box the original lay
    #[arg(long)]
    pub(crate) station: StationId,
    /// The booth in whose card box the original lay
    #[arg(long)]
    pub(crate) booth: BoothId,
    /// The card's leaf, 64 characters of hex, as `status` shows it
    pub(crate) card: canonical::Hash,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CounterCommand {
    /// Buat kunci penghitung (makes a key, prints the line for counters.csv)
    New(NewCounter),
}

#[derive(Debug, Args)]
pub(crate) struct NewCounter {
    /// Name or office, as printed
    #[arg(long, value_name = "WORDS")]
    pub(crate) name: String,
    /// New passphrase file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Work factor of the passphrase file (log2 of scrypt's N); 15 or more in a real election
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

#[derive(Debug, Args)]
pub(crate) struct Count {
    /// The village
    #[arg(long, value_name = "CODE")]
    pub(crate) village: VillageCode,
    /// The station
    #[arg(long)]
    pub(crate) station: StationId,
    /// The booth; without it, the station's one box
    #[arg(long)]
    pub(crate) booth: Option<BoothId>,
    /// First or second entry
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=2))]
    pub(crate) entry: u32,
    /// The passphrase file of the person who counted
    #[arg(long, value_name = "FILE")]
    pub(crate) counter: PathBuf,
    /// Papers of each option: number=papers, 0 for the blank, as `1=120,2=98,0=3`
    #[arg(long, value_name = "LIST", value_delimiter = ',', required = true, value_parser = option_votes)]
    pub(crate) votes: Vec<(u32, u32)>,
    /// Papers that count for nobody
    #[arg(long, default_value_t = 0)]
    pub(crate) invalid: u32,
    /// The papers are the only record: a station on paper, or a lost booth
    #[arg(long)]
    pub(crate) only_record: bool,
}

fn option_votes(text: &str) -> Result<(u32, u32), &'static str> {
    let pair = text.split_once('=').and_then(|(option, votes)| Some((option.trim().parse().ok()?, votes.trim().parse().ok()?)));
    pair.ok_or("nomor=lembar, seperti 1=120 (number=papers)")
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Only this village
    #[arg(long, value_name = "CODE")]
    pub(crate) village: Option<VillageCode>,
    /// Who decided the exclusions, as printed
    #[arg(long, value_name = "WORDS", default_value = "Panitia pemilihan")]
    pub(crate) decided_by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn papers_of_an_option_are_number_and_count() {
        assert_eq!(option_votes("1=120"), Ok((1, 120)));
        for bad in ["1", "1=", "=1", "1=-2", "a=1"] {
            assert!(option_votes(bad).is_err(), "{bad}");
        }
    }
}
