//! Checking many proofs at once.
//!
//! All equations of up to [`CHUNK`] ballots, each multiplied by its own 128-bit weight, are added and checked as one sum. The weights
//! come from a seed and a hash of the chunk's whole content, so no proof can be fitted to them; a false equation survives with
//! probability 2⁻¹²⁸. Weights stand on the commitments with a plus sign, which keeps those factors short. A chunk that fails is
//! checked ballot by ballot, so the answers are those of [`verify`].

use std::collections::BTreeMap;

use canonical::{Hash, Transcript, tag, wide_hash};
use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};

use super::verify::{challenges, check_options};
use super::{Proof, Statement, hashing, verify};
use crate::cipher::JointKey;

/// Ballots per sum: enough to make the sum cheap, few enough to stay in a processor's cache.
pub const CHUNK: usize = 256;

type Entry<'a> = (Statement<'a>, &'a Proof);

/// Proofs to be checked together. Memory grows with what is added; a long record is best fed in batches of a few chunks.
#[derive(Default, Debug)]
pub struct Batch<'a> {
    entries: Vec<Entry<'a>>,
}

/// The proofs of a batch that do not hold, by their place in the order of adding, counted from 0, ascending. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} of the ballots checked together do not hold; see their places", indices.len())]
pub struct Guilty {
    /// Places in the order of adding, from 0.
    pub indices: Vec<usize>,
}

impl<'a> Batch<'a> {
    /// A batch of nothing, which verifies.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Adds one proof.
    pub fn add(&mut self, statement: Statement<'a>, proof: &'a Proof) {
        self.entries.push((statement, proof));
    }

    /// How many were added.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Was nothing added?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Says yes, or names every proof that [`verify`] refuses. `weight_seed` should be fresh; if it is not, the hash of the content
    /// still makes the weights unpredictable to whoever made the proofs.
    pub fn verify(&self, weight_seed: [u8; 32]) -> Result<(), Guilty> {
        let mut indices = Vec::new();
        for (number, chunk) in self.entries.chunks(CHUNK).enumerate() {
            if !chunk_holds(chunk, &weight_seed) {
                let bad = chunk.iter().enumerate().filter(|(_, (statement, proof))| verify(statement, proof).is_err());
                indices.extend(bad.map(|(place, _)| number * CHUNK + place));
            }
        }
        if indices.is_empty() { Ok(()) } else { Err(Guilty { indices }) }
    }
}

fn chunk_holds(chunk: &[Entry<'_>], weight_seed: &[u8; 32]) -> bool {
    if chunk.iter().any(|(statement, proof)| check_options(statement, proof).is_err()) {
        return false;
    }
    let root = content_hash(chunk, weight_seed);
    let mut sum = Terms::default();
    for (place, (statement, proof)) in (0_u64..).zip(chunk) {
        sum.add(statement, proof, |branch| weights(&root, place, branch));
    }
    sum.adds_to_zero()
}

fn content_hash(chunk: &[Entry<'_>], weight_seed: &[u8; 32]) -> Hash {
    let mut transcript = Transcript::new(tag::UNIT_BATCH);
    transcript.part(weight_seed).number(chunk.len() as u64);
    for (statement, proof) in chunk {
        transcript.part(statement.context.as_bytes()).part(statement.key.as_bytes()).number(statement.options() as u64);
        statement.ciphertexts.iter().for_each(|ciphertext| {
            transcript.part(&ciphertext.to_bytes());
        });
        transcript.part(&proof.to_bytes());
    }
    transcript.finish()
}

/// The two 128-bit weights of one branch of one ballot.
fn weights(root: &Hash, place: u64, branch: u64) -> [Number; 2] {
    let wide = wide_hash(tag::UNIT_WEIGHT, &[root.as_bytes(), &place.to_be_bytes(), &branch.to_be_bytes()]);
    let number = |from: usize| wide.iter().skip(from).take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    [Number::from(number(0)), Number::from(number(16))]
}

/// One sum of many terms; those of G and of each key are merged.
#[derive(Default)]
struct Terms {
    factors: Vec<Number>,
    points: Vec<RistrettoPoint>,
    generator: Number,
    keys: BTreeMap<[u8; 32], (RistrettoPoint, Number)>,
}

impl Terms {
    /// Adds Σ_j w_j·(a_j + c_j·A − z_j·G) + v_j·(b_j + c_j·B_j − z_j·X).
    fn add(&mut self, statement: &Statement<'_>, proof: &Proof, weights: impl Fn(u64) -> [Number; 2]) {
        let rho = hashing::weights(statement);
        let challenges = challenges(statement, proof);
        let (mut on_alpha, mut on_beta, mut on_key) = (Number::ZERO, Number::ZERO, Number::ZERO);
        let branches = proof.commitments.iter().zip(&challenges).zip(&proof.responses).zip(&rho);
        for (branch, ((([a, b], c), z), rho)) in (1..).zip(branches) {
            let [w, v] = weights(branch);
            self.push(w, a.point());
            self.push(v, b.point());
            on_alpha += w * c;
            on_beta += v * c;
            self.generator -= w * z.0 + v * c * rho;
            on_key -= v * z.0;
        }
        for (ciphertext, rho) in statement.ciphertexts.iter().zip(&rho) {
            self.push(rho * on_alpha, ciphertext.alpha().point());
            self.push(rho * on_beta, ciphertext.beta().point());
        }
        self.add_key(statement.key, on_key);
    }

    fn push(&mut self, factor: Number, point: &RistrettoPoint) {
        self.factors.push(factor);
        self.points.push(*point);
    }

    fn add_key(&mut self, key: &JointKey, factor: Number) {
        let entry = self.keys.entry(key.to_bytes()).or_insert((*key.element().point(), Number::ZERO));
        entry.1 += factor;
    }

    fn adds_to_zero(mut self) -> bool {
        self.push(self.generator, &RISTRETTO_BASEPOINT_POINT);
        for (point, factor) in core::mem::take(&mut self.keys).into_values() {
            self.push(factor, &point);
        }
        RistrettoPoint::vartime_multiscalar_mul(&self.factors, &self.points).is_identity()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Sealed, key};
    use super::*;
    use crate::unit::seal;
    use canonical::sha256;

    /// Ballots of two keys and of all sizes.
    fn honest() -> Vec<Sealed> {
        let sealed = (2..8).map(|options| Sealed::new(options, options / 2, options as u64));
        let other = (2..5_usize).map(|options| {
            let (key, context) = (key(1), sha256(&options.to_be_bytes()));
            let (ciphertexts, proof) = seal(&key, &context, options, 0, context.as_bytes()).unwrap();
            Sealed { key, context, ciphertexts, proof }
        });
        sealed.chain(other).collect()
    }

    fn holds(ballots: &[Sealed]) -> bool {
        let chunk: Vec<Entry<'_>> = ballots.iter().map(|ballot| (ballot.statement(), &ballot.proof)).collect();
        chunk_holds(&chunk, &[5; 32])
    }

    // A chunk that never holds would still give right answers, ballot by ballot and slowly: so the sum itself is looked at.
    #[test]
    fn the_sum_of_an_honest_chunk_is_nothing_and_that_of_a_wrong_one_is_not() {
        let mut ballots = honest();
        assert!(holds(&ballots));
        for place in 0..ballots.len() {
            let response = ballots[place].proof.responses[0].0;
            ballots[place].proof.responses[0].0 += Number::ONE;
            assert!(!holds(&ballots), "ballot {place}");
            ballots[place].proof.responses[0].0 = response;
        }
        assert!(holds(&ballots));
    }

    #[test]
    fn weights_are_two_numbers_of_128_bits_read_from_the_hash() {
        let root = sha256(b"root");
        let wide = wide_hash(tag::UNIT_WEIGHT, &[root.as_bytes(), &3_u64.to_be_bytes(), &2_u64.to_be_bytes()]);
        let number = |from: usize| Number::from(u128::from_be_bytes(wide[from..from + 16].try_into().unwrap()));
        assert_eq!(weights(&root, 3, 2), [number(0), number(16)]);
    }

    #[test]
    fn a_batch_with_something_in_it_is_not_empty() {
        let ballot = Sealed::new(2, 0, 1);
        let mut batch = Batch::new();
        batch.add(ballot.statement(), &ballot.proof);
        assert!(!batch.is_empty());
    }
}
