//! The signed package of a village: changed, missing, foreign and forged documents are refused by name.

use record::{Documents, Folder, Strip, StripOutcome, Sums, SumsError, Tier};
use suara_tests::random::SimSeed;
use suara_tests::sim::prepare::{Prepared, define, prepare};
use suara_tests::sim::spec::ElectionSpec;
use suara_tests::sim::world::{self, Keys};

fn prepared(seed: u64) -> (Prepared, Keys) {
    let seed = SimSeed(seed);
    let keys = Keys(seed);
    let spec = ElectionSpec::made_up(1, 12, seed);
    let definitions: Vec<_> = spec.villages.iter().map(|v| define(v, spec.mode, keys).unwrap()).collect();
    let index = world::index(&spec, keys, &definitions, &world::no_aids()).unwrap();
    (prepare(&spec.villages[0], &definitions[0], &index, keys).unwrap(), keys)
}

fn with(folder: &Folder, path: &str, bytes: Vec<u8>) -> Folder {
    let mut changed = folder.clone();
    assert!(changed.insert(path, bytes));
    changed
}

#[test]
fn a_changed_byte_in_any_document_is_refused_by_the_documents_together() {
    let (prepared, _) = prepared(5);
    let folder = prepared.documents.files();
    assert!(Documents::read(folder).is_ok());
    let mut tried = 0;
    for (path, bytes) in folder.iter() {
        for place in (0..bytes.len()).step_by(bytes.len() / 23 + 1) {
            let mut changed = bytes.to_vec();
            changed[place] ^= 1;
            assert!(Documents::read(&with(folder, path, changed)).is_err(), "{path} byte {place}");
            tried += 1;
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn a_missing_document_is_named() {
    let (prepared, _) = prepared(6);
    let paths: Vec<String> = prepared.documents.files().iter().map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let mut folder = prepared.documents.files().clone();
        folder.remove(&path);
        let error = Documents::read(&folder).unwrap_err();
        assert_eq!(&*error.file, path, "{error}");
    }
}

#[test]
fn a_document_of_another_election_is_refused() {
    let (ours, _) = prepared(7);
    let (theirs, _) = prepared(8);
    for (path, bytes) in theirs.documents.files().iter() {
        assert!(Documents::read(&with(ours.documents.files(), path, bytes.to_vec())).is_err(), "{path}");
    }
}

#[test]
fn a_truncated_or_doubled_document_is_refused() {
    let (prepared, _) = prepared(9);
    let folder = prepared.documents.files();
    for (path, bytes) in folder.iter() {
        assert!(Documents::read(&with(folder, path, bytes[..bytes.len() - 1].to_vec())).is_err(), "{path} cut");
        assert!(Documents::read(&with(folder, path, [bytes, bytes].concat())).is_err(), "{path} doubled");
        assert!(Documents::read(&with(folder, path, Vec::new())).is_err(), "{path} empty");
    }
}

#[test]
fn the_signed_list_names_every_difference() {
    let (prepared, keys) = prepared(10);
    let mut folder = prepared.documents.files().clone();
    Sums::write(&mut folder, Tier::Public, "suara/v1/x", "committee", &keys.committee()).unwrap();
    let sums = Sums::read(&folder).unwrap();
    assert!(sums.verify("committee", &keys.committee().public()).is_ok());
    assert!(sums.verify("committee", &keys.issuer().public()).is_err());
    assert!(sums.verify("somebody", &keys.committee().public()).is_err());
    assert_eq!(sums.differences(&folder), []);
    folder.insert("extra.json", Vec::new());
    folder.insert("roots.json", b"{}".to_vec());
    folder.remove("index.json");
    let mut found = sums.differences(&folder);
    found.sort_by_key(ToString::to_string);
    let names = |name: &str| -> Box<str> { name.into() };
    assert_eq!(
        found,
        [SumsError::Unlisted(names("extra.json")), SumsError::Absent(names("index.json")), SumsError::Changed(names("roots.json"))]
    );
}

#[test]
fn a_strip_holds_only_as_the_booth_signed_it() {
    let key = Keys(SimSeed(1)).key("booth");
    let origin = "suara/v1/contoh-2027/99.01.01.2001/001/1".parse().unwrap();
    let code = ballot::Code::from_hash(canonical::sha256(b"ballot"));
    let strip = Strip::sign(&origin, code, "ABC123", StripOutcome::Cast, "0a1b2c3d", &key);
    let text = strip.to_text();
    let read = Strip::parse(&text).unwrap();
    assert_eq!(read, strip);
    assert!(read.verify(&key.public()));
    for (from, to) in [("TERSIMPAN", "BATAL"), ("ABC123", "ABC124"), ("0a1b2c3d", "0a1b2c3e"), ("/001/1", "/001/2")] {
        assert!(!Strip::parse(&text.replace(from, to)).unwrap().verify(&key.public()), "{from}");
    }
    for bad in ["", "SUARA-TT", &text[..text.len() - 1], &text.replace("SUARA-TT", "SUARA")] {
        assert!(Strip::parse(bad).is_err(), "{bad}");
    }
}
