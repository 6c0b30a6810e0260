//! Auditors' cards that were cast, and cards that two logs cast.

use std::collections::BTreeMap;

use committee::{AuditCard, AuditCardRefusal, BeginError, BoothPlace, NotReady};
use record::{Exclusion, ExclusionReason};
use token::{Card, CardPlace, card_leaf, card_short};

use super::counting::{begin, evening, finish};
use super::deciding::desk_with;
use super::support::{FRESH, MiniBooth, Setup, Spec};

fn setup() -> Setup {
    Spec::new(&[("001", 2, 20)]).setup()
}

fn place(booth: &str) -> BoothPlace {
    BoothPlace { station: "001".parse().unwrap(), booth: booth.parse().unwrap() }
}

fn reasons(list: &[Exclusion]) -> Vec<(String, ExclusionReason)> {
    list.iter().map(|e| (e.booth.to_string(), e.reason)).collect()
}

#[test]
fn an_audit_card_that_was_cast_is_excluded_by_its_six_characters() {
    let setup = setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 1, 1]), ("001", "2", &[1, 0])]);
    let cards = setup.cards("001", "1");
    let short = card_short(&cards[0].leaf());
    village.exclude(AuditCard::parse(&short.to_lowercase(), None).unwrap()).unwrap();
    // Challenged or never used: on the list, and nothing to exclude.
    village.exclude(AuditCard::parse(&cards[9].leaf().to_string(), Some(place("1"))).unwrap()).unwrap();
    village.add_desk_counts(&desk_with(&setup, "001", 5, 6, 1)).unwrap();
    let (counting, result) = finish(&setup, &village);
    assert_eq!(reasons(counting.exclusions()), [("1".to_owned(), ExclusionReason::AuditCard)]);
    assert_eq!((result.votes, result.excluded), (vec![2, 3, 0, 0], 1));
    assert_eq!(counting.counted(), 5);
}

#[test]
fn a_card_listed_for_another_booth_excludes_nothing_here() {
    let setup = setup();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 1, 1]), ("001", "2", &[1, 0])]);
    let short = card_short(&setup.cards("001", "1")[0].leaf());
    village.exclude(AuditCard::parse(&short, Some(place("2"))).unwrap()).unwrap();
    assert_eq!(village.exclusions(), Ok(Vec::new()));
}

#[test]
fn characters_that_no_card_has_are_refused() {
    let setup = setup();
    let mut village = setup.village();
    assert_eq!(AuditCard::parse("abc", None), Err(AuditCardRefusal::Form));
    assert_eq!(AuditCard::parse("ABCDEU", None), Err(AuditCardRefusal::Form));
    let leaf = canonical::Hash::ZERO.to_string();
    assert_eq!(village.exclude(AuditCard::parse(&leaf, None).unwrap()), Err(AuditCardRefusal::NotInDeck));
}

/// A card whose leaf both booths take: a cloned machine would do this.
fn clashing(setup: &Setup) -> committee::Village {
    let mut village = setup.village();
    let mut one = MiniBooth::open(setup, "001", "1");
    one.cast_all(&setup.cards("001", "1"), &[0, 0, 1, 1]);
    let mut two = MiniBooth::open(setup, "001", "2");
    two.cast_all(&setup.cards("001", "2"), &[1, 1, 0]);
    two.cast(setup.cards("001", "1")[0], 2);
    village.import_bundle(&one.closed(), &FRESH).unwrap();
    village.import_bundle(&two.closed(), &FRESH).unwrap();
    village
}

#[test]
fn a_card_cast_in_two_logs_is_excluded_from_both_unless_the_original_is_found() {
    let setup = setup();
    let mut village = clashing(&setup);
    let card = setup.cards("001", "1")[0].leaf();
    let clashes = village.clashes();
    assert_eq!((clashes.len(), clashes[0].card, clashes[0].booths.len()), (1, card, 2));
    let both = [("1".to_owned(), ExclusionReason::Clash), ("2".to_owned(), ExclusionReason::Clash)];
    assert_eq!(reasons(&village.exclusions().unwrap()), both);
    assert_eq!(finish(&setup, &village).1.votes, [2, 4, 0, 0]);
    village.original_found(card, place("1")).unwrap();
    let (counting, result) = finish(&setup, &village);
    assert_eq!(reasons(counting.exclusions()), both[1..]);
    assert_eq!((result.votes, result.excluded), (vec![3, 4, 0, 0], 1));
}

#[test]
fn an_audit_card_that_also_clashes_is_an_audit_card() {
    let setup = setup();
    let mut village = clashing(&setup);
    let card = setup.cards("001", "1")[0].leaf();
    village.exclude(AuditCard::parse(&card.to_string(), None).unwrap()).unwrap();
    village.original_found(card, place("1")).unwrap();
    let both = [("1".to_owned(), ExclusionReason::AuditCard), ("2".to_owned(), ExclusionReason::AuditCard)];
    assert_eq!(reasons(&village.exclusions().unwrap()), both);
}

fn leaf(booth: &str, serial: [u8; 16]) -> canonical::Hash {
    let place = CardPlace {
        village: "16.07.17.2008".parse().unwrap(),
        station: "001".parse().unwrap(),
        booth: booth.parse().unwrap(),
        stratum: None,
    };
    card_leaf(&"contoh-2027".parse().unwrap(), &place, &serial)
}

/// A card of each booth, both with the same six characters: 2^30 possible ones make a pair among some ten thousand likely.
fn colliding_cards(booths: [&'static str; 2]) -> [(&'static str, [u8; 16]); 2] {
    let serial = |n: u32| u128::from(n).to_be_bytes();
    let [one, two] = booths;
    let ones: BTreeMap<String, u32> = (0..100_000).map(|n| (card_short(&leaf(one, serial(n))), n)).collect();
    let second = (100_000..).find(|n| ones.contains_key(&card_short(&leaf(two, serial(*n))))).unwrap();
    [(one, serial(ones[&card_short(&leaf(two, serial(second)))])), (two, serial(second))]
}

fn collides(card: &Card) -> bool {
    // The serials above begin with zeros, those of the deck do not.
    card.to_text().contains(" 0000000000000000")
}

fn with_colliding_cards(booths: [&'static str; 2]) -> Setup {
    let mut spec = Spec::new(&[("001", 2, 20)]);
    spec.extra_cards = colliding_cards(booths).to_vec();
    spec.setup()
}

#[test]
fn six_characters_of_two_cards_must_name_a_booth_even_if_one_of_them_was_not_cast() {
    let setup = with_colliding_cards(["1", "2"]);
    let mut village = setup.village();
    let cards = setup.cards("001", "1");
    let (colliding, others): (Vec<_>, Vec<_>) = cards.into_iter().partition(|card| collides(card));
    let mut mini = MiniBooth::open(&setup, "001", "1");
    mini.cast(colliding[0], 0);
    mini.cast_all(&others, &[1, 1]);
    village.import_bundle(&mini.closed(), &FRESH).unwrap();
    let leaf = colliding[0].leaf();
    let short = card_short(&leaf);
    assert_eq!(village.exclude(AuditCard::parse(&short, None).unwrap()), Err(AuditCardRefusal::Ambiguous(2)));
    assert_eq!(village.exclusions(), Ok(Vec::new()));
    for card in [AuditCard::parse(&short, Some(place("1"))), AuditCard::parse(&leaf.to_string(), None)] {
        let mut village = village.clone();
        village.exclude(card.unwrap()).unwrap();
        assert_eq!(village.exclusions().unwrap().iter().map(|e| e.card).collect::<Vec<_>>(), [leaf]);
    }
}

#[test]
fn six_characters_of_two_cards_that_one_booth_cast_need_the_full_leaf() {
    let setup = with_colliding_cards(["1", "1"]);
    let cards: Vec<_> = setup.cards("001", "1").into_iter().filter(|card| collides(card)).collect();
    let mut mini = MiniBooth::open(&setup, "001", "1");
    mini.cast_all(&cards, &[0, 1]);
    let mut village = evening(&setup, &[("001", "2", &[1, 0])]);
    village.import_bundle(&mini.closed(), &FRESH).unwrap();
    let short = card_short(&cards[0].leaf());
    village.exclude(AuditCard::parse(&short, Some(place("1"))).unwrap()).unwrap();
    assert_eq!(missing(&village), [NotReady::AuditCard(short.into())]);
}

fn missing(village: &committee::Village) -> Vec<NotReady> {
    let Err(BeginError::NotReady(missing)) = begin(village) else { panic!("counted") };
    missing
}

#[test]
fn no_more_audit_cards_are_excluded_than_the_stations_desks_gave_out() {
    let setup = setup();
    let station: manifest::StationId = "001".parse().unwrap();
    let mut village = evening(&setup, &[("001", "1", &[0, 0, 1, 1]), ("001", "2", &[1, 0])]);
    for card in &setup.cards("001", "1")[..2] {
        village.exclude(AuditCard::parse(&card.leaf().to_string(), None).unwrap()).unwrap();
    }
    let without = NotReady::DeskCounts { station: station.clone(), excluded: 2, found: 0, listed: 1 };
    assert_eq!(missing(&village), [without]);
    let mut fewer = village.clone();
    fewer.add_desk_counts(&desk_with(&setup, "001", 5, 6, 1)).unwrap();
    let refused = NotReady::AuditCards { station, excluded: 2, signed: 1 };
    assert!(refused.to_string().contains("TPS 001: 2 kartu uji"), "{refused}");
    assert_eq!(missing(&fewer), [refused]);
    village.add_desk_counts(&desk_with(&setup, "001", 4, 6, 2)).unwrap();
    assert_eq!(finish(&setup, &village).1.excluded, 2);
}
