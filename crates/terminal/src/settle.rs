//! After an outage or a printer's fault: what an officer sees, and completing the papers once, without seeing a choice.

use ballot::Code;
use record::{Challenge, Entry, Hour, Incident, IncidentKind, Outcome, StripOutcome};
use token::card_short;

use crate::booth::{ActError, Booth};
use crate::day::{DayError, Ending};
use crate::papers::Papers;

/// The last ballot as an officer sees it: exactly one of three states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interrupted {
    /// Nothing was sealed and nothing printed; a card that was read is still good.
    NotPrinted,
    /// The ballot was sealed, and no answer came before the machine stopped. It is void; the card is still good. A slip without
    /// SAH is not counted.
    Unanswered(Unfinished),
    /// The answer is stored; papers may be missing.
    Done(Unfinished),
}

/// A ballot whose papers may be incomplete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The ballot.
    pub code: Code,
    /// The card's six characters.
    pub card: String,
    /// How it ended.
    pub outcome: StripOutcome,
    /// Whether a fault entry says that its slip has no SAH bar.
    pub fault: bool,
}

/// What an officer found missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The slip hangs in the printer without its bar: print the bar, then the TANDA TERIMA (and the sheet of a test).
    Bar,
    /// The slip cannot get its bar any more: a cast ballot gets a fault entry; then as for [`Missing::Strip`].
    Slip,
    /// Only what comes after the slip: the TANDA TERIMA, and the sheet of a test.
    Strip,
}

impl Booth {
    /// Which of the three states the last ballot is in.
    #[must_use]
    pub fn interrupted(&self) -> Interrupted {
        let found = self.unfinished.and_then(|code| Some((code, self.state().ending(&code)?)));
        let Some((code, Ending { outcome, card, fault })) = found else { return Interrupted::NotPrinted };
        let ballot = Unfinished { code, card: card_short(&card), outcome, fault };
        match outcome {
            StripOutcome::Void => Interrupted::Unanswered(ballot),
            StripOutcome::Cast | StripOutcome::Challenged | StripOutcome::Spoiled => Interrupted::Done(ballot),
        }
    }

    /// Completes the papers of the last ballot. That it is done is logged before anything is printed, so it is done once.
    ///
    /// # Errors
    /// Refused when no ballot's papers are in doubt.
    pub fn complete(&mut self, missing: Missing, hour: &Hour) -> Result<Papers, ActError> {
        let code = self.unfinished.ok_or(ActError::NothingMissing)?;
        let ending = self.state().ending(&code).ok_or(DayError::NotPending(code))?;
        self.append(&Entry::Incident(Incident { incident: IncidentKind::Printer, time: hour.clone() }))?;
        self.unfinished = None;
        let mut papers = Papers::default();
        let no_bar = match missing {
            Missing::Bar if !ending.fault => {
                self.print_bar(&mut papers, ending.outcome);
                papers.bar.is_faulty()
            }
            Missing::Slip => true,
            Missing::Bar | Missing::Strip => false,
        };
        if no_bar && ending.outcome == StripOutcome::Cast && !ending.fault {
            self.append(&Entry::Fault(Outcome { code }))?;
        }
        if let Some(Challenge { opening, .. }) = self.challenge_with(&code) {
            self.print_sheet(&mut papers, &code, &opening)?;
        }
        self.print_strip(&mut papers, &code, &card_short(&ending.card), ending.outcome)?;
        Ok(papers)
    }

    /// The challenge of this ballot, from the log.
    fn challenge_with(&self, code: &Code) -> Option<Challenge> {
        let challenges = self.ledger.lines().iter().rev().filter(|line| &*line.header().kind == "challenge");
        challenges.filter_map(|line| line.content().ok()).find_map(|entry| match entry {
            Entry::Challenge(challenge) if challenge.code == *code => Some(challenge),
            _ => None,
        })
    }
}
