//! Every example is read by production code of its kind, in the one spelling that it allows.

use ballot::{Opening, SealedData};
use canonical::json::from_bytes;
use canonical::{Hash, Signature, Transcript, hex, tag};
use chain::checkpoint::Checkpoint;
use chain::{Line, Note, Origin, Verifier};
use elgamal::Ciphertext;
use elgamal::opening::Partial;
use manifest::{AmendmentData, Definition, DevicesData, Index, RootsData};
use record::{ConfirmationsData, Entry, ExclusionsData, Folder, OpeningData, PaperCountData, PlanData, PublicChallenge, ResultData};
use record::{Strip, Sums, TranscriptData};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::blocks::examples;
use super::known::reports;
use super::schema::Schemas;

const LIMIT: usize = 1 << 20;

/// A signed file of the evening, as JSON holds it.
#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum SignedFile {
    Counts { counts: token::CountsData, sig: Signature },
    Count { count: PaperCountData, sig: Signature },
    Opening { opening: OpeningData, sig: Signature },
}

fn reads<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> bool {
    from_bytes::<T>(bytes, LIMIT).is_ok()
}

fn document_reads(format: &str, bytes: &[u8]) -> bool {
    match format {
        "suara/index/v1" => Index::parse(bytes).is_ok(),
        "suara/definition/v1" => Definition::parse(bytes).is_ok(),
        "suara/roots/v1" => reads::<RootsData>(bytes),
        "suara/devices/v1" => reads::<DevicesData>(bytes),
        "suara/amendment/v1" => reads::<AmendmentData>(bytes),
        "suara/ceremony/v1" => reads::<TranscriptData>(bytes),
        "suara/confirmations/v1" => reads::<ConfirmationsData>(bytes),
        "suara/exclusions/v1" => reads::<ExclusionsData>(bytes),
        "suara/plan/v1" => reads::<PlanData>(bytes),
        "suara/result/v1" => reads::<ResultData>(bytes),
        _ => false,
    }
}

/// A body as it would stand in a line; the signature is not looked at.
fn framed(body: &str) -> Vec<u8> {
    format!("{{\"body\":{body},\"sig\":\"{}\"}}", canonical::base64::encode(&[0; 64])).into_bytes()
}

fn line_reads(bytes: &[u8], schemas: &Schemas) -> bool {
    let Ok(line) = Line::parse(bytes) else { return false };
    let body: Value = serde_json::from_slice(line.body()).unwrap();
    line.content::<Entry>().is_ok() && schemas.faults("entry", &body).is_empty()
}

fn json_reads(text: &str, schemas: &Schemas) -> bool {
    let bytes = text.as_bytes();
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return false };
    let has = |names: &[&str]| names.iter().all(|name| value.get(name).is_some());
    if let Some(format) = value["format"].as_str() {
        return document_reads(format, bytes);
    }
    let found = |schema: &str| schemas.faults(schema, &value).is_empty();
    match &value {
        Value::String(_) => reads::<Partial>(bytes),
        Value::Array(list) => !list.is_empty() && reads::<Vec<Ciphertext>>(bytes),
        _ if has(&["body", "sig"]) => line_reads(bytes, schemas),
        _ if has(&["kind", "seq"]) => line_reads(&framed(text), schemas),
        _ if has(&["sig"]) => reads::<SignedFile>(bytes) && ["counts", "paper-count", "opening"].into_iter().any(found),
        _ if has(&["ballot", "opening"]) => reads::<PublicChallenge>(bytes) && found("challenged"),
        _ if has(&["card", "ciphertexts"]) => reads::<SealedData>(bytes) && found("cast"),
        _ if has(&["choice", "seed"]) => reads::<Opening>(bytes),
        // Parts of reports, and whole ones, are what the auditor writes.
        _ => reports().iter().any(|report| report.contains(text)),
    }
}

fn note_reads(text: &str) -> bool {
    let Ok(note) = Note::parse(format!("{text}\n").as_bytes()) else { return false };
    let spelt_so = note.to_string() == format!("{text}\n");
    let lines = note.text().lines().count();
    // Heads have three lines, and so has a note about a file.
    spelt_so && (note.text().parse::<Checkpoint>().is_ok() || (note.text().starts_with("suara/v1/document\n") && lines == 3))
}

/// Length-prefixed parts to the end, the first a tag of the table.
pub(super) fn parts(frame: &str) -> Option<Vec<Vec<u8>>> {
    let bytes = hex::decode(frame)?;
    let (mut rest, mut parts) = (bytes.as_slice(), Vec::new());
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (part, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        parts.push(part.to_vec());
        rest = after;
    }
    let tag = tag::ALL.iter().find(|tag| parts.first().is_some_and(|part| part == tag.as_bytes()))?;
    let mut again = Transcript::new(*tag);
    for part in parts.iter().skip(1) {
        again.part(part);
    }
    (again.as_bytes() == bytes).then_some(parts)
}

/// The first lines of a list of files, or all of it.
pub(super) fn sums_read(text: &str) -> bool {
    let key = canonical::SigningKey::from_seed(&[1; 32]);
    let note = if text.starts_with('#') { text.to_owned() } else { format!("# suara/v1/sums public x\n{text}") };
    let Ok(mut note) = Note::new(format!("{note}\n")) else { return false };
    note.sign(&chain::KeyName::new("x").unwrap(), &key).unwrap();
    let mut folder = Folder::default();
    folder.insert("SHA256SUMS", note.to_string().into_bytes());
    Sums::read(&folder).is_ok()
}

/// A mark id, 16 bytes, a hash, or a signature.
fn is_hex(word: &str) -> bool {
    [8, 32, 64, 128].contains(&word.len()) && hex::decode(word).is_some()
}

/// A hash, key, point, number, name, code or base64 of 32 bytes: what stands behind a label.
fn is_value(words: &str) -> bool {
    let number = words.parse::<u64>().is_ok_and(|number| number.to_string() == words);
    let base64 = canonical::base64::decode_array::<32>(words).is_some();
    let code = ballot::CodeText::parse(words).is_some_and(|code| code.to_string() == words);
    let short = words.len() == 6 && canonical::base32::normalise(words).as_deref() == Some(words);
    number || base64 || code || short || is_hex(words) || words.parse::<Origin>().is_ok()
}

/// Lines that end with a value, alone or behind a label; or a formula whose value follows on the next line.
fn values_read(text: &str) -> bool {
    let ends_with_value = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        (0..words.len()).any(|from| is_value(&words[from..].join(" ")))
    };
    text.lines().all(|line| ends_with_value(line) || line.contains(" = "))
}

/// Some lines of the list of files that a plan's digest covers, and the digest.
pub(super) fn counted_read(text: &str) -> bool {
    text.rsplit_once('\n').is_some_and(|(lines, digest)| digest.parse::<Hash>().is_ok() && sums_read(lines))
}

fn rows_read(text: &str) -> bool {
    let mut rows = text.lines();
    let head = rows.next() == Some("village_code,option,electronic,paper,votes");
    head && rows.all(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        cells.len() == 5 && cells[0].parse::<manifest::VillageCode>().is_ok() && cells[1..].iter().all(|cell| cell.parse::<u32>().is_ok())
    })
}

fn paths_read(text: &str) -> bool {
    text.lines().all(|line| line.contains('.') && Folder::default().insert(line, Vec::new()))
}

fn scopes_read(text: &str) -> bool {
    let stations =
        |id: &str| id.strip_prefix("stations-").map(|list| list.split('+').all(|one| one.parse::<manifest::StationId>().is_ok()));
    text.lines().all(|line| stations(line) == Some(true))
}

fn text_reads(text: &str) -> bool {
    let whole: [fn(&str) -> bool; 13] = [
        note_reads,
        |text| text.parse::<Verifier>().is_ok(),
        |text| text.parse::<Origin>().is_ok(),
        |text| Strip::parse(text).is_ok(),
        |text| token::Card::parse(text).is_ok(),
        |text| auditor::challenge::Sheet::parse(text).is_some(),
        |text| text.lines().all(|line| parts(line).is_some()),
        sums_read,
        counted_read,
        rows_read,
        scopes_read,
        paths_read,
        values_read,
    ];
    !text.is_empty() && whole.iter().any(|reads| reads(text))
}

#[test]
fn every_example_is_read_by_the_code_of_its_kind() {
    let schemas = Schemas::read();
    let unread: Vec<String> = examples()
        .into_iter()
        .filter(|example| match example.kind.as_str() {
            "json" => !json_reads(&example.text, &schemas),
            "text" => !text_reads(&example.text),
            other => panic!("{}: an example of kind {other}", example.place),
        })
        .map(|example| format!("{}: {}", example.place, example.text.chars().take(120).collect::<String>()))
        .collect();
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn a_changed_example_is_not_read() {
    let schemas = Schemas::read();
    let mut tried = 0;
    for example in examples().into_iter().filter(|example| example.kind == "json") {
        for (from, to) in [("\":", "\": "), ("\"", "\u{201d}"), ("[\"", "[null,\""), ("v1\"", "v2\"")] {
            let changed = example.text.replacen(from, to, 1);
            if changed != example.text {
                assert!(!json_reads(&changed, &schemas), "{}: {}", example.place, &changed.chars().take(200).collect::<String>());
                tried += 1;
            }
        }
    }
    assert!(tried > 60, "{tried}");
    let digest = Hash::ZERO.to_string();
    for bad in ["", "halo", &digest[1..], &format!("000000ff{digest}"), "SUARA-TT x", "suara/v1/contoh-2027/99.01.01.2001/001"] {
        assert!(!text_reads(bad), "{bad}");
    }
}
