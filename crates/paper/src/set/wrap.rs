//! Breaking text into lines by measured width.

use super::Setter;
use crate::clean::clean;
use crate::font::{Weight, scaled};

impl Setter<'_> {
    /// Lines of the cleaned text, none wider than `width`, broken between words; a word wider than a line is broken inside. One
    /// character always stands on a line, however narrow. Text without words is one empty line.
    pub(super) fn wrap(&self, text: &str, (size, weight): (u32, Weight), width: u32) -> Vec<String> {
        let text = clean(text);
        let blank = self.fonts.width(weight, size, " ");
        let mut lines = Vec::new();
        let (mut line, mut used) = (String::new(), 0_u32);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            for (part, length) in self.parts(word, (size, weight), width) {
                if !line.is_empty() && used.saturating_add(blank).saturating_add(length) > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used = used.saturating_add(blank);
                }
                line.push_str(&part);
                used = used.saturating_add(length);
            }
        }
        lines.push(line);
        lines
    }

    /// A word in pieces that each fit, with their widths.
    fn parts(&self, word: &str, (size, weight): (u32, Weight), width: u32) -> Vec<(String, u32)> {
        let mut parts = Vec::new();
        let (mut part, mut used) = (String::new(), 0_u32);
        for character in word.chars() {
            let next = scaled(self.fonts.advance(weight, self.fonts.glyph(weight, character)), size);
            if !part.is_empty() && used.saturating_add(next) > width {
                parts.push((std::mem::take(&mut part), used));
                used = 0;
            }
            part.push(character);
            used = used.saturating_add(next);
        }
        parts.push((part, used));
        parts
    }

    /// The width of a text that is clean already.
    pub(super) fn width(&self, text: &str, (size, weight): (u32, Weight)) -> u32 {
        self.fonts.width(weight, size, text)
    }
}
