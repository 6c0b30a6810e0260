//! What can be wrong with a replay file, said so that a person with a spreadsheet can put it right.

use manifest::{IdError, TextError};

use super::{MAX_BYTES, MAX_CANDIDATES, MAX_COUNT, MAX_ROWS, MIN_CANDIDATES};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the column of that name")]
pub enum Column {
    VillageCode,
    Village,
    Station,
    Registered,
    Attended,
    Option,
    Votes,
}

impl Column {
    /// All columns in file order.
    pub const ALL: [Column; 7] =
        [Column::VillageCode, Column::Village, Column::Station, Column::Registered, Column::Attended, Column::Option, Column::Votes];

    /// The word in the header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Column::VillageCode => "village_code",
            Column::Village => "village",
            Column::Station => "station",
            Column::Registered => "registered",
            Column::Attended => "attended",
            Column::Option => "option",
            Column::Votes => "votes",
        }
    }
}

impl std::fmt::Display for Column {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// Why a file is refused. The caller adds the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// Larger than [`MAX_BYTES`].
    #[error("berkas {0} bita, paling besar {MAX_BYTES}; bagi menjadi beberapa berkas")]
    TooLarge(usize),
    /// Not UTF-8 from this byte on.
    #[error("bukan UTF-8 mulai bita {0}; simpan ulang sebagai CSV UTF-8")]
    NotUtf8(usize),
    /// The first row is not the header.
    #[error("baris 1: judul kolom harus persis village_code,village,station,registered,attended,option,votes")]
    Header,
    /// A header and nothing else.
    #[error("berkas tidak memuat satu baris data pun; isi hasilnya")]
    Empty,
    /// More than [`MAX_ROWS`] rows.
    #[error("lebih dari {MAX_ROWS} baris data; bagi menjadi beberapa berkas")]
    TooManyRows,
    /// Rows that break a rule, in file order; at least one.
    #[error("{}", listed(.0))]
    Rows(Vec<RowError>),
}

fn listed(errors: &[RowError]) -> String {
    errors.iter().map(RowError::to_string).collect::<Vec<_>>().join("\n")
}

/// One row that breaks one rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("baris {row}: {rule} (kolom {column})")]
pub struct RowError {
    /// The line of the file, the header being line 1.
    pub row: u64,
    /// Where to look.
    pub column: Column,
    /// What is wrong.
    pub rule: Rule,
}

/// The rules of a row, of a station's rows and of a village's stations.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// Too few or too many cells.
    #[error("harus 7 kolom, ada {0}")]
    Cells(usize),
    /// No village code or station number.
    #[error("{0}")]
    Id(#[from] IdError),
    /// No name that can be printed.
    #[error("{0}")]
    Name(#[from] TextError),
    /// Something else than digits, or a leading zero.
    #[error("harus angka bulat tanpa titik, koma, spasi atau nol di depan")]
    Digits,
    /// Over [`MAX_COUNT`].
    #[error("lebih dari {MAX_COUNT}")]
    TooMany,
    /// No option 0 to [`MAX_CANDIDATES`].
    #[error("pilihan harus 0 (kosong) sampai {MAX_CANDIDATES}")]
    OptionRange,
    /// A candidate without votes; only blank votes may be unknown.
    #[error("suara calon tidak boleh kosong; hasil yang tidak lengkap tidak dapat diputar ulang")]
    VotesUnknown,
    /// The same option of the same station again.
    #[error("pilihan ini sudah ada di baris {first}; hapus salah satu")]
    Duplicate {
        /// The first such row.
        first: u64,
    },
    /// The same code with another name.
    #[error("kode desa ini bernama lain di baris {first}")]
    NameChanged {
        /// The row with the other name.
        first: u64,
    },
    /// Rows of one station disagree about its roll or attendance.
    #[error("berbeda dari baris {first} untuk tempat yang sama")]
    CountChanged {
        /// The row with the other number.
        first: u64,
    },
    /// Some rows of a village name a station, others none.
    #[error("desa ini memakai nomor tempat di sebagian baris saja; isi semua atau kosongkan semua")]
    StationMissing,
    /// Options must be numbered without gaps.
    #[error("pilihan {missing} tidak ada; nomor calon harus urut tanpa celah")]
    OptionGap {
        /// The lowest number that is missing.
        missing: usize,
    },
    /// Fewer than [`MIN_CANDIDATES`].
    #[error("hanya {found} calon, paling sedikit {MIN_CANDIDATES}")]
    TooFewCandidates {
        /// How many there are.
        found: usize,
    },
    /// Stations of one village offer different ballots.
    #[error("{found} calon, tetapi tempat pertama desa ini punya {expected}")]
    CandidatesDiffer {
        /// In this station.
        found: usize,
        /// In the village's first station.
        expected: usize,
    },
    /// The votes do not add up to the attendance.
    #[error("{} = {}, bukan {attended}", sum_words(.terms), .terms.iter().sum::<u64>())]
    Sum {
        /// The votes of the options in order, as far as known.
        terms: Vec<u64>,
        /// The attendance as given.
        attended: u64,
    },
    /// More people came, or voted, than are on the roll.
    #[error("terdaftar {registered}, kurang dari {counted} yang memilih")]
    RollTooSmall {
        /// On the roll.
        registered: u64,
        /// Attendance, or the sum of votes where no attendance is given.
        counted: u64,
    },
}

fn sum_words(terms: &[u64]) -> String {
    terms.iter().map(u64::to_string).collect::<Vec<_>>().join(" + ")
}
