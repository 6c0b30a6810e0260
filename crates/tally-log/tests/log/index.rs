//! Whatever happens to the index, the answers stay the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tally_log::{AppendError, Contents, FindError, FsDisk, Index, IndexError, IndexState, Log, MemDisk, MemIndex, Stamp, Store};

use crate::support::{Place, add, create, identity, line};

const CARDS: usize = 30;

fn filled(place: &Place, cards: usize) {
    let mut log = place.create();
    for count in 0..cards {
        add(&mut log, &format!("card-{count}"));
    }
}

/// Opens, checks every answer, and gives back what the start found.
fn answers(place: &Place) -> IndexState {
    let (log, startup) = place.open();
    for count in 0..CARDS {
        assert_eq!(log.find(format!("card-{count}").as_bytes()).unwrap(), Some(count as u64));
    }
    assert_eq!(log.find(b"card-x").unwrap(), None);
    startup.index
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn evidence(place: &Place) -> usize {
    fs::read_dir(&place.0).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("index-")).count()
}

/// Changes the store itself, as `sled` would hold it.
fn tamper(place: &Place, change: impl FnOnce(&sled::Db)) {
    let db = sled::open(place.index()).unwrap();
    change(&db);
    db.flush().unwrap();
}

#[test]
fn an_untouched_index_agrees() {
    let place = Place::new();
    filled(&place, CARDS);
    assert_eq!(answers(&place), IndexState::Agreed);
    assert_eq!(evidence(&place), 0);
}

#[test]
fn a_deleted_index_is_built() {
    let place = Place::new();
    filled(&place, CARDS);
    fs::remove_dir_all(place.index()).unwrap();
    assert_eq!(answers(&place), IndexState::Built);
    assert_eq!(answers(&place), IndexState::Agreed);
}

#[test]
fn an_index_whose_files_are_damaged_is_set_aside_and_built_anew() {
    let place = Place::new();
    filled(&place, CARDS);
    let sound = place.0.join("sound");
    copy(&place.index(), &sound);
    for name in ["db", "conf"] {
        let size = fs::metadata(sound.join(name)).unwrap().len();
        for part in 0..8 {
            fs::remove_dir_all(place.index()).unwrap();
            copy(&sound, &place.index());
            let mut bytes = fs::read(sound.join(name)).unwrap();
            bytes[usize::try_from(size * part / 8).unwrap()..].iter_mut().take(40).for_each(|byte| *byte ^= 0xff);
            fs::write(place.index().join(name), bytes).unwrap();
            answers(&place);
        }
    }
    assert!(evidence(&place) > 0);
}

#[test]
fn an_index_that_is_no_directory_is_set_aside() {
    let place = Place::new();
    filled(&place, CARDS);
    fs::remove_dir_all(place.index()).unwrap();
    fs::write(place.index(), b"not a directory").unwrap();
    assert_eq!(answers(&place), IndexState::Rebuilt);
    assert_eq!(fs::read(place.0.join("index-evidence-1")).unwrap(), b"not a directory");
}

#[test]
fn the_index_of_another_log_is_set_aside() {
    let (place, other) = (Place::new(), Place::new());
    filled(&place, CARDS);
    let mut foreign = other.create();
    for count in 0..CARDS / 2 {
        let next = line(foreign.tip(), &format!("card-{count}"), "a ballot of another booth");
        foreign.append(&next).unwrap();
    }
    drop(foreign);
    fs::remove_dir_all(place.index()).unwrap();
    copy(&other.index(), &place.index());
    assert_eq!(answers(&place), IndexState::Rebuilt);
    assert_eq!(answers(&place), IndexState::Agreed);
    assert_eq!(evidence(&place), 1);
}

/// A day of all cards; an index as it was when half of them were used lies in `earlier`.
fn with_an_earlier_index() -> Place {
    let place = Place::new();
    filled(&place, CARDS / 2);
    copy(&place.index(), &place.0.join("earlier"));
    let mut log = place.open().0;
    for count in CARDS / 2..CARDS {
        add(&mut log, &format!("card-{count}"));
    }
    place
}

fn put_back(place: &Place) {
    fs::remove_dir_all(place.index()).unwrap();
    copy(&place.0.join("earlier"), &place.index());
}

#[test]
fn an_index_of_an_earlier_hour_is_brought_up_to_the_journal() {
    let place = with_an_earlier_index();
    put_back(&place);
    assert_eq!(answers(&place), IndexState::Behind);
    assert_eq!(answers(&place), IndexState::Agreed);
    assert_eq!(evidence(&place), 0);
}

#[test]
fn an_index_of_an_earlier_hour_that_says_something_else_of_it_is_set_aside() {
    let changes: [fn(&sled::Db); 4] = [
        |db| assert!(db.remove(b"kcard-7").unwrap().is_some()),
        |db| assert!(db.insert(b"kcard-7", &8_u64.to_be_bytes()).unwrap().is_some()),
        |db| assert!(db.insert(b"kcard-20", &20_u64.to_be_bytes()).unwrap().is_none()),
        |db| assert!(db.insert(b"s", [7_u64.to_be_bytes().as_slice(), &[7; 32]].concat()).unwrap().is_some()),
    ];
    for (count, change) in changes.into_iter().enumerate() {
        let place = with_an_earlier_index();
        put_back(&place);
        tamper(&place, change);
        assert_eq!(answers(&place), IndexState::Rebuilt, "change {count}");
        assert_eq!(evidence(&place), 1);
    }
}

#[test]
fn an_index_that_knows_more_than_the_journal_is_set_aside() {
    let place = Place::new();
    filled(&place, CARDS);
    for medium in ["first", "second"] {
        copy(&place.0.join(medium), &place.0.join("journals").join(medium));
    }
    add(&mut place.open().0, "card-x");
    for medium in ["first", "second"] {
        copy(&place.0.join("journals").join(medium), &place.0.join(medium));
    }
    assert_eq!(answers(&place), IndexState::Rebuilt);
}

/// As a killed program leaves it: the index is not closed, and what of it reached the files stays.
#[test]
fn an_index_that_was_never_closed_is_built_or_brought_up_to_the_journal() {
    let place = Place::new();
    let mut log = place.create();
    for count in 0..CARDS {
        add(&mut log, &format!("card-{count}"));
    }
    let killed = Place::new();
    for folder in ["first", "second", "index"] {
        copy(&place.0.join(folder), &killed.0.join(folder));
    }
    assert!(matches!(answers(&killed), IndexState::Behind | IndexState::Built));
    assert_eq!(evidence(&killed), 0);
}

#[test]
fn a_key_hidden_moved_or_added_under_the_right_stamp_is_noticed() {
    let changes: [fn(&sled::Db); 5] = [
        |db| assert!(db.remove(b"kcard-7").unwrap().is_some()),
        |db| assert!(db.insert(b"kcard-7", &8_u64.to_be_bytes()).unwrap().is_some()),
        |db| assert!(db.insert(b"kcard-x", &7_u64.to_be_bytes()).unwrap().is_none()),
        |db| assert!(db.insert(b"kcard-7", b"7").unwrap().is_some()),
        |db| assert!(db.insert(b"unknown", b"record").unwrap().is_none()),
    ];
    for (count, change) in changes.into_iter().enumerate() {
        let place = Place::new();
        filled(&place, CARDS);
        tamper(&place, change);
        assert_eq!(answers(&place), IndexState::Rebuilt, "change {count}");
        assert_eq!(evidence(&place), 1);
    }
}

/// An index that lies or fails as told.
#[derive(Default)]
struct Liar {
    inner: MemIndex,
    hidden: Option<&'static [u8]>,
    full: bool,
}

impl Index for Liar {
    fn contents(&mut self) -> Result<Contents, IndexError> {
        self.inner.contents()
    }

    fn put(&mut self, stamp: Stamp, keys: &BTreeMap<Vec<u8>, u64>) -> Result<(), IndexError> {
        if self.full { Err(IndexError::Panicked) } else { self.inner.put(stamp, keys) }
    }

    fn find(&self, key: &[u8]) -> Result<Option<u64>, IndexError> {
        if self.hidden == Some(key) { Ok(None) } else { self.inner.find(key) }
    }

    fn reset(&mut self) -> Result<(), IndexError> {
        self.inner.reset()
    }
}

fn store_with(disk: &MemDisk, index: Liar) -> Store {
    Store::of_parts(Box::new(disk.clone()), Box::new(index), "first".into(), "second".into())
}

#[test]
fn an_index_that_hides_a_used_card_is_caught_when_asked() {
    let disk = MemDisk::new();
    let index = Liar { hidden: Some(b"a"), ..Liar::default() };
    let (mut log, _) = Log::create(store_with(&disk, index), identity()).unwrap();
    add(&mut log, "a");
    add(&mut log, "b");
    assert!(matches!(log.find(b"a"), Err(FindError::Disagrees { said: None, known: Some(0) })));
    assert_eq!(log.find(b"b").unwrap(), Some(1));
}

#[test]
fn an_index_that_fails_stops_the_log_and_loses_no_line() {
    let disk = MemDisk::new();
    let (mut log, _) = Log::create(store_with(&disk, Liar { full: true, ..Liar::default() }), identity()).unwrap();
    let next = line(log.tip(), "a", "");
    assert!(matches!(log.append(&next), Err(AppendError::Index(_))));
    assert!(matches!(log.append(&next), Err(AppendError::Stopped)));
    assert_eq!((log.lines().len(), log.tip().size()), (0, 0));
    drop(log);
    let (log, startup) = Log::open(store_with(&disk, Liar::default()), identity()).unwrap();
    assert_eq!((log.lines(), startup.repaired), ([next].as_slice(), None));
}

#[test]
fn an_index_that_cannot_be_built_refuses_the_start() {
    let disk = MemDisk::new();
    let mut log = create(&disk).unwrap().0;
    add(&mut log, "a");
    drop(log);
    let broken = Liar { full: true, ..Liar::default() };
    assert!(matches!(Log::open(store_with(&disk, broken), identity()), Err(tally_log::OpenError::Index(_))));
}

#[test]
fn a_log_without_sled_works_on_files_too() {
    let place = Place::new();
    let store = || Store::of_parts(Box::new(FsDisk), Box::new(MemIndex::new()), place.0.join("first"), place.0.join("second"));
    let mut log = Log::create(store(), identity()).unwrap().0;
    add(&mut log, "a");
    drop(log);
    let (log, startup) = Log::open(store(), identity()).unwrap();
    assert_eq!((log.find(b"a").unwrap(), startup.index), (Some(0), IndexState::Built));
}
