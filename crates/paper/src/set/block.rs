//! Words: titles, paragraphs, pairs, banners, codes, the drawn number.

use super::{Ink, Item, Piece, Setter};
use crate::clean::clean;
use crate::document::Block;
use crate::font::Weight;

impl Setter<'_> {
    pub(super) fn block(&self, block: &Block, label: u32) -> Vec<Piece> {
        let style = self.style;
        match block {
            Block::Title(words) => self.centred(words, (style.title, Weight::Bold)),
            Block::Huge(words) => vec![self.huge(words)],
            Block::Picture(picture) => vec![self.picture(picture)],
            Block::Line(words) => self.paragraph(words, (style.body, Weight::Regular)),
            Block::Pair(name, value) => vec![self.pair(name, value, label)],
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Rule => vec![self.rule()],
            Block::Banner(words) => vec![self.banner(words, (Ink::Black, Ink::White))],
            Block::Code(groups) => vec![self.code(groups)],
            Block::Qr(payload) => self.symbol(payload),
            Block::Signatures(names) => self.signatures(names),
            Block::Blank => vec![Piece::space(style.body / 2)],
        }
    }

    fn centred(&self, words: &str, font: (u32, Weight)) -> Vec<Piece> {
        let lines = self.wrap(words, font, self.style.width);
        lines.into_iter().map(|line| Piece { keeps_next: true, ..self.centred_line(line, font, Ink::Black) }).collect()
    }

    fn centred_line(&self, line: String, font: (u32, Weight), ink: Ink) -> Piece {
        let x = self.style.width.saturating_sub(self.width(&line, font)) / 2;
        Piece { height: self.line(font.0), items: vec![self.text(x, 0, font, ink, line)], ..Piece::default() }
    }

    /// Lines from the left edge, each a piece, so that a page may end between them.
    pub(super) fn paragraph(&self, words: &str, font: (u32, Weight)) -> Vec<Piece> {
        let piece = |line| Piece { height: self.line(font.0), items: vec![self.text(0, 0, font, Ink::Black, line)], ..Piece::default() };
        self.wrap(words, font, self.style.width).into_iter().map(piece).collect()
    }

    /// The words on one line: in the size of the drawn number, or the largest in which they fit.
    fn huge(&self, words: &str) -> Piece {
        let words = clean(words);
        let width = self.width(&words, (self.style.huge, Weight::Bold)).max(1);
        // Rounding every glyph may add half a unit each, so a little less than the exact size.
        let fitting = u64::from(self.style.huge) * u64::from(self.style.width) / u64::from(width);
        let size = u32::try_from(fitting).unwrap_or(u32::MAX).saturating_sub(2).min(self.style.huge);
        if size < self.style.title || width <= 1 {
            return self.stacked(self.centred(&words, (self.style.title, Weight::Bold)));
        }
        // Digits and capitals have no descent; the line is only as high as they are, and a little air.
        let line = self.centred_line(words, (size, Weight::Bold), Ink::Black);
        let lift = size / 8;
        let items = line.items.into_iter().map(|item| item.lifted(lift)).collect();
        Piece { height: self.base(size).saturating_sub(lift).saturating_add(size / 16), items, ..Piece::default() }
    }

    /// The width of the widest label, at most two fifths of the paper.
    pub(super) fn label_column(&self, run: &[Block]) -> u32 {
        let font = (self.style.body, Weight::Regular);
        let labels =
            run.iter().filter_map(|block| if let Block::Pair(name, _) = block { Some(self.width(&clean(name), font)) } else { None });
        labels.max().unwrap_or(0).min(self.style.width * 2 / 5)
    }

    fn pair(&self, name: &str, value: &str, label: u32) -> Piece {
        let font = (self.style.body, Weight::Regular);
        let colon = label.saturating_add(self.style.gap / 3);
        let start = colon.saturating_add(self.style.gap);
        let left = self.column(0, &self.wrap(name, font, label), font);
        let right = self.column(start, &self.wrap(value, font, self.style.width.saturating_sub(start)), font);
        let mut items = left.items;
        items.push(self.text(colon, 0, font, Ink::Black, ":".to_owned()));
        items.extend(right.items);
        Piece { height: left.height.max(right.height), items, ..Piece::default() }
    }

    /// Lines below each other from `x` on.
    pub(super) fn column(&self, x: u32, lines: &[String], font: (u32, Weight)) -> Piece {
        let mut piece = Piece::default();
        for line in lines {
            if !line.is_empty() {
                piece.items.push(self.text(x, piece.height, font, Ink::Black, line.clone()));
            }
            piece.height = piece.height.saturating_add(self.line(font.0));
        }
        piece
    }

    /// Lines from the left edge of a column, as one piece.
    pub(crate) fn lines(&self, words: &str, font: (u32, Weight), width: u32) -> Piece {
        self.column(0, &self.wrap(words, font, width), font)
    }

    /// The words on one line, in this size or the largest in which they fit.
    pub(crate) fn fitted(&self, words: &str, (size, weight): (u32, Weight), width: u32) -> Piece {
        let words = clean(words);
        let needed = self.width(&words, (size, weight)).max(1);
        let fitting = u32::try_from(u64::from(size) * u64::from(width) / u64::from(needed)).unwrap_or(u32::MAX);
        // Every glyph is rounded up or down; three hundredths of room keep the sum inside.
        let size = size.min(fitting.saturating_sub(fitting / 32));
        self.column(0, &[words], (size, weight))
    }

    fn rule(&self) -> Piece {
        let (air, rule) = (self.style.body / 4, self.style.rule);
        let line = Item::Fill { x: 0, y: air, width: self.style.width, height: rule, ink: Ink::Black };
        Piece { height: air * 2 + rule, items: vec![line], ..Piece::default() }
    }

    /// Light words in a dark bar over the whole width, with air above and below.
    pub(crate) fn banner(&self, words: &str, (ground, ink): (Ink, Ink)) -> Piece {
        let style = self.style;
        let font = (style.banner, Weight::Bold);
        let (air, edge) = (style.body / 4, style.banner / 3);
        let lines = self.wrap(words, font, style.width.saturating_sub(2 * style.gap));
        let lines = self.stacked(lines.into_iter().map(|line| self.centred_line(line, font, ink)).collect());
        let bar = Item::Fill { x: 0, y: air, width: style.width, height: lines.height + 2 * edge, ink: ground };
        let words = lines.items.into_iter().map(|item| item.moved(0, air + edge));
        Piece { height: lines.height + 2 * (edge + air), items: std::iter::once(bar).chain(words).collect(), ..Piece::default() }
    }

    /// Groups in rows of the same number of groups, all columns equally wide, so that the eye finds its place again.
    fn code(&self, groups: &[String]) -> Piece {
        let style = self.style;
        let font = (style.code, Weight::Bold);
        let groups: Vec<String> = groups.iter().map(|group| clean(group)).collect();
        let widest = groups.iter().map(|group| self.width(group, font)).max().unwrap_or(0);
        let cell = widest.saturating_add(style.code / 2);
        if widest == 0 || widest > style.width {
            return self.stacked(self.centred(&groups.join(" "), font));
        }
        let most = usize::try_from(style.width.saturating_add(style.code / 2) / cell).unwrap_or(1).max(1);
        let rows = groups.len().div_ceil(most);
        let row = |cells: &[String]| {
            let all = cells.iter().fold(0_u32, |all, _| all.saturating_add(cell)).saturating_sub(style.code / 2);
            let mut x = style.width.saturating_sub(all) / 2;
            let mut items = Vec::new();
            for group in cells {
                let inset = widest.saturating_sub(self.width(group, font)) / 2;
                items.push(self.text(x.saturating_add(inset), 0, font, Ink::Black, group.clone()));
                x = x.saturating_add(cell);
            }
            Piece { height: self.line(style.code), items, ..Piece::default() }
        };
        self.stacked(groups.chunks(groups.len().div_ceil(rows.max(1)).max(1)).map(row).collect())
    }

    /// Pieces as one that stays whole.
    pub(crate) fn stacked(&self, pieces: Vec<Piece>) -> Piece {
        let mut whole = Piece::default();
        for piece in pieces {
            whole.items.extend(piece.items.into_iter().map(|item| item.moved(0, whole.height)));
            whole.height = whole.height.saturating_add(piece.height);
        }
        whole
    }
}
