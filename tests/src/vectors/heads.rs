//! Heads of logs (C2SP tlog-checkpoint) and cosignatures (C2SP tlog-cosignature).

use canonical::{PublicKey, SigningKey, base64, sha256};
use chain::note::Kind;
use chain::{KeyName, Note, Origin, SignedCheckpoint, Verifier};
use serde_json::{Value, json};

use super::vector::array;
use super::{Malformed, Vector, VectorFile, hex, refused, valid, with};

pub(super) const CHECKPOINTS: VectorFile = VectorFile {
    name: "checkpoint",
    reader: "note: bytes of a signed head, in hex; origin: name of the log; key: the log's Ed25519 key. Accept if the text is exactly \
             three lines (name, number of lines without leading zeros, base64 of the root), the name is origin, the log's key signed \
             under that name, and size, root and mark are what the head states; mark is the first 8 hex characters of the text's SHA-256.",
    make: make_checkpoints,
    holds: checkpoint_holds,
};

pub(super) const COSIGNATURES: VectorFile = VectorFile {
    name: "cosignature",
    reader: "note: bytes of a head that is well-formed and signed by the log (origin, key); known: cosigners' keys in one-line form \
             (type 0x04). Accept if no line of a known cosigner is bad and at least one cosigned; signers: [name, seconds since 1970] of \
             those that did. A cosignature is over \"cosignature/v1\", \"time <seconds>\" and the text, and stands as 8 big-endian \
             bytes of time and 64 of signature behind the key id.",
    make: make_cosignatures,
    holds: cosignature_holds,
};

const ORIGIN: &str = "suara/v1/contoh-2027/99.01.01.2001/001/1";

fn log_key() -> SigningKey {
    SigningKey::from_seed(&[21; 32])
}

fn text(size: &str) -> String {
    format!("{ORIGIN}\n{size}\n{}\n", base64::encode(sha256(b"akar").as_bytes()))
}

fn signed_by(text: &str, name: &str, key: &SigningKey) -> String {
    let mut note = Note::new(text).unwrap();
    note.sign(&KeyName::new(name).unwrap(), key).unwrap();
    note.to_string()
}

fn signed(text: &str) -> String {
    signed_by(text, ORIGIN, &log_key())
}

fn checkpoint(note: &str, size: u64, text: &str) -> Value {
    let key = log_key().public().to_string();
    let (root, mark) = (sha256(b"akar").to_string(), hex(&sha256(text.as_bytes()).as_bytes()[..4]));
    json!({ "note": hex(note.as_bytes()), "origin": ORIGIN, "key": key, "size": size, "root": root, "mark": mark })
}

fn make_checkpoints() -> Vec<Value> {
    let good = text("17");
    let fields = checkpoint(&signed(&good), 17, &good);
    let mut list = vec![
        valid("good", "the head of a log of 17 lines", fields.clone()),
        valid("empty-log", "a log may have no line", checkpoint(&signed(&text("0")), 0, &text("0"))),
    ];
    let root = base64::encode(sha256(b"akar").as_bytes());
    for (name, why, changed) in [
        ("leading-zero", "a size has no leading zero", text("017")),
        ("plus", "a size has no sign", text("+17")),
        ("minus", "a size has no sign", text("-17")),
        ("size-over-64-bits", "a size is below 2^64", text("18446744073709551616")),
        ("no-size", "a size is digits", text("")),
        ("root-of-31-bytes", "a root has 32 bytes", good.replace(&root, &base64::encode(&[7; 31]))),
        ("root-in-hex", "a root is base64", good.replace(&root, &sha256(b"akar").to_string())),
        ("root-not-padded", "base64 is padded", good.replace('=', "")),
        ("fourth-line", "exactly three lines", format!("{good}ekstra\n")),
        ("two-lines", "exactly three lines", format!("{ORIGIN}\n17\n")),
        ("blank-after-size", "nothing stands beside the size", good.replace("17\n", "17 \n")),
    ] {
        assert_ne!(changed, good, "{name}");
        list.push(refused(name, why, with(&fields, &json!({ "note": hex(signed(&changed).as_bytes()) }))));
    }
    let another = ORIGIN.replace("/001/1", "/001/2");
    let foreign = good.replace(ORIGIN, &another);
    let by_key = |note: String| with(&fields, &json!({ "note": hex(note.as_bytes()) }));
    list.push(refused("other-log", "the head is of another log", by_key(signed_by(&foreign, &another, &log_key()))));
    list.push(refused("other-name", "the log's key signs under the log's name", by_key(signed_by(&good, &another, &log_key()))));
    let stranger = SigningKey::from_seed(&[22; 32]);
    list.push(refused("other-key", "another key under the log's name", by_key(signed_by(&good, ORIGIN, &stranger))));
    list.push(refused("changed-size", "the text was changed after signing", by_key(signed(&good).replace("\n17\n", "\n18\n"))));
    list.push(refused("states-another-size", "the reader states what the head says", with(&fields, &json!({ "size": 18 }))));
    list.push(refused("states-another-mark", "the mark is of the text", with(&fields, &json!({ "mark": "00000000" }))));
    list
}

fn open(vector: &Vector<'_>) -> Result<Option<SignedCheckpoint>, Malformed> {
    let (note, origin, key) = (vector.bytes("note")?, vector.text("origin")?, vector.bytes("key")?);
    let (origin, key): (Origin, [u8; 32]) = (origin.parse().unwrap(), array(&key).unwrap());
    Ok(SignedCheckpoint::open(&note, &origin, &PublicKey::from_bytes(&key).unwrap()).ok())
}

fn checkpoint_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (size, root, mark) = (vector.number("size")?, vector.bytes("root")?, vector.text("mark")?);
    let Some(head) = open(vector)? else { return Ok(false) };
    let head = head.checkpoint();
    Ok(head.size == size && head.root.as_bytes() == root.as_slice() && head.mark_id() == mark)
}

const TIME: u64 = 1_822_726_800;

fn witness(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn cosigned(cosigners: &[(&str, u8, u64)]) -> String {
    let origin = ORIGIN.parse().unwrap();
    let note = signed(&text("17"));
    let mut head = SignedCheckpoint::open(note.as_bytes(), &origin, &log_key().public()).unwrap();
    for (name, seed, time) in cosigners {
        head.cosign(&KeyName::new(name).unwrap(), &witness(*seed), *time).unwrap();
    }
    head.to_string()
}

fn make_cosignatures() -> Vec<Value> {
    let verifier = |name: &str, seed: u8| Verifier::new(KeyName::new(name).unwrap(), witness(seed).public(), Kind::Cosignature);
    let known = [verifier("saksi-1", 31).to_string(), verifier("saksi-2", 32).to_string()];
    let fields = |note: &str, known: &[String], signers: &[(&str, u64)]| {
        let key = log_key().public().to_string();
        json!({ "note": hex(note.as_bytes()), "origin": ORIGIN, "key": key, "known": known, "signers": signers })
    };
    let one = cosigned(&[("saksi-1", 31, TIME)]);
    let two = cosigned(&[("saksi-1", 31, TIME), ("saksi-2", 32, TIME + 60)]);
    let mut list = vec![
        valid("one", "a witness's cosignature with its time", fields(&one, &known, &[("saksi-1", TIME)])),
        valid("two", "two witnesses", fields(&two, &known, &[("saksi-1", TIME), ("saksi-2", TIME + 60)])),
        valid("one-known-of-two", "an unknown cosigner says nothing", fields(&two, &known[1..], &[("saksi-2", TIME + 60)])),
        valid("time-0", "the time is the cosigner's word", fields(&cosigned(&[("saksi-1", 31, 0)]), &known, &[("saksi-1", 0)])),
    ];
    let mut bad = |name: &str, why: &str, note: &str| list.push(refused(name, why, fields(note, &known, &[("saksi-1", TIME)])));
    bad("none", "nobody cosigned", &cosigned(&[]));
    bad("unknown", "no known key cosigned", &cosigned(&[("saksi-3", 33, TIME)]));
    bad("stolen-name", "the name is known, the key is not", &cosigned(&[("saksi-1", 33, TIME)]));
    let plain = signed_by(&text("17"), "saksi-1", &witness(31));
    let plain_line = plain.trim_end().rsplit('\n').next().unwrap();
    bad("plain-signature", "an Ed25519 signature is no cosignature: its key id is another", &format!("{}{plain_line}\n", cosigned(&[])));
    bad("other-time", "the time is signed", &edit(&one, |data| data[11] ^= 1));
    bad("bad-signature", "the signature is another", &edit(&one, |data| data[20] ^= 1));
    bad("short", "8 bytes of time and 64 of signature", &edit(&one, |data| data.truncate(75)));
    bad("without-time", "8 bytes of time and 64 of signature", &edit(&one, |data| drop(data.drain(4..12))));
    bad(
        "under-the-id-of-a-cosigner",
        "a signature on the text alone is none on time and text",
        &edit(&one, |data| {
            let signature = witness(31).sign_raw(text("17").as_bytes()).to_bytes();
            data.truncate(12);
            data.extend_from_slice(&signature);
        }),
    );
    list
}

/// Changes the bytes of the last signature line.
fn edit(note: &str, change: impl Fn(&mut Vec<u8>)) -> String {
    let (head, data) = note.trim_end().rsplit_once(' ').unwrap();
    let mut bytes = base64::decode(data).unwrap();
    change(&mut bytes);
    format!("{head} {}\n", base64::encode(&bytes))
}

fn cosignature_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (known, signers) = (vector.texts("known")?, vector.value("signers")?);
    let Some(head) = open(vector)? else { return Ok(false) };
    let known: Vec<Verifier> = known.iter().map(|line| line.parse().unwrap()).collect();
    let Ok(found) = head.cosigners(&known) else { return Ok(false) };
    let found: Vec<(&str, Option<u64>)> = found.iter().map(|signer| (signer.verifier.name().as_str(), signer.time)).collect();
    Ok(!found.is_empty() && json!(found) == *signers)
}
