//! One vector as it is read from a file. A missing field is an error of the vector, never a refusal by the code under test.

use serde_json::Value;

/// One vector: an object of named fields.
#[derive(Debug, Clone, Copy)]
pub struct Vector<'a>(&'a Value);

/// A field is missing or of another type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the vector has no field {0} of the right type")]
pub struct Malformed(String);

impl<'a> Vector<'a> {
    /// Takes one element of the list `vectors`.
    #[must_use]
    pub const fn new(value: &'a Value) -> Self {
        Self(value)
    }

    fn get<T>(&self, name: &str, read: impl Fn(&'a Value) -> Option<T>) -> Result<T, Malformed> {
        self.0.get(name).and_then(read).ok_or_else(|| Malformed(name.to_owned()))
    }

    /// The field itself.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn value(&self, name: &str) -> Result<&'a Value, Malformed> {
        self.get(name, Some)
    }

    /// A text.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn text(&self, name: &str) -> Result<&'a str, Malformed> {
        self.get(name, Value::as_str)
    }

    /// True or false.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn flag(&self, name: &str) -> Result<bool, Malformed> {
        self.get(name, Value::as_bool)
    }

    /// A number from 0.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn number(&self, name: &str) -> Result<u64, Malformed> {
        self.get(name, Value::as_u64)
    }

    /// Bytes in lower-case hex.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Malformed> {
        self.get(name, unhex)
    }

    /// A list of byte strings in lower-case hex.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn list(&self, name: &str) -> Result<Vec<Vec<u8>>, Malformed> {
        self.get(name, |value| value.as_array()?.iter().map(unhex).collect())
    }

    /// A list of texts.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn texts(&self, name: &str) -> Result<Vec<&'a str>, Malformed> {
        self.get(name, |value| value.as_array()?.iter().map(Value::as_str).collect())
    }
}

fn unhex(value: &Value) -> Option<Vec<u8>> {
    canonical::hex::decode(value.as_str()?)
}

/// Exactly `N` bytes; what is longer or shorter is not a value of the kind.
pub(super) fn array<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.try_into().ok()
}

/// Thirty-two bytes as a hash.
pub(super) fn hash(bytes: &[u8]) -> Option<canonical::Hash> {
    array(bytes).map(canonical::Hash::from_bytes)
}

/// All of them as hashes.
pub(super) fn hashes(list: &[Vec<u8>]) -> Option<Vec<canonical::Hash>> {
    list.iter().map(|bytes| hash(bytes)).collect()
}
