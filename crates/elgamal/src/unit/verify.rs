//! Checking one proof, equation by equation.

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};

use super::{Proof, Statement, hashing};
use crate::cipher::Ciphertext;

/// Why a vector is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The proof speaks of another number of options.
    #[error("the ballot has {ciphertexts} ciphertexts and a proof for {proof}; it was changed after sealing or sealed by other rules")]
    Options {
        /// Ciphertexts of the statement.
        ciphertexts: usize,
        /// Options the proof is for.
        proof: usize,
    },
    /// An equation does not hold.
    #[error("the proof that exactly one option is chosen does not hold; the ballot was changed, copied or sealed by other rules")]
    Equation,
}

/// Accepts exactly if all 2K equations hold. Variable time: everything here is public.
pub fn verify(statement: &Statement<'_>, proof: &Proof) -> Result<(), ProofError> {
    check_options(statement, proof)?;
    if holds(statement, proof, &hashing::weights(statement)) { Ok(()) } else { Err(ProofError::Equation) }
}

pub(super) const fn check_options(statement: &Statement<'_>, proof: &Proof) -> Result<(), ProofError> {
    if statement.options() == proof.options() {
        Ok(())
    } else {
        Err(ProofError::Options { ciphertexts: statement.options(), proof: proof.options() })
    }
}

/// c_1 … c_K, the last one from the hash.
pub(super) fn challenges(statement: &Statement<'_>, proof: &Proof) -> Vec<Number> {
    let mut challenges: Vec<Number> = proof.challenges.iter().map(|c| c.0).collect();
    let carried: Number = challenges.iter().sum();
    challenges.push(hashing::challenge(statement, &proof.commitments) - carried);
    challenges
}

/// The equations for given weights.
pub(super) fn holds(statement: &Statement<'_>, proof: &Proof, rho: &[Number]) -> bool {
    let alpha = combine(rho, statement.ciphertexts, |c| c.alpha().point());
    let beta = combine(rho, statement.ciphertexts, |c| c.beta().point());
    let key = statement.key.element().point();
    let challenges = challenges(statement, proof);
    let branches = proof.commitments.iter().zip(&challenges).zip(&proof.responses).zip(rho);
    branches.into_iter().all(|((([a, b], c), z), rho)| {
        // z·G − c·A = a, and with c·B_j = c·(Σ ρ_i·β_i) − c·ρ_j·G:  z·X − c·(Σ ρ_i·β_i) + c·ρ_j·G = b
        let first = RistrettoPoint::vartime_double_scalar_mul_basepoint(&-c, &alpha, &z.0) - a.point();
        let second = RistrettoPoint::vartime_multiscalar_mul([z.0, -c], [key, &beta]) - b.point();
        first.is_identity() && (second + RistrettoPoint::mul_base(&(c * rho))).is_identity()
    })
}

fn combine(rho: &[Number], ciphertexts: &[Ciphertext], half: fn(&Ciphertext) -> &RistrettoPoint) -> RistrettoPoint {
    RistrettoPoint::vartime_multiscalar_mul(rho, ciphertexts.iter().map(half))
}
