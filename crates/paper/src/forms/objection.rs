//! CATATAN KEBERATAN SAKSI: what a witness objects to and what was done about it, whether or not anybody agrees.

use super::{Copy, Place, WRITE, head};
use crate::document::{Document, Mode};

/// Where an objection is written; all else is written by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Which station or village.
    pub place: Place<'a>,
    /// Lines to write the objection on, and as many for the answer.
    pub lines: usize,
    /// Which copy this is.
    pub copy: Option<Copy<'a>>,
}

/// The form that a witness fills in.
#[must_use]
pub fn objection(objection: &Objection<'_>) -> Document {
    let mut document = Document::new(objection.mode);
    head(&mut document, "CATATAN KEBERATAN SAKSI", &objection.place, objection.copy.as_ref());
    document.pair("Nama saksi", WRITE).pair("Saksi untuk", WRITE).pair("Hari dan jam", WRITE);
    for words in ["Keberatan dan bukti:", "Tanggapan dan tindakan ketua:"] {
        document.blank().line(words);
        for _ in 0..objection.lines {
            document.blank().blank().rule();
        }
    }
    document.blank().line("Catatan ini dilampirkan pada Berita Acara, disetujui atau tidak.").signatures(&["Saksi", "Ketua"]);
    document
}
