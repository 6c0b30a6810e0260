//! Ed25519 by one rule everywhere (RFC 8032 with the choices it leaves open fixed).
//!
//! A signature `(R, s)` on a message `m` under `A` holds if `A` and `R` are canonical encodings, `A` lies in the prime-order
//! subgroup and is not the identity, `s < ℓ`, and `[8](s·B − R − h·A) = 0` with `h = SHA-512(R ‖ A ‖ m) mod ℓ`. A batch
//! multiplies by 8 as well and therefore gives the same answers as one-by-one; libraries' `verify` and `verify_batch` do not
//! all agree on signatures with a torsion component, so the rule is built here from curve operations.

use core::fmt;

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use ed25519_dalek::Signer;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha512};

use crate::{Tag, Transcript, base64, hex};

/// A private signing key. Wiped when dropped, never printed, never serialised.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of a 32-byte seed (RFC 8032 §5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, for an encrypted key file.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The key that verifies.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        let bytes = self.0.verifying_key().to_bytes();
        let point = self.0.verifying_key().to_edwards();
        PublicKey { bytes, point }
    }

    /// Signs framed parts under a tag.
    #[must_use]
    pub fn sign(&self, tag: Tag, parts: &[&[u8]]) -> Signature {
        self.sign_raw(framed(tag, parts).as_bytes())
    }

    /// Signs bytes as they stand: only for C2SP notes, whose text begins with its own domain.
    #[must_use]
    pub fn sign_raw(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(<redacted>)")
    }
}

fn framed(tag: Tag, parts: &[&[u8]]) -> Transcript {
    let mut transcript = Transcript::new(tag);
    for part in parts {
        transcript.part(part);
    }
    transcript
}

/// A verifying key. Holding one proves that it is canonically encoded, of prime order and not the identity; it does not prove
/// that anybody knows the private key.
#[derive(Clone, Copy)]
pub struct PublicKey {
    bytes: [u8; 32],
    point: EdwardsPoint,
}

/// Why bytes are not a verifying key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not 64 characters of lower-case hex.
    #[error("a key is 64 characters of 0-9 and a-f")]
    NotHex,
    /// Not the canonical encoding of a curve point.
    #[error("the key is not a canonical point of the curve")]
    NotCanonical,
    /// Has a torsion component, or is the identity.
    #[error("the key is not in the prime-order group")]
    WrongOrder,
}

impl PublicKey {
    /// Takes a key from outside.
    ///
    /// # Errors
    /// Refuses non-canonical encodings, points with a torsion component and the identity.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let point = canonical_point(bytes).ok_or(KeyError::NotCanonical)?;
        if !point.is_torsion_free() || point.is_identity() {
            return Err(KeyError::WrongOrder);
        }
        Ok(Self { bytes: *bytes, point })
    }

    /// The encoding (RFC 8032 §5.1.2).
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.bytes
    }

    /// Whether the signature on the framed parts holds by the one rule.
    #[must_use]
    pub fn verify(&self, tag: Tag, parts: &[&[u8]], signature: &Signature) -> bool {
        self.verify_raw(framed(tag, parts).as_bytes(), signature)
    }

    /// Whether the signature on the bytes as they stand holds by the one rule.
    #[must_use]
    pub fn verify_raw(&self, message: &[u8], signature: &Signature) -> bool {
        let Some((r, s)) = signature.parts() else { return false };
        let h = challenge(&signature.0, &self.bytes, message);
        let difference = EdwardsPoint::vartime_double_scalar_mul_basepoint(&h, &-self.point, &s) - r;
        difference.mul_by_cofactor().is_identity()
    }
}

fn canonical_point(bytes: &[u8; 32]) -> Option<EdwardsPoint> {
    let point = CompressedEdwardsY(*bytes).decompress()?;
    // Decompression accepts y ≥ p and a sign bit on x = 0; the encoding of the result tells them apart.
    (point.compress().as_bytes() == bytes).then_some(point)
}

fn challenge(signature: &[u8; 64], key: &[u8; 32], message: &[u8]) -> Scalar {
    let mut hasher = Sha512::new();
    hasher.update(signature.first_chunk::<32>().unwrap_or(&[0; 32]));
    hasher.update(key);
    hasher.update(message);
    Scalar::from_bytes_mod_order_wide(&hasher.finalize().into())
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for PublicKey {}

impl PartialOrd for PublicKey {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicKey {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl core::hash::Hash for PublicKey {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.bytes))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::str::FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::from_bytes(&hex::decode_array(text).ok_or(KeyError::NotHex)?)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.bytes))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Sixty-four bytes that claim to be a signature; what they prove, `verify` says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Takes the bytes `R ‖ s`.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// The bytes `R ‖ s`.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 64] {
        self.0
    }

    fn parts(&self) -> Option<(EdwardsPoint, Scalar)> {
        let r = canonical_point(self.0.first_chunk()?)?;
        let s: Option<Scalar> = Scalar::from_canonical_bytes(*self.0.last_chunk()?).into();
        Some((r, s?))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64::encode(&self.0))
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base64::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        base64::decode_array(&text).map(Self).ok_or_else(|| de::Error::custom("a signature is 88 characters of padded base64"))
    }
}

/// Many signatures checked at once with the same answers as one by one, except with probability 2^-128.
#[derive(Default)]
pub struct SignatureBatch {
    items: Vec<(PublicKey, Signature, Scalar)>,
}

impl SignatureBatch {
    /// Adds a signature on framed parts.
    pub fn add(&mut self, key: &PublicKey, tag: Tag, parts: &[&[u8]], signature: &Signature) {
        let h = challenge(&signature.0, &key.bytes, framed(tag, parts).as_bytes());
        self.items.push((*key, *signature, h));
    }

    /// Whether every signature holds. `fresh` must be unpredictable to whoever made the signatures.
    #[must_use]
    pub fn verify(&self, fresh: &[u8; 32]) -> bool {
        let mut scalars = Vec::with_capacity(self.items.len() * 2 + 1);
        let mut points = Vec::with_capacity(self.items.len() * 2 + 1);
        let mut base = Scalar::ZERO;
        for (index, (key, signature, h)) in self.items.iter().enumerate() {
            let Some((r, s)) = signature.parts() else { return false };
            let weight = weight(fresh, index, (key, h, signature));
            base += weight * s;
            scalars.extend([-weight, -(weight * h)]);
            points.extend([r, key.point]);
        }
        scalars.push(base);
        points.push(curve25519_dalek::constants::ED25519_BASEPOINT_POINT);
        EdwardsPoint::vartime_multiscalar_mul(scalars, points).mul_by_cofactor().is_identity()
    }
}

/// The weight covers key, message (through the challenge) and signature, so that nobody who foresees `fresh` can choose them to fit.
fn weight(fresh: &[u8; 32], index: usize, (key, h, signature): (&PublicKey, &Scalar, &Signature)) -> Scalar {
    let mut hasher = Sha512::new();
    hasher.update(fresh);
    hasher.update((index as u64).to_be_bytes());
    hasher.update(key.bytes);
    hasher.update(h.as_bytes());
    hasher.update(signature.0);
    let wide: [u8; 64] = hasher.finalize().into();
    Scalar::from(u128::from_le_bytes(*wide.first_chunk().unwrap_or(&[1; 16])))
}

#[cfg(test)]
mod tests;
