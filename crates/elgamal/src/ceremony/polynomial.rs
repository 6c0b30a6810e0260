//! A guardian's secret polynomial and the shares it gives out.

use canonical::tag;
use curve25519_dalek::scalar::Scalar as Number;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Coefficients, GuardianNumber, Seat};
use crate::EncodingError;
use crate::group::{NonIdentity, SecretScalar, kdf_scalar};

/// f(y) = f_0 + f_1·y + … + f_{t−1}·y^{t−1}. Wiped when dropped; remade from the seed, and erased with it after the ceremony.
#[derive(Debug)]
pub struct Polynomial {
    coefficients: Vec<SecretScalar>,
}

impl Polynomial {
    /// f_k = KDF(seed, context, attempt, guardian, n, t, `coefficient`, k) under the tag ceremony-value, k from 0.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32], seat: &Seat) -> Self {
        let one = |k| kdf_scalar(tag::CEREMONY_VALUE, seed, &seat.context, &seat.scope(), "coefficient", k);
        Self { coefficients: (0..u64::from(seat.threshold)).map(one).collect() }
    }

    /// The public coefficients. Fails only if a derived coefficient is zero, which has probability t/ℓ: take a fresh seed.
    pub fn coefficients(&self) -> Result<Coefficients, EncodingError> {
        let points = self.coefficients.iter().map(|secret| NonIdentity::new(secret.public()));
        points.collect::<Result<_, _>>().map(Coefficients)
    }

    /// f(j), which only guardian j may learn.
    #[must_use]
    pub fn share_for(&self, guardian: GuardianNumber) -> SecretScalar {
        let at = guardian.as_scalar();
        let mut value = Zeroizing::new(Number::ZERO);
        for coefficient in self.coefficients.iter().rev() {
            *value = *value * at + coefficient.0;
        }
        SecretScalar(*value)
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &SecretScalar> {
        self.coefficients.iter()
    }
}

/// The secret half of a guardian's exchange key for one attempt: KDF(seed, context, attempt, guardian, n, t, `exchange`, 0).
#[must_use]
pub fn exchange_secret(seed: &[u8; 32], seat: &Seat) -> SecretScalar {
    kdf_scalar(tag::CEREMONY_VALUE, seed, &seat.context, &seat.scope(), "exchange", 0)
}

/// Is `share` the sender's f(j)? Checks share·G = Σ_k jᵏ·A_k.
#[must_use]
pub fn verify_share(share: &SecretScalar, guardian: GuardianNumber, sender: &Coefficients) -> bool {
    share.public().point().ct_eq(&sender.evaluate(guardian)).into()
}

/// x_j: the sum of what guardian j received from everyone, itself included. Each share must have passed [`verify_share`].
#[must_use]
pub fn sum_shares(shares: &[SecretScalar]) -> SecretScalar {
    SecretScalar(*Zeroizing::new(shares.iter().map(|share| share.0).sum::<Number>()))
}
