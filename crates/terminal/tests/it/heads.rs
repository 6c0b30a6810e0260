//! Heads of other booths, cosignatures of witnesses.

use chain::{KeyName, SignedCheckpoint};
use record::Entry;
use tally_log::MemDisk;
use terminal::{Booth, FakePrinter, HeadError};

use crate::village::{Place1, Wish, hour, key};
use crate::voting::{Answer, vote};
use crate::whole_day::{entries, replayed};

fn other_booth(place: &Place1, seed: &str) -> Booth {
    let setup = place.village.setup("2", &MemDisk::new(), &FakePrinter::new(), seed);
    let mut booth = Booth::zero(setup, &[], &hour(6)).unwrap();
    booth.open(&hour(7)).unwrap();
    booth
}

fn cosigned(booth: &Booth, witness: &str) -> String {
    let mut head = booth.head().unwrap();
    head.cosign(&KeyName::new(witness).unwrap(), &key(witness), 1_822_000_000).unwrap();
    head.to_string()
}

#[test]
fn another_booths_head_is_logged_as_its_note() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let note = other_booth(&place, "peer").head().unwrap().to_string();
    let seen = booth.take_peer(note.as_bytes()).unwrap();
    assert!(!seen.contradicts && seen.head.size == 3);
    assert!(matches!(entries(&place).pop(), Some(Entry::Peer(peer)) if *peer.note == *note));
    assert_eq!(replayed(&place, &booth), *booth.state());
}

#[test]
fn two_heads_of_one_size_and_different_roots_are_named_also_after_a_restart() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let (a, b) = (other_booth(&place, "peer").head().unwrap(), other_booth(&place, "clone").head().unwrap());
    booth.take_peer(a.to_string().as_bytes()).unwrap();
    drop(booth);
    let mut booth = place.attach();
    assert!(!booth.take_peer(a.to_string().as_bytes()).unwrap().contradicts);
    assert!(booth.take_peer(b.to_string().as_bytes()).unwrap().contradicts);
}

#[test]
fn a_head_of_an_unknown_log_of_itself_or_with_another_key_is_refused() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let own = booth.head().unwrap().to_string();
    assert!(matches!(booth.take_peer(own.as_bytes()), Err(HeadError::UnknownLog(_))));
    let peer = other_booth(&place, "peer").head().unwrap();
    let forged = SignedCheckpoint::sign(peer.checkpoint().clone(), &key("stranger")).unwrap().to_string();
    assert!(matches!(booth.take_peer(forged.as_bytes()), Err(HeadError::Note(_))));
    assert!(matches!(booth.take_peer(b"garbage"), Err(HeadError::Note(_))));
    assert!(matches!(booth.take_peer(&[b'x'; 20_000]), Err(HeadError::TooLong(20_000))));
    assert_eq!(entries(&place).len(), 3);
}

#[test]
fn cosignatures_of_witnesses_on_the_closing_head_go_into_the_bundle() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    booth.close(&hour(13)).unwrap();
    let (one, two) = (cosigned(&booth, "saksi-1"), cosigned(&booth, "saksi-2"));
    booth.take_cosignature(one.as_bytes()).unwrap();
    booth.take_cosignature(two.as_bytes()).unwrap();
    booth.take_cosignature(one.as_bytes()).unwrap();
    let bundle = booth.export().unwrap();
    let head = SignedCheckpoint::open(bundle.get("checkpoint").unwrap(), booth.origin(), &key("booth 1").public()).unwrap();
    let witnesses = place.village.documents.witnesses();
    assert_eq!(head.cosigners(&witnesses).unwrap().len(), 2);
    assert_eq!(head.to_string().lines().count(), 7);
}

#[test]
fn a_cosignature_by_no_witness_or_on_another_head_is_refused() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let mark = cosigned(&booth, "saksi-1");
    let stranger = cosigned(&booth, "orang-lain");
    assert!(matches!(booth.take_cosignature(stranger.as_bytes()), Err(HeadError::NoWitness)));
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    let between = cosigned(&booth, "saksi-1");
    assert!(matches!(booth.take_cosignature(between.as_bytes()), Err(HeadError::NotOurs(5))));
    assert!(booth.take_cosignature(mark.as_bytes()).is_ok());
    let broken = mark.replace("saksi-1 ", "saksi-2 ");
    assert!(matches!(booth.take_cosignature(broken.as_bytes()), Err(HeadError::NoWitness | HeadError::Note(_))));
}
