//! Starting: a new day, or the same day in a new process.
//!
//! Seeds live in the memory of one process only. [`Booth::zero`] draws the first epoch; a later process that votes begins a new
//! one with a boot entry ([`Booth::resume`]), while one that only looks or makes an officer's entry does not use one up
//! ([`Booth::attach`]). A ballot that waited for its answer when the machine stopped becomes void in either.

use canonical::SigningKey;
use chain::line::LineError;
use chain::{ChainError, Origin};
use manifest::{BoothStatus, Text};
use paper::{Moment, TimeError};
use record::{Entry, Hour, Mark, Repaired, Void, VoidReason, Zero};
use std::collections::BTreeMap;
use tally_log::{CopyError, Medium, OpenError, Startup, Store};

use crate::booth::{ActError, Booth, Setup};
use crate::day::{DayError, DayRules, Phase};
use crate::device::Random;
use crate::ledger::{Fatal, Ledger};
use crate::seeds::{Seeds, boot_id};
use crate::wording::Wording;

/// Why a booth did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The definition or the device list does not have this booth.
    #[error("station {station}, booth {booth}: not in the definition or the device list; check the folder of this village")]
    Place {
        /// The station.
        station: Box<str>,
        /// The booth.
        booth: Box<str>,
    },
    /// The device list names another machine.
    #[error("the device list names another machine for this booth (key {0}); use that one, or bring the newest documents")]
    OtherMachine(Box<str>),
    /// A spare went on with the log of this machine.
    #[error(
        "a spare machine went on with this log (line {line} from 0, key {key}); switch this machine off, seal it, and give the second \
         medium back to the spare"
    )]
    TakenOver {
        /// The takeover's line, from 0.
        line: u64,
        /// The spare's key.
        key: Box<str>,
    },
    /// A spare that did not take this log over yet.
    #[error("this is a spare machine, and it did not take this log over; to go on with it run takeover")]
    NotTakenOver,
    /// A spare that is to begin a day.
    #[error("this is a spare machine; before opening an amendment puts it in a booth, later it goes on with takeover")]
    Spare,
    /// A takeover by a machine that is no spare.
    #[error("this machine is no spare (key {0}); a booth's own machine goes on with console")]
    NoSpare(Box<str>),
    /// A second medium that holds the same lines.
    #[error("the second medium holds the same lines as the first: nothing is to be replaced; go on with console")]
    NothingToReplace,
    /// A second medium that is not empty.
    #[error("the second medium holds a journal; if it is this booth's go on with console, else bring an empty one; nothing was changed")]
    NotFresh,
    /// The booth is signed as unused or lost.
    #[error("this booth is signed as unused or lost: {0}")]
    NotUsed(Text),
    /// The contest is cancelled.
    #[error("the contest is cancelled: {0}")]
    Cancelled(Text),
    /// The media.
    #[error(transparent)]
    Log(#[from] OpenError),
    /// A line that says nothing a booth says.
    #[error("entries.jsonl, line {line} (from 0): {rule}; keep both media as evidence and use a spare")]
    Line {
        /// Which line, from 0.
        line: u64,
        /// Which rule.
        rule: LineError,
    },
    /// A line that is not the next one.
    #[error("entries.jsonl, line {line} (from 0): {rule}; keep both media as evidence and use a spare")]
    Chain {
        /// Which line, from 0.
        line: u64,
        /// Which rule.
        rule: ChainError,
    },
    /// An entry that may not come there.
    #[error("entries.jsonl, line {line} (from 0): {rule}; keep both media as evidence and use a spare")]
    Day {
        /// Which line, from 0.
        line: u64,
        /// Which rule.
        rule: DayError,
    },
    /// Nothing is logged yet.
    #[error("the log is empty; make the zero report first (zero)")]
    NoZero,
    /// The hour is not one of Indonesia's zones.
    #[error(transparent)]
    Hour(#[from] TimeError),
    /// The first entries could not be written.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The booth cannot go on.
    #[error(transparent)]
    Fatal(#[from] Fatal),
}

impl From<CopyError> for StartError {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Open(open) => Self::Log(open),
            CopyError::Append(append) => Self::Fatal(append.into()),
        }
    }
}

impl Booth {
    /// Begins a day on empty media: draws the first epoch from the machine's randomness and the witnesses' secrets, logs what the
    /// booth is, and prints the zero report. If printing fails the booth is returned all the same, and [`Booth::open`] tries
    /// again first.
    ///
    /// # Errors
    /// [`OpenError::Occupied`] if anything is stored already.
    pub fn zero(setup: Setup, witness_secrets: &[&[u8]], hour: &Hour) -> Result<Self, StartError> {
        Moment::parse(hour.as_str())?;
        let rules = check_machine(&setup)?;
        if rules.device != setup.key.public() {
            return Err(StartError::Spare);
        }
        if let Some(reason) = setup.documents.devices.cancelled() {
            return Err(StartError::Cancelled(reason.clone()));
        }
        let mut booth = Self::assemble(setup, |store, origin, key, _| Ok((Ledger::create(store, origin, key, rules)?, Repaired::None)))?;
        let boot_id = boot_id(&mut booth.random);
        let seeds = Seeds::begin(booth.ledger.origin(), 0, &boot_id, witness_secrets, &mut booth.random);
        let documents = &booth.documents;
        let zero = Zero {
            booth: booth.number.clone(),
            boot_id,
            definition: documents.definition.digest(),
            devices: documents.devices.last(),
            epoch: seeds.data().clone(),
            key: documents.key.digest(),
            roots: documents.roots.digest(),
            software: booth.software,
            station: booth.station.clone(),
            time: hour.clone(),
        };
        booth.append(&Entry::Zero(zero)).map_err(ActError::from)?;
        booth.seeds = Some(seeds);
        // Whether it came out is remembered with the seeds.
        let _ = booth.put_root_on_paper(hour);
        Ok(booth)
    }

    /// Goes on with a day in a process that will vote: replays the log and, unless it is closed, begins a new epoch with a boot
    /// entry. When the epochs of the day are used up no entry is made; the booth can then only close.
    ///
    /// # Errors
    /// Names the medium, line or rule. Nothing was changed but what the log's own repair says.
    pub fn resume(setup: Setup, witness_secrets: &[&[u8]], hour: &Hour) -> Result<Self, StartError> {
        Self::restart(setup, Some(witness_secrets), hour)
    }

    /// Goes on with a day in a process that looks or makes an officer's entry: no epoch is used up, unless a ballot was interrupted
    /// or a medium repaired, which a boot entry says.
    ///
    /// # Errors
    /// As [`Booth::resume`].
    pub fn attach(setup: Setup, hour: &Hour) -> Result<Self, StartError> {
        Self::restart(setup, None, hour)
    }

    fn restart(setup: Setup, secrets: Option<&[&[u8]]>, hour: &Hour) -> Result<Self, StartError> {
        Moment::parse(hour.as_str())?;
        let rules = check_machine(&setup)?;
        let booth = Self::assemble(setup, |store, origin, key, _| {
            let (ledger, startup) = Ledger::open(store, origin, key, rules)?;
            Ok((ledger, repaired(&startup)))
        })?;
        booth.go_on(secrets, hour)
    }

    /// What every later start does with an open log.
    pub(crate) fn go_on(mut self, secrets: Option<&[&[u8]]>, hour: &Hour) -> Result<Self, StartError> {
        self.remember_peers();
        match self.state().phase() {
            Phase::Empty => return Err(StartError::NoZero),
            Phase::Closed => return Ok(self),
            Phase::Ready | Phase::Open | Phase::Paused => {}
        }
        let must = self.state().pending().is_some() || self.repaired != Repaired::None;
        let lacks = !self.has_seeds() && (secrets.is_some() || must);
        if lacks && self.state().may_begin_epoch() {
            self.boot(secrets.unwrap_or_default(), hour)?;
        }
        self.mend(hour)?;
        self.unfinished = self.state().tail().map(|tail| tail.code);
        Ok(self)
    }

    /// What an outage left undone: an answer that never came, the first mark, the entry that the booth failed.
    fn mend(&mut self, hour: &Hour) -> Result<(), ActError> {
        if let Some(pending) = self.state().pending() {
            self.append(&Entry::Void(Void { code: pending.code, reason: VoidReason::Outage, shown: true }))?;
        }
        if self.state().phase() == Phase::Open && !self.state().is_marked() {
            self.append(&Entry::Mark(Mark { cast: 0, time: hour.clone() }))?;
        }
        Ok(self.judge(hour)?)
    }

    pub(crate) fn assemble(
        setup: Setup,
        open: impl FnOnce(Store, Origin, SigningKey, &mut Random) -> Result<(Ledger, Repaired), StartError>,
    ) -> Result<Self, StartError> {
        let Setup { documents, station, booth: number, key, store, printer, mut random, software } = setup;
        let unknown = || StartError::Place { station: station.as_str().into(), booth: number.as_str().into() };
        let origin = documents.origin(&station, &number).ok_or_else(unknown)?;
        let wording = Wording::new(&documents.definition, station.as_str(), number.as_str());
        let (ledger, repaired) = open(store, origin, key, &mut random)?;
        Ok(Self {
            documents,
            ledger,
            wording,
            printer,
            random,
            seeds: None,
            station,
            number,
            software,
            repaired,
            unfinished: None,
            cosigned: BTreeMap::new(),
            peers: BTreeMap::new(),
        })
    }
}

/// Whether this machine is the one that the device list names for a booth that is used, or a spare that stands in none. Whether a
/// spare went on with the log, only the log tells.
pub(crate) fn check_machine(setup: &Setup) -> Result<DayRules, StartError> {
    let Setup { documents, station, booth, key, .. } = setup;
    let unknown = || StartError::Place { station: station.as_str().into(), booth: booth.as_str().into() };
    let rules = DayRules::of(documents, station, booth).ok_or_else(unknown)?;
    if rules.device != key.public() && !rules.spares.contains(&key.public()) {
        return Err(StartError::OtherMachine(rules.device.to_string().into()));
    }
    match documents.devices.status(station, booth) {
        BoothStatus::Expected => {}
        BoothStatus::Unused(reason) | BoothStatus::Lost(reason) => return Err(StartError::NotUsed(reason)),
    }
    Ok(rules)
}

/// A line goes to medium 1 first, so a torn line beside equal journals was on medium 1.
pub(crate) const fn repaired(startup: &Startup) -> Repaired {
    match (&startup.repaired, startup.torn) {
        (Some(repair), _) => match repair.behind {
            Medium::First => Repaired::FirstMedium,
            Medium::Second => Repaired::SecondMedium,
        },
        (None, true) => Repaired::FirstMedium,
        (None, false) => Repaired::None,
    }
}
