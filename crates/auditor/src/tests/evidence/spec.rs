//! The page of the specification on evidence, held against the code.

use super::*;
use crate::evidence::{Evidence, limits};

const PAGE: &str = include_str!("../../../../../docs/spec/10-evidence.md");

fn example(name: &str) -> String {
    let start = format!("```text example {name}\n");
    PAGE.split(&start).nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_else(|| panic!("{name}")).to_owned()
}

#[test]
fn its_examples_are_signed_by_the_booth_it_names() {
    let booth = canonical::PublicKey::from_bytes(&canonical::hex::decode_array(example("evidence-booth-key").trim()).unwrap()).unwrap();
    let note = example("evidence-head-note");
    let head: Checkpoint = chain::Note::parse(note.as_bytes()).unwrap().text().parse().unwrap();
    for name in ["evidence-head-note", "evidence-fork"] {
        let signed = SignedCheckpoint::open(example(name).as_bytes(), &head.origin, &booth).unwrap();
        assert_eq!(signed.checkpoint().size, 3);
    }
    assert_eq!(on_one_line(&note), example("evidence-head-line").trim());
    let strip = Strip::parse(&example("evidence-strip")).unwrap();
    assert!(strip.verify(&booth));
    assert_eq!(*strip.mark, *head.mark_id());
}

#[test]
fn its_examples_read_as_evidence_of_one_log() {
    let place = disk("evidence-page");
    let names = ["evidence-head-note", "evidence-head-line", "evidence-strip", "evidence-fork", "evidence-zero-report"];
    names.iter().for_each(|name| std::fs::write(place.join(name), example(name)).unwrap());
    let evidence = Evidence::read(&place);
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!((evidence.count(), evidence.origins().len()), (5, 1));
}

#[test]
fn its_constants_are_those_of_the_code() {
    for (name, value) in limits() {
        let row = format!("| `{name}` | {value} |");
        assert!(PAGE.contains(&row), "{row}");
    }
}
