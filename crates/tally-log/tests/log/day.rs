//! An ordinary day on real files.

use std::fs;

use canonical::SigningKey;
use tally_log::{AppendError, Extent, FsDisk, IndexState, JOURNAL_FILE, Log, MAX_JOURNAL, Medium, MemIndex, OpenError, Startup, Store};

use crate::support::{Place, add, chain, create, disk_with, identity, journal, key, line, line_by, open, origin};

#[test]
fn lines_are_on_both_media_and_come_back() {
    let place = Place::new();
    let mut log = place.create();
    assert_eq!(log.lines(), []);
    for count in 0..20 {
        assert_eq!(add(&mut log, &format!("card-{count}")), count);
    }
    let (lines, tip) = (log.lines().to_vec(), log.tip().clone());
    drop(log);
    for medium in ["first", "second"] {
        assert_eq!(fs::read(place.0.join(medium).join(JOURNAL_FILE)).unwrap(), journal(&lines));
    }
    let (log, startup) = place.open();
    assert_eq!(startup, Startup { repaired: None, torn: false, lines: 20, index: IndexState::Agreed });
    assert_eq!((log.lines(), log.tip(), log.origin()), (lines.as_slice(), &tip, &origin()));
}

#[test]
fn a_key_finds_the_newest_line_that_bears_it() {
    let place = Place::new();
    let mut log = place.create();
    for card in ["a", "b", "a"] {
        add(&mut log, card);
    }
    let answers = |log: &Log| [b"a", b"b", b"c"].map(|card| log.find(card).unwrap());
    assert_eq!(answers(&log), [Some(2), Some(1), None]);
    drop(log);
    assert_eq!(answers(&place.open().0), [Some(2), Some(1), None]);
}

#[test]
fn a_second_opening_is_refused_while_the_first_lasts() {
    let place = Place::new();
    let log = place.create();
    assert!(matches!(Log::open(place.store(), identity()), Err(OpenError::Busy(Medium::First))));
    assert!(matches!(Log::create(place.store(), identity()), Err(OpenError::Busy(Medium::First))));
    // Another machine's first medium with this one's second.
    fs::create_dir_all(place.0.join("other")).unwrap();
    let mixed = Store::on_files(place.0.join("other"), place.0.join("second"), place.0.join("other-index"));
    assert!(matches!(Log::open(mixed, identity()), Err(OpenError::Busy(Medium::Second))));
    drop(log);
    assert_eq!(place.open().1.lines, 0);
}

#[test]
fn one_directory_for_both_media_is_refused_also_by_another_name() {
    let place = Place::new();
    drop(place.create());
    let twice = Store::on_files(place.0.join("first"), place.0.join("first"), place.index());
    assert!(matches!(Log::open(twice, identity()), Err(OpenError::SameMedium)));
    let around = place.0.join("second").join("..").join("first");
    let twice = Store::on_files(place.0.join("first"), around, place.index());
    assert!(matches!(Log::open(twice, identity()), Err(OpenError::Busy(Medium::Second))));
}

#[test]
fn a_new_log_needs_empty_media() {
    let lines = journal(&chain(1));
    assert!(matches!(create(&disk_with(&lines, b"")), Err(OpenError::Occupied(Medium::First))));
    assert!(matches!(create(&disk_with(b"", &lines)), Err(OpenError::Occupied(Medium::Second))));
    assert_eq!(create(&disk_with(b"", b"")).unwrap().1.lines, 0);
}

#[test]
fn a_line_that_is_not_the_next_one_is_refused_and_the_log_goes_on() {
    let disk = disk_with(b"", b"");
    let (mut log, _) = open(&disk).unwrap();
    let early = line(log.tip(), "early", "");
    add(&mut log, "a");
    assert!(matches!(log.append(&early), Err(AppendError::Chain(_))));
    let stranger = line_by(log.tip(), "b", "", &origin(), &SigningKey::from_seed(&[8; 32]));
    assert!(matches!(log.append(&stranger), Err(AppendError::Line(_))));
    let rehearsal = "suara-uji/v1/2027/desa/001/bilik-1".parse().unwrap();
    let elsewhere = line_by(log.tip(), "b", "", &rehearsal, &key());
    assert!(matches!(log.append(&elsewhere), Err(AppendError::Line(_))));
    assert_eq!(add(&mut log, "b"), 1);
    let lines = log.lines().to_vec();
    drop(log);
    assert_eq!(open(&disk).unwrap().0.lines(), lines);
}

#[test]
fn a_full_journal_takes_no_further_line_and_still_opens() {
    let mut tip = chain::Tip::new();
    let mut lines = Vec::new();
    let mut size = 0;
    loop {
        let next = line(&tip, "a", &"x".repeat(65_000));
        size += next.to_bytes().len() as u64 + 1;
        if size > MAX_JOURNAL {
            break;
        }
        tip.append(&next).unwrap();
        lines.push(next);
    }
    let bytes = journal(&lines);
    let disk = disk_with(&bytes, &bytes);
    let (mut log, startup) = open(&disk).unwrap();
    assert_eq!(startup.lines, lines.len() as u64);
    let too_much = line(log.tip(), "a", &"x".repeat(65_000));
    assert!(matches!(log.append(&too_much), Err(AppendError::Full)));
    add(&mut log, "small");
    drop(log);
    assert_eq!(open(&disk).unwrap().1.lines, lines.len() as u64 + 1);
}

#[test]
fn errors_name_medium_line_and_next_step() {
    let mut bytes = journal(&chain(3));
    bytes[20] ^= 1;
    let Err(error) = open(&disk_with(&journal(&chain(3)), &bytes)) else { panic!("opened") };
    let text = error.to_string();
    assert!(text.starts_with("medium 2/entries.jsonl, line 0 (from 0): "), "{text}");
    assert!(text.ends_with("keep both media as evidence and use a spare"), "{text}");
    let apart = OpenError::Apart { first: Extent { lines: 4, torn: true }, second: Extent { lines: 2, torn: false } };
    assert!(apart.to_string().starts_with("medium 1 holds 4 lines and a torn one, medium 2 2 lines:"), "{apart}");
}

#[test]
fn a_medium_that_is_not_there_is_named() {
    let place = Place::new();
    let store = || Store::of_parts(Box::new(FsDisk), Box::new(MemIndex::new()), place.0.join("first"), place.0.join("second"));
    drop(Log::create(store(), identity()).unwrap());
    fs::remove_dir_all(place.0.join("second")).unwrap();
    let Err(OpenError::Medium(error)) = Log::open(store(), identity()) else { panic!("opened") };
    assert_eq!(error.medium, Medium::Second);
    fs::create_dir(place.0.join("second")).unwrap();
    assert!(matches!(Log::open(store(), identity()), Err(OpenError::Missing(Medium::Second))));
}

#[test]
fn a_journal_that_is_deleted_while_the_log_is_open_takes_nothing_in_silence() {
    for (medium, name) in [(Medium::First, "first"), (Medium::Second, "second")] {
        let place = Place::new();
        let mut log = place.create();
        add(&mut log, "before");
        fs::remove_dir_all(place.0.join(name)).unwrap();
        let next = line(log.tip(), "after", "a ballot");
        let Err(AppendError::Medium(error)) = log.append(&next) else { panic!("{name}: was taken") };
        assert_eq!((error.medium, error.source.kind()), (medium, std::io::ErrorKind::NotFound), "{name}");
    }
}
