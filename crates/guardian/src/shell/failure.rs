//! How a command can end otherwise than well, and the exit code of each end.

use std::io;
use std::path::{Path, PathBuf};

use guardian::ceremony::CeremonyError;
use guardian::witness::{WitnessError, WitnessStateError};
use guardian::{OpenError, StateError};
use manifest::{DefinitionError, TextError};
use record::{DocumentsError, FolderError};

use super::say;

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Bad {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("lebih dari {0} byte (over the limit)")]
    TooLarge(usize),
    #[error("baris pertama kosong atau bukan UTF-8 (no passphrase in the first line)")]
    NoPassphrase,
    #[error("bukan berkas kata sandi age yang utuh (damaged, or no passphrase file)")]
    NotSealed,
    #[error("faktor kerja {0} terlalu besar (work factor over the limit)")]
    WorkFactor(u8),
    #[error("{0}")]
    State(#[from] StateError),
    #[error("{0}")]
    WitnessState(#[from] WitnessStateError),
    #[error("{0}")]
    Definition(#[from] DefinitionError),
    #[error("{0}")]
    Documents(#[from] DocumentsError),
    #[error("nama map bukan kode desanya, atau desa itu dua kali (the folder is not named by its village, or a village stands twice)")]
    Village,
    #[error("tidak ada <kode desa>/definition.json di dalamnya (no definition in it)")]
    NoDefinition,
    #[error("tidak memuat log ini (does not list this log)")]
    NoLog,
    #[error("baris {0}: bukan satu sidik per baris (not one hash a line)")]
    Hashes(usize),
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("KATA SANDI SALAH (wrong passphrase): {0}\nCoba lagi; huruf besar, kecil dan spasi berbeda.")]
    WrongPassphrase(PathBuf),
    #[error("KATA SANDI TIDAK SAMA (the two passphrases differ)\nCoba lagi.")]
    PassphrasesDiffer,
    #[error("TIDAK ADA JAWABAN (no passphrase was typed)\nTidak ada yang diubah; ulangi perintah.")]
    NoAnswer,
    #[error("NAMA TIDAK DAPAT DIPAKAI (not a usable name)\n{0}\nBeri nama lain dengan --name.")]
    Name(#[from] TextError),
    #[error("NAMA TIDAK DAPAT DIPAKAI (not a usable name)\nNama saksi: 1 sampai 60 huruf ASCII tanpa spasi dan tanpa +.")]
    WitnessName,
    #[error("SUDAH ADA (exists already): {0}\nTidak ditimpa. Pakai yang ada, atau map lain.")]
    Exists(PathBuf),
    #[error("BELUM ADA KUNCI DI SINI (no key in this folder): {0}\nBeri map yang benar dengan --dir, atau jalankan: new")]
    Nothing(PathBuf),
    #[error("MAP INI SEDANG DIPAKAI (open in another window)\nTutup jendela yang lain dulu.")]
    Busy,
    #[error("UPACARA BERHENTI, tidak ada yang diubah (ceremony stopped, nothing changed)\n{}\n{}", say::ceremony(.0), .0)]
    Ceremony(#[from] CeremonyError),
    #[error("TIDAK DIBUKA, tidak ada yang diubah (not opened, nothing changed): {path}\n{}\n{error}", say::opening(.error), path = .path.display())]
    Open { path: PathBuf, error: Box<OpenError> },
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Several(Vec<Failure>),
    #[error("TIDAK DITANDATANGANI (not cosigned)\n{}\n{}", say::witness(.0), .0)]
    Witness(#[from] WitnessError),
    #[error("DUA KEPALA LOG BERTENTANGAN (fork)\nSimpan keduanya sebagai bukti, lapor ke panitia dan pengawas:\n{before}\n{now}", before = .before.display(), now = .now.display())]
    Fork { before: PathBuf, now: PathBuf },
    #[error("BERKAS TIDAK DAPAT DIPAKAI (bad file)\n{path}: {bad}\nAmbil lagi berkas itu dari asalnya.", path = .path.display())]
    Outside { path: PathBuf, bad: Bad },
    #[error("MAP TIDAK DAPAT DIPAKAI (bad folder)\n{0}")]
    Folder(FolderError),
    #[error("KEADAAN RUSAK (damaged state)\n{path}: {bad}\nJangan lanjutkan; pakai salinan dari amplop.", path = .path.display())]
    Own { path: PathBuf, bad: Bad },
    #[error("MEDIA GAGAL (the medium failed)\n{path}: {source}\nPeriksa media, lalu ulangi perintah yang sama.", path = .path.display())]
    Medium { path: PathBuf, source: io::Error },
    #[error("MESIN TIDAK SIAP (clock or randomness failed)\nNyalakan ulang mesin.")]
    Machine,
}

impl Failure {
    /// A file from outside is bad.
    pub(crate) fn outside<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Outside { path: path.into(), bad: bad.into() }
    }

    /// A file of this guardian or witness is bad.
    pub(crate) fn own<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Own { path: path.into(), bad: bad.into() }
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::WrongPassphrase(_)
            | Self::PassphrasesDiffer
            | Self::NoAnswer
            | Self::Name(_)
            | Self::WitnessName
            | Self::Exists(_)
            | Self::Nothing(_)
            | Self::Busy => 1,
            Self::Ceremony(error) => ceremony_code(error),
            Self::Open { error, .. } => opening_code(error),
            Self::Several(all) => all.iter().map(Self::code).max().unwrap_or(1),
            Self::Witness(error) => witness_code(error),
            Self::Fork { .. } | Self::Outside { .. } | Self::Folder(_) => 3,
            Self::Own { .. } | Self::Medium { .. } | Self::Machine => 4,
        }
    }
}

const fn ceremony_code(error: &CeremonyError) -> u8 {
    match error {
        CeremonyError::NoSeat
        | CeremonyError::Attempt { .. }
        | CeremonyError::NotYet { .. }
        | CeremonyError::Over { .. }
        | CeremonyError::Missing { .. }
        | CeremonyError::Draw { .. } => 1,
        CeremonyError::Json { .. }
        | CeremonyError::Format { .. }
        | CeremonyError::Stranger { .. }
        | CeremonyError::Signature { .. }
        | CeremonyError::Twice { .. }
        | CeremonyError::Commitment { .. }
        | CeremonyError::Transcript { .. }
        | CeremonyError::Split { .. }
        | CeremonyError::Share { .. }
        | CeremonyError::Unsent { .. }
        | CeremonyError::BadShare { .. }
        | CeremonyError::Confirmation { .. } => 3,
    }
}

const fn opening_code(error: &OpenError) -> u8 {
    match error {
        OpenError::NoSeat
        | OpenError::NoShare(_)
        | OpenError::Nothing
        | OpenError::NotAsked(_)
        | OpenError::NoPlan(_)
        | OpenError::Previous { .. }
        | OpenError::Cell { .. }
        | OpenError::Shrunk { .. }
        | OpenError::SmallVillage { .. } => 1,
        OpenError::Record(_)
        | OpenError::Documents(_)
        | OpenError::Signature { .. }
        | OpenError::NotByRule { .. }
        | OpenError::TwoPlans { .. }
        | OpenError::Opening { .. }
        | OpenError::Factor(_) => 3,
    }
}

const fn witness_code(error: &WitnessError) -> u8 {
    match error {
        WitnessError::NoKey(_) | WitnessError::Older { .. } | WitnessError::NoEvidence { .. } => 1,
        WitnessError::Checkpoint(_)
        | WitnessError::Proof { .. }
        | WitnessError::Leaves { .. }
        | WitnessError::Fork { .. }
        | WitnessError::Note(_) => 3,
    }
}
