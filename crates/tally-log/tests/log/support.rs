//! A small log with a key, lines to write, and places to keep them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use canonical::SigningKey;
use chain::{Line, Origin, Tip};
use serde::{Deserialize, Serialize};
use tally_log::{Identity, JOURNAL_FILE, Log, MemDisk, OpenError, Startup, Store};

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum Said {
    Used { card: String, text: String },
}

pub(crate) fn origin() -> Origin {
    "suara/v1/2027/desa/001/bilik-1".parse().unwrap()
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn keys_of(line: &Line) -> Vec<Vec<u8>> {
    match line.content() {
        Ok(Said::Used { card, .. }) => vec![card.into_bytes()],
        Err(_) => vec![],
    }
}

pub(crate) fn identity() -> Identity {
    Identity::new(origin(), key().public(), keys_of)
}

/// A line of a log with this name and key.
pub(crate) fn line_by(tip: &Tip, card: &str, text: &str, origin: &Origin, key: &SigningKey) -> Line {
    let said = Said::Used { card: card.to_owned(), text: text.to_owned() };
    Line::write(tip, [5; 16], &said, origin, key).unwrap()
}

pub(crate) fn line(tip: &Tip, card: &str, text: &str) -> Line {
    line_by(tip, card, text, &origin(), &key())
}

/// The next line about a card.
pub(crate) fn add(log: &mut Log, card: &str) -> u64 {
    let next = line(log.tip(), card, "a ballot");
    log.append(&next).unwrap()
}

/// Lines about the cards `a`, `b`, … in order.
pub(crate) fn chain_by(count: usize, origin: &Origin, key: &SigningKey) -> Vec<Line> {
    let mut tip = Tip::new();
    (0..count)
        .map(|index| {
            let line = line_by(&tip, &format!("card-{index}"), "a ballot", origin, key);
            tip.append(&line).unwrap();
            line
        })
        .collect()
}

pub(crate) fn chain(count: usize) -> Vec<Line> {
    chain_by(count, &origin(), &key())
}

/// The bytes of a journal with these lines.
pub(crate) fn journal(lines: &[Line]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.to_bytes(), b"\n".to_vec()].concat()).collect()
}

pub(crate) fn first() -> PathBuf {
    Path::new("first").join(JOURNAL_FILE)
}

pub(crate) fn second() -> PathBuf {
    Path::new("second").join(JOURNAL_FILE)
}

/// A disk whose media hold these bytes.
pub(crate) fn disk_with(a: &[u8], b: &[u8]) -> MemDisk {
    let disk = MemDisk::new();
    disk.plant(&first(), a);
    disk.plant(&second(), b);
    disk
}

pub(crate) fn create(disk: &MemDisk) -> Result<(Log, Startup), OpenError> {
    Log::create(Store::in_memory(disk), identity())
}

pub(crate) fn open(disk: &MemDisk) -> Result<(Log, Startup), OpenError> {
    Log::open(Store::in_memory(disk), identity())
}

/// Real directories, removed at the end.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("tally-log-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }

    pub(crate) fn store(&self) -> Store {
        Store::on_files(self.0.join("first"), self.0.join("second"), self.index())
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    pub(crate) fn create(&self) -> Log {
        Log::create(self.store(), identity()).unwrap().0
    }

    pub(crate) fn open(&self) -> (Log, Startup) {
        Log::open(self.store(), identity()).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
