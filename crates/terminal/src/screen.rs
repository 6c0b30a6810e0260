//! What the screen says when something ends or stops: what happened, whether the vote is stored, and who does what next.

use core::fmt;

use manifest::Mode;
use record::StripOutcome;
use token::CardError;

use crate::choice::NotOnBallot;
use crate::device::PrinterFault;
use crate::ledger::Fatal;
use crate::stopped::Stop;
use crate::vote::Ended;

/// Whether the voter's vote is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteStatus {
    /// SUARA ANDA BELUM TERSIMPAN.
    NotStored,
    /// SUARA ANDA SUDAH TERSIMPAN.
    Stored,
    /// The machine stopped while storing; the next start tells.
    Unsure,
}

impl VoteStatus {
    /// The line on the screen.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotStored => "SUARA ANDA BELUM TERSIMPAN",
            Self::Stored => "SUARA ANDA SUDAH TERSIMPAN",
            Self::Unsure => "SUARA ANDA BELUM PASTI TERSIMPAN",
        }
    }
}

/// Three lines for the voter and a code for the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// For the officer's handbook.
    pub code: &'static str,
    /// What happened.
    pub title: String,
    /// Whether the vote is stored.
    pub status: VoteStatus,
    /// Who does what next.
    pub next: &'static str,
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, title, status, next } = self;
        write!(f, "{title}\n{}\n{next} [{code}]", status.words())
    }
}

/// Why a card gives no ballot now. The card is not consumed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Polls are not open yet.
    #[error("not open yet")]
    NotOpen,
    /// An officer paused the booth.
    #[error("paused")]
    Paused,
    /// The booth is closed for good.
    #[error("closed")]
    Closed,
    /// Too many voids: the booth takes no more votes.
    #[error("the booth has failed")]
    Failed,
    /// The last ballot has no outcome yet.
    #[error("a ballot has no outcome yet")]
    Pending,
    /// Not a card that is good here.
    #[error(transparent)]
    Card(#[from] CardError),
    /// The card is spent.
    #[error("the card is spent")]
    Spent {
        /// Whether its vote is stored; otherwise it was used for a test of the machine.
        cast: bool,
    },
    /// The card had its tries.
    #[error("the card had its tries")]
    Tries,
    /// The number is not on the ballot.
    #[error(transparent)]
    Choice(#[from] NotOnBallot),
    /// No seeds are left for the day.
    #[error("no seeds are left for the day")]
    NoSeeds,
    /// The root of the seeds could not be printed, so no card may be taken.
    #[error("the root of the seeds is not on paper: {0}")]
    Printer(PrinterFault),
}

impl Refusal {
    /// What the screen says.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let (code, title, next) = match self {
            Self::NotOpen => ("K-01", "PEMUNGUTAN SUARA BELUM DIBUKA", "Tunggu ketua membuka alat ini. Kartu Anda tetap berlaku."),
            Self::Paused => {
                ("K-02", "ALAT INI BERHENTI SEBENTAR", "Tunggu di luar bilik. Petugas melanjutkan alat. Kartu Anda tetap berlaku.")
            }
            Self::Closed => ("K-03", "PEMUNGUTAN SUARA SUDAH DITUTUP", "Bawa kartu ini kembali ke meja petugas."),
            Self::Failed => ("K-04", "ALAT INI TIDAK DIPAKAI LAGI", "Bawa kartu ini ke meja petugas. Ketua menutup alat."),
            Self::Pending => ("K-05", "SUARA SEBELUM INI BELUM SELESAI", "Panggil petugas. Kartu Anda tetap berlaku."),
            Self::Card(error) => return card_screen(error),
            Self::Spent { cast: true } => return spent_screen(),
            Self::Spent { cast: false } => ("K-21", "KARTU INI SUDAH DIPAKAI UNTUK UJI MESIN", "Ambil kartu baru di meja petugas."),
            Self::Tries => ("K-22", "KARTU INI SUDAH TERLALU SERING DICOBA", "Bawa kartu ini ke meja petugas. Ketua menggantinya."),
            Self::Choice(_) => ("K-06", "NOMOR ITU TIDAK ADA", "Pilih satu nomor di layar. Kartu Anda tetap berlaku."),
            Self::NoSeeds => ("K-30", "ALAT INI TIDAK DAPAT MENERIMA SUARA LAGI", "Bawa kartu ini ke meja petugas. Ketua menutup alat."),
            Self::Printer(_) => ("P-01", "PENCETAK BELUM SIAP", "Petugas memeriksa kertas dan pencetak. Kartu Anda tetap berlaku."),
        };
        Screen { code, title: title.to_owned(), status: VoteStatus::NotStored, next }
    }
}

fn spent_screen() -> Screen {
    let next = "Kembali ke meja petugas. Satu kartu berlaku untuk satu suara.";
    Screen { code: "K-20", title: "KARTU INI SUDAH DIPAKAI".to_owned(), status: VoteStatus::Stored, next }
}

fn card_screen(error: &CardError) -> Screen {
    let aside = "Bawa kartu ini kembali ke meja petugas. Kartu belum terpakai.";
    let (code, title, next) = match error {
        CardError::Garbage => {
            ("K-10", "KARTU TIDAK TERBACA".to_owned(), "Coba sekali lagi. Jika tetap tidak terbaca, kembali ke meja petugas.")
        }
        CardError::OtherMode { rehearsal: true } => ("K-11", "INI KARTU LATIHAN".to_owned(), aside),
        CardError::OtherMode { rehearsal: false } => ("K-11", "ALAT INI SEDANG LATIHAN, KARTU INI UNTUK PEMILIHAN".to_owned(), aside),
        CardError::OtherElection(_) => ("K-12", "INI KARTU PEMILIHAN LAIN".to_owned(), aside),
        CardError::OtherVillage(village) => ("K-13", format!("INI KARTU DESA LAIN ({village})"), aside),
        CardError::OtherStation(station) => ("K-14", format!("INI KARTU TEMPAT PEMUNGUTAN SUARA {station}"), aside),
        CardError::OtherBooth(booth) => ("K-15", format!("INI KARTU BILIK {booth}"), "Pergi ke bilik itu. Kartu belum terpakai."),
        CardError::OtherStratum => ("K-16", "KARTU INI TIDAK DILAYANI DI BILIK INI".to_owned(), aside),
        CardError::NotIssued => ("K-17", "KARTU INI TIDAK DITERBITKAN PANITIA".to_owned(), "Panggil petugas. Ketua menyimpan kartu ini."),
    };
    Screen { code, title, status: VoteStatus::NotStored, next }
}

/// Why a vote did not reach an answer.
#[derive(Debug, thiserror::Error)]
pub enum VoteError {
    /// The card gives no ballot now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The slip could not be printed: the ballot is void, the card stays good.
    #[error("the slip could not be printed; the ballot is void")]
    Void(Box<Ended>),
    /// The booth cannot go on.
    #[error("{fatal}")]
    Fatal {
        /// What failed.
        fatal: Fatal,
        /// Whether the vote is stored.
        status: VoteStatus,
    },
}

impl From<NotOnBallot> for VoteError {
    fn from(error: NotOnBallot) -> Self {
        Self::Refused(Refusal::Choice(error))
    }
}

impl From<Fatal> for VoteError {
    /// Before a voter's answer nothing is stored.
    fn from(fatal: Fatal) -> Self {
        Self::Fatal { fatal, status: VoteStatus::NotStored }
    }
}

impl VoteError {
    /// What the screen says.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self {
            Self::Refused(refusal) => refusal.screen(),
            Self::Void(ended) => ended.screen(),
            Self::Fatal { fatal, status } => {
                let Stop { code, title, .. } = fatal.stop();
                let next = "Tetap di bilik. Petugas menjalankan alat lagi; sesudah itu alat memberi tahu keadaannya.";
                Screen { code, title: format!("ALAT BERHENTI: {title}"), status: *status, next }
            }
        }
    }
}

impl Ended {
    /// What the screen says.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let whole = self.papers.are_complete();
        let (code, title, next) = match (self.outcome, whole) {
            (StripOutcome::Cast, true) => {
                ("S-00", "TERIMA KASIH", "Lipat struk, masukkan ke kotak audit. Tanda terima boleh dibawa pulang.")
            }
            (StripOutcome::Cast, false) => {
                ("P-02", "KERTAS BELUM LENGKAP", "Tetap di bilik. Petugas melengkapi kertas tanpa melihat pilihan Anda.")
            }
            (StripOutcome::Challenged, true) => ("S-01", "UJI MESIN SELESAI", "Bawa lembar uji. Ambil kartu baru di meja petugas."),
            (StripOutcome::Spoiled, true) => ("S-02", "PILIHAN DIBATALKAN", "Pilih lagi dengan kartu yang sama."),
            (StripOutcome::Void, true) => ("S-03", "TIDAK ADA JAWABAN", "Petugas menolong. Kartu tetap berlaku."),
            (StripOutcome::Challenged | StripOutcome::Spoiled | StripOutcome::Void, false) => {
                ("P-03", "PENCETAK BERHENTI", "Tetap di bilik. Petugas memeriksa pencetak. Kertas tanpa tanda SAH tidak dihitung.")
            }
        };
        Screen { code, title: title.to_owned(), status: self.status(), next }
    }

    /// Whether the vote is stored.
    #[must_use]
    pub const fn status(&self) -> VoteStatus {
        match self.outcome {
            StripOutcome::Cast => VoteStatus::Stored,
            StripOutcome::Challenged | StripOutcome::Spoiled | StripOutcome::Void => VoteStatus::NotStored,
        }
    }
}

/// The band on every screen of a rehearsal.
#[must_use]
pub const fn band(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Real => None,
        Mode::Rehearsal => Some("LATIHAN — BUKAN SUARA SEBENARNYA"),
    }
}
