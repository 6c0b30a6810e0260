//! Everything of one village that stands before the day: definition, roll, deck, key, devices, signed package.

use canonical::sha256;
use committee::{Unsigned, sign_documents};
use guardian::{Member, run_ceremony};
use manifest::{Definition, Index, RootsData, StationRoll, StratumRoll};
use pollbook::{Nik, Roll, RollKey, Voter};
use record::Documents;
use token::join_hashes;

use super::cards::Deck;
use super::names::text;
use super::spec::{StationSpec, VillageSpec};
use super::world::{self, GUARDIANS, Keys, stratum_id};
use super::{Failure, SimResult};

/// A village on the eve.
#[derive(Debug)]
pub struct Prepared {
    /// What is simulated.
    pub spec: VillageSpec,
    /// Its checked documents.
    pub documents: Documents,
    /// `roll-tags.txt`.
    pub roll_tags: Vec<u8>,
    /// `deck-leaves.txt`.
    pub deck_leaves: Vec<u8>,
    /// Its cards.
    pub deck: Deck,
    /// One roll for each station.
    pub rolls: Vec<Roll>,
    /// Its guardians, after the ceremony.
    pub guardians: Vec<Member>,
}

/// The people of one station's roll. Names and NIKs are made up; a NIK is unique in the whole simulation.
///
/// # Errors
/// Only for more people than NIKs.
pub fn voters(spec: &VillageSpec, place: usize, station: &StationSpec) -> SimResult<Vec<Voter>> {
    let one = |row: u32| {
        let (village, born) = (spec.index, 1950 + (row / 336) % 50);
        let nik = format!(
            "99{:02}{:02}{:02}{:02}{:02}{:04}",
            village / 100,
            village % 100,
            row % 28 + 1,
            row / 28 % 12 + 1,
            born % 100,
            place * 1000 + row as usize / 16800 + 1
        );
        let nik: Nik = nik.parse()?;
        let stratum = station.strata.get(row as usize - 1).copied().flatten().map(stratum_id);
        Ok(Voter { address: None, birth_date: None, name: text(&format!("Pemilih {row}")), nik, number: row, sex: None, stratum })
    };
    (1..=station.registered).map(one).collect()
}

/// The village's definition.
///
/// # Errors
/// Only if the specification breaks a rule.
pub fn define(spec: &VillageSpec, mode: manifest::Mode, keys: Keys) -> SimResult<Definition> {
    Ok(world::definition(spec, mode, keys, RollKey::from_bytes(keys.roll()).commitment())?)
}

/// Roll, deck, ceremony, devices, signatures.
///
/// # Errors
/// Whatever the committee or the guardians refuse.
pub fn prepare(spec: &VillageSpec, definition: &Definition, index: &Index, keys: Keys) -> SimResult<Prepared> {
    let rolls = rolls(spec, definition, keys)?;
    let roll_tags = join_hashes(rolls.iter().flat_map(|roll| roll.voters().iter().map(|voter| roll.tag(&voter.nik)))).into_bytes();
    let deck = Deck::draw(spec, &mut keys.0.stream(&format!("deck {}", spec.code)));
    let deck_leaves = join_hashes(deck.leaves(definition)).into_bytes();
    let roots = roots(spec, definition, &roll_tags, &deck_leaves);
    let mut guardians: Vec<Member> =
        (1..=GUARDIANS.0).map(|n| Member::new(&keys.guardian(spec, n), text(&format!("Pemegang {n}")))).collect();
    let drawn = keys.0.bytes(&format!("ceremony {}", spec.code));
    let made = run_ceremony(core::slice::from_ref(definition), &mut guardians, &drawn)?;
    let made = made.first().ok_or(Failure("the ceremony made no key"))?;
    let devices = world::devices(spec, keys, definition);
    let unsigned =
        Unsigned { index, definition, roots: &roots, devices: &devices, ceremony: &made.ceremony, confirmations: &made.confirmations };
    let documents = Documents::read(&sign_documents(&unsigned, &keys.committee())?)?;
    Ok(Prepared { spec: spec.clone(), documents, roll_tags, deck_leaves, deck, rolls, guardians })
}

fn rolls(spec: &VillageSpec, definition: &Definition, keys: Keys) -> SimResult<Vec<Roll>> {
    let one = |(place, station): (usize, &StationSpec)| {
        let key = RollKey::from_bytes(keys.roll());
        let people = voters(spec, place, station)?;
        Ok(Roll::new(definition.election.clone(), spec.code.clone(), station.id.clone(), key, people)?)
    };
    spec.stations.iter().enumerate().map(one).collect()
}

fn roots(spec: &VillageSpec, definition: &Definition, roll_tags: &[u8], deck_leaves: &[u8]) -> RootsData {
    let station = |s: &StationSpec| StationRoll { registered: s.registered, station: s.id.clone() };
    let stratum = |i: usize| {
        let people = spec.stations.iter().flat_map(|s| &s.strata).filter(|s| **s == Some(i)).count();
        StratumRoll { registered: u32::try_from(people).unwrap_or(0), stratum: stratum_id(i) }
    };
    RootsData {
        deck: Deck::cells(spec),
        deck_leaves: sha256(deck_leaves),
        definition: definition.digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(roll_tags),
        stations: spec.stations.iter().map(station).collect(),
        strata: (0..spec.strata).map(stratum).collect(),
    }
}
