//! Index, definition, roots, devices, ceremony: everything before the day.

use canonical::{Hash, PublicKey, SigningKey, json, sha256};
use elgamal::SecretScalar;
use elgamal::ceremony::{Claim, Coefficients, GuardianNumber, Polynomial, PopProof, Seat, exchange_secret, sum_shares};
use elgamal::group::NonIdentity;
use manifest::{
    AdditionalVoters, Amendment, AmendmentData, Article, BoothDevice, BoothKind, BoothPlan, CounterDevice, DeckCell, Definition,
    DefinitionData, DeskDevice, Devices, DevicesData, Guardian, Guardians, Index, IndexData, IndexVillage, Labels, Region, Roots,
    RootsData, Rules, Side, SpareDevice, StationId, StationKind, StationPlan, StationRoll, Stratum, StratumRoll, Text, Village,
    WitnessDevice,
};
use record::ceremony::{Contribution, seat, sign_commitment, sign_reveal};
use record::{Confirmation, ConfirmationsData, Folder, TranscriptData, VillageKey, layout};
use token::{Card, CardPlace, ValidCard, join_hashes};

use crate::Spec;

/// Some words.
#[must_use]
pub fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

/// The key whose seed is one byte repeated.
#[must_use]
pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

/// A station's id.
#[must_use]
pub fn station_id(id: &str) -> StationId {
    id.parse().unwrap()
}

/// A village ready to vote.
pub struct Setup {
    /// What it was made from.
    pub spec: Spec,
    /// The definition.
    pub definition: Definition,
    /// The device list as amended.
    pub devices: Devices,
    /// Roll and deck.
    pub roots: Roots,
    /// The joint key.
    pub key: VillageKey,
    /// Every guardian's share.
    pub shares: Vec<SecretScalar>,
    /// The committee's key.
    pub committee: SigningKey,
    /// The index's digest.
    pub anchor: Hash,
    /// Documents, lists and their notes.
    pub base: Folder,
}

impl Setup {
    /// Makes all documents.
    #[must_use]
    pub fn new(spec: Spec) -> Self {
        let committee = spec.seed(1);
        let definition = checked(&spec);
        let mut base = Folder::default();
        let index = Index::new(index(&spec, &definition)).unwrap();
        let sign = |base: &mut Folder, name: &str, bytes: Vec<u8>| crate::note(base, &definition, name, bytes, &committee);
        sign(&mut base, layout::INDEX, json::to_bytes(&*index));
        sign(&mut base, layout::DEFINITION, definition.to_bytes());
        if spec.aids {
            base.insert(layout::SPEC, b"specification".to_vec());
            base.insert(layout::VERIFIER, b"verifier".to_vec());
        }
        let cards: Vec<Hash> = all_cards(&spec, &definition).iter().map(|c| *c.leaf()).collect();
        let voters = spec.registered.iter().sum::<u32>() as usize - spec.also.len();
        let own = (0..voters).map(|n| sha256(format!("{} {n}", spec.code).as_bytes()));
        let tags: Vec<Hash> = own.chain(spec.also.iter().map(|voter| sha256(voter.as_bytes()))).collect();
        base.insert(layout::DECK_LEAVES, join_hashes(cards).into_bytes());
        base.insert(layout::ROLL_TAGS, join_hashes(tags).into_bytes());
        let roots = Roots::new(roots(&spec, &definition, &base), &definition).unwrap();
        sign(&mut base, layout::ROOTS, json::to_bytes(&*roots));
        let mut devices = Devices::new(devices_data(&spec, &definition), &definition).unwrap();
        sign(&mut base, layout::DEVICES, json::to_bytes(&*devices));
        for change in &spec.amendments {
            let number = devices.amendments() + 1;
            let format = AmendmentData::FORMAT.into();
            let data = AmendmentData { change: change.clone(), definition: definition.digest(), format, number, previous: devices.last() };
            sign(&mut base, &layout::amendment(number), json::to_bytes(&data));
            devices.amend(&Amendment::new(data).unwrap(), &definition).unwrap();
        }
        let (key, shares) = ceremony(&spec, &definition, &mut base);
        Self { anchor: index.digest(), spec, definition, devices, roots, key, shares, committee, base }
    }

    /// Cards of one booth in the order in which voters take them.
    #[must_use]
    pub fn cards(&self, station: &str, booth: &str) -> Vec<ValidCard> {
        cards(&self.spec, &self.definition, station, booth)
    }
}

pub(crate) fn checked(spec: &Spec) -> Definition {
    Definition::new(definition(spec)).unwrap()
}

fn definition(spec: &Spec) -> DefinitionData {
    let member = |seed: u8| Guardian { key: spec.seed(seed).public(), name: text("Penjaga"), side: Side::Neutral };
    let strata = |_: &str| if spec.uses_strata() { spec.strata.iter().map(|(id, _)| id.parse().unwrap()).collect() } else { Vec::new() };
    let mut stations: Vec<StationPlan> = Vec::new();
    for (station, booth, _) in &spec.booths {
        let plan = BoothPlan { id: booth.parse().unwrap(), strata: strata(booth) };
        match stations.iter_mut().find(|s| s.id.as_str() == *station) {
            Some(found) => found.booths.push(plan),
            None => {
                stations.push(StationPlan {
                    booths: vec![plan],
                    id: station_id(station),
                    kind: StationKind::Electronic,
                    name: text("Balai"),
                });
            }
        }
    }
    if spec.paper_station {
        stations.push(StationPlan { booths: vec![], id: station_id("009"), kind: StationKind::Paper, name: text("Sekolah") });
    }
    DefinitionData {
        candidates: spec.candidates(),
        committee: spec.seed(1).public(),
        date: "2027-10-05".into(),
        election: "banyuasin-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: vec![member(11), member(12), member(13)], threshold: 2 },
        issuer: spec.seed(2).public(),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: spec.mode,
        regency: Region { name: text("Banyuasin") },
        roll_key: sha256(b"roll key"),
        rules: rules(spec),
        stations,
        strata: spec.strata.iter().map(|(id, _)| Stratum { id: id.parse().unwrap(), name: text(id) }).collect(),
        village: Village { code: spec.code.parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") },
        zone: "+07:00".into(),
    }
}

fn rules(spec: &Spec) -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("KTP-el") },
        blank_is_valid: false,
        box_count: Article { article: text("pasal 5"), value: spec.box_count },
        challenge_quota: 1,
        k_min: spec.k_min,
        max_epochs: 3,
        max_voids: 1,
        prevails: Article { article: text("pasal 6"), value: spec.prevails },
        retries: 1,
        strip: true,
        tie_rules: spec.rules.clone(),
        witness_quorum: 1,
    }
}

fn index(spec: &Spec, definition: &Definition) -> IndexData {
    let village = |(code, definition): (&str, Hash)| IndexVillage { code: code.parse().unwrap(), definition };
    let mut villages: Vec<IndexVillage> = spec.others.iter().copied().chain([(spec.code, definition.digest())]).map(village).collect();
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    IndexData {
        committee: spec.seed(1).public(),
        election: definition.election.clone(),
        format: IndexData::FORMAT.into(),
        mode: spec.mode,
        regency: definition.regency.clone(),
        spec: sha256(b"specification"),
        verifier: sha256(b"verifier"),
        villages,
    }
}

fn cards(spec: &Spec, definition: &Definition, station: &str, booth: &str) -> Vec<ValidCard> {
    let issuer = spec.seed(2);
    let one = |number: u8| {
        let stratum = spec.stratum(number.into());
        let place =
            CardPlace { village: definition.village.code.clone(), station: station_id(station), booth: booth.parse().unwrap(), stratum };
        let mut serial = [number; 16];
        serial[0] = spec.salt;
        serial.iter_mut().skip(8).zip(spec.nonce.to_be_bytes()).for_each(|(byte, other)| *byte ^= other);
        Card::issue(definition, place, serial, &issuer).check(definition, &station_id(station), &booth.parse().unwrap()).unwrap()
    };
    (0..spec.cards).map(one).collect()
}

fn all_cards(spec: &Spec, definition: &Definition) -> Vec<ValidCard> {
    spec.booths.iter().flat_map(|(station, booth, _)| cards(spec, definition, station, booth)).collect()
}

fn roots(spec: &Spec, definition: &Definition, base: &Folder) -> RootsData {
    let stations = definition.stations.iter().zip(&spec.registered);
    let parts = if spec.uses_strata() { spec.strata.len() } else { 1 };
    let cell = |(station, booth, place): (&str, &str, usize)| DeckCell {
        booth: booth.parse().unwrap(),
        cards: u32::from(spec.cards) / u32::try_from(parts).unwrap(),
        station: station_id(station),
        stratum: spec.stratum(place),
    };
    let cells = spec.booths.iter().flat_map(|(station, booth, _)| (0..parts).map(move |place| (*station, *booth, place)));
    RootsData {
        deck: cells.map(cell).collect(),
        deck_leaves: sha256(base.get(layout::DECK_LEAVES).unwrap()),
        definition: definition.digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(base.get(layout::ROLL_TAGS).unwrap()),
        stations: stations.map(|(s, registered)| StationRoll { registered: *registered, station: s.id.clone() }).collect(),
        strata: spec.strata.iter().map(|(id, n)| StratumRoll { registered: *n, stratum: id.parse().unwrap() }).collect(),
    }
}

fn devices_data(spec: &Spec, definition: &Definition) -> DevicesData {
    let booth = |(n, (station, booth, _)): (u8, &(&str, &str, Option<crate::Script>))| BoothDevice {
        booth: booth.parse().unwrap(),
        key: spec.seed(21 + n).public(),
        kind: BoothKind::Fixed,
        station: station_id(station),
    };
    let electronic = definition.stations.iter().filter(|s| s.kind == StationKind::Electronic);
    let desk =
        |(n, s): (u8, &StationPlan)| DeskDevice { desk: "1".parse().unwrap(), key: spec.seed(41 + n).public(), station: s.id.clone() };
    let own = (0..2 * spec.booths.len()).map(|n| spec.spare(n / 2, n % 2).public());
    let spares = (1..).zip(own.chain(spec.pool.iter().map(|number| key(*number).public())));
    let spare = |(n, key): (usize, PublicKey)| SpareDevice { key, name: text(&format!("Cadangan {n}")) };
    let counter = |seed: u8| CounterDevice { key: spec.seed(seed).public(), name: text("Panitia") };
    DevicesData {
        booths: (0..).zip(&spec.booths).map(booth).collect(),
        counters: vec![counter(61), counter(62)],
        definition: definition.digest(),
        desks: (0..).zip(electronic).map(desk).collect(),
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 15,
        spares: spares.map(spare).collect(),
        witnesses: vec![WitnessDevice { key: spec.seed(71).public(), name: "saksi-1".into() }],
    }
}

fn ceremony(spec: &Spec, definition: &Definition, base: &mut Folder) -> (VillageKey, Vec<SecretScalar>) {
    let seats: Vec<Seat> = (1..=3).map(|n| seat(definition, 1, n).unwrap()).collect();
    let seed = |n: u8| spec.bytes(n.wrapping_add(spec.salt));
    let polynomials: Vec<Polynomial> = (1..=3).zip(&seats).map(|(n, seat)| Polynomial::from_seed(&seed(80 + n), seat)).collect();
    let contributions = (1..=3_u8).zip(&seats).zip(&polynomials).map(|((n, seat), polynomial)| {
        let signer = spec.seed(10 + n);
        let exchange = exchange_secret(&seed(80 + n), seat);
        let exchange_key = NonIdentity::new(exchange.public()).unwrap();
        let coefficients: Coefficients = polynomial.coefficients().unwrap();
        let identity = signer.public().to_bytes();
        let claim = Claim { seat, identity: &identity, coefficients: &coefficients, exchange_key: &exchange_key };
        let commitment = claim.commitment();
        let possession = PopProof::prove(&claim, polynomial, &exchange, &[9; 32]);
        let commitment_sig = sign_commitment(definition, 1, n.into(), &commitment, &signer);
        let reveal_sig = sign_reveal(&commitment, &possession, &signer);
        Contribution { coefficients, commitment, commitment_sig, exchange_key, possession, reveal_sig }
    });
    let format = TranscriptData::FORMAT.into();
    let data = TranscriptData { attempt: 1, contributions: contributions.collect(), definition: definition.digest(), format };
    let key = VillageKey::new(&data, definition).unwrap();
    base.insert(layout::CEREMONY, json::to_bytes(&data));
    let share = |j: u32| sum_shares(&polynomials.iter().map(|p| p.share_for(GuardianNumber::new(j).unwrap())).collect::<Vec<_>>());
    let shares: Vec<SecretScalar> = (1..=3).map(share).collect();
    let confirm =
        |(n, share): (u8, &SecretScalar)| Confirmation::make(definition, &key, n.into(), share, &spec.seed(10 + n), &[8; 32]).unwrap();
    let list = (1..).zip(&shares).map(confirm).collect();
    let confirmations = ConfirmationsData { format: ConfirmationsData::FORMAT.into(), list, transcript: key.transcript() };
    base.insert(layout::CONFIRMATIONS, json::to_bytes(&confirmations));
    (key, shares)
}
