//! What can be typed.

use std::path::PathBuf;

use auditor::Anchor;
use canonical::PublicKey;
use clap::{Args, Parser, Subcommand};

/// Penjaga kunci dan saksi. A guardian's key, ceremony and openings; a witness's cosignatures.
#[derive(Debug, Parser)]
#[command(name = "suara-guardian", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of this guardian or witness, with its passphrase file
    #[arg(long, global = true, value_name = "DIR", default_value = "penjaga")]
    pub(crate) dir: PathBuf,
    /// File whose first line is the passphrase; without it the passphrase is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Buat kunci penjaga: makes this guardian's key and prints its line for guardians.csv
    New(New),
    /// Putaran 1, ikrar: commits to what will be shown
    Commit(Commit),
    /// Putaran 2, buka: shows it, once everybody has committed
    Reveal(Round),
    /// Putaran 3, bagi: sends every other guardian its share
    Share(Round),
    /// Putaran 4, sahkan: checks all shares and signs the transcript
    Confirm(Round),
    /// Satukan: puts ceremony.json and confirmations.json together for the committee; needs no key
    Assemble(Assemble),
    /// Buka jumlah: verifies the public record, then gives this guardian's factors for the plan by rule
    Open(Open),
    /// Keadaan: how far every village is, and what was opened
    Status,
    /// Saksi: cosigns heads of logs
    Witness {
        #[command(subcommand)]
        command: WitnessCommand,
    },
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Name or office, as printed
    #[arg(long, value_name = "WORDS")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) lock: Lock,
}

/// How a new passphrase file is made.
#[derive(Debug, Args)]
pub(crate) struct Lock {
    /// Draw a passphrase of six words and print it once
    #[arg(long, conflicts_with = "passphrase_file")]
    pub(crate) draw_passphrase: bool,
    /// Work factor of the passphrase file (log2 of scrypt's N); 15 or more in a real election
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

#[derive(Debug, Args)]
pub(crate) struct Commit {
    /// Folder with `<village>/definition.json` of every village
    #[arg(long, value_name = "FOLDER")]
    pub(crate) definitions: PathBuf,
    /// Where this guardian's file goes
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Which attempt: the next number after one that failed, agreed with all guardians
    #[arg(long, default_value_t = 1)]
    pub(crate) attempt: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Round {
    /// Folder with `<village>/definition.json` of every village
    #[arg(long, value_name = "FOLDER")]
    pub(crate) definitions: PathBuf,
    /// Folder with the files of the other guardians, also in folders of their own
    #[arg(long, value_name = "FOLDER")]
    pub(crate) from: PathBuf,
    /// Where this guardian's file goes
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Assemble {
    /// Folder with `<village>/definition.json` of every village
    #[arg(long, value_name = "FOLDER")]
    pub(crate) definitions: PathBuf,
    /// Folder with the files of all guardians
    #[arg(long, value_name = "FOLDER")]
    pub(crate) from: PathBuf,
    /// New folder for `<village>/ceremony.json` and `confirmations.json`
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Which attempt
    #[arg(long, default_value_t = 1)]
    pub(crate) attempt: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// Public records, a folder for each village
    #[arg(long, value_name = "FOLDER", required = true, num_args = 1..)]
    pub(crate) record: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) paper: Paper,
    /// Number of the plan; the newest in the record when missing
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=8))]
    pub(crate) plan: Option<u32>,
    /// Open also a village where fewer voted than the limit, after its numbers were read and asked about
    #[arg(long)]
    pub(crate) small_village: bool,
    /// Where `<village>/opening-<plan>-<guardian>.json` goes
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

/// What the record is compared with. There is no default: leaving the comparison out has to be said.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Paper {
    /// Digest of the regency index, or the committee's key, as printed on paper
    #[arg(long, value_name = "HEX", value_parser = anchor)]
    pub(crate) anchor: Option<Anchor>,
    /// Open without comparing with paper: the record is then only consistent in itself
    #[arg(long)]
    pub(crate) no_anchor: bool,
}

fn anchor(text: &str) -> Result<Anchor, &'static str> {
    Anchor::parse(text).ok_or("64 huruf 0-9 dan a-f (64 characters of 0-9 and a-f)")
}

#[derive(Debug, Subcommand)]
pub(crate) enum WitnessCommand {
    /// Buat kunci saksi: makes a witness's key and prints its line for witnesses.csv
    New(New),
    /// Tanda tangani kepala log: checks a head against the last one seen and cosigns it
    Cosign(Box<Cosign>),
}

#[derive(Debug, Args)]
pub(crate) struct Cosign {
    /// The head as a note
    #[arg(value_name = "NOTE")]
    pub(crate) note: PathBuf,
    /// Key of the log, in hex; needed for its first head, then remembered
    #[arg(long, value_name = "HEX", conflicts_with = "documents")]
    pub(crate) key: Option<PublicKey>,
    /// Folder with the village's documents, to take the log's key from the device list
    #[arg(long, value_name = "FOLDER")]
    pub(crate) documents: Option<PathBuf>,
    /// Consistency proof from the last head seen to this one: base64 hashes, one a line
    #[arg(long, value_name = "FILE", conflicts_with = "leaves")]
    pub(crate) proof: Option<PathBuf>,
    /// Leaf hashes of the whole log in order: hex, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) leaves: Option<PathBuf>,
    /// Folder with heads that others were shown; any that contradicts is a fork
    #[arg(long, value_name = "FOLDER")]
    pub(crate) seen: Option<PathBuf>,
    /// Where the cosigned note goes; without it, it is printed
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
