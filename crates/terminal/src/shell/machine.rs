//! The machine around a booth: its folders, key, clock, randomness, printer, and the booth once it is started.
//!
//! ```text
//! DIR/device-key.age  DIR/booth-….pub  DIR/package/…       key, what the committee gets, the committee's documents
//! DIR/<log's name>/journal  DIR/<log's name>/index         first medium
//! DIR/<log's name>/heads/<size>.note                       heads with witnesses' cosignatures
//! DIR2/<log's name>/journal                                second medium
//! ```
//!
//! The log's name begins with `suara/v1` or `suara-uji/v1`, so a rehearsal never lies in a real log's folder.

use std::path::{Path, PathBuf};

use canonical::{SigningKey, sha256};
use chain::{Origin, SignedCheckpoint};
use manifest::{BoothId, StationId};
use rand::TryRng;
use rand::rngs::SysRng;
use record::{Documents, Folder, Hour};
use tally_log::{JOURNAL_FILE, Medium, Store};
use terminal::{Booth, Random, Setup, band};
use zeroize::Zeroizing;

use super::args::Options;
use super::ask;
use super::clock::{seconds, warn_of_clock, zone_hour};
use super::failure::{Bad, Failure};
use super::key::Device;
use super::pin_check::PinCheck;
use super::{files, photos, pins};

const MAX_NOTE: usize = 64 * 1024;

type Place<'a> = (&'a StationId, &'a BoothId);

pub(crate) struct Machine {
    pub(crate) options: Options,
    device: Device,
    booth: Option<Booth>,
}

impl Machine {
    pub(crate) const fn new(options: Options, device: Device) -> Self {
        Self { options, device, booth: None }
    }

    /// Lets two people through for what one must not do alone.
    pub(crate) fn two_people(&self) -> Result<(), Failure> {
        pins::check(&self.device.verifiers, &self.options.dir, &self.options.pin_file, seconds()?)
    }

    /// What lets people through who type their PINs on the screen.
    pub(crate) fn pin_check(&self) -> PinCheck {
        PinCheck::new(self.device.verifiers.clone(), self.options.dir.clone())
    }

    /// Lets go of the booth: the next use starts it again, as a new process would.
    pub(crate) fn drop_booth(&mut self) {
        self.booth = None;
    }

    /// Whether the day began on this machine.
    pub(crate) fn has_begun(&self) -> bool {
        self.package().exists()
    }

    /// Station and number of this machine's booth, as screens name them.
    pub(crate) fn seat(&self) -> Result<(String, String), Failure> {
        let (station, booth) = self.place(&self.documents()?)?;
        Ok((station.to_string(), booth.to_string()))
    }

    /// The booth; started without using up seeds if this process has not started it yet.
    pub(crate) fn booth(&mut self) -> Result<&mut Booth, Failure> {
        if self.booth.is_none() {
            let documents = self.documents()?;
            let hour = hour(&documents)?;
            let place = self.place(&documents)?;
            let booth = Booth::attach(self.setup(documents, place)?, &hour)?;
            self.started(booth)?;
        }
        self.booth.as_mut().ok_or(Failure::Machine)
    }

    /// The booth with seeds: begins an epoch if this process has none and the booth may still vote.
    pub(crate) fn voting_booth(&mut self) -> Result<&mut Booth, Failure> {
        let paths = self.options.witness_secret_file.clone();
        let hour = self.hour()?;
        let booth = self.booth()?;
        let votes = matches!(booth.state().phase(), terminal::day::Phase::Open | terminal::day::Phase::Paused);
        if votes && !booth.has_seeds() && booth.state().may_begin_epoch() {
            let secrets = ask::witness_secrets(&paths)?;
            booth.boot(&secret_slices(&secrets), &hour)?;
        }
        self.booth()
    }

    /// Begins the day.
    pub(crate) fn zero(&mut self, documents: Documents) -> Result<&mut Booth, Failure> {
        if let Some(booth) = &self.booth {
            return Err(Failure::DayBegun(booth.origin().clone()));
        }
        let package = self.package();
        let hour = hour(&documents)?;
        let files = documents.files().clone();
        let place = self.listed(&documents).ok_or_else(|| self.not_listed(&documents))?;
        let setup = self.setup(documents, place)?;
        files.write(&package).map_err(Failure::own(&package))?;
        let secrets = ask::witness_secrets(&self.options.witness_secret_file)?;
        let booth = Booth::zero(setup, &secret_slices(&secrets), &hour)?;
        self.started(booth)?;
        self.booth.as_mut().ok_or(Failure::Machine)
    }

    /// Goes on with a booth as a spare. Until its journal is here, other documents may still come.
    pub(crate) fn takeover(&mut self, documents: Documents, (station, booth): Place<'_>) -> Result<&mut Booth, Failure> {
        if self.options.medium2.is_none() {
            return Err(Failure::NoMedium);
        }
        let (package, fresh) = (self.package(), self.begun(&documents).is_empty());
        let hour = hour(&documents)?;
        let files = documents.files().clone();
        let setup = self.setup(documents, (station.clone(), booth.clone()))?;
        let secrets = ask::witness_secrets(&self.options.witness_secret_file)?;
        let laid = if fresh { files.replace(&package) } else { files.write(&package) };
        laid.map_err(Failure::own(&package))?;
        let booth = Booth::takeover(setup, &secret_slices(&secrets), &hour).map_err(Failure::of_last_copy(Medium::Second))?;
        self.started(booth)?;
        self.booth.as_mut().ok_or(Failure::Machine)
    }

    /// Goes on with a fresh second medium.
    pub(crate) fn replace_medium(&mut self) -> Result<&mut Booth, Failure> {
        if self.options.medium2.is_none() {
            return Err(Failure::NoMedium);
        }
        let documents = self.documents()?;
        let hour = hour(&documents)?;
        let place = self.place(&documents)?;
        let booth = Booth::replace_medium(self.setup(documents, place)?, &hour).map_err(Failure::of_last_copy(Medium::First))?;
        self.started(booth)?;
        self.booth.as_mut().ok_or(Failure::Machine)
    }

    /// The hour of the clock, in the zone of the election.
    pub(crate) fn hour(&mut self) -> Result<Hour, Failure> {
        match &self.booth {
            Some(booth) => zone_hour(&booth.definition().zone),
            None => hour(&self.documents()?),
        }
    }

    /// Keeps a head with its cosignatures.
    pub(crate) fn keep_head(&mut self, head: &SignedCheckpoint) -> Result<(), Failure> {
        let path = self.heads()?.join(format!("{}.note", head.checkpoint().size));
        files::write(&path, head.to_string().as_bytes()).map_err(Failure::own(&path))
    }

    fn package(&self) -> PathBuf {
        self.options.dir.join("package")
    }

    fn documents(&self) -> Result<Documents, Failure> {
        let package = self.package();
        if !package.exists() {
            return Err(Failure::NoPackage(self.options.dir.clone()));
        }
        let folder = Folder::read(&package).map_err(Failure::own(&package))?;
        Documents::read(&folder).map_err(Failure::own(&package))
    }

    /// Where the device list has this machine's key.
    fn listed(&self, documents: &Documents) -> Option<(StationId, BoothId)> {
        let public = self.device.key.public();
        let device = documents.devices.booths.iter().find(|device| device.key == public)?;
        Some((device.station.clone(), device.booth.clone()))
    }

    /// The booths whose journal is on the first medium.
    fn begun(&self, documents: &Documents) -> Vec<(StationId, BoothId)> {
        let places = documents.definition.booths().map(|(station, booth)| (station.id.clone(), booth.id.clone()));
        let holds = |(station, booth): &(StationId, BoothId)| {
            let origin = documents.origin(station, booth);
            origin.is_some_and(|origin| self.options.dir.join(origin.as_str()).join("journal").join(JOURNAL_FILE).exists())
        };
        places.filter(holds).collect()
    }

    /// The place of this machine: the device list's, or that of the log which a spare took over.
    fn place(&self, documents: &Documents) -> Result<(StationId, BoothId), Failure> {
        if let Some(place) = self.listed(documents) {
            return Ok(place);
        }
        match self.begun(documents).as_slice() {
            [place] => Ok(place.clone()),
            [] => Err(self.not_listed(documents)),
            [_, ..] => Err(Failure::TwoPlaces),
        }
    }

    fn not_listed(&self, documents: &Documents) -> Failure {
        let public = self.device.key.public();
        let is_spare = documents.devices.spares.iter().any(|spare| spare.key == public);
        if is_spare { Failure::SpareIdle } else { Failure::NotListed(public.to_string().into()) }
    }

    /// Everything the booth of a place is made of.
    fn setup(&self, documents: Documents, (station, booth): (StationId, BoothId)) -> Result<Setup, Failure> {
        let origin = documents.origin(&station, &booth).ok_or_else(|| self.not_listed(&documents))?;
        let first = self.options.dir.join(origin.as_str());
        let second = self.second(&origin);
        Ok(Setup {
            documents,
            station,
            booth,
            key: SigningKey::from_seed(self.device.key.seed()),
            store: Store::on_files(first.join("journal"), second.join("journal"), first.join("index")),
            printer: self.options.printer.open(),
            random: system_random(),
            software: sha256(&std::env::current_exe().and_then(std::fs::read).map_err(|_| Failure::Machine)?),
        })
    }

    /// Brings the cosigned heads in and shows the band of a rehearsal.
    fn started(&mut self, mut booth: Booth) -> Result<(), Failure> {
        if let Some(band) = band(booth.definition().mode) {
            // Not into what a command prints for others to read.
            eprintln!("*** {band} ***");
        }
        let definition = booth.definition();
        warn_of_clock(&definition.date, &zone_hour(&definition.zone)?, definition.mode);
        for path in notes(&self.options.dir.join(booth.origin().as_str()).join("heads")) {
            let note = files::read(&path, MAX_NOTE).map_err(Failure::own(&path))?;
            booth.take_cosignature(&note).map_err(|error| Failure::own(&path)(Bad::Head(Box::new(error))))?;
        }
        for (path, file) in photos::files(self.options.photos.as_deref())? {
            booth.take_photo(&file).map_err(|error| Failure::outside(&path)(Bad::Picture(error)))?;
        }
        self.booth = Some(booth);
        Ok(())
    }

    /// The log's folder on the second medium.
    pub(crate) fn second(&self, origin: &Origin) -> PathBuf {
        self.options.medium2.clone().unwrap_or_else(|| self.options.dir.join("medium-2")).join(origin.as_str())
    }

    fn heads(&mut self) -> Result<PathBuf, Failure> {
        let dir = self.options.dir.clone();
        Ok(dir.join(self.booth()?.origin().as_str()).join("heads"))
    }
}

/// The notes of a folder in ascending order of name; none when there is no folder.
fn notes(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "note")).collect();
    paths.sort();
    paths
}

fn secret_slices(secrets: &[Zeroizing<Vec<u8>>]) -> Vec<&[u8]> {
    secrets.iter().map(|secret| secret.as_slice()).collect()
}

fn hour(documents: &Documents) -> Result<Hour, Failure> {
    zone_hour(&documents.definition.zone)
}

/// The operating system's generator. Without it nothing may go on.
fn system_random() -> Random {
    Box::new(|bytes| {
        if SysRng.try_fill_bytes(bytes).is_err() {
            eprintln!("{}", Failure::Machine);
            std::process::exit(Failure::Machine.code().into());
        }
    })
}
