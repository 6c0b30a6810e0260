//! Ed25519 by the one rule: A and R canonical, A of prime order, s below the order, [8](sB − R − hA) = 0.
//!
//! The forger here holds the scalar of its own keys and adds torsion components or second encodings where an honest signer cannot.

use canonical::{PublicKey, Signature, SignatureBatch, SigningKey, Tag, Transcript, tag};
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use curve25519_dalek::traits::IsIdentity;
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use super::points::ORDER;
use super::vector::array;
use super::{Malformed, Vector, VectorFile, hex, refused, valid};

pub(super) const FILE: VectorFile = VectorFile {
    name: "ed25519",
    reader: "key: 32 bytes A; signature: 64 bytes R, s; message: the signed bytes; all in hex. Accept exactly if A and R are canonical \
             encodings, A is in the prime-order subgroup and not neutral, s is below the order and [8](sB - R - hA) = 0 with \
             h = SHA-512(R, A, message). A verifier that checks many together gives the same answers.",
    make,
    holds,
};

/// A key whose owner tells its scalar.
struct Forger {
    scalar: Scalar,
    honest: SigningKey,
}

const SEED: [u8; 32] = [3; 32];
const TAG: Tag = tag::LINE;

impl Forger {
    fn new() -> Self {
        let wide: [u8; 64] = Sha512::digest(SEED).into();
        let scalar = Scalar::from_bytes_mod_order(clamp_integer(*wide.first_chunk().unwrap()));
        Self { scalar, honest: SigningKey::from_seed(&SEED) }
    }

    fn point(&self) -> EdwardsPoint {
        ED25519_BASEPOINT_POINT * self.scalar
    }

    /// s = r + h·a for any encodings of R and A: whatever decodes them leniently finds that the equation holds.
    fn sign(&self, r: &Scalar, big_r: &[u8; 32], key: &[u8; 32]) -> [u8; 64] {
        let h = challenge(big_r, key, &message());
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(big_r);
        signature[32..].copy_from_slice((r + h * self.scalar).as_bytes());
        assert!(holds_leniently(key, &signature), "the forgery is a real one");
        signature
    }
}

/// Every message here is what a line signs: a tag and a part, framed.
fn message() -> Vec<u8> {
    let mut transcript = Transcript::new(TAG);
    transcript.part(b"pesan");
    transcript.as_bytes().to_vec()
}

fn challenge(r: &[u8; 32], key: &[u8; 32], message: &[u8]) -> Scalar {
    let wide: [u8; 64] = Sha512::new().chain_update(r).chain_update(key).chain_update(message).finalize().into();
    Scalar::from_bytes_mod_order_wide(&wide)
}

/// The cofactored equation alone, whatever the encodings and orders: what a careless verifier accepts.
fn holds_leniently(key: &[u8; 32], signature: &[u8; 64]) -> bool {
    let (r, s) = (array(&signature[..32]).unwrap(), Scalar::from_bytes_mod_order(array(&signature[32..]).unwrap()));
    let (a, big_r) = (CompressedEdwardsY(*key).decompress().unwrap(), CompressedEdwardsY(r).decompress().unwrap());
    (ED25519_BASEPOINT_POINT * s - big_r - a * challenge(&r, key, &message())).mul_by_cofactor().is_identity()
}

fn fields(key: &[u8], message: &[u8], signature: &[u8]) -> Value {
    json!({ "key": hex(key), "message": hex(message), "signature": hex(signature) })
}

/// RFC 8032 section 7.1, tests 1 to 3: secret key and message.
const RFC_8032: [(&str, &str); 3] = [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
];

/// Second encodings of the points with y = 0 and y = 1 (y ≥ p), and of those with x = 0 (sign bit on zero).
const SECOND_ENCODINGS: [(&str, &str); 6] = [
    ("identity, y = p + 1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("identity, sign bit", "0100000000000000000000000000000000000000000000000000000000000080"),
    ("identity, y = p + 1 and sign bit", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("order 2, sign bit", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("order 4, y = p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("order 4, y = p, sign bit", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
];

fn make() -> Vec<Value> {
    let mut list = Vec::new();
    for (number, (seed, message)) in (1..).zip(RFC_8032) {
        let key = SigningKey::from_seed(&array(&canonical::hex::decode(seed).unwrap()).unwrap());
        let message = canonical::hex::decode(message).unwrap();
        let signature = key.sign_raw(&message).to_bytes();
        let name = format!("rfc-8032-test-{number}");
        list.push(valid(&name, "RFC 8032 section 7.1", fields(&key.public().to_bytes(), &message, &signature)));
    }
    honest_and_near(&mut list);
    torsion(&mut list);
    second_encodings(&mut list);
    list
}

fn honest_and_near(list: &mut Vec<Value>) {
    let forger = Forger::new();
    let (key, message) = (forger.honest.public().to_bytes(), message());
    let good = forger.honest.sign_raw(&message).to_bytes();
    list.push(valid("framed", "a framed message, as all signatures but those of notes have", fields(&key, &message, &good)));
    list.push(refused("other-message", "another message", fields(&key, &message[..message.len() - 1], &good)));
    let other = SigningKey::from_seed(&[4; 32]).public().to_bytes();
    list.push(refused("other-key", "another key", fields(&other, &message, &good)));
    for (name, place) in [("flipped-r", 3), ("flipped-s", 40)] {
        let mut bad = good;
        bad[place] ^= 1;
        list.push(refused(name, "one changed bit", fields(&key, &message, &bad)));
    }
    list.push(refused("s-plus-order", "s is below the order: s + L is a second spelling", fields(&key, &message, &plus_order(&good))));
    let mut top = good;
    top[63] |= 0xe0;
    list.push(refused("s-top-bits", "no bit of s is masked away", fields(&key, &message, &top)));
    let zero_s = [&good[..32], &[0; 32]].concat();
    list.push(refused("s-zero", "s = 0 does not fit this R", fields(&key, &message, &zero_s)));
    list.push(refused("63-bytes", "a signature has 64 bytes", fields(&key, &message, &good[..63])));
    list.push(refused("65-bytes", "a signature has 64 bytes", fields(&key, &message, &[&good[..], &[0]].concat())));
    list.push(refused("key-of-31-bytes", "a key has 32 bytes", fields(&key[..31], &message, &good)));
    let minus: [u8; 32] = std::array::from_fn(|i| key[i] ^ if i == 31 { 0x80 } else { 0 });
    list.push(refused("negated-key", "the sign bit of the key counts", fields(&minus, &message, &good)));
    let off_curve: [u8; 32] = std::array::from_fn(|i| if i == 0 { 2 } else { 0 });
    assert!(CompressedEdwardsY(off_curve).decompress().is_none());
    list.push(refused("key-off-the-curve", "y = 2 is the height of no point", fields(&off_curve, &message, &good)));
    list.push(refused(
        "r-off-the-curve",
        "y = 2 is the height of no point",
        fields(&key, &message, &[&off_curve[..], &good[32..]].concat()),
    ));
}

fn plus_order(signature: &[u8; 64]) -> [u8; 64] {
    let mut sum = *signature;
    let mut carry = 0_u16;
    for (byte, order) in sum[32..].iter_mut().zip(ORDER) {
        carry += u16::from(*byte) + u16::from(order);
        *byte = carry.to_le_bytes()[0];
        carry >>= 8;
    }
    sum
}

/// R may carry a torsion component (the equation is multiplied by 8), A may not.
fn torsion(list: &mut Vec<Value>) {
    let forger = Forger::new();
    let (message, r) = (message(), Scalar::from(7_u8));
    let key = forger.honest.public().to_bytes();
    for (number, torsion) in EIGHT_TORSION.iter().enumerate() {
        let mixed_r = (ED25519_BASEPOINT_POINT * r + torsion).compress().to_bytes();
        let name = format!("r-with-torsion-{number}");
        list.push(valid(
            &name,
            "a torsion component of R vanishes when multiplied by 8",
            fields(&key, &message, &forger.sign(&r, &mixed_r, &key)),
        ));
        let small_r = torsion.compress().to_bytes();
        let signature = forger.sign(&Scalar::ZERO, &small_r, &key);
        let name = format!("r-of-small-order-{number}");
        list.push(valid(&name, "R is canonical; of small order is no reason to refuse", fields(&key, &message, &signature)));
        let honest_r = (ED25519_BASEPOINT_POINT * r).compress().to_bytes();
        let small = torsion.compress().to_bytes();
        let for_small = [&honest_r[..], r.as_bytes()].concat();
        assert!(holds_leniently(&small, &array(&for_small).unwrap()));
        let name = format!("key-of-small-order-{number}");
        list.push(refused(&name, "a key of small order signs everything", fields(&small, &message, &for_small)));
        if number > 0 {
            let mixed = (forger.point() + torsion).compress().to_bytes();
            let name = format!("key-with-torsion-{number}");
            let why = "a key with a torsion component is refused, though the equation multiplied by 8 holds";
            list.push(refused(&name, why, fields(&mixed, &message, &forger.sign(&r, &honest_r, &mixed))));
        }
    }
}

fn second_encodings(list: &mut Vec<Value>) {
    let forger = Forger::new();
    let (message, key) = (message(), forger.honest.public().to_bytes());
    for (what, encoding) in SECOND_ENCODINGS {
        let bytes: [u8; 32] = array(&canonical::hex::decode(encoding).unwrap()).unwrap();
        let name = format!("r-encoded-otherwise ({what})");
        let signature = forger.sign(&Scalar::ZERO, &bytes, &key);
        list.push(refused(&name, "R has a second encoding; the equation holds", fields(&key, &message, &signature)));
        let (r, big_r) = (Scalar::from(7_u8), (ED25519_BASEPOINT_POINT * Scalar::from(7_u8)).compress().to_bytes());
        let for_key = [&big_r[..], r.as_bytes()].concat();
        let name = format!("key-encoded-otherwise ({what})");
        list.push(refused(&name, "A has a second encoding, and is of small order", fields(&bytes, &message, &for_key)));
    }
    // A point of large order whose height has a second encoding. Nobody knows its scalar, so only the key can be wrong here.
    let large = (2..19_u8).find_map(|y| {
        let point = CompressedEdwardsY(std::array::from_fn(|i| if i == 0 { y } else { 0 })).decompress()?;
        (!point.is_small_order()).then_some(y)
    });
    let second: [u8; 32] = std::array::from_fn(|i| match i {
        0 => 0xed + large.unwrap(),
        31 => 0x7f,
        _ => 0xff,
    });
    assert!(CompressedEdwardsY(second).decompress().is_some());
    let good = forger.honest.sign_raw(&message).to_bytes();
    list.push(refused("key-encoded-otherwise (large order)", "A has a second encoding", fields(&second, &message, &good)));
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (key, message, signature) = (vector.bytes("key")?, vector.bytes("message")?, vector.bytes("signature")?);
    let (Some(key), Some(signature)) = (array(&key), array(&signature)) else { return Ok(false) };
    let Ok(key) = PublicKey::from_bytes(&key) else { return Ok(false) };
    let signature = Signature::from_bytes(signature);
    let alone = key.verify_raw(&message, &signature);
    if message == self::message() {
        assert_eq!(key.verify(TAG, &[b"pesan"], &signature), alone, "framed and raw agree");
        for fresh in 0..8 {
            let mut batch = SignatureBatch::default();
            batch.add(&key, TAG, &[b"pesan"], &signature);
            assert_eq!(batch.verify(&[fresh; 32]), alone, "a batch gives the same answer");
        }
    }
    Ok(alone)
}
