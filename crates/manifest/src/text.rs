//! Words for people inside signed documents: names of candidates, villages, articles of a regulation.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// One line of text, 1 to 200 characters, without control, direction or escape characters; safe to print anywhere as it stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(Box<str>);

/// Why words are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Empty, or only blanks at an end.
    #[error("the text is empty or begins or ends with a blank")]
    Blank,
    /// Over 200 characters.
    #[error("the text is longer than {} characters", Text::MAX)]
    TooLong,
    /// A character that can change how other text is shown.
    #[error("the text holds a control or direction character (U+{0:04X})")]
    Hidden(u32),
}

impl Text {
    /// The most characters one text may have.
    pub const MAX: usize = 200;

    /// Takes words from outside.
    ///
    /// # Errors
    /// Refuses empty, over-long and hidden text.
    pub fn new(words: &str) -> Result<Self, TextError> {
        if words.is_empty() || words.trim() != words {
            return Err(TextError::Blank);
        }
        if words.chars().count() > Self::MAX {
            return Err(TextError::TooLong);
        }
        match words.chars().find(|c| hidden(*c)) {
            Some(c) => Err(TextError::Hidden(c.into())),
            None => Ok(Self(words.into())),
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{fff9}'..='\u{fffb}')
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_they_are_written_in_villages_are_taken() {
        for good in ["Regapu’u", "H. Siti, S.Pd. (Bu RT)", "Nagari Ötò"] {
            assert_eq!(Text::new(good).map(|t| t.to_string()), Ok(good.to_owned()));
        }
    }

    #[test]
    fn hidden_characters_are_refused() {
        assert_eq!(Text::new("a\u{202e}b"), Err(TextError::Hidden(0x202e)));
        assert_eq!(Text::new("a\u{1b}[31m"), Err(TextError::Hidden(0x1b)));
        assert_eq!(Text::new(" a"), Err(TextError::Blank));
        assert_eq!(Text::new(&"a".repeat(201)), Err(TextError::TooLong));
    }
}
