//! Lines of a log: leaf and signature.

use canonical::{PublicKey, SigningKey, base64, tag};
use chain::{Line, Origin, tree};
use serde_json::{Value, json};

use super::vector::array;
use super::{Malformed, Vector, VectorFile, hex, refused, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "line",
    reader: "line: bytes of one line of entries.jsonl without its line feed, in hex; origin: name of the log; key: the log's Ed25519 \
             key. Accept if the line is {\"body\":...,\"sig\":\"...\"} with a canonical body whose seq, prev, salt and kind are well-formed, \
             the signature is over the tag suara/v1/line, origin and leaf, framed, and the stated leaf is SHA-256(0x00, body).",
    make,
    holds,
};

const ORIGIN: &str = "suara/v1/contoh-2027/99.01.01.2001/001/1";

fn key() -> SigningKey {
    SigningKey::from_seed(&[21; 32])
}

/// A body with its leaf, signed whatever it is.
fn signed(body: &str, origin: &str, key: &SigningKey) -> String {
    let leaf = tree::leaf_hash(body.as_bytes());
    let signature = key.sign(tag::LINE, &[origin.as_bytes(), leaf.as_bytes()]);
    format!("{{\"body\":{body},\"sig\":\"{}\"}}", base64::encode(&signature.to_bytes()))
}

fn body() -> String {
    let (prev, salt) = ("0".repeat(64), "a5".repeat(16));
    format!(r#"{{"kind":"open","prev":"{prev}","salt":"{salt}","seq":0,"time":"2027-10-05T07:00:00+07:00"}}"#)
}

fn fields(line: &str, body: &str) -> Value {
    let leaf = tree::leaf_hash(body.as_bytes()).to_string();
    json!({ "line": hex(line.as_bytes()), "origin": ORIGIN, "key": key().public().to_string(), "leaf": leaf })
}

fn make() -> Vec<Value> {
    let (body, key) = (body(), key());
    let line = signed(&body, ORIGIN, &key);
    let good = fields(&line, &body);
    let later = body.replace("\"seq\":0", "\"seq\":41");
    let mut list = vec![
        valid("good", "a line of this log", good.clone()),
        valid("later", "its place is the reader's to hold against the lines before", fields(&signed(&later, ORIGIN, &key), &later)),
    ];
    let mut bad = |name: &str, why: &str, line: String| {
        list.push(refused(name, why, with(&good, &json!({ "line": hex(line.as_bytes()) }))));
    };
    let other = ORIGIN.replace("/001/1", "/002/1");
    bad("other-log", "the name of the log is signed", signed(&body, &other, &key));
    bad("other-key", "the log's key signs", signed(&body, ORIGIN, &SigningKey::from_seed(&[22; 32])));
    bad("changed-body", "the body was changed after signing", line.replace("T07", "T08"));
    let whole = key.sign(tag::LINE, &[ORIGIN.as_bytes(), body.as_bytes()]);
    let over_body = format!("{{\"body\":{body},\"sig\":\"{}\"}}", base64::encode(&whole.to_bytes()));
    bad("body-signed", "the leaf is signed, not the body", over_body);
    let strip = key.sign(tag::STRIP, &[ORIGIN.as_bytes(), tree::leaf_hash(body.as_bytes()).as_bytes()]);
    bad("other-tag", "a signature for another use", format!("{{\"body\":{body},\"sig\":\"{}\"}}", base64::encode(&strip.to_bytes())));
    bad("line-feed", "the line feed is not part of the line", format!("{line}\n"));
    bad("blank", "the frame has one spelling", line.replace("},\"sig\"", "}, \"sig\""));
    bad("sig-first", "the frame has one spelling", format!("{{\"sig\":{},\"body\":{body}}}", &line[line.len() - 91..line.len() - 1]));
    bad("third-field", "the frame has two fields", line.replace(",\"sig\":", ",\"x\":0,\"sig\":"));
    bad("short-signature", "88 characters of base64", line.replace("==\"}", "\"}"));
    for (name, why, from, to) in [
        ("no-kind", "a body has a kind", "\"kind\":\"open\",", ""),
        ("kind-in-capitals", "a kind has small letters", "\"open\"", "\"Open\""),
        ("no-salt", "a body has a salt", "\"salt\":\"a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5\",", ""),
        ("short-salt", "a salt has 16 bytes", "a5\",\"seq\"", "\",\"seq\""),
        ("salt-in-capitals", "hex has small letters", "a5\",\"seq\"", "A5\",\"seq\""),
        ("no-seq", "a body has a number", "\"seq\":0,", ""),
        ("seq-as-text", "seq is a number", "\"seq\":0", "\"seq\":\"0\""),
        ("short-prev", "prev is a hash", "\"prev\":\"00", "\"prev\":\""),
        ("null", "an absent value is left out", "\"time\":", "\"thing\":null,\"time\":"),
        ("unsorted", "keys are sorted", "\"time\":", "\"a\":1,\"time\":"),
        ("blank-in-body", "nothing blank stands between tokens", "\"seq\":0", "\"seq\": 0"),
    ] {
        let changed = body.replace(from, to);
        assert_ne!(changed, body, "{name}");
        list.push(refused(name, why, fields(&signed(&changed, ORIGIN, &key), &changed)));
    }
    let long = body.replace("\"open\"", &format!("\"{}\"", "x".repeat(33)));
    list.push(refused("long-kind", "a kind has at most 32 characters", fields(&signed(&long, ORIGIN, &key), &long)));
    let leaf = json!({ "leaf": canonical::sha256(body.as_bytes()).to_string() });
    list.push(refused("leaf-without-prefix", "a leaf is hashed with 0x00 before it", with(&good, &leaf)));
    list
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (line, origin) = (vector.bytes("line")?, vector.text("origin")?);
    let (key, leaf) = (vector.bytes("key")?, vector.bytes("leaf")?);
    let origin: Origin = origin.parse().unwrap();
    let key = PublicKey::from_bytes(&array(&key).unwrap()).unwrap();
    let Ok(line) = Line::parse(&line) else { return Ok(false) };
    Ok(line.verify(&origin, &key).is_ok() && line.leaf().as_bytes() == leaf.as_slice())
}
