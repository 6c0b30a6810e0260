//! Every folder of one station: keys made by the real programs, documents signed by a simulated committee, photographs, cards, a roll.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use canonical::{json, sha256};
use chain::{KeyName, document};
use manifest::{Definition, DefinitionData, Mode};
use pollbook::{Roll, RollKey};
use record::{Documents, layout};
use token::{Card, CardPlace, DevicePublic};

use super::faces::photograph;
use crate::programs::{passphrase_file, program};
use crate::random::SimSeed;
use crate::sim::prepare::{Prepared, prepare, voters};
use crate::sim::spec::{ElectionSpec, StationSpec, VillageSpec};
use crate::sim::world::{self, Keys, booth_id};
use crate::sim::{Failure, SimResult, names};

const PASSPHRASE: &str = "enam kata sandi yang panjang";
/// The PINs of the two people of every booth, and of the desk's chair.
pub const PINS: [&str; 2] = ["271828", "314159"];
const SEED: SimSeed = SimSeed(2027);

/// What a station is like.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Booths, 1 to 9.
    pub booths: usize,
    /// People on the roll, and cards for each booth.
    pub people: u32,
    /// Candidates, 2 to 5.
    pub candidates: usize,
    /// A rehearsal or not.
    pub mode: Mode,
    /// Voids after which a booth takes no more votes, and slips that differ after which it pauses.
    pub max_voids: u32,
}

/// A station whose folders are ready.
#[derive(Debug)]
pub struct Site {
    root: PathBuf,
    wish: Wish,
    keys: Keys,
    prepared: Prepared,
}

impl Site {
    /// Makes everything anew below `root`, which is emptied first.
    ///
    /// # Errors
    /// A program is missing or refuses, or a file cannot be written.
    pub fn prepare(root: &Path, wish: Wish) -> SimResult<Self> {
        drop(fs::remove_dir_all(root));
        fs::create_dir_all(root)?;
        fs::write(root.join("sandi"), format!("{PASSPHRASE}\n"))?;
        fs::write(root.join("rahasia"), "rahasia saksi")?;
        for (at, pin) in PINS.iter().enumerate() {
            fs::write(root.join(format!("pin-{}", at + 1)), format!("{pin}\n"))?;
        }
        let booths = (1..=wish.booths).map(|number| enrol_booth(root, number)).collect::<SimResult<Vec<_>>>()?;
        let desk = enrol_desk(root)?;
        let keys = Keys(SEED);
        let spec = spec(wish)?;
        let pictures: Vec<Vec<u8>> = (1..).take(wish.candidates).map(photograph).collect::<SimResult<_>>()?;
        let prepared = village(&spec, wish, keys, &pictures)?;
        let prepared = with_devices(prepared, keys, &booths, &desk)?;
        let site = Self { root: root.to_owned(), wish, keys, prepared };
        site.lay(&pictures)?;
        Ok(site)
    }

    fn lay(&self, pictures: &[Vec<u8>]) -> SimResult<()> {
        self.prepared.documents.files().write(&self.root.join("paket"))?;
        fs::write(self.root.join("paket/roll-tags.txt"), &self.prepared.roll_tags)?;
        fs::create_dir_all(self.root.join("foto"))?;
        for (number, picture) in (1..).zip(pictures) {
            fs::write(self.root.join(format!("foto/{number}.png")), picture)?;
        }
        let roll = self.roll()?;
        fs::write(self.root.join("daftar.age"), passphrase_file(PASSPHRASE, &roll.to_bytes())?)?;
        Ok(())
    }

    fn station(&self) -> SimResult<&StationSpec> {
        Ok(self.prepared.spec.stations.first().ok_or(Failure("a village without a station"))?)
    }

    fn roll(&self) -> SimResult<Roll> {
        let (station, spec) = (self.station()?, &self.prepared.spec);
        let people = voters(spec, 0, station)?;
        let election = self.prepared.documents.definition.election.clone();
        Ok(Roll::new(election, spec.code.clone(), station.id.clone(), RollKey::from_bytes(self.keys.roll()), people)?)
    }

    /// What was wished for.
    #[must_use]
    pub const fn wish(&self) -> &Wish {
        &self.wish
    }

    /// Where everything lies.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The text of a card for a booth, from 1; another number is another card.
    ///
    /// # Errors
    /// Never for a station that was prepared.
    pub fn card(&self, booth: usize, number: u32) -> SimResult<String> {
        let (village, station) = (self.prepared.spec.code.clone(), self.station()?.id.clone());
        let place = CardPlace { village, station, booth: booth_id(booth.saturating_sub(1)), stratum: None };
        let serial = sha256(format!("{booth} {number}").as_bytes());
        let serial = serial.as_bytes().first_chunk().ok_or(Failure("a hash is too short"))?;
        Ok(Card::issue(&self.prepared.documents.definition, place, *serial, &self.keys.issuer()).to_text())
    }

    /// The command of a booth, from 1; its printer is the file `kertas-<number>`.
    ///
    /// # Errors
    /// The program is missing.
    pub fn booth(&self, number: usize) -> SimResult<Command> {
        let mut command = terminal(&self.root, number)?;
        command.args(["serve", "--package"]).arg(self.root.join("paket")).arg("--photos").arg(self.root.join("foto"));
        command.arg("--stick").arg(self.root.join("stik-panitia"));
        Ok(command)
    }

    /// The command of the desk, already open.
    ///
    /// # Errors
    /// The program is missing, or the desk does not open.
    pub fn desk(&self) -> SimResult<Command> {
        let mut open = pollbook(&self.root)?;
        open.arg("open").arg("--package").arg(self.root.join("paket")).arg("--roll").arg(self.root.join("daftar.age"));
        done(open.arg("--roll-passphrase-file").arg(self.root.join("sandi")))?;
        let mut pin = pollbook(&self.root)?;
        done(pin.args(["pin", "--work-factor", "2", "--pin-file"]).arg(self.root.join("pin-1")))?;
        let mut command = pollbook(&self.root)?;
        command.args(["serve", "--out"]).arg(self.root.join("stik-panitia"));
        Ok(command)
    }
}

/// One village of one station.
fn spec(wish: Wish) -> SimResult<VillageSpec> {
    let election = ElectionSpec::made_up(1, 6, SEED);
    let mut village = election.villages.into_iter().next().ok_or(Failure("no village was made up"))?;
    village.candidates = wish.candidates;
    village.stations.truncate(1);
    for station in &mut village.stations {
        let strata = vec![None; wish.people as usize];
        *station = StationSpec { id: station.id.clone(), booths: wish.booths, registered: wish.people, strata, voters: Vec::new() };
    }
    Ok(village)
}

fn village(spec: &VillageSpec, wish: Wish, keys: Keys, pictures: &[Vec<u8>]) -> SimResult<Prepared> {
    let mut data: DefinitionData = (*world::definition(spec, wish.mode, keys, RollKey::from_bytes(keys.roll()).commitment())?).clone();
    for (candidate, picture) in data.candidates.iter_mut().zip(pictures) {
        candidate.photo = sha256(picture);
    }
    (data.rules.max_epochs, data.rules.max_voids) = (64, wish.max_voids);
    let definition = Definition::new(data)?;
    let election = ElectionSpec { mode: wish.mode, seed: SEED, villages: vec![spec.clone()] };
    let index = world::index(&election, keys, core::slice::from_ref(&definition), &world::no_aids())?;
    prepare(spec, &definition, &index, keys)
}

/// The same with the keys that the machines made.
fn with_devices(mut prepared: Prepared, keys: Keys, booths: &[DevicePublic], desk: &DevicePublic) -> SimResult<Prepared> {
    let definition = &prepared.documents.definition;
    let mut devices = world::devices(&prepared.spec, keys, definition);
    devices.booths.iter_mut().zip(booths).for_each(|(device, made)| device.key = *made.key());
    devices.desks.iter_mut().for_each(|device| device.key = *desk.key());
    let (bytes, signer) = (json::to_bytes(&devices), KeyName::new(&definition.committee_name())?);
    let note = document::sign(&layout::json(layout::DEVICES), &bytes, &signer, &keys.committee())?;
    let mut folder = prepared.documents.files().clone();
    folder.insert(&layout::json(layout::DEVICES), bytes);
    folder.insert(&layout::note(layout::DEVICES), note.into_bytes());
    prepared.documents = Documents::read(&folder)?;
    Ok(prepared)
}

fn terminal(root: &Path, number: usize) -> SimResult<Command> {
    let mut command = Command::new(program("suara-terminal")?);
    for (option, name) in [("--dir", "bilik"), ("--medium2", "stik"), ("--printer", "kertas")] {
        command.arg(option).arg(root.join(format!("{name}-{number}")));
    }
    command.arg("--passphrase-file").arg(root.join("sandi")).arg("--witness-secret-file").arg(root.join("rahasia"));
    Ok(command)
}

fn pollbook(root: &Path) -> SimResult<Command> {
    let mut command = Command::new(program("suara-pollbook")?);
    for (option, name) in [("--state", "meja"), ("--medium2", "usb-meja"), ("--passphrase-file", "sandi")] {
        command.arg(option).arg(root.join(name));
    }
    Ok(command)
}

fn enrol_booth(root: &Path, number: usize) -> SimResult<DevicePublic> {
    let mut command = terminal(root, number)?;
    for pin in ["pin-1", "pin-2"] {
        command.arg("--pin-file").arg(root.join(pin));
    }
    command.args(["enrol", "--village", names::village(0).0.as_str(), "--station", "001", "--work-factor", "2", "--booth"]);
    done(command.arg(number.to_string()))?;
    device(&root.join(format!("bilik-{number}")))
}

fn enrol_desk(root: &Path) -> SimResult<DevicePublic> {
    let mut command = pollbook(root)?;
    command.args(["enrol", "--village", names::village(0).0.as_str(), "--station", "001", "--desk", "1", "--work-factor", "2", "--out"]);
    done(command.arg(root.join("usb-panitia")))?;
    device(&root.join("meja"))
}

fn device(folder: &Path) -> SimResult<DevicePublic> {
    let files = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
    let file = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "pub")).ok_or(Failure("no key was made"))?;
    Ok(DevicePublic::parse(&fs::read(file)?)?)
}

fn done(command: &mut Command) -> SimResult<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Err(format!("{:?} {}\n{}{}", command.get_program(), output.status, said(&output.stdout), said(&output.stderr)).into())
}
