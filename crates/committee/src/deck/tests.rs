use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::*;

fn place(booth: &str) -> CardPlace {
    CardPlace { village: "99.01.01.2001".parse().unwrap(), station: "001".parse().unwrap(), booth: booth.parse().unwrap(), stratum: None }
}

fn deck(seed: u64) -> Deck {
    let cells = [(place("2"), 7), (place("1"), 5)];
    Deck::draw(&"contoh-2027".parse().unwrap(), &cells, &mut ChaCha8Rng::seed_from_u64(seed))
}

#[test]
fn a_deck_has_the_cards_asked_for_and_no_serial_twice() {
    let cells: Vec<_> = deck(1).cells().into_iter().map(|c| (c.booth.to_string(), c.cards)).collect();
    assert_eq!(cells, [("1".to_owned(), 5), ("2".to_owned(), 7)]);
    assert_eq!(token::parse_hashes(deck(1).leaves().as_bytes()).unwrap().len(), 12);
    assert_ne!(deck(1).leaves(), deck(2).leaves());
}

#[test]
fn a_deck_reads_back_and_a_changed_one_does_not() {
    let text = deck(1).to_text();
    assert_eq!(Deck::parse(&text).unwrap().leaves(), deck(1).leaves());
    assert_eq!(Deck::parse("").err(), Some(NotADeck(1)));
    assert_eq!(Deck::parse(&text.replace(" 2 - ", " 0 - ")).err(), Some(NotADeck(1)));
    let mixed = format!("{}{}", *text, text.replace("contoh", "lain"));
    assert_eq!(Deck::parse(&mixed).err(), Some(NotADeck(13)));
}

#[test]
fn every_place_of_a_shuffled_deck_is_as_likely_as_any_other() {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut first = [0; 5];
    for _ in 0..5000 {
        let mut items = [0, 1, 2, 3, 4];
        shuffle(&mut items, &mut random);
        first[items[0]] += 1;
    }
    assert!(first.iter().all(|count| (850..1150).contains(count)), "{first:?}");
}

#[test]
fn booths_share_the_roll_in_whole_packs_with_a_reserve() {
    for (voters, booths, cards) in [(0, 1, 50), (40, 1, 50), (45, 1, 50), (46, 1, 100), (500, 2, 300), (300, 1, 350)] {
        assert_eq!(packs(voters, booths), cards, "{voters} voters, {booths} booths");
    }
}

#[test]
fn a_deck_never_shows_itself() {
    assert_eq!(format!("{:?}", deck(1)), "Deck(12 cards, <redacted>)");
}
