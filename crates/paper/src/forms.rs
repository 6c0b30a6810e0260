//! The papers of an election, one file each. Every form takes plain arguments and returns a [`Document`]: it words and orders
//! what it is told, and decides nothing. Names of places come with their local label (`Desa Sukamaju`, `RPS 2`, `Bilik 1`),
//! because the labels differ between regencies.
//!
//! | paper | function | for |
//! |---|---|---|
//! | STRUK | [`slip`], [`slip_bar`] | the audit box; carries nothing unique |
//! | TANDA TERIMA | [`strip`] | the voter, to take home |
//! | UJI MESIN | [`test_sheet`] | anyone who challenged a booth |
//! | LAPORAN NOL | [`zero_report`] | witnesses, before opening |
//! | LAPORAN PENUTUPAN | [`closing_report`] | witnesses, after closing |
//! | BERITA ACARA | [`result_page`] | the village, the law |
//! | BERITA ACARA pembukaan, perpanjangan, penutupan | [`minutes`] | the station, the law |
//! | CATATAN KEBERATAN SAKSI | [`objection`] | a witness |
//! | TANDA TERIMA KOTAK DAN MEDIA | [`handover`] | who gives, who takes |
//! | REKAP KEHADIRAN | [`attendance`] | the station |
//! | DAFTAR KEJADIAN | [`incidents`] | the station |
//! | DAFTAR KODE | [`code_list`] | the notice board |
//! | status | [`status_table`] | the committee on the evening |

mod closing_report;
mod equations;
mod handover;
mod lists;
mod minutes;
mod objection;
mod report;
mod result_page;
mod slip;
mod status_table;
mod strip;
mod test_sheet;
mod zero_report;

pub use closing_report::closing_report;
pub use equations::{Equation, Law, Sides};
pub use handover::{Handed, Handover, handover};
pub use lists::{Attendance, Incident, attendance, code_list, incidents};
pub use minutes::{Minutes, Occasion, minutes};
pub use objection::{Objection, objection};
pub use report::Report;
pub use result_page::{OptionVotes, ResultPage, Settled, Step, result_page};
pub use slip::{Slip, SlipBar, slip, slip_bar};
pub use status_table::{Status, StatusRow, status_table};
pub use strip::{Outcome, Strip, strip};
pub use test_sheet::{TestSheet, test_sheet};
pub use zero_report::zero_report;

use crate::document::Document;

/// Where a paper belongs. All names carry their local label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The election's title, as `Pemilihan Kepala Desa Serentak Kabupaten Contoh`.
    pub election: &'a str,
    /// As `Desa Sukamaju`.
    pub village: &'a str,
    /// As `TPS 001`; none on a paper of the whole village.
    pub station: Option<&'a str>,
    /// As `Bilik 2`; none on a paper of the whole station.
    pub booth: Option<&'a str>,
}

/// One line of the ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<'a> {
    /// A candidate by drawn number and name.
    Candidate {
        /// The drawn number (nomor urut).
        number: u32,
        /// The name as on the ballot.
        name: &'a str,
    },
    /// No candidate (suara kosong).
    Blank,
}

impl Choice<'_> {
    fn words(&self) -> String {
        match self {
            Choice::Candidate { number, name } => format!("NOMOR {number} — {name}"),
            Choice::Blank => "KOSONG".to_owned(),
        }
    }
}

/// Which of the printed copies this one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy<'a> {
    /// From 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// Who keeps it, as `Saksi nomor 1`.
    pub holder: &'a str,
}

/// Room to write by hand.
const WRITE: &str = "........................";

/// Title and place, the head of every paper but the slip.
fn head(document: &mut Document, title: &str, place: &Place<'_>, copy: Option<&Copy<'_>>) {
    document.title(title).title(place.election).blank();
    document.pair("Wilayah", place.village);
    if let Some(station) = place.station {
        document.pair("Tempat", station);
    }
    if let Some(booth) = place.booth {
        document.pair("Alat", booth);
    }
    if let Some(copy) = copy {
        document.pair("Salinan", &format!("{} dari {} — {}", copy.number, copy.of, copy.holder));
    }
}

#[cfg(test)]
mod hand_tests;
#[cfg(test)]
mod tests;
