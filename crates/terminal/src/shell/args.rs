//! What can be typed.

use std::path::PathBuf;

use canonical::Hash;
use clap::{Args, Parser, Subcommand, ValueEnum};
use manifest::{BoothId, StationId, VillageCode};
use terminal::Missing;

use super::printer::PrinterPlace;

/// Alat di bilik suara. One booth on polling day.
///
/// Cara biasa: satu proses sepanjang hari, `zero` lalu perintah dari papan ketik (open, vote, mark, close, export).
/// Seeds of ballots live in one process only: a later process that votes begins with a boot entry and new seeds, and their number
/// is bounded by the definition. So stay in the process of `zero` (or in `console` after an outage).
#[derive(Debug, Parser)]
#[command(name = "suara-terminal", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of this booth on the machine; a rehearsal has one of its own
    #[arg(long, global = true, value_name = "DIR", default_value = "bilik")]
    pub(crate) dir: PathBuf,
    /// Folder on the second medium (USB); without it a folder beside the first, which protects against nothing
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) medium2: Option<PathBuf>,
    /// File whose first line is the passphrase of the booth's key; without it the passphrase is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File whose first line is one person's PIN, twice for the two people; without it PINs are asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) pin_file: Vec<PathBuf>,
    /// File with one witness's secret; may stand several times. Without it secrets are asked for at the keyboard
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) witness_secret_file: Vec<PathBuf>,
    /// Printer: tcp:ADDRESS:PORT or escpos:PATH (like escpos:/dev/usb/lp0) for pictures on 80 mm paper with the printer asked how it
    /// is; a path for text, to a device or a file; - for the screen
    #[arg(long, global = true, value_name = "PRINTER", default_value = "-")]
    pub(crate) printer: PrinterPlace,
    /// Folder with the candidates' photographs (PNG or JPEG), for screen and STRUK; each is known by its digest, whatever its name
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) photos: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Buat kunci alat ini: makes the booth's key and a file for the committee
    Enrol(Enrol),
    /// Pasang atau ganti PIN dua orang: what one person must not do alone then asks for both
    Pins(Pins),
    /// Mesin cadangan melanjutkan bilik yang mesinnya rusak: takes over a booth from its second medium, prints it, goes on
    Takeover(Takeover),
    /// Ganti media kedua yang rusak dengan yang kosong: copies the journal onto it, logs it, goes on
    Medium2 {
        /// Do not stay in the console
        #[arg(long)]
        exit: bool,
    },
    /// Layani dari papan ketik: the commands below, one a line, in one process
    Console,
    /// Layani dengan layar sentuh: the booth as a page for a browser on this machine; prints its address
    Serve(Serve),
    #[command(flatten)]
    Action(Action),
}

/// The booth as a page.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Folder with the committee's documents; begins the day with the zero report if it has not begun
    #[arg(long, value_name = "FOLDER")]
    package: Option<PathBuf>,
    /// Digest of the regency index as printed on paper
    #[arg(long, value_name = "HEX", requires = "package")]
    anchor: Option<Hash>,
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Folder with clips that replace built-in ones of the same name: `k1.ogg`, `calon-1.ogg` and so on
    #[arg(long, value_name = "FOLDER")]
    pub(crate) voice: Option<PathBuf>,
    /// Where a stick is mounted that the bundle may go to; may stand several times
    #[arg(long, value_name = "DIR")]
    pub(crate) stick: Vec<PathBuf>,
    /// Seconds without a touch after which the screen asks whether somebody is there
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(crate) patience: u32,
    /// Seconds that the last screen of a vote stays
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(crate) linger: u32,
    /// Milliseconds for which touches are ignored after a screen came up
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(0..=5000))]
    pub(crate) settle: u32,
}

impl Serve {
    /// The documents to begin the day with.
    pub(crate) fn package(&self) -> Option<Package> {
        self.package.clone().map(|package| Package { package, anchor: self.anchor })
    }
}

#[derive(Debug, Args)]
pub(crate) struct Enrol {
    /// Village code, like 16.07.17.2008
    #[arg(long)]
    pub(crate) village: VillageCode,
    /// Station, like 001; a spare has none
    #[arg(long, requires = "booth")]
    pub(crate) station: Option<StationId>,
    /// Number of the booth within the station; a spare has none
    #[arg(long, requires = "station")]
    pub(crate) booth: Option<BoothId>,
    /// Work factor of the key's passphrase file (log2 of scrypt's N); 15 or more in a real election
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

#[derive(Debug, Args)]
pub(crate) struct Pins {
    /// File whose first line is one person's new PIN, six digits, twice for the two people; without it they are asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) new_pin_file: Vec<PathBuf>,
    /// Work factor of the key's passphrase file (log2 of scrypt's N); 15 or more in a real election
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

#[derive(Debug, Args)]
pub(crate) struct Takeover {
    #[command(flatten)]
    pub(crate) package: Package,
    /// Station of the booth whose machine is broken
    #[arg(long)]
    pub(crate) station: StationId,
    /// Its number within the station
    #[arg(long)]
    pub(crate) booth: BoothId,
    /// Do not stay in the console; the new seeds are then lost
    #[arg(long)]
    pub(crate) exit: bool,
}

/// The committee's documents.
#[derive(Debug, Args)]
pub(crate) struct Package {
    /// Folder with the committee's documents of this village
    #[arg(long, value_name = "FOLDER")]
    pub(crate) package: PathBuf,
    /// Digest of the regency index as printed on paper
    #[arg(long, value_name = "HEX")]
    pub(crate) anchor: Option<Hash>,
}

/// What is done on the day, as a command or as a line of the console.
#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Laporan nol: takes the committee's documents, draws the seeds, prints the zero report; refuses if anything is stored
    Zero {
        #[command(flatten)]
        package: Package,
        /// Do not stay in the console; the seeds are then lost
        #[arg(long)]
        exit: bool,
    },
    /// Buka pemungutan suara: opens and makes the first mark
    Open,
    /// Terima pemilih: at the keyboard until an empty line
    Vote {
        /// One voter a line, `<card text> | <number, 0 blank> | <ya|salah|beda|uji|tinggal>`; for tests
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
    },
    /// Buat penanda: a head for strips and witnesses, at most hourly
    Mark,
    /// Tampilkan kepala catatan: the signed head, for witnesses to cosign
    Head {
        /// Write it to this file, not to the screen
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Write the leaf hashes of all lines too, with which a witness sees that this head continues the last one cosigned
        #[arg(long, value_name = "FILE")]
        leaves: Option<PathBuf>,
    },
    /// Terima kepala bilik lain, atau tanda tangan saksi: another booth's head, or a witness's cosignature on ours
    Peer {
        /// The note
        note: PathBuf,
    },
    /// Selesaikan suara yang terputus: shows one of three states, completes papers once
    Resolve {
        /// What is missing
        #[arg(long, value_enum)]
        missing: Option<MissingPaper>,
    },
    /// Jeda
    Pause,
    /// Lanjut sesudah jeda
    Resume,
    /// Cetak lagi laporan nol atau laporan penutupan: the report of the day once more
    Report,
    /// Tutup untuk selamanya
    Close,
    /// Tulis berkas bilik: the bundle for the committee, into `<DIR>/bundle-<village>-<station>-<booth>`
    Export {
        /// Where, as a rule the medium that goes to the committee
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
}

/// What an officer found missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MissingPaper {
    /// The slip hangs in the printer without its bar
    Bar,
    /// The slip can get no bar any more
    Struk,
    /// Only the TANDA TERIMA
    Terima,
}

impl From<MissingPaper> for Missing {
    fn from(word: MissingPaper) -> Self {
        match word {
            MissingPaper::Bar => Self::Bar,
            MissingPaper::Struk => Self::Slip,
            MissingPaper::Terima => Self::Strip,
        }
    }
}

/// A line of the console.
#[derive(Debug, Parser)]
#[command(name = "bilik", multicall = true)]
pub(crate) struct ConsoleLine {
    #[command(subcommand)]
    pub(crate) what: Spoken,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Spoken {
    #[command(flatten)]
    Action(Action),
    /// Keluar: ends this process, not the day; seeds are lost
    Exit,
}
