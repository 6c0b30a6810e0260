//! No log line shows a choice but that of a challenged ballot.

use std::path::Path;

use crate::village::{Place1, Wish, hour};
use crate::voting::{ALL, Answer, vote};

/// Two days that differ only in what voters chose.
fn log(number: u32) -> Vec<serde_free::Line> {
    let place = Place1::new(&Wish { max_voids: 10, ..Wish::default() });
    let mut booth = place.open();
    for (card, answer) in (0..).zip(ALL) {
        vote(&mut booth, &place.village.card(card), number, answer).unwrap();
    }
    booth.close(&hour(13)).unwrap();
    let bytes = place.disk.peek(Path::new("first/entries.jsonl")).unwrap();
    String::from_utf8(bytes).unwrap().lines().map(serde_free::Line::of).collect()
}

/// A line's kind and shape: its text with every hash, number and base64 blanked out.
mod serde_free {
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Line {
        pub(super) kind: String,
        pub(super) shape: String,
        pub(super) text: String,
    }

    impl Line {
        pub(super) fn of(text: &str) -> Self {
            let kind = text.split("\"kind\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
            let parts = text.split('"');
            let shape =
                parts.map(|part| if part.len() > 30 { part.len().to_string() } else { part.to_owned() }).collect::<Vec<_>>().join("\"");
            Self { kind, shape, text: text.to_owned() }
        }
    }
}

#[test]
fn logs_of_different_choices_have_one_shape_and_only_challenges_name_one() {
    let (a, b) = (log(1), log(0));
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(&b) {
        if a.kind == "challenge" {
            assert!(a.text.contains("\"choice\":0") && b.text.contains("\"choice\":3"));
        } else {
            assert_eq!(a.shape, b.shape, "{}", a.text);
            assert!(!a.text.contains("\"choice\":"), "{}", a.text);
        }
        for name in ["Siti", "Budi", "Rahmat", "KOSONG"] {
            assert!(!a.text.contains(name) && !b.text.contains(name));
        }
    }
    assert_eq!(a.iter().filter(|line| line.kind == "cast").count(), 1);
}

#[test]
fn the_seed_of_a_cast_ballot_is_nowhere_on_disk_or_paper_and_held_values_show_nothing() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let card = place.village.card(1);
    let session = booth.begin(&card, &hour(8)).unwrap();
    let choice = session.choice(2).unwrap();
    assert_eq!(format!("{choice:?}"), "Choice(<redacted>)");
    let ended = session.choose(choice).confirm().unwrap().same().unwrap();
    assert!(!format!("{ended:?}").contains("Budi"));
    let log = String::from_utf8(place.disk.peek(Path::new("first/entries.jsonl")).unwrap()).unwrap();
    assert!(!log.contains("\"seed\":"));
    assert!(vote(&mut booth, &place.village.card(2), 2, Answer::Test).is_ok());
    let log = String::from_utf8(place.disk.peek(Path::new("first/entries.jsonl")).unwrap()).unwrap();
    assert_eq!(log.matches("\"seed\":").count(), 1);
}
