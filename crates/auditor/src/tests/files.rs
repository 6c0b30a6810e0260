//! Files of booths that a committee changed after delivery, with its lists signed again.

use canonical::sha256;
use record::{Folder, layout};

use super::*;
use forge::{Evening, Log, Setup, Spec, first, key, open_day};

/// Changes one file of one tier and signs the lists again.
fn with_file(sealed: bool, path: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> VillageReport {
    let mut pair = honest();
    let folder: &mut Folder = if sealed { &mut pair.sealed } else { &mut pair.public };
    let bytes = change(folder.get(path).unwrap().to_vec());
    folder.insert(path, bytes);
    pair.sign_lists();
    verify_folder(if sealed { &pair.sealed } else { &pair.public }, &anchored(&pair))
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect()
}

fn without(place: usize) -> impl Fn(Vec<u8>) -> Vec<u8> {
    move |bytes| lines(&bytes).into_iter().enumerate().filter(|(i, _)| *i != place).flat_map(|(_, line)| line).collect()
}

fn swapped(bytes: Vec<u8>) -> Vec<u8> {
    let mut lines = lines(&bytes);
    lines.swap(2, 3);
    lines.concat()
}

#[test]
fn lines_taken_out_of_a_log_swapped_or_torn() {
    let path = "booths/001-1/entries.jsonl";
    for report in [with_file(true, path, without(4)), with_file(true, path, swapped)] {
        assert_fails(&report, "C18");
        assert_fails(&report, "C25");
        assert!(report.check("C18").unwrap().place.starts_with("booths/001-1/entries.jsonl, line "), "{:?}", report.check("C18"));
    }
    assert_fails(&with_file(true, path, |bytes| bytes[..bytes.len() - 40].to_vec()), "C18");
    assert_fails(&with_file(true, path, |bytes| lines(&bytes)[..8].concat()), "C24");
}

#[test]
fn a_log_signed_by_another_booths_key() {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    let mut log = Log::new(&setup, "001", "1", 0, vec![]);
    log.key = key(22);
    first(&mut log);
    evening.logs[0] = log;
    let pair = Evening::after(evening.logs).finish(&setup);
    assert_eq!(&failed(&reports(&pair)[0])[..2], ["C19", "C25"]);
    assert_fails(&reports(&pair)[1], "C25");
}

#[test]
fn ballots_taken_out_of_put_into_or_moved_in_the_public_record() {
    assert_fails(&with_file(false, "booths/001-1/cast.jsonl", without(1)), "C27");
    assert_fails(&with_file(false, "booths/001-1/cast.jsonl", swapped), "C32");
    assert_fails(&with_file(false, "booths/001-1/challenged.jsonl", without(0)), "C27");
    assert_fails(&with_file(false, "booths/001-2/spoiled.txt", |_| Vec::new()), "C27");
    let added = |bytes: Vec<u8>| token::join_hashes(token::parse_hashes(&bytes).unwrap().into_iter().chain([sha256(b"x")])).into_bytes();
    assert_fails(&with_file(false, "booths/002-1/void.txt", added), "C27");
    assert_fails(&with_file(false, "booths/001-1/leaves.txt", without(3)), "C25");
    assert_fails(&with_file(false, "booths/001-1/leaves.txt", swapped), "C25");
    assert_fails(&with_file(false, "booths/002-1/anchors.jsonl", without(2)), "C27");
    assert_fails(&with_file(false, "booths/001-1/anchors.jsonl", without(2)), "C24");
}

#[test]
fn an_older_head_and_a_head_nobody_cosigned() {
    let setup = Setup::new(Spec::default());
    let older: Vec<u8> = {
        let mut log = Log::new(&setup, "001", "1", 0, vec![]);
        open_day(&mut log);
        log.head()
    };
    assert_fails(&with_file(false, "booths/001-1/checkpoint", |_| older.clone()), "C25");
    let alone = with_file(false, "booths/001-1/checkpoint", |bytes| lines(&bytes)[..5].concat());
    let check = alone.check("C26").unwrap();
    assert_eq!((check.status, failed(&alone)), (Status::NotChecked, vec!["C44"]), "the plan names another record");
    let forged = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let place = text.rfind("saksi-1 ").unwrap() + 40;
        let mut bytes = text.into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        bytes
    };
    assert_fails(&with_file(false, "booths/001-1/checkpoint", forged), "C26");
}

#[test]
fn a_booth_that_is_not_there() {
    both_fail(honest(), "C17", |folder| {
        let gone: Vec<String> = folder.under("booths/001-2/").map(|(path, _)| path.to_owned()).collect();
        gone.iter().for_each(|path| drop(folder.remove(path)));
    });
}

#[test]
fn a_bundle_is_signed_by_its_booth() {
    let pair = honest();
    let mut bundle = pair.bundles[0].clone();
    let origin = pair.definition.booth_origin(&"001".parse().unwrap(), &"1".parse().unwrap());
    record::Sums::write(&mut bundle, record::Tier::Bundle, &origin, &origin, &key(22)).unwrap();
    assert_eq!(failed(&verify_folder(&bundle, &anchored(&pair))), ["C02"]);
    let mut bundle = pair.bundles[0].clone();
    bundle.remove(layout::CHECKPOINT);
    assert_fails(&verify_folder(&bundle, &anchored(&pair)), "C25");
}
