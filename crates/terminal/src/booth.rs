//! The engine of one booth: everything between a card and a sealed log, without a screen.
//!
//! A shell brings documents, key, media, printer, randomness ([`Setup`]) and, with each call, the hour. What a method returns is
//! durable already. After a [`Fatal`] the booth takes nothing more: drop it and start again.

use ballot::{Code, SealedData, Seed, SeedPath};
use canonical::{Hash, SigningKey, sha256};
use chain::{Origin, SignedCheckpoint};
use manifest::{BoothId, Definition, StationId};
use paper::{Picture, PictureError, TimeError};
use record::{Boot, Documents, Entry, Hour, Incident, IncidentKind, Pause, Repaired, StripOutcome};
use std::collections::BTreeMap;
use tally_log::Store;
use token::{Card, ValidCard};

use crate::day::{DayError, Phase, State};
use crate::device::{Printer, PrinterFault, Random};
use crate::ledger::{Fatal, Ledger, WriteError};
use crate::screen::{Refusal, VoteError};
use crate::seeds::{Seeds, boot_id};
use crate::wording::Wording;

/// Everything a booth is made of.
pub struct Setup {
    /// The checked documents of its village.
    pub documents: Documents,
    /// Its station.
    pub station: StationId,
    /// Its number within the station.
    pub booth: BoothId,
    /// Its signing key, as the device list has it.
    pub key: SigningKey,
    /// Its two media and index.
    pub store: Store,
    /// Its printer.
    pub printer: Box<dyn Printer + Send>,
    /// Its randomness.
    pub random: Random,
    /// SHA-256 of the program that runs.
    pub software: Hash,
}

/// One booth with its log open. Holding one proves that this process alone writes the log, and that the log is a lawful day of
/// this booth under these documents.
pub struct Booth {
    pub(crate) documents: Documents,
    pub(crate) ledger: Ledger,
    pub(crate) wording: Wording,
    pub(crate) printer: Box<dyn Printer + Send>,
    pub(crate) random: Random,
    pub(crate) seeds: Option<Seeds>,
    pub(crate) station: StationId,
    pub(crate) number: BoothId,
    pub(crate) software: Hash,
    /// What the start-up scan repaired, until a boot entry says it.
    pub(crate) repaired: Repaired,
    /// A ballot whose papers may be incomplete.
    pub(crate) unfinished: Option<Code>,
    /// Heads of this booth with cosignatures, by size.
    pub(crate) cosigned: BTreeMap<u64, SignedCheckpoint>,
    /// Roots of other booths' heads, by log and size.
    pub(crate) peers: BTreeMap<(Origin, u64), Hash>,
}

/// Why an officer's action was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// A rule forbids it now.
    #[error(transparent)]
    Refused(#[from] DayError),
    /// A paper that must come first was not printed.
    #[error("{0}")]
    Printer(PrinterFault),
    /// No ballot's papers are in doubt.
    #[error("no papers are missing: nothing was interrupted, or they were completed already")]
    NothingMissing,
    /// The hour is not one of Indonesia's zones.
    #[error("{0}")]
    Hour(#[from] TimeError),
    /// The booth cannot go on.
    #[error(transparent)]
    Fatal(#[from] Fatal),
}

impl From<WriteError> for ActError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(day) => Self::Refused(day),
            WriteError::Fatal(fatal) => Self::Fatal(fatal),
        }
    }
}

impl Booth {
    /// What the log comes to.
    #[must_use]
    pub const fn state(&self) -> &State {
        self.ledger.state()
    }

    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        self.ledger.origin()
    }

    /// The village's definition.
    #[must_use]
    pub const fn definition(&self) -> &Definition {
        &self.documents.definition
    }

    /// Takes a photograph's file for the STRUK. It is used for the candidates whose photograph has this digest in the definition; of how many
    /// that is true is returned.
    ///
    /// # Errors
    /// The file is a candidate's, and cannot be printed.
    pub fn take_photo(&mut self, file: &[u8]) -> Result<usize, PictureError> {
        let digest = sha256(file);
        let theirs = self.documents.definition.candidates.iter().enumerate().filter(|(_, candidate)| candidate.photo == digest);
        let places: Vec<usize> = theirs.map(|(at, _)| at).collect();
        if !places.is_empty() {
            let picture = Picture::read(file)?;
            places.iter().for_each(|at| self.wording.set_photo(*at, &picture));
        }
        Ok(places.len())
    }

    /// Whether this process holds seeds: it did the zero report, or began an epoch.
    #[must_use]
    pub const fn has_seeds(&self) -> bool {
        self.seeds.is_some()
    }

    /// Begins an epoch in this process, with what witnesses put in (empty is recorded as missing witness entropy), logs its root
    /// in a boot entry and prints it. If printing fails, the next card tries again.
    ///
    /// # Errors
    /// [`DayError::Epochs`] when the day's epochs are used up.
    pub fn boot(&mut self, witness_secrets: &[&[u8]], hour: &Hour) -> Result<(), ActError> {
        let number = u32::try_from(self.state().epochs().len()).unwrap_or(u32::MAX);
        let boot_id = boot_id(&mut self.random);
        let seeds = Seeds::begin(self.ledger.origin(), number, &boot_id, witness_secrets, &mut self.random);
        let boot = Boot { boot_id, epoch: seeds.data().clone(), repaired: self.repaired, time: hour.clone() };
        self.append(&Entry::Boot(boot))?;
        (self.seeds, self.repaired) = (Some(seeds), Repaired::None);
        // Whether it came out is remembered with the seeds.
        let _ = self.put_root_on_paper(hour);
        Ok(())
    }

    /// Whether a card gives a ballot now.
    pub(crate) fn admit(&self, card_text: &str) -> Result<ValidCard, VoteError> {
        match self.state().phase() {
            Phase::Open => {}
            Phase::Empty | Phase::Ready => return Err(Refusal::NotOpen.into()),
            Phase::Paused => return Err(Refusal::Paused.into()),
            Phase::Closed => return Err(Refusal::Closed.into()),
        }
        if self.state().has_failed() {
            return Err(Refusal::Failed.into());
        }
        if self.state().pending().is_some() {
            return Err(Refusal::Pending.into());
        }
        let card = Card::parse(card_text).map_err(Refusal::Card)?;
        let card = card.check(&self.documents.definition, &self.station, &self.number).map_err(Refusal::Card)?;
        if self.ledger.knows_card(card.leaf())? {
            self.admit_again(&card)?;
        }
        Ok(card)
    }

    fn admit_again(&self, card: &ValidCard) -> Result<(), Refusal> {
        match self.state().check_card(card.leaf()) {
            Ok(()) => Ok(()),
            Err(DayError::Tries { .. }) => Err(Refusal::Tries),
            Err(_) => {
                let spent = self.state().card(card.leaf()).and_then(|used| used.spent);
                Err(Refusal::Spent { cast: spent != Some(StripOutcome::Challenged) })
            }
        }
    }

    /// Sees to it that there is a seed, and its root on paper.
    pub(crate) fn ready_seeds(&mut self, hour: &Hour) -> Result<(), VoteError> {
        if !self.seeds.as_ref().is_some_and(Seeds::has_more) {
            self.boot(&[], hour).map_err(no_seeds)?;
        }
        self.put_root_on_paper(hour).map_err(no_seeds)
    }

    pub(crate) fn take_seed(&mut self) -> Option<Seed> {
        self.seeds.as_mut()?.take()
    }

    pub(crate) fn seed_path(&self, seed: &Seed) -> Option<SeedPath> {
        self.seeds.as_ref()?.path(seed)
    }

    pub(crate) fn digest(&self) -> Result<Hash, Fatal> {
        self.state().digest().ok_or(Fatal::Seed)
    }

    /// The sealed ballot with this code, from the log.
    pub(crate) fn sealed_with(&self, code: &Code) -> Option<SealedData> {
        let digest = self.state().digest()?;
        self.ledger.lines().iter().rev().filter(|line| &*line.header().kind == "seal").find_map(|line| match line.content().ok()? {
            Entry::Seal(ballot) if ballot.code(&digest) == *code => Some(ballot),
            _ => None,
        })
    }

    /// Writes an entry with a fresh salt.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let mut salt = [0; 16];
        (self.random)(&mut salt);
        self.ledger.append(entry, salt)
    }

    /// Writes an entry that the steps of a vote make lawful.
    pub(crate) fn write(&mut self, entry: &Entry, salt: [u8; 16]) -> Result<(), Fatal> {
        self.ledger.append(entry, salt).map_err(Fatal::from)
    }

    /// After every outcome: too many voids fail the booth for good.
    pub(crate) fn judge(&mut self, hour: &Hour) -> Result<(), Fatal> {
        if self.state().has_failed() && !self.state().failure_is_logged() {
            let incident = Incident { incident: IncidentKind::BoothFailed, time: hour.clone() };
            self.append(&Entry::Incident(incident))?;
        }
        Ok(())
    }

    /// STRUK BEDA DARI LAYAR is counted; above the limit of voids each one pauses the booth for a public test.
    pub(crate) fn pause_if_slips_differ(&mut self) -> Result<(), Fatal> {
        let limit = self.documents.definition.rules.max_voids;
        if self.state().counts().differs > limit && self.state().phase() == Phase::Open {
            self.append(&Entry::Pause(Pause {}))?;
        }
        Ok(())
    }
}

fn no_seeds(error: ActError) -> VoteError {
    match error {
        ActError::Refused(_) | ActError::NothingMissing | ActError::Hour(_) => Refusal::NoSeeds.into(),
        ActError::Printer(fault) => Refusal::Printer(fault).into(),
        ActError::Fatal(fatal) => fatal.into(),
    }
}
