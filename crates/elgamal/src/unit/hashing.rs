//! What the proof hashes: everything that could be chosen before the value hashed from it.

use canonical::{Tag, Transcript, tag};
use curve25519_dalek::scalar::Scalar as Number;

use super::Statement;
use crate::group::Element;

/// ρ_1 … ρ_K. Every C_i is inside: a ciphertext left out could be chosen after the weights and make any vector pass.
pub(super) fn weights(statement: &Statement<'_>) -> Vec<Number> {
    let common = transcript(tag::UNIT_RHO, statement);
    (1_u64..).take(statement.options()).map(|i| Number::from_bytes_mod_order_wide(&common.clone().number(i).finish_wide())).collect()
}

/// The challenge c.
pub(super) fn challenge(statement: &Statement<'_>, commitments: &[[Element; 2]]) -> Number {
    let mut transcript = transcript(tag::UNIT_CHAL, statement);
    for point in commitments.iter().flatten() {
        transcript.part(point.as_bytes());
    }
    Number::from_bytes_mod_order_wide(&transcript.finish_wide())
}

fn transcript(tag: Tag, statement: &Statement<'_>) -> Transcript {
    let mut transcript = Transcript::new(tag);
    transcript.part(statement.context.as_bytes()).part(statement.key.as_bytes()).number(statement.options() as u64);
    for ciphertext in statement.ciphertexts {
        transcript.part(&ciphertext.to_bytes());
    }
    transcript
}
