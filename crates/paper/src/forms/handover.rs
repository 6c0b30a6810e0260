//! TANDA TERIMA KOTAK DAN MEDIA: who gave which sealed things to whom.

use super::{Copy, Place, WRITE, head};
use crate::document::{Column, Document, Mode};
use crate::number::number;

/// Something that changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed<'a> {
    /// As `Kotak audit Bilik 2`.
    pub what: &'a str,
    /// How many.
    pub count: u64,
    /// The number of its seal; none to be written by hand.
    pub seal: Option<&'a str>,
}

/// What changes hands, between whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Whose boxes and media.
    pub place: Place<'a>,
    /// The things.
    pub things: &'a [Handed<'a>],
    /// Who gives, by office and name.
    pub giver: &'a str,
    /// Who takes, by office and name.
    pub taker: &'a str,
    /// Which copy this is.
    pub copy: Option<Copy<'a>>,
}

/// The receipt, signed by both.
#[must_use]
pub fn handover(handover: &Handover<'_>) -> Document {
    let mut document = Document::new(handover.mode);
    head(&mut document, "TANDA TERIMA KOTAK DAN MEDIA", &handover.place, handover.copy.as_ref());
    document.pair("Hari dan jam", WRITE).blank();
    let heads = vec![Column::words("Barang"), Column::numbers("Jumlah"), Column::words("Nomor segel"), Column::words("Keadaan")];
    let row = |thing: &Handed<'_>| {
        vec![thing.what.to_owned(), number(thing.count), thing.seal.unwrap_or(WRITE).to_owned(), "[ ] utuh [ ] tidak".to_owned()]
    };
    document.table(heads, handover.things.iter().map(row).collect());
    document.blank().signatures(&[&format!("Menyerahkan: {}", handover.giver), &format!("Menerima: {}", handover.taker)]);
    document
}
