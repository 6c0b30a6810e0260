//! What has arrived on the evening, booth by booth.

use crate::document::{Column, Document, Mode};
use crate::number::{number, percent_of};

/// How far a booth's bundle has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has arrived.
    Missing,
    /// Arrived, not yet verified.
    Received,
    /// Arrived and verified.
    Verified,
}

impl Status {
    /// The word on paper and screens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Missing => "belum",
            Status::Received => "diterima",
            Status::Verified => "terverifikasi",
        }
    }
}

/// One booth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRow<'a> {
    /// Its village.
    pub village: &'a str,
    /// Its station.
    pub station: &'a str,
    /// Its name.
    pub booth: &'a str,
    /// How far its bundle has come.
    pub status: Status,
    /// What people should know, as a refused second bundle; may be empty.
    pub note: &'a str,
}

/// The table with its totals first. `labels` are the local words for village, station and booth, as `["Desa", "TPS", "Bilik"]`.
#[must_use]
pub fn status_table(mode: Mode, title: &str, labels: [&str; 3], rows: &[StatusRow<'_>]) -> Document {
    let mut document = Document::new(mode);
    document.title(title).blank();
    let count = |status: Status| u64::try_from(rows.iter().filter(|row| row.status == status).count()).unwrap_or(u64::MAX);
    let (missing, received, verified) = (count(Status::Missing), count(Status::Received), count(Status::Verified));
    let all = missing.saturating_add(received).saturating_add(verified);
    document.pair(Status::Missing.word(), &number(missing)).pair(Status::Received.word(), &number(received));
    document.pair(Status::Verified.word(), &format!("{} — {}", number(verified), percent_of(verified, all, "alat"))).blank();
    let heads = labels.into_iter().chain(["Status", "Catatan"]).map(Column::words).collect();
    let cells = |row: &StatusRow<'_>| [row.village, row.station, row.booth, row.status.word(), row.note].map(str::to_owned).to_vec();
    document.table(heads, rows.iter().map(cells).collect());
    document
}
