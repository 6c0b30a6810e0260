//! The index in `sled` 0.34.7.
//!
//! What is relied on: a batch is atomic while the process lives. What is not: that `flush` reaches the disk (it does not), that
//! damage is noticed, that opening ends. Hence the whole content is compared with the journal at every start, opening has a
//! deadline, and nothing waits for a flush.
//!
//! One tree: `s` → size (u64 big-endian) ‖ last leaf; `k` ‖ key → line number (u64 big-endian).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use canonical::Hash;

use super::{Contents, INDEX_DEADLINE, Index, IndexError, Stamp};
use crate::MAX_EVIDENCE;

const STAMP: &[u8] = b"s";
const KEY: u8 = b'k';
/// Far more than the keys of the largest journal need.
const CACHE: u64 = 16 * 1024 * 1024;

/// An index in a directory of its own.
#[derive(Debug)]
pub struct SledIndex {
    dir: PathBuf,
    db: Option<sled::Db>,
}

impl SledIndex {
    /// The index in this directory, which is made when first needed. What is set aside goes beside it, as
    /// `index-evidence-<n>`.
    #[must_use]
    pub fn new(dir: PathBuf) -> Self {
        Self { dir, db: None }
    }

    fn db(&mut self) -> Result<&sled::Db, IndexError> {
        let db = match self.db.take() {
            Some(db) => db,
            None => open(&self.dir)?.0,
        };
        Ok(self.db.insert(db))
    }
}

impl Drop for SledIndex {
    fn drop(&mut self) {
        if let Some(db) = &self.db {
            // Only so that the next start has less to add; if it fails, that start adds or rebuilds.
            drop(db.flush());
        }
    }
}

impl Index for SledIndex {
    fn contents(&mut self) -> Result<Contents, IndexError> {
        if let Some(db) = &self.db {
            return read(db);
        }
        if !self.dir.try_exists()? {
            return Ok(Contents::default());
        }
        let (db, contents) = open(&self.dir)?;
        self.db = Some(db);
        Ok(contents)
    }

    fn put(&mut self, stamp: Stamp, keys: &BTreeMap<Vec<u8>, u64>) -> Result<(), IndexError> {
        let mut batch = sled::Batch::default();
        for (key, seq) in keys {
            batch.insert([&[KEY], key.as_slice()].concat(), &seq.to_be_bytes());
        }
        batch.insert(STAMP, [stamp.size.to_be_bytes().as_slice(), stamp.last.as_bytes()].concat());
        // Not flushed: a flush takes as long as a journal's sync and keeps no promise. A start adds what is missing.
        Ok(self.db()?.apply_batch(batch)?)
    }

    fn find(&self, key: &[u8]) -> Result<Option<u64>, IndexError> {
        let Some(db) = &self.db else { return Ok(None) };
        db.get([&[KEY], key].concat())?.map(|value| number(&value)).transpose()
    }

    fn reset(&mut self) -> Result<(), IndexError> {
        self.db = None;
        if self.dir.try_exists()? {
            fs::rename(&self.dir, free_name(&self.dir)?)?;
        }
        Ok(())
    }
}

/// Opens in a thread of its own: a damaged store may panic or never come back.
fn open(dir: &Path) -> Result<(sled::Db, Contents), IndexError> {
    let config = sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None);
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        let opened = config.open().map_err(IndexError::from).and_then(|db| Ok((read(&db)?, db)));
        // Nobody listens after the deadline.
        let _ = sender.send(opened);
    })?;
    match receiver.recv_timeout(INDEX_DEADLINE) {
        Ok(opened) => opened.map(|(contents, db)| (db, contents)),
        Err(RecvTimeoutError::Timeout) => Err(IndexError::TooSlow),
        Err(RecvTimeoutError::Disconnected) => Err(IndexError::Panicked),
    }
}

fn read(db: &sled::Db) -> Result<Contents, IndexError> {
    let mut contents = Contents::default();
    for record in db.iter() {
        let (key, value) = record?;
        match key.split_first() {
            Some((&KEY, key)) => {
                contents.keys.insert(key.to_vec(), number(&value)?);
            }
            Some(_) if key == STAMP => contents.stamp = Some(stamp(&value)?),
            Some(_) | None => return Err(IndexError::Form),
        }
    }
    Ok(contents)
}

fn number(value: &[u8]) -> Result<u64, IndexError> {
    value.try_into().map(u64::from_be_bytes).map_err(|_| IndexError::Form)
}

fn stamp(value: &[u8]) -> Result<Stamp, IndexError> {
    let (size, last) = value.split_first_chunk::<8>().ok_or(IndexError::Form)?;
    let last = last.try_into().map(Hash::from_bytes).map_err(|_| IndexError::Form)?;
    Ok(Stamp { size: u64::from_be_bytes(*size), last })
}

fn free_name(dir: &Path) -> io::Result<PathBuf> {
    for count in 1..=MAX_EVIDENCE {
        let path = dir.with_file_name(format!("index-evidence-{count}"));
        if !path.try_exists()? {
            return Ok(path);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
