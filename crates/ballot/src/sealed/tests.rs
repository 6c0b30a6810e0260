//! Sealing, verifying and challenging in one small election.

use canonical::{SigningKey, sha256};
use elgamal::NonIdentity;
use elgamal::SecretScalar;
use manifest::{
    AdditionalVoters, Article, BoothPlan, BoxCount, Candidate, DefinitionData, Guardian, Guardians, Labels, Mode, Prevails, Region, Rules,
    Side, StationKind, StationPlan, Text, Village, booth_digest, key_digest,
};
use token::{Card, CardPlace};

use super::*;
use crate::{Epoch, Opening, OpeningError};

struct Election {
    definition: Definition,
    key: JointKey,
    booth: Hash,
}

fn text(words: &str) -> Text {
    Text::new(words).unwrap()
}

fn issuer() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

fn rules() -> Rules {
    Rules {
        additional_voters: AdditionalVoters { allowed: false, papers: text("KTP") },
        blank_is_valid: true,
        box_count: Article { article: text("Pasal 1"), value: BoxCount::Dispute },
        challenge_quota: 1,
        k_min: 2,
        max_epochs: 8,
        max_voids: 3,
        prevails: Article { article: text("Pasal 2"), value: Prevails::Electronic },
        retries: 2,
        strip: true,
        tie_rules: Vec::new(),
        witness_quorum: 0,
    }
}

fn definition(mode: Mode) -> Definition {
    let candidate = |name: &str| Candidate { domicile: None, education: 1, name: text(name), photo: sha256(name.as_bytes()) };
    let guardian = |n: u8| Guardian { key: SigningKey::from_seed(&[n; 32]).public(), name: text("G"), side: Side::Neutral };
    let booth = BoothPlan { id: "1".parse().unwrap(), strata: Vec::new() };
    Definition::new(DefinitionData {
        candidates: vec![candidate("A"), candidate("B"), candidate("C")],
        committee: SigningKey::from_seed(&[1; 32]).public(),
        date: "2027-10-05".into(),
        election: "contoh-2027".parse().unwrap(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: vec![guardian(10), guardian(11), guardian(12)], threshold: 2 },
        issuer: issuer().public(),
        labels: Labels { booth: text("bilik"), head: text("kepala desa"), station: text("TPS"), village: text("desa") },
        mode,
        regency: Region { name: text("Kabupaten Contoh") },
        roll_key: sha256(b"roll"),
        rules: rules(),
        stations: vec![StationPlan { booths: vec![booth], id: "001".parse().unwrap(), kind: StationKind::Electronic, name: text("Balai") }],
        strata: Vec::new(),
        village: Village { code: "99.01.01.2001".parse().unwrap(), district: text("K"), name: text("D") },
        zone: "+07:00".into(),
    })
    .unwrap()
}

fn election(mode: Mode) -> Election {
    let definition = definition(mode);
    let secret = SecretScalar::reduce_wide(&[9; 64]);
    let key = JointKey::new(NonIdentity::new(secret.public()).unwrap());
    let rung = key_digest(&definition.village_digest(), &sha256(b"ceremony"), key.as_bytes());
    let booth = booth_digest(&rung, &"001".parse().unwrap(), &"1".parse().unwrap(), &sha256(b"zero"));
    Election { definition, key, booth }
}

impl Election {
    fn rules(&self) -> BallotRules<'_> {
        BallotRules { definition: &self.definition, key: &self.key, booth: &self.booth }
    }

    fn card(&self, serial: u8) -> ValidCard {
        let place = CardPlace {
            village: self.definition.village.code.clone(),
            station: "001".parse().unwrap(),
            booth: "1".parse().unwrap(),
            stratum: None,
        };
        let card = Card::issue(&self.definition, place, [serial; 16], &issuer());
        card.check(&self.definition, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap()
    }
}

#[test]
fn every_choice_seals_to_a_ballot_that_verifies_and_reads_back() {
    let election = election(Mode::Real);
    let mut epoch = Epoch::begin(&[b"pool"]);
    for choice in 0..4 {
        let seed = epoch.take().unwrap();
        let sealed = Sealed::seal(&election.rules(), &election.card(1), choice, &seed).unwrap();
        let data: SealedData = json::from_bytes(&sealed.to_bytes(), 10_000).unwrap();
        assert_eq!(data.clone().verify(&election.rules()).unwrap(), sealed);
    }
    let seed = epoch.take().unwrap();
    assert!(Sealed::seal(&election.rules(), &election.card(1), 4, &seed).is_err());
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_card_another_ballot() {
    let election = election(Mode::Real);
    let seed = Seed::from_bytes([5; 32]);
    let one = Sealed::seal(&election.rules(), &election.card(1), 2, &seed).unwrap();
    let again = Sealed::seal(&election.rules(), &election.card(1), 2, &seed).unwrap();
    let other = Sealed::seal(&election.rules(), &election.card(2), 2, &seed).unwrap();
    assert_eq!(one.to_bytes(), again.to_bytes());
    assert_ne!(one.code(), other.code());
    assert_ne!(one.data().ciphertexts, other.data().ciphertexts);
}

#[test]
fn a_ballot_holds_only_at_its_booth_with_its_card_slot_and_mode() {
    let election = election(Mode::Real);
    let sealed = Sealed::seal(&election.rules(), &election.card(1), 0, &Seed::from_bytes([5; 32])).unwrap();
    let proof = |e: Result<Sealed, BallotError>| matches!(e, Err(BallotError::Proof(_)));
    let elsewhere = BallotRules { booth: &sha256(b"other booth"), ..election.rules() };
    assert!(proof(sealed.data().clone().verify(&elsewhere)));
    let mut slot = sealed.data().clone();
    slot.slot.0[0] ^= 1;
    assert!(proof(slot.verify(&election.rules())));
    let mut card = sealed.data().clone();
    card.card = *election.card(2).leaf();
    assert!(matches!(card.clone().verify(&election.rules()), Err(BallotError::Card(_))));
    card.issue = *election.card(2).issue();
    assert!(proof(card.verify(&election.rules())));
    let mut stratum = sealed.data().clone();
    stratum.stratum = Some("dusun-1".parse().unwrap());
    assert!(proof(stratum.verify(&election.rules())));
    let rehearsal = self::election(Mode::Rehearsal);
    assert!(sealed.data().clone().verify(&rehearsal.rules()).is_err());
}

#[test]
fn a_batch_names_exactly_the_ballots_that_fail_alone() {
    let election = election(Mode::Real);
    let mut epoch = Epoch::begin(&[b"batch"]);
    let mut ballots: Vec<SealedData> = (0..6)
        .map(|i| Sealed::seal(&election.rules(), &election.card(i), i as usize % 4, &epoch.take().unwrap()).unwrap().data().clone())
        .collect();
    ballots[1].slot.0[3] ^= 1;
    ballots[4].ciphertexts.swap(0, 1);
    ballots[5].ciphertexts.pop();
    let mut batch = ProofBatch::default();
    for ballot in &ballots {
        batch.add(ballot, &election.key, &election.booth);
    }
    assert_eq!(batch.guilty(&[7; 32]), [1, 4, 5]);
}

fn opened(epoch: &mut Epoch, election: &Election, choice: u32) -> (SealedData, Opening) {
    let seed = epoch.take().unwrap();
    let sealed = Sealed::seal(&election.rules(), &election.card(1), choice as usize, &seed).unwrap();
    (sealed.data().clone(), Opening { choice, path: epoch.path(&seed).unwrap(), seed: *seed.expose() })
}

#[test]
fn a_challenge_recomputes_byte_for_byte() {
    let election = election(Mode::Real);
    let mut epoch = Epoch::begin(&[b"challenge"]);
    let root = epoch.root();
    for choice in 0..4 {
        let (ballot, opening) = opened(&mut epoch, &election, choice);
        let text = json::to_bytes(&opening);
        let opening: Opening = json::from_bytes(&text, 10_000).unwrap();
        assert_eq!(opening.check(&ballot, &election.rules(), &[sha256(b"other epoch"), root]), Ok(()));
    }
}

#[test]
fn a_booth_that_sealed_something_else_cannot_open_it() {
    let election = election(Mode::Real);
    let mut epoch = Epoch::begin(&[b"liar"]);
    let roots = [epoch.root()];
    let (ballot, honest) = opened(&mut epoch, &election, 0);
    let (other, _) = opened(&mut epoch, &election, 1);
    let rules = election.rules();
    let lie = Opening { choice: 1, ..honest.clone() };
    assert_eq!(lie.check(&ballot, &rules, &roots), Err(OpeningError::Ballot));
    assert_eq!(Opening { choice: 9, ..honest.clone() }.check(&ballot, &rules, &roots), Err(OpeningError::Choice(9)));
    assert_eq!(honest.check(&other, &rules, &roots), Err(OpeningError::Slot));
    assert_eq!(honest.check(&ballot, &rules, &[sha256(b"printed later")]), Err(OpeningError::Root));
}
