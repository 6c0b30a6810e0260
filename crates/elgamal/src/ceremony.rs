//! How n guardians make a key of which any t hold enough and fewer than t hold nothing (Feldman and Pedersen).
//!
//! Guardian i draws a [`Polynomial`] f_i of degree t − 1 and commits to the hash of its [`Coefficients`] A_ik = f_ik·G before anyone
//! shows theirs ([`Claim::commitment`]), so nobody can fit its own to the others'. It then shows them with a [`PopProof`] that it
//! knows every coefficient and its exchange key, and sends f_i(j) to guardian j under a [`ShareChannel`]. Guardian j checks it
//! with [`verify_share`] and adds up its share x_j = Σ_i f_i(j) ([`sum_shares`]). Anyone computes the joint key X = Σ_i A_i0
//! ([`joint_key`]) and each guardian's public share X_j = x_j·G ([`public_share`]).
//!
//! The steps, signatures and files of a ceremony are the callers'; here is the mathematics. The attempt number is in every hash,
//! so nothing of a failed attempt serves in the next.

mod polynomial;
mod possession;
mod share;

use core::fmt;

use canonical::Hash;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::VartimeMultiscalarMul;
use serde::{Deserialize, Serialize};

use crate::cipher::JointKey;
use crate::group::{Element, NonIdentity};

pub use polynomial::{Polynomial, exchange_secret, sum_shares, verify_share};
pub use possession::{Claim, PopError, PopProof};
pub use share::{EncryptedShare, ShareChannel, ShareError, dh};

/// Most guardians of one key.
pub const MAX_GUARDIANS: u32 = 20;
/// Fewest guardians that open: one alone must never suffice.
pub const MIN_THRESHOLD: u32 = 2;

/// A guardian's number, 1 to [`MAX_GUARDIANS`]; it is also the point at which polynomials are evaluated, so 0, where the secrets lie,
/// cannot be written. JSON: an integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct GuardianNumber(u32);

impl GuardianNumber {
    /// Refuses 0 and numbers over [`MAX_GUARDIANS`].
    pub const fn new(number: u32) -> Result<Self, SeatError> {
        if 0 < number && number <= MAX_GUARDIANS { Ok(Self(number)) } else { Err(SeatError::Guardian { number }) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(crate) fn as_scalar(self) -> Number {
        Number::from(self.0)
    }
}

impl TryFrom<u32> for GuardianNumber {
    type Error = SeatError;

    fn try_from(number: u32) -> Result<Self, SeatError> {
        Self::new(number)
    }
}

impl From<GuardianNumber> for u32 {
    fn from(number: GuardianNumber) -> Self {
        number.0
    }
}

impl fmt::Display for GuardianNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Numbers that no ceremony has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeatError {
    /// A guardian's number out of range.
    #[error("guardian {number}: numbers run from 1 to the number of guardians, {MAX_GUARDIANS} at most; correct the number")]
    Guardian {
        /// The number found.
        number: u32,
    },
    /// A threshold out of range.
    #[error("{threshold} of {guardians} guardians: the threshold runs from {MIN_THRESHOLD} to all of at most {MAX_GUARDIANS}; correct it")]
    Threshold {
        /// The threshold t found.
        threshold: u32,
        /// The number n of guardians found.
        guardians: u32,
    },
}

/// One guardian's place in one attempt at one village's ceremony.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
    context: Hash,
    attempt: u32,
    guardian: GuardianNumber,
    guardians: u32,
    threshold: u32,
}

impl Seat {
    /// `context` is the village's definition digest; `attempt` counts ceremonies of that definition. Holding a seat proves
    /// 2 ≤ t ≤ n ≤ [`MAX_GUARDIANS`] and that the guardian is one of the n.
    pub const fn new(context: Hash, attempt: u32, guardian: GuardianNumber, guardians: u32, threshold: u32) -> Result<Self, SeatError> {
        if threshold < MIN_THRESHOLD || threshold > guardians || guardians > MAX_GUARDIANS {
            return Err(SeatError::Threshold { threshold, guardians });
        }
        if guardian.get() > guardians {
            return Err(SeatError::Guardian { number: guardian.get() });
        }
        Ok(Self { context, attempt, guardian, guardians, threshold })
    }

    /// The guardian who sits here.
    #[must_use]
    pub const fn guardian(&self) -> GuardianNumber {
        self.guardian
    }

    /// The threshold t.
    #[must_use]
    pub const fn threshold(&self) -> u32 {
        self.threshold
    }

    /// What the secrets of this seat are derived for: the same seed never serves two seats or two attempts.
    fn scope(&self) -> [u64; 4] {
        [self.attempt, self.guardian.get(), self.guardians, self.threshold].map(u64::from)
    }
}

/// A guardian's public coefficients A_0 … A_{t−1}, none neutral, [`MIN_THRESHOLD`] to [`MAX_GUARDIANS`] of them. JSON: a list of
/// base64 points. That the guardian knows them is what its [`PopProof`] shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Vec<NonIdentity>", into = "Vec<NonIdentity>")]
pub struct Coefficients(Vec<NonIdentity>);

impl Coefficients {
    /// Refuses lists that fit no threshold.
    pub fn new(points: Vec<NonIdentity>) -> Result<Self, CeremonyError> {
        match u32::try_from(points.len()) {
            Ok(MIN_THRESHOLD..=MAX_GUARDIANS) => Ok(Self(points)),
            Ok(_) | Err(_) => Err(CeremonyError::Count { found: points.len() }),
        }
    }

    /// A_0 … A_{t−1}.
    #[must_use]
    pub fn points(&self) -> &[NonIdentity] {
        &self.0
    }

    /// f(j)·G = Σ_k jᵏ·A_k.
    fn evaluate(&self, at: GuardianNumber) -> RistrettoPoint {
        let powers = core::iter::successors(Some(Number::ONE), |power| Some(power * at.as_scalar()));
        let powers: Vec<Number> = powers.take(self.0.len()).collect();
        RistrettoPoint::vartime_multiscalar_mul(&powers, self.0.iter().map(|a| a.element().point()))
    }
}

impl TryFrom<Vec<NonIdentity>> for Coefficients {
    type Error = CeremonyError;

    fn try_from(points: Vec<NonIdentity>) -> Result<Self, CeremonyError> {
        Self::new(points)
    }
}

impl From<Coefficients> for Vec<NonIdentity> {
    fn from(coefficients: Coefficients) -> Self {
        coefficients.0
    }
}

/// Why coefficients make no key. The attempt is void; the next begins with fresh seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CeremonyError {
    /// A list that fits no threshold.
    #[error("{found} coefficients fit no threshold; ask the guardian for the file again")]
    Count {
        /// Coefficients found.
        found: usize,
    },
    /// Fewer guardians than the threshold.
    #[error("{guardians} guardians cannot make a key that {threshold} open; wait for the missing files")]
    TooFew {
        /// Guardians found.
        guardians: usize,
        /// Coefficients of each.
        threshold: usize,
    },
    /// Guardians with different numbers of coefficients.
    #[error("guardian at place {place} shows another number of coefficients than the first; void this attempt and begin the next")]
    Degree {
        /// Place in the list, counted from 1.
        place: usize,
    },
    /// Two guardians with one first coefficient.
    #[error("guardian at place {place} shows the first coefficient of another guardian; void this attempt and begin the next")]
    Copied {
        /// Place in the list of the second one, counted from 1.
        place: usize,
    },
    /// The coefficients cancel.
    #[error("the joint key is the neutral element; void this attempt and begin the next")]
    Neutral,
}

/// X_j = Σ_i f_i(j)·G, from every guardian's coefficients. A derived point: it may be neutral.
#[must_use]
pub fn public_share(guardian: GuardianNumber, all: &[Coefficients]) -> Element {
    Element::from_point(all.iter().map(|coefficients| coefficients.evaluate(guardian)).sum())
}

/// X = Σ_i A_i0, from the coefficients of all n guardians in the order of their numbers.
pub fn joint_key(all: &[Coefficients]) -> Result<JointKey, CeremonyError> {
    let threshold = all.first().map_or(0, |first| first.0.len());
    if all.is_empty() || all.len() < threshold {
        return Err(CeremonyError::TooFew { guardians: all.len(), threshold });
    }
    let mut seen = std::collections::BTreeSet::new();
    for (place, coefficients) in (1..).zip(all) {
        if coefficients.0.len() != threshold {
            return Err(CeremonyError::Degree { place });
        }
        if !seen.insert(coefficients.0.first()) {
            return Err(CeremonyError::Copied { place });
        }
    }
    let sum = all.iter().flat_map(|coefficients| coefficients.0.first()).map(|first| first.element().point()).sum();
    NonIdentity::new(Element::from_point(sum)).map(JointKey::new).map_err(|_| CeremonyError::Neutral)
}

#[cfg(test)]
mod tests;
