//! Keys of notes: their names, ids and the one-line form in which they are handed out.

use core::fmt;
use core::str::FromStr;

use canonical::{PublicKey, base64, hex};
use sha2::{Digest, Sha256};

use crate::origin::Origin;

/// The longest key name, in bytes.
pub const MAX_NAME: usize = 200;

/// The name of a key: 1 to [`MAX_NAME`] bytes without spaces, control characters or `+` (C2SP signed-note).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(Box<str>);

/// Why a text is not a key name, or not a key in one-line form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifierError {
    /// Not a key name.
    #[error("a key name has 1 to {MAX_NAME} bytes, without spaces, control characters or +")]
    Name,
    /// Not three parts with a plus between them.
    #[error("a key is written <name>+<8 hex>+<base64>")]
    Form,
    /// Neither an Ed25519 key nor a cosigner's key.
    #[error("the key has type {0:#04x}; known are 0x01 (Ed25519) and 0x04 (cosignature/v1)")]
    Kind(u8),
    /// Not a point that the signature rule allows.
    #[error("the key is not a canonical Ed25519 key of prime order")]
    Key,
    /// The id is not that of name and key.
    #[error("the key id does not belong to this name and key: one of them was mistyped")]
    Id,
}

impl KeyName {
    /// Takes a name.
    ///
    /// # Errors
    /// [`VerifierError::Name`].
    pub fn new(name: &str) -> Result<Self, VerifierError> {
        let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.len() > MAX_NAME || name.contains(bad) {
            return Err(VerifierError::Name);
        }
        Ok(Self(name.into()))
    }

    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A log's key carries the log's name (C2SP tlog-checkpoint).
impl From<&Origin> for KeyName {
    fn from(origin: &Origin) -> Self {
        Self(origin.as_str().into())
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key): tells keys of one name apart. Proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 4]);

impl KeyId {
    pub(super) const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// The bytes that begin each signature of the key.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 4] {
        self.0
    }
}

/// Eight characters of lower-case hex.
impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Type 0x01: the text.
    Ed25519,
    /// Type 0x04: the text and a time, as a cosigner (C2SP tlog-cosignature).
    Cosignature,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    const fn from_byte(byte: u8) -> Result<Self, VerifierError> {
        match byte {
            0x01 => Ok(Self::Ed25519),
            0x04 => Ok(Self::Cosignature),
            other => Err(VerifierError::Kind(other)),
        }
    }
}

/// A key that signatures of notes are checked against. Written `<name>+<id>+<base64(type ‖ key)>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: KeyName,
    key: PublicKey,
    kind: Kind,
    id: KeyId,
}

impl Verifier {
    /// The key under this name.
    #[must_use]
    pub fn new(name: KeyName, key: PublicKey, kind: Kind) -> Self {
        let mut hasher = Sha256::new();
        for part in [name.as_str().as_bytes(), b"\n", &[kind.byte()], &key.to_bytes()] {
            hasher.update(part);
        }
        let digest: [u8; 32] = hasher.finalize().into();
        let [a, b, c, d, ..] = digest;
        Self { name, key, kind, id: KeyId([a, b, c, d]) }
    }

    /// The key of a log, under the log's name.
    #[must_use]
    pub fn of_log(origin: &Origin, key: PublicKey) -> Self {
        Self::new(origin.into(), key, Kind::Ed25519)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// As if the hash of another key began with the same four bytes.
    #[cfg(test)]
    pub(super) fn with_id(self, id: KeyId) -> Self {
        Self { id, ..self }
    }

    /// What the key signs.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The id of name, kind and key.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }
}

/// The one-line form.
impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = [[self.kind.byte()].as_slice(), &self.key.to_bytes()].concat();
        write!(f, "{}+{}+{}", self.name, self.id, base64::encode(&data))
    }
}

impl FromStr for Verifier {
    type Err = VerifierError;

    fn from_str(text: &str) -> Result<Self, VerifierError> {
        // Base64 may hold further pluses.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierError::Form);
        };
        let name = KeyName::new(name)?;
        let data = base64::decode(data).ok_or(VerifierError::Form)?;
        let (kind, key) = data.split_first().ok_or(VerifierError::Form)?;
        let kind = Kind::from_byte(*kind)?;
        let key: &[u8; 32] = key.try_into().map_err(|_| VerifierError::Key)?;
        let verifier = Self::new(name, PublicKey::from_bytes(key).map_err(|_| VerifierError::Key)?, kind);
        if verifier.id.to_string() == id { Ok(verifier) } else { Err(VerifierError::Id) }
    }
}
