//! How a command can end otherwise than well, and the exit code of each end.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use canonical::Hash;
use chain::Origin;
use kiosk::ServerError;
use paper::PictureError;
use record::{DocumentsError, FolderError};
use tally_log::{Medium, OpenError, Step};
use terminal::{ActError, ExportError, Fatal, HeadError, StartError, Stop, VoteError};

use super::script::ScriptError;

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Bad {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("lebih dari {0} byte (over the limit)")]
    TooLarge(usize),
    #[error("kosong atau bukan UTF-8 (empty, or not UTF-8)")]
    Empty,
    #[error("bukan berkas kunci yang utuh (damaged, or no key file)")]
    NotAKey,
    #[error("{0}")]
    Folder(#[from] FolderError),
    #[error("{0}")]
    Documents(#[from] DocumentsError),
    #[error("indeks {found}, tetapi di kertas {printed} (another index than the one on paper)")]
    Anchor { found: Hash, printed: Hash },
    #[error("{0}")]
    Script(#[from] ScriptError),
    #[error("{0}")]
    Picture(PictureError),
    #[error("{0}")]
    Head(Box<HeadError>),
}

impl Bad {
    /// What happened to a file of this machine, and what is done next.
    fn own(&self) -> (&'static str, &'static str) {
        let io = match self {
            Self::Io(error) | Self::Folder(FolderError::Io { source: error, .. }) => Some(error.kind()),
            _ => None,
        };
        match io {
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                ("MEDIA MESIN PENUH [M-11] (disk full)", "Kosongkan berkas lain di mesin, jangan map bilik; ulangi perintah.")
            }
            Some(ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied) => (
                "MEDIA MESIN TIDAK DAPAT DITULISI [M-12] (read-only)",
                "Jalankan lagi sekali; bila gagal lagi, pakai mesin cadangan: takeover",
            ),
            Some(_) => (
                "MEDIA MESIN GAGAL [M-10] (input or output error)",
                "Jalankan lagi sekali; bila gagal lagi, pakai mesin cadangan: takeover",
            ),
            None => ("KEADAAN ALAT RUSAK [M-16] (damaged state)", "Jangan lanjutkan; simpan kedua media, panggil ketua."),
        }
    }
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("KATA SANDI SALAH (wrong passphrase): {0}\nCoba lagi; huruf besar dan kecil berbeda.")]
    WrongPassphrase(PathBuf),
    #[error("PIN HARUS ENAM ANGKA (a PIN has six digits)\nTidak ada yang diubah; ulangi perintah.")]
    BadPin,
    #[error("HARUS DUA PIN YANG BERBEDA, DARI DUA ORANG (two different PINs, of two people)\nTidak ada yang diubah; ulangi perintah.")]
    TwoPins,
    #[error("BELUM ADA PIN (no PINs): layar bilik dipakai pemilih, jadi petugas harus punya PIN\nPasang dengan: pins")]
    NoPins,
    #[error("PIN SALAH (wrong PINs)\nTidak ada yang diubah. Coba lagi {0} detik lagi (try again in {0} seconds).")]
    WrongPins(u64),
    #[error("TERKUNCI SETELAH PIN SALAH (locked after wrong PINs)\nTunggu {0} detik, lalu ulangi (wait {0} seconds).")]
    Locked(u64),
    #[error("KATA SANDI TIDAK SAMA (the two passphrases differ)\nCoba lagi.")]
    PassphrasesDiffer,
    #[error("TIDAK ADA JAWABAN (no answer from the keyboard)\nTidak ada yang diubah; ulangi perintah.")]
    NoAnswer,
    #[error("SUDAH ADA KUNCI (a key is here already): {0}\nPakai map lain; satu alat satu kunci.")]
    KeyExists(PathBuf),
    #[error("BELUM ADA KUNCI DI SINI (no key in this folder): {0}\nBeri map yang benar dengan --dir, atau jalankan: enrol")]
    NoKey(PathBuf),
    #[error("BELUM ADA LAPORAN NOL (no zero report in this folder): {0}\nJalankan: zero --package MAP")]
    NoPackage(PathBuf),
    #[error("SUDAH ADA CATATAN (the day has begun): {0}\nLaporan nol hanya sekali, di media kosong.")]
    DayBegun(Origin),
    #[error("ALAT INI TIDAK TERDAFTAR (this machine's key is not in the device list): {0}\nKirim berkas .pub alat ini ke panitia.")]
    NotListed(Box<str>),
    #[error("MESIN CADANGAN BELUM DIPAKAI (this spare went on with no booth yet)\nJalankan: takeover")]
    SpareIdle,
    #[error("MEDIA KEDUA BELUM DISEBUT (name the second medium)\nUlangi dengan --medium2 MAP")]
    NoMedium,
    #[error("MAP INI BERISI DUA BILIK (this folder holds logs of two booths)\nSatu mesin cadangan untuk satu bilik; panggil ketua.")]
    TwoPlaces,
    #[error("{0} BARIS DITOLAK (lines of the script were refused)\nLihat sebab di atas; baris lain sudah dijalankan.")]
    LinesRefused(usize),
    #[error("DITOLAK, tidak ada yang diubah (refused)\n{0}")]
    Act(ActError),
    #[error("{}{}", .0.screen(), officer(.0))]
    Vote(VoteError),
    #[error("DITOLAK (refused)\n{0}")]
    Export(ExportError),
    #[error("STIK TIDAK DAPAT DIPAKAI (the stick): {what}\n{0}\nJANGAN DIANGGAP SELESAI: berkas belum ada di stik (not exported).", what = stick(.0))]
    Stick(FolderError),
    #[error("ALAT TIDAK DAPAT MULAI (the booth does not start)\n{0}{step}", step = start_step(.0))]
    Start(StartError),
    #[error(
        "SALINAN TERAKHIR TIDAK UTUH (the last copy is not whole) [M-49]\n{0}\n\
         Bilik ini tidak dapat dilanjutkan dari sini. Simpan mesin dan semua media; cari salinan lain (media kedua yang lama, mesin \
         yang lama). Bila tidak ada yang utuh: panitia mencatat bilik hilang, kertasnya dihitung."
    )]
    LastCopy(StartError),
    #[error("BERKAS TIDAK DAPAT DIPAKAI (bad file)\n{path}: {bad}\nAmbil lagi berkas itu dari asalnya.", path = .path.display())]
    Outside { path: PathBuf, bad: Bad },
    #[error("{what}\n{path}: {bad}\n{next}", what = .bad.own().0, path = .path.display(), next = .bad.own().1)]
    Own { path: PathBuf, bad: Bad },
    #[error("ALAT BERHENTI (the booth stopped): {}", stopped(.0))]
    Stopped(Box<Fatal>),
    #[error("HALAMAN TIDAK DAPAT DILAYANI (the page cannot be served)\n{0}\nPakai --port lain, atau tutup program yang memakainya.")]
    Page(#[from] ServerError),
    #[error("JAM ATAU PEMBANGKIT ACAK TIDAK SIAP [J-02] (clock or randomness failed)\nNyalakan ulang mesin.")]
    Machine,
}

impl Failure {
    /// A start from the one medium that is left: if that one is not whole, nothing is left here.
    pub(crate) fn of_last_copy(medium: Medium) -> impl FnOnce(StartError) -> Self {
        move |error| {
            let of = match &error {
                StartError::Log(OpenError::Missing(of) | OpenError::Refused { medium: of, .. }) => Some(*of),
                StartError::Log(OpenError::Medium(error)) if error.step == Step::Read => Some(error.medium),
                _ => None,
            };
            let broken = matches!(error, StartError::Line { .. } | StartError::Chain { .. } | StartError::Day { .. });
            if broken || of == Some(medium) { Self::LastCopy(error) } else { Self::Start(error) }
        }
    }

    /// A file from outside is bad.
    pub(crate) fn outside<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Outside { path: path.into(), bad: bad.into() }
    }

    /// A file of this booth is bad.
    pub(crate) fn own<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Own { path: path.into(), bad: bad.into() }
    }

    /// The exit code.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Page(_)
            | Self::WrongPassphrase(_)
            | Self::PassphrasesDiffer
            | Self::BadPin
            | Self::TwoPins
            | Self::NoPins
            | Self::WrongPins(_)
            | Self::Locked(_)
            | Self::NoAnswer
            | Self::KeyExists(_)
            | Self::NoKey(_)
            | Self::NoPackage(_)
            | Self::DayBegun(_)
            | Self::SpareIdle
            | Self::TwoPlaces
            | Self::NoMedium
            | Self::LinesRefused(_)
            | Self::Act(_)
            | Self::Export(_) => 1,
            Self::Vote(error) => match error {
                VoteError::Refused(_) | VoteError::Void(_) => 1,
                VoteError::Fatal { .. } => 4,
            },
            Self::Start(error) => start_code(error),
            Self::Outside { .. } | Self::NotListed(_) | Self::Stick(_) => 3,
            Self::Own { .. } | Self::Stopped(_) | Self::LastCopy(_) | Self::Machine => 4,
        }
    }
}

/// What is wrong with a stick and what is done about it.
fn stick(error: &FolderError) -> &'static str {
    match error {
        FolderError::Io { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "PENUH [T-01]. Pakai stik lain, ulangi: export",
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                "TERKUNCI [T-02]. Buka kuncinya atau pakai stik lain, ulangi: export"
            }
            ErrorKind::NotFound => "DICABUT [T-03]. Pasang lagi, ulangi: export",
            _ => "GAGAL [T-04]. Pakai stik lain, ulangi: export",
        },
        FolderError::ReadBack { .. } => "RUSAK [T-05]. Pakai stik lain, ulangi: export",
        _ => "TIDAK DAPAT DIBACA [T-06]. Pakai stik lain, ulangi: export",
    }
}

fn stopped(fatal: &Fatal) -> String {
    let Stop { code, title, next } = fatal.stop();
    format!("{title} [{code}]\n{fatal}\n{next}")
}

/// The officer's line below the voter's.
fn officer(error: &VoteError) -> String {
    match error {
        VoteError::Fatal { fatal, .. } => format!("\nPETUGAS (officer): {}", stopped(fatal)),
        VoteError::Refused(_) | VoteError::Void(_) => String::new(),
    }
}

fn start_step(error: &StartError) -> String {
    match error {
        StartError::Log(open) => {
            let Stop { code, title, next } = Stop::of_open(open);
            format!("\n{title} [{code}]\n{next}")
        }
        StartError::Fatal(fatal) | StartError::Act(ActError::Fatal(fatal)) => {
            let Stop { code, title, next } = fatal.stop();
            format!("\n{title} [{code}]\n{next}")
        }
        _ => String::new(),
    }
}

const fn start_code(error: &StartError) -> u8 {
    match error {
        StartError::NotUsed(_) | StartError::Cancelled(_) | StartError::NoZero => 1,
        StartError::TakenOver { .. } | StartError::NotTakenOver | StartError::Spare | StartError::NoSpare(_) => 1,
        StartError::Act(ActError::Refused(_)) | StartError::NotFresh | StartError::NothingToReplace => 1,
        StartError::Log(OpenError::Occupied(_) | OpenError::Busy(_) | OpenError::SameMedium) => 1,
        StartError::Place { .. } | StartError::OtherMachine(_) => 3,
        StartError::Log(_)
        | StartError::Line { .. }
        | StartError::Chain { .. }
        | StartError::Day { .. }
        | StartError::Hour(_)
        | StartError::Act(_)
        | StartError::Fatal(_) => 4,
    }
}

impl From<ActError> for Failure {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Fatal(fatal) => fatal.into(),
            ActError::Hour(_) => Self::Machine,
            ActError::Refused(_) | ActError::Printer(_) | ActError::NothingMissing => Self::Act(error),
        }
    }
}

impl From<Fatal> for Failure {
    fn from(fatal: Fatal) -> Self {
        Self::Stopped(Box::new(fatal))
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Fatal(fatal) => fatal.into(),
            ExportError::Folder(error) => Self::Stick(error),
            ExportError::NotClosed | ExportError::Foreign(_) | ExportError::Sums(_) => Self::Export(error),
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Self::Start(error)
    }
}
