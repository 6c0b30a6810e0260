//! What officers do: open, mark, pause, resume, note an incident, end an abandoned ballot, close.

use chain::SignedCheckpoint;
use record::{Entry, Hour, Incident, IncidentKind, Mark, Open, Pause, Void, VoidReason};

use crate::booth::{ActError, Booth};
use crate::day::DayError;
use crate::device::PrinterFault;

/// A closed booth.
#[derive(Debug)]
pub struct Closed {
    /// The signed closing head: for witnesses to cosign.
    pub head: SignedCheckpoint,
    /// Whether the closing report was printed; [`Booth::print_report`] tries again.
    pub report: Result<(), PrinterFault>,
}

impl Booth {
    /// Opens polls and makes the first mark. The zero report must be on paper; if it is not, this prints it first.
    ///
    /// # Errors
    /// Refused unless the booth is ready.
    pub fn open(&mut self, hour: &Hour) -> Result<SignedCheckpoint, ActError> {
        self.put_root_on_paper(hour)?;
        self.append(&Entry::Open(Open { time: hour.clone() }))?;
        self.mark(hour)
    }

    /// Makes a mark: a head for strips and witnesses. At most once an hour, and only after 20 further ballots.
    ///
    /// # Errors
    /// [`DayError::MarkEarly`] when it is not due.
    pub fn mark(&mut self, hour: &Hour) -> Result<SignedCheckpoint, ActError> {
        self.append(&Entry::Mark(Mark { cast: self.state().counts().cast, time: hour.clone() }))?;
        Ok(self.head()?)
    }

    /// Whether a mark may be made in this hour; a shell asks after every vote.
    #[must_use]
    pub fn mark_is_due(&self, hour: &Hour) -> bool {
        let open = self.state().phase() == crate::day::Phase::Open && self.state().pending().is_none();
        open && self.state().check_mark_is_due(hour).is_ok()
    }

    /// Pauses the booth.
    ///
    /// # Errors
    /// Refused unless it is open.
    pub fn pause(&mut self) -> Result<(), ActError> {
        Ok(self.append(&Entry::Pause(Pause {}))?)
    }

    /// Ends a pause.
    ///
    /// # Errors
    /// Refused unless it is paused.
    pub fn unpause(&mut self) -> Result<(), ActError> {
        Ok(self.append(&Entry::Resume(Pause {}))?)
    }

    /// Notes that something happened to the machine.
    ///
    /// # Errors
    /// Refused before zero and after closing.
    pub fn incident(&mut self, incident: IncidentKind, hour: &Hour) -> Result<(), ActError> {
        Ok(self.append(&Entry::Incident(Incident { incident, time: hour.clone() }))?)
    }

    /// Ends a ballot whose vote was dropped without an answer: void, shown; the card stays good.
    ///
    /// # Errors
    /// Refused when no ballot waits.
    pub fn void_pending(&mut self, hour: &Hour) -> Result<(), ActError> {
        if let Some(pending) = self.state().pending() {
            self.append(&Entry::Void(Void { code: pending.code, reason: VoidReason::Unanswered, shown: true }))?;
            self.unfinished = Some(pending.code);
        }
        Ok(self.judge(hour)?)
    }

    /// Closes the booth for good: binds the four sets of codes, the epochs and the faults; nothing follows. Seeds are wiped.
    ///
    /// # Errors
    /// Refused unless the booth is open or paused, and while a ballot waits.
    pub fn close(&mut self, hour: &Hour) -> Result<Closed, ActError> {
        if let Some(pending) = self.state().pending() {
            return Err(DayError::Pending(pending.code).into());
        }
        let close = self.state().closing(hour.clone());
        self.append(&Entry::Close(close))?;
        self.seeds = None;
        self.unfinished = None;
        let report = match self.print_report(hour) {
            Ok(()) => Ok(()),
            Err(ActError::Printer(fault)) => Err(fault),
            Err(error) => return Err(error),
        };
        Ok(Closed { head: self.head()?, report })
    }
}
