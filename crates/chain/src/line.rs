//! One line of a log.
//!
//! ```text
//! {"body":{…,"kind":"…",…,"prev":"<64 hex>","salt":"<32 hex>","seq":17,…},"sig":"<base64 of 64 bytes>"}
//! ```
//!
//! The whole line is canonical JSON without a line feed; the file adds one. The leaf is the RFC 6962 leaf hash of the body's
//! bytes as they stand, the signature is by the log's key over the log's name and the leaf, outside the leaf, so that every line
//! proves itself. In the body `seq` counts lines from 0, `prev` is the leaf of the line before (zeros at 0), `salt` keeps a
//! published leaf from being guessed, `kind` names what the caller says, and all other fields are the caller's content.

use canonical::json::{self, JsonError};
use canonical::{Hash, PublicKey, Signature, SignatureBatch, SigningKey, base64, hex, tag};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::origin::Origin;
use crate::tip::Tip;
use crate::tree;

/// The longest line in bytes, without its line feed; entries of C2SP tlog-tiles have the same cap.
pub const MAX_LINE: usize = 65_535;
/// The longest `kind`, in bytes.
pub const MAX_KIND: usize = 32;

const BEFORE_BODY: &[u8] = b"{\"body\":";
const BEFORE_SIG: &[u8] = b",\"sig\":\"";
const AFTER_SIG: &[u8] = b"\"}";
const SIG_TEXT: usize = 88;

/// A line of the right form. Holding one proves nothing about who wrote it ([`Line::verify`]) or where it belongs
/// ([`Tip::append`]).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    body: Box<[u8]>,
    header: Header,
    leaf: Hash,
    signature: Signature,
}

/// The fields that every body has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// Number of lines before this one.
    pub seq: u64,
    /// Leaf of the line before; zeros in the first.
    pub prev: Hash,
    /// Sixteen bytes nobody can guess until they are published.
    pub salt: [u8; 16],
    /// The caller's name for what the line says: 1 to [`MAX_KIND`] of `a-z`, `0-9`, `_`, `-`.
    pub kind: Box<str>,
}

/// A field of the header.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Field {
    /// `seq`
    #[error("\"seq\" must be an integer")]
    Seq,
    /// `prev`
    #[error("\"prev\" must be 64 characters of 0-9 a-f")]
    Prev,
    /// `salt`
    #[error("\"salt\" must be 32 characters of 0-9 a-f")]
    Salt,
    /// `kind`
    #[error("\"kind\" must be 1 to {MAX_KIND} characters of a-z 0-9 _ -")]
    Kind,
}

/// Why bytes are not a line, or not a line of this log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LineError {
    /// Over [`MAX_LINE`].
    #[error("a line has at most {MAX_LINE} bytes, this one has {size}")]
    TooLong {
        /// Bytes found.
        size: usize,
    },
    /// Not a body and a signature.
    #[error("a line has the form {{\"body\":…,\"sig\":\"…\"}} with 88 characters of base64")]
    Frame,
    /// The body is not a canonical JSON object; the place counts from the body's first byte.
    #[error("the body of the line: {0}")]
    Body(JsonError),
    /// The body holds `null`, a number that is not an integer from 0, or a key that is not ASCII.
    #[error("the body of the line holds null, a number that is not an integer from 0 to 2^53 - 1, or a key that is not ASCII")]
    Subset,
    /// A header field is missing or malformed.
    #[error("the body of the line: {0}")]
    Header(Field),
    /// The content to write is not an object, or uses the name of a header field other than `kind`.
    #[error("the content of a line is an object with \"kind\" and without \"seq\", \"prev\", \"salt\"")]
    NotContent,
    /// The content is not of the expected type; the place counts in the body without `seq`, `prev` and `salt`.
    #[error("the content of the line: {0}")]
    Content(JsonError),
    /// The signature does not hold under this log's name and key.
    #[error("the signature of the line does not hold for this log: it was changed, or belongs to another log or key")]
    Forged,
}

impl Line {
    /// Writes the next line of a log: `content` must serialise as an object with a `kind`.
    ///
    /// # Errors
    /// Refuses content that is no such object, breaks the JSON subset or makes the line too long.
    pub fn write<T: Serialize>(tip: &Tip, salt: [u8; 16], content: &T, origin: &Origin, key: &SigningKey) -> Result<Self, LineError> {
        let Ok(Value::Object(mut fields)) = serde_json::to_value(content) else { return Err(LineError::NotContent) };
        let header =
            [("seq", Value::from(tip.size())), ("prev", Value::from(tip.last().to_string())), ("salt", Value::from(hex::encode(&salt)))];
        for (name, value) in header {
            if fields.insert(name.to_owned(), value).is_some() {
                return Err(LineError::NotContent);
            }
        }
        let body = json::to_bytes(&fields);
        let leaf = tree::leaf_hash(&body);
        // One way in: what is written is read as anybody would read it.
        Self::parse(&frame(&body, &key.sign(tag::LINE, &[origin.as_str().as_bytes(), leaf.as_bytes()])))
    }

    /// Reads a line, without its line feed. The body is cut out, never written again.
    ///
    /// # Errors
    /// Names the rule the bytes break.
    pub fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        if bytes.len() > MAX_LINE {
            return Err(LineError::TooLong { size: bytes.len() });
        }
        let (body, signature) = unframe(bytes).ok_or(LineError::Frame)?;
        let fields: Map<String, Value> = json::from_bytes(body, MAX_LINE).map_err(LineError::Body)?;
        if !fields.iter().all(|(key, value)| key.is_ascii() && in_subset(value)) {
            return Err(LineError::Subset);
        }
        let header = Header::read(&fields).map_err(LineError::Header)?;
        Ok(Self { body: body.into(), header, leaf: tree::leaf_hash(body), signature })
    }

    /// Whether the log's key signed this line for this log.
    ///
    /// # Errors
    /// [`LineError::Forged`].
    pub fn verify(&self, origin: &Origin, key: &PublicKey) -> Result<(), LineError> {
        let holds = key.verify(tag::LINE, &[origin.as_str().as_bytes(), self.leaf.as_bytes()], &self.signature);
        if holds { Ok(()) } else { Err(LineError::Forged) }
    }

    /// Adds the signature to a batch, which then answers for all its lines what [`Line::verify`] answers for each.
    pub fn add_to(&self, batch: &mut SignatureBatch, origin: &Origin, key: &PublicKey) {
        batch.add(key, tag::LINE, &[origin.as_str().as_bytes(), self.leaf.as_bytes()], &self.signature);
    }

    /// The bytes of the line as they stand in the file, without a line feed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame(&self.body, &self.signature)
    }

    /// The bytes of the body, which the leaf covers.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// RFC 6962 leaf hash of the body.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        self.leaf
    }

    /// The signature that stands beside the body.
    #[must_use]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }

    /// The fields that every body has.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The caller's part of the body, `kind` included. `T` is the caller's enum of kinds, `#[serde(tag = "kind")]` with
    /// `deny_unknown_fields`; that it writes back to the same bytes is checked here.
    ///
    /// # Errors
    /// [`LineError::Content`] with place and rule.
    pub fn content<T: Serialize + DeserializeOwned>(&self) -> Result<T, LineError> {
        let mut fields: Map<String, Value> = json::from_bytes(&self.body, MAX_LINE).map_err(LineError::Body)?;
        for name in ["seq", "prev", "salt"] {
            fields.remove(name);
        }
        json::from_bytes(&json::to_bytes(&fields), MAX_LINE).map_err(LineError::Content)
    }
}

impl Header {
    fn read(fields: &Map<String, Value>) -> Result<Self, Field> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        Ok(Self {
            seq: fields.get("seq").and_then(Value::as_u64).ok_or(Field::Seq)?,
            prev: text("prev").and_then(|prev| prev.parse().ok()).ok_or(Field::Prev)?,
            salt: text("salt").and_then(hex::decode_array).ok_or(Field::Salt)?,
            kind: text("kind").filter(|kind| is_kind(kind)).ok_or(Field::Kind)?.into(),
        })
    }
}

fn is_kind(kind: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    (1..=MAX_KIND).contains(&kind.len()) && kind.bytes().all(letter)
}

/// An untyped value passes the canonical reader with `null` and floats in it, so the rest of the subset is checked here.
fn in_subset(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number.is_u64(),
        Value::Array(items) => items.iter().all(in_subset),
        Value::Object(fields) => fields.iter().all(|(key, value)| key.is_ascii() && in_subset(value)),
    }
}

fn frame(body: &[u8], signature: &Signature) -> Vec<u8> {
    let text = base64::encode(&signature.to_bytes());
    [BEFORE_BODY, body, BEFORE_SIG, text.as_bytes(), AFTER_SIG].concat()
}

fn unframe(bytes: &[u8]) -> Option<(&[u8], Signature)> {
    let rest = bytes.strip_prefix(BEFORE_BODY)?.strip_suffix(AFTER_SIG)?;
    let (rest, text) = rest.split_at_checked(rest.len().checked_sub(SIG_TEXT)?)?;
    let signature = base64::decode_array(core::str::from_utf8(text).ok()?)?;
    Some((rest.strip_suffix(BEFORE_SIG)?, Signature::from_bytes(signature)))
}

#[cfg(test)]
mod tests;
