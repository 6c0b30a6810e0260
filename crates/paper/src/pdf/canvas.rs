//! Items on PDF pages.

use krilla::Document as File;
use krilla::SerializeSettings;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Paint, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::PdfError;
use crate::bitmap::Bitmap;
use crate::clean::clean;
use crate::font::{BOLD, Fonts, REGULAR, UNITS_PER_EM, Weight};
use crate::set::{Ink, Item, Piece};

/// A PDF file being written, all of whose sheets have the same size.
pub(super) struct Book {
    file: File,
    regular: Font,
    bold: Font,
    sheet: (u32, u32),
}

impl Book {
    /// An empty file; sizes are in hundredths of a point.
    pub(super) fn new(title: &str, sheet: (u32, u32)) -> Result<Self, PdfError> {
        let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
        let mut file = File::new_with(settings);
        file.set_metadata(Metadata::new().title(clean(title)).language("id".to_owned()).creator("Suara".to_owned()));
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).ok_or_else(|| PdfError::Library("font".to_owned()));
        Ok(Self { file, regular: font(REGULAR)?, bold: font(BOLD)?, sheet })
    }

    /// One more sheet with these items, from its upper left corner.
    pub(super) fn page(&mut self, fonts: &Fonts, sheet: &Piece) {
        let settings = PageSettings::from_wh(points(self.sheet.0), points(self.sheet.1)).unwrap_or_default();
        let mut page = self.file.start_page_with(settings);
        let mut surface = page.surface();
        for item in &sheet.items {
            match item {
                Item::Text { x, base, size, weight, ink, text } => {
                    let font = if *weight == Weight::Bold { &self.bold } else { &self.regular };
                    let glyphs = glyphs(fonts, *weight, text);
                    surface.set_fill(Some(fill(*ink)));
                    let start = Point::from_xy(points(*x), points(*base));
                    surface.draw_glyphs(start, &glyphs, font.clone(), text, points(*size), false);
                }
                Item::Fill { x, y, width, height, ink } => {
                    surface.set_fill(Some(fill(*ink)));
                    bar(&mut surface, Rect::from_xywh(points(*x), points(*y), points(*width), points(*height)));
                }
                Item::Dots { x, y, scale, dots } => {
                    squares(&mut surface, (points(*x), points(*y)), points(*scale), dots);
                }
            }
        }
        surface.finish();
        page.finish();
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, PdfError> {
        self.file.finish().map_err(|error| PdfError::Library(format!("{error:?}")))
    }
}

/// Hundredths of a point as points.
fn points(units: u32) -> f32 {
    units as f32 / 100.0
}

fn glyphs(fonts: &Fonts, weight: Weight, text: &str) -> Vec<KrillaGlyph> {
    let glyph = |(at, character): (usize, char)| {
        let glyph = fonts.glyph(weight, character);
        let advance = fonts.advance(weight, glyph) as f32 / UNITS_PER_EM as f32;
        KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance, 0.0, 0.0, 0.0, at..at + character.len_utf8(), None)
    };
    text.char_indices().map(glyph).collect()
}

fn fill(ink: Ink) -> Fill {
    let paint: Paint = match ink {
        Ink::Black | Ink::OnBand => luma::Color::black().into(),
        Ink::White => luma::Color::white().into(),
        Ink::Band => rgb::Color::new(255, 153, 0).into(),
    };
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// Runs of dots as thick lines in units of a dot, which keeps the file small; each a little thicker than its row, because viewers
/// would show hair lines between rows that only touch.
fn squares(surface: &mut Surface<'_>, (x, y): (f32, f32), scale: f32, dots: &Bitmap) {
    let mut path = PathBuilder::new();
    for (row, start, length) in dots.runs() {
        let middle = row as f32 + 0.5;
        path.move_to(start as f32, middle);
        path.line_to(start.saturating_add(length) as f32, middle);
    }
    let Some(path) = path.finish() else { return };
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: luma::Color::black().into(), width: 1.02, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.pop();
}

fn bar(surface: &mut Surface<'_>, bar: Option<Rect>) {
    let mut path = PathBuilder::new();
    bar.into_iter().for_each(|bar| path.push_rect(bar));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
