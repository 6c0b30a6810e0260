//! A booth's day with an officer and voters, on media and a printer that fail when told to, and a memory of what every voter was
//! told. The memory is never read from a log.

use record::Hour;
use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::{Failure, SimResult};
use tally_log::{AppendError, Keep, MemDisk, OpenError, Store};
use terminal::day::Phase;
use terminal::{ActError, Booth, FakePrinter, Fatal, StartError};

use super::switched::{SwitchedDisk, SwitchedPrinter};
use super::trouble::Switch;
use super::verdict::{Findings, Told, judge};
use super::world::{Village, hour};

/// More starts, or tries of one voter, than any planned trouble needs.
pub(super) const PATIENCE: u32 = 40;

/// One booth and the people around it.
pub(crate) struct Hall<'v> {
    pub(super) village: &'v Village,
    pub(super) switch: Switch,
    pub(super) disk: MemDisk,
    pub(super) printer: FakePrinter,
    pub(super) booth: Option<Booth>,
    pub(super) hour: Hour,
    random: Stream,
    begun: bool,
    starts: u32,
    pub(super) cards: u32,
    /// What every voter was told.
    pub(super) told: Told,
    /// Ballots whose papers nobody can complete any more.
    pub(super) given_up: u32,
    /// The booth takes no more votes: its epochs or seeds are used up.
    pub(super) worn_out: bool,
}

impl<'v> Hall<'v> {
    pub(crate) fn new(village: &'v Village, switch: Switch, random: Stream) -> SimResult<Self> {
        Ok(Self {
            village,
            switch,
            disk: MemDisk::new(),
            printer: FakePrinter::new(),
            booth: None,
            hour: hour(6)?,
            random,
            begun: false,
            starts: 0,
            cards: 0,
            told: Told::new(),
            given_up: 0,
            worn_out: false,
        })
    }

    /// Ends the program.
    pub(crate) fn end(&mut self) {
        self.booth = None;
    }

    /// The same day up to here, on media and a printer of its own and behind another switch. No program runs in it.
    pub(crate) fn copied(&self, switch: &Switch) -> Self {
        Self {
            village: self.village,
            switch: switch.clone(),
            disk: self.disk.copied(),
            printer: self.printer.copied(),
            booth: None,
            hour: self.hour.clone(),
            random: self.random.clone(),
            told: self.told.clone(),
            ..*self
        }
    }

    /// The booth, started if it is not.
    pub(super) fn booth(&mut self) -> SimResult<&mut Booth> {
        if self.booth.is_none() {
            self.restart()?;
        }
        Ok(self.booth.as_mut().ok_or(Failure("no booth"))?)
    }

    /// Ends the program, if it runs, and starts it until it is up.
    pub(crate) fn restart(&mut self) -> SimResult<()> {
        for _ in 0..PATIENCE {
            self.booth = None;
            if let Some(keep) = self.switch.start_again() {
                self.disk.power_cut(keep);
            }
            let started = self.start();
            if self.switch.is_dead() {
                continue;
            }
            match started {
                Ok(booth) => {
                    (self.booth, self.begun) = (Some(booth), true);
                    self.switch.make_room();
                    return Ok(());
                }
                Err(error) if is_a_medium(&error) => self.switch.make_room(),
                Err(error) => return Err(format!("the booth does not start: {error}").into()),
            }
        }
        Err(Failure("the booth never starts").into())
    }

    /// The power fails while nothing is going on.
    pub(crate) fn switch_off(&mut self, keep: Keep) -> SimResult<()> {
        self.booth = None;
        self.disk.power_cut(keep);
        self.restart()
    }

    fn start(&mut self) -> Result<Booth, StartError> {
        self.starts += 1;
        // As the programs do: one that votes resumes, one that looks attaches.
        let started = match self.starts % 2 {
            0 => Booth::attach(self.setup()?, &self.hour),
            _ => Booth::resume(self.setup()?, &[], &self.hour),
        };
        match started {
            Err(StartError::NoZero | StartError::Log(OpenError::Missing(_))) if !self.begun => {
                Booth::zero(self.setup()?, &[b"saksi"], &self.hour)
            }
            other => other,
        }
    }

    fn setup(&mut self) -> Result<terminal::Setup, StartError> {
        let disk = SwitchedDisk::new(self.disk.clone(), &self.switch);
        let store = Store::of_parts(Box::new(disk), Box::new(tally_log::MemIndex::new()), "first".into(), "second".into());
        let seed = SimSeed(u64::from_be_bytes(self.random.bytes()));
        let printer = Box::new(SwitchedPrinter::new(&self.printer, &self.switch));
        let place = |_| StartError::Place { station: "?".into(), booth: "?".into() };
        self.village.setup(store, printer, seed.stream("start")).map_err(place)
    }

    /// An officer's action. `None` when the machine stopped in it and was started again: then look, and try once more.
    pub(super) fn act<T>(&mut self, action: impl Fn(&mut Booth, &Hour) -> Result<T, ActError>) -> SimResult<Option<T>> {
        let hour = self.hour.clone();
        let done = action(self.booth()?, &hour);
        if self.switch.is_dead() {
            self.restart()?;
            return Ok(None);
        }
        match done {
            Ok(value) => Ok(Some(value)),
            Err(ActError::Fatal(_)) => self.restart().map(|()| None),
            Err(ActError::Printer(_)) => Ok(None),
            Err(error) => Err(format!("an officer's action: {error}").into()),
        }
    }

    /// Polls open.
    pub(crate) fn open(&mut self) -> SimResult<()> {
        self.hour = hour(7)?;
        for _ in 0..PATIENCE {
            match self.booth()?.state().phase() {
                Phase::Ready => drop(self.act(Booth::open)?),
                Phase::Open => return Ok(()),
                _ => return Err(Failure("a new booth is in a strange phase").into()),
            }
        }
        Err(Failure("the booth never opens").into())
    }

    /// A pause, and its end.
    pub(crate) fn pause(&mut self) -> SimResult<()> {
        for wanted in [Phase::Paused, Phase::Open] {
            for _ in 0..PATIENCE {
                match (self.booth()?.state().phase(), wanted) {
                    (Phase::Open, Phase::Paused) => drop(self.act(|booth, _| booth.pause())?),
                    (Phase::Paused, Phase::Open) => drop(self.act(|booth, _| booth.unpause())?),
                    _ => break,
                }
            }
        }
        Ok(())
    }

    /// A mark, if one is due.
    pub(crate) fn mark(&mut self) -> SimResult<()> {
        let hour = self.hour.clone();
        if self.booth()?.mark_is_due(&hour) {
            self.act(Booth::mark)?;
        }
        Ok(())
    }

    /// Closes the booth and holds everything against what was told, after a last power cut.
    pub(crate) fn close(&mut self) -> SimResult<Findings> {
        self.hour = hour(13)?;
        for _ in 0..PATIENCE {
            if self.booth()?.state().phase() == Phase::Closed {
                break;
            }
            self.act(Booth::close)?;
        }
        let faults = self.booth()?.state().counts().faults;
        self.booth()?.export()?;
        self.booth = None;
        self.disk.power_cut(Keep::Synced);
        let read = |name: &str| self.disk.peek(name.as_ref()).ok_or(Failure("a journal is gone"));
        let found = judge(self.village, &read("first/entries.jsonl")?, &read("second/entries.jsonl")?, &self.told)?;
        Ok(found.and(self.papers(faults)?))
    }
}

/// A medium failed, as planned; the next start may go well.
fn is_a_medium(error: &StartError) -> bool {
    let fatal = |fatal: &Fatal| matches!(fatal, Fatal::Log(AppendError::Medium(_)));
    match error {
        StartError::Log(OpenError::Medium(_)) => true,
        StartError::Act(ActError::Fatal(error)) | StartError::Fatal(error) => fatal(error),
        _ => false,
    }
}
