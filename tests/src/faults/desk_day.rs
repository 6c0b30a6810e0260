//! A check-in desk's day on media that fail when told to, and a clerk who remembers whom the screen said to be present.

use std::collections::BTreeSet;

use pollbook::Desk;
use pollbook::desk::{DeskError, Event, ReplacementReason, State, UndoReason};
use suara_tests::random::Stream;
use suara_tests::sim::{Failure, SimResult};
use tally_log::{AppendError, Keep, Log, MemDisk, MemIndex, OpenError, Store};

use super::hall::PATIENCE;
use super::switched::SwitchedDisk;
use super::trouble::Switch;
use super::verdict::Findings;
use super::world::{Village, hour};

/// One desk and its clerk.
pub(crate) struct Clerk<'v> {
    village: &'v Village,
    switch: Switch,
    disk: MemDisk,
    desk: Option<Desk>,
    random: Stream,
    begun: bool,
    /// What was asked for when the machine stopped.
    doubt: Option<Event>,
    /// Rows of which the screen said HADIR.
    present: BTreeSet<u32>,
}

impl<'v> Clerk<'v> {
    pub(crate) fn new(village: &'v Village, switch: Switch, random: Stream) -> Self {
        Self { village, switch, disk: MemDisk::new(), desk: None, random, begun: false, doubt: None, present: BTreeSet::new() }
    }

    fn desk(&mut self) -> SimResult<&mut Desk> {
        if self.desk.is_none() {
            self.restart()?;
        }
        Ok(self.desk.as_mut().ok_or(Failure("no desk"))?)
    }

    /// Ends the program, if it runs, and starts it until it is up; everybody who was told to be present must be.
    pub(crate) fn restart(&mut self) -> SimResult<()> {
        for _ in 0..PATIENCE {
            self.desk = None;
            if let Some(keep) = self.switch.start_again() {
                self.disk.power_cut(keep);
            }
            let log = self.log();
            if self.switch.is_dead() {
                continue;
            }
            match log {
                Ok(log) => return self.started(log),
                Err(OpenError::Medium(_)) => self.switch.make_room(),
                Err(error) => return Err(format!("the desk does not start: {error}").into()),
            }
        }
        Err(Failure("the desk never starts").into())
    }

    fn log(&mut self) -> Result<Log, OpenError> {
        match self.opened(Log::open) {
            Err(OpenError::Missing(_)) if !self.begun => self.opened(Log::create),
            // As the program does: a log without a line was not made to its end.
            Ok(log) if log.lines().is_empty() => {
                drop(log);
                self.opened(Log::create)
            }
            other => other,
        }
    }

    fn opened(&mut self, open: Open) -> Result<Log, OpenError> {
        let disk = SwitchedDisk::new(self.disk.clone(), &self.switch);
        let store = Store::of_parts(Box::new(disk), Box::new(MemIndex::new()), "first".into(), "second".into());
        let post = self.village.post().and_then(|post| self.village.desk_identity(&post));
        open(store, post.map_err(|_| OpenError::SameMedium)?).map(|(log, _)| log)
    }

    fn started(&mut self, log: Log) -> SimResult<()> {
        let desk = Desk::resume(self.village.post()?, log, self.village.desk_key()?)?;
        let doubt = |row: &u32| self.doubt.as_ref().is_some_and(|event| matches!(event, Event::Undo(undone, _) if undone == row));
        if let Some(row) = self.present.iter().find(|row| !desk.state().is_present(**row) && !doubt(row)) {
            return Err(format!("row {row} was told HADIR and is not present after a start").into());
        }
        self.switch.make_room();
        (self.desk, self.begun) = (Some(desk), true);
        Ok(())
    }

    /// What a clerk does, until the screen says that it is done; after a stop the clerk looks whether it was.
    pub(crate) fn act(&mut self, event: &Event) -> SimResult<()> {
        for _ in 0..PATIENCE {
            let before: State = self.desk()?.state().clone();
            let salt = self.random.bytes();
            let done = self.desk()?.act(event.clone(), salt);
            let alive = !self.switch.is_dead();
            match done {
                Ok(_) if alive => return self.told(event),
                Err(DeskError::Refused(refusal)) if alive => return Err(format!("{event:?} was refused: {refusal}").into()),
                Err(DeskError::Append(AppendError::Medium(_))) | Ok(_) | Err(DeskError::Refused(_)) => {}
                Err(error) if alive => return Err(error.into()),
                Err(_) => {}
            }
            self.doubt = Some(event.clone());
            self.restart()?;
            self.doubt = None;
            if *self.desk()?.state() != before {
                return self.told(event);
            }
        }
        Err(Failure("a clerk never gets it done").into())
    }

    fn told(&mut self, event: &Event) -> SimResult<()> {
        match event {
            Event::CheckIn(row) => drop(self.present.insert(*row)),
            Event::Undo(row, _) => drop(self.present.remove(row)),
            _ => {}
        }
        Ok(())
    }

    /// The power fails once more; then both journals are the same and say what the clerk was told.
    pub(crate) fn judge(&mut self) -> SimResult<Findings> {
        self.desk = None;
        self.disk.power_cut(Keep::Synced);
        self.restart()?;
        if self.disk.peek("first/entries.jsonl".as_ref()) != self.disk.peek("second/entries.jsonl".as_ref()) {
            return Err(Failure("the desk's journals differ").into());
        }
        let rows = self.village.station()?.registered;
        let told = u32::try_from(self.present.len())?;
        let present = u32::try_from((1..=rows).filter(|row| self.desk.as_ref().is_some_and(|desk| desk.state().is_present(*row))).count())?;
        let counted = *self.desk()?.totals();
        let mut found = Findings { lost: told.saturating_sub(present).into(), double: present.saturating_sub(told).into(), other: vec![] };
        let counts = (counted.present, counted.audit_cards, counted.replacements, counted.cards_opened, counted.undone);
        if counts.0 != told || (counts.1, counts.2, counts.3, counts.4) != (2, 1, 50, 1) {
            found.other.push(format!("{told} were told to be present; the desk counts {counted:?}"));
        }
        Ok(found)
    }
}

type Open = fn(Store, tally_log::Identity) -> Result<(Log, tally_log::Startup), OpenError>;

/// A desk's day with so many check-ins, one of them taken back and made again, a restart in the middle, and everything else a clerk
/// counts.
pub(crate) fn day(village: &Village, switch: &Switch, random: Stream, people: u32) -> SimResult<Findings> {
    let mut clerk = Clerk::new(village, switch.clone(), random);
    clerk.act(&Event::Open(hour(7)?))?;
    clerk.act(&Event::PackOpen(50))?;
    for row in 1..=people {
        clerk.act(&Event::CheckIn(row))?;
        if row == people / 2 {
            clerk.act(&Event::Undo(row, UndoReason::WrongNumber))?;
            clerk.restart()?;
            clerk.act(&Event::CheckIn(row))?;
            clerk.act(&Event::AuditCard(2))?;
            clerk.act(&Event::Replacement(ReplacementReason::Challenge))?;
        }
    }
    clerk.act(&Event::Close(hour(13)?, 5))?;
    clerk.judge()
}
