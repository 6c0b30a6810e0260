//! One honest village, as small as one can be, with everything that ever leaves a machine in it.
//!
//! One electronic station with one booth and one on paper, two candidates, two strata, a handful of voters: one spoils, one
//! challenges, one walks away. It is made from a fixed seed, once in a process.

use std::sync::OnceLock;

use auditor::{Anchor, Options};
use canonical::Hash;
use chain::Origin;
use manifest::{BoothId, Definition, Mode, StationId, booth_digest};
use record::{Folder, layout};

use crate::random::SimSeed;
use crate::sim::SimResult;
use crate::sim::day::{StationDay, station_day};
use crate::sim::evening::{open, receive};
use crate::sim::names;
use crate::sim::prepare::{Prepared, define, prepare};
use crate::sim::spec::{Behaviour, ElectionSpec, K_MIN, SimVoter, StationSpec, VillageSpec};
use crate::sim::world::{self, Keys};

/// The village and all it published.
#[derive(Debug)]
pub struct World {
    /// Its eve: documents, roll, deck, guardians.
    pub prepared: Prepared,
    /// Every key in it.
    pub keys: Keys,
    /// The electronic station's day.
    pub day: StationDay,
    /// The booth's bundle.
    pub bundle: Folder,
    /// The sealed record.
    pub sealed: Folder,
    /// The public record.
    pub public: Folder,
    /// The booth's log.
    pub origin: Origin,
    /// The booth's rung of the digest ladder.
    pub booth: Hash,
}

impl World {
    /// The village's definition.
    #[must_use]
    pub const fn definition(&self) -> &Definition {
        &self.prepared.documents.definition
    }

    /// Station and booth of the only booth.
    #[must_use]
    pub fn place(&self) -> (&StationId, &BoothId) {
        let mut booths = self.definition().booths().map(|(station, booth)| (&station.id, &booth.id));
        booths.next().unwrap_or_else(|| unreachable!("the village has a booth"))
    }

    /// The booth's public key.
    #[must_use]
    pub fn booth_key(&self) -> canonical::PublicKey {
        let (station, booth) = self.place();
        self.keys.booth(&self.prepared.spec, station, booth).public()
    }

    /// A file of the public record.
    #[must_use]
    pub fn file(&self, path: &str) -> &[u8] {
        self.public.get(path).unwrap_or_default()
    }

    /// Path of a file of the booth in a record.
    #[must_use]
    pub fn booth_file(&self, name: &str) -> String {
        let (station, booth) = self.place();
        format!("{}{name}", layout::booth(station, booth))
    }

    /// Lines of a file of the booth in the public record.
    pub fn booth_lines(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        record::split_lines(self.file(&self.booth_file(name))).unwrap_or_default().into_iter()
    }

    /// Lines of the booth's whole log.
    pub fn log(&self) -> impl Iterator<Item = &[u8]> {
        record::split_lines(self.bundle.get(layout::ENTRIES).unwrap_or_default()).unwrap_or_default().into_iter()
    }

    /// How an auditor with the anchor from paper looks at the record.
    #[must_use]
    pub fn options(&self) -> Options {
        Options { anchor: Some(Anchor::new(self.prepared.documents.index.digest())), fresh: [7; 32], ..Options::default() }
    }
}

/// The village; the first call makes it.
///
/// # Panics
/// If an honest election does not run: a defect of the house.
#[expect(clippy::expect_used, reason = "without an honest village no target means anything")]
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| hold().expect("an honest election"))
}

fn hold() -> SimResult<World> {
    let keys = Keys(SimSeed(9));
    let spec = ElectionSpec { mode: Mode::Real, seed: keys.0, villages: vec![village()?] };
    let definitions = spec.villages.iter().map(|v| define(v, spec.mode, keys)).collect::<SimResult<Vec<_>>>()?;
    let index = world::index(&spec, keys, &definitions, &world::no_aids())?;
    let (Some(village), Some(definition)) = (spec.villages.first(), definitions.first()) else { return Err("no village".into()) };
    let mut prepared = prepare(village, definition, &index, keys)?;
    let station = prepared.spec.stations.first().ok_or("no station")?.clone();
    let day = station_day(&prepared, 0, &station, keys, &|| {})?;
    let bundle = day.bundles.first().ok_or("no bundle")?.1.clone();
    let counting = receive(&prepared, std::slice::from_ref(&day), keys)?;
    let made = open(&mut prepared, counting, index.digest(), keys)?;
    let (station, booth) = (station.id, world::booth_id(0));
    let origin: Origin = prepared.documents.origin(&station, &booth).ok_or("no log")?;
    let leaves = made.public.get(&format!("{}{}", layout::booth(&station, &booth), layout::LEAVES)).unwrap_or_default();
    let zero: Hash = core::str::from_utf8(leaves)?.lines().next().unwrap_or_default().parse()?;
    let booth = booth_digest(&prepared.documents.key.digest(), &station, &booth, &zero);
    Ok(World { prepared, keys, day, bundle, sealed: made.sealed, public: made.public, origin, booth })
}

fn village() -> SimResult<VillageSpec> {
    let (code, name, district) = names::village(0);
    let electronic =
        [(0, Behaviour::Plain), (1, Behaviour::Corrects), (0, Behaviour::Challenges), (2, Behaviour::Plain), (0, Behaviour::Returns)];
    let paper = [(0, Behaviour::Plain), (1, Behaviour::Plain)];
    let stations = vec![station("001", 1, &electronic)?, station("002", 0, &paper)?];
    Ok(VillageSpec { index: 0, code, name, district, candidates: 2, k_min: K_MIN, strata: 2, stations })
}

fn station(id: &str, booths: usize, people: &[(usize, Behaviour)]) -> SimResult<StationSpec> {
    let registered = u32::try_from(people.len())? + 1;
    let stratum = |row: u32| Some(row as usize % 2);
    let voter = |(row, (choice, behaviour)): (u32, &(usize, Behaviour))| SimVoter {
        row,
        stratum: stratum(row),
        choice: *choice,
        behaviour: *behaviour,
    };
    let strata = (1..=registered).map(stratum).collect();
    Ok(StationSpec { id: id.parse()?, booths, registered, strata, voters: (1..).zip(people).map(voter).collect() })
}
