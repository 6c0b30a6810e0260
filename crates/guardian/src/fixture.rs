//! Definitions and guardians for tests.

use canonical::{Hash, SigningKey};
use guardian::Member;
use manifest::{
    AdditionalVoters, Article, BoothPlan, BoxCount, Candidate, Definition, DefinitionData, Guardian, Guardians, Labels, Mode, Prevails,
    Region, Rules, Side, StationKind, StationPlan, Text, TieRule, Village,
};

pub(crate) const VILLAGES: [&str; 2] = ["16.07.17.2008", "16.07.17.2009"];
pub(crate) const THRESHOLD: u32 = 3;

pub(crate) fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

/// The committee's key.
pub(crate) fn committee() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn rules() -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("KTP-el") },
        blank_is_valid: false,
        box_count: Article { article: text("Perbup pasal 5"), value: BoxCount::All },
        challenge_quota: 3,
        k_min: 3,
        max_epochs: 4,
        max_voids: 3,
        prevails: Article { article: text("Perbup pasal 6"), value: Prevails::Electronic },
        retries: 2,
        strip: true,
        tie_rules: vec![TieRule::Booth, TieRule::Committee],
        witness_quorum: 0,
    }
}

fn station(id: &str, booths: &[&str]) -> StationPlan {
    let booth = |id: &&str| BoothPlan { id: id.parse().unwrap(), strata: Vec::new() };
    let booths = booths.iter().map(booth).collect();
    StationPlan { booths, id: id.parse().unwrap(), kind: StationKind::Electronic, name: text("Balai Desa") }
}

/// A village whose guardians have these keys, any `THRESHOLD` of which open.
pub(crate) fn definition(village: &str, keys: &[canonical::PublicKey]) -> Definition {
    let candidate = |name: &str| Candidate { domicile: None, education: 0, name: text(name), photo: Hash::ZERO };
    let guardian = |key: &canonical::PublicKey| Guardian { key: *key, name: text("Penjaga"), side: Side::Neutral };
    Definition::new(DefinitionData {
        candidates: vec![candidate("Nanas"), candidate("Pisang")],
        committee: committee().public(),
        date: "2027-10-05".into(),
        election: "banyuasin-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: keys.iter().map(guardian).collect(), threshold: THRESHOLD },
        issuer: SigningKey::from_seed(&[2; 32]).public(),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: Mode::Rehearsal,
        regency: Region { name: text("Banyuasin") },
        roll_key: Hash::ZERO,
        rules: rules(),
        stations: vec![station("001", &["1", "2"]), station("002", &["1"])],
        strata: Vec::new(),
        village: Village { code: village.parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") },
        zone: "+07:00".into(),
    })
    .unwrap()
}

/// Five guardians.
pub(crate) fn members() -> Vec<Member> {
    (11..16).map(|seed| Member::new(&[seed; 32], text("Penjaga"))).collect()
}

/// Both villages with the same guardians.
pub(crate) fn definitions(members: &[Member]) -> Vec<Definition> {
    let keys: Vec<_> = members.iter().map(Member::public).collect();
    VILLAGES.iter().map(|village| definition(village, &keys)).collect()
}
