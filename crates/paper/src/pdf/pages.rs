//! Where pages end.

use crate::set::{Item, Piece};

/// Pieces with the place of their upper edge below the top of the page.
pub(super) type Page = Vec<(Piece, u32)>;

/// Pieces on pages of this height, at least one page. What keeps with its next piece moves to the next page together; a table that
/// goes on over a page begins there with its head again; a piece higher than a page is parted between its lines.
pub(super) fn paged(pieces: Vec<Piece>, room: u32) -> Vec<Page> {
    let mut stack = Stack { room, pages: vec![Page::new()], used: 0 };
    let parted = pieces.into_iter().flat_map(|piece| if piece.height > room { parts(&piece, room) } else { vec![piece] });
    let mut group: Vec<Piece> = Vec::new();
    for piece in parted {
        // An empty line belongs to what follows it.
        let goes_on = piece.keeps_next || piece.items.is_empty();
        group.push(piece);
        if !goes_on {
            stack.put(std::mem::take(&mut group));
        }
    }
    stack.put(group);
    stack.pages
}

struct Stack {
    room: u32,
    pages: Vec<Page>,
    used: u32,
}

impl Stack {
    fn put(&mut self, group: Vec<Piece>) {
        let height = group.iter().fold(0_u32, |height, piece| height.saturating_add(piece.height));
        if height > self.room && group.len() > 1 {
            return group.into_iter().for_each(|piece| self.put(vec![piece]));
        }
        if self.used > 0 && self.used.saturating_add(height) > self.room {
            self.turn(group.first());
        }
        for piece in group {
            // No page but the first begins with an empty line.
            if !(piece.items.is_empty() && self.used == 0 && self.pages.len() > 1) {
                self.push(piece);
            }
        }
    }

    fn turn(&mut self, next: Option<&Piece>) {
        self.pages.push(Page::new());
        self.used = 0;
        if let Some(head) = next.and_then(|piece| piece.head.as_deref()) {
            self.push(head.clone());
            // A row that fits a page only without the head stands below it all the same, if need be on the page after.
            if next.is_some_and(|piece| self.used.saturating_add(piece.height) > self.room) {
                self.pages.push(Page::new());
                self.used = 0;
            }
        }
    }

    fn push(&mut self, piece: Piece) {
        let (y, height) = (self.used, piece.height);
        if let Some(page) = self.pages.last_mut() {
            page.push((piece, y));
        }
        self.used = self.used.saturating_add(height);
    }
}

/// A piece that is higher than a page, in parts that are not.
fn parts(piece: &Piece, room: u32) -> Vec<Piece> {
    let mut items: Vec<(u32, u32, Item)> = piece.items.iter().map(|item| (item.top(), item.bottom(), item.clone())).collect();
    items.sort_by_key(|(top, ..)| *top);
    let (mut parts, mut part, mut start) = (Vec::new(), Piece { head: piece.head.clone(), ..Piece::default() }, 0);
    for (top, bottom, item) in items {
        if bottom.saturating_sub(start) > room && !part.items.is_empty() {
            parts.push(std::mem::replace(&mut part, Piece { head: piece.head.clone(), ..Piece::default() }));
            start = top;
        }
        part.height = part.height.max(bottom.saturating_sub(start).min(room));
        part.items.push(item.lifted(start));
    }
    parts.push(part);
    parts
}
