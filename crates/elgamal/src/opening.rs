//! Opening a sum: each guardian gives one factor M_i = x_i·Σα with a proof; any t factors open.
//!
//! The proof is Chaum and Pedersen's, log_G X_i = log_Σα M_i, with everything in the challenge, the factor included: leave it out and
//! one guardian can shift a count, or void it without being named. β-sum minus Σ λ_i·M_i is then t·G, with Lagrange's λ_i in the
//! exponent only, and [`SumTable`] finds t.
//!
//! ```text
//! c = Hs(open-chal; plan, record, set, scope, count, option, guardian, X_i, joint key digest, α-sum, β-sum, M_i, a, b)
//! a = z·G − c·X_i     b = z·α-sum − c·M_i          partial = M_i ‖ c ‖ z, 96 bytes
//! ```

mod sum_table;

use canonical::{Hash, Tag, Transcript, tag, wide_hash};
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::VartimeMultiscalarMul;
use zeroize::Zeroizing;

use crate::ceremony::GuardianNumber;
use crate::cipher::CiphertextSum;
use crate::encoding::{EncodingError, serde_base64, words};
use crate::group::{Element, Scalar, SecretScalar};

pub use sum_table::SumTable;

/// What a factor is for. Hashed in the order of the fields; option as a number from 1, as positions in hashes always are.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// Digest of the opening plan.
    pub plan: Hash,
    /// Digest of the record that is opened.
    pub record: Hash,
    /// Id of the set in the plan.
    pub set: &'a str,
    /// Digest of what the set sums over.
    pub scope: Hash,
    /// Ballots in the sum.
    pub count: u64,
    /// The option's place in the vector, counted from 0.
    pub option: u32,
    /// Who gives the factor.
    pub guardian: GuardianNumber,
    /// That guardian's X_i, computed from the ceremony's coefficients.
    pub public_share: Element,
    /// Digest of the joint key (the rung of the ladder).
    pub joint_key: Hash,
    /// The sum.
    pub sum: &'a CiphertextSum,
}

impl Statement<'_> {
    fn transcript(&self, tag: Tag) -> Transcript {
        let mut transcript = Transcript::new(tag);
        transcript.part(self.plan.as_bytes()).part(self.record.as_bytes()).part(self.set.as_bytes()).part(self.scope.as_bytes());
        transcript.number(self.count).number(u64::from(self.option) + 1).number(u64::from(self.guardian.get()));
        transcript.part(self.public_share.as_bytes()).part(self.joint_key.as_bytes());
        transcript.part(self.sum.alpha().as_bytes()).part(self.sum.beta().as_bytes());
        transcript
    }

    fn challenge(&self, factor: &Element, a: &Element, b: &Element) -> Number {
        let mut transcript = self.transcript(tag::OPEN_CHAL);
        transcript.part(factor.as_bytes()).part(a.as_bytes()).part(b.as_bytes());
        Number::from_bytes_mod_order_wide(&transcript.finish_wide())
    }
}

/// A factor with its proof as it was made or read; only [`Partial::verify`] says whether it holds. 96 bytes M ‖ c ‖ z; JSON: base64.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Partial {
    factor: Element,
    challenge: Scalar,
    response: Scalar,
}

/// Why a factor is not given or not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// The share in hand is not the one of the statement.
    #[error("the key file of guardian {guardian} does not belong to this village's ceremony; take the right file")]
    OtherShare {
        /// The statement's guardian.
        guardian: GuardianNumber,
    },
    /// The proof does not hold.
    #[error("the factor of guardian {guardian} is not proven for this sum; do not use it and ask that guardian again")]
    NotProven {
        /// The guardian to blame.
        guardian: GuardianNumber,
    },
}

/// Gives guardian i's factor. The nonce is hashed from share, statement and `fresh`, so neither a repeated nor a bad `fresh` shows
/// the share.
pub fn partial(share: &SecretScalar, statement: &Statement<'_>, fresh: &[u8; 32]) -> Result<Partial, OpeningError> {
    if share.public() != statement.public_share {
        return Err(OpeningError::OtherShare { guardian: statement.guardian });
    }
    let alpha = statement.sum.alpha();
    let factor = Element::from_point(alpha.point() * share.0);
    let about = statement.transcript(tag::OPEN_STATEMENT).finish();
    let parts: [&[u8]; 3] = [&*share.to_bytes(), about.as_bytes(), fresh];
    let nonce = SecretScalar::reduce_wide(&Zeroizing::new(wide_hash(tag::OPEN_NONCE, &parts)));
    let c = statement.challenge(&factor, &nonce.public(), &Element::from_point(alpha.point() * nonce.0));
    Ok(Partial { factor, challenge: Scalar(c), response: Scalar(nonce.0 + c * share.0) })
}

/// A factor whose proof held, with the sum it opens. Only [`Partial::verify`] makes one: a factor nobody checked cannot be combined.
#[derive(Clone, Copy, Debug)]
pub struct VerifiedFactor {
    guardian: GuardianNumber,
    factor: Element,
    sum: CiphertextSum,
}

impl VerifiedFactor {
    /// Who gave it.
    #[must_use]
    pub const fn guardian(&self) -> GuardianNumber {
        self.guardian
    }
}

impl Partial {
    /// Accepts exactly if a = z·G − c·X_i and b = z·α − c·M_i hash to c. A refusal falls on one guardian.
    pub fn verify(&self, statement: &Statement<'_>) -> Result<VerifiedFactor, OpeningError> {
        let (minus_c, z) = (-self.challenge.0, self.response.0);
        let a = RistrettoPoint::vartime_double_scalar_mul_basepoint(&minus_c, statement.public_share.point(), &z);
        let b = RistrettoPoint::vartime_multiscalar_mul([z, minus_c], [statement.sum.alpha().point(), self.factor.point()]);
        let c = statement.challenge(&self.factor, &Element::from_point(a), &Element::from_point(b));
        if c != self.challenge.0 {
            return Err(OpeningError::NotProven { guardian: statement.guardian });
        }
        Ok(VerifiedFactor { guardian: statement.guardian, factor: self.factor, sum: *statement.sum })
    }

    /// M_i.
    #[must_use]
    pub const fn factor(&self) -> &Element {
        &self.factor
    }

    /// Reads M ‖ c ‖ z.
    pub fn from_bytes(bytes: &[u8; 96]) -> Result<Self, EncodingError> {
        match words(bytes)? {
            [factor, challenge, response] => Ok(Self {
                factor: Element::decode(factor)?,
                challenge: Scalar::from_bytes(challenge)?,
                response: Scalar::from_bytes(response)?,
            }),
            _ => Err(EncodingError::Length { found: bytes.len() }),
        }
    }

    /// M ‖ c ‖ z.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 96] {
        let mut bytes = [0; 96];
        let parts = [self.factor.to_bytes(), self.challenge.to_bytes(), self.response.to_bytes()];
        bytes.iter_mut().zip(parts.as_flattened()).for_each(|(to, from)| *to = *from);
        bytes
    }
}

serde_base64!(Partial);

/// Why factors do not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// Fewer factors than the threshold.
    #[error("{found} of {threshold} factors are here; the sum stays closed until the others come")]
    TooFew {
        /// Factors given.
        found: usize,
        /// The threshold t.
        threshold: u32,
    },
    /// One guardian twice.
    #[error("guardian {guardian} stands twice among the factors; give each once")]
    Twice {
        /// The guardian.
        guardian: GuardianNumber,
    },
    /// Factors of different sums.
    #[error("the factor of guardian {guardian} belongs to another sum; sort the factors by set and option")]
    OtherSum {
        /// The guardian.
        guardian: GuardianNumber,
    },
}

/// β-sum − Σ λ_i·M_i = t·G. Factors over the threshold are used too: verified ones lie on one polynomial, so they change nothing.
pub fn combine(threshold: u32, factors: &[VerifiedFactor]) -> Result<Element, CombineError> {
    let too_few = CombineError::TooFew { found: factors.len(), threshold };
    let sum = factors.first().ok_or(too_few)?.sum;
    if factors.len() < threshold as usize {
        return Err(too_few);
    }
    let mut seen = std::collections::BTreeSet::new();
    for VerifiedFactor { guardian, sum: other, .. } in factors {
        if *other != sum {
            return Err(CombineError::OtherSum { guardian: *guardian });
        }
        if !seen.insert(guardian.get()) {
            return Err(CombineError::Twice { guardian: *guardian });
        }
    }
    let weights: Vec<Number> = factors.iter().map(|one| lagrange(one.guardian, factors)).collect();
    let mask = RistrettoPoint::vartime_multiscalar_mul(&weights, factors.iter().map(|one| one.factor.point()));
    Ok(Element::from_point(sum.beta().point() - mask))
}

/// λ_i = Π_{j ≠ i} j / (j − i): the weight of f(i) in f(0).
fn lagrange(one: GuardianNumber, all: &[VerifiedFactor]) -> Number {
    let others = all.iter().map(|other| other.guardian).filter(|other| *other != one);
    let parts = others.map(|other| (other.as_scalar(), other.as_scalar() - one.as_scalar()));
    let (above, below) = parts.fold((Number::ONE, Number::ONE), |(above, below), (j, gap)| (above * j, below * gap));
    above * below.invert()
}

#[cfg(test)]
mod tests;
