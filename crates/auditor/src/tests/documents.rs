//! A committee that cheats with its own key: each change to documents is caught by its check in both tiers.

use canonical::{Hash, json, sha256};
use manifest::{AmendmentData, Change, IndexData, Mode, RootsData};
use record::{ConfirmationsData, Folder, Sums, Tier, TranscriptData, layout};

use super::*;
use forge::{Spec, key, note, text};

fn read<T: serde::Serialize + serde::de::DeserializeOwned>(folder: &Folder, path: &str) -> T {
    json::from_bytes(folder.get(path).unwrap(), 1 << 24).unwrap()
}

fn amended() -> Pair {
    let reason = || text("menurut pasal 7");
    let changes =
        vec![Change::CandidateWithdrawn { number: 2, reason: reason() }, Change::CandidateWithdrawn { number: 3, reason: reason() }];
    Spec { amendments: changes, ..Spec::default() }.honest()
}

#[test]
fn a_definition_that_the_index_does_not_list() {
    let pair = honest();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    both_fail(pair, "C07", |folder| {
        let mut index: IndexData = read(folder, "index.json");
        index.villages[1].definition = sha256(b"other");
        note(folder, &definition, layout::INDEX, json::to_bytes(&index), &committee);
    });
}

#[test]
fn a_definition_signed_by_somebody_else() {
    let pair = honest();
    let definition = pair.definition.clone();
    both_fail(pair, "C07", |folder| note(folder, &definition, layout::DEFINITION, definition.to_bytes(), &key(99)));
}

#[test]
fn an_index_of_another_committee_is_not_the_one_on_paper() {
    let pair = honest();
    let definition = pair.definition.clone();
    let committee = pair.clone().committee;
    both_fail(pair, "C06", |folder| {
        let mut index: IndexData = read(folder, "index.json");
        index.villages[0].definition = Hash::ZERO;
        note(folder, &definition, layout::INDEX, json::to_bytes(&index), &committee);
    });
}

#[test]
fn a_rehearsal_index_around_a_real_definition() {
    let pair = honest();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    both_fail(pair, "C08", |folder| {
        let mut index: IndexData = read(folder, "index.json");
        index.mode = Mode::Rehearsal;
        note(folder, &definition, layout::INDEX, json::to_bytes(&index), &committee);
    });
}

#[test]
fn roots_without_the_committees_signature() {
    let pair = honest();
    let definition = pair.definition.clone();
    both_fail(pair, "C09", |folder| {
        let bytes = folder.get("roots.json").unwrap().to_vec();
        note(folder, &definition, layout::ROOTS, bytes, &key(99));
    });
}

#[test]
fn a_voter_taken_off_the_roll() {
    both_fail(honest(), "C10", |folder| {
        let bytes = folder.get(layout::ROLL_TAGS).unwrap()[65..].to_vec();
        folder.insert(layout::ROLL_TAGS, bytes);
    });
}

#[test]
fn a_voter_on_the_roll_twice_although_everything_was_signed_again() {
    let pair = honest();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    both_fail(pair, "C10", |folder| {
        let old = folder.get(layout::ROLL_TAGS).unwrap();
        let bytes = [&old[..65], &old[..65], &old[130..]].concat();
        let mut roots: RootsData = read(folder, "roots.json");
        roots.roll_tags = sha256(&bytes);
        folder.insert(layout::ROLL_TAGS, bytes);
        note(folder, &definition, layout::ROOTS, json::to_bytes(&roots), &committee);
    });
}

#[test]
fn a_card_added_to_the_deck() {
    both_fail(honest(), "C11", |folder| {
        let mut lines = token::parse_hashes(folder.get(layout::DECK_LEAVES).unwrap()).unwrap();
        lines.push(sha256(b"one more card"));
        folder.insert(layout::DECK_LEAVES, token::join_hashes(lines).into_bytes());
    });
}

#[test]
fn devices_without_a_note() {
    both_fail(honest(), "C12", |folder| drop(folder.remove("devices.note")));
}

#[test]
fn amendments_that_hold_pass() {
    for report in reports(&amended()) {
        assert_passes(&report);
    }
}

#[test]
fn an_amendment_out_of_its_chain() {
    let pair = amended();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    both_fail(pair, "C13", |folder| {
        let mut second: AmendmentData = read(folder, "amendment-2.json");
        second.previous = sha256(b"other");
        note(folder, &definition, "amendment-2", json::to_bytes(&second), &committee);
    });
}

#[test]
fn an_amendment_taken_out() {
    both_fail(amended(), "C04", |folder| {
        folder.remove("amendment-1.json");
        folder.remove("amendment-1.note");
    });
}

#[test]
fn a_guardian_who_shows_other_coefficients_than_it_committed_to() {
    both_fail(honest(), "C14", |folder| {
        let mut data: TranscriptData = read(folder, layout::CEREMONY);
        data.contributions[0].coefficients = data.contributions[1].coefficients.clone();
        folder.insert(layout::CEREMONY, json::to_bytes(&data));
    });
}

#[test]
fn a_guardian_who_does_not_know_what_it_shows() {
    both_fail(honest(), "C15", |folder| {
        let mut data: TranscriptData = read(folder, layout::CEREMONY);
        let foreign = data.contributions[1].possession.clone();
        let one = &mut data.contributions[0];
        one.reveal_sig = record::ceremony::sign_reveal(&one.commitment, &foreign, &key(11));
        one.possession = foreign;
        folder.insert(layout::CEREMONY, json::to_bytes(&data));
    });
}

#[test]
fn a_guardian_who_did_not_confirm() {
    both_fail(honest(), "C16", |folder| {
        let mut data: ConfirmationsData = read(folder, layout::CONFIRMATIONS);
        data.list.pop();
        folder.insert(layout::CONFIRMATIONS, json::to_bytes(&data));
    });
}

#[test]
fn a_list_signed_by_another_key() {
    let pair = honest();
    let mut folder = pair.public.clone();
    Sums::write(&mut folder, Tier::Public, pair.definition.village.code.as_str(), &pair.definition.committee_name(), &key(99)).unwrap();
    let report = verify_folder(&folder, &anchored(&pair));
    assert_eq!(failed(&report), ["C02"]);
}

#[test]
fn a_list_that_names_another_village() {
    let pair = honest();
    let mut folder = pair.public.clone();
    Sums::write(&mut folder, Tier::Public, "16.07.17.2009", &pair.definition.committee_name(), &pair.committee).unwrap();
    assert_eq!(failed(&verify_folder(&folder, &anchored(&pair))), ["C01"]);
}

#[test]
fn a_booth_that_the_definition_does_not_have() {
    both_fail(honest(), "C04", |folder| {
        folder.insert("booths/001-9/checkpoint", b"x".to_vec());
    });
}

#[test]
fn one_broken_document_stops_only_what_needs_it() {
    let mut pair = honest();
    pair.public.insert(layout::CONFIRMATIONS, b"{}".to_vec());
    pair.public.insert("roots.json", b"{}".to_vec());
    pair.sign_lists();
    let report = verify_folder(&pair.public, &anchored(&pair));
    let status = |id: &str| report.check(id).map(|c| c.status);
    assert_eq!((status("C09"), status("C16")), (Some(Status::Fail), Some(Status::Fail)));
    assert_eq!((status("C10"), status("C35")), (Some(Status::NotChecked), Some(Status::NotChecked)));
    assert_eq!((status("C15"), status("C31"), status("C12")), (Some(Status::Pass), Some(Status::Pass), Some(Status::Pass)));
}

#[test]
fn a_shipped_specification_or_verifier_other_than_the_announced_one() {
    for (path, honest) in [("spec.md", &b"specification"[..]), ("verify.mjs", b"verifier")] {
        let mut pair = Spec::default().honest();
        pair.public.insert(path, honest.to_vec());
        pair.sealed.insert(path, honest.to_vec());
        pair.sign_lists();
        assert!(not_passed(&verify_folder(&pair.public, &anchored(&pair))).is_empty());
        pair.public.insert(path, b"another".to_vec());
        pair.sign_lists();
        assert_fails(&verify_folder(&pair.public, &anchored(&pair)), "C05");
    }
}

/// The check's status after a file of the sealed record went missing.
fn without(path: &str, id: &str) -> Option<Status> {
    let mut pair = honest();
    pair.sealed.remove(path);
    pair.sign_lists();
    verify_folder(&pair.sealed, &anchored(&pair)).check(id).map(|c| c.status)
}

#[test]
fn what_could_not_be_looked_at_is_never_called_passed() {
    assert_eq!(without(layout::CONFIRMATIONS, "C16"), Some(Status::Fail));
    assert_eq!(without(layout::CONFIRMATIONS, "C31"), Some(Status::Pass));
    assert_eq!(without("booths/001-1/checkpoint", "C25"), Some(Status::Fail));
    assert_eq!(without("booths/001-1/checkpoint", "C26"), Some(Status::NotChecked));
    assert_eq!(without("definition.json", "C36"), Some(Status::NotChecked));
    let mut pair = honest();
    let log = pair.sealed.get("booths/001-1/entries.jsonl").unwrap().to_vec();
    let cut: Vec<u8> = log.split_inclusive(|b| *b == b'\n').take(8).flatten().copied().collect();
    pair.sealed.insert("booths/001-1/entries.jsonl", cut);
    pair.sign_lists();
    assert_eq!(verify_folder(&pair.sealed, &anchored(&pair)).check("C27").map(|c| c.status), Some(Status::NotChecked));
}
