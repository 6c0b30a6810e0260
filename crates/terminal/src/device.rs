//! What a booth asks of its devices, as small traits, so that a day runs the same on a faithful fake.

mod escpos;
mod fake;
mod file;
mod lying;

use paper::Document;

pub use escpos::{EscPosPrinter, Nearby, NotNearby};
pub use fake::FakePrinter;
pub use file::FilePrinter;
pub use lying::{Lie, LyingPrinter};

/// Where random bytes come from: the operating system's generator in the binary, a seeded one in tests. Whoever makes one ends
/// the program when it has no bytes to give; a booth must never go on without them.
pub type Random = Box<dyn FnMut(&mut [u8]) + Send>;

/// A printer with one roll of paper and a knife.
pub trait Printer {
    /// Prints below what is printed already; the paper stays in the printer.
    ///
    /// # Errors
    /// Says whether anything may have been printed.
    fn print(&mut self, paper: &Document) -> Result<(), PrinterFault>;

    /// Cuts, so that what was printed can be taken out.
    ///
    /// # Errors
    /// The paper was not cut.
    fn cut(&mut self) -> Result<(), PrinterFault>;

    /// How it is, by its own account. Asking changes nothing on paper. A printer that cannot be asked is silent.
    fn state(&mut self) -> PrinterState {
        PrinterState::Silent
    }
}

/// What a printer says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrinterState {
    /// On line, closed, with paper.
    Ready,
    /// Out of paper.
    NoPaper,
    /// The lid is open.
    CoverOpen,
    /// Anything else that stops it: a jam at the knife, too hot, off line by its button, an answer that is none.
    Error,
    /// It says nothing: off, unplugged, hung, or a kind that cannot be asked.
    Silent,
}

/// The printer did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PrinterFault {
    /// It did nothing: off, unplugged, no paper.
    #[error("the printer did not begin to print; check paper, cover and cable")]
    Before,
    /// It stopped on the way: something may be on the paper.
    #[error("the printer stopped while printing; take the paper out and check paper and cover")]
    During,
}
