use canonical::{hex, tag};
use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::scalar::Scalar as Number;

use super::*;

/// RFC 9496 Appendix A.1: encodings of 0·B to 15·B.
const MULTIPLES: [&str; 16] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
    "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
    "f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403",
    "44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d",
    "903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c",
    "02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031",
    "20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f",
    "bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42",
    "e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
    "aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
    "46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
    "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e",
];

/// RFC 9496 Appendix A.2: encodings that must be refused, by reason.
const INVALID: [(&str, &[&str]); 5] = [
    (
        "non-canonical field encoding",
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
        "non-square x²",
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
        "negative x·y",
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
    ("s = −1, so y = 0", &["ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"]),
];

/// ℓ in little-endian bytes.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

fn bytes(text: &str) -> [u8; 32] {
    hex::decode_array(text).unwrap()
}

#[test]
fn small_multiples_of_the_generator_encode_as_rfc_9496_says() {
    let mut sum = Element::identity();
    for (multiple, expected) in MULTIPLES.iter().enumerate() {
        assert_eq!(sum.to_bytes(), bytes(expected), "{multiple}");
        assert_eq!(Element::decode(&bytes(expected)), Ok(sum), "{multiple}");
        assert_eq!(Element::GENERATOR * &Scalar::from(multiple as u64), sum, "{multiple}");
        sum = sum + Element::GENERATOR;
    }
}

#[test]
fn every_invalid_encoding_of_rfc_9496_is_refused() {
    for (reason, encodings) in INVALID {
        for encoding in encodings {
            assert_eq!(Element::decode(&bytes(encoding)), Err(EncodingError::Point), "{reason}: {encoding}");
        }
    }
}

#[test]
fn the_neutral_element_decodes_only_where_it_is_allowed() {
    assert_eq!(Element::decode(&[0; 32]), Ok(Element::identity()));
    assert_eq!(Element::decode_non_identity(&[0; 32]), Err(EncodingError::Identity));
    assert_eq!(NonIdentity::new(Element::GENERATOR - Element::GENERATOR), Err(EncodingError::Identity));
}

#[test]
fn a_scalar_of_the_order_or_above_is_refused() {
    let order = bytes(ORDER);
    let mut below = order;
    below[0] -= 1;
    assert!(Scalar::from_bytes(&below).is_ok());
    for bad in [order, [0xff; 32], bytes("0000000000000000000000000000000000000000000000000000000000000080")] {
        assert_eq!(Scalar::from_bytes(&bad), Err(EncodingError::Scalar));
        assert_eq!(SecretScalar::from_bytes(&bad).map(|_| ()), Err(EncodingError::Scalar));
    }
}

#[test]
fn doubling_and_encoding_together_gives_what_one_by_one_gives() {
    let points: Vec<RistrettoPoint> = (0..9_u64).map(|i| RISTRETTO_BASEPOINT_POINT * Number::from(i * i * 7)).collect();
    for (half, doubled) in points.iter().zip(encode_doubled(&points)) {
        assert_eq!(doubled, Element::from_point(half + half));
        assert_eq!(Element::decode(doubled.as_bytes()).unwrap().point(), doubled.point());
    }
}

#[test]
fn a_secret_is_not_printed() {
    let secret = SecretScalar::from_bytes(&[7; 32].map(|byte: u8| byte % 8)).unwrap();
    assert_eq!(format!("{secret:?}"), "SecretScalar(<redacted>)");
}

#[test]
fn every_argument_of_a_derivation_changes_the_number() {
    let (here, there) = (canonical::Hash::ZERO, canonical::sha256(b"other"));
    let derive =
        |tag, seed: u8, context, scope: &[u64], label, index| *kdf_scalar(tag, &[seed; 32], context, scope, label, index).to_bytes();
    let all = [
        derive(tag::BALLOT_VALUE, 1, &here, &[5, 1], "r", 1),
        derive(tag::CEREMONY_VALUE, 1, &here, &[5, 1], "r", 1),
        derive(tag::BALLOT_VALUE, 2, &here, &[5, 1], "r", 1),
        derive(tag::BALLOT_VALUE, 1, &there, &[5, 1], "r", 1),
        derive(tag::BALLOT_VALUE, 1, &here, &[1, 5], "r", 1),
        derive(tag::BALLOT_VALUE, 1, &here, &[5, 1], "z", 1),
        derive(tag::BALLOT_VALUE, 1, &here, &[5, 1], "r", 2),
    ];
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn hashing_to_a_scalar_is_the_wide_hash_modulo_the_order() {
    let wide = canonical::wide_hash(tag::UNIT_CHAL, &[b"a", b"b"]);
    assert_eq!(hash_to_scalar(tag::UNIT_CHAL, &[b"a", b"b"]), Scalar::reduce_wide(&wide));
    let order = bytes(ORDER);
    let mut twice_order = [0; 64];
    twice_order[..32].copy_from_slice(&order.map(|_| 0));
    twice_order[32..].copy_from_slice(&order);
    assert_eq!(Scalar::reduce_wide(&twice_order), Scalar::from(0));
}

#[test]
fn json_has_one_spelling_per_value() {
    let text = serde_json::to_string(&Element::GENERATOR).unwrap();
    assert_eq!(text, "\"4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXY=\"");
    assert_eq!(serde_json::from_str::<Element>(&text).unwrap(), Element::GENERATOR);
    assert_eq!(serde_json::from_str::<NonIdentity>(&text).unwrap().to_bytes(), Element::GENERATOR.to_bytes());
    let scalar = Scalar::from(77);
    assert_eq!(serde_json::from_str::<Scalar>(&serde_json::to_string(&scalar).unwrap()).unwrap(), scalar);
    for bad in ["\"4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXZ=\"", "\"4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXY\"", "\"\"", "7"] {
        assert!(serde_json::from_str::<Element>(bad).is_err(), "{bad}");
    }
    let neutral = serde_json::to_string(&Element::identity()).unwrap();
    assert!(serde_json::from_str::<Element>(&neutral).is_ok());
    assert!(serde_json::from_str::<NonIdentity>(&neutral).is_err());
}

#[test]
fn elements_are_ordered_hashed_and_shown_by_their_bytes() {
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    let [one, two] = [1, 2].map(|at: usize| Element::from_bytes(&hex::decode_array(MULTIPLES[at]).unwrap()).unwrap());
    assert_eq!(one.partial_cmp(&two), Some(one.to_bytes().cmp(&two.to_bytes())));
    let state = HashSet::<Element>::new();
    assert_ne!(state.hasher().hash_one(one), state.hasher().hash_one(two));
    assert_eq!(format!("{one:?}"), format!("Element({})", MULTIPLES[1]));
}
