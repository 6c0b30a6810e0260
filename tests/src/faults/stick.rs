//! `stick`: the bundle of a closed booth goes to a stick that is pulled after every so many bytes and at every call, and of what was not
//! synced nothing, half or all is left. Whatever then has the bundle's name is a whole one; whatever else lies there the committee does
//! not take, unless it is whole too; and the next export to the same stick goes well.
//!
//! Twice: onto an empty stick, and over an earlier bundle. Before that the harness shows that it would notice one written under its name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chain::KeyName;
use committee::ImportRefusal;
use record::{Folder, Left, MemStick, Stick};
use suara_tests::random::SimSeed;
use suara_tests::sim::{Failure, SimResult};
use tally_log::{MemDisk, Store};
use terminal::{Booth, FakePrinter};

use super::verdict::Findings;
use super::world::{Village, hour};
use super::{Ask, Figure};

/// Pulls are this far apart, divided by the count: 4096 pulls at every byte.
const STEP: u64 = 4096;
/// Votes in the bundle.
const VOTES: u32 = 20;
const LEFT: [Left; 3] = [Left::Synced, Left::Half, Left::All];
/// Seconds since 1970 of the day's evening.
const EVENING: u64 = 1_822_726_800;
const FOLDER: &str = "usb";

/// Where the stick is pulled.
#[derive(Debug, Clone, Copy)]
enum Pull {
    AtCall(u64),
    AfterBytes(u64),
}

impl Pull {
    fn plan(self, stick: &MemStick) {
        match self {
            Self::AtCall(call) => stick.fail_after(call),
            Self::AfterBytes(bytes) => stick.pull_after(bytes),
        }
    }
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let step = STEP / ask.count.clamp(1, STEP);
    let village = Village::new(ask.seed, VOTES)?;
    let (mut found, mut pulls) = (Findings::default(), 0);
    let mut export = Export::new(&village, ask.seed)?;
    try_the_harness(&export)?;
    let size = export.try_all(step, &mut pulls, &mut found)?;
    export.goes_on()?;
    export.try_all(step, &mut pulls, &mut found)?;
    let hits = found.other.len();
    let text = format!(
        "{pulls} pulls of a bundle of {} KiB, every {step} bytes and at every call, onto an empty stick and over an earlier bundle; {hits} partial or lost",
        size / 1024
    );
    Ok(Figure::new(ask.count, text, found))
}

/// A closed booth, what it exports now, and what it exported before.
struct Export<'v> {
    village: &'v Village,
    booth: Booth,
    bundle: Folder,
    earlier: Option<Folder>,
    /// The bundle's place on a stick.
    target: PathBuf,
}

impl<'v> Export<'v> {
    fn new(village: &'v Village, seed: u64) -> SimResult<Self> {
        let store = Store::in_memory(&MemDisk::new());
        let setup = village.setup(store, Box::new(FakePrinter::new()), SimSeed(seed).stream("stick"))?;
        let mut booth = Booth::zero(setup, &[], &hour(6)?)?;
        booth.open(&hour(7)?)?;
        let mut hand = village.prepared.deck.hand(village.definition(), &village.station()?.id, village.keys);
        for number in 0..VOTES {
            let (_, card) = hand.take(None).ok_or(Failure("the deck is used up"))?;
            let session = booth.begin(&card, &hour(8)?)?;
            let choice = session.choice(number % 3)?;
            session.choose(choice).confirm()?.same()?;
        }
        booth.close(&hour(13)?)?;
        let (target, _) = booth.export_to(&MemStick::new(), Path::new(FOLDER))?;
        let bundle = booth.export()?;
        Ok(Self { village, booth, bundle, earlier: None, target })
    }

    /// A witness cosigns the head, so that the booth exports another bundle over the one before.
    fn goes_on(&mut self) -> SimResult<()> {
        let documents = &self.village.prepared.documents;
        let mut head = self.booth.head()?;
        let witness = documents.devices.witnesses.first().ok_or(Failure("no witness"))?;
        head.cosign(&KeyName::new(&witness.name)?, &self.village.keys.witness(&self.village.prepared.spec), EVENING)?;
        self.booth.take_cosignature(head.to_string().as_bytes())?;
        let bundle = self.booth.export()?;
        if bundle == self.bundle {
            return Err(Failure("a cosignature changed nothing").into());
        }
        self.earlier = Some(core::mem::replace(&mut self.bundle, bundle));
        Ok(())
    }

    /// A stick as it comes to the booth.
    fn stick(&self) -> SimResult<MemStick> {
        let stick = MemStick::new();
        if let Some(earlier) = &self.earlier {
            earlier.stage(&stick, &self.target)?.name()?;
            stick.plug_in(Left::Synced);
        }
        Ok(stick)
    }

    /// All pulls; gives back the bytes of an export.
    fn try_all(&self, step: u64, pulls: &mut u64, found: &mut Findings) -> SimResult<u64> {
        let dry = self.stick()?;
        let before = (dry.calls(), dry.bytes());
        self.booth.export_to(&dry, Path::new(FOLDER))?;
        let (calls, bytes) = (dry.calls() - before.0, dry.bytes() - before.1);
        let places = (0..calls).map(Pull::AtCall).chain((0..bytes).step_by(usize::try_from(step)?).map(Pull::AfterBytes));
        for pull in places {
            for left in LEFT {
                *pulls += 1;
                let one = self.pulled(pull, left).err().map(|error| format!("{pull:?}, {left:?}: {error}"));
                found.other.extend(one);
            }
        }
        Ok(bytes)
    }

    fn pulled(&self, pull: Pull, left: Left) -> SimResult<()> {
        let stick = self.stick()?;
        pull.plan(&stick);
        let said = self.booth.export_to(&stick, Path::new(FOLDER));
        stick.plug_in(left);
        if said.is_ok() && self.named(&stick)?.is_none_or(|named| named != self.bundle) {
            return Err(Failure("the booth said that the stick may be pulled, and the bundle is not on it").into());
        }
        self.look(&stick)?;
        self.booth.export_to(&stick, Path::new(FOLDER))?;
        stick.plug_in(Left::Synced);
        match self.named(&stick)? {
            Some(named) if named == self.bundle => Ok(()),
            _ => Err(Failure("the next export is not on the stick").into()),
        }
    }

    fn named(&self, stick: &MemStick) -> SimResult<Option<Folder>> {
        Ok(if stick.exists(&self.target)? { Some(Folder::read_on(stick, &self.target)?) } else { None })
    }

    /// Only a whole bundle has the name, and only a whole one is taken, whatever its name. What lay there before is there still.
    fn look(&self, stick: &MemStick) -> SimResult<()> {
        let named = self.named(stick)?;
        if named.as_ref().is_some_and(|named| !self.is_whole(named)) {
            return Err(Failure("what has the name is not whole").into());
        }
        let mut wholes = usize::from(named.is_some());
        for path in folders(stick)?.into_iter().filter(|path| *path != self.target) {
            let beside = Folder::read_on(stick, &path)?;
            let whole = self.is_whole(&beside);
            wholes += usize::from(whole);
            if !whole && self.refused(&beside)?.is_none() {
                return Err(format!("{}: the committee takes a part of a bundle", path.display()).into());
            }
        }
        if self.earlier.is_some() && wholes == 0 {
            return Err(Failure("the earlier bundle is gone").into());
        }
        Ok(())
    }

    fn is_whole(&self, folder: &Folder) -> bool {
        *folder == self.bundle || self.earlier.as_ref() == Some(folder)
    }

    /// Why the committee does not take a folder as a bundle, or nothing if it does.
    fn refused(&self, folder: &Folder) -> SimResult<Option<ImportRefusal>> {
        let prepared = &self.village.prepared;
        let documents = (prepared.documents.clone(), prepared.roll_tags.clone(), prepared.deck_leaves.clone());
        let mut village = committee::Village::new(documents.0, documents.1, documents.2)?;
        Ok(village.import_bundle(folder, &[7; 32]).err())
    }
}

/// The folders on a stick.
fn folders(stick: &MemStick) -> SimResult<BTreeSet<PathBuf>> {
    let root = Path::new(FOLDER);
    if !stick.exists(root)? {
        return Ok(BTreeSet::new());
    }
    Ok(stick.list(root, 99)?.into_iter().map(|(name, _)| root.join(name)).collect())
}

/// A bundle that is written file by file under its own name is found partial there, and the committee takes the whole one.
fn try_the_harness(export: &Export<'_>) -> SimResult<()> {
    if let Some(refusal) = export.refused(&export.bundle)? {
        return Err(format!("the harness cannot be believed: the committee does not take a whole bundle: {refusal}").into());
    }
    let (mut noticed, files) = (0, export.bundle.iter().count());
    for count in 1..files {
        let stick = MemStick::new();
        for (inside, bytes) in export.bundle.iter().take(count) {
            let path = export.target.join(inside);
            stick.make_dir(path.parent().ok_or(Failure("a file in no folder"))?)?;
            stick.write_new(&path, bytes)?;
        }
        noticed += usize::from(export.look(&stick).is_err());
    }
    println!("a bundle written under its own name: partial after {noticed} of {} files", files - 1);
    if noticed == files - 1 { Ok(()) } else { Err(Failure("the harness cannot be believed: it misses a partial bundle").into()) }
}
