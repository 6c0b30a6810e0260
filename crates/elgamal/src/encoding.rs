//! One byte form per value: what is refused on the way in, and base64 for JSON.

/// Why bytes or text are not a value of this crate. The caller names the file and the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// RFC 9496 §4.3.1 refuses the bytes.
    #[error("not a canonical Ristretto255 point (RFC 9496); take the value again from its source")]
    Point,
    /// The neutral element where it would void the secret.
    #[error("the neutral element is not allowed as a key, coefficient or first half of a ciphertext; the value is void")]
    Identity,
    /// The number is not below the group order.
    #[error("not a canonical scalar: 32 little-endian bytes below the group order; take the value again from its source")]
    Scalar,
    /// A list with the wrong number of parts.
    #[error("{found} bytes do not divide into the parts of this value; take the file again from its source")]
    Length {
        /// Bytes found.
        found: usize,
    },
    /// Not the one base64 spelling of the right length.
    #[error("not standard padded base64 of the right length (RFC 4648 section 4); take the file again from its source")]
    Base64,
}

/// Cuts `bytes` into arrays of 32; `None` unless nothing is left over.
pub(crate) fn words(bytes: &[u8]) -> Result<&[[u8; 32]], EncodingError> {
    match bytes.as_chunks() {
        (words, []) => Ok(words),
        (_, _) => Err(EncodingError::Length { found: bytes.len() }),
    }
}

/// Serde as base64 of `to_bytes`, read back through `from_bytes` of the same fixed length.
macro_rules! serde_base64 {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&canonical::base64::encode(&self.to_bytes()))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let bytes = canonical::base64::decode_array(&text).ok_or($crate::EncodingError::Base64);
                bytes.and_then(|bytes| Self::from_bytes(&bytes)).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// The same for values whose length varies.
macro_rules! serde_base64_list {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&canonical::base64::encode(&self.to_bytes()))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let bytes = canonical::base64::decode(&text).ok_or($crate::EncodingError::Base64);
                bytes.and_then(|bytes| Self::from_bytes(&bytes)).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {serde_base64, serde_base64_list};
