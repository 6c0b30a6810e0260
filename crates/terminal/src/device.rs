//! What a booth asks of its devices, as small traits, so that a day runs the same on a faithful fake.

mod fake;
mod file;

use paper::Document;

pub use fake::FakePrinter;
pub use file::FilePrinter;

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
