//! A printer behind a path: a device like `/dev/usb/lp0`, a file, or the standard output.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use paper::{Document, THERMAL_COLUMNS, render_text};

use super::{Printer, PrinterFault};

/// ESC/POS: feed and cut (`GS V 66 0`), understood by the 80 mm printers in use.
const CUT: &[u8] = &[0x1d, 0x56, 0x42, 0x00];
/// Where a cut is on paper that has no knife.
const CUT_LINE: &str = "- - - - - - - - - - - potong - - - - - - - - - -\n";

/// A printer behind a path. It is opened for every paper part, so that one that was unplugged works again when it is back.
#[derive(Debug, Clone)]
pub struct FilePrinter {
    target: Target,
}

#[derive(Debug, Clone)]
enum Target {
    Device(PathBuf),
    File(PathBuf),
    Output,
}

impl FilePrinter {
    /// `-` is the standard output; a path under `/dev` is a printer with a knife; anything else is a file that grows.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let target = if path == Path::new("-") {
            Target::Output
        } else if path.starts_with("/dev") {
            Target::Device(path.to_owned())
        } else {
            Target::File(path.to_owned())
        };
        Self { target }
    }

    fn send(&self, bytes: &[u8]) -> Result<(), PrinterFault> {
        let mut out: Box<dyn Write> = match &self.target {
            Target::Output => Box::new(io::stdout().lock()),
            Target::Device(path) => Box::new(OpenOptions::new().write(true).open(path).map_err(|_| PrinterFault::Before)?),
            Target::File(path) => Box::new(OpenOptions::new().append(true).create(true).open(path).map_err(|_| PrinterFault::Before)?),
        };
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|_| PrinterFault::During)
    }
}

impl Printer for FilePrinter {
    fn print(&mut self, paper: &Document) -> Result<(), PrinterFault> {
        self.send(render_text(paper, THERMAL_COLUMNS).as_bytes())
    }

    fn cut(&mut self) -> Result<(), PrinterFault> {
        match self.target {
            Target::Device(_) => self.send(CUT),
            Target::File(_) | Target::Output => self.send(CUT_LINE.as_bytes()),
        }
    }
}
