//! The officer at the printer: completes the papers of one ballot once, tears off what hangs there, and in the end all papers are
//! held against what was told.

use record::{Strip, StripOutcome};
use suara_tests::sim::{Failure, SimResult};
use terminal::{Interrupted, Missing, Printer};
use token::{Card, card_short};

use super::hall::Hall;
use super::verdict::{Findings, Word, short};

const BAR: &str = "SAH – MASUKKAN";
const SLIP: &str = "STRUK";
const SLIP_END: &str = "Jangan dibawa pulang.";

impl Hall<'_> {
    /// Completes the papers of the last ballot, if it is this card's, and clears the printer.
    pub(super) fn complete(&mut self, card: &Card) -> SimResult<()> {
        let found = match self.booth()?.interrupted() {
            Interrupted::Done(ballot) | Interrupted::Unanswered(ballot) => Some(ballot),
            Interrupted::NotPrinted => None,
        };
        if found.is_some_and(|ballot| ballot.card == short(card)) {
            let papers = self.printer.papers();
            let last = papers.iter().rev().find(|paper| paper.contains(SLIP)).map_or("", String::as_str);
            let missing = missing(&self.printer.held(), last);
            let done = self.act(|booth, hour| booth.complete(missing, hour))?;
            self.given_up += u32::from(!done.is_some_and(|papers| papers.are_complete()));
        }
        if !self.printer.held().is_empty() {
            // The knife of a printer behind no switch works.
            self.printer.clone().cut()?;
        }
        Ok(())
    }

    /// No paper says more than what is stored: no slip with its bar and no TANDA TERIMA without a vote; and a vote without a slip
    /// has its fault entry, or an officer saw that the papers stay incomplete.
    pub(super) fn papers(&self, faults: u32) -> SimResult<Findings> {
        let papers = self.printer.papers();
        let slips: usize = papers.iter().map(|paper| paper.matches(BAR).count()).sum();
        let stored = self.told.values().filter(|word| **word == Word::Stored).count();
        let mut found = Findings::default();
        if slips > stored {
            found.other.push(format!("{slips} slips with a bar for {stored} votes"));
        }
        if stored > slips + (faults + self.given_up) as usize {
            found.other.push(format!("{stored} votes, but {slips} slips, {faults} fault entries, {} given up", self.given_up));
        }
        let receipts = papers.iter().filter_map(|paper| receipt(paper)).filter(|strip| strip.outcome == StripOutcome::Cast);
        let key = self.village.booth_key()?.public();
        let told = self.told.iter().filter(|(_, word)| **word == Word::Stored);
        let cards: Vec<String> = told.map(|(number, _)| Ok(card_short(&self.village.leaf(*number)?))).collect::<SimResult<_>>()?;
        for strip in receipts {
            if !strip.verify(&key) || !cards.iter().any(|card| **card == *strip.card) {
                return Err(Failure("a TANDA TERIMA says TERSIMPAN of a card whose voter was told otherwise").into());
            }
        }
        Ok(found)
    }
}

/// What an officer sees missing. A slip hangs in the printer, whole, torn or with its bar; or it came out already, perhaps above the
/// notice of a new epoch that a start printed.
fn missing(held: &str, last: &str) -> Missing {
    match held.rsplit_once(SLIP_END) {
        None if held.is_empty() && last.rsplit(SLIP).next().is_some_and(|slip| slip.contains(BAR)) => Missing::Strip,
        None => Missing::Slip,
        Some((_, after)) if after.trim().is_empty() => Missing::Bar,
        Some((_, after)) if after.contains(BAR) => Missing::Strip,
        Some(_) => Missing::Slip,
    }
}

/// What the QR symbol of a TANDA TERIMA says: the inner columns of its frame, line by line.
pub(super) fn receipt(paper: &str) -> Option<Strip> {
    let inner = |line: &str| {
        let line: Vec<char> = line.chars().collect();
        let framed = line.len() == 48 && line.first() == Some(&'|') && line.last() == Some(&'|');
        framed.then(|| line.get(2..46).unwrap_or_default().iter().collect::<String>())
    };
    let all: String = paper.lines().filter_map(inner).collect();
    Strip::parse(all.trim_end().strip_prefix("QR: ")?).ok()
}
