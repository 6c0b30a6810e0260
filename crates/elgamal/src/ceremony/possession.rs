//! Proof that a guardian knows every coefficient it shows and the secret half of its exchange key.
//!
//! Schnorr proofs with one challenge for all (the fields as listed at [`Claim`]): R_k = n_k·G, u_k = n_k + c·f_k for k < t, and the
//! same with index t for the exchange key. Without it a guardian could show coefficients computed from the others'.

use canonical::{Hash, Tag, Transcript, tag, wide_hash};
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use zeroize::Zeroizing;

use super::{Coefficients, MAX_GUARDIANS, MIN_THRESHOLD, Polynomial, Seat};
use crate::encoding::{EncodingError, serde_base64_list, words};
use crate::group::{Element, NonIdentity, Scalar, SecretScalar};

/// What a guardian claims to know. Hashed in this order: context, attempt, guardian number, Ed25519 key, n, t, A_0 … A_{t−1},
/// exchange key; the challenge then takes in R_0 … R_t.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Whose claim, in which attempt.
    pub seat: &'a Seat,
    /// The guardian's Ed25519 key of the definition.
    pub identity: &'a [u8; 32],
    /// A_0 … A_{t−1}.
    pub coefficients: &'a Coefficients,
    /// The public half of the exchange key of this attempt.
    pub exchange_key: &'a NonIdentity,
}

impl Claim<'_> {
    /// The hash that is signed and gathered from all guardians before anyone shows coefficients.
    #[must_use]
    pub fn commitment(&self) -> Hash {
        self.transcript(tag::COEFFICIENTS).finish()
    }

    fn transcript(&self, tag: Tag) -> Transcript {
        let mut transcript = Transcript::new(tag);
        let Seat { context, attempt, guardian, guardians, threshold } = self.seat;
        transcript.part(context.as_bytes()).number(u64::from(*attempt)).number(u64::from(guardian.get()));
        transcript.part(self.identity).number(u64::from(*guardians)).number(u64::from(*threshold));
        for point in self.points() {
            transcript.part(point.as_bytes());
        }
        transcript
    }

    fn points(&self) -> impl Iterator<Item = &Element> {
        self.coefficients.points().iter().chain([self.exchange_key]).map(NonIdentity::element)
    }

    fn challenge(&self, commitments: &[Element]) -> Number {
        let mut transcript = self.transcript(tag::POP_CHAL);
        for commitment in commitments {
            transcript.part(commitment.as_bytes());
        }
        Number::from_bytes_mod_order_wide(&transcript.finish_wide())
    }
}

/// A proof of possession as it was made or read: c ‖ u_0 ‖ … ‖ u_t, 32·(t + 2) bytes. JSON: base64.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PopProof {
    challenge: Scalar,
    responses: Vec<Scalar>,
}

/// Why a proof of possession is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PopError {
    /// The numbers of coefficients, responses and the threshold do not agree.
    #[error("a threshold of {threshold} with {coefficients} coefficients and {responses} responses (one more is due); void this attempt")]
    Degree {
        /// The seat's threshold t.
        threshold: u32,
        /// Coefficients shown.
        coefficients: usize,
        /// Responses shown.
        responses: usize,
    },
    /// The challenge does not come out.
    #[error("the guardian has not shown that it knows its coefficients; void this attempt and begin the next without that file")]
    Equation,
}

impl PopProof {
    /// Proves the claim. Nonces are hashed from the secrets, the claim and `fresh`: a repeated `fresh` does no harm.
    #[must_use]
    pub fn prove(claim: &Claim<'_>, polynomial: &Polynomial, exchange: &SecretScalar, fresh: &[u8; 32]) -> Self {
        let about = claim.commitment();
        let secrets: Vec<&SecretScalar> = polynomial.secrets().chain([exchange]).collect();
        let nonces: Vec<SecretScalar> = (0_u64..).zip(&secrets).map(|(k, secret)| nonce(secret, &about, fresh, k)).collect();
        let commitments: Vec<Element> = nonces.iter().map(SecretScalar::public).collect();
        let c = claim.challenge(&commitments);
        let responses = nonces.iter().zip(secrets).map(|(nonce, secret)| Scalar(nonce.0 + c * secret.0)).collect();
        Self { challenge: Scalar(c), responses }
    }

    /// Accepts exactly if R_k = u_k·G − c·A_k for all k hash to c.
    pub fn verify(&self, claim: &Claim<'_>) -> Result<(), PopError> {
        let (threshold, coefficients, responses) = (claim.seat.threshold, claim.coefficients.0.len(), self.responses.len());
        if coefficients != threshold as usize || responses != coefficients + 1 {
            return Err(PopError::Degree { threshold, coefficients, responses });
        }
        let c = self.challenge.0;
        let commitment = |(u, point): (&Scalar, &Element)| {
            Element::from_point(RistrettoPoint::vartime_double_scalar_mul_basepoint(&-c, point.point(), &u.0))
        };
        let commitments: Vec<Element> = self.responses.iter().zip(claim.points()).map(commitment).collect();
        if claim.challenge(&commitments) == c { Ok(()) } else { Err(PopError::Equation) }
    }

    /// Reads c ‖ u_0 ‖ … ‖ u_t.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EncodingError> {
        let wrong = EncodingError::Length { found: bytes.len() };
        let (challenge, responses) = words(bytes)?.split_first().ok_or(wrong)?;
        if !(MIN_THRESHOLD as usize..=MAX_GUARDIANS as usize).contains(&responses.len().saturating_sub(1)) {
            return Err(wrong);
        }
        let responses = responses.iter().map(Scalar::from_bytes).collect::<Result<_, _>>()?;
        Ok(Self { challenge: Scalar::from_bytes(challenge)?, responses })
    }

    /// The bytes that [`PopProof::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.challenge].into_iter().chain(&self.responses).flat_map(Scalar::to_bytes).collect()
    }
}

fn nonce(secret: &SecretScalar, about: &Hash, fresh: &[u8; 32], index: u64) -> SecretScalar {
    let parts: [&[u8]; 4] = [&*secret.to_bytes(), about.as_bytes(), fresh, &index.to_be_bytes()];
    SecretScalar::reduce_wide(&Zeroizing::new(wide_hash(tag::POP_NONCE, &parts)))
}

serde_base64_list!(PopProof);
