//! The group Ristretto255 (RFC 9496): prime order ℓ = 2²⁵² + 27742317777372353535851937790883648493, one 32-byte encoding per
//! element, no cofactor to think of.
//!
//! [`Element`] and [`Scalar`] are public values; [`SecretScalar`] is wiped when dropped and never printed. Decoding is strict: a
//! second spelling of a point or a scalar is refused, so two equal values always have equal bytes.

mod scalar;

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::{Add, Mul, Sub};

use curve25519_dalek::constants::{RISTRETTO_BASEPOINT_COMPRESSED, RISTRETTO_BASEPOINT_POINT};
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::traits::{Identity, IsIdentity};

use crate::encoding::{EncodingError, serde_base64};

pub use scalar::{Scalar, SecretScalar, hash_to_scalar, kdf_scalar};

/// An element of Ristretto255 together with its canonical encoding. JSON: base64 of 32 bytes.
///
/// Holding one proves that the encoding is canonical. It may be the neutral element: see [`NonIdentity`].
#[derive(Clone, Copy)]
pub struct Element {
    point: RistrettoPoint,
    bytes: [u8; 32],
}

impl Element {
    /// The generator G of RFC 9496 §4.
    pub const GENERATOR: Self = Self { point: RISTRETTO_BASEPOINT_POINT, bytes: RISTRETTO_BASEPOINT_COMPRESSED.to_bytes() };

    /// The neutral element, whose encoding is 32 zero bytes.
    #[must_use]
    pub fn identity() -> Self {
        Self { point: RistrettoPoint::identity(), bytes: [0; 32] }
    }

    /// Decodes as RFC 9496 §4.3.1 does, refusing every non-canonical encoding; the neutral element passes.
    pub fn decode(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        let point = CompressedRistretto(*bytes).decompress().ok_or(EncodingError::Point)?;
        Ok(Self { point, bytes: *bytes })
    }

    /// As [`Element::decode`], and refuses the neutral element too.
    pub fn decode_non_identity(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        NonIdentity::from_bytes(bytes).map(Self::from)
    }

    /// The same as [`Element::decode`].
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        Self::decode(bytes)
    }

    /// The canonical encoding.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.bytes
    }

    /// The canonical encoding, borrowed.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Is it the neutral element?
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.point.is_identity()
    }

    pub(crate) fn from_point(point: RistrettoPoint) -> Self {
        Self { point, bytes: point.compress().to_bytes() }
    }

    pub(crate) const fn point(&self) -> &RistrettoPoint {
        &self.point
    }
}

/// Doubles the points and encodes the results together, which costs an eighth of encoding them one by one. Constant time.
///
/// Callers compute with halved scalars, so that the doubled point is the one they want.
pub(crate) fn encode_doubled(halves: &[RistrettoPoint]) -> Vec<Element> {
    let encodings = RistrettoPoint::double_and_compress_batch(halves);
    halves.iter().zip(encodings).map(|(half, encoding)| Element { point: half + half, bytes: encoding.to_bytes() }).collect()
}

impl Add for Element {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::from_point(self.point + other.point)
    }
}

impl Sub for Element {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::from_point(self.point - other.point)
    }
}

impl Mul<&Scalar> for Element {
    type Output = Self;

    /// Constant time.
    fn mul(self, factor: &Scalar) -> Self {
        Self::from_point(self.point * factor.0)
    }
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Element {}

impl PartialOrd for Element {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Element {
    /// By encoding; the order means nothing else.
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl Hash for Element {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Element({})", canonical::hex::encode(&self.bytes))
    }
}

serde_base64!(Element);

/// An element that is not the neutral one: a key, a commitment to a coefficient. JSON: base64 of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NonIdentity(Element);

impl NonIdentity {
    /// Decodes strictly and refuses the neutral element.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        Self::new(Element::decode(bytes)?)
    }

    /// Refuses the neutral element.
    pub fn new(element: Element) -> Result<Self, EncodingError> {
        if element.is_identity() { Err(EncodingError::Identity) } else { Ok(Self(element)) }
    }

    /// The element.
    #[must_use]
    pub const fn element(&self) -> &Element {
        &self.0
    }

    /// The canonical encoding.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The canonical encoding, borrowed.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl From<NonIdentity> for Element {
    fn from(value: NonIdentity) -> Self {
        value.0
    }
}

serde_base64!(NonIdentity);

#[cfg(test)]
mod tests;
