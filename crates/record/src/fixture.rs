//! A small village for this crate's tests: one booth, a paper station, three guardians of whom two open.

use canonical::{PublicKey, SigningKey, json, sha256};
use chain::{KeyName, document};
use elgamal::ceremony::{Claim, GuardianNumber, Polynomial, PopProof, exchange_secret, sum_shares};
use elgamal::{NonIdentity, SecretScalar};
use manifest::{
    AdditionalVoters, Amendment, AmendmentData, Article, BoothDevice, BoothId, BoothKind, BoothPlan, BoxCount, Candidate, Change,
    CounterDevice, DeckCell, Definition, DefinitionData, DeskDevice, Devices, DevicesData, Guardian, Guardians, Index, IndexData,
    IndexVillage, Labels, Mode, Prevails, Region, RootsData, Rules, Side, StationId, StationKind, StationPlan, StationRoll, Text, TieRule,
    Village, WitnessDevice,
};

use crate::ceremony::{Contribution, seat, sign_commitment, sign_reveal};
use crate::{Confirmation, ConfirmationsData, Folder, TranscriptData, VillageKey, layout};

pub(crate) fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

pub(crate) fn signing(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn key(seed: u8) -> PublicKey {
    signing(seed).public()
}

pub(crate) fn station(id: &str) -> StationId {
    id.parse().unwrap()
}

pub(crate) fn booth() -> BoothId {
    "1".parse().unwrap()
}

fn rules() -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("KTP-el") },
        blank_is_valid: true,
        box_count: Article { article: text("Pasal 5"), value: BoxCount::All },
        challenge_quota: 1,
        k_min: 2,
        max_epochs: 4,
        max_voids: 3,
        prevails: Article { article: text("Pasal 6"), value: Prevails::Paper },
        retries: 2,
        strip: true,
        tie_rules: vec![TieRule::Committee],
        witness_quorum: 1,
    }
}

pub(crate) fn definition() -> Definition {
    let candidate = |name: &str| Candidate { domicile: None, education: 2, name: text(name), photo: sha256(name.as_bytes()) };
    let guardian = |seed: u8| Guardian { key: key(seed), name: text("Penjaga"), side: Side::Neutral };
    let plan = |id: &str, kind, booths| StationPlan { booths, id: station(id), kind, name: text("Balai Desa") };
    Definition::new(DefinitionData {
        candidates: vec![candidate("Nanas"), candidate("Pisang")],
        committee: key(1),
        date: "2027-10-05".into(),
        election: "contoh-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: vec![guardian(11), guardian(12), guardian(13)], threshold: 2 },
        issuer: key(2),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: Mode::Real,
        regency: Region { name: text("Contoh") },
        roll_key: sha256(b"roll key"),
        rules: rules(),
        stations: vec![
            plan("001", StationKind::Electronic, vec![BoothPlan { id: booth(), strata: vec![] }]),
            plan("002", StationKind::Paper, vec![]),
        ],
        strata: vec![],
        village: Village { code: "99.01.01.2001".parse().unwrap(), district: text("Kebun"), name: text("Buah Maju") },
        zone: "+07:00".into(),
    })
    .unwrap()
}

fn devices_data() -> DevicesData {
    DevicesData {
        booths: vec![BoothDevice { booth: booth(), key: key(21), kind: BoothKind::Fixed, station: station("001") }],
        counters: vec![CounterDevice { key: key(25), name: text("Penghitung 1") }],
        definition: definition().digest(),
        desks: vec![DeskDevice { desk: booth(), key: key(23), station: station("001") }],
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 15,
        spares: vec![],
        witnesses: vec![WitnessDevice { key: key(27), name: "saksi-1".into() }],
    }
}

pub(crate) fn devices() -> Devices {
    Devices::new(devices_data(), &definition()).unwrap()
}

fn roots_data() -> RootsData {
    let roll = |id: &str, registered| StationRoll { registered, station: station(id) };
    RootsData {
        deck: vec![DeckCell { booth: booth(), cards: 10, station: station("001"), stratum: None }],
        deck_leaves: sha256(b"leaves"),
        definition: definition().digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(b"tags"),
        stations: vec![roll("001", 8), roll("002", 4)],
        strata: vec![],
    }
}

pub(crate) fn index() -> Index {
    Index::new(IndexData {
        committee: key(1),
        election: "contoh-2027".parse().unwrap(),
        format: IndexData::FORMAT.into(),
        mode: Mode::Real,
        regency: Region { name: text("Contoh") },
        spec: sha256(b"specification"),
        verifier: sha256(b"verifier"),
        villages: vec![IndexVillage { code: "99.01.01.2001".parse().unwrap(), definition: definition().digest() }],
    })
    .unwrap()
}

/// Guardian `number` holds the signing key of seed 10 + number.
pub(crate) fn guardian_key(number: u32) -> SigningKey {
    signing(10 + u8::try_from(number).unwrap())
}

fn polynomial(definition: &Definition, attempt: u32, number: u32) -> Polynomial {
    Polynomial::from_seed(&[u8::try_from(number).unwrap(); 32], &seat(definition, attempt, number).unwrap())
}

fn contribution(definition: &Definition, attempt: u32, number: u32) -> Contribution {
    let (seat, signer) = (seat(definition, attempt, number).unwrap(), guardian_key(number));
    let polynomial = polynomial(definition, attempt, number);
    let coefficients = polynomial.coefficients().unwrap();
    let exchange = exchange_secret(&[u8::try_from(number).unwrap(); 32], &seat);
    let exchange_key = NonIdentity::new(exchange.public()).unwrap();
    let identity = signer.public().to_bytes();
    let claim = Claim { seat: &seat, identity: &identity, coefficients: &coefficients, exchange_key: &exchange_key };
    let commitment = claim.commitment();
    let possession = PopProof::prove(&claim, &polynomial, &exchange, &[9; 32]);
    Contribution {
        commitment,
        commitment_sig: sign_commitment(definition, attempt, number, &commitment, &signer),
        exchange_key,
        reveal_sig: sign_reveal(&commitment, &possession, &signer),
        possession,
        coefficients: coefficients.clone(),
    }
}

pub(crate) fn transcript() -> TranscriptData {
    transcript_of(1)
}

pub(crate) fn transcript_of(attempt: u32) -> TranscriptData {
    let definition = definition();
    TranscriptData {
        attempt,
        contributions: (1..=3).map(|number| contribution(&definition, attempt, number)).collect(),
        definition: definition.digest(),
        format: TranscriptData::FORMAT.into(),
    }
}

pub(crate) fn village_key() -> VillageKey {
    VillageKey::new(&transcript(), &definition()).unwrap()
}

/// The share that guardian `number` ends up with.
pub(crate) fn share(number: u32) -> SecretScalar {
    let definition = definition();
    let to = GuardianNumber::new(number).unwrap();
    sum_shares(&[1, 2, 3].map(|from| polynomial(&definition, 1, from).share_for(to)))
}

pub(crate) fn confirmations() -> ConfirmationsData {
    let (definition, key) = (definition(), village_key());
    let one = |n: u32| Confirmation::make(&definition, &key, n, &share(n), &guardian_key(n), &[3; 32]).unwrap();
    ConfirmationsData { format: ConfirmationsData::FORMAT.into(), list: (1..=3).map(one).collect(), transcript: key.transcript() }
}

pub(crate) fn put_signed(folder: &mut Folder, name: &str, bytes: Vec<u8>) {
    let (file, signer) = (layout::json(name), KeyName::new(&index().committee_name()).unwrap());
    let note = document::sign(&file, &bytes, &signer, &signing(1)).unwrap();
    folder.insert(&layout::note(name), note.into_bytes());
    folder.insert(&file, bytes);
}

/// All documents of the village, with one amendment.
pub(crate) fn package() -> Folder {
    let mut folder = Folder::default();
    put_signed(&mut folder, layout::INDEX, json::to_bytes(&*index()));
    put_signed(&mut folder, layout::DEFINITION, definition().to_bytes());
    put_signed(&mut folder, layout::ROOTS, json::to_bytes(&roots_data()));
    put_signed(&mut folder, layout::DEVICES, json::to_bytes(&devices_data()));
    put_signed(&mut folder, &layout::amendment(1), json::to_bytes(&amendment()));
    folder.insert(layout::CEREMONY, json::to_bytes(&transcript()));
    folder.insert(layout::CONFIRMATIONS, json::to_bytes(&confirmations()));
    folder
}

/// Candidate 2 withdraws.
pub(crate) fn amendment() -> AmendmentData {
    let data = AmendmentData {
        change: Change::CandidateWithdrawn { number: 2, reason: text("Pasal 7") },
        definition: definition().digest(),
        format: AmendmentData::FORMAT.into(),
        number: 1,
        previous: devices().last(),
    };
    assert!(Amendment::new(data.clone()).is_ok());
    data
}
