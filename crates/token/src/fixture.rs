//! A small village for this crate's tests: station 001 with booth 1 for two strata and booth 2 for one.

use canonical::{Hash, PublicKey, SigningKey};
use manifest::{
    AdditionalVoters, Article, BoothPlan, BoxCount, Candidate, Definition, DefinitionData, Guardian, Guardians, Labels, Mode, Prevails,
    Region, Rules, Side, StationKind, StationPlan, Stratum, Text, TieRule, Village,
};

pub(crate) fn secret(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

fn rules(use_strata: bool) -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("-") },
        blank_is_valid: true,
        box_count: Article { article: text("pasal 5"), value: BoxCount::Dispute },
        challenge_quota: 1,
        k_min: 2,
        max_epochs: 2,
        max_voids: 2,
        prevails: Article { article: text("pasal 6"), value: Prevails::Electronic },
        retries: 1,
        strip: false,
        tie_rules: vec![if use_strata { TieRule::StratumRegistered } else { TieRule::Committee }],
        witness_quorum: 0,
    }
}

/// The definition; the issuer's key has seed 2. Booths name strata only with `use_strata`.
pub(crate) fn definition(mode: Mode, use_strata: bool) -> Definition {
    let public = |seed: u8| -> PublicKey { secret(seed).public() };
    let booth = |id: &str, strata: &[&str]| BoothPlan {
        id: id.parse().unwrap(),
        strata: strata.iter().filter(|_| use_strata).map(|s| s.parse().unwrap()).collect(),
    };
    let stratum = |id: &str| Stratum { id: id.parse().unwrap(), name: text(id) };
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
        mode,
        regency: Region { name: text("Banyuasin") },
        roll_key: Hash::ZERO,
        rules: rules(use_strata),
        stations: vec![StationPlan {
            booths: vec![booth("1", &["dusun-1", "dusun-2"]), booth("2", &["dusun-2"])],
            id: "001".parse().unwrap(),
            kind: StationKind::Electronic,
            name: text("Balai Desa"),
        }],
        strata: vec![stratum("dusun-1"), stratum("dusun-2")],
        village: Village { code: "16.07.17.2008".parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") },
        zone: "+07:00".into(),
    })
    .unwrap()
}
