//! Points and scalars of Ristretto255.

use elgamal::{Element, NonIdentity, Scalar};
use serde_json::{Value, json};

use super::vector::array;
use super::{Malformed, Vector, VectorFile, hex, refused, valid};

pub(super) const POINTS: VectorFile = VectorFile {
    name: "ristretto-point",
    reader: "bytes: an encoding in hex. Decode as RFC 9496 section 4.3.1 does. With neutral_allowed false (keys, coefficients, first \
             halves of ciphertexts) refuse the neutral element too; derived points and sums may be neutral.",
    make: make_points,
    holds: point_holds,
};

pub(super) const SCALARS: VectorFile = VectorFile {
    name: "ristretto-scalar",
    reader: "bytes: 32 little-endian bytes in hex. Accept exactly numbers below the group order.",
    make: make_scalars,
    holds: scalar_holds,
};

/// RFC 9496 appendix A.2, by reason.
const INVALID: &[(&str, &[&str])] = &[
    (
        "non-canonical field element",
        &[
            "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ],
    ),
    (
        "negative field element",
        &[
            "0100000000000000000000000000000000000000000000000000000000000000",
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
            "c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562",
            "c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78",
            "47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24",
            "f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72",
            "87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309",
        ],
    ),
    (
        "non-square x^2",
        &[
            "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
            "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
            "de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b",
            "bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042",
            "2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08",
            "f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22",
            "8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731",
            "2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b",
        ],
    ),
    (
        "negative x*y",
        &[
            "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
            "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
            "d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e",
            "8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32",
            "32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b",
            "227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165",
            "5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e",
            "445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b",
        ],
    ),
    ("s = -1, so y = 0", &["ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"]),
];

/// The group order in little-endian bytes.
pub(super) const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0x10,
];

fn make_points() -> Vec<Value> {
    let point = |bytes: &[u8], neutral: bool| json!({ "bytes": hex(bytes), "neutral_allowed": neutral });
    let mut list = vec![
        valid("neutral", "the neutral element is a point: 32 zero bytes", point(&[0; 32], true)),
        refused("neutral-key", "a key that is the neutral element would show every vote", point(&[0; 32], false)),
    ];
    let mut sum = Element::identity();
    for multiple in 1..16 {
        sum = sum + Element::GENERATOR;
        let why = format!("{multiple} times the generator (RFC 9496 appendix A.1)");
        list.push(valid(&format!("multiple-{multiple}"), &why, point(sum.as_bytes(), false)));
    }
    for (reason, encodings) in INVALID {
        for (number, encoding) in (1..).zip(*encodings) {
            let bytes = canonical::hex::decode(encoding).unwrap();
            let why = format!("RFC 9496 appendix A.2: {reason}");
            list.push(refused(&format!("{} {number}", reason.replace(' ', "-")), &why, point(&bytes, true)));
        }
    }
    let generator = Element::GENERATOR.to_bytes();
    list.push(refused("31-bytes", "an encoding has 32 bytes", point(&generator[..31], true)));
    list.push(refused("33-bytes", "an encoding has 32 bytes", point(&[&generator[..], &[0]].concat(), true)));
    list
}

fn point_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (bytes, neutral) = (vector.bytes("bytes")?, vector.flag("neutral_allowed")?);
    let Some(bytes) = array(&bytes) else { return Ok(false) };
    Ok(if neutral { Element::decode(&bytes).is_ok() } else { NonIdentity::from_bytes(&bytes).is_ok() })
}

fn make_scalars() -> Vec<Value> {
    let scalar = |bytes: &[u8]| json!({ "bytes": hex(bytes) });
    let (mut below, mut above, mut top) = (ORDER, ORDER, ORDER);
    below[0] -= 1;
    above[0] += 1;
    top[31] |= 0x80;
    let one: [u8; 32] = std::array::from_fn(|i| u8::from(i == 0));
    vec![
        valid("zero", "zero is below the order", scalar(&[0; 32])),
        valid("one", "one is below the order", scalar(&one)),
        valid("order-minus-1", "the largest scalar", scalar(&below)),
        refused("order", "a second spelling of zero", scalar(&ORDER)),
        refused("order-plus-1", "a second spelling of one", scalar(&above)),
        refused("top-bit", "no bit is masked away", scalar(&top)),
        refused("zero-with-top-bit", "no bit is masked away", scalar(&std::array::from_fn::<u8, 32, _>(|i| u8::from(i == 31) << 7))),
        refused("all-ones", "far above the order", scalar(&[0xff; 32])),
        refused("31-bytes", "a scalar has 32 bytes", scalar(&one[..31])),
        refused("33-bytes", "a scalar has 32 bytes", scalar(&[&one[..], &[0]].concat())),
    ]
}

fn scalar_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let bytes = vector.bytes("bytes")?;
    Ok(array(&bytes).is_some_and(|bytes| Scalar::from_bytes(&bytes).is_ok()))
}
