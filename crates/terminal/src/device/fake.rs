//! A printer in memory that keeps its papers and fails when told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use paper::{Document, THERMAL_COLUMNS, render_text};

use super::{Printer, PrinterFault};

/// A printer in memory; clones are the same printer.
#[derive(Debug, Clone, Default)]
pub struct FakePrinter(Arc<Mutex<Roll>>);

#[derive(Debug, Default)]
struct Roll {
    papers: Vec<String>,
    held: String,
    calls: u64,
    faults: BTreeMap<u64, PrinterFault>,
}

impl FakePrinter {
    /// A printer that works.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the call after `count` further ones (printing or cutting) fail. [`PrinterFault::During`] prints half of the text.
    pub fn fail_after(&self, count: u64, fault: PrinterFault) {
        let mut roll = self.roll();
        let at = roll.calls.saturating_add(count);
        roll.faults.insert(at, fault);
    }

    /// Another printer with the same papers, in which no fault is planned.
    #[must_use]
    pub fn copied(&self) -> Self {
        let roll = self.roll();
        let (papers, held) = (roll.papers.clone(), roll.held.clone());
        Self(Arc::new(Mutex::new(Roll { papers, held, ..Roll::default() })))
    }

    /// Calls made so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.roll().calls
    }

    /// The papers that were cut off, oldest first.
    #[must_use]
    pub fn papers(&self) -> Vec<String> {
        self.roll().papers.clone()
    }

    /// Takes the cut papers out.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        core::mem::take(&mut self.roll().papers)
    }

    /// What is printed and still in the printer.
    #[must_use]
    pub fn held(&self) -> String {
        self.roll().held.clone()
    }

    /// Prints the first half of a paper, as a printer does that stops on the way.
    pub fn print_half(&self, paper: &Document) {
        let text = render_text(paper, THERMAL_COLUMNS);
        self.roll().held.extend(text.chars().take(text.chars().count() / 2));
    }

    fn roll(&self) -> MutexGuard<'_, Roll> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Roll {
    fn fault(&mut self) -> Option<PrinterFault> {
        let call = self.calls;
        self.calls = self.calls.saturating_add(1);
        self.faults.remove(&call)
    }
}

impl Printer for FakePrinter {
    fn print(&mut self, paper: &Document) -> Result<(), PrinterFault> {
        let text = render_text(paper, THERMAL_COLUMNS);
        let mut roll = self.roll();
        match roll.fault() {
            None => {
                roll.held.push_str(&text);
                Ok(())
            }
            Some(fault) => {
                if fault == PrinterFault::During {
                    roll.held.extend(text.chars().take(text.chars().count() / 2));
                }
                Err(fault)
            }
        }
    }

    fn cut(&mut self) -> Result<(), PrinterFault> {
        let mut roll = self.roll();
        if let Some(fault) = roll.fault() {
            return Err(fault);
        }
        let paper = core::mem::take(&mut roll.held);
        roll.papers.push(paper);
        Ok(())
    }
}
