use super::*;
use crate::tip::ChainError;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Said {
    Open(Open),
    Note { text: String, more: u64 },
}

#[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
#[serde(deny_unknown_fields)]
struct Open {
    hour: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

fn origin() -> Origin {
    "suara/v1/2027/desa/001/bilik-1".parse().unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn note(text: &str) -> Said {
    Said::Note { text: text.to_owned(), more: 3 }
}

fn write(tip: &Tip, said: &Said) -> Line {
    Line::write(tip, [9; 16], said, &origin(), &key()).unwrap()
}

/// A line around any body, well signed.
fn signed(body: &str) -> Vec<u8> {
    let leaf = tree::leaf_hash(body.as_bytes());
    frame(body.as_bytes(), &key().sign(tag::LINE, &[origin().as_str().as_bytes(), leaf.as_bytes()]))
}

fn body(fields: &str) -> String {
    let zeros = "0".repeat(64);
    format!("{{{fields}\"prev\":\"{zeros}\",\"salt\":\"{}\",\"seq\":0}}", "09".repeat(16))
}

#[test]
fn a_line_is_canonical_and_its_leaf_covers_the_body_as_it_stands() {
    let line = write(&Tip::new(), &note("selamat pagi"));
    let text = String::from_utf8(line.to_bytes()).unwrap();
    let expected = body("\"kind\":\"note\",\"more\":3,").replace("\"seq\":0", "\"seq\":0,\"text\":\"selamat pagi\"");
    assert_eq!(line.body(), expected.as_bytes());
    assert!(text.starts_with(&format!("{{\"body\":{expected},\"sig\":\"")));
    assert!(json::from_bytes::<Value>(text.as_bytes(), MAX_LINE).is_ok());
    assert_eq!(line.leaf(), tree::leaf_hash(expected.as_bytes()));
    assert_eq!(Line::parse(text.as_bytes()), Ok(line));
}

#[test]
fn the_header_and_the_content_come_back() {
    let open = Said::Open(Open { hour: "2027-03-14T07:00:00+08:00".to_owned(), reason: None });
    let line = write(&Tip::new(), &open);
    let header = Header { seq: 0, prev: Hash::ZERO, salt: [9; 16], kind: "open".into() };
    assert_eq!(*line.header(), header);
    assert_eq!(line.content::<Said>(), Ok(open));
}

#[test]
fn lines_form_a_chain_with_the_root_of_their_leaves() {
    let mut tip = Tip::new();
    let mut leaves = Vec::new();
    for count in 0..20 {
        let line = write(&tip, &note(&format!("line {count}")));
        tip.append(&line).unwrap();
        leaves.push(line.leaf());
        assert_eq!((tip.size(), tip.last(), tip.root()), (count + 1, line.leaf(), tree::root(&leaves)));
    }
}

#[test]
fn a_line_at_another_place_or_after_another_line_is_refused() {
    let (mut tip, mut other) = (Tip::new(), Tip::new());
    tip.append(&write(&Tip::new(), &note("a"))).unwrap();
    other.append(&write(&Tip::new(), &note("b"))).unwrap();
    let before = tip.clone();
    let again = write(&Tip::new(), &note("a"));
    assert_eq!(tip.append(&again), Err(ChainError::Place { expected: 1, found: 0 }));
    let stranger = write(&other, &note("c"));
    assert_eq!(tip.append(&stranger), Err(ChainError::Parent { seq: 1, expected: tip.last(), found: other.last() }));
    assert_eq!(tip, before);
}

#[test]
fn a_signature_fits_one_log_and_one_key() {
    let line = write(&Tip::new(), &note("a"));
    assert_eq!(line.verify(&origin(), &key().public()), Ok(()));
    let elsewhere: Origin = "suara-uji/v1/2027/desa/001/bilik-1".parse().unwrap();
    assert_eq!(line.verify(&elsewhere, &key().public()), Err(LineError::Forged));
    let stranger = SigningKey::from_seed(&[8; 32]).public();
    assert_eq!(line.verify(&origin(), &stranger), Err(LineError::Forged));
}

#[test]
fn a_batch_answers_as_one_by_one() {
    let (good, mut tip) = (write(&Tip::new(), &note("a")), Tip::new());
    tip.append(&good).unwrap();
    let next = Line::write(&tip, [9; 16], &note("b"), &origin(), &SigningKey::from_seed(&[8; 32])).unwrap();
    let mut batch = SignatureBatch::default();
    good.add_to(&mut batch, &origin(), &key().public());
    assert!(batch.verify(&[1; 32]));
    next.add_to(&mut batch, &origin(), &key().public());
    assert!(!batch.verify(&[1; 32]));
}

#[test]
fn content_that_is_no_object_or_claims_the_header_is_refused() {
    let write = |content: Value| Line::write(&Tip::new(), [9; 16], &content, &origin(), &key()).unwrap_err();
    assert_eq!(write(serde_json::json!(["kind", "a"])), LineError::NotContent);
    assert_eq!(write(serde_json::json!({"kind": "a", "seq": 5})), LineError::NotContent);
    assert_eq!(write(serde_json::json!({"kind": "a", "salt": "x"})), LineError::NotContent);
    assert_eq!(write(serde_json::json!({"text": "a"})), LineError::Header(Field::Kind));
    assert_eq!(write(serde_json::json!({"kind": "Uppercase"})), LineError::Header(Field::Kind));
    assert_eq!(write(serde_json::json!({"kind": "a", "x": null})), LineError::Subset);
    assert_eq!(write(serde_json::json!({"kind": "a", "x": [{"y": 0.5}]})), LineError::Subset);
    assert_eq!(write(serde_json::json!({"kind": "a", "x": -1})), LineError::Subset);
    assert_eq!(write(serde_json::json!({"kind": "a", "é": 1})), LineError::Subset);
    let long = "x".repeat(MAX_LINE);
    assert!(matches!(write(serde_json::json!({"kind": "a", "x": long})), LineError::TooLong { .. }));
}

#[test]
fn a_line_of_the_longest_size_is_read_and_one_byte_more_is_not() {
    let empty = write(&Tip::new(), &note("")).to_bytes().len();
    let longest = "x".repeat(MAX_LINE - empty);
    assert_eq!(write(&Tip::new(), &note(&longest)).to_bytes().len(), MAX_LINE);
    let more = Line::write(&Tip::new(), [9; 16], &note(&format!("{longest}x")), &origin(), &key());
    assert_eq!(more, Err(LineError::TooLong { size: MAX_LINE + 1 }));
}

#[test]
fn another_spelling_of_the_frame_is_refused() {
    let good = String::from_utf8(signed(&body("\"kind\":\"a\","))).unwrap();
    assert!(Line::parse(good.as_bytes()).is_ok());
    for bad in [
        format!("{good}\n"),
        format!(" {good}"),
        good.replace("{\"body\":", "{ \"body\":"),
        good.replace(",\"sig\"", ", \"sig\""),
        good.replace("\"sig\":", "\"sign\":"),
        good.replace("==\"}", "=\"}"),
        good.replace("==\"}", "==\",\"x\":1}"),
        String::new(),
        "{\"body\":\"}".to_owned(),
    ] {
        assert_eq!(Line::parse(bad.as_bytes()), Err(LineError::Frame), "{bad}");
    }
}

#[test]
fn another_spelling_of_the_body_is_refused() {
    let read = |body: &str| Line::parse(&signed(body)).unwrap_err();
    let good = body("\"kind\":\"a\",");
    for bad in [
        format!(" {good}"),
        good.replace(':', ": "),
        good.replace("\"seq\":0", "\"seq\":0,\"seq\":0"),
        good.replace("\"kind\":\"a\",", "\"kind\":\"\\u0061\","),
        good.replace("\"seq\":0", "\"seq\":0e0"),
        format!("{{\"z\":1,{}", &good[1..]),
        format!("[{good}]"),
        "7".to_owned(),
        good.replace("\"seq\":0", "\"seq\":0\n"),
    ] {
        assert!(matches!(read(&bad), LineError::Body(_)), "{bad}");
    }
}

#[test]
fn a_missing_or_malformed_header_field_is_named() {
    let read = |body: &str| Line::parse(&signed(body)).unwrap_err();
    let good = body("\"kind\":\"a\",");
    for (bad, field) in [
        (good.replace(",\"seq\":0", ""), Field::Seq),
        (good.replace("\"seq\":0", "\"seq\":\"0\""), Field::Seq),
        (good.replace("\"00", "\"0"), Field::Prev),
        (good.replace("\"00", "\"0A"), Field::Prev),
        (good.replace("\"0909", "\"09"), Field::Salt),
        (good.replace("\"kind\":\"a\",", ""), Field::Kind),
        (good.replace("\"kind\":\"a\"", "\"kind\":\"\""), Field::Kind),
        (good.replace("\"kind\":\"a\"", "\"kind\":1"), Field::Kind),
    ] {
        assert_eq!(read(&bad), LineError::Header(field), "{bad}");
    }
}

#[test]
fn content_of_another_type_is_refused() {
    let read = |fields: &str| Line::parse(&signed(&body(fields))).unwrap().content::<Said>().unwrap_err();
    for bad in ["\"kind\":\"close\",", "\"kind\":\"open\",", "\"extra\":1,\"hour\":\"7\",\"kind\":\"open\","] {
        assert!(matches!(read(bad), LineError::Content(_)), "{bad}");
    }
}

/// Every byte of a line, replaced by another one.
#[test]
fn a_changed_byte_anywhere_in_a_line_is_refused() {
    let bytes = write(&Tip::new(), &note("satu")).to_bytes();
    for index in 0..bytes.len() {
        for mask in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[index] ^= mask;
            let read = Line::parse(&changed).and_then(|line| line.verify(&origin(), &key().public()));
            assert!(read.is_err(), "byte {index} xor {mask}");
        }
    }
}

proptest! {
    #[test]
    fn any_content_comes_back(text in ".{0,200}", more in 0..=json::MAX_INTEGER, salt: [u8; 16]) {
        let said = Said::Note { text, more };
        let line = Line::write(&Tip::new(), salt, &said, &origin(), &key()).unwrap();
        let read = Line::parse(&line.to_bytes()).unwrap();
        prop_assert_eq!(&read, &line);
        prop_assert_eq!(read.header().salt, salt);
        prop_assert!(read.verify(&origin(), &key().public()).is_ok());
        prop_assert_eq!(read.content::<Said>().unwrap(), said);
    }

    #[test]
    fn foreign_bytes_never_panic_and_what_is_read_is_written_back(bytes: Vec<u8>, inner in ".{0,100}") {
        let around = [BEFORE_BODY, inner.as_bytes(), BEFORE_SIG, &[b'A'; 86], b"==", AFTER_SIG].concat();
        for bytes in [bytes, around] {
            if let Ok(line) = Line::parse(&bytes) {
                prop_assert_eq!(line.to_bytes(), bytes);
            }
        }
    }
}
