use canonical::{Hash, tag};

use super::*;
use crate::group::kdf_scalar;

fn secret(index: u64) -> SecretScalar {
    kdf_scalar(tag::BALLOT_VALUE, &[9; 32], &Hash::ZERO, &[], "test", index)
}

fn key() -> JointKey {
    JointKey::new(NonIdentity::new(secret(0).public()).unwrap())
}

fn opened(sum: &CiphertextSum) -> RistrettoPoint {
    sum.beta - sum.alpha * secret(0).0
}

#[test]
fn a_sum_of_ciphertexts_holds_the_sum_of_the_bits() {
    let key = key();
    let bits = [1, 0, 1, 1, 0, 0, 1].map(Choice::from);
    let ciphertexts: Vec<Ciphertext> = (1..).zip(bits).map(|(i, bit)| encrypt(bit, &secret(i), &key)).collect();
    let mut sum: CiphertextSum = ciphertexts[..3].iter().sum();
    sum += &ciphertexts[3..].iter().sum::<CiphertextSum>();
    assert_eq!(opened(&sum), RISTRETTO_BASEPOINT_POINT * Number::from(4_u64));
}

#[test]
fn a_vector_encrypted_together_equals_bits_encrypted_alone() {
    let key = key();
    let bits = [0, 1, 0].map(Choice::from);
    let randomness: Vec<SecretScalar> = (1..=3).map(secret).collect();
    let together = encrypt_bits(&bits, &randomness, &key);
    for ((one, bit), r) in together.iter().zip(bits).zip(&randomness) {
        assert_eq!(*one, encrypt(bit, r, &key));
        assert_eq!(Ciphertext::from_bytes(&one.to_bytes()), Ok(*one));
    }
}

#[test]
fn a_neutral_alpha_is_refused_and_a_neutral_beta_is_not() {
    let one = encrypt(Choice::from(1), &secret(1), &key()).to_bytes();
    let (mut no_alpha, mut no_beta) = (one, one);
    no_alpha[..32].fill(0);
    no_beta[32..].fill(0);
    assert_eq!(Ciphertext::from_bytes(&no_alpha), Err(EncodingError::Identity));
    assert!(Ciphertext::from_bytes(&no_beta).is_ok());
    assert!(CiphertextSum::from_bytes(&no_alpha).is_ok());
}

#[test]
fn a_half_that_is_no_point_is_refused() {
    let one = encrypt(Choice::from(1), &secret(1), &key()).to_bytes();
    for place in [0, 32] {
        let mut bad = one;
        bad[place] |= 1;
        bad[place] ^= u8::from(bad == one);
        assert_eq!(Ciphertext::from_bytes(&bad), Err(EncodingError::Point));
        assert_eq!(CiphertextSum::from_bytes(&bad), Err(EncodingError::Point));
    }
}

#[test]
fn the_empty_sum_is_neutral_and_reads_back() {
    let empty = CiphertextSum::empty();
    assert_eq!(empty.to_bytes(), [0; 64]);
    assert_eq!(CiphertextSum::from_bytes(&[0; 64]), Ok(empty));
    let text = serde_json::to_string(&empty).unwrap();
    assert_eq!(serde_json::from_str::<CiphertextSum>(&text).unwrap(), empty);
    assert!(serde_json::from_str::<Ciphertext>(&text).is_err());
}

#[test]
fn a_neutral_joint_key_is_refused() {
    assert_eq!(JointKey::from_bytes(&[0; 32]), Err(EncodingError::Identity));
    let key = key();
    let text = serde_json::to_string(&key).unwrap();
    assert_eq!(serde_json::from_str::<JointKey>(&text).unwrap(), key);
}

#[test]
fn keys_and_sums_show_themselves_by_their_bytes_and_are_told_apart() {
    let (one, other) = (key(), JointKey::new(NonIdentity::new(secret(1).public()).unwrap()));
    assert_ne!(one, other);
    assert_eq!(one, key());
    assert_eq!(format!("{one:?}"), format!("JointKey({})", canonical::hex::encode(one.as_bytes())));
    let mut sum = CiphertextSum::empty();
    sum += &encrypt(Choice::from(1), &secret(2), &one);
    assert_eq!(sum.to_bytes()[..32], sum.alpha().to_bytes());
    assert_eq!(CiphertextSum::from_bytes(&sum.to_bytes()).unwrap().to_bytes()[32..], sum.beta().to_bytes());
    assert_eq!(format!("{sum:?}"), format!("CiphertextSum({})", canonical::hex::encode(&sum.to_bytes())));
}
