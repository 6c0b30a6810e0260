//! A small valid village for this crate's tests: two stations, two booths, two strata, three candidates, five guardians.

use canonical::{Hash, PublicKey, SigningKey, sha256};

use crate::{
    AdditionalVoters, Article, BoothDevice, BoothId, BoothKind, BoothPlan, BoxCount, Candidate, CounterDevice, DeckCell, Definition,
    DefinitionData, DeskDevice, Devices, DevicesData, Guardian, Guardians, IndexData, IndexVillage, Labels, Mode, Prevails, Region,
    RootsData, Rules, Side, SpareDevice, StationId, StationKind, StationPlan, StationRoll, Stratum, StratumId, StratumRoll, Text, TieRule,
    Village, WitnessDevice,
};

/// Words that are fine.
pub(crate) fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

/// The public key of a seed of equal bytes.
pub(crate) fn key(seed: u8) -> PublicKey {
    SigningKey::from_seed(&[seed; 32]).public()
}

/// A station's number.
pub(crate) fn station(id: &str) -> StationId {
    id.parse().unwrap()
}

/// A booth's or desk's number.
pub(crate) fn booth(id: &str) -> BoothId {
    id.parse().unwrap()
}

/// A stratum's short name.
pub(crate) fn stratum(id: &str) -> StratumId {
    id.parse().unwrap()
}

fn rules() -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: true, papers: text("KTP-el") },
        blank_is_valid: false,
        box_count: Article { article: text("Perbup 5/2027 pasal 5"), value: BoxCount::All },
        challenge_quota: 3,
        k_min: 10,
        max_epochs: 4,
        max_voids: 3,
        prevails: Article { article: text("Perbup 5/2027 pasal 6"), value: Prevails::Paper },
        retries: 2,
        strip: true,
        tie_rules: vec![TieRule::StationRegistered, TieRule::StratumRegistered, TieRule::Committee],
        witness_quorum: 1,
    }
}

fn guardians() -> Guardians {
    let guardian = |seed: u8, side: Side| Guardian { key: key(seed), name: text("Penjaga"), side };
    let members = vec![
        guardian(11, Side::Neutral),
        guardian(12, Side::Neutral),
        guardian(13, Side::Neutral),
        guardian(14, Side::Candidate { number: 1 }),
        guardian(15, Side::Candidate { number: 3 }),
    ];
    Guardians { members, threshold: 3 }
}

/// A definition that obeys every rule: station 001 with booths 1 and 2, station 002 on paper.
pub(crate) fn definition_data() -> DefinitionData {
    let candidate =
        |name: &str, home: Option<&str>| Candidate { domicile: home.map(stratum), education: 2, name: text(name), photo: Hash::ZERO };
    let plan = |id: &str, kind, booths| StationPlan { booths, id: station(id), kind, name: text("Balai Desa") };
    let booth_plan = |id: &str, strata: &[&str]| BoothPlan { id: booth(id), strata: strata.iter().map(|id| stratum(id)).collect() };
    DefinitionData {
        candidates: vec![candidate("Nanas", Some("dusun-1")), candidate("Pisang", None), candidate("Salak", Some("dusun-2"))],
        committee: key(1),
        date: "2027-10-05".into(),
        election: "banyuasin-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: guardians(),
        issuer: key(2),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: Mode::Real,
        regency: Region { name: text("Banyuasin") },
        roll_key: sha256(b"roll key"),
        rules: rules(),
        stations: vec![
            plan("001", StationKind::Electronic, vec![booth_plan("1", &["dusun-1", "dusun-2"]), booth_plan("2", &["dusun-2"])]),
            plan("002", StationKind::Paper, vec![]),
        ],
        strata: vec![Stratum { id: stratum("dusun-1"), name: text("Dusun 1") }, Stratum { id: stratum("dusun-2"), name: text("Dusun 2") }],
        village: Village { code: "16.07.17.2008".parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") },
        zone: "+07:00".into(),
    }
}

/// The definition, checked.
pub(crate) fn definition() -> Definition {
    Definition::new(definition_data()).unwrap()
}

/// Devices for it: two booths, two desks, one spare, one witness, one counter.
pub(crate) fn devices_data() -> DevicesData {
    let device = |id: &str, seed: u8, kind| BoothDevice { booth: booth(id), key: key(seed), kind, station: station("001") };
    let desk = |at: &str, seed: u8| DeskDevice { desk: booth("1"), key: key(seed), station: station(at) };
    DevicesData {
        booths: vec![device("1", 21, BoothKind::Fixed), device("2", 22, BoothKind::Mobile)],
        counters: vec![CounterDevice { key: key(25), name: text("Ketua KPPS") }],
        definition: definition().digest(),
        desks: vec![desk("001", 23), desk("002", 24)],
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 18,
        spares: vec![SpareDevice { key: key(26), name: text("Cadangan 1") }],
        witnesses: vec![WitnessDevice { key: key(27), name: "saksi-1".into() }],
    }
}

/// The devices, checked.
pub(crate) fn devices() -> Devices {
    Devices::new(devices_data(), &definition()).unwrap()
}

/// Roll and deck for it: 300 voters, 350 cards.
pub(crate) fn roots_data() -> RootsData {
    let cell = |id: &str, cards: u32, at: &str| DeckCell { booth: booth(id), cards, station: station("001"), stratum: Some(stratum(at)) };
    RootsData {
        deck: vec![cell("1", 150, "dusun-1"), cell("1", 100, "dusun-2"), cell("2", 100, "dusun-2")],
        deck_leaves: sha256(b"leaves"),
        definition: definition().digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(b"tags"),
        stations: vec![StationRoll { registered: 250, station: station("001") }, StationRoll { registered: 50, station: station("002") }],
        strata: vec![
            StratumRoll { registered: 120, stratum: stratum("dusun-1") },
            StratumRoll { registered: 180, stratum: stratum("dusun-2") },
        ],
    }
}

/// An index that lists it between two others.
pub(crate) fn index_data() -> IndexData {
    let village = |code: &str, definition: Hash| IndexVillage { code: code.parse().unwrap(), definition };
    IndexData {
        committee: key(1),
        election: "banyuasin-2027".parse().unwrap(),
        format: IndexData::FORMAT.into(),
        mode: Mode::Real,
        regency: Region { name: text("Banyuasin") },
        spec: sha256(b"specification"),
        verifier: sha256(b"verifier"),
        villages: vec![
            village("16.07.11.2004", sha256(b"one")),
            village("16.07.17.2008", definition().digest()),
            village("16.07.17.2010", sha256(b"other")),
        ],
    }
}
