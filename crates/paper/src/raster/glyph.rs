//! Letters as dots: outlines hinted for black and white at their size, then every dot that is covered by half or more is black.

use std::collections::BTreeMap;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, HintingInstance, OutlinePen, Target};
use skrifa::{GlyphId, MetadataProvider};

use crate::bitmap::Bitmap;
use crate::font::{Fonts, Weight, scaled};

/// Runs of dots: row and column from the pen's place on the base line, and length.
type Runs = Vec<(i64, i64, u32)>;

/// The glyphs drawn so far.
pub(super) struct Glyphs<'a> {
    fonts: &'a Fonts,
    drawn: BTreeMap<(Weight, u32, GlyphId), Runs>,
    hints: BTreeMap<(Weight, u32), Option<HintingInstance>>,
}

impl<'a> Glyphs<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, drawn: BTreeMap::new(), hints: BTreeMap::new() }
    }

    /// Draws a text with the pen at `(x, base)`.
    pub(super) fn draw(&mut self, bitmap: &mut Bitmap, (x, base): (u32, u32), (size, weight): (u32, Weight), text: &str, black: bool) {
        let mut pen = x;
        for glyph in text.chars().map(|c| self.fonts.glyph(weight, c)) {
            for (row, column, length) in self.runs(weight, size, glyph) {
                let (left, top) = (i64::from(pen) + column, i64::from(base) + row);
                if let (Ok(left), Ok(top)) = (u32::try_from(left), u32::try_from(top)) {
                    bitmap.fill(left, top, *length, 1, black);
                }
            }
            pen = pen.saturating_add(scaled(self.fonts.advance(weight, glyph), size));
        }
    }

    fn runs(&mut self, weight: Weight, size: u32, glyph: GlyphId) -> &Runs {
        let fonts = self.fonts;
        let hints = &mut self.hints;
        self.drawn.entry((weight, size, glyph)).or_insert_with(|| {
            let hints = hints.entry((weight, size)).or_insert_with(|| hinting(fonts, weight, size));
            outline(fonts, weight, size, glyph, hints.as_ref()).unwrap_or_default()
        })
    }
}

fn hinting(fonts: &Fonts, weight: Weight, size: u32) -> Option<HintingInstance> {
    let outlines = fonts.font(weight)?.outline_glyphs();
    HintingInstance::new(&outlines, Size::new(size as f32), LocationRef::default(), Target::Mono).ok()
}

fn outline(fonts: &Fonts, weight: Weight, size: u32, glyph: GlyphId, hints: Option<&HintingInstance>) -> Option<Runs> {
    let outline = fonts.font(weight)?.outline_glyphs().get(glyph)?;
    // Room on every side for what hangs over; the base line is a size and a half below the top.
    let side = size.saturating_mul(2).saturating_add(scaled(fonts.advance(weight, glyph), size));
    let (left, base) = (size, size.saturating_mul(3) / 2);
    let mut pen = Pen::new(usize::try_from(side).ok()?, usize::try_from(size.saturating_mul(2)).ok()?, left as f32, base as f32);
    let settings = match hints {
        Some(hints) => DrawSettings::hinted(hints, false),
        None => DrawSettings::unhinted(Size::new(size as f32), LocationRef::default()),
    };
    outline.draw(settings, &mut pen).ok()?;
    let mut dots = Bitmap::new(side, size.saturating_mul(2));
    pen.dots.for_each_pixel_2d(|x, y, covered| dots.set(x, y, covered >= 0.5));
    Some(dots.runs().into_iter().map(|(y, x, length)| (i64::from(y) - i64::from(base), i64::from(x) - i64::from(left), length)).collect())
}

/// Takes an outline whose y grows upwards.
struct Pen {
    dots: Rasterizer,
    left: f32,
    base: f32,
    start: Point,
    at: Point,
}

impl Pen {
    fn new(width: usize, height: usize, left: f32, base: f32) -> Self {
        Self { dots: Rasterizer::new(width, height), left, base, start: point(0.0, 0.0), at: point(0.0, 0.0) }
    }

    fn place(&self, x: f32, y: f32) -> Point {
        point(self.left + x, self.base - y)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.place(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.dots.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.place(cx, cy), self.place(x, y));
        self.dots.draw_quad(self.at, control, to);
        self.at = to;
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        let (first, second, to) = (self.place(cx, cy), self.place(dx, dy), self.place(x, y));
        self.dots.draw_cubic(self.at, first, second, to);
        self.at = to;
    }

    fn close(&mut self) {
        self.dots.draw_line(self.at, self.start);
        self.at = self.start;
    }
}
