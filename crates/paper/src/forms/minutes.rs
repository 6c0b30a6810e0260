//! BERITA ACARA pembukaan, perpanjangan, penutupan: what people did at one moment of polling day, written down and signed. What is
//! not known when it is printed is a line to write on.

use super::{Copy, Place, WRITE, head};
use crate::document::{Column, Document, Mode};
use crate::time::Moment;

/// Which moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Polls open.
    Opening,
    /// Polling goes on beyond the planned hour.
    Extension,
    /// Polls close.
    Closing,
}

impl Occasion {
    fn title(self) -> &'static str {
        match self {
            Occasion::Opening => "BERITA ACARA PEMBUKAAN",
            Occasion::Extension => "BERITA ACARA PERPANJANGAN",
            Occasion::Closing => "BERITA ACARA PENUTUPAN",
        }
    }

    fn asks(self) -> &'static str {
        match self {
            Occasion::Opening => "Alasan bila terlambat",
            Occasion::Extension => "Alasan perpanjangan",
            Occasion::Closing => "Alasan bila di luar jam rencana",
        }
    }
}

/// What such a Berita Acara says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Which station.
    pub place: Place<'a>,
    /// Which moment.
    pub occasion: Occasion,
    /// When it was; none to be written by hand.
    pub event: Option<Moment>,
    /// The planned hour in words; none to be written by hand.
    pub planned: Option<&'a str>,
    /// Why it was at another hour; none to be written by hand.
    pub reason: Option<&'a str>,
    /// What is sealed and the number of its seal; an empty number is to be written by hand.
    pub seals: &'a [(&'a str, &'a str)],
    /// Who signs, by office and name.
    pub signatures: &'a [&'a str],
    /// Which copy this is.
    pub copy: Option<Copy<'a>>,
}

/// The Berita Acara of one moment.
#[must_use]
pub fn minutes(minutes: &Minutes<'_>) -> Document {
    let mut document = Document::new(minutes.mode);
    head(&mut document, minutes.occasion.title(), &minutes.place, minutes.copy.as_ref());
    document.pair("Hari dan jam", &minutes.event.map_or(WRITE.to_owned(), |event| event.to_string()));
    document.pair("Jam rencana", minutes.planned.unwrap_or(WRITE));
    document.pair(minutes.occasion.asks(), minutes.reason.unwrap_or(WRITE)).blank();
    let written = |number: &str| if number.is_empty() { WRITE.to_owned() } else { number.to_owned() };
    let rows = minutes.seals.iter().map(|(what, number)| vec![(*what).to_owned(), written(number), "[ ] utuh [ ] tidak".to_owned()]);
    document.table(["Segel pada", "Nomor segel", "Keadaan"].map(Column::words).to_vec(), rows.collect());
    document.blank().line("Disaksikan oleh yang bertanda tangan. Saksi boleh menolak; alasannya ditulis.").signatures(minutes.signatures);
    document
}
