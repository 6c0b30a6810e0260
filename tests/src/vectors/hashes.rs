//! Framed hashes under every tag.

use canonical::{Tag, tag, wide_hash};
use serde_json::{Value, json};

use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "framed-hash",
    reader: "tag: one of the table of tags; parts: byte strings in hex. The hashed bytes are LP(tag) then LP(part) for each part, with \
             LP(x) = length of x as four big-endian bytes, then x. Accept if the tag is in the table and sha256 and sha512 are the \
             SHA-256 and SHA-512 of those bytes.",
    make,
    holds,
};

fn fields(tag: Tag, parts: &[Vec<u8>]) -> Value {
    let slices: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let parts: Vec<String> = parts.iter().map(|part| hex(part)).collect();
    json!({
        "tag": tag.as_str(),
        "parts": parts,
        "sha256": canonical::hash(tag, &slices).to_string(),
        "sha512": hex(&wide_hash(tag, &slices)),
    })
}

fn make() -> Vec<Value> {
    let mut stream = stream("framed-hash");
    let mut list = Vec::new();
    for tag in tag::ALL {
        let parts = [stream.bytes::<32>().to_vec(), stream.bytes::<5>().to_vec()];
        list.push(valid(tag.as_str(), "two parts under this tag", fields(*tag, &parts)));
    }
    let none: [Vec<u8>; 0] = [];
    let two = [b"ab".to_vec(), b"c".to_vec()];
    let good = fields(tag::CODE, &two);
    list.push(valid("no-part", "the tag alone is framed", fields(tag::CODE, &none)));
    list.push(valid("empty-part", "an empty part is four zero bytes", fields(tag::CODE, &[Vec::new()])));
    list.push(valid("long-part", "a part of 300 bytes", fields(tag::CODE, &[vec![7; 300]])));
    list.push(valid("two-parts", "the twin of those refused below", good.clone()));
    list.push(refused(
        "moved-byte",
        "a byte that moves to the other part changes the hash",
        with(&good, &json!({ "parts": ["61", "6263"] })),
    ));
    list.push(refused("joined", "one part is not two", with(&good, &json!({ "parts": ["616263"] }))));
    list.push(refused("empty-part-added", "an empty part counts", with(&good, &json!({ "parts": ["6162", "63", ""] }))));
    list.push(refused("swapped", "the order of parts counts", with(&good, &json!({ "parts": ["63", "6162"] }))));
    list.push(refused("other-tag", "another use has another hash", with(&good, &json!({ "tag": tag::CARD.as_str() }))));
    let plain = json!({ "sha256": canonical::sha256(b"suara/v1/codeabc").to_string() });
    list.push(refused("without-lengths", "tag and parts are not just joined", with(&good, &plain)));
    list.push(refused("unknown-tag", "the table has no such tag", with(&good, &json!({ "tag": "suara/v1/unknown" }))));
    list
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (name, parts) = (vector.text("tag")?, vector.list("parts")?);
    let (short, wide) = (vector.bytes("sha256")?, vector.bytes("sha512")?);
    let Some(tag) = tag::ALL.iter().find(|tag| tag.as_str() == name) else { return Ok(false) };
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(canonical::hash(*tag, &parts).as_bytes() == short.as_slice() && wide_hash(*tag, &parts) == wide.as_slice())
}
