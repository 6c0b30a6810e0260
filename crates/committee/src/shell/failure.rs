//! How a command can end otherwise than well, and the exit code of each end.

use std::io;
use std::path::{Path, PathBuf};

use canonical::json::JsonError;
use committee::{
    AuditCardRefusal, BeginError, BoothPlace, DeskRefusal, DraftError, EnrolRefusal, ImportRefusal, NotADeck, OpeningRefusal, OtherAids,
    PaperRefusal, SignError, TallyError, VillageError,
};
use manifest::{DefinitionError, IndexError, RootsError, TextError, VillageCode};
use paper::PdfError;
use record::{DocumentsError, FolderError};
use token::{DeviceError, TagsError};

/// What is wrong with a file or folder.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Bad {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("lebih dari {0} byte (over the limit)")]
    TooLarge(usize),
    #[error("baris pertama kosong atau bukan UTF-8 (no passphrase in the first line)")]
    NoPassphrase,
    #[error("bukan berkas kata sandi age yang utuh (damaged, or no passphrase file)")]
    NotSealed,
    #[error("tidak memuat kunci (holds no key)")]
    NoKey,
    #[error("bukan berkas kartu, atau pak itu tidak ada (no card file, or no such pack)")]
    NoCards,
    #[error("bukan lembar kartu; beri berkas .pdf.age dari deck --pdf (no sheets of cards)")]
    NoSheets,
    #[error("tidak ada (missing)")]
    Missing,
    #[error("bukan hitungan meja atau kotak desa mana pun di sini (neither a desk's nor a box's counts of a village here)")]
    NoCounts,
    #[error("tidak ada opening-N-G.json untuk desa di sini (no openings of a village here)")]
    NoOpenings,
    #[error("rencana di sini bukan yang diterbitkan (the plan that follows is not the published one)")]
    OtherPlan,
    #[error(transparent)]
    Json(#[from] JsonError),
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error(transparent)]
    Roots(#[from] RootsError),
    #[error(transparent)]
    Documents(#[from] DocumentsError),
    #[error(transparent)]
    Tags(#[from] TagsError),
    #[error(transparent)]
    Device(#[from] DeviceError),
    #[error(transparent)]
    Deck(#[from] NotADeck),
    #[error(transparent)]
    Enrol(#[from] EnrolRefusal),
    #[error(transparent)]
    Village(#[from] VillageError),
    #[error(transparent)]
    Import(#[from] ImportRefusal),
    #[error(transparent)]
    Desk(#[from] DeskRefusal),
    #[error(transparent)]
    Paper(#[from] PaperRefusal),
    #[error(transparent)]
    AuditCard(#[from] AuditCardRefusal),
    #[error(transparent)]
    Opening(#[from] OpeningRefusal),
    #[error(transparent)]
    Begin(#[from] BeginError),
    #[error(transparent)]
    Aids(#[from] OtherAids),
    #[error(transparent)]
    Tally(#[from] TallyError),
    #[error(transparent)]
    Folder(#[from] FolderError),
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
    #[error("LEMBAR TIDAK DAPAT DIBUAT (no PDF): {0}\nKartu sendiri dapat dicetak dengan: suara-committee cards")]
    Pdf(#[from] PdfError),
    #[error("SUDAH ADA (exists already): {0}\nTidak ditimpa. Pakai folder lain.")]
    Exists(PathBuf),
    #[error("BUKAN FOLDER KERJA (no work folder): {0}\nBeri folder yang benar dengan --work, atau jalankan: suara-committee init")]
    NoWork(PathBuf),
    #[error("FOLDER INI SEDANG DIPAKAI (open in another window)\nTutup jendela yang lain dulu.")]
    Busy,
    #[error("DRAF BELUM BENAR, tidak ada yang dibuat (faults in the draft, nothing was made)\n{}\nPerbaiki semuanya, lalu ulangi.", lines(.0))]
    Draft(Vec<DraftError>),
    #[error("KATA TIDAK DAPAT DICETAK (not printable): {0}\nTulis ulang.")]
    Text(#[from] TextError),
    #[error("DESA {0} TIDAK ADA DI SINI (no such village in this work folder)\nPeriksa kodenya.")]
    NoVillage(VillageCode),
    #[error("DESA {0} BELUM DITANDATANGANI (not signed yet)\nJalankan: suara-committee sign --ceremony FOLDER")]
    Unsigned(VillageCode),
    #[error("DESA {0} SUDAH DITANDATANGANI (signed already)\nPerubahan sesudahnya lewat: suara-committee amend")]
    Signed(VillageCode),
    #[error("DESA {0} SUDAH DIRENCANAKAN (the opening plan stands)\nTidak ada yang ditambah atau dikeluarkan sesudah rencana pembukaan.")]
    Planned(VillageCode),
    #[error("DESA {0} BELUM DIRENCANAKAN (no opening plan yet)\nJalankan: suara-committee plan")]
    NotPlanned(VillageCode),
    #[error("BILIK {0} SUDAH DITERIMA (its bundle is here)\nBilik yang catatannya ada tidak dapat dinyatakan tidak dipakai atau hilang.")]
    Delivered(BoothPlace),
    #[error("BELUM DAPAT DIHITUNG, tidak ada yang diubah (not ready)\n{}\nTerima yang kurang, lalu ulangi.", .0.iter().map(|(v, e)| format!("{v}: {e}")).collect::<Vec<_>>().join("\n"))]
    NotReady(Vec<(VillageCode, BeginError)>),
    #[error("TIDAK DITANDATANGANI, tidak ada yang diubah (not signed)\n{0}\nPerbaiki, lalu ulangi.")]
    Sign(#[from] SignError),
    #[error("ALAT TIDAK TERDAFTAR, tidak ada yang diubah (not enrolled)\n{0}\nPeriksa alat dan tempatnya.")]
    Enrol(#[from] EnrolRefusal),
    #[error("HITUNGAN DITOLAK, tidak ada yang diubah (count refused)\n{0}\nPeriksa isian, lalu ulangi.")]
    Paper(#[from] PaperRefusal),
    #[error(
        "HITUNGAN DITOLAK (count refused)\nSetiap nomor 1 sampai {candidates} dan 0 (kosong) ditulis sekali dengan --votes. (every option once)"
    )]
    Votes { candidates: usize },
    #[error("KARTU DITOLAK, tidak ada yang diubah (card refused): {card}\n{error}\nPeriksa karakternya.")]
    Card { card: String, error: AuditCardRefusal },
    #[error(
        "{refused} DARI {all} DITOLAK, yang lain diterima (some were refused; see above)\nSimpan yang ditolak dan panggil yang bersangkutan."
    )]
    Some { refused: usize, all: usize },
    #[error("BERKAS TIDAK DAPAT DIPAKAI (bad file)\n{path}: {bad}\nAmbil lagi dari asalnya.", path = .path.display())]
    Outside { path: PathBuf, bad: Box<Bad> },
    #[error("KEADAAN RUSAK (damaged state)\n{path}: {bad}\nJangan lanjutkan; pakai salinan folder kerja.", path = .path.display())]
    Own { path: PathBuf, bad: Box<Bad> },
    #[error("MEDIA GAGAL (the medium failed)\n{path}: {source}\nPeriksa media, lalu ulangi perintah yang sama.", path = .path.display())]
    Medium { path: PathBuf, source: io::Error },
    #[error("MESIN TIDAK SIAP (no randomness or no clock)\nPeriksa jam dan sistem, lalu ulangi.")]
    Machine,
}

fn lines(errors: &[DraftError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Failure {
    /// What is wrong with a file from outside.
    pub(crate) fn outside<E: Into<Bad>>(path: &Path) -> impl FnOnce(E) -> Self + '_ {
        move |error| Self::Outside { path: path.to_path_buf(), bad: Box::new(error.into()) }
    }

    /// What is wrong with our own state.
    pub(crate) fn own<E: Into<Bad>>(path: &Path) -> impl FnOnce(E) -> Self + '_ {
        move |error| Self::Own { path: path.to_path_buf(), bad: Box::new(error.into()) }
    }

    /// A file that was named on the command line is not our state, even if it is read by the same code.
    pub(crate) fn of_others(self) -> Self {
        match self {
            Self::Own { path, bad } => Self::Outside { path, bad },
            other => other,
        }
    }

    pub(crate) fn medium(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Medium { path: path.to_path_buf(), source }
    }

    /// The exit code.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::WrongPassphrase(_)
            | Self::PassphrasesDiffer
            | Self::NoAnswer
            | Self::Exists(_)
            | Self::NoWork(_)
            | Self::Busy
            | Self::Text(_)
            | Self::NoVillage(_)
            | Self::Unsigned(_)
            | Self::Signed(_)
            | Self::Planned(_)
            | Self::NotPlanned(_)
            | Self::Delivered(_)
            | Self::NotReady(_)
            | Self::Sign(_)
            | Self::Enrol(_)
            | Self::Paper(_)
            | Self::Votes { .. }
            | Self::Card { .. } => 1,
            Self::Draft(_) | Self::Some { .. } | Self::Outside { .. } => 3,
            Self::Own { .. } | Self::Medium { .. } | Self::Machine | Self::Pdf(_) => 4,
        }
    }
}
