//! One journal: reading it whole, and writing at its end.

use std::io;
use std::path::PathBuf;

use chain::line::MAX_LINE;
use chain::{Line, Tip};

use crate::disk::{Disk, DiskFile};
use crate::error::{Extent, Medium, MediumError, OpenError, Rule, Step};
use crate::log::Identity;
use crate::signers::Signers;
use crate::store::Store;
use crate::{JOURNAL_FILE, MAX_EVIDENCE, MAX_JOURNAL};

/// What a journal holds: whole lines that form one signed chain, and perhaps the torn beginning of a further one.
#[derive(Clone)]
pub(crate) struct Scan {
    pub(crate) lines: Vec<Line>,
    pub(crate) tip: Tip,
    pub(crate) signers: Signers,
    /// Bytes of the whole lines.
    pub(crate) length: u64,
    pub(crate) torn: Vec<u8>,
}

impl Scan {
    pub(crate) fn extent(&self) -> Extent {
        Extent { lines: self.tip.size(), torn: !self.torn.is_empty() }
    }

    /// Reads bytes as a journal.
    pub(crate) fn read(bytes: &[u8], identity: &Identity) -> Result<Self, (u64, Rule)> {
        if u64::try_from(bytes.len()).is_ok_and(|size| size > MAX_JOURNAL) {
            return Err((0, Rule::TooLarge));
        }
        let mut scan = Self { lines: Vec::new(), tip: Tip::new(), signers: Signers::new(identity), length: 0, torn: Vec::new() };
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            scan.take(piece, identity).map_err(|rule| (scan.tip.size(), rule))?;
        }
        Ok(scan)
    }

    fn take(&mut self, piece: &[u8], identity: &Identity) -> Result<(), Rule> {
        let Some(bytes) = piece.strip_suffix(b"\n") else {
            // A line is written with its line feed last, so without one it was never finished.
            self.torn = piece.to_vec();
            return if piece.len() > MAX_LINE { Err(Rule::Tail) } else { Ok(()) };
        };
        let line = Line::parse(bytes).map_err(Rule::Line)?;
        self.tip.check(&line).map_err(Rule::Chain)?;
        let brought = self.signers.check(&line, identity).map_err(Rule::Line)?;
        self.signers.take(self.tip.size(), brought);
        self.tip.append(&line).map_err(Rule::Chain)?;
        self.lines.push(line);
        self.length = self.length.saturating_add(piece.len() as u64);
        Ok(())
    }
}

/// A journal that is open for writing.
pub(crate) struct Journal {
    medium: Medium,
    dir: PathBuf,
    file: Box<dyn DiskFile>,
}

impl Journal {
    pub(crate) fn path(store: &Store, medium: Medium) -> PathBuf {
        store.dir(medium).join(JOURNAL_FILE)
    }

    /// Makes an empty journal; one that is there already must be empty.
    pub(crate) fn create(store: &Store, medium: Medium) -> Result<(), OpenError> {
        let (disk, path) = (&store.disk, Self::path(store, medium));
        let failed = |step| move |source| MediumError { medium, step, source };
        if disk.exists(&path).map_err(failed(Step::Read))? {
            let empty = disk.read(&path, 1).map_err(failed(Step::Read))?.is_empty();
            if !empty {
                return Err(OpenError::Occupied(medium));
            }
        } else {
            disk.create(&path).and_then(|mut file| file.sync()).map_err(failed(Step::Open))?;
        }
        Ok(disk.sync_dir(store.dir(medium)).map_err(failed(Step::Sync))?)
    }

    /// Reads and checks the journal of a medium.
    pub(crate) fn scan(store: &Store, medium: Medium, identity: &Identity) -> Result<Scan, OpenError> {
        let bytes = Self::load(store, medium)?;
        Scan::read(&bytes, identity).map_err(|(line, rule)| OpenError::Refused { medium, line, rule })
    }

    /// Reads and checks both. Where they are the same bytes, which is every start without an outage, what was found of the first holds
    /// for the second: signatures cost the most of a start.
    pub(crate) fn scan_both(store: &Store, identity: &Identity) -> Result<[Scan; 2], OpenError> {
        let (first, second) = (Self::load(store, Medium::First)?, Self::load(store, Medium::Second)?);
        let read = |bytes: &[u8], medium| Scan::read(bytes, identity).map_err(|(line, rule)| OpenError::Refused { medium, line, rule });
        let scan = read(&first, Medium::First)?;
        let other = if first == second { scan.clone() } else { read(&second, Medium::Second)? };
        Ok([scan, other])
    }

    fn load(store: &Store, medium: Medium) -> Result<Vec<u8>, OpenError> {
        let failed = |source| MediumError { medium, step: Step::Read, source };
        let path = Self::path(store, medium);
        if !store.disk.exists(&path).map_err(failed)? {
            return Err(OpenError::Missing(medium));
        }
        Ok(store.disk.read(&path, MAX_JOURNAL.saturating_add(1)).map_err(failed)?)
    }

    pub(crate) fn open(store: &Store, medium: Medium) -> Result<Self, MediumError> {
        let file = store.disk.open(&Self::path(store, medium)).map_err(|source| MediumError { medium, step: Step::Open, source })?;
        Ok(Self { medium, dir: store.dir(medium).to_owned(), file })
    }

    /// Writes a line and makes it durable.
    pub(crate) fn append(&mut self, line: &Line) -> Result<(), MediumError> {
        let mut bytes = line.to_bytes();
        bytes.push(b'\n');
        self.file.append(&bytes).map_err(self.failed(Step::Write))?;
        self.sync()
    }

    /// Makes durable whatever is written.
    pub(crate) fn sync(&mut self) -> Result<(), MediumError> {
        self.file.sync().map_err(self.failed(Step::Sync))
    }

    /// Keeps the torn end in a file beside the journal, then cuts it off.
    pub(crate) fn cut(&mut self, disk: &dyn Disk, scan: &Scan) -> Result<(), MediumError> {
        self.keep(disk, &scan.torn).map_err(self.failed(Step::Keep))?;
        self.file.truncate(scan.length).and_then(|()| self.file.sync()).map_err(self.failed(Step::Cut))
    }

    fn keep(&self, disk: &dyn Disk, torn: &[u8]) -> io::Result<()> {
        let mut file = disk.create(&self.free_name(disk)?)?;
        file.append(torn)?;
        file.sync()?;
        disk.sync_dir(&self.dir)
    }

    fn free_name(&self, disk: &dyn Disk) -> io::Result<PathBuf> {
        for count in 1..=MAX_EVIDENCE {
            let path = self.dir.join(format!("torn-{count}.bin"));
            if !disk.exists(&path)? {
                return Ok(path);
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn failed(&self, step: Step) -> impl FnOnce(io::Error) -> MediumError + use<> {
        let medium = self.medium;
        move |source| MediumError { medium, step, source }
    }
}
