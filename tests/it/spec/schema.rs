//! The schemas: a checker for the keywords they use, held against every JSON document of the golden records.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Map, Value};
use suara_tests::golden::Files;

use super::blocks::{docs, examples};
use super::known::golden_files;
use super::pattern::fits;

/// All schemas by name, without the ending.
pub(super) struct Schemas(BTreeMap<String, Value>);

const KNOWN: [&str; 23] = [
    "$defs",
    "$id",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "const",
    "description",
    "enum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "title",
    "type",
    "uniqueItems",
];

impl Schemas {
    pub(super) fn read() -> Self {
        let folder = fs::read_dir(docs().join("spec/schema")).unwrap().map(|entry| entry.unwrap().path());
        let one = |path: std::path::PathBuf| {
            let name = path.file_name()?.to_str()?.strip_suffix(".schema.json")?.to_owned();
            Some((name, serde_json::from_slice(&fs::read(path).ok()?).ok()?))
        };
        Self(folder.map(|path| one(path.clone()).unwrap_or_else(|| panic!("{}: no schema", path.display()))).collect())
    }

    /// Where and how a value breaks a schema; empty if it does not.
    pub(super) fn faults(&self, name: &str, value: &Value) -> Vec<String> {
        let root = self.0.get(name).unwrap_or_else(|| panic!("no schema {name}"));
        faults(root, root, value, name)
    }

    /// The schema whose documents carry this format.
    pub(super) fn of_format(&self, format: &str) -> Option<&str> {
        let carries = |schema: &Value| {
            let inside = |properties: &Value| properties["format"]["const"] == format;
            inside(&schema["properties"])
                || schema["properties"].as_object().is_some_and(|all| all.values().any(|one| inside(&one["properties"])))
        };
        self.0.iter().find(|(_, schema)| carries(schema)).map(|(name, _)| name.as_str())
    }
}

fn faults(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let schema = schema.as_object().unwrap_or_else(|| panic!("{place}: a schema is an object"));
    if let Some(unknown) = schema.keys().find(|key| !KNOWN.contains(&key.as_str())) {
        panic!("{place}: keyword {unknown} is not known to this checker");
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let path = target.strip_prefix('#').unwrap_or_else(|| panic!("{place}: {target}"));
        return faults(root, root.pointer(path).unwrap_or_else(|| panic!("{place}: {target}")), value, place);
    }
    let mut found = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            found.push(format!("{place}: {what}"));
        }
    };
    for (keyword, wanted) in schema {
        match keyword.as_str() {
            "type" => expect(is_of(wanted.as_str().unwrap(), value), "type"),
            "const" => expect(value == wanted, "const"),
            "enum" => expect(wanted.as_array().unwrap().contains(value), "enum"),
            "minimum" => expect(value.as_u64().is_none_or(|n| n >= wanted.as_u64().unwrap()), "minimum"),
            "maximum" => expect(value.as_u64().is_none_or(|n| n <= wanted.as_u64().unwrap()), "maximum"),
            "minLength" => expect(length(value).is_none_or(|n| n >= wanted.as_u64().unwrap()), "minLength"),
            "maxLength" => expect(length(value).is_none_or(|n| n <= wanted.as_u64().unwrap()), "maxLength"),
            "pattern" => expect(value.as_str().is_none_or(|text| fits(wanted.as_str().unwrap(), text)), "pattern"),
            "minItems" => expect(count(value).is_none_or(|n| n >= wanted.as_u64().unwrap()), "minItems"),
            "maxItems" => expect(count(value).is_none_or(|n| n <= wanted.as_u64().unwrap()), "maxItems"),
            "uniqueItems" => {
                expect(value.as_array().is_none_or(|items| (1..items.len()).all(|i| !items[..i].contains(&items[i]))), "uniqueItems")
            }
            "required" => {
                let there = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                expect(!value.is_object() || wanted.as_array().unwrap().iter().all(there), "required");
            }
            "oneOf" | "anyOf" => {
                let fitting = wanted.as_array().unwrap().iter().filter(|one| faults(root, one, value, place).is_empty()).count();
                expect(if keyword == "oneOf" { fitting == 1 } else { fitting > 0 }, keyword);
            }
            _ => {}
        }
    }
    found.extend(inside(root, schema, value, place));
    found
}

/// Faults of fields and items.
fn inside(root: &Value, schema: &Map<String, Value>, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, field) in value.as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        match properties.and_then(|all| all.get(name)) {
            Some(schema) => found.extend(faults(root, schema, field, &place)),
            None if schema.get("additionalProperties") == Some(&Value::Bool(false)) => found.push(format!("{place}: not allowed")),
            None => {}
        }
    }
    if let Some(schema) = schema.get("items") {
        let items = value.as_array().into_iter().flatten().enumerate();
        found.extend(items.flat_map(|(number, item)| faults(root, schema, item, &format!("{place}[{number}]"))));
    }
    found
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("type {other} is not known to this checker"),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn count(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}

/// The schema of a record's file, and its documents: the file itself, or each of its lines.
fn documents(path: &str, bytes: &[u8]) -> Option<(&'static str, Vec<Value>)> {
    let name = path.rsplit('/').next()?;
    let folder = path.rsplit('/').nth(1)?;
    let json = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
    let lines = || bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(json);
    let schema = match (folder, name) {
        (_, "entries.jsonl") => return Some(("entry", lines().map(|line| line["body"].clone()).collect())),
        (_, "anchors.jsonl") => return Some(("entry", lines().collect())),
        (_, "cast.jsonl") => return Some(("cast", lines().collect())),
        (_, "challenged.jsonl") => return Some(("challenged", lines().collect())),
        (_, "expected.json") => return None,
        ("desks", _) => "counts",
        ("paper", _) => "paper-count",
        _ => {
            let stem = name.strip_suffix(".json")?.split('-').next()?;
            ["index", "definition", "roots", "devices", "amendment", "ceremony", "confirmations", "exclusions", "plan", "opening", "result"]
                .into_iter()
                .find(|known| *known == stem)
                .unwrap_or_else(|| panic!("{path}: a document without a schema"))
        }
    };
    Some((schema, vec![json(bytes)]))
}

fn all_documents(files: &Files) -> Vec<(&'static str, String, Value)> {
    let of = |(path, bytes): (&String, &Vec<u8>)| {
        let (schema, values) = documents(path, bytes).unwrap_or_default();
        values.into_iter().map(|value| (schema, path.clone(), value)).collect::<Vec<_>>()
    };
    files.iter().flat_map(of).collect()
}

#[test]
fn every_document_of_the_golden_records_fits_its_schema_and_each_schema_is_used() {
    let schemas = Schemas::read();
    let mut used: BTreeSet<String> = BTreeSet::from(["report".to_owned()]);
    for (schema, path, value) in all_documents(&golden_files()) {
        let faults = schemas.faults(schema, &value);
        assert!(faults.is_empty(), "{path}: {faults:#?}");
        used.insert(schema.to_owned());
    }
    for example in examples().into_iter().filter(|example| example.kind == "json") {
        let value: Value = serde_json::from_str(&example.text).unwrap();
        let Some(schema) = value["format"].as_str().and_then(|format| schemas.of_format(format)) else { continue };
        let faults = schemas.faults(schema, &value);
        assert!(faults.is_empty(), "{}: {faults:#?}", example.place);
        used.insert(schema.to_owned());
    }
    let unused: Vec<&String> = schemas.0.keys().filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "no document was held against {unused:?}");
}

#[test]
fn a_field_too_many_or_too_few_or_of_another_type_breaks_a_schema() {
    let schemas = Schemas::read();
    let mut seen = BTreeSet::new();
    for (schema, path, value) in all_documents(&golden_files()) {
        // One document of each kind; of entries one of each kind of entry.
        if !seen.insert((schema, value["kind"].as_str().map(str::to_owned))) {
            continue;
        }
        let fields = value.as_object().unwrap();
        let broken = |change: &dyn Fn(&mut Map<String, Value>)| {
            let mut changed = fields.clone();
            change(&mut changed);
            !schemas.faults(schema, &Value::Object(changed)).is_empty()
        };
        assert!(broken(&|all| drop(all.insert("tambahan".to_owned(), Value::from(0)))), "{path}: one field more");
        for name in fields.keys() {
            assert!(broken(&|all| all[name] = Value::Null), "{path}: {name} is null");
            assert!(name == "stratum" || broken(&|all| drop(all.remove(name))), "{path}: without {name}");
        }
    }
    assert!(seen.len() > 20, "{}", seen.len());
}

#[test]
fn reports_fit_their_schema() {
    let schemas = Schemas::read();
    for report in super::known::reports() {
        let faults = schemas.faults("report", &serde_json::from_str(&report).unwrap());
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
