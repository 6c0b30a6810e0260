//! A small village for tests: five voters at station 001, two desks, admission of voters outside the roll as asked.

use std::collections::BTreeMap;

use canonical::{Hash, PublicKey, SigningKey, json, sha256};
use chain::{KeyName, document};
use manifest::{
    AdditionalVoters, Article, BoothDevice, BoothKind, BoothPlan, BoxCount, Candidate, Definition, DefinitionData, DeskDevice, DevicesData,
    Guardian, Guardians, IndexData, IndexVillage, Labels, Mode, Prevails, Region, RootsData, Rules, Side, StationKind, StationPlan,
    StationRoll, Stratum, StratumId, StratumRoll, Text, TieRule, Village,
};
use tally_log::{Log, MemDisk, Store};
use token::join_hashes;

use super::{Desk, Post};
use crate::{Roll, RollKey, Sex, Voter};

pub(crate) fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

pub(crate) fn voter(number: u32, name: &str) -> Voter {
    Voter {
        address: Some(text(if number.is_multiple_of(2) { "Dusun Melati" } else { "Dusun Kenanga" })),
        birth_date: Some("1990-01-05".parse().unwrap()),
        name: text(name),
        nik: format!("16071745019{:05}", number % 100_000).parse().unwrap(),
        number,
        sex: Some(Sex::Female),
        stratum: Some(if number > 3 { "dusun-2" } else { "dusun-1" }.parse().unwrap()),
    }
}

pub(crate) fn roll() -> Roll {
    let names = ["Siti Aminah", "Siti Zubaidah", "Budi Santoso", "Dewi Lestari", "Eko Prasetyo"];
    let voters = (1..).zip(names).map(|(number, name)| voter(number, name)).collect();
    let place = ("16.07.17.2008".parse().unwrap(), "001".parse().unwrap());
    Roll::new("banyuasin-2027".parse().unwrap(), place.0, place.1, RollKey::from_bytes([7; 32]), voters).unwrap()
}

fn rules(additional: bool, tie: TieRule) -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: additional, papers: text("KTP-el") },
        blank_is_valid: false,
        box_count: Article { article: text("Perbup pasal 5"), value: BoxCount::All },
        challenge_quota: 3,
        k_min: 10,
        max_epochs: 4,
        max_voids: 3,
        prevails: Article { article: text("Perbup pasal 6"), value: Prevails::Paper },
        retries: 2,
        strip: true,
        tie_rules: vec![tie],
        witness_quorum: 1,
    }
}

pub(crate) fn definition(additional: bool, tie: TieRule) -> Definition {
    definition_of(RollKey::from_bytes([7; 32]).commitment(), additional, tie)
}

pub(crate) fn definition_of(roll_key: Hash, additional: bool, tie: TieRule) -> Definition {
    let public = |seed: u8| SigningKey::from_seed(&[seed; 32]).public();
    let stratum = |id: &str| Stratum { id: id.parse().unwrap(), name: text(id) };
    let strata = vec![stratum("dusun-1"), stratum("dusun-2")];
    let used = if tie == TieRule::StratumRegistered { strata.iter().map(|s| s.id.clone()).collect() } else { Vec::new() };
    let candidate = |name: &str| Candidate { domicile: None, education: 0, name: text(name), photo: Hash::ZERO };
    let guardian = |seed: u8| Guardian { key: public(seed), name: text("Penjaga"), side: Side::Neutral };
    Definition::new(DefinitionData {
        candidates: vec![candidate("Nanas"), candidate("Pisang")],
        committee: public(1),
        date: "2027-10-05".into(),
        election: "banyuasin-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: vec![guardian(11), guardian(12), guardian(13)], threshold: 2 },
        issuer: public(2),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: Mode::Rehearsal,
        regency: Region { name: text("Banyuasin") },
        roll_key,
        rules: rules(additional, tie),
        stations: vec![StationPlan {
            booths: vec![BoothPlan { id: "1".parse().unwrap(), strata: used }],
            id: "001".parse().unwrap(),
            kind: StationKind::Electronic,
            name: text("Balai Desa"),
        }],
        strata,
        village: Village { code: "16.07.17.2008".parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") },
        zone: "+07:00".into(),
    })
    .unwrap()
}

/// The package of a village whose only desk has the fixture's key.
pub(crate) fn package(definition: &Definition) -> BTreeMap<String, Vec<u8>> {
    package_of(definition, key().public(), &roll())
}

/// The package of a village with this key at its only desk and these voters on its roll.
pub(crate) fn package_of(definition: &Definition, desk: PublicKey, roll: &Roll) -> BTreeMap<String, Vec<u8>> {
    let station = || roll.station().clone();
    let booth = || "1".parse().unwrap();
    let tags = join_hashes(roll.voters().iter().map(|v| roll.tag(&v.nik))).into_bytes();
    let in_stratum = |id: &StratumId| roll.voters().iter().filter(|v| v.stratum.as_ref() == Some(id)).count().try_into().unwrap();
    let index = IndexData {
        committee: definition.committee,
        election: definition.election.clone(),
        format: IndexData::FORMAT.into(),
        mode: definition.mode,
        regency: definition.regency.clone(),
        spec: sha256(b"specification"),
        verifier: sha256(b"verifier"),
        villages: vec![IndexVillage { code: definition.village.code.clone(), definition: definition.digest() }],
    };
    let devices = DevicesData {
        booths: vec![BoothDevice {
            booth: booth(),
            key: SigningKey::from_seed(&[21; 32]).public(),
            kind: BoothKind::Fixed,
            station: station(),
        }],
        counters: vec![],
        definition: definition.digest(),
        desks: vec![DeskDevice { desk: booth(), key: desk, station: station() }],
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 2,
        spares: vec![],
        witnesses: vec![],
    };
    let roots = RootsData {
        deck: vec![],
        deck_leaves: sha256(b""),
        definition: definition.digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(&tags),
        stations: vec![StationRoll { registered: roll.voters().len().try_into().unwrap(), station: station() }],
        strata: definition.strata.iter().map(|s| StratumRoll { registered: in_stratum(&s.id), stratum: s.id.clone() }).collect(),
    };
    let documents = [
        ("index", json::to_bytes(&index)),
        ("definition", definition.to_bytes()),
        ("devices", json::to_bytes(&devices)),
        ("roots", json::to_bytes(&roots)),
    ];
    let signer = KeyName::new(&definition.committee_name()).unwrap();
    let mut files = BTreeMap::from([("roll-tags.txt".to_owned(), tags)]);
    for (name, bytes) in documents {
        let file = format!("{name}.json");
        let note = document::sign(&file, &bytes, &signer, &SigningKey::from_seed(&[1; 32])).unwrap();
        files.insert(format!("{name}.note"), note.into_bytes());
        files.insert(file, bytes);
    }
    files
}

/// Desk `desk` of desks 1 to `desks`.
pub(crate) fn post(additional: bool, tie: TieRule, desks: usize, desk: &str) -> Post {
    let all: Vec<_> = (1..=desks).map(|number| number.to_string().parse().unwrap()).collect();
    Post::new(&definition(additional, tie), &all, &desk.parse().unwrap(), roll()).unwrap()
}

/// The only desk of its station, with admission of voters outside the roll.
pub(crate) fn desk_on(disk: &MemDisk) -> Desk {
    let post = post(true, TieRule::Committee, 1, "1");
    let identity = || Desk::identity(&post, &key().public()).unwrap();
    let opened = Log::open(Store::in_memory(disk), identity()).or_else(|_| Log::create(Store::in_memory(disk), identity()));
    let (log, _) = opened.unwrap();
    Desk::resume(post, log, key()).unwrap()
}
