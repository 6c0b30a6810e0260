//! Documents as A4 pages for any printer and for the file.

mod canvas;
mod cards;
mod pages;

use crate::document::{Block, Document, Mode};
use crate::font::{Fonts, Weight};
use crate::number::number;
use crate::set::{A4, Ink, Piece, Setter};
use crate::text::REHEARSAL_BAND;
use canvas::Book;
pub use cards::{CardFace, CardPack, cards_pdf};
use pages::{Page, paged};

/// A4 portrait, in hundredths of a point.
const SHEET: (u32, u32) = (59_528, 84_189);
/// White on every side: 18 mm.
const MARGIN: u32 = 5_102;
/// Size of the words below a page, and the room they take with the air above them.
const FOOT: (u32, u32) = (800, 1_800);

/// The PDF could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The PDF library refused what this crate gave it, which no document should bring about.
    #[error("the PDF could not be written ({0}); print the paper as text instead and report this")]
    Library(String),
    /// A card's text, of so many bytes, has no QR symbol that fits the card with modules of half a millimetre.
    #[error("the text of a card has {0} bytes, too many for a symbol that a scanner reads on a card")]
    CardText(usize),
}

/// The documents one after the other on A4 portrait, each beginning on a new page. Signature boxes, table rows, titles with what
/// they head, and QR symbols are never parted by the end of a page; the head of a table stands again on every page of it. Every page
/// says which page of its document it is ("Halaman 1 dari 3"), and one of a rehearsal wears its band above and below. The shipped
/// fonts are embedded with the letters used. `title` is the title of the file, which viewers show.
///
/// The same documents give the same bytes: there is no clock and no chance in it.
///
/// # Errors
/// Only if the PDF library refuses what this crate gives it, which no document should bring about.
pub fn pdf(title: &str, documents: &[Document]) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::shipped();
    let setter = Setter { fonts: &fonts, style: &A4 };
    let mut book = Book::new(title, SHEET)?;
    for document in documents {
        let band = (document.mode == Mode::Rehearsal).then(|| setter.banner(REHEARSAL_BAND, (Ink::Band, Ink::OnBand)));
        let bands = band.as_ref().map_or(0, |band| 2 * band.height);
        let room = SHEET.1 - 2 * MARGIN - FOOT.1 - bands;
        let pages = paged(setter.pieces(document), room);
        for (page, at) in pages.iter().zip(1_u64..) {
            let words = [title_of(document), format!("Halaman {} dari {}", number(at), number(pages.len() as u64))];
            book.page(&fonts, &whole(&setter, page, band.as_ref(), &words));
        }
    }
    book.finish()
}

fn title_of(document: &Document) -> String {
    let title = document.blocks.iter().find_map(|block| if let Block::Title(words) = block { Some(words.as_str()) } else { None });
    title.unwrap_or_default().to_owned()
}

/// A page with its bands and its foot, from the corner of the sheet.
fn whole(setter: &Setter<'_>, page: &Page, band: Option<&Piece>, words: &[String; 2]) -> Piece {
    let mut sheet = Piece { height: SHEET.1, ..Piece::default() };
    let mut put = |piece: &Piece, y: u32| sheet.items.extend(piece.items.iter().map(|item| item.clone().moved(MARGIN, y)));
    let top = band.map_or(0, |band| band.height);
    let foot = SHEET.1 - MARGIN - FOOT.1;
    if let Some(band) = band {
        put(band, MARGIN);
        put(band, foot.saturating_sub(band.height));
    }
    page.iter().for_each(|(piece, y)| put(piece, MARGIN.saturating_add(top).saturating_add(*y)));
    put(&setter.foot(words, (FOOT.0, Weight::Regular)), foot.saturating_add(FOOT.1 - FOOT.0));
    sheet
}

#[cfg(test)]
mod tests;
