//! Sealing: ciphertexts and proof from one seed, in constant time in the choice.
//!
//! The prover knows r = Σ ρ_i·r_i and therefore every commitment as a combination of G and X with known factors: with
//! B_j = (ρ_choice − ρ_j)·G + r·X, a simulated branch is a_j = (z_j − c_j·r)·G and b_j = (z_j − c_j·r)·X + c_j·(ρ_j − ρ_choice)·G.
//! The real branch has the same form with w in place of z_j − c_j·r, so one loop serves both and no branch or table index depends
//! on the choice.

use canonical::{Hash, tag};
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use super::{MAX_OPTIONS, MIN_OPTIONS, OptionsError, Proof, Statement, hashing};
use crate::cipher::{Ciphertext, JointKey, encrypt_bits};
use crate::group::{Element, Scalar, SecretScalar, encode_doubled, kdf_scalar};

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Too few or too many options.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// The choice is not one of the options.
    #[error("option {choice} (counted from 0) of {options} does not exist; nothing was sealed, let the voter choose again")]
    NoSuchOption {
        /// The choice asked for, counted from 0.
        choice: usize,
        /// The number of options.
        options: usize,
    },
}

/// Encrypts the `choice`-th unit vector of `options` entries (`choice` counts from 0) and proves it.
///
/// Every random value is KDF(seed, context, K, choice + 1, label, i) under the tag ballot-value: label `r` (i = 1…K) encrypts,
/// `w` (i = 1) is the nonce of the real branch, `c` and `z` (i = 1…K) are the simulated challenges and responses. The same
/// arguments give the same bytes, so a challenged ballot is checked by sealing again. A seed serves one sealing only.
pub fn seal(key: &JointKey, context: &Hash, options: usize, choice: usize, seed: &[u8; 32]) -> Result<(Vec<Ciphertext>, Proof), SealError> {
    if !(MIN_OPTIONS..=MAX_OPTIONS).contains(&options) {
        return Err(OptionsError { found: options }.into());
    }
    if choice >= options {
        return Err(SealError::NoSuchOption { choice, options });
    }
    let values = Values { seed, context, scope: [options as u64, choice as u64 + 1] };
    let bits: Vec<Choice> = (0..options as u64).map(|i| i.ct_eq(&(choice as u64))).collect();
    let randomness = values.list("r", options);
    let ciphertexts = encrypt_bits(&bits, &randomness, key);
    let statement = Statement::new(key, *context, &ciphertexts)?;
    let proof = prove(&statement, &bits, &randomness, &values);
    Ok((ciphertexts, proof))
}

/// The values that one seed stands for.
struct Values<'a> {
    seed: &'a [u8; 32],
    context: &'a Hash,
    scope: [u64; 2],
}

impl Values<'_> {
    fn one(&self, label: &str, index: u64) -> SecretScalar {
        kdf_scalar(tag::BALLOT_VALUE, self.seed, self.context, &self.scope, label, index)
    }

    fn list(&self, label: &str, length: usize) -> Vec<SecretScalar> {
        (1..).take(length).map(|index| self.one(label, index)).collect()
    }
}

fn prove(statement: &Statement<'_>, bits: &[Choice], randomness: &[SecretScalar], values: &Values<'_>) -> Proof {
    let rho = hashing::weights(statement);
    let r = Zeroizing::new(rho.iter().zip(randomness).map(|(rho, r)| rho * r.0).sum::<Number>());
    let chosen = Zeroizing::new(rho.iter().zip(bits).map(|(rho, bit)| only_if(rho, *bit)).sum::<Number>());
    let nonce = values.one("w", 1);
    let (mut c, mut z) = (values.list("c", rho.len()), values.list("z", rho.len()));

    let mut halves = Vec::with_capacity(2 * rho.len());
    for (((bit, rho), c), z) in bits.iter().zip(&rho).zip(&c).zip(&z) {
        let simulated = Zeroizing::new(z.0 - c.0 * *r);
        let u = Zeroizing::new(Number::conditional_select(&simulated, &nonce.0, *bit).div_by_2());
        let v = Zeroizing::new((c.0 * (rho - *chosen)).div_by_2());
        halves.push(RistrettoPoint::mul_base(&u));
        halves.push(RistrettoPoint::mul_base(&v) + statement.key.times(&u));
    }
    let commitments: Vec<[Element; 2]> = encode_doubled(&halves).as_chunks().0.to_vec();

    let simulated: Number = c.iter().zip(bits).map(|(c, bit)| only_if(&c.0, !*bit)).sum();
    let real = hashing::challenge(statement, &commitments) - simulated;
    let answer = Zeroizing::new(nonce.0 + real * *r);
    for ((bit, c), z) in bits.iter().zip(&mut c).zip(&mut z) {
        c.0.conditional_assign(&real, *bit);
        z.0.conditional_assign(&answer, *bit);
    }
    let public = |secret: &SecretScalar| Scalar(secret.0);
    let challenges = c.iter().take(rho.len() - 1).map(public).collect();
    Proof { commitments, challenges, responses: z.iter().map(public).collect() }
}

fn only_if(number: &Number, bit: Choice) -> Number {
    Number::conditional_select(&Number::ZERO, number, bit)
}
