//! The desk of this machine: its folder opened, its documents checked again, its log replayed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use canonical::SigningKey;
use manifest::{Definition, MAX_DOCUMENT, Mode};
use paper::{Moment, Zone};
use pollbook::desk::{Hour, PostError, Refusal};
use pollbook::{Desk, MAX_ROLL, NEEDED, OPTIONAL, Package, Post, Roll, Voter};
use rand::TryRng;
use tally_log::{Identity, Log, Medium, OpenError, Rescue, Startup, Store, Target};
use token::{DevicePublic, MAX_LIST};

use super::added::{Added, AddedVoter};
use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::on_paper::Papers;
use super::pin::Chair;
use super::{enrol, files, journal_dirs, kit, sealed};

/// Cap of the small files of a desk's folder.
pub(crate) const MAX_SMALL: usize = 64 << 10;
/// The roll, in a passphrase file.
pub(crate) const ROLL_FILE: &str = "roll.age";

/// An open desk with what its shell needs.
pub(crate) struct Station {
    pub(crate) desk: Desk,
    pub(crate) added: Added,
    pub(crate) papers: Papers,
    pub(crate) chair: Chair,
    /// The journal on the second medium.
    pub(crate) stick: PathBuf,
    zone: Zone,
    /// Real or rehearsal.
    pub(crate) mode: Mode,
}

impl Station {
    /// Opens the desk as `open` left it.
    pub(crate) fn load(state: &Path, medium2: &Path, passphrase: Passphrase) -> Result<Self, Failure> {
        let own = identify(state, &passphrase)?;
        Self::read(own, state, medium2, passphrase, |store, identity| Ok(Log::open(store, identity)?))
    }

    /// Opens a desk that came over in its kit: its journal is copied from the second medium, and its key is still there only.
    pub(crate) fn moved(state: &Path, medium2: &Path, passphrase: Passphrase) -> Result<Self, Failure> {
        let own = enrol::load(&kit::dir(medium2), &passphrase)?;
        Self::read(own, state, medium2, passphrase, |store, identity| Ok(Rescue::open(store, identity, Medium::Second)?.copy(None)?))
    }

    fn read(
        (key, public): (SigningKey, DevicePublic),
        state: &Path,
        medium2: &Path,
        passphrase: Passphrase,
        take: impl FnOnce(Store, Identity) -> Result<(Log, Startup), Failure>,
    ) -> Result<Self, Failure> {
        let path = state.join(ROLL_FILE);
        if !path.exists() {
            return Err(Refusal::NotOpen.into());
        }
        let package = check(state, None).map_err(|bad| Failure::own(state)(bad))?;
        let bytes = sealed::unseal(&path, &passphrase, MAX_ROLL, |path, bad| Failure::own(path)(bad))?;
        let roll = Roll::parse(&bytes).map_err(Failure::own(&path))?;
        of_this_station(&roll, &public)?;
        Self::start(state, medium2, passphrase, (key, public), package, roll, take)
    }

    /// Opens the desk as [`Station::load`] does, with an empty second medium that gets a copy of the journal first.
    pub(crate) fn with_fresh_medium(state: &Path, medium2: &Path, passphrase: Passphrase) -> Result<Self, Failure> {
        let own = identify(state, &passphrase)?;
        Self::read(own, state, medium2, passphrase, |store, identity| {
            let rescue = Rescue::open(store, identity, Medium::First)?;
            match rescue.target() {
                Ok(Target::Empty) => {
                    kit::lay(state, medium2)?;
                    Ok(rescue.copy(None).map_err(Failure::Copy)?)
                }
                Ok(Target::Equal) => Err(Failure::NothingToReplace),
                Ok(Target::Behind | Target::Differs) | Err(OpenError::Refused { .. }) => Err(Failure::NotFresh),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// Lays down documents and roll for a desk that has no line yet, and takes its empty log.
    pub(crate) fn set_up(
        state: &Path,
        medium2: &Path,
        passphrase: Passphrase,
        source: &Path,
        package: Package,
        roll: Roll,
    ) -> Result<Self, Failure> {
        let (key, public) = identify(state, &passphrase)?;
        if !enrolled(&package, &key, &public) {
            return Err(Failure::NotEnrolled);
        }
        of_this_station(&roll, &public)?;
        for name in NEEDED.into_iter().chain(OPTIONAL).filter(|name| source.join(name).exists()) {
            let bytes = files::read(&source.join(name), MAX_LIST).map_err(Failure::outside(&source.join(name)))?;
            files::write(&state.join(name), &bytes, false).map_err(Failure::own(&state.join(name)))?;
        }
        let path = state.join(ROLL_FILE);
        sealed::seal(&path, &roll.to_bytes(), &passphrase, package.devices.scrypt_work_factor).map_err(Failure::own(&path))?;
        kit::lay(state, medium2)?;
        let create = |store: Store, identity: Identity| Ok(Log::create(store, identity)?);
        Self::start(state, medium2, passphrase, (key, public), package, roll, create)
    }

    fn start(
        state: &Path,
        medium2: &Path,
        passphrase: Passphrase,
        (key, public): (SigningKey, DevicePublic),
        package: Package,
        roll: Roll,
        take: impl FnOnce(Store, Identity) -> Result<(Log, Startup), Failure>,
    ) -> Result<Self, Failure> {
        let Package { definition, devices, village_tags, .. } = package;
        let unit = public.unit().ok_or(Bad::Format).map_err(Failure::own(state))?;
        let post = Post::new(&definition, &Post::desks_of(&devices, roll.station()), unit, roll)?.with_village_tags(village_tags);
        let identity = Desk::identity(&post, &key.public()).map_err(|_| Failure::own(state)(Bad::Format))?;
        let (first, second, index) = journal_dirs(state, medium2);
        let stick = second.join(tally_log::JOURNAL_FILE);
        let (log, startup) = take(Store::on_files(first, second, index), identity)?;
        if startup.repaired.is_some() || startup.torn {
            eprintln!(
                "Jurnal diperbaiki setelah mati listrik (journal repaired after an outage). Periksa pemilih terakhir: HADIR atau BELUM."
            );
        }
        let chair = Chair::load(state, &passphrase)?;
        let added = Added::load(state, &kit::dir(medium2), passphrase, devices.scrypt_work_factor)?;
        let (zone, mode) = (zone(&definition), definition.mode);
        Ok(Self { desk: Desk::resume(post, log, key)?, added, papers: Papers::default(), chair, stick, zone, mode })
    }

    /// The added voters whose line is in the log, as far as anybody knows them.
    pub(crate) fn added_voters(&self) -> Vec<Voter> {
        let known = self.added.voters().iter().filter(|voter| self.desk.state().added().contains_key(&voter.row));
        known.map(AddedVoter::as_voter).collect()
    }

    /// Seconds since 1970.
    pub(crate) fn now(&self) -> Result<u64, Failure> {
        Ok(SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Failure::Machine)?.as_secs())
    }

    /// The village's clocks.
    pub(crate) const fn zone(&self) -> Zone {
        self.zone
    }

    /// `10.05 WIB`.
    pub(crate) fn clock(&self) -> String {
        let moment = self.now().ok().and_then(|now| Moment::from_unix(now, self.zone).ok());
        moment.map(|moment| moment.time().trim_start_matches("pukul ").to_owned()).unwrap_or_default()
    }

    /// The hour it is.
    pub(crate) fn hour(&self) -> Result<Hour, Failure> {
        let moment = Moment::from_unix(self.now()?, self.zone).map_err(|_| Failure::Machine)?;
        Hour::round(&moment.rfc3339()).map_err(|_| Failure::Machine)
    }
}

fn identify(state: &Path, passphrase: &Passphrase) -> Result<(SigningKey, DevicePublic), Failure> {
    if state.join(enrol::DEVICE_FILE).exists() { enrol::load(state, passphrase) } else { Err(Failure::NoDesk(state.into())) }
}

/// Whether a desk has lines already, so that its roll must not be laid down anew.
pub(crate) fn has_begun(state: &Path, medium2: &Path) -> bool {
    let (first, second, _) = journal_dirs(state, medium2);
    let begun = |dir: PathBuf| fs::metadata(dir.join(tally_log::JOURNAL_FILE)).is_ok_and(|file| file.len() > 0);
    begun(first) || begun(second)
}

/// Checks the documents in a folder.
pub(crate) fn check(dir: &Path, anchor: Option<&canonical::Hash>) -> Result<Package, Bad> {
    let cap = MAX_LIST.max(MAX_DOCUMENT);
    Ok(Package::check(|name| files::read(&dir.join(name), cap).ok(), anchor)?)
}

/// The desk's number exists at other stations too, so that only the enrolled station tells whose roll belongs here.
fn of_this_station(roll: &Roll, public: &DevicePublic) -> Result<(), PostError> {
    if public.station() == Some(roll.station()) {
        return Ok(());
    }
    Err(PostError::ForeignRoll { village: roll.village().as_str().into(), station: roll.station().clone() })
}

fn enrolled(package: &Package, key: &SigningKey, public: &DevicePublic) -> bool {
    let here = package.definition.village.code == *public.village();
    here && package
        .devices
        .desks
        .iter()
        .any(|desk| desk.key == key.public() && Some(&desk.station) == public.station() && Some(&desk.desk) == public.unit())
}

fn zone(definition: &Definition) -> Zone {
    match &*definition.zone {
        "+08:00" => Zone::Wita,
        "+09:00" => Zone::Wit,
        _ => Zone::Wib,
    }
}

/// Fresh bytes of the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(|_| Failure::Machine)?;
    Ok(bytes)
}
