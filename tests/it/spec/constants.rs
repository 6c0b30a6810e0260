//! Every constant of the specification is the code's, and every limit of the code is in the specification.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::blocks::pages;

enum Source {
    /// The value itself.
    Is(u64),
    /// A constant that is not public: file below `crates/`, and its name there.
    In(&'static str, &'static str),
}

use Source::{In, Is};

/// A public constant of any integer type.
macro_rules! is {
    ($value:expr) => {
        Is(u64::try_from($value).unwrap())
    };
}

fn ours() -> BTreeMap<&'static str, Source> {
    let any = canonical::Hash::ZERO;
    BTreeMap::from([
        ("MAX_INTEGER", Is(canonical::json::MAX_INTEGER)),
        ("MAX_DOCUMENT", is!(manifest::MAX_DOCUMENT)),
        ("MAX_TEXT", is!(manifest::Text::MAX)),
        ("MAX_NOTE", is!(chain::note::MAX_NOTE)),
        ("MAX_SIGNATURES", is!(chain::note::MAX_SIGNATURES)),
        ("MAX_NAME", is!(chain::note::MAX_NAME)),
        ("MAX_FILE_NAME", is!(chain::document::MAX_FILE_NAME)),
        ("MAX_ORIGIN", is!(chain::origin::MAX_ORIGIN)),
        ("MIN_OPTIONS", is!(elgamal::unit::MIN_OPTIONS)),
        ("MAX_OPTIONS", is!(elgamal::unit::MAX_OPTIONS)),
        ("MAX_GUARDIANS", is!(elgamal::ceremony::MAX_GUARDIANS)),
        ("MIN_THRESHOLD", is!(elgamal::ceremony::MIN_THRESHOLD)),
        ("MAX_VILLAGES", is!(manifest::IndexData::MAX_VILLAGES)),
        ("MAX_CANDIDATES", is!(manifest::DefinitionData::MAX_CANDIDATES)),
        ("MAX_STATIONS", is!(manifest::DefinitionData::MAX_STATIONS)),
        ("MAX_AMENDMENTS", is!(manifest::AmendmentData::MAX)),
        ("MAX_LIST", is!(token::MAX_LIST)),
        ("MAX_LINE", is!(chain::line::MAX_LINE)),
        ("MAX_KIND", is!(chain::line::MAX_KIND)),
        ("MAX_LOG", In("auditor/src/booth_sealed.rs", "MAX_LOG")),
        ("MAX_BALLOT", is!(2 * chain::line::MAX_LINE)),
        ("BETWEEN_MARKS", In("auditor/src/machine.rs", "BETWEEN_MARKS")),
        ("EPOCH_SEEDS", is!(ballot::EPOCH_SEEDS)),
        ("WRITTEN", is!(ballot::Code::WRITTEN)),
        ("CARD_CHARACTERS", is!(token::card_short(&any).len())),
        ("MAX_CARD", In("token/src/card.rs", "MAX_TEXT")),
        ("SERIAL", is!(serial())),
        ("SLOT", is!(ballot::Seed::from_bytes([0; 32]).slot().len())),
        ("SEED", is!(ballot::Seed::from_bytes([0; 32]).expose().len())),
        ("MAX_FILES", is!(record::MAX_FILES)),
        ("MAX_FILE", is!(record::MAX_FILE)),
        ("MAX_TOTAL", is!(record::MAX_TOTAL)),
        ("MAX_PATH", is!(record::MAX_PATH)),
        ("MAX_DEPTH", In("record/src/folder.rs", "MAX_DEPTH")),
        ("MAX_SEARCH_DEPTH", In("auditor/src/discover.rs", "MAX_DEPTH")),
        ("MAX_SEARCH", In("auditor/src/discover.rs", "MAX_ENTRIES")),
        ("MAX_PLANS", In("auditor/src/list.rs", "MAX_PLANS")),
        ("MAX_BODY", is!(chain::line::MAX_LINE - frame())),
        ("MAX_BOX", In("auditor/src/village.rs", "MAX_BOX")),
        ("MAX_ANCHOR", In("auditor/src/main.rs", "MAX_ANCHOR")),
        // Page 10 has limits of its own for folders of evidence.
        ("10 MAX_FILES", In("auditor/src/evidence/folder.rs", "MAX_FILES")),
        ("10 MAX_FILE", In("auditor/src/evidence/folder.rs", "MAX_FILE")),
        ("10 MAX_TOTAL", In("auditor/src/evidence/folder.rs", "MAX_TOTAL")),
        ("10 MAX_DEPTH", In("auditor/src/evidence/folder.rs", "MAX_DEPTH")),
        ("10 EVIDENCE_CAP", In("auditor/src/report.rs", "EVIDENCE_CAP")),
    ])
}

/// The one length of a serial with which a card reads.
fn serial() -> usize {
    let signature = canonical::base64::encode(&[0; 64]);
    let card = |bytes: usize| format!("SUARA contoh-2027 99.01.01.2001 001 1 - {} {signature}", "0".repeat(2 * bytes));
    let reads: Vec<usize> = (0..64).filter(|bytes| token::Card::parse(&card(*bytes)).is_ok()).collect();
    assert_eq!(reads.len(), 1);
    reads[0]
}

/// Bytes of a line that are not its body.
fn frame() -> usize {
    "{\"body\":,\"sig\":\"\"}".len() + canonical::base64::encode(&[0; 64]).len()
}

/// The value of `const NAME: type = a << b;` (or a product, or a number) in a source file.
fn in_source(file: &str, name: &str) -> u64 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(file);
    let text = fs::read_to_string(path).unwrap();
    let after = text.split(&format!("const {name}: ")).nth(1).unwrap_or_else(|| panic!("{file} has no constant {name}"));
    let value = after.split(" = ").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap_or_else(|_| panic!("{file}: {name} = {text}"));
    match (value.split_once("<<"), value.split_once('*')) {
        (Some((one, shift)), _) => number(one) << number(shift),
        (_, Some((one, other))) => number(one) * number(other),
        _ => number(value),
    }
}

#[test]
fn every_constant_is_the_codes_and_none_is_missing() {
    let ours = ours();
    let mut seen = BTreeSet::new();
    for page in pages() {
        for row in page.rows_under("Constants") {
            let own = if page.name.starts_with("10-") { "10 " } else { "" };
            let name = format!("{own}{}", row[0].trim_matches('`'));
            let value: u64 = row[1].replace(['_', ' '], "").parse().unwrap_or_else(|_| panic!("{}: {name} = {}", page.name, row[1]));
            let source = ours.get(name.as_str()).unwrap_or_else(|| panic!("{}: no constant of the code is listed for {name}", page.name));
            let code = match source {
                Is(value) => *value,
                In(file, name) => in_source(file, name),
            };
            assert_eq!(value, code, "{}: {name}", page.name);
            seen.insert(name);
        }
    }
    let evidence = pages().iter().any(|page| page.name.starts_with("10-"));
    let missing: Vec<_> = ours.keys().filter(|name| !seen.contains(**name) && (evidence || !name.starts_with("10 "))).collect();
    assert!(missing.is_empty(), "not in the specification: {missing:?}");
}
