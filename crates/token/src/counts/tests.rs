use manifest::Mode;

use super::*;
use crate::fixture::{definition, secret};

fn data() -> CountsData {
    CountsData {
        additional: 3,
        audit_cards: 2,
        cards_opened: 300,
        cards_left: 17,
        cards_returned: 1,
        definition: definition(Mode::Real, true).digest(),
        desk: "1".parse().unwrap(),
        format: CountsData::FORMAT.into(),
        head: canonical::sha256(b"head"),
        present: 277,
        replacements: 1,
        size: 299,
        station: "001".parse().unwrap(),
        undone: 4,
    }
}

/// Reads where desk 1 has the key of seed 5 and desk 2 that of seed 6.
fn read(bytes: &[u8]) -> Result<DeskCounts, CountsError> {
    let key_of = |station: &StationId, desk: &BoothId| match (station.as_str(), desk.as_str()) {
        ("001", "1") => Some(secret(5).public()),
        ("001", "2") => Some(secret(6).public()),
        _ => None,
    };
    DeskCounts::parse(bytes, &definition(Mode::Real, true), key_of)
}

fn signature_error(station: &str, desk: &str) -> CountsError {
    CountsError::Signature { station: station.parse().unwrap(), desk: desk.parse().unwrap() }
}

#[test]
fn counts_read_back() {
    let counts = DeskCounts::sign(data(), &secret(5));
    assert_eq!(read(&counts.to_bytes()), Ok(counts.clone()));
    assert_eq!((counts.cards_out(), counts.present), (283, 277));
    assert_eq!(CountsData { cards_left: 301, ..data() }.cards_out(), 0);
}

#[test]
fn a_signature_by_another_desk_is_refused() {
    assert_eq!(read(&DeskCounts::sign(data(), &secret(6)).to_bytes()), Err(signature_error("001", "1")));
    let as_two = CountsData { desk: "2".parse().unwrap(), ..data() };
    assert_eq!(read(&DeskCounts::sign(as_two.clone(), &secret(5)).to_bytes()), Err(signature_error("001", "2")));
    assert!(read(&DeskCounts::sign(as_two, &secret(6)).to_bytes()).is_ok());
}

#[test]
fn a_desk_that_is_not_enrolled_is_refused() {
    let elsewhere = CountsData { station: "002".parse().unwrap(), ..data() };
    assert_eq!(read(&DeskCounts::sign(elsewhere, &secret(5)).to_bytes()), Err(signature_error("002", "1")));
}

#[test]
fn a_changed_number_is_refused() {
    let text = String::from_utf8(DeskCounts::sign(data(), &secret(5)).to_bytes()).unwrap();
    for (from, to) in [("\"present\":277", "\"present\":278"), ("\"undone\":4", "\"undone\":0"), ("\"size\":299", "\"size\":298")] {
        assert!(text.contains(from));
        assert_eq!(read(text.replace(from, to).as_bytes()), Err(signature_error("001", "1")), "{from}");
    }
}

#[test]
fn counts_of_another_definition_format_or_shape_are_refused() {
    let rehearsal = definition(Mode::Rehearsal, true).digest();
    let foreign = CountsData { definition: rehearsal, ..data() };
    assert_eq!(read(&DeskCounts::sign(foreign, &secret(5)).to_bytes()), Err(CountsError::Foreign(rehearsal)));
    let other = CountsData { format: "suara/desk-counts/v2".into(), ..data() };
    assert_eq!(read(&DeskCounts::sign(other, &secret(5)).to_bytes()), Err(CountsError::Format));
    assert!(matches!(read(b"{}"), Err(CountsError::Json(_))));
    let text = String::from_utf8(DeskCounts::sign(data(), &secret(5)).to_bytes()).unwrap();
    assert!(matches!(read(text.replace("\"undone\":4", "\"names\":[],\"undone\":4").as_bytes()), Err(CountsError::Json(_))));
}
