//! Ceremony, confirmations and the package of documents.

use canonical::{Hash, json};
use manifest::BoothStatus;

use crate::ceremony::{commitment_holds, guardian};
use crate::fixture::*;
use crate::{
    ConfirmationError, ConfirmationsData, Documents, Folder, Problem, TranscriptData, TranscriptError, VillageKey, layout,
    verify_confirmations,
};

fn key_of(change: impl FnOnce(&mut TranscriptData)) -> Result<VillageKey, TranscriptError> {
    let mut data = transcript();
    change(&mut data);
    VillageKey::parse(&json::to_bytes(&data), &definition())
}

#[test]
fn a_transcript_makes_one_key_with_a_share_for_each_guardian() {
    let key = key_of(|_| ()).unwrap();
    let bytes = json::to_bytes(&transcript());
    assert_eq!(key.transcript(), canonical::sha256(&bytes));
    assert_eq!(key.digest(), manifest::key_digest(&definition().village_digest(), &key.transcript(), key.joint().as_bytes()));
    assert_eq!(key.attempt(), 1);
    for number in 1..=3 {
        assert_eq!(key.share(number), Some(&share(number).public()), "guardian {number}");
    }
    assert_eq!((key.share(0), key.share(4)), (None, None));
}

#[test]
fn the_attempt_is_the_transcripts_and_bound_by_every_commitment() {
    let second = VillageKey::new(&transcript_of(2), &definition()).unwrap();
    assert_eq!(second.attempt(), 2);
    assert_ne!(second.joint(), village_key().joint());
    assert!(matches!(key_of(|data| data.attempt = 2), Err(TranscriptError::Commitment(1))));
}

#[test]
fn a_transcript_with_anything_exchanged_is_refused_by_name() {
    let refused = |change: fn(&mut TranscriptData)| key_of(change).unwrap_err();
    assert_eq!(refused(|d| d.format = "x".into()), TranscriptError::Format);
    assert_eq!(refused(|d| d.definition = Hash::ZERO), TranscriptError::Foreign(Hash::ZERO));
    assert_eq!(
        refused(|d| {
            d.contributions.pop();
        }),
        TranscriptError::Members { found: 2, expected: 3 }
    );
    assert_eq!(refused(|d| d.contributions.swap(0, 1)), TranscriptError::Commitment(1));
    assert_eq!(refused(|d| d.contributions[1].commitment_sig = d.contributions[0].commitment_sig), TranscriptError::Signature(2));
    assert_eq!(refused(|d| d.contributions[2].reveal_sig = d.contributions[0].reveal_sig), TranscriptError::Signature(3));
    assert_eq!(refused(|d| d.contributions[2].commitment = Hash::ZERO), TranscriptError::Commitment(3));
    let possession = |d: &mut TranscriptData| {
        d.contributions[0].possession = d.contributions[1].possession.clone();
        let signed = crate::ceremony::sign_reveal(&d.contributions[0].commitment, &d.contributions[0].possession, &guardian_key(1));
        d.contributions[0].reveal_sig = signed;
    };
    assert!(matches!(refused(possession), TranscriptError::Possession(1, _)));
    assert!(matches!(VillageKey::parse(b"{}", &definition()), Err(TranscriptError::Json(_))));
}

#[test]
fn a_commitment_holds_for_its_own_guardian_and_attempt_only() {
    let definition = definition();
    let one = &transcript().contributions[0];
    let holds = |attempt, number| commitment_holds(&definition, attempt, number, &one.commitment, &one.commitment_sig);
    assert!(holds(1, 1));
    assert!(!holds(2, 1) && !holds(1, 2) && !holds(1, 0) && !holds(1, 9));
    assert_eq!(guardian(&definition, 2).map(|g| g.key), Some(guardian_key(2).public()));
    assert!(guardian(&definition, 0).is_none() && guardian(&definition, 4).is_none());
}

fn confirmed(change: impl FnOnce(&mut ConfirmationsData)) -> Result<(), ConfirmationError> {
    let mut data = confirmations();
    change(&mut data);
    verify_confirmations(&json::to_bytes(&data), &definition(), &village_key())
}

#[test]
fn confirmations_hold_only_of_all_guardians_in_order_for_this_transcript() {
    assert_eq!(confirmed(|_| ()), Ok(()));
    assert_eq!(confirmed(|d| d.format = "x".into()), Err(ConfirmationError::Format));
    assert_eq!(confirmed(|d| d.transcript = Hash::ZERO), Err(ConfirmationError::Foreign(Hash::ZERO)));
    assert_eq!(
        confirmed(|d| {
            d.list.pop();
        }),
        Err(ConfirmationError::Members)
    );
    assert_eq!(confirmed(|d| d.list.push(d.list[2].clone())), Err(ConfirmationError::Members));
    assert_eq!(confirmed(|d| d.list.swap(0, 1)), Err(ConfirmationError::Members));
    assert_eq!(confirmed(|d| d.list[1].guardian = 3), Err(ConfirmationError::Members));
    assert_eq!(confirmed(|d| d.list[1].sig = d.list[0].sig), Err(ConfirmationError::Signature(2)));
    assert!(matches!(confirmed(|d| d.list[2].trial = d.list[1].trial), Err(ConfirmationError::Trial(_))));
    assert!(confirmations().list[0].check_signature(&definition(), &village_key()).is_ok());
}

#[test]
fn a_package_is_read_with_its_amendment_and_gives_back_its_files() {
    let folder = package();
    let documents = Documents::read(&folder).unwrap();
    assert_eq!(documents.files(), &folder);
    assert_eq!(documents.devices.amendments(), 1);
    assert_eq!(documents.devices.status(&station("001"), &booth()), BoothStatus::Expected);
    assert_eq!(documents.committee().unwrap().key(), &signing(1).public());
    let witnesses: Vec<_> = documents.witnesses().iter().map(|w| (w.name().as_str().to_owned(), *w.key())).collect();
    assert_eq!(witnesses, [("saksi-1".to_owned(), signing(27).public())]);
    let origin = documents.origin(&station("001"), &booth()).unwrap();
    assert_eq!(origin.as_str(), "suara/v1/contoh-2027/99.01.01.2001/001/1");
}

fn refused(change: impl FnOnce(&mut Folder)) -> (String, Problem) {
    let mut folder = package();
    change(&mut folder);
    let error = Documents::read(&folder).unwrap_err();
    (error.file.into(), error.problem)
}

#[test]
fn a_package_without_one_of_its_files_names_it() {
    for (path, _) in package().iter().filter(|(path, _)| *path != "amendment-1.json") {
        assert_eq!(
            refused(|folder| {
                folder.remove(path);
            }),
            (path.to_owned(), Problem::Missing)
        );
    }
    let mut without = package();
    without.remove("amendment-1.json");
    assert_eq!(Documents::read(&without).unwrap().devices.amendments(), 0);
}

#[test]
fn a_note_of_another_file_and_a_definition_that_is_not_listed_are_refused() {
    for name in [layout::INDEX, layout::DEFINITION, layout::ROOTS, layout::DEVICES, "amendment-1"] {
        let other = if name == layout::ROOTS { "devices.note" } else { "roots.note" };
        let note = package().get(other).unwrap().to_vec();
        let (file, problem) = refused(|folder| {
            folder.insert(&layout::note(name), note);
        });
        assert!(file == layout::note(name) && matches!(problem, Problem::Note(_)), "{name}: {file}: {problem}");
    }
    let mut data = (*index()).clone();
    data.villages[0].definition = Hash::ZERO;
    let unlisted = refused(|folder| put_signed(folder, layout::INDEX, json::to_bytes(&data)));
    assert_eq!(unlisted, ("definition.json".to_owned(), Problem::NotListed));
}
