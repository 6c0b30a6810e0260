//! The booth stopped: which code, what happened and the next step, in the words of the person who stands before it.

use std::io::ErrorKind;

use tally_log::{AppendError, Medium, MediumError, OpenError, Step};

use crate::ledger::Fatal;

/// What an officer reads when the booth stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// For the officer's handbook.
    pub code: &'static str,
    /// What happened.
    pub title: &'static str,
    /// Who does what next.
    pub next: &'static str,
}

/// How a medium failed, as far as it matters to what is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Full,
    ReadOnly,
    Gone,
    Failed,
}

const SECOND: &str = "Pasang media kedua yang baru dan kosong, lalu jalankan: medium2";
const SECOND_AGAIN: &str = "Periksa colokan, jalankan lagi; bila gagal lagi, media baru yang kosong dan: medium2";
const SPARE: &str = "Jalankan lagi sekali; bila gagal lagi, pindahkan media kedua ke mesin cadangan: takeover";
const KEEP: &str = "Jangan lanjutkan. Simpan kedua media, panggil ketua dan panitia.";

impl Stop {
    fn of_medium(error: &MediumError) -> Self {
        let kind = match error.source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Kind::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Kind::ReadOnly,
            ErrorKind::NotFound => Kind::Gone,
            _ => Kind::Failed,
        };
        let (code, title, next) = match (error.medium, kind) {
            (Medium::First, Kind::Full) => {
                ("M-11", "MEDIA MESIN PENUH", "Kosongkan berkas lain di mesin, jangan map bilik; jalankan lagi.")
            }
            (Medium::First, Kind::ReadOnly) => ("M-12", "MEDIA MESIN TIDAK DAPAT DITULISI", SPARE),
            (Medium::First, Kind::Gone) => ("M-13", "MEDIA MESIN TIDAK ADA", SPARE),
            (Medium::First, Kind::Failed) => ("M-10", "MEDIA MESIN GAGAL", SPARE),
            (Medium::Second, Kind::Full) => ("M-21", "MEDIA KEDUA PENUH", SECOND),
            (Medium::Second, Kind::ReadOnly) => ("M-22", "MEDIA KEDUA TIDAK DAPAT DITULISI", SECOND_AGAIN),
            (Medium::Second, Kind::Gone) => ("M-23", "MEDIA KEDUA TIDAK ADA", SECOND_AGAIN),
            (Medium::Second, Kind::Failed) if error.step == Step::Copy => ("M-24", "MEDIA KEDUA YANG BARU GAGAL", SECOND),
            (Medium::Second, Kind::Failed) => ("M-20", "MEDIA KEDUA GAGAL", SECOND_AGAIN),
        };
        Self { code, title, next }
    }

    /// Why a log did not open.
    #[must_use]
    pub fn of_open(error: &OpenError) -> Self {
        let (code, title, next) = match error {
            OpenError::Medium(error) => return Self::of_medium(error),
            OpenError::Busy(_) => ("M-30", "BILIK INI SEDANG DIPAKAI PROSES LAIN", "Tutup jendela yang lain dulu."),
            OpenError::SameMedium => ("M-31", "KEDUA MEDIA ADALAH MAP YANG SAMA", "Beri media kedua sendiri dengan --medium2."),
            OpenError::Occupied(_) => ("M-32", "MEDIA SUDAH BERISI CATATAN", "Pakai media yang kosong, atau lanjutkan: console"),
            OpenError::Missing(Medium::First) | OpenError::Refused { medium: Medium::First, .. } => {
                ("M-14", "CATATAN DI MESIN TIDAK UTUH", "Pindahkan media kedua ke mesin cadangan: takeover")
            }
            OpenError::Missing(Medium::Second) => {
                ("M-25", "MEDIA KEDUA BUKAN MILIK BILIK INI", "Pasang media yang benar; bila hilang, media baru yang kosong dan: medium2")
            }
            OpenError::Refused { medium: Medium::Second, .. } => ("M-26", "CATATAN DI MEDIA KEDUA RUSAK", SECOND),
            OpenError::ReadBack(_) => ("M-27", "MEDIA BARU RUSAK", "Pakai media lain yang kosong, jalankan lagi."),
            OpenError::Fork { .. } => ("M-40", "KEDUA MEDIA BERBEDA", KEEP),
            OpenError::Apart { .. } => (
                "M-41",
                "KEDUA MEDIA TERLALU BERBEDA",
                "Pasang media kedua yang benar. Bila ini yang benar: simpan keduanya, panggil ketua.",
            ),
            OpenError::OtherKey { .. } => ("M-42", "CATATAN INI DILANJUTKAN MESIN LAIN", KEEP),
            OpenError::Index(_) => ("M-15", "INDEKS TIDAK DAPAT DIBUAT", "Periksa ruang kosong di mesin, jalankan lagi."),
        };
        Self { code, title, next }
    }
}

impl Fatal {
    /// What an officer reads.
    #[must_use]
    pub fn stop(&self) -> Stop {
        let again = "Jalankan lagi, lalu: resolve";
        let (code, title, next) = match self {
            Self::Log(AppendError::Medium(error)) => return Stop::of_medium(error),
            Self::Log(AppendError::Full) => ("M-50", "CATATAN PENUH", "Tutup bilik ini: close. Pemilih ke bilik lain."),
            Self::Log(AppendError::Index(_)) | Self::Index(_) | Self::Card(_) => ("M-15", "INDEKS GAGAL", again),
            Self::Log(AppendError::Stopped) => ("A-01", "ALAT BERHENTI", again),
            Self::Log(AppendError::Line(_) | AppendError::Chain(_)) | Self::Day(_) | Self::Seed | Self::Line(_) | Self::Seal(_) => {
                ("A-02", "PROGRAM INI SALAH", KEEP)
            }
            Self::Head(_) => ("A-03", "KEPALA CATATAN TIDAK DAPAT DITANDATANGANI", again),
        };
        Stop { code, title, next }
    }
}
