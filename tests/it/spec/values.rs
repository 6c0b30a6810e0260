//! Every hash, point and number in a worked example is computed again from the other examples.

use std::collections::BTreeSet;

use ballot::{Opening, SealedData, Seed};
use canonical::{Hash, PublicKey, Signature, base64, hash, hex, sha256, tag};
use chain::{Line, tree};
use elgamal::group::kdf_scalar;
use elgamal::unit::seal;
use elgamal::{Element, JointKey, Scalar};
use manifest::{Definition, booth_digest, suite_digest};
use record::confirmations::trial;
use record::{Entry, TranscriptData, VillageKey};
use serde_json::Value;

use super::blocks::{Example, examples};
use super::examples::{counted_read, parts, sums_read};

/// Everything that follows from the examples, in hex.
#[derive(Default)]
struct Pool(BTreeSet<String>);

impl Pool {
    fn hash(&mut self, value: impl ToString) {
        self.0.insert(value.to_string());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.insert(hex::encode(bytes));
        // Points and scalars stand one after the other.
        self.0.extend(bytes.chunks_exact(32).map(hex::encode));
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    fn of(examples: &[Example]) -> Self {
        let mut pool = Self::default();
        pool.hash(suite_digest());
        pool.bytes(Element::GENERATOR.as_bytes());
        for example in examples {
            match example.kind.as_str() {
                "json" => pool.json(&example.text),
                _ => pool.text(&example.text),
            }
        }
        pool.villages(examples);
        // Contexts follow from booth digests, and values from contexts.
        pool.ballots(examples);
        pool.ballots(examples);
        pool.signatures(examples);
        pool.inputs(examples);
        pool
    }

    fn json(&mut self, text: &str) {
        self.hash(sha256(text.as_bytes()));
        let value: Value = serde_json::from_str(text).unwrap();
        self.strings(&value);
        if let Ok(line) = Line::parse(text.as_bytes()) {
            self.hash(line.leaf());
        }
    }

    fn strings(&mut self, value: &Value) {
        match value {
            Value::String(text) if hex::decode(text).is_some() => drop(self.0.insert(text.clone())),
            Value::String(text) => base64::decode(text).iter().for_each(|bytes| self.bytes(bytes)),
            Value::Array(items) => items.iter().for_each(|item| self.strings(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.strings(field)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for line in text.lines() {
            if let Some(parts) = parts(line) {
                let bytes = hex::decode(line).unwrap();
                self.hash(sha256(&bytes));
                parts.iter().for_each(|part| self.bytes(part));
                self.numbered(&parts);
            }
        }
        // Trees over what is listed, as leaves or as entries; a list may be followed by its own leaves and root.
        let (hashes, leaves) = listed(text);
        for count in 2..=hashes.len() {
            self.hash(tree::root(&hashes[..count]));
            self.hash(tree::root(&leaves[..count]));
        }
        leaves.iter().for_each(|leaf| self.hash(leaf));
    }

    /// Scalars hashed from these parts, and from the same with another last number: ρ_1, ρ_2 …
    fn numbered(&mut self, parts: &[Vec<u8>]) {
        let tag = *tag::ALL.iter().find(|tag| tag.as_bytes() == parts[0]).unwrap();
        for number in 1..=16_u64 {
            let mut last: Vec<&[u8]> = parts[1..].iter().map(Vec::as_slice).collect();
            let bytes = number.to_be_bytes();
            if last.last().is_some_and(|part| part.len() == 8) {
                *last.last_mut().unwrap() = &bytes;
            }
            self.bytes(&elgamal::group::hash_to_scalar(tag, &last).to_bytes());
        }
    }

    /// What follows from definitions, ceremonies and zero entries.
    fn villages(&mut self, examples: &[Example]) {
        let definitions: Vec<Definition> = examples.iter().filter_map(|one| Definition::parse(one.text.as_bytes()).ok()).collect();
        assert!(!definitions.is_empty());
        definitions.iter().for_each(|definition| self.hash(definition.village_digest()));
        for example in examples {
            for definition in &definitions {
                if let Ok(key) = VillageKey::parse(example.text.as_bytes(), definition) {
                    self.key(&key, definition);
                }
            }
            if let Ok(data) = serde_json::from_str::<TranscriptData>(&example.text) {
                self.nonces(&data);
            }
            let Some(line) = Line::parse(example.text.as_bytes()).ok() else { continue };
            if let Ok(Entry::Zero(zero)) = line.content() {
                self.hash(booth_digest(&zero.key, &zero.station, &zero.booth, &line.leaf()));
            }
        }
    }

    fn key(&mut self, key: &VillageKey, definition: &Definition) {
        self.hash(key.digest());
        self.bytes(key.joint().as_bytes());
        for number in (1..).take(definition.guardians.members.len()) {
            self.bytes(key.share(number).unwrap().as_bytes());
        }
        self.bytes(&trial(key).to_bytes());
    }

    /// R_k = u_k·G − c·A_k of every proof of possession.
    fn nonces(&mut self, data: &TranscriptData) {
        for contribution in &data.contributions {
            let words: Vec<Scalar> = contribution
                .possession
                .to_bytes()
                .chunks_exact(32)
                .map(|word| Scalar::from_bytes(word.try_into().unwrap()).unwrap())
                .collect();
            let points = contribution.coefficients.points().iter().chain([&contribution.exchange_key]);
            for (point, u) in points.zip(&words[1..]) {
                self.bytes((Element::GENERATOR * u - *point.element() * &words[0]).as_bytes());
            }
        }
    }

    /// What follows from openings, ballots and cards; booth digests and contexts are those of the pool.
    fn ballots(&mut self, examples: &[Example]) {
        let known: Vec<Hash> = self.known(examples);
        for example in examples {
            if let Ok(opening) = serde_json::from_str::<Opening>(&example.text) {
                self.opening(&opening, examples, &known);
            }
            if let Ok(ballot) = serde_json::from_str::<SealedData>(&example.text) {
                for booth in &known {
                    self.hash(ballot.context(booth));
                    self.hash(ballot.code(booth));
                    self.0.insert(ballot.code(booth).written().to_string());
                }
            }
            if let Ok(card) = token::Card::parse(&example.text) {
                let serial = example.text.split(' ').nth(6).and_then(hex::decode).unwrap();
                self.bytes(&serial);
                self.hash(hash(tag::CARD_SERIAL, &[&serial]));
                self.hash(card.leaf());
                self.0.insert(token::card_short(&card.leaf()));
            }
        }
    }

    fn opening(&mut self, opening: &Opening, examples: &[Example], known: &[Hash]) {
        let seed = Seed::from_bytes(opening.seed);
        self.bytes(&opening.seed);
        self.bytes(&seed.slot());
        self.hash(seed.leaf());
        let ballots = examples.iter().filter_map(|one| serde_json::from_str::<SealedData>(&one.text).ok());
        for ballot in ballots.filter(|ballot| ballot.slot.0 == seed.slot()) {
            let scope = [ballot.ciphertexts.len() as u64, u64::from(opening.choice) + 1];
            for context in known {
                for label in ["r", "w", "c", "z"] {
                    let value = kdf_scalar(tag::BALLOT_VALUE, &opening.seed, context, &scope, label, 1);
                    self.bytes(&*value.to_bytes());
                    self.bytes(value.public().as_bytes());
                }
            }
            self.key_of(opening, &ballot, examples, known);
        }
    }

    /// The joint key under which the opening gives this ballot again.
    fn key_of(&mut self, opening: &Opening, ballot: &SealedData, examples: &[Example], known: &[Hash]) {
        let contexts: Vec<Hash> = known.iter().map(|booth| ballot.context(booth)).filter(|context| known.contains(context)).collect();
        for key in words(examples).filter_map(|word| JointKey::from_bytes(&hex::decode_array(word)?).ok()) {
            let gives = |context: &Hash| {
                let made = seal(&key, context, ballot.ciphertexts.len(), opening.choice as usize, &opening.seed);
                made.is_ok_and(|(ciphertexts, proof)| ciphertexts == ballot.ciphertexts && proof == ballot.proof)
            };
            if contexts.iter().any(gives) {
                self.bytes(key.as_bytes());
            }
        }
    }

    /// Keys and signatures that hold together: the issuer's on the card of a ballot, and the one of SPEC 1.8 on `suara`.
    fn signatures(&mut self, examples: &[Example]) {
        let keys: Vec<PublicKey> = words(examples).filter_map(|word| word.parse().ok()).collect();
        let definitions: Vec<Hash> = words(examples).filter(|word| self.has(word)).filter_map(|word| word.parse().ok()).collect();
        for ballot in examples.iter().filter_map(|one| serde_json::from_str::<SealedData>(&one.text).ok()) {
            let parts = definitions.iter().map(|definition| [definition.as_bytes().as_slice(), ballot.card.as_bytes()]);
            for parts in parts.collect::<Vec<_>>() {
                let issuers = keys.iter().filter(|key| key.verify(tag::CARD_ISSUE, &parts, &ballot.issue));
                issuers.for_each(|issuer| self.hash(issuer));
            }
        }
        for signature in words(examples).filter_map(hex::decode_array) {
            for key in keys.iter().filter(|key| key.verify_raw(b"suara", &Signature::from_bytes(signature))) {
                self.0.extend([hex::encode(&signature), key.to_string()]);
            }
        }
    }

    /// Lists whose root stands somewhere are what that root was made of.
    fn inputs(&mut self, examples: &[Example]) {
        for example in examples.iter().filter(|one| one.kind == "text") {
            let (hashes, leaves) = listed(&example.text);
            for count in 2..=hashes.len() {
                let roots = [&hashes, &leaves].map(|list| tree::root(&list[..count]).to_string());
                let stands = |root: &String| examples.iter().any(|one| one.text.contains(root));
                if roots.iter().any(stands) {
                    hashes[..count].iter().for_each(|hash| self.hash(hash));
                }
            }
        }
    }

    /// All hashes that stand in worked examples and are in the pool already.
    fn known(&self, examples: &[Example]) -> Vec<Hash> {
        let known: BTreeSet<Hash> = words(examples).filter(|word| self.has(word)).filter_map(|word| word.parse().ok()).collect();
        known.into_iter().collect()
    }
}

/// Words of worked examples.
fn words(examples: &[Example]) -> impl Iterator<Item = &str> {
    examples.iter().filter(|one| one.kind == "text").flat_map(|one| one.text.split_whitespace())
}

/// The hashes of a text in order, and their leaf hashes.
fn listed(text: &str) -> (Vec<Hash>, Vec<Hash>) {
    let hashes: Vec<Hash> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let leaves = hashes.iter().map(|code| tree::leaf_hash(code.as_bytes())).collect();
    (hashes, leaves)
}

/// Digests of files and sorted lists of hashes of a record that the page does not show: only their form can be held.
fn is_excerpt(text: &str) -> bool {
    sums_read(text) || counted_read(text) || token::parse_hashes(format!("{text}\n").as_bytes()).is_ok_and(|list| list.len() > 1)
}

/// Of villages that no page shows: the booth digest of SPEC 3.8 (its zero entry is not there) and the anchor of SPEC 9.18.
const GIVEN: [&str; 2] = [
    "08110772bd8f3cab436ea3e5d563c2d08e1ce2382fc3d715b92349814594f206",
    "e6cbf19fbcc2cb0e6bf8d383f43bddb940298b83cdd0db70aa163fffa6c14271",
];

#[test]
fn every_value_of_a_worked_example_follows_from_the_examples() {
    let examples = examples();
    let pool = Pool::of(&examples);
    let mut unexplained = Vec::new();
    for example in examples.iter().filter(|example| example.kind == "text" && !is_excerpt(&example.text)) {
        for word in example.text.split_whitespace().filter(|word| word.len() >= 32 && hex::decode(word).is_some()) {
            if !pool.has(word) && parts(word).is_none() && !GIVEN.contains(&word) {
                unexplained.push(format!("{}: {word}", example.place));
            }
        }
    }
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

#[test]
fn a_changed_digit_of_a_worked_example_is_noticed() {
    let examples = examples();
    let pool = Pool::of(&examples);
    let changed = |word: &str| format!("{}{}", &word[..word.len() - 1], if word.ends_with('0') { "1" } else { "0" });
    let long = words(&examples).filter(|word| word.len() >= 32 && hex::decode(word).is_some());
    let noticed: Vec<bool> = long.map(|word| !pool.has(&changed(word))).collect();
    assert!(noticed.len() > 60 && noticed.iter().all(|noticed| *noticed), "{}", noticed.len());
}
