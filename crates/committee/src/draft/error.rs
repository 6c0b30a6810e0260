//! What is wrong with a draft, by file, row and column.

use manifest::{DefinitionError, IdError, TextError, VillageCode};
use paper::PictureError;
use token::TagsError;

/// One fault of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftError {
    /// The file, or the village where files together break a rule.
    pub file: Box<str>,
    /// The row of a table, the header being 1.
    pub row: Option<u64>,
    /// The column of a table, or the key of `regency.toml`.
    pub column: Option<&'static str>,
    /// The rule.
    pub rule: DraftRule,
}

/// `booths.csv, baris 3, kolom station: …`
impl core::fmt::Display for DraftError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", baris {row}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", {} {column}", if self.row.is_some() { "kolom" } else { "kunci" })?;
        }
        write!(f, ": {}", self.rule)
    }
}

impl core::error::Error for DraftError {}

/// A rule of a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftRule {
    /// A file is missing.
    #[error("berkas ini tidak ada (the file is missing)")]
    Missing,
    /// Not UTF-8.
    #[error("bukan UTF-8; simpan lagi sebagai \"CSV UTF-8\" (not UTF-8)")]
    Encoding,
    /// The first line is not the header.
    #[error("baris pertama harus {0} (the header must be exactly this, with , or ;)")]
    Header(Box<str>),
    /// Too few or too many cells.
    #[error("ada {found} sel, harus {expected} (wrong number of cells)")]
    Cells {
        /// Cells found.
        found: usize,
        /// Cells due.
        expected: usize,
    },
    /// TOML that does not read.
    #[error("{0}")]
    Toml(Box<toml::de::Error>),
    /// A key is missing.
    #[error("kunci ini harus ada (this key is missing)")]
    NoKey,
    /// A key that means nothing.
    #[error("kunci {0} tidak dikenal (unknown key)")]
    UnknownKey(Box<str>),
    /// A choice of the regulation that has no default.
    #[error(
        "tidak ada nilai bawaan: tulis value dan article (pasal peraturan), misalnya {0} (no default: value and article of the regulation are needed)"
    )]
    NoDefault(&'static str),
    /// Not a name of its kind.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Not a text that can be printed.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Not a public key.
    #[error("bukan kunci publik: 64 heksadesimal kecil dari suara-guardian atau suara-committee (not a public key)")]
    Key,
    /// Not a number.
    #[error("bukan bilangan bulat (not a whole number)")]
    Number,
    /// Not one of the allowed words.
    #[error("harus salah satu dari: {0} (must be one of these)")]
    Word(&'static str),
    /// A village that `villages.csv` does not have.
    #[error("desa {0} tidak ada di villages.csv (unknown village)")]
    UnknownVillage(VillageCode),
    /// A station that `stations.csv` does not have.
    #[error("tempat ini tidak ada di stations.csv (unknown station)")]
    UnknownStation,
    /// The row stands twice.
    #[error("baris ini sudah ada (stands twice)")]
    Twice,
    /// Numbers are not 1, 2, 3 …
    #[error("nomor harus 1, 2, 3 … tanpa jeda; {0} berikutnya (numbers must run on)")]
    Sequence(u32),
    /// The photograph is not there.
    #[error("foto tidak ada di folder photos/ (the photograph is missing)")]
    Photo,
    /// The photograph cannot be shown and printed.
    #[error("foto tidak dapat dipakai: {0} (the photograph cannot be used)")]
    PhotoForm(#[from] PictureError),
    /// Out of range.
    #[error("paling sedikit 15 pada pemilihan sungguhan, 2 sampai 22 pada latihan (work factor out of range)")]
    WorkFactor,
    /// The village as a whole breaks a rule.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// The tags do not hold.
    #[error(transparent)]
    Tags(#[from] TagsError),
    /// The tags are of another village, or stations or strata are missing in them.
    #[error(
        "tag pemilih bukan untuk desa, tempat dan wilayah draf ini; impor daftar pemilih lagi (tags of other places: import the roll again)"
    )]
    OtherTags,
    /// Tags under another key than the other villages'.
    #[error("tag pemilih dibuat dengan kunci lain; impor semua daftar sekaligus (tags under another key: import all rolls together)")]
    TagKey,
    /// A voter on the rolls of two villages.
    #[error("{0} pemilih terdaftar juga di desa lain; perbaiki daftar pemilih (voters on two rolls)")]
    TwoRolls(usize),
}
