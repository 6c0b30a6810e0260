//! Cards for a print shop or the office printer: ten on a sheet of A4, with marks to cut along.

use super::canvas::Book;
use super::{FOOT, PdfError, SHEET};
use crate::bitmap::Bitmap;
use crate::document::Mode;
use crate::font::{Fonts, Weight};
use crate::number::number;
use crate::qr::{Level, qr};
use crate::set::{A4, Ink, Item, Piece, Setter};

/// A millimetre in hundredths of a point.
const MM: u32 = 283;
/// A card is 85 × 54 mm, as cards in a purse are.
const CARD: (u32, u32) = (85 * MM, 54 * MM);
/// Cards side by side and below each other.
const GRID: (u32, u32) = (2, 5);
/// White around what stands on a card, so that a cut a little beside the mark spoils nothing.
const INSET: u32 = 2 * MM;
/// The square for the QR symbol.
const SYMBOL: u32 = 50 * MM;
/// Smallest and largest module of the symbol: half a millimetre and one.
const MODULE: (u32, u32) = (142, 283);

/// What stands on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardFace<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// As `KARTU SUARA`.
    pub title: &'a str,
    /// The few characters that people read aloud.
    pub short: &'a str,
    /// Where it belongs and what to do with it, line by line.
    pub lines: &'a [&'a str],
    /// What the QR symbol says.
    pub qr: &'a str,
}

/// Cards that are cut, counted and sealed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardPack<'a> {
    /// Stands below every sheet of it, as `PAK 3 — Bilik 2`.
    pub label: &'a str,
    /// The cards, in the order of the pack.
    pub cards: &'a [CardFace<'a>],
}

/// Cards of 85 × 54 mm, ten on a sheet of A4, each pack from a sheet of its own on, with marks at the edges to cut along. QR symbols
/// have modules of half a millimetre or more. The same packs give the same bytes.
///
/// # Errors
/// The text of a card is too long for a symbol of that size (over about 600 bytes).
pub fn cards_pdf(title: &str, packs: &[CardPack<'_>]) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::shipped();
    let setter = Setter { fonts: &fonts, style: &A4 };
    let mut book = Book::new(title, SHEET)?;
    let on_a_sheet = usize::try_from(GRID.0 * GRID.1).unwrap_or(1);
    for pack in packs {
        let sheets = pack.cards.len().div_ceil(on_a_sheet);
        for (cards, at) in pack.cards.chunks(on_a_sheet).zip(1_u64..) {
            let words = [pack.label.to_owned(), format!("Lembar {} dari {}", number(at), number(sheets as u64))];
            book.page(&fonts, &sheet(&setter, cards, &words)?);
        }
    }
    book.finish()
}

/// The upper left corner of the grid, in the middle of the sheet.
fn corner() -> (u32, u32) {
    ((SHEET.0 - GRID.0 * CARD.0) / 2, (SHEET.1 - GRID.1 * CARD.1) / 2)
}

fn sheet(setter: &Setter<'_>, cards: &[CardFace<'_>], words: &[String; 2]) -> Result<Piece, PdfError> {
    let (left, top) = corner();
    let mut items = marks();
    for (card, at) in cards.iter().zip(0_u32..) {
        let (x, y) = (left + at % GRID.0 * CARD.0, top + at / GRID.0 * CARD.1);
        items.extend(face(setter, card)?.into_iter().map(|item| item.moved(x, y)));
    }
    let foot = setter.foot(words, (FOOT.0, Weight::Regular));
    // Below the marks, and narrower than the grid so that it stands between them.
    items.extend(foot.items.into_iter().map(|item| item.moved((SHEET.0 - A4.width) / 2, SHEET.1 - 7 * MM)));
    Ok(Piece { height: SHEET.1, items, ..Piece::default() })
}

/// Short lines outside the grid at every cut.
fn marks() -> Vec<Item> {
    let (left, top) = corner();
    let (right, bottom) = (left + GRID.0 * CARD.0, top + GRID.1 * CARD.1);
    let (thin, long, away) = (30, 4 * MM, MM);
    let bar = |x, y, width, height| Item::Fill { x, y, width, height, ink: Ink::Black };
    let across = (0..=GRID.0).map(|at| left + at * CARD.0 - thin / 2);
    let down = (0..=GRID.1).map(|at| top + at * CARD.1 - thin / 2);
    let vertical = across.flat_map(|x| [bar(x, top - away - long, thin, long), bar(x, bottom + away, thin, long)]);
    vertical.chain(down.flat_map(|y| [bar(left - away - long, y, long, thin), bar(right + away, y, long, thin)])).collect()
}

/// The symbol on the left, the words on the right.
fn face(setter: &Setter<'_>, card: &CardFace<'_>) -> Result<Vec<Item>, PdfError> {
    let (symbol, module) = symbol(card.qr).ok_or(PdfError::CardText(card.qr.len()))?;
    let inset = (SYMBOL - symbol.width() * module) / 2;
    let mut items = vec![Item::Dots { x: INSET + inset, y: INSET + inset, scale: module, dots: symbol }];
    let (x, width) = (INSET + SYMBOL, CARD.0 - SYMBOL - 2 * INSET);
    let words = words(setter, card, width);
    items.extend(words.items.into_iter().map(|item| item.moved(x, 3 * MM)));
    Ok(items)
}

fn symbol(text: &str) -> Option<(Bitmap, u32)> {
    let sized = |level| qr(text, level).map(|symbol| (SYMBOL / symbol.width(), symbol));
    let (module, symbol) = [Level::Quartile, Level::Medium].into_iter().filter_map(sized).find(|(module, _)| *module >= MODULE.0)?;
    Some((symbol, module.min(MODULE.1)))
}

/// Band, title, characters and lines below each other, in the largest size in which the lines fit on the card.
fn words(setter: &Setter<'_>, card: &CardFace<'_>, width: u32) -> Piece {
    let mut head = Vec::new();
    if card.mode == Mode::Rehearsal {
        let font = (900, Weight::Bold);
        let band = Item::Fill { x: 0, y: 0, width, height: 1_300, ink: Ink::Band };
        let words = setter.text(200, 100, font, Ink::OnBand, "LATIHAN".to_owned());
        head.push(Piece { height: 1_600, items: vec![band, words], ..Piece::default() });
    }
    head.push(setter.fitted(card.title, (900, Weight::Bold), width));
    head.push(setter.fitted(card.short, (2_000, Weight::Bold), width));
    let room = CARD.1 - 6 * MM;
    let at = |size: u32| {
        let font = (size, Weight::Regular);
        let lines = card.lines.iter().map(|line| setter.lines(line, font, width));
        setter.stacked(head.iter().cloned().chain(lines).collect())
    };
    (400..850).rev().step_by(50).map(at).find(|piece| piece.height <= room).unwrap_or_else(|| at(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &[&str] = &["Desa Sukamaju", "TPS 001 — Bilik 2", "Satu kartu, satu kali, di bilik ini saja."];

    fn card(qr: &str) -> CardFace<'_> {
        CardFace { mode: Mode::Rehearsal, title: "KARTU SUARA", short: "K7M2QX", lines: LINES, qr }
    }

    fn items(card: &CardFace<'_>) -> Vec<Item> {
        let fonts = Fonts::shipped();
        face(&Setter { fonts: &fonts, style: &A4 }, card).unwrap()
    }

    #[test]
    fn a_card_of_the_longest_text_has_modules_of_half_a_millimetre_and_reads_back() {
        for length in [1, 160, 400] {
            let text: String = "SUARA kades/+=aB3 ".chars().cycle().take(length).collect();
            let Some(Item::Dots { scale, dots, .. }) = items(&card(&text)).into_iter().next() else { panic!("no symbol") };
            assert!(scale >= 142 && dots.width() * scale <= SYMBOL);
            let mut large = Bitmap::new(dots.width() * 4, dots.height() * 4);
            large.stamp(0, 0, 4, &dots);
            let grey = |x: usize, y: usize| if large.is_black(x.try_into().unwrap(), y.try_into().unwrap()) { 0 } else { 255 };
            let side = large.width().try_into().unwrap();
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
            assert_eq!(image.detect_grids()[0].decode().unwrap().1, text);
        }
    }

    #[test]
    fn nothing_of_a_card_lies_outside_it_however_long_its_words_are() {
        let long = "Desa Mendoyo Dauh Tukad Kecamatan Mendoyo ".repeat(3);
        let lines = [long.as_str(); 2];
        for card in [card("x"), CardFace { title: &long, short: &long, lines: &lines, ..card("x") }] {
            let fonts = Fonts::shipped();
            for item in items(&card) {
                assert!(item.bottom() <= CARD.1, "{item:?}");
                if let Item::Text { x, size, weight, text, .. } = &item {
                    assert!(x + fonts.width(*weight, *size, text) <= CARD.0, "{item:?}");
                }
            }
        }
    }

    #[test]
    fn a_text_beyond_every_legible_symbol_is_refused() {
        let text = "x".repeat(1_000);
        let pack = CardPack { label: "PAK 1", cards: &[card(&text)] };
        assert_eq!(cards_pdf("Kartu", &[pack]), Err(PdfError::CardText(1_000)));
    }

    #[test]
    fn the_same_packs_are_the_same_bytes_and_a_pack_of_fifty_is_five_sheets() {
        let fifty = [card("SUARA 1"); 50];
        let pack = || CardPack { label: "PAK 1 — Bilik 2", cards: &fifty };
        let file = cards_pdf("Kartu", &[pack()]).unwrap();
        assert!(file == cards_pdf("Kartu", &[pack()]).unwrap());
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("/Count 5"), "five sheets");
    }
}
