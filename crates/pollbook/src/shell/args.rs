//! What can be typed.

use std::path::PathBuf;

use canonical::Hash;
use clap::{Args, Parser, Subcommand, ValueEnum};
use manifest::{BoothId, StationId, StratumId, VillageCode};
use pollbook::desk::{ReplacementReason, UndoReason};

/// Daftar pemilih dan meja pendaftaran. The roll and the check-in desk.
#[derive(Debug, Parser)]
#[command(name = "suara-pollbook", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of this desk, on the machine
    #[arg(long, global = true, value_name = "DIR", default_value = "desk")]
    pub(crate) state: PathBuf,
    /// Folder on the second medium (USB) for the desk's second journal
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) medium2: Option<PathBuf>,
    /// File whose first line is the passphrase; without it the passphrase is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Printer for numbered receipts (kuitansi): a device like /dev/usb/lp0 or a file that grows
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) receipts: Option<PathBuf>,
    /// Folder in which the roll for paper is kept up to date, with names: a stick that stays with the chair
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) paper_roll: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Impor daftar pemilih semua desa: tags for the committee, one encrypted roll per station
    Import(Import),
    /// Buat kunci meja ini: makes the desk's key and a file for the committee
    Enrol(Enrol),
    /// Buka meja: takes the committee's package and the station's roll, and begins the day
    Open(Open),
    /// Pindahkan meja ke mesin ini: goes on with a broken desk from its second medium
    Move,
    /// Ganti media kedua yang rusak dengan yang kosong: copies the desk's journal onto it
    Medium2,
    /// Layani pemilih dengan layar: the desk as a page for a browser on this machine; prints its address
    Serve(Serve),
    /// Pasang PIN Ketua: the chair's PIN, asked for before a check-in is taken back
    Pin(PinCommand),
    /// Layani pemilih, satu perintah per baris: commands from standard input, passphrase asked once
    Session,
    #[command(flatten)]
    Action(Action),
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The committee's draft folder
    pub(crate) draft: PathBuf,
    /// Roll files of all villages
    #[arg(required = true)]
    pub(crate) rolls: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Enrol {
    /// Village code, like 16.07.17.2008
    #[arg(long)]
    pub(crate) village: VillageCode,
    /// Station, like 001
    #[arg(long)]
    pub(crate) station: StationId,
    /// Number of the desk, like 1
    #[arg(long)]
    pub(crate) desk: BoothId,
    /// Where the file for the committee goes
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
    /// Work factor of the key's passphrase file (log2 of scrypt's N); 15 or more in a real election
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

/// The desk as a page.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Where the counts file goes when the desk is closed
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
}

/// The chair's PIN.
#[derive(Debug, Args)]
pub(crate) struct PinCommand {
    /// File whose first line is the PIN; without it the PIN is asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) pin_file: Option<PathBuf>,
    /// Work factor of the PIN's verifier (log2 of scrypt's N)
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u8).range(2..=22))]
    pub(crate) work_factor: u8,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// Folder with the committee's documents of this village
    #[arg(long, value_name = "DIR")]
    pub(crate) package: PathBuf,
    /// The station's roll, `<village>-<station>.age`
    #[arg(long, value_name = "FILE")]
    pub(crate) roll: PathBuf,
    /// File whose first line is the roll's passphrase; without it the passphrase is asked for
    #[arg(long, value_name = "FILE")]
    pub(crate) roll_passphrase_file: Option<PathBuf>,
    /// Digest of the regency index as printed on paper
    #[arg(long, value_name = "HEX")]
    pub(crate) anchor: Option<Hash>,
}

/// What a clerk does at an open desk, as a command or as a line of a session.
#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Cari pemilih: by parts of the name, number, NIK or its last four digits
    Find {
        /// Only voters of this stratum
        #[arg(long)]
        stratum: Option<StratumId>,
        /// What must all fit
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Tandai HADIR: marks a voter present, once
    CheckIn {
        /// Number on the roll
        number: u32,
    },
    /// Batalkan HADIR: takes a check-in back
    Undo {
        /// Number on the roll
        number: u32,
        /// Why
        reason: Undo,
        /// File whose first line is the chair's PIN; without it the PIN is asked for, if one is enrolled
        #[arg(long, value_name = "FILE")]
        pin_file: Option<PathBuf>,
    },
    /// Tambah pemilih di luar daftar: asks for NIK and name
    Add {
        /// Stratum, where cards name one
        #[arg(long)]
        stratum: Option<StratumId>,
    },
    /// Kartu uji diambil saksi atau pemantau: cards taken by auditors
    AuditCard {
        /// How many
        #[arg(default_value_t = 1)]
        count: u32,
    },
    /// Kartu pengganti: a card in place of another
    Replacement {
        /// Why
        reason: Replacement,
    },
    /// Kartu kembali tanpa dipakai: cards that came back unused
    CardReturn {
        /// How many
        #[arg(default_value_t = 1)]
        count: u32,
    },
    /// Pak kartu dibuka: a sealed pack was opened
    PackOpen {
        /// Cards in the pack
        #[arg(default_value_t = 50)]
        cards: u32,
    },
    /// Daftar untuk kertas: the station's roll with ticks, as CSV and text
    PaperRoll {
        /// Where the two files go
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Cetak lagi kuitansi: prints receipts once more, from this number on
    Receipts {
        /// The first
        #[arg(default_value_t = 1)]
        from: u32,
    },
    /// Keadaan meja: the counts so far
    Status,
    /// Tutup meja: ends the day and signs the counts
    Close {
        /// Cards left in opened packs; asked for when missing
        cards_left: Option<u32>,
        /// Where the counts file goes
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Tulis lagi berkas hitungan meja yang sudah ditutup: the counts file of a closed desk once more
    Counts {
        /// Where the counts file goes
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
}

/// A line of a session.
#[derive(Debug, Parser)]
#[command(name = "meja", multicall = true, disable_help_flag = true)]
pub(crate) struct SessionLine {
    #[command(subcommand)]
    pub(crate) what: Spoken,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Spoken {
    #[command(flatten)]
    Action(Action),
    /// Keluar: ends the session, not the day
    Exit,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Undo {
    /// Another voter's number was typed
    SalahNomor,
    /// Left before taking a card
    Pergi,
    /// Face or identity card do not fit
    Identitas,
}

impl From<Undo> for UndoReason {
    fn from(word: Undo) -> Self {
        match word {
            Undo::SalahNomor => Self::WrongNumber,
            Undo::Pergi => Self::Left,
            Undo::Identitas => Self::Identity,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Replacement {
    /// After a test of the machine
    Uji,
    /// The card cannot be read
    Rusak,
}

impl From<Replacement> for ReplacementReason {
    fn from(word: Replacement) -> Self {
        match word {
            Replacement::Uji => Self::Challenge,
            Replacement::Rusak => Self::Damaged,
        }
    }
}
