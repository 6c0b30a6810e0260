//! A disk and a printer behind the switch of [`super::trouble`].

use std::io;
use std::path::Path;
use std::sync::Arc;

use paper::Document;
use tally_log::{Disk, DiskFile, DiskLock};
use terminal::{FakePrinter, Printer, PrinterFault};

use super::trouble::{Call, Point, Switch, Verdict};

/// A medium behind the switch.
pub(crate) struct SwitchedDisk {
    disk: Arc<dyn Disk>,
    switch: Switch,
}

impl SwitchedDisk {
    pub(crate) fn new(disk: impl Disk + 'static, switch: &Switch) -> Self {
        Self { disk: Arc::new(disk), switch: switch.clone() }
    }

    fn run<T>(&self, call: Call, work: impl FnOnce(&dyn Disk) -> io::Result<T>) -> io::Result<T> {
        passed(&self.switch, call, || work(self.disk.as_ref()), || ())
    }
}

fn passed<T>(switch: &Switch, call: Call, work: impl FnOnce() -> io::Result<T>, half: impl FnOnce()) -> io::Result<T> {
    match switch.ask(call) {
        Verdict::Go => return work(),
        Verdict::Fail(Point::Before) => {}
        Verdict::Fail(Point::Half) => half(),
        Verdict::Fail(Point::After) => drop(work()),
    }
    Err(io::Error::other("planned trouble"))
}

impl Disk for SwitchedDisk {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.run(Call::Other, |disk| disk.make_dir(dir))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn DiskLock>>> {
        self.run(Call::Other, |disk| disk.lock(path))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        self.run(Call::Other, |disk| disk.exists(path))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.run(Call::Other, |disk| disk.read(path, limit))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.run(Call::Other, |disk| disk.create(path))?;
        Ok(Box::new(SwitchedFile { file, switch: self.switch.clone() }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.run(Call::Other, |disk| disk.open(path))?;
        Ok(Box::new(SwitchedFile { file, switch: self.switch.clone() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(Call::Other, |disk| disk.rename(from, to))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.run(Call::Sync, |disk| disk.sync_dir(dir))
    }
}

struct SwitchedFile {
    file: Box<dyn DiskFile>,
    switch: Switch,
}

impl DiskFile for SwitchedFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let part = bytes.get(..bytes.len() / 2).unwrap_or_default();
        match self.switch.ask(Call::Write) {
            Verdict::Go => return self.file.append(bytes),
            Verdict::Fail(Point::Before) => {}
            Verdict::Fail(Point::Half) => self.file.append(part)?,
            Verdict::Fail(Point::After) => self.file.append(bytes)?,
        }
        Err(io::Error::other("planned trouble"))
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        passed(&self.switch, Call::Other, || self.file.truncate(length), || ())
    }

    fn sync(&mut self) -> io::Result<()> {
        passed(&self.switch, Call::Sync, || self.file.sync(), || ())
    }
}

/// A printer behind the switch.
pub(crate) struct SwitchedPrinter {
    printer: FakePrinter,
    switch: Switch,
}

impl SwitchedPrinter {
    pub(crate) fn new(printer: &FakePrinter, switch: &Switch) -> Self {
        Self { printer: printer.clone(), switch: switch.clone() }
    }
}

impl Printer for SwitchedPrinter {
    fn print(&mut self, paper: &Document) -> Result<(), PrinterFault> {
        match self.switch.ask(Call::Print) {
            Verdict::Go => self.printer.print(paper),
            Verdict::Fail(Point::Before) => Err(PrinterFault::Before),
            Verdict::Fail(Point::Half) => {
                self.printer.print_half(paper);
                Err(PrinterFault::During)
            }
            Verdict::Fail(Point::After) => self.printer.print(paper).and(Err(PrinterFault::During)),
        }
    }

    fn cut(&mut self) -> Result<(), PrinterFault> {
        match self.switch.ask(Call::Print) {
            Verdict::Go => self.printer.cut(),
            Verdict::Fail(Point::Before | Point::Half) => Err(PrinterFault::Before),
            Verdict::Fail(Point::After) => self.printer.cut().and(Err(PrinterFault::During)),
        }
    }
}
