//! A document as the dots of an 80 mm thermal printer.

mod glyph;

use crate::bitmap::Bitmap;
use crate::document::{Document, Mode};
use crate::font::Fonts;
use crate::set::{Ink, Item, Piece, Setter, THERMAL};
use crate::text::REHEARSAL_BAND;
use glyph::Glyphs;

/// Dots in a row of an 80 mm thermal printer: 72 mm at 203 dots an inch.
pub const RASTER_DOTS: u32 = THERMAL.width;

/// The document as dots, 576 in a row and as many rows as it needs, for paper of 80 mm at 203 dots an inch. Words wrap by their
/// measured width; nothing is cut off. A rehearsal document begins and ends with its band. QR symbols have modules of 0.5 to 1 mm
/// at level Q or M, and smaller ones only where the payload is longer than any form makes it. The same document is the same dots.
#[must_use]
pub fn raster(document: &Document) -> Bitmap {
    let fonts = Fonts::shipped();
    let setter = Setter { fonts: &fonts, style: &THERMAL };
    let band = || (document.mode == Mode::Rehearsal).then(|| setter.banner(REHEARSAL_BAND, (Ink::Band, Ink::OnBand)));
    let pieces: Vec<Piece> = band().into_iter().chain(setter.pieces(document)).chain(band()).collect();
    let paper = setter.stacked(pieces);
    let mut bitmap = Bitmap::new(THERMAL.width, paper.height);
    let mut glyphs = Glyphs::new(&fonts);
    paper.items.iter().for_each(|item| draw(&mut bitmap, &mut glyphs, item));
    bitmap
}

fn draw(bitmap: &mut Bitmap, glyphs: &mut Glyphs<'_>, item: &Item) {
    match item {
        Item::Text { x, base, size, weight, ink, text } => glyphs.draw(bitmap, (*x, *base), (*size, *weight), text, is_black(*ink)),
        Item::Fill { x, y, width, height, ink } => bitmap.fill(*x, *y, *width, *height, is_black(*ink)),
        Item::Dots { x, y, scale, dots } => bitmap.stamp(*x, *y, *scale, dots),
    }
}

fn is_black(ink: Ink) -> bool {
    match ink {
        Ink::Black | Ink::Band => true,
        Ink::White | Ink::OnBand => false,
    }
}
