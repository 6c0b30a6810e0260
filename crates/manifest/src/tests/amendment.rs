use canonical::{Hash, json};

use crate::fixture::{booth, definition, devices, key, station, text};
use crate::*;

fn data(number: u32, previous: Hash, change: Change) -> AmendmentData {
    AmendmentData { change, definition: definition().digest(), format: AmendmentData::FORMAT.into(), number, previous }
}

fn lost(at: &str, id: &str) -> Change {
    Change::BoothLost { booth: booth(id), reason: text("terbakar"), station: station(at) }
}

fn apply(devices: &mut Devices, change: Change) -> Result<(), AmendmentError> {
    let next = Amendment::new(data(devices.amendments() + 1, devices.last(), change)).unwrap();
    devices.amend(&next, &definition())
}

#[test]
fn an_amendment_reads_back_and_another_shape_is_refused() {
    let written = Amendment::new(data(1, devices().last(), lost("001", "1"))).unwrap();
    let bytes = json::to_bytes(&data(1, devices().last(), lost("001", "1")));
    assert_eq!(Amendment::parse(&bytes), Ok(written.clone()));
    assert_eq!((written.number(), written.change()), (1, &lost("001", "1")));
    assert!(matches!(Amendment::parse(b"{}"), Err(AmendmentError::Json(_))));
    let other = AmendmentData { format: "suara/amendment/v2".into(), ..data(1, devices().last(), lost("001", "1")) };
    assert_eq!(Amendment::new(other), Err(AmendmentError::Format));
}

#[test]
fn each_change_does_what_it_says() {
    let mut devices = devices();
    let (one, two) = (booth("1"), booth("2"));
    apply(&mut devices, Change::BoothKey { booth: one.clone(), key: key(26), station: station("001") }).unwrap();
    assert_eq!(devices.booth(&station("001"), &one).map(|d| d.key), Some(key(26)));
    apply(&mut devices, Change::BoothUnused { booth: two.clone(), reason: text("rusak"), station: station("001") }).unwrap();
    assert_eq!(devices.status(&station("001"), &two), BoothStatus::Unused(text("rusak")));
    apply(&mut devices, lost("001", "1")).unwrap();
    assert_eq!(devices.status(&station("001"), &one), BoothStatus::Lost(text("terbakar")));
    apply(&mut devices, Change::StationOnPaper { reason: text("listrik"), station: station("001") }).unwrap();
    assert_eq!(devices.on_paper(&station("001")), Some(&text("listrik")));
    assert_eq!(devices.status(&station("001"), &one), BoothStatus::Unused(text("listrik")));
    apply(&mut devices, Change::CandidateWithdrawn { number: 2, reason: text("meninggal") }).unwrap();
    assert_eq!((devices.withdrawn(2), devices.withdrawn(1)), (Some(&text("meninggal")), None));
    apply(&mut devices, Change::ContestCancelled { reason: text("putusan") }).unwrap();
    assert_eq!((devices.cancelled(), devices.amendments()), (Some(&text("putusan")), 6));
}

#[test]
fn amendments_follow_one_another() {
    let mut devices = devices();
    let definition = definition();
    let list = devices.last();
    let first = Amendment::new(data(1, list, lost("001", "1"))).unwrap();
    let skipped = Amendment::new(data(2, list, lost("001", "2"))).unwrap();
    assert_eq!(devices.amend(&skipped, &definition), Err(AmendmentError::Order { found: 2, expected: 1 }));
    devices.amend(&first, &definition).unwrap();
    assert_eq!(devices.last(), first.digest());
    assert_eq!(devices.amend(&first, &definition), Err(AmendmentError::Order { found: 1, expected: 2 }));
    assert_eq!(devices.amend(&skipped, &definition), Err(AmendmentError::Previous(list)));
    let foreign = AmendmentData { definition: Hash::ZERO, ..data(2, first.digest(), lost("001", "2")) };
    assert_eq!(devices.amend(&Amendment::new(foreign).unwrap(), &definition), Err(AmendmentError::Foreign(Hash::ZERO)));
    assert_eq!((devices.last(), devices.amendments()), (first.digest(), 1));
}

#[test]
fn an_amendment_names_what_exists() {
    let key_at = |at: &str, id: &str| Change::BoothKey { booth: booth(id), key: key(26), station: station(at) };
    for change in [
        lost("001", "3"),
        lost("002", "1"),
        key_at("003", "1"),
        Change::BoothUnused { booth: booth("9"), reason: text("x"), station: station("001") },
        Change::StationOnPaper { reason: text("x"), station: station("003") },
        Change::CandidateWithdrawn { number: 0, reason: text("x") },
        Change::CandidateWithdrawn { number: 4, reason: text("x") },
    ] {
        assert_eq!(apply(&mut devices(), change.clone()), Err(AmendmentError::UnknownPlace), "{change:?}");
    }
}

#[test]
fn only_a_spare_of_the_pool_takes_over_a_booth() {
    let mut devices = devices();
    let before = devices.clone();
    let change = Change::BoothKey { booth: booth("1"), key: key(99), station: station("001") };
    assert_eq!(apply(&mut devices, change), Err(AmendmentError::NotASpare(Box::new(key(99)))));
    assert_eq!(devices, before);
}
