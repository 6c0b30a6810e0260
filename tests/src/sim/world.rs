//! The signed documents of a simulated election, and every key in it, from the seed.

use canonical::{SigningKey, sha256};
use committee::Aids;
use manifest::{
    AdditionalVoters, Article, BoothDevice, BoothId, BoothKind, BoothPlan, BoxCount, Candidate, CounterDevice, Definition, DefinitionData,
    DefinitionError, DeskDevice, DevicesData, ElectionId, Guardian, Guardians, Index, IndexData, IndexError, IndexVillage, Labels, Mode,
    Prevails, Region, Rules, Side, StationId, StationKind, StationPlan, Stratum, StratumId, TieRule, Village, WitnessDevice,
};

use super::names::{self, text};
use super::spec::{ElectionSpec, StationSpec, VillageSpec};
use crate::random::SimSeed;

/// Guardians of each village, and how many of them open.
pub const GUARDIANS: (u32, u32) = (5, 3);

/// Keys of a simulated election; each follows from the seed and its own name.
#[derive(Debug, Clone, Copy)]
pub struct Keys(pub SimSeed);

impl Keys {
    /// The key with this name.
    #[must_use]
    pub fn key(self, name: &str) -> SigningKey {
        SigningKey::from_seed(&self.0.bytes(&format!("key {name}")))
    }

    /// The committee's key.
    #[must_use]
    pub fn committee(self) -> SigningKey {
        self.key("committee")
    }

    /// The card issuer's key.
    #[must_use]
    pub fn issuer(self) -> SigningKey {
        self.key("issuer")
    }

    /// A booth's key.
    #[must_use]
    pub fn booth(self, village: &VillageSpec, station: &StationId, booth: &BoothId) -> SigningKey {
        self.key(&format!("booth {} {station} {booth}", village.code))
    }

    /// The key of a station's desk.
    #[must_use]
    pub fn desk(self, village: &VillageSpec, station: &StationId) -> SigningKey {
        self.key(&format!("desk {} {station}", village.code))
    }

    /// The key of one of the two people who count paper.
    #[must_use]
    pub fn counter(self, village: &VillageSpec, person: u32) -> SigningKey {
        self.key(&format!("counter {} {person}", village.code))
    }

    /// A witness's cosigning key.
    #[must_use]
    pub fn witness(self, village: &VillageSpec) -> SigningKey {
        self.key(&format!("witness {}", village.code))
    }

    /// Thirty-two random bytes from which a guardian begins.
    #[must_use]
    pub fn guardian(self, village: &VillageSpec, number: u32) -> [u8; 32] {
        self.0.bytes(&format!("guardian {} {number}", village.code))
    }

    /// The secret key under which NIKs are tagged.
    #[must_use]
    pub fn roll(self) -> [u8; 32] {
        self.0.bytes("roll key")
    }
}

/// The name of every simulated election.
///
/// # Panics
/// Never.
#[must_use]
#[expect(clippy::expect_used, reason = "a constant name")]
pub fn election_id(mode: Mode) -> ElectionId {
    let name = if mode == Mode::Real { "contoh-2027" } else { "contoh-2027-uji" };
    name.parse().expect("a constant name")
}

/// Booth `index` (from 0) of a station.
///
/// # Panics
/// For more than nine booths.
#[must_use]
#[expect(clippy::expect_used, reason = "specifications have at most nine booths")]
pub fn booth_id(index: usize) -> BoothId {
    (index + 1).to_string().parse().expect("one digit")
}

/// Stratum `index` (from 0) of a village.
///
/// # Panics
/// Never.
#[must_use]
#[expect(clippy::expect_used, reason = "the form is fixed here")]
pub fn stratum_id(index: usize) -> StratumId {
    format!("dusun-{}", index + 1).parse().expect("a stratum")
}

/// One village's definition. `roll_key` is the hash of the secret under which NIKs are tagged.
///
/// # Errors
/// Only if the specification breaks a rule of definitions.
pub fn definition(spec: &VillageSpec, mode: Mode, keys: Keys, roll_key: canonical::Hash) -> Result<Definition, DefinitionError> {
    Definition::new(DefinitionData {
        candidates: (0..spec.candidates).map(|number| candidate(spec, number, mode)).collect(),
        committee: keys.committee().public(),
        date: "2027-10-05".into(),
        election: election_id(mode),
        format: DefinitionData::FORMAT.into(),
        guardians: guardians(spec, keys),
        issuer: keys.issuer().public(),
        labels: Labels { booth: text("bilik"), head: text("kepala desa"), station: text("TPS"), village: text("desa") },
        mode,
        regency: Region { name: text("Kabupaten Contoh") },
        roll_key,
        rules: rules(spec),
        stations: spec.stations.iter().map(|station| station_plan(station, spec.strata)).collect(),
        strata: (0..spec.strata).map(|i| Stratum { id: stratum_id(i), name: text(&format!("Dusun {}", i + 1)) }).collect(),
        village: Village { code: spec.code.clone(), district: spec.district.clone(), name: spec.name.clone() },
        zone: "+07:00".into(),
    })
}

fn candidate(spec: &VillageSpec, number: usize, mode: Mode) -> Candidate {
    let domicile = (spec.strata > 0).then(|| stratum_id(number % spec.strata.max(1)));
    let name = names::candidate(spec.index, number, mode == Mode::Rehearsal);
    let education = u32::try_from(number).unwrap_or(0) % 3 + 1;
    Candidate { domicile, education, photo: sha256(name.as_str().as_bytes()), name }
}

fn guardians(spec: &VillageSpec, keys: Keys) -> Guardians {
    let (members, threshold) = GUARDIANS;
    let offices = ["Ketua panitia", "BPD", "Camat", "Saksi calon 1", "Saksi calon 2"];
    let member = |number: u32| Guardian {
        key: SigningKey::from_seed(&keys.guardian(spec, number)).public(),
        name: text(offices.get(number as usize - 1).unwrap_or(&"Pemegang kunci")),
        side: if number > 3 { Side::Candidate { number: number - 3 } } else { Side::Neutral },
    };
    Guardians { members: (1..=members).map(member).collect(), threshold }
}

fn rules(spec: &VillageSpec) -> Rules {
    let all = [
        TieRule::StationRegistered,
        TieRule::StationAttendance,
        TieRule::StratumRegistered,
        TieRule::Booth,
        TieRule::Domicile,
        TieRule::Education,
        TieRule::Committee,
    ];
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("KTP-el") },
        blank_is_valid: true,
        box_count: Article { article: text("Perbup Contoh Pasal 40"), value: BoxCount::Dispute },
        challenge_quota: 1,
        k_min: spec.k_min,
        max_epochs: 16,
        max_voids: 200,
        prevails: Article { article: text("Perbup Contoh Pasal 41"), value: Prevails::Electronic },
        retries: 3,
        strip: true,
        tie_rules: all.into_iter().filter(|rule| spec.strata > 0 || *rule != TieRule::StratumRegistered).collect(),
        witness_quorum: 1,
    }
}

fn station_plan(station: &StationSpec, strata: usize) -> StationPlan {
    let booth = |index| BoothPlan { id: booth_id(index), strata: (0..strata).map(stratum_id).collect() };
    StationPlan {
        booths: (0..station.booths).map(booth).collect(),
        id: station.id.clone(),
        kind: if station.on_paper() { StationKind::Paper } else { StationKind::Electronic },
        name: text(&format!("Balai {}", station.id)),
    }
}

/// Aids of simulations that ship none: records stay the same when specification or verifier change.
#[must_use]
pub fn no_aids() -> Aids {
    Aids::new(*b"suara simulation: specification", *b"suara simulation: verifier")
}

/// The regency index over all definitions, which announces these aids.
///
/// # Errors
/// Only if two villages share a code.
pub fn index(spec: &ElectionSpec, keys: Keys, definitions: &[Definition], aids: &Aids) -> Result<Index, IndexError> {
    let mut villages: Vec<IndexVillage> =
        definitions.iter().map(|d| IndexVillage { code: d.village.code.clone(), definition: d.digest() }).collect();
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    Index::new(IndexData {
        committee: keys.committee().public(),
        election: election_id(spec.mode),
        format: IndexData::FORMAT.into(),
        mode: spec.mode,
        regency: Region { name: text("Kabupaten Contoh") },
        spec: aids.spec_digest(),
        verifier: aids.verifier_digest(),
        villages,
    })
}

/// One village's device list.
#[must_use]
pub fn devices(spec: &VillageSpec, keys: Keys, definition: &Definition) -> DevicesData {
    let booth = |(station, plan): (&StationPlan, &BoothPlan)| BoothDevice {
        booth: plan.id.clone(),
        key: keys.booth(spec, &station.id, &plan.id).public(),
        kind: BoothKind::Fixed,
        station: station.id.clone(),
    };
    let desk =
        |station: &StationSpec| DeskDevice { desk: booth_id(0), key: keys.desk(spec, &station.id).public(), station: station.id.clone() };
    let counter = |person: u32| CounterDevice { key: keys.counter(spec, person).public(), name: text(&format!("Penghitung {person}")) };
    DevicesData {
        booths: definition.booths().map(booth).collect(),
        counters: (1..=2).map(counter).collect(),
        definition: definition.digest(),
        desks: spec.stations.iter().filter(|s| !s.on_paper()).map(desk).collect(),
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 15,
        spares: Vec::new(),
        witnesses: vec![WitnessDevice { key: keys.witness(spec).public(), name: format!("saksi-{}", spec.code).into() }],
    }
}
