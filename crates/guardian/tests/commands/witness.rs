use std::fs;

use canonical::{Hash, SigningKey, base64};
use chain::note::Kind;
use chain::tree::{leaf_hash, prove_consistency, root};
use chain::{Checkpoint, KeyName, SignedCheckpoint, Verifier};

use crate::{Desk, key};

fn log() -> SigningKey {
    SigningKey::from_seed(&[4; 32])
}

fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

fn note(leaves: &[Hash]) -> String {
    let origin = "suara-uji/v1/2027/16.07.17.2008/001/1".parse().unwrap();
    SignedCheckpoint::sign(Checkpoint { origin, size: leaves.len() as u64, root: root(leaves) }, &log()).unwrap().to_string()
}

fn lines(hashes: &[Hash], one: impl Fn(&Hash) -> String) -> String {
    hashes.iter().map(|hash| one(hash) + "\n").collect()
}

/// A witness that has cosigned a head of ten lines.
fn begin(test: &str) -> (Desk, Verifier) {
    let desk = Desk::new(test);
    let public = key(&desk.well("saksi", &["witness", "new", "--name", "saksi-1", "--work-factor", "4"]));
    desk.write("kepala-10", note(&leaves(10)));
    desk.well("saksi", &["witness", "cosign", "kepala-10", "--key", &log().public().to_string(), "--out", "kepala-10.saksi"]);
    (desk, Verifier::new(KeyName::new("saksi-1").unwrap(), public, Kind::Cosignature))
}

fn cosigned(text: &str, witness: &Verifier) -> bool {
    let origin = "suara-uji/v1/2027/16.07.17.2008/001/1".parse().unwrap();
    let signed = SignedCheckpoint::open(text.as_bytes(), &origin, &log().public()).unwrap();
    let signers = signed.cosigners(core::slice::from_ref(witness)).unwrap();
    signers.iter().all(|signer| signer.time.is_some_and(|time| time % 3600 == 0)) && signers.len() == 1
}

#[test]
fn a_growing_log_is_cosigned_with_a_proof_or_with_its_leaves() {
    let (desk, witness) = begin("growing");
    assert!(cosigned(&fs::read_to_string(desk.path("kepala-10.saksi")).unwrap(), &witness));
    let all = leaves(50);
    desk.write("kepala-30", note(&all[..30]));
    desk.write("bukti", lines(&prove_consistency(&all[..30], 10).unwrap(), |hash| base64::encode(hash.as_bytes())));
    assert!(desk.refused("saksi", &["witness", "cosign", "kepala-30"], 1).contains("tanpa bukti"));
    let printed = desk.well("saksi", &["witness", "cosign", "kepala-30", "--proof", "bukti"]);
    assert!(cosigned(&printed, &witness));
    desk.write("kepala-50", note(&all));
    desk.write("leaves.txt", lines(&all, Hash::to_string));
    assert!(cosigned(&desk.well("saksi", &["witness", "cosign", "kepala-50", "--leaves", "leaves.txt"]), &witness));
    assert!(desk.refused("saksi", &["witness", "cosign", "kepala-10"], 1).contains("50 baris"));
}

#[test]
fn a_fork_is_refused_and_both_notes_are_kept() {
    let (desk, _) = begin("fork");
    let mut other = leaves(10);
    other[0] = leaf_hash(b"changed");
    desk.write("lain", note(&other));
    assert!(desk.refused("saksi", &["witness", "cosign", "lain"], 3).contains("BERTENTANGAN"));
    let kept: Vec<String> = fs::read_dir(desk.path("saksi"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "note"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert!(kept.len() == 2 && kept.contains(&note(&leaves(10))) && kept.contains(&note(&other)));
    desk.write("orang-lain/foto.note", note(&other));
    let fresh = ["witness", "cosign", "kepala-10", "--seen", "orang-lain"];
    assert!(desk.refused("saksi", &fresh, 3).contains("BERTENTANGAN"));
}

#[test]
fn what_is_no_head_or_no_list_is_refused() {
    let (desk, _) = begin("junk");
    desk.write("junk", b"bukan kepala log\n");
    assert!(desk.refused("saksi", &["witness", "cosign", "junk"], 3).contains("bukan kepala log"));
    desk.write("kepala-30", note(&leaves(30)));
    desk.write("leaves.txt", b"x\n");
    assert!(desk.refused("saksi", &["witness", "cosign", "kepala-30", "--leaves", "leaves.txt"], 3).contains("leaves.txt: baris 1"));
    assert_eq!(desk.run("saksi", &["witness", "cosign", "tidak-ada"]).status.code(), Some(3));
    assert_eq!(desk.run("saksi", &["witness", "new", "--name", "dua kata"]).status.code(), Some(1));
    desk.refused("saksi", &["status"], 1);
}
