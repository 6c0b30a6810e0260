//! What the zero report and the closing report have in common: a booth's or station's account of itself at one event, signed by
//! those present.

use super::{Copy, Place, head};
use crate::document::{Column, Document, Mode};
use crate::number::number;
use crate::time::Moment;
use crate::words::number_words;

/// The account of a booth or a station at one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Where; without a booth it is the report of the station.
    pub place: Place<'a>,
    /// When polls were opened or closed.
    pub event: Moment,
    /// When this copy was printed.
    pub printed: Moment,
    /// Identities and digests with their labels: device, definition, head of the log, roots.
    pub facts: &'a [(&'a str, &'a str)],
    /// Counts with their labels. Never a count per candidate: a booth has none.
    pub counts: &'a [(&'a str, u64)],
    /// The QR payload: the signed report.
    pub qr: &'a str,
    /// Who signs, by office and name.
    pub signatures: &'a [&'a str],
    /// Which copy this is.
    pub copy: Option<Copy<'a>>,
}

impl Report<'_> {
    pub(super) fn opening(&self, title: &str, event: &str) -> Document {
        let mut document = Document::new(self.mode);
        head(&mut document, title, &self.place, self.copy.as_ref());
        document.pair(event, &self.event.to_string()).pair("Dicetak", &self.printed.to_string());
        document
    }

    /// Every count in digits and in words.
    pub(super) fn counts(&self, document: &mut Document) {
        let rows = self.counts.iter().map(|(label, count)| vec![(*label).to_owned(), number(*count), number_words(*count)]);
        document.table(vec![Column::words("Hitungan"), Column::numbers("Angka"), Column::words("Huruf")], rows.collect());
    }

    pub(super) fn ending(&self, document: &mut Document) {
        for (label, value) in self.facts {
            document.pair(label, value);
        }
        document.qr(self.qr).signatures(self.signatures);
    }
}
