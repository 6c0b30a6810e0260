//! The picture of the STRUK: the same blocks that the printer got, in the same order.

use kiosk::{Element, PaperLine, PaperStyle};
use paper::Block;

use super::Look;
use crate::vote::Sealed;

/// The STRUK of a sealed ballot, as it hangs in the printer.
pub(super) fn paper(look: &Look, sealed: &Sealed<'_>) -> Element {
    let lines = sealed.screen_slip().blocks.iter().filter_map(line).collect();
    Element::Paper { lines, picture: look.picture(sealed.number()) }
}

fn line(block: &Block) -> Option<PaperLine> {
    let (text, style) = match block {
        Block::Huge(words) => (words.clone(), PaperStyle::Huge),
        Block::Picture(_) => (String::new(), PaperStyle::Picture),
        Block::Title(words) => (words.clone(), PaperStyle::Title),
        Block::Line(words) => (words.clone(), PaperStyle::Line),
        Block::Banner(words) => (words.clone(), PaperStyle::Bar),
        Block::Rule => (String::new(), PaperStyle::Rule),
        Block::Pair(label, value) => (format!("{label}: {value}"), PaperStyle::Line),
        Block::Table { .. } | Block::Code(_) | Block::Qr(_) | Block::Signatures(_) | Block::Blank => return None,
    };
    Some(PaperLine { text, style })
}
