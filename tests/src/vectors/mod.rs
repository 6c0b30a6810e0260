//! Vectors: for every primitive a few inputs that hold and, beside each, near ones that must be refused.
//!
//! Each file of `tests/vectors/v1` is made here from a seed by `suara-vectors make` and by nothing else, and is read by the tests of
//! this workspace and by any other implementation. A module gives one or more [`VectorFile`]s: how its vectors are made, and how
//! production code answers one of them from its fields alone. What the file says (`valid`) and what the code answers are kept apart:
//! a test compares the two.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a generator that stumbles must stop loudly; nothing here ships and only constants and the seed come in"
)]

mod ballots;
mod cards;
mod ed25519;
mod factors;
mod forger;
mod hashes;
mod heads;
mod json;
mod ladder;
mod lines;
mod notes;
mod points;
mod possession;
mod seeds;
mod strips;
mod trees;
mod unit;
mod vector;

use serde_json::{Value, json};

pub use vector::{Malformed, Vector};

use crate::random::{SimSeed, Stream};

/// The format of every file.
pub const FORMAT: &str = "suara/vectors/v1";

/// Where the files lie, from the root of this package.
pub const FOLDER: &str = "vectors/v1";

/// One file of vectors of one kind.
#[derive(Clone, Copy)]
pub struct VectorFile {
    /// Name without `.json`.
    pub name: &'static str,
    /// What the vectors are about, and what a reader must do with the fields.
    pub reader: &'static str,
    make: fn() -> Vec<Value>,
    holds: fn(&Vector<'_>) -> Result<bool, Malformed>,
}

impl core::fmt::Debug for VectorFile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "VectorFile({})", self.name)
    }
}

/// Every file, in ascending order of name.
#[must_use]
pub fn files() -> Vec<VectorFile> {
    let mut files = vec![
        json::FILE,
        hashes::FILE,
        ladder::FILE,
        ed25519::FILE,
        points::POINTS,
        points::SCALARS,
        trees::ROOTS,
        trees::INCLUSION,
        trees::CONSISTENCY,
        notes::FILE,
        heads::CHECKPOINTS,
        heads::COSIGNATURES,
        unit::FILE,
        possession::FILE,
        factors::FILE,
        ballots::CODES,
        ballots::BALLOT_CODES,
        ballots::CHALLENGES,
        cards::FILE,
        cards::ROLL_TAGS,
        seeds::VALUES,
        seeds::PATHS,
        lines::FILE,
        strips::FILE,
    ];
    files.sort_by_key(|file| file.name);
    files
}

impl VectorFile {
    /// The bytes of the file as the generator makes them now.
    #[must_use]
    pub fn to_text(&self) -> String {
        let document = json!({ "format": FORMAT, "kind": self.name, "reader": self.reader, "vectors": (self.make)() });
        serde_json::to_string_pretty(&document).unwrap() + "\n"
    }

    /// What production code says to a vector of this file; the label `valid` is not looked at.
    ///
    /// # Errors
    /// A field of the vector is missing or of another type, so that nothing was tried.
    pub fn holds(&self, vector: &Vector<'_>) -> Result<bool, Malformed> {
        (self.holds)(vector)
    }
}

/// A vector that holds.
fn valid(name: &str, why: &str, fields: Value) -> Value {
    vector(name, true, why, fields)
}

/// A vector that must be refused.
fn refused(name: &str, why: &str, fields: Value) -> Value {
    vector(name, false, why, fields)
}

fn vector(name: &str, valid: bool, why: &str, mut fields: Value) -> Value {
    let map = fields.as_object_mut().unwrap();
    for (key, value) in [("name", json!(name)), ("valid", json!(valid)), ("why", json!(why))] {
        assert!(map.insert(key.to_owned(), value).is_none(), "{name}: {key} stands twice");
    }
    fields
}

/// The fields with some of them exchanged.
fn with(fields: &Value, changes: &Value) -> Value {
    let mut changed = fields.clone();
    let map = changed.as_object_mut().unwrap();
    for (key, value) in changes.as_object().unwrap() {
        assert!(map.insert(key.clone(), value.clone()).is_some_and(|old| old != *value), "{key} is not a change");
    }
    changed
}

fn hex(bytes: &[u8]) -> String {
    canonical::hex::encode(bytes)
}

/// The stream of everything random in one kind of vectors.
fn stream(kind: &str) -> Stream {
    SimSeed(1).stream(&format!("vectors {kind}"))
}
