//! Card leaves with the issuer's signature, and roll tags.

use canonical::{PublicKey, Signature, SigningKey, tag};
use manifest::{ElectionId, StratumId};
use pollbook::{Nik, RollKey};
use serde_json::{Value, json};
use token::{CardPlace, card_leaf, card_short};

use super::vector::array;
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "card",
    reader: "Accept if the names are well-formed, leaf is the hash of the card (an empty stratum stands for none), short its first six \
             base32 characters, and issuer (Ed25519) signed definition (SHA-256 of definition.json) and leaf, framed under \
             suara/v1/card-issue.",
    make: make_cards,
    holds: card_holds,
};

pub(super) const ROLL_TAGS: VectorFile = VectorFile {
    name: "roll-tag",
    reader: "Accept if nik is 16 digits, tag is HMAC-SHA-256(key, \"suara/v1/nik\" LF election LF nik) and commitment the framed hash of \
             the key under suara/v1/roll-key. The key is secret in an election; a verifier needs neither, but tools may.",
    make: make_tags,
    holds: tag_holds,
};

fn place(village: &str, station: &str, booth: &str, stratum: &str) -> Option<CardPlace> {
    let stratum: Option<StratumId> = if stratum.is_empty() { None } else { Some(stratum.parse().ok()?) };
    Some(CardPlace { village: village.parse().ok()?, station: station.parse().ok()?, booth: booth.parse().ok()?, stratum })
}

fn make_cards() -> Vec<Value> {
    let mut stream = stream("card");
    let (issuer, definition, serial) = (SigningKey::from_seed(&stream.bytes()), stream.bytes::<32>(), stream.bytes::<16>());
    let election: ElectionId = "contoh-2027".parse().unwrap();
    let fields = |stratum: &str, issuer: &SigningKey| {
        let leaf = card_leaf(&election, &place("99.01.01.2001", "001", "1", stratum).unwrap(), &serial);
        let signature = issuer.sign(tag::CARD_ISSUE, &[&definition, leaf.as_bytes()]);
        json!({
            "election": "contoh-2027", "village": "99.01.01.2001", "station": "001", "booth": "1", "stratum": stratum,
            "serial": hex(&serial), "leaf": leaf.to_string(), "short": card_short(&leaf), "issuer": issuer.public().to_string(),
            "definition": hex(&definition), "signature": hex(&signature.to_bytes()),
        })
    };
    let good = fields("", &issuer);
    let mut list = vec![
        valid("without-stratum", "a card of a village without strata", good.clone()),
        valid("with-stratum", "a card of a stratum", fields("dusun-2", &issuer)),
    ];
    for (field, other) in [
        ("election", "contoh-2028"),
        ("village", "99.01.01.2002"),
        ("station", "002"),
        ("booth", "2"),
        ("stratum", "dusun-1"),
        ("serial", "00000000000000000000000000000000"),
        ("leaf", "0000000000000000000000000000000000000000000000000000000000000000"),
        ("definition", "0000000000000000000000000000000000000000000000000000000000000000"),
    ] {
        let why = format!("another {field}");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: other }))));
    }
    list.push(refused("other-short", "the six characters are those of the leaf", with(&good, &json!({ "short": "000000" }))));
    let stranger = SigningKey::from_seed(&stream.bytes());
    list.push(refused("other-issuer", "another key", with(&good, &json!({ "issuer": stranger.public().to_string() }))));
    let forged = with(&fields("", &stranger), &json!({ "issuer": issuer.public().to_string() }));
    list.push(refused("issued-by-another", "the issuer did not sign", forged));
    let leaf = array::<32>(&canonical::hex::decode(good["leaf"].as_str().unwrap()).unwrap()).unwrap();
    let alone = issuer.sign(tag::CARD_ISSUE, &[&leaf]).to_bytes();
    list.push(refused("leaf-signed-alone", "definition and leaf are signed together", with(&good, &json!({ "signature": hex(&alone) }))));
    let other_use = issuer.sign(tag::CARD, &[&definition, &leaf]).to_bytes();
    list.push(refused("other-tag", "a signature for another use", with(&good, &json!({ "signature": hex(&other_use) }))));
    list.push(refused("station-of-two-digits", "a station is three digits", with(&good, &json!({ "station": "01" }))));
    list
}

fn card_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let [election, village, station] = [vector.text("election")?, vector.text("village")?, vector.text("station")?];
    let [booth, stratum, short] = [vector.text("booth")?, vector.text("stratum")?, vector.text("short")?];
    let [serial, leaf, issuer] = [vector.bytes("serial")?, vector.bytes("leaf")?, vector.bytes("issuer")?];
    let [definition, signature] = [vector.bytes("definition")?, vector.bytes("signature")?];
    let check = || {
        let made = card_leaf(&election.parse().ok()?, &place(village, station, booth, stratum)?, &array(&serial)?);
        let issuer = PublicKey::from_bytes(&array(&issuer)?).ok()?;
        let signature = Signature::from_bytes(array(&signature)?);
        let same = made.as_bytes() == leaf.as_slice() && card_short(&made) == short;
        Some(same && issuer.verify(tag::CARD_ISSUE, &[&definition, &leaf], &signature))
    };
    Ok(check() == Some(true))
}

fn make_tags() -> Vec<Value> {
    let fields = |key: [u8; 32], election: &str, nik: &str| {
        let key_bytes = hex(&key);
        let key = RollKey::from_bytes(key);
        let tag = key.tag(&election.parse().unwrap(), &nik.parse().unwrap());
        json!({ "key": key_bytes, "election": election, "nik": nik, "tag": tag.to_string(), "commitment": key.commitment().to_string() })
    };
    let good = fields([7; 32], "banyuasin-2027", "1607170101900001");
    let other = fields([8; 32], "banyuasin-2027", "1607170101900001");
    let mut list = vec![
        valid("good", "a tag of a NIK", good.clone()),
        valid("leading-zero", "a NIK is text and may begin with 0", fields([7; 32], "banyuasin-2027", "0607170101900001")),
    ];
    for (name, why, change) in [
        ("other-nik", "another person", json!({ "nik": "1607170101900002" })),
        ("other-election", "another election", json!({ "election": "banyuasin-2029" })),
        ("other-key", "another regency's key", json!({ "key": other["key"] })),
        ("other-commitment", "the commitment is of the key", json!({ "commitment": other["commitment"] })),
        ("15-digits", "a NIK has 16 digits", json!({ "nik": "160717010190001" })),
        ("letters", "a NIK has digits only", json!({ "nik": "160717010190000x" })),
        ("without-a-key", "a hash without a key falls in seconds", json!({ "tag": canonical::sha256(b"1607170101900001").to_string() })),
    ] {
        list.push(refused(name, why, with(&good, &change)));
    }
    list
}

fn tag_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (key, election, nik) = (vector.bytes("key")?, vector.text("election")?, vector.text("nik")?);
    let (tag, commitment) = (vector.bytes("tag")?, vector.bytes("commitment")?);
    let check = || {
        let (key, nik): (RollKey, Nik) = (RollKey::from_bytes(array(&key)?), nik.parse().ok()?);
        Some(key.tag(&election.parse().ok()?, &nik).as_bytes() == tag.as_slice() && key.commitment().as_bytes() == commitment.as_slice())
    };
    Ok(check() == Some(true))
}
