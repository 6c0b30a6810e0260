//! A small village for tests: five voters at station 001, two desks, admission of voters outside the roll as asked.

use canonical::{Hash, SigningKey};
use manifest::{
    AdditionalVoters, Article, BoothPlan, BoxCount, Candidate, Definition, DefinitionData, Guardian, Guardians, Labels, Mode, Prevails,
    Region, Rules, Side, StationKind, StationPlan, Stratum, Text, TieRule, Village,
};
use tally_log::{Log, MemDisk, Store};

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
        roll_key: RollKey::from_bytes([7; 32]).commitment(),
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
