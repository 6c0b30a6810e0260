//! Tables: columns as wide as their widest cell, narrower where the paper is, words before numbers. A table that the paper is too
//! narrow for is set row by row, each cell behind its column's head.

use std::rc::Rc;

use super::{Ink, Item, Piece, Setter};
use crate::clean::clean;
use crate::document::{Align, Block, Column};
use crate::font::Weight;

/// A column's place on the paper.
struct Place {
    x: u32,
    width: u32,
    align: Align,
}

impl Setter<'_> {
    pub(super) fn table(&self, columns: &[Column], rows: &[Vec<String>]) -> Vec<Piece> {
        let count = rows.iter().map(Vec::len).chain([columns.len()]).max().unwrap_or(0);
        let heads: Vec<String> = (0..count).map(|at| columns.get(at).map_or(String::new(), |column| clean(&column.head))).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(|cells| cells.iter().map(|cell| clean(cell)).collect()).collect();
        let aligns: Vec<Align> = (0..count).map(|at| columns.get(at).map_or(Align::Left, |column| column.align)).collect();
        let Some(places) = self.places(&heads, &rows, &aligns) else { return self.one_below_the_other(&heads, &rows) };
        let head = heads.iter().any(|head| !head.is_empty()).then(|| Rc::new(self.head(&heads, &places)));
        let mut pieces: Vec<Piece> = head.iter().map(|head| Piece::clone(head)).collect();
        for cells in &rows {
            let row = self.row(cells, &places, Weight::Regular);
            pieces.push(Piece { head: head.clone(), ..row });
        }
        pieces
    }

    fn head(&self, heads: &[String], places: &[Place]) -> Piece {
        let mut piece = self.row(heads, places, Weight::Bold);
        let right = places.last().map_or(0, |place| place.x.saturating_add(place.width));
        piece.items.push(Item::Fill { x: 0, y: piece.height, width: right, height: self.style.rule, ink: Ink::Black });
        piece.height = piece.height.saturating_add(self.style.rule).saturating_add(self.style.body / 6);
        piece.keeps_next = true;
        piece
    }

    fn row(&self, cells: &[String], places: &[Place], weight: Weight) -> Piece {
        let font = (self.style.body, weight);
        let mut piece = Piece::default();
        for (place, at) in places.iter().zip(0..) {
            let lines = self.wrap(cells.get(at).map_or("", String::as_str), font, place.width);
            let column = self.column(0, &lines, font);
            piece.height = piece.height.max(column.height);
            piece.items.extend(column.items.into_iter().map(|item| {
                let spare = if place.align == Align::Right { place.width.saturating_sub(self.item_width(&item)) } else { 0 };
                item.moved(place.x.saturating_add(spare), 0)
            }));
        }
        piece
    }

    fn item_width(&self, item: &Item) -> u32 {
        if let Item::Text { size, weight, text, .. } = item { self.width(text, (*size, *weight)) } else { 0 }
    }

    /// Where the columns stand; none if a number or a word of some length would have to be broken.
    fn places(&self, heads: &[String], rows: &[Vec<String>], aligns: &[Align]) -> Option<Vec<Place>> {
        let mut widths = Vec::new();
        for (align, at) in aligns.iter().zip(0..) {
            let cells = rows.iter().filter_map(|cells| cells.get(at)).map(|cell| (cell, Weight::Regular));
            let texts: Vec<(&String, Weight)> = cells.chain(heads.get(at).map(|head| (head, Weight::Bold))).collect();
            let whole = texts.iter().map(|(text, weight)| self.width(text, (self.style.body, *weight))).max().unwrap_or(0);
            let least = match align {
                Align::Right => whole,
                Align::Left => texts.iter().map(|(text, weight)| self.longest_word(text, *weight)).max().unwrap_or(0),
            };
            widths.push((whole, least.min(self.style.width / 4).min(whole).max(if *align == Align::Right { whole } else { 0 })));
        }
        let gaps = self.style.gap.saturating_mul(u32::try_from(widths.len().saturating_sub(1)).ok()?);
        let widths = shared(&widths, self.style.width.checked_sub(gaps)?)?;
        let mut x = 0_u32;
        let mut places = Vec::new();
        for (width, align) in widths.into_iter().zip(aligns) {
            places.push(Place { x, width, align: *align });
            x = x.saturating_add(width).saturating_add(self.style.gap);
        }
        Some(places)
    }

    fn longest_word(&self, text: &str, weight: Weight) -> u32 {
        text.split(' ').map(|word| self.width(word, (self.style.body, weight))).max().unwrap_or(0)
    }

    fn one_below_the_other(&self, heads: &[String], rows: &[Vec<String>]) -> Vec<Piece> {
        let row = |cells: &Vec<String>| {
            let pairs: Vec<Block> = cells
                .iter()
                .zip(heads)
                .filter(|(cell, _)| !cell.is_empty())
                .map(|(cell, head)| if head.is_empty() { Block::Line(cell.clone()) } else { Block::Pair(head.clone(), cell.clone()) })
                .collect();
            let label = self.label_column(&pairs);
            let pieces = pairs.iter().flat_map(|block| self.block(block, label)).chain([Piece::space(self.style.body / 3)]).collect();
            self.stacked(pieces)
        };
        rows.iter().map(row).collect()
    }
}

/// Widths between least and whole that fit the room: what is over the least is shared out by need. None if the least do not fit.
fn shared(columns: &[(u32, u32)], room: u32) -> Option<Vec<u32>> {
    let sum = |part: fn(&(u32, u32)) -> u32| columns.iter().map(|column| u64::from(part(column))).sum::<u64>();
    let (whole, least, room) = (sum(|c| c.0), sum(|c| c.1), u64::from(room));
    if whole <= room {
        return Some(columns.iter().map(|column| column.0).collect());
    }
    let spare = room.checked_sub(least)?;
    let share = |(wide, narrow): &(u32, u32)| {
        let more = u64::from(wide.saturating_sub(*narrow)) * spare / (whole - least).max(1);
        narrow.saturating_add(u32::try_from(more).unwrap_or(0))
    };
    Some(columns.iter().map(share).collect())
}
