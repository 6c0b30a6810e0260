//! The log itself: open, append, find.

use std::collections::BTreeMap;

use canonical::PublicKey;
use chain::{Line, Origin, Tip};

use crate::disk::DiskLock;
use crate::error::{AppendError, FindError, Medium, MediumError, OpenError, Step};
use crate::index::{Index, Stamp};
use crate::journal::Journal;
use crate::signers::Signers;
use crate::startup::{Journals, Startup, settle};
use crate::store::Store;
use crate::{LOCK_FILE, MAX_JOURNAL};

/// Which keys a line bears: what it can be found by. Must depend on the line alone, so that the index can be built again.
pub type KeysOf = fn(&Line) -> Vec<Vec<u8>>;

/// The key that a line brings: it signs this line and what follows, if it may. Must depend on the line alone.
pub type KeyOf = fn(&Line) -> Option<PublicKey>;

/// Whose log it is.
pub struct Identity {
    /// The log's name.
    pub origin: Origin,
    /// The key that signs from the first line on.
    pub key: PublicKey,
    /// The key of this process: only a log that ends with lines of it is opened.
    pub own: PublicKey,
    /// Keys that lines may bring, each once.
    pub successors: Vec<PublicKey>,
    /// Which key a line brings.
    pub key_of: KeyOf,
    /// What its lines can be found by.
    pub keys_of: KeysOf,
}

impl Identity {
    /// A log that one key signs from beginning to end.
    #[must_use]
    pub fn new(origin: Origin, key: PublicKey, keys_of: KeysOf) -> Self {
        Self { origin, key, own: key, successors: Vec::new(), key_of: |_| None, keys_of }
    }
}

/// An open log. Holding one proves that this process alone writes it, that every line was signed by the log's key there, in one
/// unbroken chain, and that both media held the same lines when it was opened. It does not prove that the media were not put back
/// to an earlier state.
pub struct Log {
    identity: Identity,
    lines: Vec<Line>,
    tip: Tip,
    signers: Signers,
    length: u64,
    first: Journal,
    second: Journal,
    index: Box<dyn Index>,
    /// What the lines in memory say; the index is held against it.
    keys: BTreeMap<Vec<u8>, u64>,
    stopped: bool,
    _locks: [Box<dyn DiskLock>; 2],
}

impl Log {
    /// Makes a new log on empty media and opens it. Fine after a [`Log::create`] that was cut short.
    ///
    /// # Errors
    /// [`OpenError::Occupied`] if a medium holds lines already, else as [`Log::open`].
    pub fn create(store: Store, identity: Identity) -> Result<(Self, Startup), OpenError> {
        for medium in [Medium::First, Medium::Second] {
            let failed = |source| MediumError { medium, step: Step::MakeDir, source };
            store.disk.make_dir(store.dir(medium)).map_err(failed)?;
        }
        let locks = lock_both(&store)?;
        for medium in [Medium::First, Medium::Second] {
            Journal::create(&store, medium)?;
        }
        Self::start(store, identity, locks)
    }

    /// Opens a log: locks it, reads and checks both journals whole, repairs what a power cut left, and settles the index.
    ///
    /// # Errors
    /// Names medium, line and rule. Journals that are refused are left exactly as they are.
    pub fn open(store: Store, identity: Identity) -> Result<(Self, Startup), OpenError> {
        let locks = lock_both(&store)?;
        Self::start(store, identity, locks)
    }

    pub(crate) fn start(mut store: Store, identity: Identity, locks: [Box<dyn DiskLock>; 2]) -> Result<(Self, Startup), OpenError> {
        let Journals { lines, tip, signers, length, first, second, repaired, torn } = Journals::open(&store, &identity)?;
        let (index, keys) = settle(store.index.as_mut(), &lines, identity.keys_of).map_err(OpenError::Index)?;
        let startup = Startup { repaired, torn, lines: tip.size(), index };
        Ok((
            Self { identity, lines, tip, signers, length, first, second, index: store.index, keys, stopped: false, _locks: locks },
            startup,
        ))
    }

    /// Makes the next line durable and returns its number. When this returns, the line is synced on both media; until then nobody
    /// may act on it.
    ///
    /// # Errors
    /// A line that is not this log's next one is refused before anything is written. Any error while writing stops the log: the
    /// line may then be there after the next start, or not.
    pub fn append(&mut self, line: &Line) -> Result<u64, AppendError> {
        if self.stopped {
            return Err(AppendError::Stopped);
        }
        let (length, brought) = self.check(line)?;
        // Set for good unless everything below succeeds.
        self.stopped = true;
        self.first.append(line).map_err(AppendError::Medium)?;
        self.second.append(line).map_err(AppendError::Medium)?;
        let mut tip = self.tip.clone();
        tip.append(line).map_err(AppendError::Chain)?;
        let (seq, stamp) = (line.header().seq, Stamp { size: tip.size(), last: tip.last() });
        let keys: BTreeMap<Vec<u8>, u64> = (self.identity.keys_of)(line).into_iter().map(|key| (key, seq)).collect();
        self.index.put(stamp, &keys).map_err(AppendError::Index)?;
        self.keys.extend(keys);
        self.lines.push(line.clone());
        self.signers.take(seq, brought);
        (self.tip, self.length) = (tip, length);
        self.stopped = false;
        Ok(seq)
    }

    fn check(&self, line: &Line) -> Result<(u64, Option<PublicKey>), AppendError> {
        self.tip.check(line).map_err(AppendError::Chain)?;
        let brought = self.signers.check(line, &self.identity).map_err(AppendError::Line)?;
        Ok((length_with(self.length, line)?, brought))
    }

    /// The newest line that bears a key. The index answers, and its answer is held against the lines in memory.
    ///
    /// # Errors
    /// If the index fails or contradicts the journal; the next start builds it anew.
    pub fn find(&self, key: &[u8]) -> Result<Option<u64>, FindError> {
        let said = self.index.find(key).map_err(FindError::Index)?;
        let known = self.keys.get(key).copied();
        if said == known { Ok(known) } else { Err(FindError::Disagrees { said, known }) }
    }

    /// All lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The end of the log: what the next line must follow.
    #[must_use]
    pub fn tip(&self) -> &Tip {
        &self.tip
    }

    /// The log's keys in order, each with the number of the line from which on it signs.
    pub fn signers(&self) -> impl Iterator<Item = (u64, PublicKey)> {
        self.signers.all()
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.identity.origin
    }
}

/// The length of a journal with one more line.
pub(crate) fn length_with(length: u64, line: &Line) -> Result<u64, AppendError> {
    let added = u64::try_from(line.to_bytes().len()).ok().and_then(|size| size.checked_add(1));
    let length = added.and_then(|added| length.checked_add(added));
    length.filter(|length| *length <= MAX_JOURNAL).ok_or(AppendError::Full)
}

/// Before anything is read: two processes must never look at, let alone write, one journal.
pub(crate) fn lock_both(store: &Store) -> Result<[Box<dyn DiskLock>; 2], OpenError> {
    if store.dir(Medium::First) == store.dir(Medium::Second) {
        return Err(OpenError::SameMedium);
    }
    Ok([lock(store, Medium::First)?, lock(store, Medium::Second)?])
}

fn lock(store: &Store, medium: Medium) -> Result<Box<dyn DiskLock>, OpenError> {
    let failed = |source| MediumError { medium, step: Step::Lock, source };
    store.disk.lock(&store.dir(medium).join(LOCK_FILE)).map_err(failed)?.ok_or(OpenError::Busy(medium))
}
