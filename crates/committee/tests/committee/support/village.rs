use std::collections::BTreeMap;

use committee::{Aids, BoothPlace, CommitteeKeys, Deck, Draft, Unsigned, Village, VillageDraft, definition, index, roots, sign_documents};
use manifest::{
    AdditionalVoters, Article, BoothKind, BoothPlan, BoxCount, Candidate, CounterDevice, Definition, Guardian, Labels, Mode, Prevails,
    Region, Rules, Side, SpareDevice, StationId, StationKind, StationPlan, StationRoll, Stratum, StratumRoll, TieRule, WitnessDevice,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use record::{Documents, Folder};
use token::{Card, CardPlace, DevicePublic, DraftTags, DraftTagsData};

use super::{Guardians, committee, counter, guardian, issuer, key, machine, text};

pub(crate) fn station(id: &str) -> StationId {
    id.parse().unwrap()
}

/// What a test wants of its village.
#[derive(Clone)]
pub(crate) struct Spec {
    pub(crate) code: &'static str,
    pub(crate) election: &'static str,
    pub(crate) mode: Mode,
    /// Station, number of booths (0: on paper), voters on the roll.
    pub(crate) stations: Vec<(&'static str, u8, u32)>,
    pub(crate) strata: Vec<(&'static str, u32)>,
    pub(crate) candidates: usize,
    pub(crate) rules: Rules,
    /// Further cards of station 001, by booth and serial.
    pub(crate) extra_cards: Vec<(&'static str, [u8; 16])>,
}

impl Spec {
    pub(crate) fn new(stations: &[(&'static str, u8, u32)]) -> Self {
        Self {
            code: "16.07.17.2008",
            election: "contoh-2027",
            mode: Mode::Rehearsal,
            stations: stations.to_vec(),
            strata: Vec::new(),
            candidates: 3,
            rules: Rules {
                additional_voters: AdditionalVoters { allowed: true, papers: text("KTP") },
                blank_is_valid: false,
                box_count: Article { article: text("Pasal 40"), value: BoxCount::All },
                challenge_quota: 0,
                k_min: 4,
                max_epochs: 3,
                max_voids: 1,
                prevails: Article { article: text("Pasal 41"), value: Prevails::Electronic },
                retries: 1,
                strip: true,
                tie_rules: vec![TieRule::Committee],
                witness_quorum: 0,
            },
            extra_cards: Vec::new(),
        }
    }

    pub(crate) fn ties(mut self, rules: &[TieRule]) -> Self {
        self.rules.tie_rules = rules.to_vec();
        self
    }

    pub(crate) fn paper_prevails(mut self) -> Self {
        self.rules.prevails.value = Prevails::Paper;
        self
    }

    fn draft(&self) -> Draft {
        let village = manifest::Village { code: self.code.parse().unwrap(), district: text("Sembawa"), name: text("Purwosari") };
        let mut draft = VillageDraft::new(village);
        let strata: Vec<_> = self.strata.iter().map(|(id, _)| id.parse().unwrap()).collect();
        let used = if self.rules.use_strata() { strata } else { Vec::new() };
        for (id, booths, _) in &self.stations {
            let plans = (1..=*booths).map(|b| BoothPlan { id: b.to_string().parse().unwrap(), strata: used.clone() }).collect();
            let kind = if *booths == 0 { StationKind::Paper } else { StationKind::Electronic };
            draft.stations.push(StationPlan { booths: plans, id: station(id), kind, name: text("Balai") });
            draft.desks.push((station(id), "1".parse().unwrap()));
            let kinds = (1..=*booths).map(|b| (BoothPlace::new(&station(id), &b.to_string().parse().unwrap()), BoothKind::Fixed));
            draft.booth_kinds.extend(kinds);
        }
        draft.strata = self.strata.iter().map(|(id, _)| Stratum { id: id.parse().unwrap(), name: text(id) }).collect();
        let candidate = |n: usize| Candidate {
            domicile: self.strata.get(n - 1).map(|(id, _)| id.parse().unwrap()),
            education: u32::try_from(n).unwrap(),
            name: text(&format!("Calon {n}")),
            photo: canonical::sha256(b"photo"),
        };
        draft.candidates = (1..=self.candidates).map(candidate).collect();
        draft.guardians = (1..=5).map(|n| Guardian { key: guardian(n).public(), name: text("Penjaga"), side: Side::Neutral }).collect();
        draft.counters = (1..=3).map(|n| CounterDevice { key: counter(n).public(), name: text("Penghitung") }).collect();
        draft.witnesses = vec![WitnessDevice { key: key(7, 1).public(), name: "saksi-1".into() }];
        Draft {
            election: self.election.parse().unwrap(),
            mode: self.mode,
            date: "2027-10-05".into(),
            zone: "+07:00".into(),
            hours: text("07.00-13.00"),
            scrypt_work_factor: if self.mode == Mode::Real { 15 } else { 2 },
            guardians_threshold: 3,
            regency: Region { name: text("Kabupaten Contoh") },
            labels: Labels { booth: text("Bilik"), head: text("Kepala Desa"), station: text("TPS"), village: text("Desa") },
            rules: self.rules.clone(),
            villages: vec![draft],
        }
    }

    fn tags(&self) -> DraftTags {
        let total: u32 = self.stations.iter().map(|(_, _, voters)| voters).sum();
        let mut tags: Vec<_> = (0..total).map(|n| canonical::sha256(format!("{} {n}", self.code).as_bytes())).collect();
        tags.sort_unstable();
        DraftTags::new(DraftTagsData {
            format: DraftTagsData::FORMAT.into(),
            key: canonical::sha256(b"roll key"),
            stations: self.stations.iter().map(|(id, _, n)| StationRoll { registered: *n, station: station(id) }).collect(),
            strata: self.strata.iter().map(|(id, n)| StratumRoll { registered: *n, stratum: id.parse().unwrap() }).collect(),
            tags,
            village: self.code.parse().unwrap(),
        })
        .unwrap()
    }

    fn with_extra(&self, deck: &Deck) -> Deck {
        let line = |(booth, serial): &(&str, [u8; 16])| {
            format!("{} {} 001 {booth} - {}\n", self.election, self.code, canonical::hex::encode(serial))
        };
        let extra: String = self.extra_cards.iter().map(line).collect();
        Deck::parse(&format!("{}{extra}", *deck.to_text())).unwrap()
    }

    /// Signs everything: the village as it stands on the morning of the day.
    pub(crate) fn setup(&self) -> Setup {
        let draft = self.draft();
        let tags = self.tags();
        let keys = CommitteeKeys { committee: committee().public(), issuer: issuer().public() };
        let definition = definition(&draft, &draft.villages[0], tags.key, &keys).unwrap();
        let index = index(core::slice::from_ref(&definition), &Aids::shipped()).unwrap();
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let deck = self.with_extra(&Deck::draw(&draft.election, &cells(&definition), &mut random));
        let (roots, roll_tags) = roots(&definition, &tags, &deck).unwrap();
        let devices = devices(&draft, &definition);
        let (guardians, ceremony, confirmations) = Guardians::ceremony(&definition);
        let unsigned = Unsigned {
            index: &index,
            definition: &definition,
            roots: &roots,
            devices: &devices,
            ceremony: &ceremony,
            confirmations: &confirmations,
        };
        let package = sign_documents(&unsigned, &committee()).unwrap();
        let cards = deck.issue(&definition, &issuer(), &mut random);
        Setup { package, roll_tags: roll_tags.into_bytes(), deck_leaves: deck.leaves().into_bytes(), cards, guardians }
    }
}

fn cells(definition: &Definition) -> Vec<(CardPlace, u32)> {
    let mut cells = Vec::new();
    for (station, booth) in definition.booths() {
        let strata: Vec<_> = if booth.strata.is_empty() { vec![None] } else { booth.strata.iter().cloned().map(Some).collect() };
        cells.extend(strata.into_iter().map(|stratum| {
            let place =
                CardPlace { village: definition.village.code.clone(), station: station.id.clone(), booth: booth.id.clone(), stratum };
            (place, 40)
        }));
    }
    cells
}

fn devices(draft: &Draft, definition: &Definition) -> manifest::DevicesData {
    let mut enrolment = committee::Enrolment::new(draft, &draft.villages[0]);
    let code = definition.village.code.clone();
    for (station, booth) in definition.booths() {
        let key = machine(4, station.id.as_str(), booth.id.as_str());
        enrolment.add(&DevicePublic::booth(code.clone(), station.id.clone(), booth.id.clone(), &key), false).unwrap();
    }
    for station in &definition.stations {
        let key = machine(5, station.id.as_str(), "1");
        enrolment.add(&DevicePublic::desk(code.clone(), station.id.clone(), "1".parse().unwrap(), &key), false).unwrap();
    }
    let mut devices = enrolment.finish(definition).unwrap();
    devices.spares.extend([1, 2].map(|n| SpareDevice { key: key(6, n).public(), name: text(&format!("Cadangan {n}")) }));
    devices
}

/// A village on the morning of the day.
pub(crate) struct Setup {
    pub(crate) package: Folder,
    pub(crate) roll_tags: Vec<u8>,
    pub(crate) deck_leaves: Vec<u8>,
    pub(crate) cards: BTreeMap<CardPlace, Vec<Card>>,
    pub(crate) guardians: Guardians,
}

impl Setup {
    pub(crate) fn documents(&self) -> Documents {
        Documents::read(&self.package).unwrap()
    }

    pub(crate) fn village(&self) -> Village {
        Village::new(self.documents(), self.roll_tags.clone(), self.deck_leaves.clone()).unwrap()
    }

    /// Signs an amendment into the package.
    pub(crate) fn amend(&mut self, change: manifest::Change) {
        self.package = committee::amend(&self.documents(), change, &committee()).unwrap();
    }

    /// The cards of a booth, of all strata.
    pub(crate) fn cards(&self, id: &str, booth: &str) -> Vec<&Card> {
        let fits = |place: &&CardPlace| place.station.as_str() == id && place.booth.as_str() == booth;
        self.cards.iter().filter(|(place, _)| fits(place)).flat_map(|(_, cards)| cards).collect()
    }
}
