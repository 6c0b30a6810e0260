//! Exponential ElGamal: (α, β) = (r·G, m·G + r·X) under the joint key X, and sums of such pairs.
//!
//! Adding ciphertexts adds their messages, so a sum of ballots opens to the count without opening a ballot. Whoever knows r, or
//! enough shares of X's private key, can open a single ciphertext; nothing here does.

use core::fmt;
use core::iter::Sum;
use core::ops::AddAssign;
use std::sync::OnceLock;

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::{RistrettoBasepointTable, RistrettoPoint};
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::Identity;
use subtle::{Choice, ConditionallySelectable};
use zeroize::Zeroizing;

use crate::encoding::{EncodingError, serde_base64};
use crate::group::{Element, NonIdentity, SecretScalar, encode_doubled};

/// The guardians' joint public key X, never the neutral element. JSON: base64 of 32 bytes.
///
/// Holding one proves only that it is a usable point; that guardians made it is what a ceremony transcript shows. The table of
/// multiples (about 30 KB, 0.9 ms) is made at the first sealing, so reading and verifying never pay for it.
#[derive(Clone)]
pub struct JointKey {
    key: NonIdentity,
    table: OnceLock<Box<RistrettoBasepointTable>>,
}

impl JointKey {
    /// Takes a point that is not the neutral element.
    #[must_use]
    pub const fn new(key: NonIdentity) -> Self {
        Self { key, table: OnceLock::new() }
    }

    /// Decodes strictly and refuses the neutral element.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, EncodingError> {
        NonIdentity::from_bytes(bytes).map(Self::new)
    }

    /// The point.
    #[must_use]
    pub const fn element(&self) -> &Element {
        self.key.element()
    }

    /// The canonical encoding.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The canonical encoding, borrowed.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// `factor`·X in constant time.
    pub(crate) fn times(&self, factor: &Number) -> RistrettoPoint {
        let table = self.table.get_or_init(|| Box::new(RistrettoBasepointTable::create(self.element().point())));
        table.as_ref() * factor
    }
}

impl PartialEq for JointKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for JointKey {}

impl fmt::Debug for JointKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JointKey({})", canonical::hex::encode(self.as_bytes()))
    }
}

serde_base64!(JointKey);

/// One encrypted number. 64 bytes α ‖ β; JSON: base64.
///
/// Holding one proves that both halves are canonical points and α is not neutral. It says nothing about the number inside.
/// A record must also refuse any α that occurs twice anywhere; only the reader of the whole record can see that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ciphertext {
    alpha: Element,
    beta: Element,
}

impl Ciphertext {
    /// Bytes of one ciphertext.
    pub const LENGTH: usize = 64;

    /// Decodes α ‖ β strictly; a neutral α is refused, because it would show the number to everyone.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, EncodingError> {
        let (alpha, beta) = halves(bytes)?;
        Ok(Self { alpha: NonIdentity::new(alpha)?.into(), beta })
    }

    /// α ‖ β.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        joined(&self.alpha, &self.beta)
    }

    /// α = r·G.
    #[must_use]
    pub const fn alpha(&self) -> &Element {
        &self.alpha
    }

    /// β = m·G + r·X.
    #[must_use]
    pub const fn beta(&self) -> &Element {
        &self.beta
    }

    pub(crate) const fn from_parts(alpha: Element, beta: Element) -> Self {
        Self { alpha, beta }
    }
}

serde_base64!(Ciphertext);

/// Encrypts 0 or 1 in constant time. `randomness` serves one encryption and is then forgotten.
#[must_use]
pub fn encrypt(bit: Choice, randomness: &SecretScalar, key: &JointKey) -> Ciphertext {
    let [alpha, beta] = points(bit, &RISTRETTO_BASEPOINT_POINT, &randomness.0, key);
    Ciphertext::from_parts(Element::from_point(alpha), Element::from_point(beta))
}

/// Encrypts a vector of bits, encoding all points together: everything is made by halves and doubled at the end.
pub(crate) fn encrypt_bits(bits: &[Choice], randomness: &[SecretScalar], key: &JointKey) -> Vec<Ciphertext> {
    let unit = RistrettoPoint::mul_base(&Number::ONE.div_by_2());
    let half_points = |(bit, r): (&Choice, &SecretScalar)| points(*bit, &unit, &Zeroizing::new(r.0.div_by_2()), key);
    let halves: Vec<_> = bits.iter().zip(randomness).flat_map(half_points).collect();
    encode_doubled(&halves).as_chunks().0.iter().map(|[alpha, beta]| Ciphertext::from_parts(*alpha, *beta)).collect()
}

fn points(bit: Choice, unit: &RistrettoPoint, r: &Number, key: &JointKey) -> [RistrettoPoint; 2] {
    let message = RistrettoPoint::conditional_select(&RistrettoPoint::identity(), unit, bit);
    [RistrettoPoint::mul_base(r), message + key.times(r)]
}

/// A sum of ciphertexts, or of none. 64 bytes α ‖ β; JSON: base64. Neutral halves are allowed: a booth could force them, and a
/// refusal would let it block the opening.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CiphertextSum {
    alpha: RistrettoPoint,
    beta: RistrettoPoint,
}

impl CiphertextSum {
    /// The sum of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self { alpha: RistrettoPoint::identity(), beta: RistrettoPoint::identity() }
    }

    /// Decodes α ‖ β strictly.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, EncodingError> {
        let (alpha, beta) = halves(bytes)?;
        Ok(Self { alpha: *alpha.point(), beta: *beta.point() })
    }

    /// α ‖ β.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        joined(&self.alpha(), &self.beta())
    }

    /// Σα.
    #[must_use]
    pub fn alpha(&self) -> Element {
        Element::from_point(self.alpha)
    }

    /// Σβ.
    #[must_use]
    pub fn beta(&self) -> Element {
        Element::from_point(self.beta)
    }
}

impl AddAssign<&Ciphertext> for CiphertextSum {
    fn add_assign(&mut self, one: &Ciphertext) {
        self.alpha += one.alpha.point();
        self.beta += one.beta.point();
    }
}

impl AddAssign<&CiphertextSum> for CiphertextSum {
    fn add_assign(&mut self, other: &CiphertextSum) {
        self.alpha += other.alpha;
        self.beta += other.beta;
    }
}

impl<'a> Sum<&'a Ciphertext> for CiphertextSum {
    fn sum<I: Iterator<Item = &'a Ciphertext>>(ciphertexts: I) -> Self {
        ciphertexts.fold(Self::empty(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

impl fmt::Debug for CiphertextSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CiphertextSum({})", canonical::hex::encode(&self.to_bytes()))
    }
}

serde_base64!(CiphertextSum);

fn halves(bytes: &[u8; 64]) -> Result<(Element, Element), EncodingError> {
    match crate::encoding::words(bytes)? {
        [alpha, beta] => Ok((Element::decode(alpha)?, Element::decode(beta)?)),
        _ => Err(EncodingError::Length { found: bytes.len() }),
    }
}

fn joined(alpha: &Element, beta: &Element) -> [u8; 64] {
    let mut bytes = [0; 64];
    let (first, second) = bytes.split_at_mut(32);
    first.copy_from_slice(alpha.as_bytes());
    second.copy_from_slice(beta.as_bytes());
    bytes
}

#[cfg(test)]
mod tests;
