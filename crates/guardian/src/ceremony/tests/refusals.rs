//! Everything that is missing, changed, doubled or wrong stops the step and names the guardian.

use canonical::{Hash, SigningKey};
use elgamal::ceremony::{EncryptedShare, ShareError};
use manifest::VillageCode;
use record::{ConfirmationError, TranscriptError};

use super::super::message::{Commit, Confirm, Reveal, Shares};
use super::*;

fn village() -> VillageCode {
    crate::fixture::VILLAGES[0].parse().unwrap()
}

fn key(place: u8) -> SigningKey {
    SigningKey::from_seed(&[11 + place; 32])
}

fn signature(number: u32, round: Round) -> Result<(), CeremonyError> {
    Err(CeremonyError::Signature { village: village(), number, round })
}

#[test]
fn who_has_not_committed_shown_sent_or_confirmed_is_named() {
    for (round, next) in [(Round::Commit, 2), (Round::Reveal, 3), (Round::Shares, 4)] {
        let mut table = Table::after(round);
        for place in [1, 4] {
            let name = table.name(round, place);
            table.files.remove(&name);
        }
        let missing = |numbers: &[u32]| Err(CeremonyError::Missing { village: village(), round, numbers: Numbers(numbers.to_vec()) });
        assert_eq!(table.step(next, 0), missing(&[2, 5]));
        assert_eq!(table.step(next, 1), missing(&[5]), "its own it knows");
    }
    let mut table = Table::after(Round::Confirm);
    let name = table.name(Round::Confirm, 2);
    table.files.remove(&name);
    let numbers = Numbers(vec![3]);
    assert_eq!(table.assemble(), Err(CeremonyError::Missing { village: village(), round: Round::Confirm, numbers }));
}

#[test]
fn a_round_before_the_one_it_needs_is_refused() {
    let mut table = Table::new();
    let not_yet = |asked, needed| Err(CeremonyError::NotYet { village: village(), asked, needed });
    assert_eq!(table.step(2, 0), not_yet(Round::Reveal, Round::Commit));
    assert_eq!(table.step(4, 0), not_yet(Round::Confirm, Round::Commit));
    let mut table = Table::after(Round::Commit);
    assert_eq!(table.step(3, 0), not_yet(Round::Shares, Round::Reveal));
    assert_eq!(table.step(4, 0), not_yet(Round::Confirm, Round::Reveal));
    let mut table = Table::after(Round::Confirm);
    assert_eq!(table.step(2, 0), Err(CeremonyError::Over { village: village() }));
    assert_eq!(table.step(3, 0), Err(CeremonyError::Over { village: village() }));
}

#[test]
fn a_changed_entry_of_any_round_does_not_carry_its_signature() {
    let mut table = Table::after(Round::Commit);
    table.change::<Commit>(3, |entry| entry.commitment = Hash::ZERO);
    assert_eq!(table.step(2, 0), signature(4, Round::Commit));
    let mut table = Table::after(Round::Reveal);
    table.change::<Reveal>(3, |entry| entry.contribution.commitment = Hash::ZERO);
    assert_eq!(table.step(3, 0), signature(4, Round::Reveal));
    let mut table = Table::after(Round::Shares);
    table.change::<Shares>(3, |entry| entry.shares[0].share = EncryptedShare::from_bytes(&[1; 48]).unwrap());
    assert_eq!(table.step(4, 0), signature(4, Round::Shares));
    let mut table = Table::after(Round::Confirm);
    table.change::<Confirm>(3, |entry| entry.confirmation.sig = canonical::Signature::from_bytes([1; 64]));
    let error = ConfirmationError::Signature(4);
    assert_eq!(table.assemble(), Err(CeremonyError::Confirmation { village: village(), error }));
}

#[test]
fn a_trial_factor_of_another_share_is_named() {
    let mut table = Table::after(Round::Confirm);
    let mut other = None;
    table.change::<Confirm>(1, |entry| {
        other.get_or_insert(entry.confirmation.trial);
    });
    table.change::<Confirm>(2, |entry| entry.confirmation.trial = other.unwrap());
    assert!(matches!(table.assemble(), Err(CeremonyError::Confirmation { error: ConfirmationError::Trial(_), .. })));
}

#[test]
fn values_that_were_not_committed_to_are_refused() {
    let mut table = Table::after(Round::Reveal);
    let mut foreign = None;
    table.change::<Reveal>(1, |entry| {
        foreign.get_or_insert_with(|| entry.contribution.clone());
    });
    table.change::<Reveal>(3, |entry| entry.contribution.coefficients = foreign.as_ref().unwrap().coefficients.clone());
    let error = TranscriptError::Commitment(4);
    assert_eq!(table.step(3, 0), Err(CeremonyError::Transcript { village: village(), error }));
}

#[test]
fn a_commitment_made_after_others_had_shown_theirs_is_refused() {
    let mut table = Table::after(Round::Commit);
    (0..4).for_each(|place| table.step(2, place).unwrap());
    // The last one waits, sees the others' values, and commits anew under a proper signature.
    table.members[4] = Member::new(&[15; 32], crate::fixture::text("Penjaga"));
    let file = table.members[4].commit(&table.definitions, 1, &[200; 32]).unwrap();
    table.files.insert(&file.name, file.bytes);
    table.step(2, 4).unwrap();
    let refused = Err(CeremonyError::Commitment { village: village(), number: 5 });
    assert_eq!(table.step(3, 0), refused);
    assert_eq!(table.step(2, 0), refused);
}

#[test]
fn who_does_not_know_what_it_shows_is_refused() {
    let mut table = Table::after(Round::Reveal);
    let mut foreign = None;
    table.change::<Reveal>(1, |entry| {
        foreign.get_or_insert_with(|| entry.contribution.possession.clone());
    });
    table.change::<Reveal>(3, |entry| {
        entry.contribution.possession = foreign.clone().unwrap();
        entry.contribution.reveal_sig =
            record::ceremony::sign_reveal(&entry.contribution.commitment, &entry.contribution.possession, &key(3));
    });
    let refused = table.step(3, 0);
    assert!(matches!(refused, Err(CeremonyError::Transcript { error: TranscriptError::Possession(4, _), .. })), "{refused:?}");
}

/// The fourth guardian changes its shares for the first village and signs them.
fn cheat(change: impl Fn(&mut Shares)) -> Result<(), CeremonyError> {
    let mut table = Table::after(Round::Shares);
    let definitions = table.definitions.clone();
    table.change::<Shares>(3, |entry| {
        let definition = definitions.iter().find(|one| one.digest() == entry.definition).unwrap();
        change(entry);
        *entry = entry.clone().signed(definition, &key(3));
    });
    let refused = table.step(4, 0);
    assert!(table.members[0].standings().iter().all(|standing| standing.round == 2), "nothing has changed");
    refused
}

#[test]
fn the_sender_of_a_wrong_share_is_named() {
    let refused = |error| Err(CeremonyError::Share { village: village(), sender: 4, error });
    let garbage = EncryptedShare::from_bytes(&[1; 48]).unwrap();
    assert_eq!(cheat(|entry| entry.shares[0].share = garbage), refused(ShareError::NotAuthentic));
    let unsent = Err(CeremonyError::Unsent { village: village(), sender: 4, receiver: 1 });
    assert_eq!(cheat(|entry| entry.shares.truncate(0)), unsent);
    assert_eq!(cheat(|entry| entry.shares.push(entry.shares[0].clone())), unsent);
    let other = Err(CeremonyError::Split { village: village(), number: 4, theirs: Hash::ZERO, ours: split_digest() });
    assert_eq!(cheat(|entry| entry.transcript = Hash::ZERO), other);
}

fn split_digest() -> Hash {
    Table::after(Round::Confirm).key().transcript()
}

#[test]
fn a_share_off_the_senders_polynomial_is_named() {
    let mut table = Table::after(Round::Shares);
    let (definition, sender) = (table.definitions[0].clone(), &table.members[3]);
    let wrong = secrets::share_of_another_polynomial(&table, sender, 1);
    table.change::<Shares>(3, |entry| {
        if entry.definition == definition.digest() {
            entry.shares[0].share = wrong;
            *entry = entry.clone().signed(&definition, &key(3));
        }
    });
    assert_eq!(table.step(4, 0), Err(CeremonyError::BadShare { village: village(), sender: 4 }));
}

#[test]
fn two_files_of_one_guardian_that_differ_are_refused() {
    let mut table = Table::after(Round::Commit);
    let other = Member::new(&[13; 32], crate::fixture::text("Penjaga")).commit(&table.definitions, 1, &[222; 32]).unwrap();
    table.files.insert(&format!("salinan/{}", other.name), other.bytes);
    let twice = CeremonyError::Twice { village: village(), number: 3, round: Round::Commit };
    assert_eq!(table.step(2, 0), Err(twice.clone()));
    assert_eq!(table.step(2, 2), Err(twice), "also when its own key was used elsewhere");
}

#[test]
fn a_wrong_guardian_and_a_wrong_number_are_refused() {
    for number in [2, 6, 0] {
        let mut table = Table::after(Round::Commit);
        let file = table.name(Round::Commit, 3).into();
        table.change::<Commit>(3, |entry| entry.number = number);
        assert_eq!(table.step(2, 0), Err(CeremonyError::Stranger { village: village(), number, file }));
    }
}

#[test]
fn a_file_of_another_round_or_form_is_refused() {
    let mut table = Table::after(Round::Commit);
    let (commit, name) = (table.name(Round::Commit, 3), "1-commit-00000000.json");
    let good = table.files.get(&commit).unwrap().to_vec();
    let blank = [&good[..], b"\n"].concat();
    table.files.insert(name, blank);
    assert!(matches!(table.step(2, 0), Err(CeremonyError::Json { file, .. }) if &*file == name));
    let other = String::from_utf8(good).unwrap().replace("ceremony-commit/v1", "ceremony-commit/v2");
    table.files.insert(name, other.into_bytes());
    assert_eq!(table.step(2, 0), Err(CeremonyError::Format { file: name.into(), round: Round::Commit }));
    table.files.remove(name);
    table.files.insert("catatan.txt", b"bukan berkas upacara".to_vec());
    assert_eq!(table.step(2, 0), Ok(()));
}

#[test]
fn guardians_who_saw_different_transcripts_make_no_key() {
    let mut table = Table::after(Round::Confirm);
    table.change::<Confirm>(2, |entry| entry.transcript = Hash::ZERO);
    let ours = split_digest();
    assert_eq!(table.assemble(), Err(CeremonyError::Split { village: village(), number: 3, theirs: Hash::ZERO, ours }));
}
