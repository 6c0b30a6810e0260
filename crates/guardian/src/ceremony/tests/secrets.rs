//! What no file and no message may hold.

use canonical::{base64, hex};
use elgamal::CiphertextSum;
use elgamal::ceremony::{EncryptedShare, GuardianNumber, Polynomial, ShareChannel, exchange_secret};
use elgamal::opening::{Statement, VerifiedFactor};
use record::Confirmation;
use record::ceremony::seat;

use super::super::message::Reveal;
use super::super::seat::village_seed;
use super::*;
use crate::member::Stage;

/// A trial factor as a verified one.
pub(super) fn trial_factor(key: &VillageKey, one: &Confirmation, sum: &CiphertextSum) -> VerifiedFactor {
    let guardian = GuardianNumber::new(one.guardian).unwrap();
    let statement = Statement {
        plan: key.transcript(),
        record: canonical::Hash::ZERO,
        set: "trial",
        scope: canonical::sha256(b"trial"),
        count: 1,
        option: 0,
        guardian,
        public_share: *key.share(one.guardian).unwrap(),
        joint_key: key.digest(),
        sum,
    };
    one.trial.verify(&statement).unwrap()
}

/// An authentic share for `receiver` that does not lie on the sender's polynomial.
pub(super) fn share_of_another_polynomial(table: &Table, sender: &Member, receiver: u32) -> EncryptedShare {
    let definition = &table.definitions[0];
    let seed = village_seed(&[103; 32], definition, 1);
    let seat = seat(definition, 1, sender.number(definition).unwrap()).unwrap();
    let reveal = |place: usize| {
        let file = RoundFile::<Reveal>::parse(table.files.get(&table.name(Round::Reveal, place)).unwrap()).unwrap().unwrap();
        file.villages[0].contribution.exchange_key
    };
    let (sender_key, receiver_key) = (reveal(3), reveal(receiver as usize - 1));
    let channel = ShareChannel {
        context: &definition.village_digest(),
        attempt: 1,
        sender: seat.guardian(),
        receiver: GuardianNumber::new(receiver).unwrap(),
        sender_key: &sender_key,
        receiver_key: &receiver_key,
    };
    let other = Polynomial::from_seed(&[0; 32], &seat).share_for(GuardianNumber::new(receiver).unwrap());
    channel.seal(&exchange_secret(seed.bytes(), &seat), &other).unwrap()
}

/// Every secret of the third guardian in the first village.
fn all_secrets(table: &Table) -> Vec<[u8; 32]> {
    let definition = &table.definitions[0];
    let seat = seat(definition, 1, 3).unwrap();
    let seed = village_seed(&[102; 32], definition, 1);
    let polynomial = Polynomial::from_seed(seed.bytes(), &seat);
    let mut all = vec![[13; 32], [102; 32], *seed.bytes(), *exchange_secret(seed.bytes(), &seat).to_bytes()];
    all.extend((1..=5).map(|to| *polynomial.share_for(GuardianNumber::new(to).unwrap()).to_bytes()));
    for held in &table.members[2].held {
        match &held.stage {
            Stage::Confirmed { share, .. } => all.push(*share.bytes()),
            Stage::Committed { seed } | Stage::Revealed { seed, .. } => all.push(*seed.bytes()),
        }
    }
    all
}

fn holds(bytes: &[u8], secret: &[u8; 32]) -> bool {
    let finds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    finds(secret) || finds(hex::encode(secret).as_bytes()) || finds(base64::encode(secret).as_bytes())
}

#[test]
fn no_file_and_no_debug_text_holds_a_secret() {
    for round in [Round::Commit, Round::Reveal, Round::Shares, Round::Confirm] {
        let table = Table::after(round);
        let secrets = all_secrets(&table);
        let debug = format!("{:?} {:#?}", table.members, table.members[2]);
        for secret in &secrets {
            assert!(!holds(debug.as_bytes(), secret) && !debug.contains(&format!("{secret:?}")));
            for (name, bytes) in table.files.iter() {
                assert!(!holds(bytes, secret), "{name}");
            }
        }
        assert!(holds(&table.members[2].to_state(), &secrets[0]), "the search finds what is there");
    }
}

#[test]
fn after_the_last_round_only_the_share_is_left() {
    let table = Table::after(Round::Confirm);
    let state = table.members[2].to_state();
    let left: Vec<usize> = all_secrets(&table).iter().enumerate().filter(|(_, secret)| holds(&state, secret)).map(|(i, _)| i).collect();
    // The signing key's seed and the two villages' shares.
    assert_eq!(left, [0, 9, 10]);
}

#[test]
fn a_damaged_state_is_refused() {
    let state = Table::after(Round::Confirm).members[0].to_state();
    let text = core::str::from_utf8(&state).unwrap();
    assert!(matches!(Member::from_state(b"{}"), Err(crate::StateError::Json(_))));
    let other = text.replace("guardian-state/v1", "guardian-state/v0");
    assert!(matches!(Member::from_state(other.as_bytes()), Err(crate::StateError::Format)));
    let start = text.find("\"share\":\"").unwrap() + 9;
    let worn = format!("{}{}{}", &text[..start], base64::encode(&[255; 32]), &text[start + 44..]);
    assert!(matches!(Member::from_state(worn.as_bytes()), Err(crate::StateError::Share(_))));
}
