//! The two languages. Every sentence is written in both where it is made; the reader's choice picks one.

use serde::Serialize;

/// Language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    id: String,
    en: String,
}

impl Words {
    /// The same thing said twice.
    #[must_use]
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// A rule in the words of the format that it breaks; those are English only.
    #[must_use]
    pub fn rule(error: &dyn core::fmt::Display) -> Self {
        Self { id: format!("tidak menurut aturan: {error}"), en: error.to_string() }
    }

    /// This and then another.
    #[must_use]
    pub fn plus(self, more: Self) -> Self {
        Self { id: self.id + &more.id, en: self.en + &more.en }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn pick(self, lang: Lang) -> String {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }
}

/// A fixed text: Bahasa Indonesia, English.
pub type Fixed = (&'static str, &'static str);

/// Picks a fixed text.
#[must_use]
pub const fn pick(text: Fixed, lang: Lang) -> &'static str {
    match lang {
        Lang::Id => text.0,
        Lang::En => text.1,
    }
}

/// The text with every character replaced that could change how a terminal shows other text: names and messages may quote files
/// that anybody wrote.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character steers or hides other text instead of being seen.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' | '\u{feff}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Writes one sentence in both languages; both may name variables in braces.
macro_rules! say {
    ($id:literal, $en:literal) => {
        $crate::text::Words::new(format!($id), format!($en))
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_printed_can_steer_a_terminal() {
        assert_eq!(plain("Purwosari, Regapu’u"), "Purwosari, Regapu’u");
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\n"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}");
    }
}
