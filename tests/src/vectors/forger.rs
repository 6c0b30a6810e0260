//! A prover who encrypts what he likes and proves what he can: the unit-vector proof written a second time, from its equations, with
//! nothing of the production prover. On unit vectors it convinces the verifier, which shows that its failures elsewhere are the
//! vector's fault.

use canonical::{Hash, Transcript, tag};
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity;

/// α and β.
pub(super) type Pair = [RistrettoPoint; 2];

/// What is claimed to be a unit vector, and under which key.
#[derive(Clone)]
pub(super) struct Claimed {
    pub(super) key: RistrettoPoint,
    pub(super) context: Hash,
    pub(super) ciphertexts: Vec<Pair>,
}

/// A proof before it becomes bytes; all K challenges are here.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) commitments: Vec<Pair>,
    pub(super) challenges: Vec<Scalar>,
    pub(super) responses: Vec<Scalar>,
}

impl Parts {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let points = self.commitments.iter().flatten().map(|point| point.compress().to_bytes());
        let carried = self.challenges.len().saturating_sub(1);
        points.chain(self.challenges.iter().take(carried).chain(&self.responses).map(Scalar::to_bytes)).flatten().collect()
    }
}

/// A number of the forger's own.
pub(super) fn number(label: &str, index: usize) -> Scalar {
    let wide = canonical::wide_hash(tag::SIMULATION, &[b"forger", label.as_bytes(), &index.to_be_bytes()]);
    Scalar::from_bytes_mod_order_wide(&wide)
}

/// A whole number, below zero too.
pub(super) fn whole(number: i64) -> Scalar {
    let size = Scalar::from(number.unsigned_abs());
    if number < 0 { -size } else { size }
}

/// The forger's randomness of position i.
pub(super) fn randomness(options: usize) -> Vec<Scalar> {
    (0..options).map(|i| number("r", i)).collect()
}

/// m·G + r·X beside r·G.
pub(super) fn encrypt(message: &Scalar, r: &Scalar, key: &RistrettoPoint) -> Pair {
    [RistrettoPoint::mul_base(r), RistrettoPoint::mul_base(message) + key * r]
}

impl Claimed {
    /// Any messages at all.
    pub(super) fn encrypting(messages: &[Scalar], key: RistrettoPoint, context: Hash) -> Self {
        let ciphertexts = messages.iter().zip(randomness(messages.len())).map(|(m, r)| encrypt(m, &r, &key)).collect();
        Self { key, context, ciphertexts }
    }

    fn transcript(&self, tag: canonical::Tag, hashed: impl Fn(usize) -> bool) -> Transcript {
        let mut transcript = Transcript::new(tag);
        transcript.part(self.context.as_bytes()).part(self.key.compress().as_bytes()).number(self.ciphertexts.len() as u64);
        for (_, pair) in self.ciphertexts.iter().enumerate().filter(|(place, _)| hashed(*place)) {
            transcript.part(&bytes(pair));
        }
        transcript
    }

    /// ρ_1 … ρ_K.
    pub(super) fn weights(&self) -> Vec<Scalar> {
        self.weights_over(|_| true)
    }

    /// The weights as they would be if only some ciphertexts were hashed.
    pub(super) fn weights_over(&self, hashed: impl Fn(usize) -> bool) -> Vec<Scalar> {
        let transcript = self.transcript(tag::UNIT_RHO, hashed);
        let one = |i| Scalar::from_bytes_mod_order_wide(&transcript.clone().number(i).finish_wide());
        (1..=self.ciphertexts.len() as u64).map(one).collect()
    }

    /// The challenge over these commitments.
    pub(super) fn challenge(&self, commitments: &[Pair]) -> Scalar {
        let mut transcript = self.transcript(tag::UNIT_CHAL, |_| true);
        for point in commitments.iter().flatten() {
            transcript.part(point.compress().as_bytes());
        }
        Scalar::from_bytes_mod_order_wide(&transcript.finish_wide())
    }

    fn sum(&self, rho: &[Scalar], half: usize) -> RistrettoPoint {
        let halves = self.ciphertexts.iter().filter_map(|pair| pair.get(half));
        rho.iter().zip(halves).fold(RistrettoPoint::identity(), |sum, (rho, point)| sum + point * rho)
    }

    /// Answers branch `real` with r = Σ ρ_i·r_i and simulates the others, whatever the vector is.
    pub(super) fn prove(&self, rho: &[Scalar], real: usize) -> Parts {
        let (alpha, beta) = (self.sum(rho, 0), self.sum(rho, 1));
        let options = rho.len();
        let mut challenges: Vec<Scalar> = (0..options).map(|j| number("c", j)).collect();
        let mut responses: Vec<Scalar> = (0..options).map(|j| number("z", j)).collect();
        let (w, r): (Scalar, Scalar) = (number("w", 0), rho.iter().zip(randomness(options)).map(|(rho, r)| rho * r).sum());
        let commitment = |j: usize| {
            let (c, z) = (challenges[j], responses[j]);
            if j == real {
                [RistrettoPoint::mul_base(&w), self.key * w]
            } else {
                [RistrettoPoint::mul_base(&z) - alpha * c, self.key * z - (beta - RistrettoPoint::mul_base(&rho[j])) * c]
            }
        };
        let commitments: Vec<Pair> = (0..options).map(commitment).collect();
        let others: Scalar = (0..options).filter(|j| *j != real).map(|j| challenges[j]).sum();
        challenges[real] = self.challenge(&commitments) - others;
        responses[real] = w + challenges[real] * r;
        Parts { commitments, challenges, responses }
    }

    /// The 2K equations for given weights: what a verifier with weaker weights would check.
    pub(super) fn holds(&self, parts: &Parts, rho: &[Scalar]) -> bool {
        let (alpha, beta) = (self.sum(rho, 0), self.sum(rho, 1));
        let total: Scalar = parts.challenges.iter().sum();
        let branches = parts.commitments.iter().zip(&parts.challenges).zip(&parts.responses).zip(rho);
        let mut equations = branches.map(|((([a, b], c), z), rho)| {
            let second = b + (beta - RistrettoPoint::mul_base(rho)) * c;
            RistrettoPoint::mul_base(z) == a + alpha * c && self.key * z == second
        });
        equations.all(|holds| holds) && total == self.challenge(&parts.commitments)
    }
}

/// α ‖ β.
pub(super) fn bytes(pair: &Pair) -> Vec<u8> {
    pair.iter().flat_map(|point| point.compress().to_bytes()).collect()
}
