//! The name of a log, signed with every line and first in every checkpoint, so that no line or head fits another log.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The longest name of a log, in bytes.
pub const MAX_ORIGIN: usize = 200;

const REAL: &str = "suara/v1/";
const REHEARSAL: &str = "suara-uji/v1/";
/// Election, village, station, unit.
const PARTS: usize = 4;

/// The name of a log: `suara/v1/<election>/<village>/<station>/<unit>`, or `suara-uji/v1/…` for a rehearsal.
///
/// Holding one proves the form only: at most [`MAX_ORIGIN`] bytes, four parts of `a-z`, `0-9`, `.`, `_`, `-` that begin with a
/// letter or digit. It is therefore also a valid key name of a note (C2SP signed-note) and a safe relative path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(Box<str>);

/// Why a text is not the name of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Over [`MAX_ORIGIN`].
    #[error("the name of a log has at most {MAX_ORIGIN} bytes, this one has {size}; shorten a part")]
    TooLong {
        /// Bytes found.
        size: usize,
    },
    /// Another beginning.
    #[error("the name of a log begins with suara/v1/ or suara-uji/v1/")]
    Prefix,
    /// Not exactly four parts after the beginning.
    #[error("the name of a log has four parts (election, village, station, unit), this one has {found}")]
    Parts {
        /// Parts found.
        found: usize,
    },
    /// A part that is empty or holds another character.
    #[error("part {part} of the name of a log must begin with a-z or 0-9 and hold only a-z 0-9 . _ -")]
    Part {
        /// Which part, from 1.
        part: usize,
    },
}

impl Origin {
    /// Puts a name together from its parts.
    ///
    /// # Errors
    /// Names the part that breaks a rule.
    pub fn new(rehearsal: bool, election: &str, village: &str, station: &str, unit: &str) -> Result<Self, OriginError> {
        let prefix = if rehearsal { REHEARSAL } else { REAL };
        format!("{prefix}{election}/{village}/{station}/{unit}").parse()
    }

    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the log belongs to a rehearsal, so that nothing of it may count.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.0.starts_with(REHEARSAL)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        if text.len() > MAX_ORIGIN {
            return Err(OriginError::TooLong { size: text.len() });
        }
        let rest = text.strip_prefix(REAL).or_else(|| text.strip_prefix(REHEARSAL)).ok_or(OriginError::Prefix)?;
        let found = rest.split('/').count();
        if found != PARTS {
            return Err(OriginError::Parts { found });
        }
        match rest.split('/').position(|part| !is_part(part)) {
            None => Ok(Self(text.into())),
            Some(index) => Err(OriginError::Part { part: index.saturating_add(1) }),
        }
    }
}

fn is_part(part: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    part.bytes().next().is_some_and(letter) && part.bytes().all(|byte| letter(byte) || b"._-".contains(&byte))
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_and_a_rehearsal_name_are_told_apart() {
        let real = Origin::new(false, "2027", "5203082001", "003", "bilik-1").unwrap();
        assert_eq!(real.as_str(), "suara/v1/2027/5203082001/003/bilik-1");
        assert!(!real.is_rehearsal());
        let rehearsal = Origin::new(true, "2027", "5203082001", "003", "bilik-1").unwrap();
        assert!(rehearsal.is_rehearsal());
        assert_ne!(real, rehearsal);
    }

    #[test]
    fn another_form_is_refused_with_its_rule() {
        let read = |text: &str| text.parse::<Origin>().unwrap_err();
        assert_eq!(read("suara/v2/a/b/c/d"), OriginError::Prefix);
        assert_eq!(read("suara/v1/a/b/c"), OriginError::Parts { found: 3 });
        assert_eq!(read("suara/v1/a/b/c/d/e"), OriginError::Parts { found: 5 });
        for (text, part) in [
            ("suara/v1//b/c/d", 1),
            ("suara/v1/a/../c/d", 2),
            ("suara/v1/a/b/C/d", 3),
            ("suara/v1/a/b/c/d e", 4),
            ("suara/v1/a/b/c/d+", 4),
            ("suara/v1/a/b/c/d\n", 4),
            ("suara/v1/a/b/c/", 4),
        ] {
            assert_eq!(read(text), OriginError::Part { part }, "{text}");
        }
        assert_eq!(read(&format!("suara/v1/a/b/c/{}", "d".repeat(200))), OriginError::TooLong { size: 215 });
    }
}
