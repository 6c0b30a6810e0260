use super::*;
use crate::note::Kind;
use crate::tree;
use proptest::prelude::*;

fn origin() -> Origin {
    "suara/v1/2027/desa/001/bilik-1".parse().unwrap()
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn head(size: u64, byte: u8) -> Checkpoint {
    Checkpoint { origin: origin(), size, root: Hash::from_bytes([byte; 32]) }
}

fn open(text: &str) -> Result<SignedCheckpoint, CheckpointError> {
    SignedCheckpoint::open(text.as_bytes(), &origin(), &key(1).public())
}

#[test]
fn the_text_is_three_lines_and_its_digest_begins_with_the_mark() {
    let text = head(502, 0).to_string();
    assert_eq!(text, "suara/v1/2027/desa/001/bilik-1\n502\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    assert_eq!(text.parse(), Ok(head(502, 0)));
    let mark = head(502, 0).mark_id();
    assert_eq!(mark.len(), 8);
    assert!(sha256(text.as_bytes()).to_string().starts_with(&mark));
    assert_ne!(mark, head(503, 0).mark_id());
}

#[test]
fn the_head_of_an_empty_log_has_the_empty_root() {
    let head = Checkpoint::of(&origin(), &Tip::new());
    assert_eq!((head.size, head.root), (0, tree::empty_root()));
}

#[test]
fn another_text_is_refused_with_its_line() {
    let good = head(502, 0).to_string();
    let read = |text: String| text.parse::<Checkpoint>().unwrap_err();
    assert_eq!(read(good.trim_end().to_owned()), CheckpointError::Lines);
    assert_eq!(read(format!("{good}extension\n")), CheckpointError::Lines);
    assert_eq!(read(format!("{good}\n")), CheckpointError::Lines);
    assert_eq!(read(String::new()), CheckpointError::Lines);
    assert_eq!(read(good.replace("suara/", "sura/")), CheckpointError::Origin(OriginError::Prefix));
    for size in ["0502", "+502", "-1", " 502", "", "5e2", "18446744073709551616"] {
        assert_eq!(read(good.replace("502", size)), CheckpointError::Size, "{size}");
    }
    assert_eq!(read(good.replace("AAA=", "AAA")), CheckpointError::Root);
    assert_eq!(read(good.replace("AAA=", "AAB=")), CheckpointError::Root);
    assert_eq!(read(good.replace("AAAAAAAA", "")), CheckpointError::Root);
}

#[test]
fn a_signed_head_opens_under_its_log_and_key_only() {
    let signed = SignedCheckpoint::sign(head(502, 3), &key(1)).unwrap();
    let text = signed.to_string();
    assert_eq!(open(&text), Ok(signed));
    let other: Origin = "suara/v1/2027/desa/001/bilik-2".parse().unwrap();
    let opened = SignedCheckpoint::open(text.as_bytes(), &other, &key(1).public());
    assert_eq!(opened, Err(CheckpointError::OtherLog { expected: other, found: origin() }));
    let opened = SignedCheckpoint::open(text.as_bytes(), &origin(), &key(2).public());
    assert_eq!(opened, Err(CheckpointError::Note(NoteError::NoKnownKey)));
}

#[test]
fn a_note_of_the_logs_key_that_is_no_head_is_refused() {
    let mut note = Note::new("suara/v1/document\na\nb\n").unwrap();
    note.sign(&KeyName::from(&origin()), &key(1)).unwrap();
    assert!(matches!(open(&note.to_string()), Err(CheckpointError::Origin(_))));
}

#[test]
fn cosigners_are_found_beside_the_log_and_a_bad_one_is_named() {
    let names = ["saksi/1", "saksi/2"].map(|text| KeyName::new(text).unwrap());
    let mut signed = SignedCheckpoint::sign(head(502, 3), &key(1)).unwrap();
    let known = [2, 3].map(|seed| Verifier::new(names[usize::from(seed) - 2].clone(), key(seed).public(), Kind::Cosignature));
    assert_eq!(signed.cosigners(&known), Ok(vec![]));
    signed.cosign(&names[0], &key(2), 60).unwrap();
    signed.cosign(&names[1], &key(3), 120).unwrap();
    let read = open(&signed.to_string()).unwrap();
    let times: Vec<_> = read.cosigners(&known).unwrap().iter().map(|signer| signer.time).collect();
    assert_eq!(times, [Some(60), Some(120)]);
    // The second witness's line on another head.
    let mut other = SignedCheckpoint::sign(head(503, 3), &key(1)).unwrap();
    other.cosign(&names[1], &key(3), 120).unwrap();
    let moved = other.to_string().lines().last().unwrap().to_owned();
    let bare = SignedCheckpoint::sign(head(502, 3), &key(1)).unwrap();
    let forged = open(&format!("{bare}{moved}\n")).unwrap();
    assert!(matches!(forged.cosigners(&known), Err(NoteError::Forged { name, .. }) if name == names[1]));
}

proptest! {
    #[test]
    fn any_head_comes_back(size: u64, root: [u8; 32]) {
        let head = Checkpoint { origin: origin(), size, root: Hash::from_bytes(root) };
        let signed = SignedCheckpoint::sign(head.clone(), &key(1)).unwrap();
        let read = open(&signed.to_string()).unwrap();
        prop_assert_eq!(read.checkpoint(), &head);
    }

    #[test]
    fn a_changed_byte_in_a_signed_head_is_refused(size: u64, place: prop::sample::Index, mask in 1u8..=255) {
        let mut bytes = SignedCheckpoint::sign(head(size, 3), &key(1)).unwrap().to_string().into_bytes();
        let index = place.index(bytes.len());
        bytes[index] ^= mask;
        prop_assert!(SignedCheckpoint::open(&bytes, &origin(), &key(1).public()).is_err());
    }
}
