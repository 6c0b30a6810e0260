//! Starting: a new day, or the same day in a new process.
//!
//! Seeds live in the memory of one process only. [`Booth::zero`] draws the first epoch; a later process that votes begins a new
//! one with a boot entry ([`Booth::resume`]), while one that only looks or makes an officer's entry does not use one up
//! ([`Booth::attach`]). A ballot that waited for its answer when the machine stopped becomes void in either.

use chain::ChainError;
use chain::line::LineError;
use manifest::{BoothStatus, Text};
use paper::{Moment, TimeError};
use record::{Entry, Hour, Mark, Repaired, Void, VoidReason, Zero};
use std::collections::BTreeMap;
use tally_log::{Medium, OpenError, Startup};

use crate::booth::{ActError, Booth, Setup};
use crate::day::{DayError, DayRules, Phase};
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
        if let Some(reason) = setup.documents.devices.cancelled() {
            return Err(StartError::Cancelled(reason.clone()));
        }
        let mut booth = Self::assemble(setup, |store, origin, key| Ok((Ledger::create(store, origin, key, rules)?, Repaired::None)))?;
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
        let mut booth = Self::assemble(setup, |store, origin, key| {
            let (ledger, startup) = Ledger::open(store, origin, key, rules)?;
            Ok((ledger, repaired(&startup)))
        })?;
        booth.remember_peers();
        match booth.state().phase() {
            Phase::Empty => return Err(StartError::NoZero),
            Phase::Closed => return Ok(booth),
            Phase::Ready | Phase::Open | Phase::Paused => {}
        }
        let must = booth.state().pending().is_some() || booth.repaired != Repaired::None;
        if (secrets.is_some() || must) && booth.state().may_begin_epoch() {
            booth.boot(secrets.unwrap_or_default(), hour)?;
        }
        booth.mend(hour)?;
        booth.unfinished = booth.state().tail().map(|tail| tail.code);
        Ok(booth)
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

    fn assemble(
        setup: Setup,
        open: impl FnOnce(tally_log::Store, chain::Origin, canonical::SigningKey) -> Result<(Ledger, Repaired), StartError>,
    ) -> Result<Self, StartError> {
        let Setup { documents, station, booth: number, key, store, printer, random, software } = setup;
        let unknown = || StartError::Place { station: station.as_str().into(), booth: number.as_str().into() };
        let origin = documents.origin(&station, &number).ok_or_else(unknown)?;
        let wording = Wording::new(&documents.definition, station.as_str(), number.as_str());
        let (ledger, repaired) = open(store, origin, key)?;
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

/// Whether this machine is the one that the device list names for a booth that is used.
fn check_machine(setup: &Setup) -> Result<DayRules, StartError> {
    let Setup { documents, station, booth, key, .. } = setup;
    let unknown = || StartError::Place { station: station.as_str().into(), booth: booth.as_str().into() };
    documents.definition.booth(station, booth).ok_or_else(unknown)?;
    let device = documents.devices.booth(station, booth).ok_or_else(unknown)?;
    if device.key != key.public() {
        return Err(StartError::OtherMachine(device.key.to_string().into()));
    }
    match documents.devices.status(station, booth) {
        BoothStatus::Expected => {}
        BoothStatus::Unused(reason) | BoothStatus::Lost(reason) => return Err(StartError::NotUsed(reason)),
    }
    let (definition, key) = (documents.definition.clone(), documents.key.digest());
    Ok(DayRules { definition, key, station: station.clone(), booth: booth.clone() })
}

/// A line goes to medium 1 first, so a torn line beside equal journals was on medium 1.
const fn repaired(startup: &Startup) -> Repaired {
    match (&startup.repaired, startup.torn) {
        (Some(repair), _) => match repair.behind {
            Medium::First => Repaired::FirstMedium,
            Medium::Second => Repaired::SecondMedium,
        },
        (None, true) => Repaired::FirstMedium,
        (None, false) => Repaired::None,
    }
}
