//! Canonical JSON of what is secret: the same spelling, and no copy of its strings left behind by the way there and back.
//!
//! The tree between a value and its bytes is wiped, and the bytes are written once into room for all of them. What is left is
//! what a parser and a printer hold on the stack while they work.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use zeroize::{Zeroize, Zeroizing};

use super::{JsonError, first_difference, shape, too_large};

/// As [`super::to_bytes`].
#[must_use]
pub fn to_secret_bytes<T: Serialize>(value: &T) -> Zeroizing<Vec<u8>> {
    Tree::of(value).to_bytes()
}

/// As [`super::from_bytes`]. Strings must be written without escapes to be borrowed, not copied, on their way into `T`.
///
/// # Errors
/// Names the place and the rule when the bytes are too many, of another shape, or a second spelling.
pub fn from_secret_bytes<T: Serialize + DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, JsonError> {
    if bytes.len() > limit {
        return Err(JsonError::TooLarge { size: bytes.len(), limit });
    }
    let value: T = serde_json::from_slice(bytes).map_err(|error| shape(&error))?;
    let tree = Tree::of(&value);
    if let Some(number) = too_large(&tree.0) {
        return Err(JsonError::Integer(number));
    }
    match first_difference(&tree.to_bytes(), bytes) {
        None => Ok(value),
        Some(offset) => Err(JsonError::NotCanonical { offset }),
    }
}

/// A tree whose strings are wiped when it is dropped.
struct Tree(Value);

impl Tree {
    fn of<T: Serialize>(value: &T) -> Self {
        Self(serde_json::to_value(value).unwrap_or_default())
    }

    /// Measured first, for a growing vector leaves its old bytes behind.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut size = Size(0);
        let measured = serde_json::to_writer(&mut size, &self.0);
        let mut bytes = Zeroizing::new(Vec::with_capacity(size.0));
        if measured.and_then(|()| serde_json::to_writer(&mut *bytes, &self.0)).is_err() {
            bytes.zeroize();
        }
        bytes
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Counts what is written.
struct Size(usize);

impl io::Write for Size {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn sample() -> Vec<(String, Option<u32>)> {
        vec![("rahasia".to_owned(), Some(7)), ("\u{e9}\"\\".to_owned(), Some(0))]
    }

    #[test]
    fn the_spelling_is_the_same_and_the_room_is_exact() {
        let bytes = to_secret_bytes(&sample());
        assert_eq!(*bytes, json::to_bytes(&sample()));
        assert_eq!(bytes.capacity(), bytes.len());
        assert_eq!(from_secret_bytes(&bytes, 100), Ok(sample()));
    }

    #[test]
    fn what_is_refused_is_refused_in_the_same_words() {
        for text in ["[[\"a\", 1]]", "[[\"a\",null]]", "[[\"a\",1]", "[[\"\\u0061\",1]]", "{}"] {
            let plain: Result<Vec<(String, Option<u32>)>, _> = json::from_bytes(text.as_bytes(), 20);
            let secret = from_secret_bytes(text.as_bytes(), 20);
            assert_eq!(plain, secret, "{text}");
        }
        let long: Result<Vec<u64>, _> = from_secret_bytes(b"[1,2,3]", 5);
        assert_eq!(long, Err(JsonError::TooLarge { size: 7, limit: 5 }));
        assert_eq!(from_secret_bytes(b"[1,2,3]", 7), Ok(vec![1_u64, 2, 3]));
        let large: Result<Vec<u64>, _> = from_secret_bytes(b"[9007199254740992]", 50);
        assert_eq!(large, Err(JsonError::Integer(1 << 53)));
    }

    #[test]
    fn every_string_of_a_tree_is_wiped() {
        let mut tree: Value = serde_json::from_str(r#"{"a":"x","b":["y",{"c":"z"}],"d":1}"#).unwrap_or_default();
        wipe(&mut tree);
        assert_eq!(tree.to_string(), r#"{"a":"","b":["",{"c":""}],"d":1}"#);
    }
}
