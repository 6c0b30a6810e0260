use chain::tree::{leaf_hash, prove_consistency};

use super::*;

fn log_key() -> SigningKey {
    SigningKey::from_seed(&[4; 32])
}

fn witness() -> Witness {
    Witness::new(&[5; 32], KeyName::new("saksi/1").unwrap())
}

fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

fn origin() -> Origin {
    "suara/v1/2027/desa/001/1".parse().unwrap()
}

fn note(leaves: &[Hash]) -> Vec<u8> {
    let checkpoint = Checkpoint { origin: origin(), size: leaves.len() as u64, root: root(leaves) };
    SignedCheckpoint::sign(checkpoint, &log_key()).unwrap().to_string().into_bytes()
}

fn cosign(witness: &mut Witness, leaves: &[Hash], evidence: Evidence<'_>) -> Result<Cosigned, WitnessError> {
    witness.cosign(&note(leaves), &[log_key().public()], evidence, &[], 1_800_000_000)
}

#[test]
fn a_growing_log_is_cosigned_head_by_head() {
    let mut witness = witness();
    let all = leaves(50);
    let first = cosign(&mut witness, &all[..7], Evidence::None).unwrap();
    assert_eq!(first.checked, Checked::First);
    let proof = prove_consistency(&all[..20], 7).unwrap();
    assert_eq!(cosign(&mut witness, &all[..20], Evidence::Proof(&proof)).unwrap().checked, Checked::Continues(7));
    let last = cosign(&mut witness, &all, Evidence::Leaves(&all)).unwrap();
    assert_eq!(last.checked, Checked::Continues(20));
    let signed = SignedCheckpoint::open(last.note.as_bytes(), &origin(), &log_key().public()).unwrap();
    let signers = signed.cosigners(&[witness.verifier()]).map(|signers| signers[0].time);
    assert_eq!(signers, Ok(Some(1_800_000_000)));
    assert_eq!(witness.heads(), [last.checkpoint]);
}

#[test]
fn the_key_of_a_log_is_remembered_and_asked_for_once() {
    let mut witness = witness();
    let head = note(&leaves(3));
    let unknown = witness.cosign(&head, &[], Evidence::None, &[], 0);
    assert_eq!(unknown, Err(WitnessError::NoKey(origin())));
    let other = SigningKey::from_seed(&[6; 32]).public();
    assert!(matches!(witness.cosign(&head, &[other], Evidence::None, &[], 0), Err(WitnessError::Checkpoint(_))));
    witness.cosign(&head, &[log_key().public()], Evidence::None, &[], 0).unwrap();
    assert_eq!(witness.cosign(&head, &[], Evidence::None, &[], 0).unwrap().checked, Checked::Same);
}

#[test]
fn a_head_that_already_carries_the_cosignature_is_given_back() {
    let mut witness = witness();
    let once = cosign(&mut witness, &leaves(3), Evidence::None).unwrap();
    let twice = witness.cosign(once.note.as_bytes(), &[], Evidence::None, &[], 9).unwrap();
    assert_eq!((twice.note, twice.checked), (once.note, Checked::Same));
}

#[test]
fn a_longer_head_without_evidence_is_not_cosigned() {
    let mut witness = witness();
    cosign(&mut witness, &leaves(7), Evidence::None).unwrap();
    let state = witness.to_state();
    let refused = cosign(&mut witness, &leaves(20), Evidence::None);
    assert_eq!(refused, Err(WitnessError::NoEvidence { origin: origin(), size: 20, last: 7 }));
    let wrong = prove_consistency(&leaves(20), 6).unwrap();
    let refused = cosign(&mut witness, &leaves(20), Evidence::Proof(&wrong));
    assert_eq!(refused, Err(WitnessError::Proof { origin: origin(), last: 7 }));
    let refused = cosign(&mut witness, &leaves(20), Evidence::Leaves(&leaves(19)));
    assert_eq!(refused, Err(WitnessError::Leaves { origin: origin(), found: 19, size: 20 }));
    assert_eq!(witness.to_state(), state, "nothing has changed");
}

/// The log that a spare goes on with after some lines.
fn spare() -> SigningKey {
    SigningKey::from_seed(&[8; 32])
}

fn by_spare(leaves: &[Hash]) -> Vec<u8> {
    let checkpoint = Checkpoint { origin: origin(), size: leaves.len() as u64, root: root(leaves) };
    SignedCheckpoint::sign(checkpoint, &spare()).unwrap().to_string().into_bytes()
}

#[test]
fn a_log_that_a_spare_went_on_with_is_the_same_log() {
    let keys = [log_key().public(), spare().public()];
    let (mut witness, all) = (witness(), leaves(20));
    witness.cosign(&note(&all[..7]), &keys, Evidence::None, &[], 0).unwrap();
    let unproven = witness.cosign(&by_spare(&all), &keys, Evidence::None, &[], 0);
    assert_eq!(unproven, Err(WitnessError::NoEvidence { origin: origin(), size: 20, last: 7 }));
    let went_on = witness.cosign(&by_spare(&all), &keys, Evidence::Leaves(&all), &[], 0).unwrap();
    assert_eq!((went_on.checked, witness.heads()), (Checked::Continues(7), vec![went_on.checkpoint]));
    assert_eq!(witness.cosign(&by_spare(&all), &[], Evidence::None, &[], 0).unwrap().checked, Checked::Same);
    let mut other = all.clone();
    other[19] = leaf_hash(b"the old machine went on");
    assert!(matches!(witness.cosign(&note(&other), &keys, Evidence::None, &[], 0), Err(WitnessError::Fork { .. })));
    let shown = witness.cosign(&by_spare(&all), &keys, Evidence::None, &[note(&other)], 0);
    assert!(matches!(shown, Err(WitnessError::Fork { .. })));
}

#[test]
fn a_machine_that_was_replaced_before_it_opened_had_another_log() {
    let mut witness = witness();
    cosign(&mut witness, &leaves(1), Evidence::None).unwrap();
    let first = witness.cosign(&by_spare(&[leaf_hash(b"another zero")]), &[spare().public()], Evidence::None, &[], 0).unwrap();
    assert_eq!((first.checked, witness.heads().len()), (Checked::First, 2));
}

#[test]
fn a_shorter_head_is_refused() {
    let mut witness = witness();
    cosign(&mut witness, &leaves(20), Evidence::None).unwrap();
    let refused = cosign(&mut witness, &leaves(7), Evidence::None);
    assert_eq!(refused, Err(WitnessError::Older { origin: origin(), size: 7, last: 20 }));
}

#[test]
fn two_heads_of_one_size_are_a_fork_and_both_are_kept() {
    let mut witness = witness();
    let (one, mut other) = (leaves(20), leaves(20));
    other[3] = leaf_hash(b"changed");
    cosign(&mut witness, &one, Evidence::None).unwrap();
    let text = |leaves: &[Hash]| String::from_utf8(note(leaves)).unwrap().into_boxed_str();
    let fork = WitnessError::Fork { origin: origin(), before: text(&one), now: text(&other) };
    assert_eq!(cosign(&mut witness, &other, Evidence::None), Err(fork.clone()));
    assert_eq!(cosign(&mut witness, &other, Evidence::Leaves(&other)), Err(fork));
    for note in [note(&one), note(&other)] {
        assert!(SignedCheckpoint::open(&note, &origin(), &log_key().public()).is_ok(), "each note proves itself");
    }
}

#[test]
fn a_longer_head_whose_leaves_begin_differently_is_a_fork() {
    let mut witness = witness();
    let mut other = leaves(20);
    other[3] = leaf_hash(b"changed");
    cosign(&mut witness, &leaves(7), Evidence::None).unwrap();
    assert!(matches!(cosign(&mut witness, &other, Evidence::Leaves(&other)), Err(WitnessError::Fork { .. })));
}

#[test]
fn a_head_that_somebody_else_was_shown_is_held_against_this_one() {
    let mut other = leaves(20);
    other[3] = leaf_hash(b"changed");
    let key = log_key().public();
    let show = |seen: Vec<Hash>| witness().cosign(&note(&leaves(20)), &[key], Evidence::Leaves(&leaves(20)), &[note(&seen)], 0);
    assert!(matches!(show(other.clone()), Err(WitnessError::Fork { .. })));
    assert!(matches!(show(other[..10].to_vec()), Err(WitnessError::Fork { .. })));
    assert!(show(leaves(10)).is_ok());
    assert!(show(leaves(20)).is_ok());
    let junk = witness().cosign(&note(&leaves(20)), &[key], Evidence::None, &[b"bukan catatan".to_vec()], 0);
    assert!(junk.is_ok());
}

#[test]
fn the_state_reads_back_and_a_damaged_one_is_refused() {
    let mut witness = witness();
    cosign(&mut witness, &leaves(7), Evidence::None).unwrap();
    let state = witness.to_state();
    let again = Witness::from_state(&state).unwrap();
    assert_eq!((again.to_state(), again.public()), (state.clone(), witness.public()));
    assert!(!format!("{again:?}").contains(&canonical::base64::encode(&[5; 32])));
    let text = core::str::from_utf8(&state).unwrap();
    let bad = |from: &str, to: &str| Witness::from_state(text.replace(from, to).as_bytes()).unwrap_err();
    assert_eq!(bad("witness-state/v1", "witness-state/v2"), WitnessStateError::Format);
    assert_eq!(bad("\"name\":\"saksi/1\"", "\"name\":\"saksi 1\""), WitnessStateError::Content);
    assert_eq!(bad("001/1\\n7", "001/1\\n8"), WitnessStateError::Content);
}
