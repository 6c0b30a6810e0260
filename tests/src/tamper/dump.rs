//! Cases as folders on disk, with what this auditor says of each: for verifiers in other languages.

use std::fs;
use std::path::Path;

use auditor::Verdict;
use rayon::prelude::*;
use serde_json::json;

use super::run::{Said, from_disk, lay_out};
use super::{Case, Expect, classes, honest};

/// Makes one case.
type Make = Box<dyn Fn() -> Case + Send + Sync>;

/// Writes `per_class` instances of every class and `honest` honest elections below a directory that must be new.
///
/// # Errors
/// What the file system says.
pub fn dump(place: &Path, per_class: u64, honest_elections: u64) -> std::io::Result<usize> {
    fs::create_dir(place)?;
    let classes = classes();
    let mut all: Vec<(String, &'static str, Make)> = Vec::new();
    for class in classes {
        // Their files need room or time that other verifiers do not have.
        let numbers = if class.id == "F9" { 0..per_class.min(1) } else { 0..per_class };
        all.extend(numbers.map(|n| {
            let make: Make = Box::new(move || (class.make)(n));
            (format!("{}-{n}", name(class.id)), class.id, make)
        }));
    }
    for number in 0..honest_elections {
        let make: Make = Box::new(move || honest::case(number));
        all.push((format!("honest-{number}"), "honest", make));
    }
    all.par_iter().map(|(folder, id, make)| write(&place.join(folder), id, &make())).collect::<std::io::Result<Vec<()>>>()?;
    Ok(all.len())
}

/// `A1` → `A1-plain`, `A1+` → `A1-forger`.
fn name(id: &str) -> String {
    id.strip_suffix('+').map_or_else(|| format!("{id}-plain"), |id| format!("{id}-forger"))
}

fn write(place: &Path, id: &str, case: &Case) -> std::io::Result<()> {
    fs::create_dir(place)?;
    lay_out(case, place);
    let said = from_disk(case, place);
    fs::write(place.join("case.json"), serde_json::to_vec_pretty(&describe(id, case, &said))?)
}

fn describe(id: &str, case: &Case, said: &Said) -> serde_json::Value {
    let (must_fail, must_not_check): (&[&str], &[&str]) = match &case.expect {
        Expect::Fails(ids) => (ids, &[]),
        Expect::NotChecked(ids) => (&[], ids),
        Expect::Valid => (&[], &[]),
    };
    let verdict = match said.verdict {
        Verdict::Valid => "valid",
        Verdict::NotAnchored => "not-anchored",
        Verdict::Rehearsal => "rehearsal",
        Verdict::NotChecked => "not-checked",
        Verdict::Failed => "failed",
    };
    json!({
        "id": id,
        "args": {
            "anchor": case.anchor.map(|anchor| anchor.to_string()),
            "complete": case.complete,
            "rehearsal": case.rehearsal,
            "evidence": (!case.evidence.is_empty()).then_some("evidence"),
        },
        "records": case.records.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "must_fail": must_fail,
        "must_not_check": must_not_check,
        "rust": {
            "exit_code": said.verdict.exit_code(),
            "verdict": verdict,
            "failed": said.failed,
            "not_checked": said.not_checked,
        },
    })
}
