//! The strip (TANDA TERIMA) that a voter takes home.

use ballot::Code;
use canonical::{PublicKey, SigningKey};
use record::{Strip, StripOutcome};
use serde_json::{Value, json};

use super::vector::array;
use super::{Malformed, Vector, VectorFile, refused, valid};

pub(super) const FILE: VectorFile = VectorFile {
    name: "strip",
    reader: "text: the QR code of a strip; key: the booth's Ed25519 key. Accept if the text is SUARA-TT, origin, code, card, outcome, mark \
             and signature with one blank between, and the booth signed origin, code (32 bytes), card, outcome and mark, framed under \
             suara/v1/strip.",
    make,
    holds,
};

fn make() -> Vec<Value> {
    let key = SigningKey::from_seed(&[21; 32]);
    let origin = "suara/v1/contoh-2027/99.01.01.2001/001/1".parse().unwrap();
    let code = Code::from_hash(canonical::sha256(b"surat suara"));
    let text = |outcome| Strip::sign(&origin, code, "ABC123", outcome, "0a1b2c3d", &key).to_text();
    let fields = |text: &str| json!({ "text": text, "key": key.public().to_string() });
    let mut list: Vec<Value> = [StripOutcome::Cast, StripOutcome::Challenged, StripOutcome::Spoiled, StripOutcome::Void]
        .map(|outcome| valid(outcome.word(), "a strip with this outcome", fields(&text(outcome))))
        .to_vec();
    let good = text(StripOutcome::Cast);
    for (name, why, from, to) in [
        ("other-outcome", "the outcome is signed", "TERSIMPAN", "BATAL"),
        ("other-card", "the card's characters are signed", "ABC123", "ABC124"),
        ("other-mark", "the mark is signed", "0a1b2c3d", "0a1b2c3e"),
        ("other-booth", "the log's name is signed", "/001/1", "/001/2"),
        ("other-code", "the code is signed", &code.to_string()[..4], "ffff"),
        ("unknown-outcome", "four words, no other", "TERSIMPAN", "HILANG"),
        ("other-word", "the text begins with SUARA-TT", "SUARA-TT", "SUARA"),
        ("two-blanks", "one blank between parts", " ABC123", "  ABC123"),
        ("code-in-capitals", "a code in a strip is lower-case hex", &code.to_string(), &code.to_string().to_uppercase()),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{name}");
        list.push(refused(name, why, fields(&changed)));
    }
    let stranger = SigningKey::from_seed(&[22; 32]).public().to_string();
    list.push(refused("other-key", "another booth's key", json!({ "text": good, "key": stranger })));
    list.push(refused("cut", "the signature has 88 characters", fields(&good[..good.len() - 1])));
    list
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (text, key) = (vector.text("text")?, vector.bytes("key")?);
    let key = PublicKey::from_bytes(&array(&key).unwrap()).unwrap();
    Ok(Strip::parse(text).is_ok_and(|strip| strip.verify(&key)))
}
