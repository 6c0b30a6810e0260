//! A medium in memory that forgets what was not synced, fills up, and is pulled at any byte.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{FileKind, Stick};

/// A medium in memory; clones are the same one. Names and bytes are kept twice, as last written and as last synced, so that a pull can
/// leave behind what a real stick would.
#[derive(Debug, Clone)]
pub struct MemStick(Arc<Mutex<State>>);

/// What is left of unsynced work when a stick is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Synced,
    /// All names, and of each file the first half of what was not synced.
    Half,
    /// Everything.
    All,
}

#[derive(Debug)]
struct State {
    nodes: Vec<Node>,
    /// Calls made so far.
    calls: u64,
    /// Bytes written so far.
    bytes: u64,
    trouble: Option<Trouble>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// This call and all after it fail.
    Call(u64),
    /// The stick is gone after so many bytes.
    Pulled(u64),
    /// So many bytes fit.
    Full(u64),
    /// Nothing is written.
    ReadOnly,
}

#[derive(Debug)]
enum Node {
    Directory { written: Names, synced: Names },
    File { written: Vec<u8>, synced: Vec<u8> },
}

/// Names in a directory, and which node each stands for.
type Names = BTreeMap<OsString, usize>;

const ROOT: usize = 0;

impl Node {
    const fn directory() -> Self {
        Self::Directory { written: Names::new(), synced: Names::new() }
    }
}

impl Default for MemStick {
    fn default() -> Self {
        Self::new()
    }
}

impl MemStick {
    /// An empty medium.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State { nodes: vec![Node::directory()], calls: 0, bytes: 0, trouble: None })))
    }

    /// Calls made so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Bytes written so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.state().bytes
    }

    /// The call after `count` further ones and all later ones fail.
    pub fn fail_after(&self, count: u64) {
        let mut state = self.state();
        state.trouble = Some(Trouble::Call(state.calls.saturating_add(count)));
    }

    /// The stick is pulled when `count` further bytes are written.
    pub fn pull_after(&self, count: u64) {
        let mut state = self.state();
        state.trouble = Some(Trouble::Pulled(state.bytes.saturating_add(count)));
    }

    /// `count` further bytes fit.
    pub fn fill_after(&self, count: u64) {
        let mut state = self.state();
        state.trouble = Some(Trouble::Full(state.bytes.saturating_add(count)));
    }

    /// Nothing can be written.
    pub fn protect(&self) {
        self.state().trouble = Some(Trouble::ReadOnly);
    }

    /// Puts the stick in again: trouble is over, and of what was not synced `left` is there.
    pub fn plug_in(&self, left: Left) {
        let mut state = self.state();
        state.trouble = None;
        for node in &mut state.nodes {
            match node {
                Node::Directory { written, synced } if left == Left::Synced => *written = synced.clone(),
                Node::Directory { written, synced } => *synced = written.clone(),
                Node::File { written, synced } => {
                    let kept = synced.len() + (written.len() - synced.len()) / 2;
                    match left {
                        Left::Synced => written.truncate(synced.len()),
                        Left::Half => written.truncate(kept),
                        Left::All => {}
                    }
                    synced.clone_from(written);
                }
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One call; one that writes fails on a protected stick.
    fn call<T>(&self, writes: bool, work: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state();
        state.calls += 1;
        match state.trouble {
            Some(Trouble::Call(last)) if state.calls > last => return Err(io::Error::other("planned fault")),
            Some(Trouble::Pulled(bytes)) if state.bytes >= bytes => return Err(io::ErrorKind::NotFound.into()),
            Some(Trouble::ReadOnly) if writes => return Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            _ => {}
        }
        work(&mut state)
    }
}

impl State {
    fn find(&self, path: &Path) -> Option<usize> {
        names(path).try_fold(ROOT, |at, name| match self.nodes.get(at)? {
            Node::Directory { written, .. } => written.get(name).copied(),
            Node::File { .. } => None,
        })
    }

    fn directory(&mut self, path: &Path) -> io::Result<(&mut Names, &mut Names)> {
        let at = self.find(path).ok_or(io::ErrorKind::NotFound)?;
        match self.nodes.get_mut(at) {
            Some(Node::Directory { written, synced }) => Ok((written, synced)),
            Some(Node::File { .. }) | None => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn add(&mut self, parent: &Path, name: &OsStr, node: Node) -> io::Result<usize> {
        let at = self.nodes.len();
        self.directory(parent)?.0.insert(name.to_owned(), at);
        self.nodes.push(node);
        Ok(at)
    }

    /// How many of these bytes still reach the medium.
    fn fit(&self, count: usize) -> (usize, Option<io::ErrorKind>) {
        let (limit, kind) = match self.trouble {
            Some(Trouble::Pulled(limit)) => (limit, io::ErrorKind::NotFound),
            Some(Trouble::Full(limit)) => (limit, io::ErrorKind::StorageFull),
            Some(Trouble::Call(_) | Trouble::ReadOnly) | None => return (count, None),
        };
        let room = usize::try_from(limit.saturating_sub(self.bytes)).unwrap_or(usize::MAX);
        if room < count { (room, Some(kind)) } else { (count, None) }
    }
}

fn names(path: &Path) -> impl Iterator<Item = &OsStr> {
    path.components().filter_map(|part| if let Component::Normal(name) = part { Some(name) } else { None })
}

fn split(path: &Path) -> io::Result<(&Path, &OsStr)> {
    path.parent().zip(path.file_name()).ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

impl Stick for MemStick {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.call(true, |state| {
            let mut above: Vec<&Path> = dir.ancestors().filter(|path| path.file_name().is_some()).collect();
            above.reverse();
            for path in above {
                let (parent, name) = split(path)?;
                if state.find(path).is_none() {
                    state.add(parent, name, Node::directory())?;
                }
            }
            Ok(())
        })
    }

    fn list(&self, dir: &Path, most: usize) -> io::Result<Vec<(OsString, FileKind)>> {
        self.call(false, |state| {
            let names = state.directory(dir)?.0.clone();
            let kind = |at: usize| match state.nodes.get(at) {
                Some(Node::Directory { .. }) => FileKind::Directory,
                Some(Node::File { written, .. }) => FileKind::File(written.len() as u64),
                None => FileKind::Other,
            };
            Ok(names.into_iter().take(most).map(|(name, at)| (name, kind(at))).collect())
        })
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        self.call(false, |state| Ok(state.find(path).is_some()))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.call(false, |state| match state.find(path).and_then(|at| state.nodes.get(at)) {
            Some(Node::File { written, .. }) => Ok(written.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).copied().collect()),
            Some(Node::Directory { .. }) | None => Err(io::ErrorKind::NotFound.into()),
        })
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.call(true, |state| {
            if state.find(path).is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let (count, failed) = state.fit(bytes.len());
            let kept = bytes.get(..count).unwrap_or_default().to_vec();
            let synced = if failed.is_none() { kept.clone() } else { Vec::new() };
            let (parent, name) = split(path)?;
            state.add(parent, name, Node::File { written: kept, synced })?;
            state.bytes += count as u64;
            failed.map_or(Ok(()), |kind| Err(kind.into()))
        })
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.call(true, |state| {
            let (written, synced) = state.directory(dir)?;
            synced.clone_from(written);
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(true, |state| {
            let ((parent, old), (_, new)) = (split(from)?, split(to)?);
            let (written, _) = state.directory(parent)?;
            if written.contains_key(new) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let at = written.remove(old).ok_or(io::ErrorKind::NotFound)?;
            written.insert(new.to_owned(), at);
            Ok(())
        })
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        self.call(true, |state| {
            let (parent, name) = split(dir)?;
            state.directory(parent)?.0.remove(name).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
        })
    }
}
