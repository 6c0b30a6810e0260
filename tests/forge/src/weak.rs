//! Ballots that no honest booth seals: vectors that are no single vote, with the best proof that somebody without luck can make.
//!
//! The prover computes with points alone and from the text of `docs/UNIT_VECTOR_PROOF.md`; it shares no line with `elgamal::unit`.

use canonical::{Hash, Transcript, tag, wide_hash};
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use elgamal::unit::Proof;
use elgamal::{Ciphertext, JointKey};

/// What is proven, and to whom.
#[derive(Debug, Clone, Copy)]
pub struct Prover<'a> {
    /// The key under which is encrypted.
    pub key: &'a JointKey,
    /// The ballot's context.
    pub context: Hash,
    /// All randomness follows from it.
    pub seed: u64,
}

/// A small number, negative ones too.
#[must_use]
pub fn whole(number: i64) -> Scalar {
    let size = Scalar::from(number.unsigned_abs());
    if number < 0 { -size } else { size }
}

/// One half.
#[must_use]
pub fn half() -> Scalar {
    Scalar::from(2_u8).invert()
}

impl Prover<'_> {
    fn number(&self, label: &str, index: usize) -> Scalar {
        let parts = [&self.seed.to_be_bytes()[..], label.as_bytes(), &(index as u64).to_be_bytes()];
        Scalar::from_bytes_mod_order_wide(&wide_hash(tag::SIMULATION, &parts))
    }

    fn joint(&self) -> RistrettoPoint {
        CompressedRistretto(self.key.to_bytes()).decompress().unwrap()
    }

    fn encrypt(&self, message: &Scalar, place: usize) -> [RistrettoPoint; 2] {
        let r = self.number("r", place);
        [RistrettoPoint::mul_base(&r), RistrettoPoint::mul_base(message) + self.joint() * r]
    }

    /// Encrypts the vector and proves branch 0, whether or not it is true.
    #[must_use]
    pub fn any_vector(&self, messages: &[Scalar]) -> (Vec<Ciphertext>, Proof) {
        let pairs: Vec<[RistrettoPoint; 2]> = messages.iter().enumerate().map(|(place, m)| self.encrypt(m, place)).collect();
        let rho = self.weights(&pairs, None);
        self.finish(&pairs, &rho)
    }

    /// A vector that passes if ciphertext `left_out` is not hashed into the weights.
    #[must_use]
    pub fn left_out(&self, messages: &[Scalar], left_out: usize) -> (Vec<Ciphertext>, Proof) {
        let mut messages = messages.to_vec();
        let mut pairs: Vec<[RistrettoPoint; 2]> = messages.iter().enumerate().map(|(place, m)| self.encrypt(m, place)).collect();
        let rho = self.weights(&pairs, Some(left_out));
        let others: Scalar = (0..pairs.len()).filter(|i| *i != left_out).map(|i| rho[i] * messages[i]).sum();
        messages[left_out] = (rho[0] - others) * rho[left_out].invert();
        pairs[left_out] = self.encrypt(&messages[left_out], left_out);
        self.finish(&pairs, &rho)
    }

    fn transcript(&self, tag: canonical::Tag, pairs: &[[RistrettoPoint; 2]], left_out: Option<usize>) -> Transcript {
        let mut transcript = Transcript::new(tag);
        transcript.part(self.context.as_bytes()).part(self.key.as_bytes()).number(pairs.len() as u64);
        for (_, pair) in pairs.iter().enumerate().filter(|(place, _)| Some(*place) != left_out) {
            transcript.part(&bytes(pair));
        }
        transcript
    }

    fn weights(&self, pairs: &[[RistrettoPoint; 2]], left_out: Option<usize>) -> Vec<Scalar> {
        let transcript = self.transcript(tag::UNIT_RHO, pairs, left_out);
        let one = |i| Scalar::from_bytes_mod_order_wide(&transcript.clone().number(i).finish_wide());
        (1..=pairs.len() as u64).map(one).collect()
    }

    /// Answers branch 0 and simulates the others.
    fn finish(&self, pairs: &[[RistrettoPoint; 2]], rho: &[Scalar]) -> (Vec<Ciphertext>, Proof) {
        let options = pairs.len();
        let folded = |half: usize| -> RistrettoPoint { pairs.iter().zip(rho).map(|(pair, rho)| pair[half] * rho).sum() };
        let (alpha, beta) = (folded(0), folded(1));
        let mut c: Vec<Scalar> = (0..options).map(|j| self.number("c", j)).collect();
        let mut z: Vec<Scalar> = (0..options).map(|j| self.number("z", j)).collect();
        let nonce = self.number("w", 0);
        let r: Scalar = (0..options).map(|j| rho[j] * self.number("r", j)).sum();
        let commitment = |j: usize| match j {
            0 => [RistrettoPoint::mul_base(&nonce), self.joint() * nonce],
            _ => [RistrettoPoint::mul_base(&z[j]) - alpha * c[j], self.joint() * z[j] - (beta - RistrettoPoint::mul_base(&rho[j])) * c[j]],
        };
        let commitments: Vec<[RistrettoPoint; 2]> = (0..options).map(commitment).collect();
        let mut transcript = self.transcript(tag::UNIT_CHAL, pairs, None);
        for point in commitments.iter().flatten() {
            transcript.part(&point.compress().to_bytes());
        }
        let challenge = Scalar::from_bytes_mod_order_wide(&transcript.finish_wide());
        c[0] = challenge - c[1..].iter().sum::<Scalar>();
        z[0] = nonce + c[0] * r;
        let mut proof: Vec<u8> = commitments.iter().flat_map(bytes).collect();
        c[..options - 1].iter().chain(&z).for_each(|number| proof.extend_from_slice(number.as_bytes()));
        let ciphertexts = pairs.iter().map(|pair| Ciphertext::from_bytes(&bytes(pair)).unwrap()).collect();
        (ciphertexts, Proof::from_bytes(&proof).unwrap())
    }
}

fn bytes(pair: &[RistrettoPoint; 2]) -> [u8; 64] {
    let mut bytes = [0; 64];
    pair.iter().zip(bytes.chunks_mut(32)).for_each(|(point, place)| place.copy_from_slice(&point.compress().to_bytes()));
    bytes
}

/// The same proof with its first two branches exchanged.
#[must_use]
pub fn branches_exchanged(proof: &Proof) -> Proof {
    let options = proof.options();
    let mut words: Vec<[u8; 32]> = proof.to_bytes().as_chunks().0.to_vec();
    words.swap(0, 2);
    words.swap(1, 3);
    // The last challenge is not carried, so of two options only the answers can move.
    if options > 2 {
        words.swap(2 * options, 2 * options + 1);
    }
    let answers = 3 * options - 1;
    words.swap(answers, answers + 1);
    Proof::from_bytes(&words.concat()).unwrap()
}

#[cfg(test)]
mod tests {
    use elgamal::unit::{Statement, verify};

    use super::*;

    #[test]
    fn the_second_prover_convinces_of_unit_vectors_and_of_nothing_else() {
        let setup = crate::Setup::new(crate::Spec::default());
        let prover = Prover { key: setup.key.joint(), context: Hash::ZERO, seed: 1 };
        let holds = |(ciphertexts, proof): (Vec<Ciphertext>, Proof)| {
            verify(&Statement::new(prover.key, Hash::ZERO, &ciphertexts).unwrap(), &proof).is_ok()
        };
        assert!(holds(prover.any_vector(&[1, 0, 0].map(whole))));
        assert!(!holds(prover.any_vector(&[0, 0, 0].map(whole))));
        assert!(!holds(prover.left_out(&[5, 3, 0].map(whole), 1)));
        let (ciphertexts, proof) = prover.any_vector(&[1, 0, 0].map(whole));
        assert!(!holds((ciphertexts, branches_exchanged(&proof))));
    }
}
