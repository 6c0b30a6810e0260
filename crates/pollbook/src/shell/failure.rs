//! How a command can end otherwise than well, and the exit code of each end.

use std::io;
use std::path::{Path, PathBuf};

use canonical::json::JsonError;
use pollbook::desk::{DeskError, PostError, Refusal, ReplayError};
use pollbook::{DraftError, PackageError, RollError, RollReport};
use tally_log::{CopyError, Medium, OpenError};
use token::{DeviceError, TagsError};

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
    Json(#[from] JsonError),
    #[error("bukan jenis berkas yang diharapkan (another kind or version of file)")]
    Format,
    #[error("milik pemilihan lain (of another election)")]
    OtherElection,
    #[error("{0}")]
    Roll(#[from] RollError),
    #[error("{0}")]
    Tags(#[from] TagsError),
    #[error("{0}")]
    Package(#[from] PackageError),
    #[error("{0}")]
    Device(#[from] DeviceError),
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("KATA SANDI SALAH (wrong passphrase): {0}\nCoba lagi; huruf besar dan kecil berbeda.")]
    WrongPassphrase(PathBuf),
    #[error("KATA SANDI TIDAK SAMA (the two passphrases differ)\nCoba lagi.")]
    PassphrasesDiffer,
    #[error("TIDAK ADA JAWABAN (no answer on standard input)\nTidak ada yang diubah; ulangi perintah.")]
    NoAnswer,
    #[error("JAWABAN TIDAK DAPAT DIPAKAI (not a usable answer): {0}\nTidak ada yang diubah; ulangi perintah.")]
    BadAnswer(&'static str),
    #[error("PIN HARUS ENAM ANGKA (a PIN is six digits)\nKetik lagi PIN Ketua.")]
    BadPin,
    #[error("KEDUA PIN TIDAK SAMA (the two PINs differ)\nUlangi: pin")]
    PinsDiffer,
    #[error("PIN KETUA SALAH (wrong PIN)\nTunggu {0} detik, lalu coba lagi.")]
    WrongPin(u64),
    #[error("TUNGGU {0} DETIK SESUDAH PIN SALAH (wait after a wrong PIN)\nLalu coba lagi.")]
    Locked(u64),
    #[error(
        "BELUM ADA MAP UNTUK DAFTAR KERTAS (no folder for the roll on paper)\nJalankan lagi dengan --paper-roll DIR, di stik milik Ketua."
    )]
    NoPaperRoll,
    #[error("HALAMAN TIDAK DAPAT DIBUKA (the page cannot be served)\n{0}\nPilih --port lain, lalu ulangi.")]
    Page(#[from] kiosk::ServerError),
    #[error("SUDAH ADA (exists already): {0}\nPakai map lain, atau lanjutkan dengan yang ada.")]
    Exists(PathBuf),
    #[error("MEJA BELUM DITUTUP (desk is not closed)\nJalankan: close")]
    NotClosed,
    #[error("BELUM ADA MEJA DI SINI (no desk in this folder): {0}\nBeri map yang benar dengan --state, atau jalankan: enrol")]
    NoDesk(PathBuf),
    #[error("TIDAK ADA PERLENGKAPAN MEJA DI STIK INI (no desk's kit on this stick): {0}\nPasang media kedua meja yang rusak, lalu ulangi.")]
    NoKit(PathBuf),
    #[error("MEJA INI SEDANG DIPAKAI (open in another window)\nTutup jendela yang lain dulu.")]
    Busy,
    #[error("IMPOR DITOLAK, tidak ada yang ditulis (import refused, nothing written)\n{}", told(.0))]
    Rolls(Box<RollReport>),
    #[error("DRAF TIDAK DAPAT DIPAKAI (bad draft)\n{0}\nPerbaiki berkas itu, lalu ulangi.")]
    Draft(#[from] DraftError),
    #[error("BERKAS TIDAK DAPAT DIPAKAI (bad file)\n{path}: {bad}\nAmbil lagi berkas itu dari asalnya.", path = .path.display())]
    Outside { path: PathBuf, bad: Bad },
    #[error("BERKAS TIDAK COCOK (files do not belong together)\n{0}")]
    Post(#[from] PostError),
    #[error("KUNCI MEJA INI BELUM TERDAFTAR (another key is enrolled for this desk)\nKirim berkas .pub meja ini ke panitia.")]
    NotEnrolled,
    #[error("STIK TIDAK DAPAT DIPAKAI (the stick: full, locked, pulled or faulty)\n{path}: {error}\nPakai stik lain, ulangi: counts", path = .path.display())]
    Stick { path: PathBuf, error: io::Error },
    #[error("KEADAAN MEJA RUSAK (damaged state)\n{path}: {bad}\nJangan lanjutkan; simpan kedua media, panggil ketua KPPS.", path = .path.display())]
    Own { path: PathBuf, bad: Bad },
    #[error("JURNAL TIDAK DAPAT DIBUKA (the journal does not open)\n{0}\n{next}", next = next_step(.0))]
    Journal(OpenError),
    #[error("MEDIA KEDUA SUDAH LENGKAP (the second medium holds the same journal)\nTidak ada yang perlu diganti; lanjutkan: session")]
    NothingToReplace,
    #[error("MEDIA KEDUA TIDAK KOSONG (the second medium holds a journal)\nPasang media yang kosong; tidak ada yang diubah.")]
    NotFresh,
    #[error("MEDIA KEDUA TIDAK TERISI (the journal was not copied)\n{0}\nPasang media lain yang kosong, ulangi: medium2")]
    Copy(CopyError),
    #[error("JURNAL TIDAK COCOK (the journal does not fit)\n{0}\nJangan lanjutkan; simpan kedua media, panggil ketua KPPS.")]
    Replay(#[from] ReplayError),
    #[error("BELUM TENTU TERCATAT (perhaps not recorded)\n{0}\nPeriksa media, jalankan lagi, lalu cari pemilih: HADIR atau BELUM.")]
    Medium(DeskError),
    #[error("MESIN TIDAK SIAP (clock or randomness failed)\nNyalakan ulang mesin.")]
    Machine,
}

impl Failure {
    /// A file from outside is bad.
    pub(crate) fn outside<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Outside { path: path.into(), bad: bad.into() }
    }

    /// The stick that counts go to is bad.
    pub(crate) fn stick(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self::Stick { path: path.into(), error }
    }

    /// A file of this desk is bad.
    pub(crate) fn own<B: Into<Bad>>(path: &Path) -> impl FnOnce(B) -> Self + '_ {
        move |bad| Self::Own { path: path.into(), bad: bad.into() }
    }

    /// The exit code.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Refused(_)
            | Self::WrongPassphrase(_)
            | Self::PassphrasesDiffer
            | Self::NoAnswer
            | Self::BadAnswer(_)
            | Self::BadPin
            | Self::PinsDiffer
            | Self::WrongPin(_)
            | Self::Locked(_)
            | Self::NoPaperRoll
            | Self::Page(_)
            | Self::Exists(_)
            | Self::NotClosed
            | Self::NothingToReplace
            | Self::NotFresh
            | Self::NoDesk(_)
            | Self::NoKit(_)
            | Self::Busy => 1,
            Self::Rolls(_) | Self::Draft(_) | Self::Outside { .. } | Self::Stick { .. } | Self::Post(_) | Self::NotEnrolled => 3,
            Self::Own { .. } | Self::Journal(_) | Self::Copy(_) | Self::Replay(_) | Self::Medium(_) | Self::Machine => 4,
        }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => Self::Refused(refusal),
            DeskError::Line(_) | DeskError::Append(_) => Self::Medium(error),
        }
    }
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Open(error) => error.into(),
            CopyError::Append(error) => DeskError::from(error).into(),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Busy(_) => Self::Busy,
            OpenError::SameMedium
            | OpenError::OtherKey { .. }
            | OpenError::ReadBack(_)
            | OpenError::Missing(_)
            | OpenError::Occupied(_)
            | OpenError::Refused { .. }
            | OpenError::Fork { .. }
            | OpenError::Apart { .. }
            | OpenError::Medium(_)
            | OpenError::Index(_) => Self::Journal(error),
        }
    }
}

/// What is done about a journal that does not open.
fn next_step(error: &OpenError) -> &'static str {
    let fresh = "Periksa colokan, jalankan lagi; bila gagal lagi, pasang media kedua yang kosong dan jalankan: medium2";
    match error {
        OpenError::Missing(Medium::Second) | OpenError::Refused { medium: Medium::Second, .. } => fresh,
        OpenError::Medium(error) if error.medium == Medium::Second => fresh,
        _ => "Jangan lanjutkan; simpan kedua media, panggil ketua KPPS.",
    }
}

fn told(report: &RollReport) -> String {
    let mut text: String = report.problems().map(|line| line + "\n").collect();
    let count = report.files.len() + report.errors.len() + report.duplicates.len() + report.missing.len();
    text.push_str(&format!("{count} kesalahan (faults). Perbaiki semuanya di berkas asal, lalu impor lagi semua desa sekaligus."));
    text
}
