//! The papers of one ballot: which came out, and the signed strip.

use ballot::{Code, Opening};
use paper::Document;
use record::{Strip, StripOutcome};

use crate::booth::Booth;
use crate::choice::Choice;
use crate::ledger::Fatal;
use crate::wording::test_text;

/// What became of one paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// Not asked for.
    #[default]
    Off,
    /// Printed and cut.
    Printed,
    /// Printed, but not cut: tear it off.
    Uncut,
    /// Not printed, or not whole.
    Faulty,
}

impl Paper {
    /// Whether what had to be printed was not.
    #[must_use]
    pub const fn is_faulty(self) -> bool {
        match self {
            Self::Faulty => true,
            Self::Off | Self::Printed | Self::Uncut => false,
        }
    }
}

/// The papers of one ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Papers {
    /// The STRUK's bar. A cast ballot without it has a `fault` entry.
    pub bar: Paper,
    /// The sheet of a challenge.
    pub sheet: Paper,
    /// The TANDA TERIMA; off where the definition says so.
    pub strip: Paper,
    slip_failed: bool,
}

impl Papers {
    /// Whether everything asked for is on paper.
    #[must_use]
    pub const fn are_complete(&self) -> bool {
        !self.slip_failed && !self.bar.is_faulty() && !self.sheet.is_faulty() && !self.strip.is_faulty()
    }

    pub(crate) const fn slip_failed(&mut self) {
        self.slip_failed = true;
    }

    pub(crate) const fn slip_has_failed(&self) -> bool {
        self.slip_failed
    }
}

impl Booth {
    /// Ends the STRUK in the printer with its bar.
    pub(crate) fn print_bar(&mut self, papers: &mut Papers, outcome: StripOutcome) {
        let bar = self.wording.bar(outcome);
        papers.bar = self.print(&bar);
    }

    /// The sheet of a challenge.
    pub(crate) fn print_sheet(&mut self, papers: &mut Papers, code: &Code, opening: &Opening) -> Result<(), Fatal> {
        let definition = &self.documents.definition;
        let choice = Choice::of_option(definition, opening.choice).map_err(|_| Fatal::Seed)?;
        let sealed = self.sealed_with(code).ok_or(Fatal::Seed)?;
        let text = test_text(self.ledger.origin(), code, opening, &self.digest()?, &sealed.card, sealed.stratum.as_ref());
        let sheet = self.wording.test_sheet(code, choice, &definition.digest(), &text);
        papers.sheet = self.print(&sheet);
        Ok(())
    }

    /// The TANDA TERIMA, if the definition has one.
    pub(crate) fn print_strip(&mut self, papers: &mut Papers, code: &Code, card: &str, outcome: StripOutcome) -> Result<(), Fatal> {
        if self.documents.definition.rules.strip {
            let mark = self.ledger.mark_before(code)?.unwrap_or_default();
            let strip = Strip::sign(self.ledger.origin(), *code, card, outcome, &mark, self.ledger.key());
            papers.strip = self.print(&self.wording.strip(&strip));
        }
        Ok(())
    }

    pub(crate) fn print(&mut self, paper: &Document) -> Paper {
        if self.printer.print(paper).is_err() {
            return Paper::Faulty;
        }
        self.printer.cut().map_or(Paper::Uncut, |()| Paper::Printed)
    }
}
