//! The one spelling of every JSON document: RFC 8785 (JCS) over an I-JSON subset.
//!
//! Keys are ASCII and sorted, nothing is blank between tokens, numbers are integers from 0 to 2^53 − 1, and absent fields are
//! absent (no `null`). A document is read by parsing it into its type, writing that again and comparing bytes: whatever has a
//! second spelling (blanks, duplicate or unknown keys, `1.0`, `null`) is refused by that one comparison.

mod secret;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use secret::{from_secret_bytes, to_secret_bytes};

/// The largest integer a document may hold, 2^53 − 1 (RFC 7493 §2.2).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why bytes are not a document of the expected type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Over the size cap of this kind of document.
    #[error("{size} bytes, but at most {limit} are allowed here")]
    TooLarge {
        /// Bytes found.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON of the expected shape.
    #[error("line {line}, column {column}: {rule}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 when the document ended early.
        column: usize,
        /// What was expected, in the parser's words.
        rule: ShapeRule,
    },
    /// An integer that not every reader can hold.
    #[error("the number {0} is over 2^53 - 1 (RFC 7493)")]
    Integer(u64),
    /// A second spelling of the same value.
    #[error("byte {offset}: not the canonical spelling (sorted keys, no blanks, plain integers; RFC 8785)")]
    NotCanonical {
        /// First byte that differs, from 0.
        offset: usize,
    },
}

/// The parser's description of what it expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapeRule(Box<str>);

impl core::fmt::Display for ShapeRule {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The canonical bytes of a value. Values of our own types always have one; a type that cannot be written is a defect that the
/// round-trip test of its crate shows, and yields no bytes here.
#[must_use]
pub fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    // Through `Value`, whose map sorts keys bytewise; all keys are ASCII, so this is also JCS's order of UTF-16 units.
    serde_json::to_value(value).and_then(|value: Value| serde_json::to_vec(&value)).unwrap_or_default()
}

/// Reads the one spelling of a value of type `T` from at most `limit` bytes.
///
/// # Errors
/// Names the place and the rule when the bytes are too many, of another shape, or a second spelling.
pub fn from_bytes<T: Serialize + DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, JsonError> {
    if bytes.len() > limit {
        return Err(JsonError::TooLarge { size: bytes.len(), limit });
    }
    let value: T = serde_json::from_slice(bytes).map_err(|error| shape(&error))?;
    let tree = serde_json::to_value(&value).unwrap_or_default();
    if let Some(number) = too_large(&tree) {
        return Err(JsonError::Integer(number));
    }
    match first_difference(&serde_json::to_vec(&tree).unwrap_or_default(), bytes) {
        None => Ok(value),
        Some(offset) => Err(JsonError::NotCanonical { offset }),
    }
}

fn too_large(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().filter(|n| *n > MAX_INTEGER),
        Value::Array(items) => items.iter().find_map(too_large),
        Value::Object(fields) => fields.values().find_map(too_large),
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}

fn shape(error: &serde_json::Error) -> JsonError {
    let text = error.to_string();
    let rule = text.rsplit_once(" at line ").map_or(text.as_str(), |(rule, _)| rule);
    JsonError::Shape { line: error.line(), column: error.column(), rule: ShapeRule(rule.into()) }
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    let shared = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (shared < a.len() || shared < b.len()).then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        zeta: u32,
        alpha: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maybe: Option<bool>,
    }

    fn read(text: &str) -> Result<Sample, JsonError> {
        from_bytes(text.as_bytes(), 1000)
    }

    #[test]
    fn keys_are_sorted_and_nothing_is_blank() {
        let sample = Sample { zeta: 7, alpha: "a\"\u{8}\u{1f}\u{7f}é/".to_owned(), maybe: None };
        let bytes = to_bytes(&sample);
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), "{\"alpha\":\"a\\\"\\b\\u001f\u{7f}é/\",\"zeta\":7}");
        assert_eq!(from_bytes(&bytes, 1000), Ok(sample));
    }

    #[test]
    fn a_second_spelling_is_refused_with_its_place() {
        assert!(matches!(read(r#"{"zeta":7,"alpha":"a"}"#), Err(JsonError::NotCanonical { offset: 2 })));
        assert!(matches!(read(r#"{"alpha":"a", "zeta":7}"#), Err(JsonError::NotCanonical { offset: 13 })));
        assert!(matches!(read(r#"{"alpha":"\u0061","zeta":7}"#), Err(JsonError::NotCanonical { .. })));
        assert!(matches!(read(r#"{"alpha":"a","maybe":null,"zeta":7}"#), Err(JsonError::NotCanonical { .. })));
        assert!(matches!(read("{\"alpha\":\"a\",\"zeta\":7}\n"), Err(JsonError::NotCanonical { offset: 22 })));
    }

    #[test]
    fn another_shape_is_refused_with_its_place() {
        for bad in [
            r#"{"alpha":"a","zeta":7,"zeta":7}"#,
            r#"{"alpha":"a","beta":1,"zeta":7}"#,
            r#"{"alpha":"a","zeta":7.0}"#,
            r#"{"alpha":"a","zeta":-1}"#,
            r#"{"alpha":"a","zeta":7}x"#,
            r#"{"alpha":"a""#,
            "",
            "\u{feff}{}",
        ] {
            assert!(matches!(read(bad), Err(JsonError::Shape { .. })), "{bad}");
        }
        let Err(error) = read("{\"alpha\":\"a\",\n\"zeta\":x}") else { panic!("read") };
        assert!(error.to_string().starts_with("line 2, column"), "{error}");
    }

    #[test]
    fn deep_nesting_ends_in_an_error_not_in_a_crash() {
        let deep = "[".repeat(100_000);
        assert!(matches!(from_bytes::<Value>(deep.as_bytes(), 200_000), Err(JsonError::Shape { .. })));
    }

    #[test]
    fn a_number_that_not_every_reader_can_hold_is_refused() {
        assert_eq!(from_bytes::<u64>(b"9007199254740991", 100), Ok(MAX_INTEGER));
        assert_eq!(from_bytes::<u64>(b"9007199254740992", 100), Err(JsonError::Integer(MAX_INTEGER + 1)));
    }

    #[test]
    fn a_text_that_only_begins_the_canonical_one_is_refused() {
        assert_eq!(from_bytes::<f64>(b"1", 10), Err(JsonError::NotCanonical { offset: 1 }));
    }

    #[test]
    fn a_fault_of_shape_is_told_in_the_parsers_words_with_its_place_once() {
        let Err(error) = read("{\"alpha\":7,\"zeta\":7}") else { panic!("read") };
        assert_eq!(error.to_string(), "line 1, column 10: invalid type: integer `7`, expected a string");
    }

    #[test]
    fn the_size_cap_comes_first() {
        assert_eq!(from_bytes::<Value>(b"12345", 4), Err(JsonError::TooLarge { size: 5, limit: 4 }));
        assert_eq!(from_bytes::<u64>(b"12345", 5), Ok(12345));
    }
}
