//! One medium is left: its journal is read whole and copied onto another one.
//!
//! The copy is written under a name of its own, made durable, read back, compared, and only then named as a journal. So a copy that
//! was cut short anywhere is no journal, and is simply made again.

use canonical::PublicKey;
use chain::{Line, Tip};

use crate::disk::{DiskFile, DiskLock};
use crate::error::{AppendError, CopyError, Medium, MediumError, OpenError, Step};
use crate::journal::{Journal, Scan};
use crate::log::{Identity, Log, length_with, lock_both};
use crate::startup::Startup;
use crate::store::Store;
use crate::{COPY_FILE, JOURNAL_FILE, MAX_JOURNAL};

/// What lies on the medium that the journal is to be copied onto.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// No line.
    Empty,
    /// The first lines of the journal, and no others: a copy of some time ago.
    Behind,
    /// The same lines.
    Equal,
    /// Further or other lines of this log.
    Differs,
}

/// A log of which one medium is read. Holding one proves that this process alone looks at both media and that the one it reads holds
/// one unbroken chain of lines signed by the log's keys. It does not prove that there never were more lines.
pub struct Rescue {
    store: Store,
    identity: Identity,
    from: Medium,
    scan: Scan,
    locks: [Box<dyn DiskLock>; 2],
}

impl Rescue {
    /// Locks both media and reads the journal on `from` whole. Nothing is changed.
    ///
    /// # Errors
    /// Names medium, line and rule.
    pub fn open(store: Store, identity: Identity, from: Medium) -> Result<Self, OpenError> {
        let failed = |medium, step| move |source| MediumError { medium, step, source };
        if !store.disk.exists(&Journal::path(&store, from)).map_err(failed(from, Step::Read))? {
            return Err(OpenError::Missing(from));
        }
        let onto = from.other();
        store.disk.make_dir(store.dir(onto)).map_err(failed(onto, Step::MakeDir))?;
        let locks = lock_both(&store)?;
        let scan = Journal::scan(&store, from, &identity)?;
        Ok(Self { store, identity, from, scan, locks })
    }

    /// All whole lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.scan.lines
    }

    /// What the next line must follow.
    #[must_use]
    pub const fn tip(&self) -> &Tip {
        &self.scan.tip
    }

    /// Whether a line without end follows the whole ones. It was never acknowledged; copying cuts it off and keeps its bytes.
    #[must_use]
    pub const fn is_torn(&self) -> bool {
        !self.scan.torn.is_empty()
    }

    /// What lies on the other medium.
    ///
    /// # Errors
    /// If it cannot be read, or holds a journal that breaks a rule.
    pub fn target(&self) -> Result<Target, OpenError> {
        let there = match Journal::scan(&self.store, self.from.other(), &self.identity) {
            Ok(scan) => scan,
            Err(OpenError::Missing(_)) => return Ok(Target::Empty),
            Err(error) => return Err(error),
        };
        let lines = &self.scan.lines;
        Ok(if there.lines.is_empty() && there.torn.is_empty() {
            Target::Empty
        } else if there.lines == *lines {
            Target::Equal
        } else if lines.starts_with(&there.lines) {
            Target::Behind
        } else {
            Target::Differs
        })
    }

    /// Opens the log on both media as they are, as [`Log::open`] does.
    ///
    /// # Errors
    /// As [`Log::open`].
    pub fn into_log(self) -> Result<(Log, Startup), OpenError> {
        Log::start(self.store, self.identity, self.locks)
    }

    /// The key that signs at the end.
    #[must_use]
    pub fn last_key(&self) -> PublicKey {
        self.scan.signers.last()
    }

    /// Copies the journal onto the other medium and opens the log on both. With `then`, a line that says what happened is written
    /// too: to the journal that was read as soon as the other medium has shown that it takes and gives back a copy, and to the copy.
    ///
    /// # Errors
    /// [`OpenError::Occupied`] if the other medium holds lines that the journal has not ([`Target::Differs`]); the line's rule; a
    /// medium's failure. After any of them the journal that was read is whole.
    pub fn copy(self, then: Option<&Line>) -> Result<(Log, Startup), CopyError> {
        let onto = self.from.other();
        if self.target()? == Target::Differs {
            return Err(OpenError::Occupied(onto).into());
        }
        if let Some(line) = then {
            self.check(line)?;
        }
        let mut source = Journal::open(&self.store, self.from)?;
        if self.is_torn() {
            source.cut(self.store.disk.as_ref(), &self.scan)?;
        }
        let mut bytes: Vec<u8> = self.scan.lines.iter().flat_map(framed).collect();
        let mut file = self.begin_copy()?;
        self.write(file.as_mut(), &bytes, &bytes)?;
        if let Some(line) = then {
            source.append(line)?;
            bytes.extend(framed(line));
            self.write(file.as_mut(), &framed(line), &bytes)?;
        }
        self.name_copy()?;
        let torn = self.is_torn();
        let (log, startup) = Log::start(self.store, self.identity, self.locks)?;
        Ok((log, Startup { torn: torn || startup.torn, ..startup }))
    }

    fn check(&self, line: &Line) -> Result<(), AppendError> {
        self.scan.tip.check(line).map_err(AppendError::Chain)?;
        self.scan.signers.check(line, &self.identity).map_err(AppendError::Line)?;
        length_with(self.scan.length, line).map(|_| ())
    }

    fn failed(&self) -> impl Fn(std::io::Error) -> MediumError + use<> {
        let medium = self.from.other();
        move |source| MediumError { medium, step: Step::Copy, source }
    }

    /// An empty file for the copy; what an earlier try left is cut off.
    fn begin_copy(&self) -> Result<Box<dyn DiskFile>, MediumError> {
        let (disk, path) = (&self.store.disk, self.store.dir(self.from.other()).join(COPY_FILE));
        let begun = disk.exists(&path).and_then(|there| {
            if !there {
                return disk.create(&path);
            }
            let mut file = disk.open(&path)?;
            file.truncate(0)?;
            Ok(file)
        });
        begun.map_err(self.failed())
    }

    /// Writes bytes at the copy's end, makes them durable and reads the whole copy back.
    fn write(&self, file: &mut dyn DiskFile, bytes: &[u8], all: &[u8]) -> Result<(), OpenError> {
        file.append(bytes).and_then(|()| file.sync()).map_err(self.failed())?;
        let onto = self.from.other();
        let path = self.store.dir(onto).join(COPY_FILE);
        let back = self.store.disk.read(&path, MAX_JOURNAL.saturating_add(1)).map_err(self.failed())?;
        if back == all { Ok(()) } else { Err(OpenError::ReadBack(onto)) }
    }

    fn name_copy(&self) -> Result<(), MediumError> {
        let (disk, dir) = (&self.store.disk, self.store.dir(self.from.other()));
        disk.rename(&dir.join(COPY_FILE), &dir.join(JOURNAL_FILE)).and_then(|()| disk.sync_dir(dir)).map_err(self.failed())
    }
}

fn framed(line: &Line) -> Vec<u8> {
    let mut bytes = line.to_bytes();
    bytes.push(b'\n');
    bytes
}
