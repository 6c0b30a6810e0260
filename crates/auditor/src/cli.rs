//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Periksa rekaman pemilihan. Checks election records; needs no secret, writes only the report you ask for.
#[derive(Debug, Parser)]
#[command(name = "suara-audit", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// Bahasa / language.
    #[arg(long, value_enum, default_value = "id", global = true)]
    pub(crate) lang: Language,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes of verify:
  0   every check done and passed, and anchored in paper
  1   a check failed
  2   wrong command line
  3   consistent in itself, but not anchored: compare the digest with the paper
  4   a check could not be done, or there is no record
  5   a rehearsal, without --rehearsal
  70  internal error
find: 0 found and nothing speaks against it, 1 otherwise, also when a record it looked in fails checks.
challenge: 0 holds, 1 does not.";

/// Language of all output.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// Bahasa Indonesia
    Id,
    /// English
    En,
}

impl From<Language> for auditor::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Id => Self::Id,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Verify records: any folder that is one, or lies above some.
    Verify(VerifyArgs),
    /// Look one code up: `find CODE DIR…`, or `find --qr TEXT DIR…`.
    Find(FindArgs),
    /// Recompute challenged ballots: an UJI sheet's QR text, or lines of challenged.jsonl.
    Challenge {
        /// File with the sheet's text or the lines.
        file: PathBuf,
        /// The village's record, a bundle, or a folder with its documents; the record around the file if absent.
        #[arg(long)]
        record: Option<PathBuf>,
    },
    /// List all checks, one a line.
    Checks,
    /// Explain a check: what it means, what a failure can mean, whom to call.
    Explain {
        /// Its number, like C17.
        id: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// Records, bundles, or folders above them.
    #[arg(required = true)]
    pub(crate) dirs: Vec<PathBuf>,
    /// What is on paper: the digest of the regency index or the committee's key, or a file that holds it.
    #[arg(long, value_name = "DIGEST|FILE")]
    pub(crate) anchor: Option<String>,
    /// One JSON object instead of text.
    #[arg(long)]
    pub(crate) json: bool,
    /// A rehearsal is what should be checked.
    #[arg(long)]
    pub(crate) rehearsal: bool,
    /// Every village of the index must be here.
    #[arg(long)]
    pub(crate) complete: bool,
    /// What witnesses kept: a folder with heads, strips and reports as text; each is held against the records.
    #[arg(long, value_name = "DIR")]
    pub(crate) evidence: Option<PathBuf>,
    /// Write a page for a judge there (HTML for printing); never over anything but an earlier such page.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// List passed checks too.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// The code (20 characters) and the folders; only folders with --qr.
    #[arg(required = true, value_name = "CODE DIR")]
    pub(crate) words: Vec<String>,
    /// Text of a strip's QR code; its signature is checked too.
    #[arg(long, value_name = "TEXT")]
    pub(crate) qr: Option<String>,
}
