//! Signature boxes and the foot of a page.

use super::{Ink, Item, Piece, Setter};
use crate::font::Weight;

impl Setter<'_> {
    /// One box for each name, as many side by side as the paper has room for; a row of boxes stays whole.
    pub(super) fn signatures(&self, names: &[String]) -> Vec<Piece> {
        let numbered: Vec<String> = names.iter().zip(1..).map(|(name, n)| format!("{n}. {name}")).collect();
        let beside = usize::try_from(self.style.boxes).unwrap_or(1).max(1);
        numbered.chunks(beside).map(|row| self.box_row(row)).collect()
    }

    /// What a page is part of, left, and which page it is, right. Only the first line of long words, which stand above anyway.
    pub(crate) fn foot(&self, words: &[String; 2], font: (u32, Weight)) -> Piece {
        let [left, right] = words;
        let room = self.style.width * 3 / 4;
        let left = self.wrap(left, font, room).into_iter().next().unwrap_or_default();
        let x = self.style.width.saturating_sub(self.width(right, font));
        let items = vec![self.text(0, 0, font, Ink::Black, left), self.text(x, 0, font, Ink::Black, right.clone())];
        Piece { height: self.line(font.0), items, ..Piece::default() }
    }

    fn box_row(&self, names: &[String]) -> Piece {
        let style = self.style;
        let width = style.width.saturating_sub(style.gap * style.boxes.saturating_sub(1)) / style.boxes.max(1);
        let boxes: Vec<Piece> = names.iter().map(|name| self.signature(name, width)).collect();
        let height = boxes.iter().map(|piece| piece.height).max().unwrap_or(0);
        let mut items = Vec::new();
        for (piece, at) in boxes.into_iter().zip(0_u32..) {
            let x = at.saturating_mul(width.saturating_add(style.gap));
            items.extend(self.frame(x, 0, width, height));
            items.extend(piece.items.into_iter().map(|item| item.moved(x, 0)));
        }
        Piece { height: height.saturating_add(style.body / 2), items, ..Piece::default() }
    }

    /// Name, room to sign, and the refusal with its reason: a witness may refuse, and the paper says why.
    fn signature(&self, name: &str, width: u32) -> Piece {
        let style = self.style;
        let inset = style.body / 2;
        let room = width.saturating_sub(2 * inset);
        let name = self.column(inset, &self.wrap(name, (style.body, Weight::Bold), room), (style.body, Weight::Bold));
        let square = style.body * 4 / 5;
        let font = (style.body, Weight::Regular);
        let start = inset.saturating_add(square).saturating_add(inset);
        let refusal = self.column(start, &self.wrap("Menolak, alasan:", font, room.saturating_sub(square + inset)), font);
        let top = (style.body / 4).saturating_add(name.height).saturating_add(style.sign);
        let mut items: Vec<Item> = name.items.into_iter().map(|item| item.moved(0, style.body / 4)).collect();
        items.extend(self.frame(inset, top.saturating_add(style.body / 6), square, square));
        items.extend(refusal.items.into_iter().map(|item| item.moved(0, top)));
        let line = top.saturating_add(refusal.height).saturating_add(style.body);
        items.push(Item::Fill { x: inset, y: line, width: room, height: style.rule / 2, ink: Ink::Black });
        Piece { height: line.saturating_add(style.body / 2), items, ..Piece::default() }
    }
}
