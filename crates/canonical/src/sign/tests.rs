//! The one rule against RFC 8032's vectors, torsion components, and second encodings.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};

use super::*;
use crate::tag;

fn bytes<const N: usize>(text: &str) -> [u8; N] {
    hex::decode_array(text).unwrap()
}

const RFC_8032: [(&str, &str, &str, &str); 3] = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
];

#[test]
fn the_vectors_of_rfc_8032_section_7_1_hold() {
    for (seed, public, message, signature) in RFC_8032 {
        let key = SigningKey::from_seed(&bytes(seed));
        let message = hex::decode(message).unwrap();
        assert_eq!(key.public().to_string(), public);
        assert_eq!(hex::encode(&key.sign_raw(&message).to_bytes()), signature);
        assert!(key.public().verify_raw(&message, &Signature::from_bytes(bytes(signature))));
        assert!(!key.public().verify_raw(b"other", &Signature::from_bytes(bytes(signature))));
    }
}

#[test]
fn a_key_with_torsion_or_of_small_order_is_refused() {
    for torsion in &EIGHT_TORSION[1..] {
        let small = torsion.compress().to_bytes();
        assert_eq!(PublicKey::from_bytes(&small), Err(KeyError::WrongOrder));
        let mixed = (ED25519_BASEPOINT_POINT + torsion).compress().to_bytes();
        assert_eq!(PublicKey::from_bytes(&mixed), Err(KeyError::WrongOrder));
    }
    assert_eq!(PublicKey::from_bytes(&EIGHT_TORSION[0].compress().to_bytes()), Err(KeyError::WrongOrder));
}

#[test]
fn a_second_encoding_of_a_point_is_refused() {
    // y = p + 1 is the identity's second spelling; y = 1 with the sign bit is its third.
    for bad in [
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
    ] {
        assert_eq!(PublicKey::from_bytes(&bytes(bad)), Err(KeyError::NotCanonical));
    }
}

/// Signs so that R carries a torsion component: holds by the cofactored rule, not by the cofactorless one.
fn with_torsion(seed: &[u8; 32], message: &[u8], torsion: &EdwardsPoint) -> (PublicKey, Signature) {
    let wide: [u8; 64] = Sha512::digest(seed).into();
    let a = Scalar::from_bytes_mod_order(curve25519_dalek::scalar::clamp_integer(*wide.first_chunk().unwrap()));
    let nonce = Scalar::from(7_u8);
    let mut signature = [0; 64];
    signature[..32].copy_from_slice((ED25519_BASEPOINT_POINT * nonce + torsion).compress().as_bytes());
    let key = SigningKey::from_seed(seed).public();
    let s = nonce + challenge(&signature, &key.bytes, message) * a;
    signature[32..].copy_from_slice(s.as_bytes());
    (key, Signature::from_bytes(signature))
}

#[test]
fn one_by_one_and_batch_agree_on_signatures_with_torsion() {
    for torsion in &EIGHT_TORSION {
        let mut framed_message = Transcript::new(tag::LINE);
        framed_message.part(b"m");
        let (key, signature) = with_torsion(&[3; 32], framed_message.as_bytes(), torsion);
        let alone = key.verify(tag::LINE, &[b"m"], &signature);
        assert!(alone);
        for fresh in 0..20_u8 {
            let mut batch = SignatureBatch::default();
            batch.add(&key, tag::LINE, &[b"m"], &signature);
            assert_eq!(batch.verify(&[fresh; 32]), alone);
        }
    }
}

#[test]
fn s_plus_the_group_order_is_refused() {
    let key = SigningKey::from_seed(&[1; 32]);
    let good = key.sign_raw(b"m").to_bytes();
    let order = bytes::<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let mut bad = good;
    let mut carry = 0_u16;
    for i in 0..32 {
        carry += u16::from(good[32 + i]) + u16::from(order[i]);
        bad[32 + i] = carry.to_le_bytes()[0];
        carry >>= 8;
    }
    assert!(key.public().verify_raw(b"m", &Signature::from_bytes(good)));
    assert!(!key.public().verify_raw(b"m", &Signature::from_bytes(bad)));
}

#[test]
fn any_flipped_bit_breaks_a_signature_alone_and_in_a_batch() {
    let key = SigningKey::from_seed(&[9; 32]);
    let good = key.sign(tag::LINE, &[b"message"]);
    for bit in 0..512 {
        let mut bad = good.to_bytes();
        bad[bit / 8] ^= 1 << (bit % 8);
        let bad = Signature::from_bytes(bad);
        assert!(!key.public().verify(tag::LINE, &[b"message"], &bad), "bit {bit}");
        let mut batch = SignatureBatch::default();
        batch.add(&key.public(), tag::LINE, &[b"message"], &good);
        batch.add(&key.public(), tag::LINE, &[b"message"], &bad);
        assert!(!batch.verify(&[5; 32]), "bit {bit}");
    }
}

#[test]
fn a_signature_does_not_hold_under_another_tag_or_split() {
    let key = SigningKey::from_seed(&[2; 32]);
    let signature = key.sign(tag::LINE, &[b"ab", b"c"]);
    assert!(key.public().verify(tag::LINE, &[b"ab", b"c"], &signature));
    assert!(!key.public().verify(tag::STRIP, &[b"ab", b"c"], &signature));
    assert!(!key.public().verify(tag::LINE, &[b"a", b"bc"], &signature));
}

#[test]
fn an_empty_batch_holds_and_a_full_one_of_honest_signatures_too() {
    assert!(SignatureBatch::default().verify(&[0; 32]));
    let mut batch = SignatureBatch::default();
    for i in 0..100_u8 {
        let key = SigningKey::from_seed(&[i; 32]);
        batch.add(&key.public(), tag::STRIP, &[&[i]], &key.sign(tag::STRIP, &[&[i]]));
    }
    assert!(batch.verify(&[1; 32]));
}

#[test]
fn a_private_key_never_shows_itself() {
    assert_eq!(format!("{:?}", SigningKey::from_seed(&[7; 32])), "SigningKey(<redacted>)");
}

#[test]
fn a_key_gives_back_the_seed_and_the_bytes_it_was_made_of() {
    let key = SigningKey::from_seed(&[7; 32]);
    assert_eq!(key.seed(), &[7; 32]);
    let public = key.public();
    assert_eq!(PublicKey::from_bytes(&public.to_bytes()), Ok(public));
    assert_eq!(public.to_string().parse(), Ok(public));
    assert_eq!(hex::encode(&public.to_bytes()), public.to_string());
    assert_eq!(format!("{public:?}"), public.to_string());
}

#[test]
fn keys_are_equal_ordered_and_hashed_by_their_bytes() {
    use std::collections::{BTreeSet, HashSet};
    use std::hash::{BuildHasher, RandomState};

    let keys: Vec<PublicKey> = (0..20).map(|seed| SigningKey::from_seed(&[seed; 32]).public()).collect();
    let sorted: BTreeSet<PublicKey> = keys.iter().copied().collect();
    let mut texts: Vec<String> = keys.iter().map(PublicKey::to_string).collect();
    texts.sort();
    assert_eq!(sorted.iter().map(PublicKey::to_string).collect::<Vec<_>>(), texts);
    assert_eq!(keys.iter().copied().collect::<HashSet<_>>().len(), 20);
    let state = RandomState::new();
    assert_ne!(state.hash_one(keys[0]), state.hash_one(keys[1]));
    for (a, b) in keys.iter().zip(&keys[1..]) {
        assert_ne!(a, b);
        assert_eq!(a.partial_cmp(b), Some(a.to_bytes().cmp(&b.to_bytes())));
    }
}

#[test]
fn a_signature_shows_itself_as_it_stands_in_files() {
    let signature = SigningKey::from_seed(&[7; 32]).sign_raw(b"m");
    let text = base64::encode(&signature.to_bytes());
    assert_eq!(format!("{signature:?}"), text);
    let read: Signature = crate::json::from_bytes(format!("\"{text}\"").as_bytes(), 100).unwrap();
    assert_eq!(read, signature);
}
