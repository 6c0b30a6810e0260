//! A disk in memory that forgets what was not synced and fails when told to.

mod content;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Disk, DiskFile, DiskLock};
use content::{Content, first_half};

/// A disk in memory; clones are the same disk. Names and bytes are kept twice, as last written and as last synced, so that
/// [`MemDisk::power_cut`] can show a program what a real disk would.
#[derive(Debug, Clone, Default)]
pub struct MemDisk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    names: Names,
    files: BTreeMap<u64, Content>,
    locks: BTreeSet<PathBuf>,
    calls: u64,
    fault: Option<(u64, Fault)>,
}

#[derive(Debug, Default, Clone)]
struct Names {
    written: BTreeMap<PathBuf, u64>,
    synced: BTreeMap<PathBuf, u64>,
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing and says so.
    Before,
    /// A write stops half way; any other call does nothing.
    Half,
    /// It does everything and still reports an error.
    After,
}

/// What is left of unsynced work when the power fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Synced,
    /// All names, and half of what was written to the end of each file.
    Half,
    /// Everything, as when only the program ends.
    All,
}

impl MemDisk {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another disk with the same names and bytes, which nobody has locked yet and on which no fault is planned.
    #[must_use]
    pub fn copied(&self) -> Self {
        let state = self.state();
        let (names, files) = (state.names.clone(), state.files.clone());
        Self(Arc::new(Mutex::new(State { names, files, ..State::default() })))
    }

    /// Calls made so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Lets the call after `count` further ones fail, once.
    pub fn fail_after(&self, count: u64, fault: Fault) {
        let mut state = self.state();
        state.fault = state.calls.checked_add(count).and_then(|last| last.checked_add(1)).map(|at| (at, fault));
    }

    /// Ends the program that uses the disk: locks are gone, and of unsynced work what `keep` says. No fault is left planned.
    pub fn power_cut(&self, keep: Keep) {
        let mut state = self.state();
        state.locks.clear();
        state.fault = None;
        if keep == Keep::Synced {
            state.names.written = state.names.synced.clone();
        }
        for content in state.files.values_mut() {
            content.power_cut(keep);
        }
        state.names.synced = state.names.written.clone();
    }

    /// All file names.
    #[must_use]
    pub fn names(&self) -> Vec<PathBuf> {
        self.state().names.written.keys().cloned().collect()
    }

    /// The bytes of a file as last written, without counting as a call.
    #[must_use]
    pub fn peek(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        let id = state.names.written.get(path)?;
        state.files.get(id).map(|content| content.written.clone())
    }

    /// Replaces a file durably, behind the program's back.
    pub fn plant(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let id = state.add(path);
        state.names.synced.insert(path.to_owned(), id);
        state.files.insert(id, Content { written: bytes.to_vec(), synced: bytes.to_vec(), cut: false });
    }

    /// Removes a file durably, behind the program's back.
    pub fn pluck(&self, path: &Path) {
        let mut state = self.state();
        state.names.written.remove(path);
        state.names.synced.remove(path);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run<T>(&self, work: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        self.run_or_half(work, |_| ())
    }

    fn run_or_half<T>(&self, work: impl FnOnce(&mut State) -> io::Result<T>, half: impl FnOnce(&mut State)) -> io::Result<T> {
        let mut state = self.state();
        state.calls += 1;
        let fault = state.fault.filter(|(at, _)| *at == state.calls).map(|(_, fault)| fault);
        let result = match fault {
            None => return work(&mut state),
            Some(Fault::Before) => None,
            Some(Fault::Half) => {
                half(&mut state);
                None
            }
            Some(Fault::After) => Some(work(&mut state)),
        };
        // A lock that was taken gives itself back when dropped, and needs the state for that.
        drop(state);
        drop(result);
        Err(io::Error::other("planned fault"))
    }
}

impl State {
    fn add(&mut self, path: &Path) -> u64 {
        let id = self.files.last_key_value().map_or(0, |(last, _)| last.saturating_add(1));
        self.files.insert(id, Content::default());
        self.names.written.insert(path.to_owned(), id);
        id
    }

    fn id(&self, path: &Path) -> io::Result<u64> {
        self.names.written.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn content(&mut self, id: u64) -> io::Result<&mut Content> {
        self.files.get_mut(&id).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for MemDisk {
    fn make_dir(&self, _dir: &Path) -> io::Result<()> {
        self.run(|_| Ok(()))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn DiskLock>>> {
        self.run(|state| {
            let free = state.locks.insert(path.to_owned());
            Ok(free.then(|| Box::new(MemLock { disk: self.clone(), path: path.to_owned() }) as Box<dyn DiskLock>))
        })
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        self.run(|state| Ok(state.names.written.contains_key(path)))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        self.run(|state| {
            let id = state.id(path)?;
            state.content(id).map(|content| content.written.iter().take(limit).copied().collect())
        })
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.run(|state| {
            if state.names.written.contains_key(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let id = state.add(path);
            Ok(Box::new(MemFile { disk: self.clone(), id }) as Box<dyn DiskFile>)
        })
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.run(|state| {
            let id = state.id(path)?;
            Ok(Box::new(MemFile { disk: self.clone(), id }) as Box<dyn DiskFile>)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(|state| {
            let id = state.names.written.remove(from).ok_or(io::ErrorKind::NotFound)?;
            state.names.written.insert(to.to_owned(), id);
            Ok(())
        })
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.run(|state| {
            let here = |path: &PathBuf| path.parent() == Some(dir);
            state.names.synced.retain(|path, _| !here(path));
            let now = state.names.written.iter().filter(|(path, _)| here(path)).map(|(path, id)| (path.clone(), *id));
            state.names.synced.extend(now);
            Ok(())
        })
    }
}

struct MemFile {
    disk: MemDisk,
    id: u64,
}

impl MemFile {
    fn write(&self, state: &mut State, bytes: &[u8]) -> io::Result<()> {
        state.content(self.id).map(|content| content.written.extend_from_slice(bytes))
    }
}

impl DiskFile for MemFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.run_or_half(
            |state| self.write(state, bytes),
            |state| {
                let _ = self.write(state, first_half(bytes));
            },
        )
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.disk.run(|state| state.content(self.id).map(|content| content.truncate(length)))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.run(|state| state.content(self.id).map(Content::sync))
    }
}

struct MemLock {
    disk: MemDisk,
    path: PathBuf,
}

impl DiskLock for MemLock {}

impl Drop for MemLock {
    fn drop(&mut self) {
        self.disk.state().locks.remove(&self.path);
    }
}
