//! Signed notes (C2SP signed-note).

use canonical::{SigningKey, base64};
use chain::note::Kind;
use chain::{KeyName, Note, Verifier};
use serde_json::{Value, json};

use super::{Malformed, Vector, VectorFile, hex, refused, valid};

pub(super) const FILE: VectorFile = VectorFile {
    name: "note",
    reader: "note: bytes of a C2SP signed note, in hex; known: keys in one-line form <name>+<key id>+<base64 of type and key>. Accept if \
             the note is well-formed, at least one known key signed it and no signature line of a known key is bad; lines of unknown \
             keys (another name or another key id) say nothing. signers: the names of the known keys that signed, in order of lines.",
    make,
    holds,
};

const TEXT: &str = "suara/v1/document\nindex.json\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn known(name: &str, seed: u8) -> Verifier {
    Verifier::new(KeyName::new(name).unwrap(), key(seed).public(), Kind::Ed25519)
}

fn signed(text: &str, signers: &[(&str, u8)]) -> String {
    let mut note = Note::new(text).unwrap();
    for (name, seed) in signers {
        note.sign(&KeyName::new(name).unwrap(), &key(*seed)).unwrap();
    }
    note.to_string()
}

fn fields(note: &[u8], known: &[Verifier], signers: &[&str]) -> Value {
    let known: Vec<String> = known.iter().map(Verifier::to_string).collect();
    json!({ "note": hex(note), "known": known, "signers": signers })
}

/// The same note with another key id in its last line.
fn other_id(note: &str) -> String {
    let (head, data) = note.trim_end().rsplit_once(' ').unwrap();
    let mut bytes = base64::decode(data).unwrap();
    bytes[0] ^= 1;
    format!("{head} {}\n", base64::encode(&bytes))
}

fn make() -> Vec<Value> {
    let (a, b) = (known("panitia", 1), known("saksi", 2));
    let one = signed(TEXT, &[("panitia", 1)]);
    let both = signed(TEXT, &[("panitia", 1), ("saksi", 2)]);
    let all = [a.clone(), b.clone()];
    let mut list = vec![
        valid("one-signature", "a note with the signature of a known key", fields(one.as_bytes(), &all, &["panitia"])),
        valid("two-signatures", "both are known", fields(both.as_bytes(), &all, &["panitia", "saksi"])),
        valid("one-known-of-two", "a line of an unknown key says nothing", fields(both.as_bytes(), &all[1..], &["saksi"])),
        valid("blank-lines", "the last blank line ends the text", fields(signed("a\n\nb\n", &[("saksi", 2)]).as_bytes(), &all, &["saksi"])),
        valid("letters", "UTF-8", fields(signed("Pemilihan — é\n", &[("saksi", 2)]).as_bytes(), &all, &["saksi"])),
    ];
    let both_bad_id = other_id(&both);
    list.push(valid(
        "one-with-a-wrong-id-of-two",
        "a line with another key id is one of an unknown key",
        fields(both_bad_id.as_bytes(), &all, &["panitia"]),
    ));
    signatures(&mut list, &one, &both, &all);
    forms(&mut list, &one, &all);
    list
}

fn signatures(list: &mut Vec<Value>, one: &str, both: &str, all: &[Verifier]) {
    let mut bad =
        |name: &str, why: &str, note: &str, known: &[Verifier]| list.push(refused(name, why, fields(note.as_bytes(), known, &[])));
    bad("unknown-key", "no known key signed", one, &all[1..]);
    bad("no-key-known", "no known key signed", one, &[]);
    bad("wrong-key-id", "the key id in the line is another, so no known key signed", &other_id(one), all);
    bad("other-name", "the name in the line is another, so no known key signed", &one.replace("\u{2014} panitia", "\u{2014} panitja"), all);
    bad("other-text", "the text is another", &one.replace("index", "Index"), all);
    let stolen = Verifier::new(KeyName::new("panitia").unwrap(), key(3).public(), Kind::Ed25519);
    bad("same-name-other-key", "the key of this name is another", one, &[stolen]);
    bad("one-bad-of-two", "one bad line of a known key refuses the note", &swap_last_data(both, one), all);
    let twice = format!("{one}{}\n", one.trim_end().rsplit('\n').next().unwrap());
    bad("twice", "one key signs once", &twice, all);
}

/// The last signature of `both` made that of `one`, under the key id that stands there: a signature by the wrong key.
fn swap_last_data(both: &str, one: &str) -> String {
    let (head, data) = both.trim_end().rsplit_once(' ').unwrap();
    let wrong = base64::decode(one.trim_end().rsplit_once(' ').unwrap().1).unwrap();
    let id = base64::decode(data).unwrap()[..4].to_vec();
    format!("{head} {}\n", base64::encode(&[&id[..], &wrong[4..]].concat()))
}

fn forms(list: &mut Vec<Value>, one: &str, all: &[Verifier]) {
    let (text, line) = one.rsplit_once("\n\n").unwrap();
    let data = line.trim_end().rsplit_once(' ').unwrap().1;
    let cut = base64::decode(data).unwrap();
    for (name, why, note) in [
        ("no-line-feed-at-the-end", "every line ends with a line feed", one.trim_end().to_owned()),
        ("blank-line-at-the-end", "nothing follows the signature lines", format!("{one}\n")),
        ("no-blank-line", "a blank line stands between text and signatures", format!("{text}\n{line}")),
        ("no-signature", "a note has a signature", format!("{text}\n\n")),
        ("hyphen", "a signature line begins with an em dash", one.replace('\u{2014}', "-")),
        ("two-blanks", "one blank between name and data", one.replace("panitia ", "panitia  ")),
        ("plus-in-the-name", "a key name has no plus", one.replace("\u{2014} panitia", "\u{2014} pan+tia")),
        ("no-padding", "base64 is padded", one.replace("==\n", "\n").replace("=\n", "\n")),
        ("carriage-return", "no control character but line feeds", one.replace('\n', "\r\n")),
        ("tab", "no control character but line feeds", one.replace("index.json", "index\t.json")),
        ("signature-of-63-bytes", "a signature has 64 bytes", one.replace(data, &base64::encode(&cut[..67]))),
        ("signature-of-65-bytes", "a signature has 64 bytes", one.replace(data, &base64::encode(&[&cut[..], &[0]].concat()))),
        ("only-a-key-id", "a signature follows the key id", one.replace(data, &base64::encode(&cut[..4]))),
        ("text-after-signatures", "nothing follows the signature lines", format!("{one}x\n")),
        ("nothing", "no note", String::new()),
    ] {
        assert_ne!(note, one, "{name}");
        list.push(refused(name, why, fields(note.as_bytes(), all, &[])));
    }
    let broken: Vec<u8> = one.replacen('i', "#", 1).bytes().map(|byte| if byte == b'#' { 0xff } else { byte }).collect();
    list.push(refused("not-utf-8", "a note is UTF-8", fields(&broken, all, &[])));
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (note, known, signers) = (vector.bytes("note")?, vector.texts("known")?, vector.texts("signers")?);
    let known: Vec<Verifier> = known.iter().map(|line| line.parse().unwrap()).collect();
    let Ok(note) = Note::parse(&note) else { return Ok(false) };
    Ok(note.verify(&known).is_ok_and(|found| found.iter().map(|signer| signer.verifier.name().as_str()).eq(signers)))
}
