use canonical::{Hash, json};

use crate::fixture::{booth, definition, definition_data, devices, devices_data, key, station};
use crate::*;

fn broken(change: impl FnOnce(&mut DevicesData)) -> DevicesError {
    let mut data = devices_data();
    change(&mut data);
    Devices::new(data, &definition()).unwrap_err()
}

fn booth_error(id: &str) -> DevicesError {
    DevicesError::Booth { station: station("001"), booth: booth(id) }
}

#[test]
fn a_list_reads_back_with_the_same_digest() {
    let read = Devices::parse(&json::to_bytes(&devices_data()), &definition()).unwrap();
    assert_eq!(read, devices());
    assert_eq!((read.digest(), read.last(), read.amendments()), (devices().digest(), devices().digest(), 0));
    assert_eq!(read.booth(&station("001"), &booth("2")).map(|d| (d.key, d.kind)), Some((key(22), BoothKind::Mobile)));
    assert_eq!(read.status(&station("001"), &booth("1")), BoothStatus::Expected);
}

#[test]
fn another_shape_format_or_definition_is_refused() {
    assert!(matches!(Devices::parse(b"[]", &definition()), Err(DevicesError::Json(_))));
    assert_eq!(broken(|data| data.format = "suara/devices/v2".into()), DevicesError::Format);
    assert_eq!(broken(|data| data.definition = Hash::ZERO), DevicesError::Foreign(Hash::ZERO));
}

#[test]
fn every_booth_of_the_definition_is_listed_once() {
    assert_eq!(broken(|data| drop(data.booths.pop())), booth_error("2"));
    assert_eq!(broken(|data| data.booths[1].booth = booth("1")), booth_error("1"));
    assert_eq!(
        broken(|data| {
            let more = BoothDevice { booth: booth("3"), key: key(90), ..data.booths[0].clone() };
            data.booths.push(more);
        }),
        booth_error("3")
    );
    let elsewhere = DevicesError::Booth { station: station("002"), booth: booth("1") };
    assert_eq!(broken(|data| data.booths.push(BoothDevice { station: station("002"), key: key(90), ..data.booths[0].clone() })), elsewhere);
}

#[test]
fn a_desk_stands_once_at_a_known_station() {
    let desk = |at: &str| DevicesError::Desk { station: station(at), desk: booth("1") };
    assert_eq!(broken(|data| data.desks[1].station = station("001")), desk("001"));
    assert_eq!(broken(|data| data.desks[1].station = station("009")), desk("009"));
}

#[test]
fn every_device_and_person_has_a_key_of_its_own() {
    let twice = DevicesError::KeyTwice(Box::new(key(21)));
    assert_eq!(broken(|data| data.booths[1].key = key(21)), twice);
    assert_eq!(broken(|data| data.desks[0].key = key(21)), twice);
    assert_eq!(broken(|data| data.spares[0].key = key(21)), twice);
    assert_eq!(broken(|data| data.witnesses[0].key = key(21)), twice);
    assert_eq!(broken(|data| data.counters[0].key = key(21)), twice);
}

#[test]
fn a_real_election_asks_for_more_work_than_a_rehearsal() {
    assert_eq!(broken(|data| data.scrypt_work_factor = 14), DevicesError::WorkFactor(14));
    assert_eq!(broken(|data| data.scrypt_work_factor = 23), DevicesError::WorkFactor(23));
    let rehearsal = Definition::new(DefinitionData { mode: Mode::Rehearsal, ..definition_data() }).unwrap();
    let with = |scrypt_work_factor| DevicesData { definition: rehearsal.digest(), scrypt_work_factor, ..devices_data() };
    assert!(Devices::new(with(2), &rehearsal).is_ok());
    assert_eq!(Devices::new(with(1), &rehearsal), Err(DevicesError::WorkFactor(1)));
}

#[test]
fn a_witness_has_a_name_that_fits_a_note() {
    for bad in ["", "saksi satu", "saksi+1", "saksi\n", "saksí", &"s".repeat(61)] {
        assert_eq!(broken(|data| data.witnesses[0].name = bad.into()), DevicesError::WitnessName(bad.into()), "{bad}");
    }
}

#[test]
fn a_spare_is_free_until_it_stands_in_a_booth() {
    let mut list = devices();
    let spare = key(26);
    assert!(list.is_free_spare(&spare) && !list.is_free_spare(&key(21)) && !list.is_free_spare(&key(99)));
    let change = Change::BoothKey { booth: booth("1"), key: spare, station: station("001") };
    let data =
        AmendmentData { change, definition: definition().digest(), format: AmendmentData::FORMAT.into(), number: 1, previous: list.last() };
    list.amend(&Amendment::new(data).unwrap(), &definition()).unwrap();
    assert!(!list.is_free_spare(&spare) && !list.is_free_spare(&key(21)), "the key that stood there before is no spare's");
}
