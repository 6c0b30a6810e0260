//! The shipped fonts: Liberation Sans, regular and bold (SIL Open Font License 1.1, see `fonts/LICENSE.txt`). They have the Latin,
//! Greek and Cyrillic scripts; a character of another script is set as an empty box, so that a reader sees that one is missing.

use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{FontRef, GlyphId, MetadataProvider};

pub(crate) const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
pub(crate) const BOLD: &[u8] = include_bytes!("../fonts/LiberationSans-Bold.ttf");

/// How far apart the font's own grid lines are: this many make the font size.
pub(crate) const UNITS_PER_EM: u32 = 2_048;

/// Which of the shipped fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both fonts, ready to measure with. A font that cannot be read has no widths; a test reads both.
pub(crate) struct Fonts {
    regular: Option<Face>,
    bold: Option<Face>,
}

struct Face {
    font: FontRef<'static>,
    glyphs: Charmap<'static>,
    widths: Hmtx<'static>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        Some(Self { glyphs: font.charmap(), widths: font.hmtx().ok()?, font })
    }
}

impl Fonts {
    pub(crate) fn shipped() -> Self {
        Self { regular: Face::read(REGULAR), bold: Face::read(BOLD) }
    }

    fn face(&self, weight: Weight) -> Option<&Face> {
        match weight {
            Weight::Regular => self.regular.as_ref(),
            Weight::Bold => self.bold.as_ref(),
        }
    }

    pub(crate) fn font(&self, weight: Weight) -> Option<&FontRef<'static>> {
        self.face(weight).map(|face| &face.font)
    }

    /// The glyph of a character; the empty box (glyph 0) if the font has none.
    pub(crate) fn glyph(&self, weight: Weight, character: char) -> GlyphId {
        self.face(weight).and_then(|face| face.glyphs.map(character)).unwrap_or(GlyphId::NOTDEF)
    }

    /// How far the pen moves on after a glyph, in font units.
    pub(crate) fn advance(&self, weight: Weight, glyph: GlyphId) -> u32 {
        self.face(weight).and_then(|face| face.widths.advance(glyph)).map_or(0, u32::from)
    }

    /// The width of a text, every glyph rounded to whole units of the size, as the raster places them.
    pub(crate) fn width(&self, weight: Weight, size: u32, text: &str) -> u32 {
        text.chars().map(|c| scaled(self.advance(weight, self.glyph(weight, c)), size)).fold(0, u32::saturating_add)
    }
}

/// Font units at a size, rounded.
pub(crate) fn scaled(units: u32, size: u32) -> u32 {
    units.saturating_mul(size).saturating_add(UNITS_PER_EM / 2) / UNITS_PER_EM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_can_be_read_and_have_the_grid_the_code_counts_on() {
        let fonts = Fonts::shipped();
        for weight in [Weight::Regular, Weight::Bold] {
            let units = fonts.font(weight).unwrap().head().unwrap().units_per_em();
            assert_eq!(u32::from(units), UNITS_PER_EM);
        }
        assert!(fonts.width(Weight::Bold, 100, "Suara") > fonts.width(Weight::Regular, 100, "Suara"));
    }

    #[test]
    fn every_character_that_the_papers_use_of_themselves_is_in_both_fonts() {
        let fonts = Fonts::shipped();
        for character in (' '..='~').chain("–—−…’“”•×·ÉéüñŁ".chars()) {
            for weight in [Weight::Regular, Weight::Bold] {
                assert_ne!(fonts.glyph(weight, character), GlyphId::NOTDEF, "{character}");
            }
        }
        assert_eq!(fonts.glyph(Weight::Regular, 'ꦱ'), GlyphId::NOTDEF);
    }
}
