//! The digest ladder: suite, village, joint key, booth, ballot.

use canonical::Hash;
use manifest::{BoothId, Mode, StationId, StratumId, ballot_context, booth_digest, key_digest, suite_digest, village_digest};
use serde_json::{Value, json};

use super::vector::{array, hash};
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "ladder",
    reader: "Accept if village is the digest of suite, mode and definition (SHA-256 of definition.json), joint the digest of village, \
             ceremony (SHA-256 of ceremony.json) and key (the joint key), booth_digest that of joint, station, booth and opening_leaf (leaf \
             of the booth's first entry), ballot that of booth_digest, slot, card and stratum. An empty stratum stands for none.",
    make,
    holds,
};

struct Inputs<'a> {
    mode: &'a str,
    definition: Vec<u8>,
    ceremony: Vec<u8>,
    key: Vec<u8>,
    station: &'a str,
    booth: &'a str,
    opening_leaf: Vec<u8>,
    slot: Vec<u8>,
    card: Vec<u8>,
    stratum: &'a str,
}

impl<'a> Inputs<'a> {
    fn of(vector: &Vector<'a>) -> Result<Self, Malformed> {
        Ok(Self {
            mode: vector.text("mode")?,
            definition: vector.bytes("definition")?,
            ceremony: vector.bytes("ceremony")?,
            key: vector.bytes("key")?,
            station: vector.text("station")?,
            booth: vector.text("booth")?,
            opening_leaf: vector.bytes("opening_leaf")?,
            slot: vector.bytes("slot")?,
            card: vector.bytes("card")?,
            stratum: vector.text("stratum")?,
        })
    }

    /// Suite, village, joint key, booth, ballot.
    fn rungs(&self) -> Option<[Hash; 5]> {
        let mode = [Mode::Real, Mode::Rehearsal].into_iter().find(|mode| mode.as_str() == self.mode)?;
        let (station, booth): (StationId, BoothId) = (self.station.parse().ok()?, self.booth.parse().ok()?);
        let stratum: Option<StratumId> = if self.stratum.is_empty() { None } else { Some(self.stratum.parse().ok()?) };
        let village = village_digest(mode, &hash(&self.definition)?);
        let joint = key_digest(&village, &hash(&self.ceremony)?, &array(&self.key)?);
        let booth = booth_digest(&joint, &station, &booth, &hash(&self.opening_leaf)?);
        let ballot = ballot_context(&booth, &array(&self.slot)?, &hash(&self.card)?, stratum.as_ref());
        Some([suite_digest(), village, joint, booth, ballot])
    }
}

const RUNGS: [&str; 5] = ["suite", "village", "joint", "booth_digest", "ballot"];

fn make() -> Vec<Value> {
    let mut stream = stream("ladder");
    let mut random = || hex(&stream.bytes::<32>());
    let mut inputs = json!({
        "mode": "REAL", "definition": random(), "ceremony": random(), "key": random(), "station": "001", "booth": "1",
        "opening_leaf": random(), "slot": random()[..32], "card": random(), "stratum": "dusun-1",
    });
    let good = complete(&inputs);
    let mut list = vec![valid("with-stratum", "a ballot of a stratum", good.clone())];
    inputs = with(&inputs, &json!({ "stratum": "" }));
    list.push(valid("without-stratum", "without strata the empty text is hashed", complete(&inputs)));
    inputs = with(&inputs, &json!({ "mode": "REHEARSAL" }));
    list.push(valid("rehearsal", "the mode is inside every rung above the suite", complete(&inputs)));
    for (field, other) in [
        ("mode", json!("REHEARSAL")),
        ("definition", json!(random())),
        ("ceremony", json!(random())),
        ("key", json!(random())),
        ("station", json!("002")),
        ("booth", json!("2")),
        ("opening_leaf", json!(random())),
        ("slot", json!(random()[..32])),
        ("card", json!(random())),
        ("stratum", json!("")),
    ] {
        let why = format!("another {field} gives other digests");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: other }))));
    }
    for rung in RUNGS {
        list.push(refused(&format!("{rung}-changed"), "the digest is another", with(&good, &json!({ rung: random() }))));
    }
    list
}

fn complete(inputs: &Value) -> Value {
    let mut fields = inputs.clone();
    let rungs = Inputs::of(&Vector::new(inputs)).unwrap().rungs().unwrap();
    for (name, rung) in RUNGS.iter().zip(rungs) {
        fields[*name] = json!(rung.to_string());
    }
    fields
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let Some(rungs) = Inputs::of(vector)?.rungs() else { return Ok(false) };
    for (name, rung) in RUNGS.iter().zip(rungs) {
        if vector.bytes(name)? != rung.as_bytes() {
            return Ok(false);
        }
    }
    Ok(true)
}
