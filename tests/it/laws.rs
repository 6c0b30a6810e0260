//! Who may import whom, read from the build's own metadata.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Every arrow of the house, as `docs/ARCHITECTURE.md` draws it. A crate may name what it already reaches.
const ALLOWED: &[(&str, &[&str])] = &[
    ("canonical", &[]),
    ("elgamal", &["canonical"]),
    ("chain", &["canonical"]),
    ("paper", &[]),
    ("kiosk", &[]),
    ("manifest", &["canonical"]),
    ("token", &["canonical", "manifest"]),
    ("ballot", &["canonical", "manifest", "elgamal", "token", "chain"]),
    ("tally-log", &["canonical", "chain"]),
    ("record", &["canonical", "manifest", "token", "elgamal", "ballot", "chain"]),
    ("pollbook", &["canonical", "manifest", "token", "chain", "tally-log", "paper", "kiosk"]),
    ("terminal", &["canonical", "manifest", "token", "elgamal", "ballot", "chain", "tally-log", "record", "paper", "kiosk"]),
    ("committee", &["canonical", "manifest", "token", "elgamal", "ballot", "chain", "record", "paper"]),
    ("audit", &["canonical", "manifest", "token", "elgamal", "ballot", "chain", "record"]),
    ("guardian", &["canonical", "manifest", "token", "elgamal", "ballot", "chain", "record", "audit"]),
    ("forge", &["canonical", "manifest", "token", "elgamal", "ballot", "chain", "record"]),
];

fn graph() -> Graph {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut graph = Graph::new();
    for package in metadata["packages"].as_array().unwrap() {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        // Dev-dependencies do not reach what ships.
        let ours = dependencies.filter(|d| d["kind"].is_null() || d["kind"] == "build").filter_map(|d| ours(&d["name"]));
        graph.insert(ours_or_panic(&package["name"]), ours.collect());
    }
    graph
}

fn ours(name: &serde_json::Value) -> Option<String> {
    name.as_str()?.strip_prefix("suara-").map(str::to_owned)
}

fn ours_or_panic(name: &serde_json::Value) -> String {
    ours(name).unwrap_or_else(|| panic!("package {name} is not named suara-…"))
}

fn reaches(graph: &Graph, from: &str, to: &str) -> bool {
    graph[from].iter().any(|next| next == to || reaches(graph, next, to))
}

#[test]
fn a_ballot_and_a_voter_never_meet_outside_the_tests() {
    let graph = graph();
    assert!(!reaches(&graph, "ballot", "pollbook"));
    assert!(!reaches(&graph, "pollbook", "ballot"));
    let both: Vec<_> = graph.keys().filter(|c| reaches(&graph, c, "ballot") && reaches(&graph, c, "pollbook")).collect();
    assert_eq!(both, ["tests"], "only the tests may hold a voter and a vote");
}

#[test]
fn the_auditor_shares_no_machine_with_those_it_audits() {
    let graph = graph();
    for audited in ["terminal", "pollbook", "guardian", "committee", "tally-log"] {
        assert!(!reaches(&graph, "audit", audited), "the auditor reaches {audited}");
    }
    assert!(!reaches(&graph, "committee", "audit"));
}

#[test]
fn the_forger_knows_formats_and_no_program() {
    let graph = graph();
    for program in ["terminal", "pollbook", "guardian", "committee", "tally-log", "audit"] {
        assert!(!reaches(&graph, "forge", program), "the forger reaches {program}");
    }
    let with_it: Vec<_> = graph.keys().filter(|c| reaches(&graph, c, "forge")).collect();
    assert_eq!(with_it, ["tests"], "the forger ships with nothing");
}

#[test]
fn every_import_is_an_arrow_of_the_plan() {
    let graph = graph();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    for (from, to) in &graph {
        if from == "tests" || from == "benches" {
            continue;
        }
        let arrows = allowed.get(from.as_str()).unwrap_or_else(|| panic!("{from} is not in the plan"));
        for target in to {
            assert!(arrows.contains(&target.as_str()), "{from} imports {target}, which the plan does not draw");
        }
    }
    assert_eq!(graph.len(), ALLOWED.len() + 2, "the plan names a crate that is not there");
}
