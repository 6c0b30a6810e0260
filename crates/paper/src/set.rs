//! Setting a document: blocks become pieces, each a strip of paper over the whole width that stays whole. Raster and PDF stack
//! the same pieces; they differ in their units and sizes ([`Style`]) and in how they draw an [`Item`].
//!
//! Everything is counted in whole units, a dot of the raster or a hundredth of a point of the PDF, so that the same document is
//! set in the same way everywhere.

mod block;
mod form;
mod image;
mod item;
mod style;
mod table;
mod wrap;

use std::rc::Rc;

use crate::document::{Block, Document};
use crate::font::{Fonts, Weight};
pub(crate) use item::{Ink, Item};
pub(crate) use style::{A4, Style, THERMAL};

/// A strip of paper that stays whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) height: u32,
    pub(crate) items: Vec<Item>,
    /// The head of the table whose row this is; it stands again at the top of a new page.
    pub(crate) head: Option<Rc<Piece>>,
    /// What belongs to the piece below it, as a title does.
    pub(crate) keeps_next: bool,
}

impl Piece {
    pub(crate) fn space(height: u32) -> Self {
        Self { height, ..Self::default() }
    }
}

/// What setting needs: the fonts and the sizes.
pub(crate) struct Setter<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) style: &'a Style,
}

impl Setter<'_> {
    /// The pieces of a document, without its rehearsal band.
    pub(crate) fn pieces(&self, document: &Document) -> Vec<Piece> {
        let runs = document.blocks.chunk_by(|a, b| matches!((a, b), (Block::Pair(..), Block::Pair(..))));
        runs.flat_map(|run| self.run(run)).collect()
    }

    /// One block, or several neighbouring pairs that share a label column.
    fn run(&self, run: &[Block]) -> Vec<Piece> {
        let label = self.label_column(run);
        run.iter().flat_map(|block| self.block(block, label)).collect()
    }

    /// The height of a line of this size.
    pub(crate) fn line(&self, size: u32) -> u32 {
        size.saturating_mul(6) / 5
    }

    /// How far below the top of its line a text of this size stands.
    pub(crate) fn base(&self, size: u32) -> u32 {
        size.saturating_mul(15) / 16
    }

    /// A text item in a line that begins at `top`.
    pub(crate) fn text(&self, x: u32, top: u32, (size, weight): (u32, Weight), ink: Ink, text: String) -> Item {
        Item::Text { x, base: top.saturating_add(self.base(size)), size, weight, ink, text }
    }
}
