//! What follows from a seed: the values of a ballot, its slot, its leaf under the printed root.

use ballot::{Epoch, Seed, SeedPath};
use canonical::tag;
use elgamal::group::kdf_scalar;
use serde_json::{Value, json};

use super::vector::{array, hash, hashes};
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const VALUES: VectorFile = VectorFile {
    name: "seed-value",
    reader: "Accept if scalar (32 little-endian bytes) is SHA-512, reduced modulo the group order, of the framed parts seed, context, \
             options, choice (from 1), label, index under suara/v1/ballot-value; numbers are eight big-endian bytes.",
    make: make_values,
    holds: value_holds,
};

pub(super) const PATHS: VectorFile = VectorFile {
    name: "seed-path",
    reader: "Accept if slot is the first 16 bytes of the framed SHA-512 of seed and \"slot\" under suara/v1/seed-label, leaf is \
             SHA-256(0x00, framed SHA-256 of the seed under suara/v1/seed-leaf), and path leads from leaf at index of size to root.",
    make: make_paths,
    holds: path_holds,
};

fn make_values() -> Vec<Value> {
    let mut stream = stream("seed-value");
    let (seed, context) = (stream.bytes::<32>(), stream.bytes::<32>());
    let fields = |options: u64, choice: u64, label: &str, index: u64| {
        let context_hash = canonical::Hash::from_bytes(context);
        let scalar = kdf_scalar(tag::BALLOT_VALUE, &seed, &context_hash, &[options, choice], label, index);
        json!({
            "seed": hex(&seed), "context": hex(&context), "options": options, "choice": choice, "label": label, "index": index,
            "scalar": hex(&*scalar.to_bytes()),
        })
    };
    let good = fields(4, 2, "r", 1);
    let mut list = vec![valid("r-1", "randomness of the first ciphertext", good.clone())];
    list.push(valid("r-4", "randomness of the fourth", fields(4, 2, "r", 4)));
    list.push(valid("w-1", "nonce of the real branch", fields(4, 2, "w", 1)));
    list.push(valid("c-3", "simulated challenge of the third branch", fields(4, 2, "c", 3)));
    list.push(valid("z-3", "simulated response of the third branch", fields(4, 2, "z", 3)));
    for (field, other) in [
        ("seed", json!(hex(&stream.bytes::<32>()))),
        ("context", json!(hex(&stream.bytes::<32>()))),
        ("options", json!(5)),
        ("choice", json!(1)),
        ("label", json!("z")),
        ("index", json!(2)),
        ("scalar", json!(hex(&[1; 32]))),
    ] {
        let why = format!("another {field}");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: other }))));
    }
    list
}

fn value_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (seed, context, label) = (vector.bytes("seed")?, vector.bytes("context")?, vector.text("label")?);
    let [options, choice, index] = [vector.number("options")?, vector.number("choice")?, vector.number("index")?];
    let scalar = vector.bytes("scalar")?;
    let (Some(seed), Some(context)) = (array(&seed), hash(&context)) else { return Ok(false) };
    let made = kdf_scalar(tag::BALLOT_VALUE, &seed, &context, &[options, choice], label, index);
    Ok(made.to_bytes().as_slice() == scalar.as_slice())
}

fn make_paths() -> Vec<Value> {
    let mut stream = stream("seed-path");
    let pool = stream.bytes::<32>();
    let mut epoch = Epoch::begin(&[&pool]);
    let root = epoch.root();
    let other_root = Epoch::begin(&[b"lain"]).root();
    let mut list = Vec::new();
    for number in 1..=2 {
        let seed = epoch.take().unwrap();
        let path = epoch.path(&seed).unwrap();
        let siblings: Vec<String> = path.path.iter().map(ToString::to_string).collect();
        let fields = json!({
            "seed": hex(seed.expose()), "slot": hex(&seed.slot()), "leaf": seed.leaf().to_string(), "index": path.index,
            "size": path.size, "path": siblings, "root": root.to_string(),
        });
        list.push(valid(&format!("seed-{number}"), "a seed under the root that was printed", fields));
    }
    let good = list[0].clone();
    let strip = |value: &Value| {
        let mut fields = value.clone();
        fields.as_object_mut().unwrap().retain(|key, _| !["name", "valid", "why"].contains(&key.as_str()));
        fields
    };
    let (good, second) = (strip(&good), strip(&list[1]));
    for (field, other) in [
        ("seed", second["seed"].clone()),
        ("slot", second["slot"].clone()),
        ("leaf", second["leaf"].clone()),
        ("index", second["index"].clone()),
        ("path", second["path"].clone()),
        ("root", json!(other_root.to_string())),
        ("size", json!(2048)),
    ] {
        let why = format!("another {field}");
        list.push(refused(&format!("other-{field}"), &why, with(&good, &json!({ field: other }))));
    }
    list
}

fn path_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let [seed, slot, leaf, root] = [vector.bytes("seed")?, vector.bytes("slot")?, vector.bytes("leaf")?, vector.bytes("root")?];
    let (index, size, path) = (vector.number("index")?, vector.number("size")?, vector.list("path")?);
    let (Some(seed), Some(root), Some(path)) = (array(&seed), hash(&root), hashes(&path)) else { return Ok(false) };
    let (seed, path) = (Seed::from_bytes(seed), SeedPath { index, path, size });
    Ok(seed.slot() == slot.as_slice() && seed.leaf().as_bytes() == leaf.as_slice() && path.leads(&seed, &root))
}
