use canonical::{Hash, json};

use crate::fixture::{booth, definition, definition_data, index_data, key, roots_data, station, stratum};
use crate::*;

fn broken(change: impl FnOnce(&mut RootsData)) -> RootsError {
    let mut data = roots_data();
    change(&mut data);
    Roots::new(data, &definition()).unwrap_err()
}

fn bad_index(change: impl FnOnce(&mut IndexData)) -> IndexError {
    let mut data = index_data();
    change(&mut data);
    Index::new(data).unwrap_err()
}

#[test]
fn roots_read_back_and_add_up() {
    let roots = Roots::new(roots_data(), &definition()).unwrap();
    assert_eq!(Roots::parse(&json::to_bytes(&roots_data()), &definition()), Ok(roots.clone()));
    assert_eq!((roots.registered(), roots.cards()), (300, 350));
    assert!(matches!(Roots::parse(b"{}", &definition()), Err(RootsError::Json(_))));
}

#[test]
fn roots_of_another_format_or_definition_are_refused() {
    assert_eq!(broken(|data| data.format = "suara/roots/v0".into()), RootsError::Format);
    assert_eq!(broken(|data| data.definition = Hash::ZERO), RootsError::Foreign(Hash::ZERO));
}

#[test]
fn stations_and_strata_are_those_of_the_definition_in_its_order() {
    assert_eq!(broken(|data| data.stations.reverse()), RootsError::Places);
    assert_eq!(broken(|data| drop(data.stations.pop())), RootsError::Places);
    assert_eq!(broken(|data| data.strata.reverse()), RootsError::Places);
    assert_eq!(broken(|data| data.strata.clear()), RootsError::Places);
}

#[test]
fn the_deck_serves_booths_and_strata_in_use_each_once() {
    assert_eq!(broken(|data| data.deck.reverse()), RootsError::Deck);
    assert_eq!(broken(|data| data.deck.push(data.deck[2].clone())), RootsError::Deck);
    assert_eq!(broken(|data| data.deck[2].booth = booth("3")), RootsError::Deck);
    assert_eq!(broken(|data| data.deck[2].station = station("002")), RootsError::Deck);
    assert_eq!(broken(|data| data.deck[2].stratum = Some(stratum("dusun-1"))), RootsError::Deck);
    assert_eq!(broken(|data| data.deck[2].stratum = None), RootsError::Deck);
}

#[test]
fn strata_add_up_to_stations() {
    assert_eq!(broken(|data| data.strata[0].registered = 121), RootsError::Sums { strata: 301, stations: 300 });
    // A sum over 2^32 does not wrap round to the right one.
    let error = broken(|data| data.strata.iter_mut().for_each(|s| s.registered = u32::MAX));
    assert_eq!(error, RootsError::Sums { strata: 2 * u64::from(u32::MAX), stations: 300 });
}

#[test]
fn an_index_lists_only_the_very_definition() {
    let index = Index::parse(&json::to_bytes(&index_data())).unwrap();
    assert_eq!(index, Index::new(index_data()).unwrap());
    assert!(index.lists(&definition()));
    assert_eq!(index.committee_name(), definition().committee_name());
    for change in [
        (|data| data.date = "2027-10-06".into()) as fn(&mut DefinitionData),
        |data| data.mode = Mode::Rehearsal,
        |data| data.village.code = "16.07.17.2010".parse().unwrap(),
        |data| data.committee = data.issuer,
    ] {
        let mut data = definition_data();
        change(&mut data);
        assert!(!index.lists(&Definition::new(data).unwrap()));
    }
}

#[test]
fn an_index_of_another_mode_election_or_committee_lists_nothing() {
    let with = |change: fn(&mut IndexData)| {
        let mut data = index_data();
        change(&mut data);
        Index::new(data).unwrap()
    };
    assert!(!with(|data| data.mode = Mode::Rehearsal).lists(&definition()));
    assert!(!with(|data| data.election = "banyuasin-2029".parse().unwrap()).lists(&definition()));
    assert!(!with(|data| data.committee = key(9)).lists(&definition()));
}

#[test]
fn villages_of_an_index_ascend_and_stand_once() {
    assert_eq!(bad_index(|data| data.villages.clear()), IndexError::Villages);
    assert_eq!(bad_index(|data| data.villages.reverse()), IndexError::Villages);
    assert_eq!(bad_index(|data| data.villages[1].code = data.villages[0].code.clone()), IndexError::Villages);
    let many = |count: usize| IndexData {
        villages: (0..count)
            .map(|n| IndexVillage { code: format!("16.07.{:02}.{:04}", n / 10_000, n % 10_000).parse().unwrap(), definition: Hash::ZERO })
            .collect(),
        ..index_data()
    };
    assert!(Index::new(many(IndexData::MAX_VILLAGES)).is_ok());
    assert_eq!(Index::new(many(IndexData::MAX_VILLAGES + 1)), Err(IndexError::Villages));
    assert_eq!(bad_index(|data| data.format = "x".into()), IndexError::Format);
    assert!(matches!(Index::parse(b"{}"), Err(IndexError::Json(_))));
}
