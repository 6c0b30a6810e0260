use super::*;
use crate::fixture::{definition, secret};

const SERIAL: [u8; 16] = [0xa5; 16];

fn place(stratum: Option<&str>) -> CardPlace {
    CardPlace {
        village: "16.07.17.2008".parse().unwrap(),
        station: "001".parse().unwrap(),
        booth: "1".parse().unwrap(),
        stratum: stratum.map(|s| s.parse().unwrap()),
    }
}

fn card_of(definition: &Definition, place: CardPlace) -> Card {
    Card::issue(definition, place, SERIAL, &secret(2))
}

fn text() -> String {
    card_of(&definition(Mode::Real, true), place(Some("dusun-1"))).to_text()
}

/// What booth 1 says to a card's text.
fn at_booth_one(text: &str) -> Result<ValidCard, CardError> {
    Card::parse(text)?.check(&definition(Mode::Real, true), &"001".parse().unwrap(), &"1".parse().unwrap())
}

#[test]
fn a_card_reads_back_and_is_good_at_its_booth() {
    let text = text();
    assert!(text.starts_with("SUARA banyuasin-2027 16.07.17.2008 001 1 dusun-1 a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5 "), "{text}");
    let card = Card::parse(&text).unwrap();
    assert_eq!((card.to_text(), card.place()), (text.clone(), &place(Some("dusun-1"))));
    let valid = at_booth_one(&text).unwrap();
    assert_eq!((valid.leaf(), valid.stratum()), (&card.leaf(), Some(&"dusun-1".parse().unwrap())));
    assert_eq!((valid.short(), valid.short().len()), (card_short(&card.leaf()), 6));
    assert!(secret(2).public().verify(
        tag::CARD_ISSUE,
        &[definition(Mode::Real, true).digest().as_bytes(), valid.leaf().as_bytes()],
        valid.issue()
    ));
}

#[test]
fn a_scanner_may_add_line_ends_and_nothing_else() {
    assert!(at_booth_one(&format!("{}\r\n", text())).is_ok());
    for bad in
        [format!(" {}", text()), format!("{} ", text()), format!("{}x", text()), text().replacen(' ', "  ", 1), text().to_lowercase()]
    {
        assert_eq!(at_booth_one(&bad), Err(CardError::Garbage), "{bad}");
    }
}

#[test]
fn what_is_no_card_is_garbage() {
    let good = text();
    for (from, to) in [
        ("SUARA ", "SUARA2 "),
        ("banyuasin-2027", "-x"),
        ("16.07.17.2008", "16.07.17"),
        (" 001 ", " 1 "),
        (" 001 1 ", " 001 0 "),
        ("dusun-1", "Dusun"),
        ("a5a5 ", "A5A5 "),
        ("a5a5 ", "a5a "),
        ("==", "="),
    ] {
        assert!(good.contains(from), "{from}");
        assert_eq!(at_booth_one(&good.replacen(from, to, 1)), Err(CardError::Garbage), "{from} -> {to}");
    }
    for bad in ["", "SUARA", "https://example.org/", &"S".repeat(MAX_TEXT + 1)] {
        assert_eq!(at_booth_one(bad), Err(CardError::Garbage));
    }
}

#[test]
fn a_rehearsals_card_is_not_good_in_the_election() {
    let rehearsal = definition(Mode::Rehearsal, true);
    let card = card_of(&rehearsal, place(Some("dusun-1")));
    assert!(card.to_text().starts_with("SUARA-UJI "));
    assert_eq!(at_booth_one(&card.to_text()), Err(CardError::OtherMode { rehearsal: true }));
    let painted = card.to_text().replacen("SUARA-UJI", "SUARA", 1);
    assert_eq!(at_booth_one(&painted), Err(CardError::NotIssued));
    let real = Card::parse(&text()).unwrap();
    assert_eq!(real.check(&rehearsal, &"001".parse().unwrap(), &"1".parse().unwrap()), Err(CardError::OtherMode { rehearsal: false }));
}

#[test]
fn a_card_of_another_place_is_told_where_it_belongs() {
    let other = |from: &str, to: &str| at_booth_one(&text().replacen(from, to, 1)).unwrap_err();
    assert_eq!(other("banyuasin-2027", "banyuasin-2029"), CardError::OtherElection("banyuasin-2029".parse().unwrap()));
    assert_eq!(other("17.2008", "17.2009"), CardError::OtherVillage("16.07.17.2009".parse().unwrap()));
    assert_eq!(other(" 001 ", " 002 "), CardError::OtherStation("002".parse().unwrap()));
    let booth_two = CardPlace { booth: "2".parse().unwrap(), ..place(Some("dusun-2")) };
    let error = at_booth_one(&card_of(&definition(Mode::Real, true), booth_two).to_text()).unwrap_err();
    assert_eq!(error, CardError::OtherBooth("2".parse().unwrap()));
    assert!(error.to_string().contains("booth 2") && error.to_string().contains("not consumed"));
}

#[test]
fn a_stratum_is_named_exactly_where_the_booth_serves_it() {
    let with = definition(Mode::Real, true);
    let without = definition(Mode::Real, false);
    let check = |definition: &Definition, stratum: Option<&str>, booth: &str| {
        let place = CardPlace { booth: booth.parse().unwrap(), ..place(stratum) };
        card_of(definition, place).check(definition, &"001".parse().unwrap(), &booth.parse().unwrap()).map(|_| ())
    };
    assert_eq!(check(&with, Some("dusun-2"), "2"), Ok(()));
    assert_eq!(check(&with, Some("dusun-1"), "2"), Err(CardError::OtherStratum));
    assert_eq!(check(&with, None, "2"), Err(CardError::OtherStratum));
    assert_eq!(check(&without, None, "2"), Ok(()));
    assert_eq!(check(&without, Some("dusun-2"), "2"), Err(CardError::OtherStratum));
}

#[test]
fn only_the_issuer_makes_cards_and_only_for_one_definition() {
    let real = definition(Mode::Real, true);
    let forged = Card::issue(&real, place(Some("dusun-1")), SERIAL, &secret(3));
    assert_eq!(at_booth_one(&forged.to_text()), Err(CardError::NotIssued));
    assert_eq!(at_booth_one(&text().replacen(" a5", " a6", 1)), Err(CardError::NotIssued));
    assert_eq!(at_booth_one(&text().replacen("dusun-1", "dusun-2", 1)), Err(CardError::NotIssued));
    let mut later = (*real).clone();
    later.date = "2027-10-06".into();
    let later = Definition::new(later).unwrap();
    let card = card_of(&later, place(Some("dusun-1")));
    assert_eq!(at_booth_one(&card.to_text()), Err(CardError::NotIssued));
}

#[test]
fn a_leaf_depends_on_every_part_of_the_card_and_not_on_the_definition() {
    let election = |name: &str| -> ElectionId { name.parse().unwrap() };
    let here = place(Some("dusun-1"));
    let leaf = |election: &ElectionId, place: &CardPlace, serial: &[u8; 16]| card_leaf(election, place, serial);
    let base = leaf(&election("banyuasin-2027"), &here, &SERIAL);
    let others = [
        leaf(&election("banyuasin-2029"), &here, &SERIAL),
        leaf(&election("banyuasin-2027"), &CardPlace { village: "16.07.17.2009".parse().unwrap(), ..here.clone() }, &SERIAL),
        leaf(&election("banyuasin-2027"), &CardPlace { station: "002".parse().unwrap(), ..here.clone() }, &SERIAL),
        leaf(&election("banyuasin-2027"), &CardPlace { booth: "2".parse().unwrap(), ..here.clone() }, &SERIAL),
        leaf(&election("banyuasin-2027"), &place(None), &SERIAL),
        leaf(&election("banyuasin-2027"), &here, &[0; 16]),
    ];
    assert!(others.iter().all(|other| *other != base));
    let rehearsal = card_of(&definition(Mode::Rehearsal, true), here.clone());
    assert_eq!(rehearsal.leaf(), base);
}

#[test]
fn debug_shows_no_serial() {
    let shown = format!("{:?}", Card::parse(&text()).unwrap());
    assert!(shown.contains("<redacted>") && !shown.contains("a5") && !shown.contains("165"), "{shown}");
}
