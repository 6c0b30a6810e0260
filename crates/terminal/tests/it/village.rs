//! A village in memory: committee, three guardians with a real ceremony, two booths, cards, witnesses.

use canonical::{PublicKey, SigningKey, json, sha256};
use chain::{KeyName, document};
use elgamal::NonIdentity;
use elgamal::ceremony::{Claim, GuardianNumber, Polynomial, PopProof, exchange_secret, sum_shares};
use manifest::{
    AdditionalVoters, Article, BoothDevice, BoothKind, BoothPlan, BoxCount, Candidate, Definition, DefinitionData, DevicesData, Guardian,
    Guardians, IndexData, IndexVillage, Labels, Mode, Prevails, Region, RootsData, Rules, Side, SpareDevice, StationKind, StationPlan,
    StationRoll, Text, TieRule, Village as Place, WitnessDevice,
};
use record::ceremony::{Contribution, seat, sign_commitment, sign_reveal};
use record::{Confirmation, ConfirmationsData, Documents, Folder, Hour, TranscriptData, VillageKey, layout};
use tally_log::{MemDisk, Store};
use terminal::{Booth, FakePrinter, Random, Setup, StartError};
use token::{Card, CardPlace};

/// What may differ between villages.
#[derive(Clone)]
pub(crate) struct Wish {
    pub(crate) mode: Mode,
    pub(crate) retries: u32,
    pub(crate) max_voids: u32,
    pub(crate) max_epochs: u32,
    pub(crate) strip: bool,
    /// Key of the first spare; one that follows from its name otherwise.
    pub(crate) spare_key: Option<PublicKey>,
    /// Key of booth 1; one that follows from its name otherwise.
    pub(crate) booth_key: Option<PublicKey>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { mode: Mode::Real, retries: 2, max_voids: 3, max_epochs: 8, strip: true, spare_key: None, booth_key: None }
    }
}

pub(crate) struct Village {
    pub(crate) documents: Documents,
}

pub(crate) fn key(name: &str) -> SigningKey {
    SigningKey::from_seed(sha256(name.as_bytes()).as_bytes())
}

fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

fn rules(wish: &Wish) -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: true, papers: text("KTP-el") },
        blank_is_valid: false,
        box_count: Article { article: text("Pasal 41"), value: BoxCount::All },
        challenge_quota: 1,
        k_min: 2,
        max_epochs: wish.max_epochs,
        max_voids: wish.max_voids,
        prevails: Article { article: text("Pasal 40"), value: Prevails::Paper },
        retries: wish.retries,
        strip: wish.strip,
        tie_rules: vec![TieRule::StationRegistered],
        witness_quorum: 1,
    }
}

fn definition(wish: &Wish) -> Definition {
    let candidate = |name: &str| Candidate { domicile: None, education: 1, name: text(name), photo: sha256(name.as_bytes()) };
    let guardian =
        |n: u32| Guardian { key: key(&format!("guardian {n}")).public(), name: text(&format!("Pemegang {n}")), side: Side::Neutral };
    let booth = |id: &str| BoothPlan { id: id.parse().unwrap(), strata: vec![] };
    Definition::new(DefinitionData {
        candidates: vec![candidate("Siti Aminah"), candidate("Budi Santoso"), candidate("Rahmat Hidayat")],
        committee: key("committee").public(),
        date: "2027-10-05".into(),
        election: "contoh-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: (1..=3).map(guardian).collect(), threshold: 2 },
        issuer: key("issuer").public(),
        labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
        mode: wish.mode,
        regency: Region { name: text("Kabupaten Contoh") },
        roll_key: sha256(b"roll key"),
        rules: rules(wish),
        stations: vec![StationPlan {
            booths: vec![booth("1"), booth("2")],
            id: "001".parse().unwrap(),
            kind: StationKind::Electronic,
            name: text("Balai Desa"),
        }],
        strata: vec![],
        village: Place { code: "16.07.17.2008".parse().unwrap(), district: text("Contoh"), name: text("Sukamaju") },
        zone: "+07:00".into(),
    })
    .unwrap()
}

fn ceremony(definition: &Definition, folder: &mut Folder) {
    let numbers = 1..=3_u32;
    let polynomial = |n: u32| Polynomial::from_seed(sha256(&n.to_be_bytes()).as_bytes(), &seat(definition, 1, n).unwrap());
    let contribution = |n: u32| {
        let seat = seat(definition, 1, n).unwrap();
        let (polynomial, exchange) = (polynomial(n), exchange_secret(sha256(&n.to_be_bytes()).as_bytes(), &seat));
        let (coefficients, exchange_key) = (polynomial.coefficients().unwrap(), NonIdentity::new(exchange.public()).unwrap());
        let signer = key(&format!("guardian {n}"));
        let identity = signer.public().to_bytes();
        let claim = Claim { seat: &seat, identity: &identity, coefficients: &coefficients, exchange_key: &exchange_key };
        let (commitment, possession) = (claim.commitment(), PopProof::prove(&claim, &polynomial, &exchange, &[0; 32]));
        let commitment_sig = sign_commitment(definition, 1, n, &commitment, &signer);
        let reveal_sig = sign_reveal(&commitment, &possession, &signer);
        Contribution { coefficients, commitment, commitment_sig, exchange_key, possession, reveal_sig }
    };
    let data = TranscriptData {
        attempt: 1,
        contributions: numbers.clone().map(contribution).collect(),
        definition: definition.digest(),
        format: TranscriptData::FORMAT.into(),
    };
    let village = VillageKey::new(&data, definition).unwrap();
    let confirm = |n: u32| {
        let number = GuardianNumber::new(n).unwrap();
        let shares: Vec<_> = (1..=3).map(|from| polynomial(from).share_for(number)).collect();
        Confirmation::make(definition, &village, n, &sum_shares(&shares), &key(&format!("guardian {n}")), &[0; 32]).unwrap()
    };
    let confirmations = ConfirmationsData {
        format: ConfirmationsData::FORMAT.into(),
        list: numbers.map(confirm).collect(),
        transcript: village.transcript(),
    };
    folder.insert(layout::CEREMONY, json::to_bytes(&data));
    folder.insert(layout::CONFIRMATIONS, json::to_bytes(&confirmations));
}

impl Village {
    pub(crate) fn new(wish: &Wish) -> Self {
        let definition = definition(wish);
        let mut folder = Folder::default();
        let committee = KeyName::new(&definition.committee_name()).unwrap();
        let mut signed = |name: &str, bytes: Vec<u8>| {
            let note = document::sign(&layout::json(name), &bytes, &committee, &key("committee")).unwrap();
            folder.insert(&layout::json(name), bytes);
            folder.insert(&layout::note(name), note.into_bytes());
        };
        signed(layout::DEFINITION, definition.to_bytes());
        signed(layout::INDEX, json::to_bytes(&index(&definition)));
        signed(layout::ROOTS, json::to_bytes(&roots(&definition)));
        signed(layout::DEVICES, json::to_bytes(&devices(&definition, wish)));
        ceremony(&definition, &mut folder);
        Self { documents: Documents::read(&folder).unwrap() }
    }

    pub(crate) fn definition(&self) -> &Definition {
        &self.documents.definition
    }

    /// The text of a card of a booth; another number is another card.
    pub(crate) fn card_of(&self, booth: &str, number: u32) -> String {
        let place = CardPlace {
            village: self.definition().village.code.clone(),
            station: "001".parse().unwrap(),
            booth: booth.parse().unwrap(),
            stratum: None,
        };
        let serial = sha256(&number.to_be_bytes());
        Card::issue(self.definition(), place, *serial.as_bytes().first_chunk().unwrap(), &key("issuer")).to_text()
    }

    /// The text of a card of booth 1.
    pub(crate) fn card(&self, number: u32) -> String {
        self.card_of("1", number)
    }

    pub(crate) fn setup(&self, booth: &str, disk: &MemDisk, printer: &FakePrinter, seed: &str) -> Setup {
        Setup {
            documents: self.documents.clone(),
            station: "001".parse().unwrap(),
            booth: booth.parse().unwrap(),
            key: key(&format!("booth {booth}")),
            store: Store::in_memory(disk),
            printer: Box::new(printer.clone()),
            random: random(seed),
            software: sha256(b"software"),
        }
    }
}

/// Random bytes that follow from a name.
pub(crate) fn random(name: &str) -> Random {
    let mut state = sha256(name.as_bytes());
    Box::new(move |bytes: &mut [u8]| {
        for chunk in bytes.chunks_mut(32) {
            state = sha256(state.as_bytes());
            chunk.copy_from_slice(&sha256(&[state.as_bytes().as_slice(), b"out"].concat()).as_bytes()[..chunk.len()]);
        }
    })
}

pub(crate) fn hour(hour: u32) -> Hour {
    Hour::new(&format!("2027-10-05T{hour:02}:00:00+07:00")).unwrap()
}

fn index(definition: &Definition) -> IndexData {
    IndexData {
        committee: definition.committee,
        election: definition.election.clone(),
        format: IndexData::FORMAT.into(),
        mode: definition.mode,
        regency: definition.regency.clone(),
        spec: sha256(b"specification"),
        verifier: sha256(b"verifier"),
        villages: vec![IndexVillage { code: definition.village.code.clone(), definition: definition.digest() }],
    }
}

fn roots(definition: &Definition) -> RootsData {
    RootsData {
        deck: vec![],
        deck_leaves: sha256(b"leaves"),
        definition: definition.digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(b"tags"),
        stations: vec![StationRoll { registered: 100, station: "001".parse().unwrap() }],
        strata: vec![],
    }
}

fn devices(definition: &Definition, wish: &Wish) -> DevicesData {
    let booth = |id: &str| BoothDevice {
        booth: id.parse().unwrap(),
        key: key(&format!("booth {id}")).public(),
        kind: BoothKind::Fixed,
        station: "001".parse().unwrap(),
    };
    let spare = |name: &str| SpareDevice { key: key(name).public(), name: text(name) };
    let witness = |name: &str| WitnessDevice { key: key(name).public(), name: name.into() };
    DevicesData {
        booths: vec![BoothDevice { key: wish.booth_key.unwrap_or(key("booth 1").public()), ..booth("1") }, booth("2")],
        counters: vec![],
        definition: definition.digest(),
        desks: vec![],
        format: DevicesData::FORMAT.into(),
        hours: text("07.00-13.00"),
        scrypt_work_factor: 15,
        spares: vec![SpareDevice { key: wish.spare_key.unwrap_or(key("spare 1").public()), ..spare("spare 1") }, spare("spare 2")],
        witnesses: vec![witness("saksi-1"), witness("saksi-2")],
    }
}

/// Booth 1 of a village with its media and printer.
pub(crate) struct Place1 {
    pub(crate) village: Village,
    pub(crate) disk: MemDisk,
    pub(crate) printer: FakePrinter,
}

impl Place1 {
    pub(crate) fn new(wish: &Wish) -> Self {
        Self { village: Village::new(wish), disk: MemDisk::new(), printer: FakePrinter::new() }
    }

    pub(crate) fn zero(&self) -> Booth {
        self.try_zero().unwrap()
    }

    pub(crate) fn try_zero(&self) -> Result<Booth, StartError> {
        let setup = self.village.setup("1", &self.disk, &self.printer, "first start");
        Booth::zero(setup, &[b"rahasia satu", b"rahasia dua"], &hour(6))
    }

    /// Ready and open, with the first mark.
    pub(crate) fn open(&self) -> Booth {
        let mut booth = self.zero();
        booth.open(&hour(7)).unwrap();
        booth
    }

    /// A later start that will vote.
    pub(crate) fn resume(&self) -> Booth {
        self.try_resume().unwrap()
    }

    pub(crate) fn try_resume(&self) -> Result<Booth, StartError> {
        Booth::resume(self.village.setup("1", &self.disk, &self.printer, "later start"), &[], &hour(9))
    }

    /// A later start that looks.
    pub(crate) fn attach(&self) -> Booth {
        Booth::attach(self.village.setup("1", &self.disk, &self.printer, "a look"), &hour(9)).unwrap()
    }
}
