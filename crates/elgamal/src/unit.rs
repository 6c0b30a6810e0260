//! The proof that K ciphertexts encrypt a unit vector: one 1, otherwise 0.
//!
//! Random weights ρ_i, hashed from everything that stands before the proof, fold the vector into A = Σ ρ_i·α_i and, for every
//! position j, B_j = Σ ρ_i·β_i − ρ_j·G. If the vector is the j-th unit vector then (A, B_j) encrypts zero; if it is no unit
//! vector, that happens for some j with probability at most K/ℓ. A one-out-of-K proof shows that some (A, B_j) encrypts zero
//! without showing which. `docs/UNIT_VECTOR_PROOF.md` has the whole argument.
//!
//! ```text
//! ρ_i = Hs(unit-rho;  context, key, K, C_1 … C_K, i)              i counts from 1; C_i is one part of 64 bytes
//! c   = Hs(unit-chal; context, key, K, C_1 … C_K, a_1, b_1 … a_K, b_K)     a_j and b_j are parts of 32 bytes
//! z_j·G = a_j + c_j·A     z_j·X = b_j + c_j·B_j     for every j;  c_K = c − (c_1 + … + c_{K−1}) is not carried
//! proof = a_1 ‖ b_1 ‖ … ‖ a_K ‖ b_K ‖ c_1 ‖ … ‖ c_{K−1} ‖ z_1 ‖ … ‖ z_K          128·K − 32 bytes
//! ```
//!
//! [`seal`] makes ciphertexts and proof from a seed; [`verify`] checks one; [`Batch`] checks many at a third of the cost, gives the
//! same answers and names the guilty.

mod batch;
mod hashing;
mod prove;
mod verify;

use canonical::Hash;

use crate::cipher::{Ciphertext, JointKey};
use crate::encoding::{EncodingError, serde_base64_list, words};
use crate::group::{Element, Scalar};

pub use batch::{Batch, CHUNK, Guilty};
pub use prove::{SealError, seal};
pub use verify::{ProofError, verify};

/// Fewest options a vector has.
pub const MIN_OPTIONS: usize = 2;
/// Most options a vector has, blank included.
pub const MAX_OPTIONS: usize = 16;

/// What a proof is about: these ciphertexts, under this key, in this context. Borrowed, so that a village's key is held once.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    key: &'a JointKey,
    context: Hash,
    ciphertexts: &'a [Ciphertext],
}

/// A vector shorter than [`MIN_OPTIONS`] or longer than [`MAX_OPTIONS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ballot has {MIN_OPTIONS} to {MAX_OPTIONS} options, this one has {found}; it cannot be counted")]
pub struct OptionsError {
    /// Options found.
    pub found: usize,
}

impl<'a> Statement<'a> {
    /// `context` is the ballot's digest, which binds booth, slot, card and stratum.
    pub const fn new(key: &'a JointKey, context: Hash, ciphertexts: &'a [Ciphertext]) -> Result<Self, OptionsError> {
        match ciphertexts.len() {
            MIN_OPTIONS..=MAX_OPTIONS => Ok(Self { key, context, ciphertexts }),
            found => Err(OptionsError { found }),
        }
    }

    /// The number of options K.
    #[must_use]
    pub const fn options(&self) -> usize {
        self.ciphertexts.len()
    }
}

/// A proof as it was read or made. Holding one proves that every part is canonically encoded and K is in bounds, nothing else:
/// only [`verify`] and [`Batch::verify`] say whether it holds. JSON: base64 of 128·K − 32 bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    commitments: Vec<[Element; 2]>,
    challenges: Vec<Scalar>,
    responses: Vec<Scalar>,
}

impl Proof {
    /// Reads a_1 ‖ b_1 ‖ … ‖ c_1 ‖ … ‖ c_{K−1} ‖ z_1 ‖ … ‖ z_K; K follows from the length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EncodingError> {
        let wrong = EncodingError::Length { found: bytes.len() };
        let words = words(bytes)?;
        let options = (words.len() + 1) / 4;
        if words.len() + 1 != options * 4 || !(MIN_OPTIONS..=MAX_OPTIONS).contains(&options) {
            return Err(wrong);
        }
        let (points, scalars) = words.split_at_checked(2 * options).ok_or(wrong)?;
        let (challenges, responses) = scalars.split_at_checked(options - 1).ok_or(wrong)?;
        let commitment = |[a, b]: &[[u8; 32]; 2]| Ok([Element::decode(a)?, Element::decode(b)?]);
        Ok(Self {
            commitments: points.as_chunks().0.iter().map(commitment).collect::<Result<_, EncodingError>>()?,
            challenges: challenges.iter().map(Scalar::from_bytes).collect::<Result<_, _>>()?,
            responses: responses.iter().map(Scalar::from_bytes).collect::<Result<_, _>>()?,
        })
    }

    /// The bytes that [`Proof::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(128 * self.options());
        self.commitments.iter().flatten().for_each(|point| bytes.extend_from_slice(point.as_bytes()));
        self.challenges.iter().chain(&self.responses).for_each(|number| bytes.extend_from_slice(&number.to_bytes()));
        bytes
    }

    /// The number of options K that the proof is for.
    #[must_use]
    pub const fn options(&self) -> usize {
        self.responses.len()
    }
}

serde_base64_list!(Proof);

#[cfg(test)]
mod tests;
