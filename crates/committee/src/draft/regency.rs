//! `regency.toml`: the one file written by hand. `box_count` and `prevails` have no default anywhere.

use manifest::{ElectionId, Labels, Mode, Region, Rules, Text};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::{Draft, DraftError, DraftRule};

const FILE: &str = "regency.toml";
const KEYS: [&str; 10] =
    ["election", "mode", "date", "zone", "hours", "scrypt_work_factor", "guardians_threshold", "regency", "labels", "rules"];

/// The choices that the law leaves to the regency, with an example of how they are written.
const CHOICES: [(&str, &str, &str); 2] = [
    ("box_count", "rules.box_count", "box_count = { value = \"all\", article = \"Perbup 1/2027 Pasal 40\" }"),
    ("prevails", "rules.prevails", "prevails = { value = \"paper\", article = \"Perbup 1/2027 Pasal 41\" }"),
];

/// Reads the file; the draft has no village yet.
pub(super) fn read(bytes: Option<&Vec<u8>>, errors: &mut Vec<DraftError>) -> Option<Draft> {
    let table = table(bytes).map_err(|rule| errors.push(fault(None, rule))).ok()?;
    let unknown = table.keys().filter(|key| !KEYS.contains(&key.as_str()));
    errors.extend(unknown.map(|key| fault(None, DraftRule::UnknownKey(key.as_str().into()))));
    let election: Option<ElectionId> = take(&table, "election", errors);
    let mode: Option<Mode> = take(&table, "mode", errors);
    let date: Option<Box<str>> = take(&table, "date", errors);
    let zone: Option<Box<str>> = take(&table, "zone", errors);
    let hours: Option<Text> = take(&table, "hours", errors);
    let factor: Option<u8> = take(&table, "scrypt_work_factor", errors);
    let threshold: Option<u32> = take(&table, "guardians_threshold", errors);
    let regency: Option<Region> = take(&table, "regency", errors);
    let labels: Option<Labels> = take(&table, "labels", errors);
    let rules = rules(&table, errors);
    let least = if mode == Some(Mode::Real) { 15 } else { 2 };
    if factor.is_some_and(|factor| !(least..=22).contains(&factor)) {
        errors.push(fault(Some("scrypt_work_factor"), DraftRule::WorkFactor));
    }
    Some(Draft {
        election: election?,
        mode: mode?,
        date: date?,
        zone: zone?,
        hours: hours?,
        scrypt_work_factor: factor?,
        guardians_threshold: threshold?,
        regency: regency?,
        labels: labels?,
        rules: rules?,
        villages: Vec::new(),
    })
}

fn fault(column: Option<&'static str>, rule: DraftRule) -> DraftError {
    DraftError { file: FILE.into(), row: None, column, rule }
}

fn table(bytes: Option<&Vec<u8>>) -> Result<Table, DraftRule> {
    let text = core::str::from_utf8(bytes.ok_or(DraftRule::Missing)?).map_err(|_| DraftRule::Encoding)?;
    toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| DraftRule::Toml(Box::new(error)))
}

fn take<T: DeserializeOwned>(table: &Table, key: &'static str, errors: &mut Vec<DraftError>) -> Option<T> {
    let read = |value: &Value| value.clone().try_into().map_err(|error| DraftRule::Toml(Box::new(error)));
    table.get(key).ok_or(DraftRule::NoKey).and_then(read).map_err(|rule| errors.push(fault(Some(key), rule))).ok()
}

fn rules(table: &Table, errors: &mut Vec<DraftError>) -> Option<Rules> {
    let Some(Value::Table(rules)) = table.get("rules") else { return take(table, "rules", errors) };
    let settled = |key: &str| {
        let choice = rules.get(key).and_then(Value::as_table);
        choice.is_some_and(|choice| choice.contains_key("value") && choice.contains_key("article"))
    };
    let open: Vec<DraftError> = CHOICES
        .iter()
        .filter(|(key, ..)| !settled(key))
        .map(|(_, name, example)| fault(Some(name), DraftRule::NoDefault(example)))
        .collect();
    if open.is_empty() {
        return take(table, "rules", errors);
    }
    errors.extend(open);
    None
}
