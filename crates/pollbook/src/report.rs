//! What an import found: every bad row at once, with the rule it breaks, so that an office corrects its lists in one go.
//!
//! Messages are for the people who keep the lists, Indonesian first. No full NIK and no name stands in a message.

use manifest::{StationId, TextError, VillageCode};

use crate::TableError;

/// Columns of a roll file, in order.
pub const COLUMNS: [&str; 9] = ["village_code", "station", "stratum", "number", "nik", "name", "birth_date", "sex", "address"];

/// The rule that a cell or row breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// More or fewer cells than columns.
    #[error("ada {found} sel, harus {expected} (cells; is a separator missing or unquoted?)")]
    Cells {
        /// Cells found.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("bukan UTF-8; simpan lagi sebagai \"CSV UTF-8\" (not UTF-8)")]
    NotUtf8,
    /// Not a village code.
    #[error("kode desa harus seperti 16.07.17.2008 (not a village code)")]
    Village,
    /// A code that `villages.csv` does not have.
    #[error("desa {0} tidak ada dalam villages.csv (unknown village)")]
    UnknownVillage(VillageCode),
    /// Not a station number.
    #[error("TPS harus tiga angka, seperti 001 (a station is three digits)")]
    Station,
    /// A station that `stations.csv` does not have.
    #[error("TPS {0} tidak ada dalam stations.csv untuk desa ini (unknown station)")]
    UnknownStation(StationId),
    /// Not the short name of a stratum.
    #[error("dusun ditulis dengan huruf kecil, angka dan -, paling banyak 20 (not a stratum's short name)")]
    Stratum,
    /// A stratum that `strata.csv` does not have, an empty one where the village has strata, or one where it has none.
    #[error("dusun harus salah satu dari strata.csv untuk desa ini, atau kosong bila desa tidak punya (unknown or missing stratum)")]
    UnknownStratum,
    /// Not a number, or too large.
    #[error("nomor urut harus bilangan 1 sampai {max} tanpa titik (not a number on the roll)", max = crate::MAX_NUMBER)]
    Number,
    /// A number that another voter of the station has.
    #[error("nomor urut ini sudah dipakai di TPS yang sama, {file} baris {row} (the number stands twice)")]
    NumberTwice {
        /// File of the first.
        file: Box<str>,
        /// Line of the first.
        row: u64,
    },
    /// Not 16 digits.
    #[error("NIK harus 16 angka; bila terbaca 1,6E+15, ubah kolom menjadi teks lalu salin lagi dari sumber (16 digits as text)")]
    Nik,
    /// A text that cannot be printed as it stands.
    #[error("teks tidak dapat dipakai ({0})")]
    Text(#[from] TextError),
    /// Not a day of the calendar.
    #[error("tanggal lahir harus tanggal yang ada, seperti 1990-01-31, atau kosong (not a date)")]
    BirthDate,
    /// Neither L nor P.
    #[error("jenis kelamin harus L atau P, atau kosong (neither L nor P)")]
    Sex,
    /// A code that stands twice in a list where it may stand once.
    #[error("baris ini sudah ada di atas (listed twice)")]
    Twice,
}

/// A bad cell or row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, baris {row}, kolom {column}: {rule}")]
pub struct RowError {
    /// Name of the file.
    pub file: Box<str>,
    /// Line of the file, the header being line 1.
    pub row: u64,
    /// Name of the column.
    pub column: &'static str,
    /// The rule.
    pub rule: Rule,
}

/// A place in a roll file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file.
    pub file: Box<str>,
    /// Line of the file.
    pub row: u64,
    /// The village.
    pub village: VillageCode,
    /// The station.
    pub station: StationId,
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} baris {} (desa {} TPS {})", self.file, self.row, self.village, self.station)
    }
}

/// One NIK on more than one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Last four digits, to find it in the files.
    pub last_four: Box<str>,
    /// Every line it stands on; at least two.
    pub places: Vec<Place>,
}

impl core::fmt::Display for Duplicate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let places: Vec<String> = self.places.iter().map(Place::to_string).collect();
        write!(f, "NIK …{} ada {} kali: {} (the same NIK more than once)", self.last_four, places.len(), places.join("; "))
    }
}

/// Something that a person should look at and that does not stop the import.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The first six digits of the NIK are another district's: moved, or mistyped.
    #[error("{file}, baris {row}: enam angka pertama NIK bukan kecamatan desa ini; boleh bila pindahan (NIK of another district)")]
    District {
        /// Name of the file.
        file: Box<str>,
        /// Line of the file.
        row: u64,
    },
    /// Digits 7 to 12 are no date, or not the roll's birth date and sex.
    #[error("{file}, baris {row}: angka 7-12 NIK tidak cocok dengan tanggal lahir atau jenis kelamin (NIK and birth date differ)")]
    Date {
        /// Name of the file.
        file: Box<str>,
        /// Line of the file.
        row: u64,
    },
    /// A station nobody is registered at.
    #[error("desa {village} TPS {station}: tidak ada pemilih (a station without voters)")]
    EmptyStation {
        /// The village.
        village: VillageCode,
        /// The station.
        station: StationId,
    },
}

/// Everything an import found wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollReport {
    /// Files that are no table at all.
    pub files: Vec<(Box<str>, TableError)>,
    /// Bad rows.
    pub errors: Vec<RowError>,
    /// Voters on more than one line, in the same village or across villages.
    pub duplicates: Vec<Duplicate>,
    /// Villages of the draft without any voter: duplicates can only be found when all rolls are there.
    pub missing: Vec<VillageCode>,
    /// What does not stop the import.
    pub warnings: Vec<Warning>,
}

impl RollReport {
    /// Whether nothing stops the import.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.files.is_empty() && self.errors.is_empty() && self.duplicates.is_empty() && self.missing.is_empty()
    }

    /// One line for each thing that stops the import.
    pub fn problems(&self) -> impl Iterator<Item = String> {
        let files = self.files.iter().map(|(file, error)| format!("{file}: {error}"));
        let missing = self.missing.iter().map(|village| format!("desa {village}: tidak ada satu pun pemilih (no roll for this village)"));
        let rows = self.errors.iter().map(RowError::to_string);
        files.chain(rows).chain(self.duplicates.iter().map(Duplicate::to_string)).chain(missing)
    }
}
