//! Numbers modulo the group order ℓ: public ones, secret ones, and the two ways a hash becomes one.

use core::fmt;

use canonical::{Hash, Tag, Transcript, wide_hash};
use curve25519_dalek::scalar::Scalar as Number;
use zeroize::{Zeroize, Zeroizing};

use super::Element;
use crate::encoding::{EncodingError, serde_base64};

/// A public number modulo ℓ: a challenge or a response. 32 little-endian bytes below ℓ; JSON: base64.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scalar(pub(crate) Number);

impl Scalar {
    /// Refuses numbers of ℓ and above.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        canonical_number(bytes).map(Self)
    }

    /// 64 little-endian bytes modulo ℓ; uniform input gives a uniform number up to 2⁻²⁵⁸.
    #[must_use]
    pub fn reduce_wide(bytes: &[u8; 64]) -> Self {
        Self(Number::from_bytes_mod_order_wide(bytes))
    }

    /// 32 little-endian bytes below ℓ.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

impl From<u64> for Scalar {
    fn from(number: u64) -> Self {
        Self(Number::from(number))
    }
}

serde_base64!(Scalar);

/// A secret number modulo ℓ: a share, a nonce, an encryption's randomness. Wiped when dropped, printed as `<redacted>`.
pub struct SecretScalar(pub(crate) Number);

impl SecretScalar {
    /// Refuses numbers of ℓ and above.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        canonical_number(bytes).map(Self)
    }

    /// 64 little-endian bytes modulo ℓ.
    #[must_use]
    pub fn reduce_wide(bytes: &[u8; 64]) -> Self {
        Self(Number::from_bytes_mod_order_wide(bytes))
    }

    /// The bytes, for an encrypted file only.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// This number times G, in constant time.
    #[must_use]
    pub fn public(&self) -> Element {
        Element::from_point(curve25519_dalek::RistrettoPoint::mul_base(&self.0))
    }
}

impl Drop for SecretScalar {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SecretScalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretScalar(<redacted>)")
    }
}

fn canonical_number(bytes: &[u8; 32]) -> Result<Number, EncodingError> {
    Option::from(Number::from_canonical_bytes(*bytes)).ok_or(EncodingError::Scalar)
}

/// Hs: SHA-512 over the framed tag and parts, reduced modulo ℓ. What a challenge is made of.
#[must_use]
pub fn hash_to_scalar(tag: Tag, parts: &[&[u8]]) -> Scalar {
    Scalar::reduce_wide(&wide_hash(tag, parts))
}

/// KDF(seed, context, scope…, label, index): one secret number of the many that a seed stands for.
///
/// Hashed in that order under `tag`, numbers as eight big-endian bytes. Different arguments give independent numbers.
#[must_use]
pub fn kdf_scalar(tag: Tag, seed: &[u8; 32], context: &Hash, scope: &[u64], label: &str, index: u64) -> SecretScalar {
    let mut transcript = Transcript::new(tag);
    transcript.part(seed).part(context.as_bytes());
    for number in scope {
        transcript.number(*number);
    }
    transcript.part(label.as_bytes()).number(index);
    let wide = Zeroizing::new(transcript.finish_wide());
    SecretScalar::reduce_wide(&wide)
}
