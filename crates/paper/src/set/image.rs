//! QR symbols and photographs.

use super::{Ink, Item, Piece, Setter};
use crate::bitmap::Bitmap;
use crate::font::Weight;
use crate::picture::Picture;
use crate::qr::{Level, qr};

impl Setter<'_> {
    /// The symbol in the middle, its modules as large as there is room: at level Q if they are large enough, else at M, else at
    /// the level that holds it at all. A payload that no symbol holds is printed as words.
    pub(super) fn symbol(&self, payload: &str) -> Vec<Piece> {
        let (smallest, largest) = self.style.module;
        let module = |symbol: &Bitmap| (self.style.symbol / symbol.width().max(1)).min(largest);
        let large = |symbol: &Bitmap| module(symbol) >= smallest;
        let levels = || [Level::Quartile, Level::Medium].into_iter().filter_map(|level| qr(payload, level));
        let legible = levels().find(large).or_else(|| [Level::Medium, Level::Low].into_iter().find_map(|level| qr(payload, level)));
        match legible.filter(|symbol| module(symbol) > 0) {
            Some(symbol) => vec![self.in_the_middle(module(&symbol), symbol, 0)],
            None => self.paragraph(payload, (self.style.body, Weight::Regular)),
        }
    }

    pub(super) fn picture(&self, picture: &Picture) -> Piece {
        self.in_the_middle(self.style.dot, picture.to_bitmap(), self.style.body / 4)
    }

    fn in_the_middle(&self, scale: u32, dots: Bitmap, air: u32) -> Piece {
        let x = self.style.width.saturating_sub(dots.width().saturating_mul(scale)) / 2;
        let height = dots.height().saturating_mul(scale).saturating_add(2 * air);
        Piece { height, items: vec![Item::Dots { x, y: air, scale, dots }], ..Piece::default() }
    }

    /// Four thin bars.
    pub(super) fn frame(&self, x: u32, y: u32, width: u32, height: u32) -> [Item; 4] {
        let rule = self.style.rule;
        let bar = |x, y, width, height| Item::Fill { x, y, width, height, ink: Ink::Black };
        [
            bar(x, y, width, rule),
            bar(x, y.saturating_add(height).saturating_sub(rule), width, rule),
            bar(x, y, rule, height),
            bar(x.saturating_add(width).saturating_sub(rule), y, rule, height),
        ]
    }
}
