//! Codes, and challenged ballots that anyone recomputes.

use ballot::{BallotRules, Code, CodeText, Epoch, Opening, SealedData, SeedPath, Slot};
use canonical::{Hash, Signature};
use elgamal::unit::{Proof, seal};
use elgamal::{Ciphertext, Element, JointKey, NonIdentity, Scalar};
use manifest::{Definition, Mode, ballot_context};
use serde_json::{Value, json};

use super::vector::{array, hash, hashes};
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};
use crate::random::SimSeed;
use crate::sim::prepare::define;
use crate::sim::spec::ElectionSpec;
use crate::sim::world::Keys;

pub(super) const CODES: VectorFile = VectorFile {
    name: "code",
    reader: "code: 32 bytes in hex; typed: what a person types or a QR code gives. Accept if typed is meant for this code: its first 20 \
             base32 characters (0-9 A-Z without I L O U) with blanks and hyphens anywhere, in either case, I and L read as 1 and O as 0; or \
             all 64 hex characters. written: the 20 characters as printed, in groups of five.",
    make: make_codes,
    holds: code_holds,
};

pub(super) const BALLOT_CODES: VectorFile = VectorFile {
    name: "ballot-code",
    reader: "ciphertexts: 64 bytes each; proof. Accept if code is the framed SHA-256 under suara/v1/code of context, number of ciphertexts \
             (eight big-endian bytes), each ciphertext, proof; context is the fifth rung of the ladder over booth, slot, card and stratum \
             (empty for none).",
    make: make_ballot_codes,
    holds: ballot_code_holds,
};

pub(super) const CHALLENGES: VectorFile = VectorFile {
    name: "challenge",
    reader: "A challenged ballot. Accept if the path (index, size, path) leads from the seed's leaf to one of roots, slot is the seed's, \
             and sealing choice (from 0) of as many options as there are ciphertexts again, from seed and context under key, gives the \
             same ciphertexts and proof byte for byte. context as in ballot-code.",
    make: make_challenges,
    holds: challenge_holds,
};

fn make_codes() -> Vec<Value> {
    let code = Code::from_hash(canonical::sha256(b"surat suara"));
    let written = code.written();
    let (plain, printed) = (written.as_str().to_owned(), written.to_string());
    let fields = |typed: &str| json!({ "code": code.to_string(), "written": printed, "typed": typed });
    let mut list = vec![
        valid("as-printed", "groups of five", fields(&printed)),
        valid("without-groups", "blanks do not count", fields(&plain)),
        valid("small-letters", "case does not count", fields(&plain.to_lowercase())),
        valid("hyphens", "hyphens do not count", fields(&printed.replace(' ', "-"))),
        valid("spoken", "O is read as 0, I and L as 1", fields(&plain.replace('0', "O").replace('1', "l"))),
        valid("hex", "the 32 bytes of a QR code", fields(&code.to_string())),
    ];
    let last = plain.chars().last().unwrap();
    let other = format!("{}{}", &plain[..19], if last == '0' { '2' } else { '0' });
    for (name, why, typed) in [
        ("19-characters", "a code has 20 characters", plain[..19].to_owned()),
        ("21-characters", "a code has 20 characters", format!("{plain}0")),
        ("other-last-character", "another code", other),
        ("letter-u", "the alphabet has no U", format!("U{}", &plain[1..])),
        ("sign", "the alphabet has no sign", format!("{}#", &plain[..19])),
        ("63-hex", "neither 20 nor 64 characters", code.to_string()[..63].to_owned()),
        ("other-hex", "another code", canonical::sha256(b"lain").to_string()),
        ("hex-in-capitals", "64 characters of hex are small letters", code.to_string().to_uppercase()),
        ("nothing", "no code", String::new()),
    ] {
        list.push(refused(name, why, fields(&typed)));
    }
    list.push(refused("written-otherwise", "the printed form is that of the code", with(&fields(&printed), &json!({ "written": plain }))));
    list
}

fn code_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (code, written, typed) = (vector.bytes("code")?, vector.text("written")?, vector.text("typed")?);
    let Some(code) = hash(&code).map(Code::from_hash) else { return Ok(false) };
    Ok(code.written().to_string() == written && CodeText::parse(typed) == Some(code.written()))
}

/// One sealed ballot with all that a challenge publishes, from the kind's stream.
struct Sealed {
    booth: Hash,
    card: Hash,
    stratum: &'static str,
    key: JointKey,
    choice: u32,
    options: usize,
    seed: [u8; 32],
    slot: [u8; 16],
    path: SeedPath,
    root: Hash,
}

impl Sealed {
    fn new(kind: &str, options: usize, choice: u32, stratum: &'static str) -> Self {
        let mut stream = stream(kind);
        let key = NonIdentity::new(Element::GENERATOR * &Scalar::reduce_wide(&stream.bytes())).unwrap();
        let (booth, card) = (Hash::from_bytes(stream.bytes()), Hash::from_bytes(stream.bytes()));
        let mut epoch = Epoch::begin(&[&stream.bytes::<32>()]);
        let seed = epoch.take().unwrap();
        let path = epoch.path(&seed).unwrap();
        let (slot, root, seed) = (seed.slot(), epoch.root(), *seed.expose());
        Self { booth, card, stratum, key: JointKey::new(key), choice, options, seed, slot, path, root }
    }

    fn ballot(&self) -> Value {
        let stratum = (!self.stratum.is_empty()).then(|| self.stratum.parse().unwrap());
        let context = ballot_context(&self.booth, &self.slot, &self.card, stratum.as_ref());
        let (ciphertexts, proof) = seal(&self.key, &context, self.options, self.choice as usize, &self.seed).unwrap();
        let ciphertexts: Vec<String> = ciphertexts.iter().map(|one| hex(&one.to_bytes())).collect();
        json!({
            "booth": self.booth.to_string(), "slot": hex(&self.slot), "card": self.card.to_string(), "stratum": self.stratum,
            "ciphertexts": ciphertexts, "proof": hex(&proof.to_bytes()),
        })
    }

    fn challenge(&self) -> Value {
        let path: Vec<String> = self.path.path.iter().map(ToString::to_string).collect();
        let mut fields = self.ballot();
        let opening = json!({
            "key": hex(self.key.as_bytes()), "choice": self.choice, "seed": hex(&self.seed), "index": self.path.index,
            "size": self.path.size, "path": path, "roots": [canonical::sha256(b"epoch 0").to_string(), self.root.to_string()],
        });
        fields.as_object_mut().unwrap().extend(opening.as_object().unwrap().clone());
        fields
    }
}

fn read_ballot(vector: &Vector<'_>) -> Result<Option<(Hash, SealedData)>, Malformed> {
    let [booth, slot, card, proof] = [vector.bytes("booth")?, vector.bytes("slot")?, vector.bytes("card")?, vector.bytes("proof")?];
    let (stratum, ciphertexts) = (vector.text("stratum")?, vector.list("ciphertexts")?);
    let read = || {
        let ciphertexts = ciphertexts.iter().map(|one| Ciphertext::from_bytes(&array(one)?).ok()).collect::<Option<Vec<_>>>()?;
        let stratum = if stratum.is_empty() { None } else { Some(stratum.parse().ok()?) };
        let (card, slot, proof) = (hash(&card)?, Slot(array(&slot)?), Proof::from_bytes(&proof).ok()?);
        // The card's signature has its own vectors and no part in a code.
        Some((hash(&booth)?, SealedData { card, ciphertexts, issue: Signature::from_bytes([0; 64]), proof, slot, stratum }))
    };
    Ok(read())
}

fn make_ballot_codes() -> Vec<Value> {
    let fields = |sealed: &Sealed| {
        let mut fields = sealed.ballot();
        let (booth, data) = read_ballot(&Vector::new(&fields)).unwrap().unwrap();
        fields["code"] = json!(data.code(&booth).to_string());
        fields
    };
    let (one, two) = (Sealed::new("ballot-code", 3, 1, ""), Sealed::new("ballot-code 2", 3, 0, "dusun-1"));
    let (good, other) = (fields(&one), fields(&two));
    let mut list = vec![
        valid("without-stratum", "the code of a ballot", good.clone()),
        valid("with-stratum", "the code of a ballot of a stratum", other.clone()),
    ];
    for field in ["booth", "slot", "card", "stratum", "ciphertexts", "proof", "code"] {
        let why = format!("another {field} gives another code");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: other[field] }))));
    }
    let swapped = json!({ "ciphertexts": [good["ciphertexts"][1], good["ciphertexts"][0], good["ciphertexts"][2]] });
    list.push(refused("ciphertexts-swapped", "their order counts", with(&good, &swapped)));
    list
}

fn ballot_code_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (ballot, code) = (read_ballot(vector)?, vector.bytes("code")?);
    Ok(ballot.is_some_and(|(booth, data)| data.code(&booth).hash().as_bytes() == code.as_slice()))
}

fn make_challenges() -> Vec<Value> {
    let one = Sealed::new("challenge", 4, 2, "");
    let good = one.challenge();
    let second = Sealed::new("challenge 2", 4, 1, "dusun-1").challenge();
    let blank = Sealed::new("challenge 3", 3, 2, "").challenge();
    let mut list = vec![
        valid("choice-2-of-4", "recomputed byte for byte", good.clone()),
        valid("with-stratum", "recomputed byte for byte", second.clone()),
        valid("blank", "the blank is the last option", blank),
    ];
    for field in ["booth", "slot", "card", "stratum", "ciphertexts", "proof", "key", "choice", "seed", "index", "path", "roots"] {
        let why = format!("another {field}: the booth sealed something else, or shows another seed");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: second[field] }))));
    }
    list.push(refused("choice-4-of-4", "option 4, counted from 0, is not on the ballot", with(&good, &json!({ "choice": 4 }))));
    list.push(refused("no-root", "the seed is under no root that was logged", with(&good, &json!({ "roots": [] }))));
    let mut proof = canonical::hex::decode(good["proof"].as_str().unwrap()).unwrap();
    *proof.iter_mut().nth_back(31).unwrap() ^= 1;
    list.push(refused("proof-changed", "one bit of the last response", with(&good, &json!({ "proof": hex(&proof) }))));
    // A valid ballot for the same choice from another seed: only the recomputation shows that the seed did not make it.
    let other = Sealed { seed: [9; 32], ..Sealed::new("challenge", 4, 2, "") }.ballot();
    let swapped = json!({ "ciphertexts": other["ciphertexts"], "proof": other["proof"] });
    list.push(refused("sealed-from-another-seed", "the same choice, honestly proven, but not from this seed", with(&good, &swapped)));
    let lie = Sealed { choice: 0, ..Sealed::new("challenge", 4, 2, "") }.ballot();
    let lie = json!({ "ciphertexts": lie["ciphertexts"], "proof": lie["proof"] });
    list.push(refused("sealed-another-choice", "the booth sealed option 0 and says 2", with(&good, &lie)));
    list
}

fn definition(options: usize) -> Definition {
    let mut spec = ElectionSpec::made_up(1, 6, SimSeed(1));
    spec.villages[0].candidates = options - 1;
    define(&spec.villages[0], Mode::Real, Keys(SimSeed(1))).unwrap()
}

fn challenge_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (ballot, key, choice, seed) = (read_ballot(vector)?, vector.bytes("key")?, vector.number("choice")?, vector.bytes("seed")?);
    let (index, size) = (vector.number("index")?, vector.number("size")?);
    let (path, roots) = (vector.list("path")?, vector.list("roots")?);
    let check = || {
        let (booth, data) = ballot?;
        let (key, definition) = (JointKey::from_bytes(&array(&key)?).ok()?, definition(data.ciphertexts.len()));
        let path = SeedPath { index, path: hashes(&path)?, size };
        let opening = Opening { choice: u32::try_from(choice).ok()?, path, seed: array(&seed)? };
        let rules = BallotRules { definition: &definition, key: &key, booth: &booth };
        opening.check(&data, &rules, &hashes(&roots)?).ok()
    };
    Ok(check().is_some())
}
