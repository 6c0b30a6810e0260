//! Style that would otherwise be only a wish: sizes, words and honest prose.

use std::fs;
use std::path::{Path, PathBuf};

const MAX_LINES: usize = 300;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(directory: &Path, list: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && name != ".git" && name != "node_modules" {
            files(&path, list);
        } else if path.is_file() {
            list.push(path);
        }
    }
}

fn all(extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut list = Vec::new();
    files(&root(), &mut list);
    let wanted = |path: &PathBuf| path.extension().is_some_and(|e| extensions.contains(&e.to_string_lossy().as_ref()));
    list.retain(wanted);
    assert!(list.len() > 10, "the tree was not found");
    list.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn no_source_file_is_longer_than_three_hundred_lines() {
    // The second verifier is shipped as one file that its build puts together.
    let written = |path: &PathBuf| !path.ends_with("verifier/verify.mjs");
    let files = all(&["rs", "mjs"]).into_iter().filter(|(path, _)| written(path));
    let long: Vec<_> = files.filter(|(_, text)| text.lines().count() > MAX_LINES).map(|(path, _)| path).collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_source_file_begins_with_what_it_is_for() {
    let is_test = |path: &Path| path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests");
    let silent: Vec<_> = all(&["rs"])
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(root()).unwrap().to_path_buf(), text))
        .filter(|(path, text)| !is_test(path) && !text.starts_with("//!") && !text.starts_with("#!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn nothing_is_left_unfinished_or_switched_off() {
    let marks =
        [concat!("FIX", "ME"), concat!("unimpl", "emented!"), concat!("to", "do!("), concat!("#[ig", "nore"), concat!("thread::", "sleep")];
    let marked: Vec<_> =
        all(&["rs"]).into_iter().filter(|(_, text)| marks.iter().any(|m| text.contains(m))).map(|(path, _)| path).collect();
    assert!(marked.is_empty(), "{marked:#?}");
}

#[test]
fn only_the_shells_and_the_tests_name_the_system_generator() {
    let named: Vec<String> = all(&["rs"])
        .into_iter()
        .filter(|(_, text)| text.contains(concat!("Sys", "Rng")))
        .map(|(path, _)| path.display().to_string())
        .collect();
    let pure = ["canonical", "elgamal", "chain", "manifest", "token", "ballot", "record", "tally-log", "paper"];
    let bad: Vec<_> = named.iter().filter(|path| pure.iter().any(|c| path.contains(&format!("/crates/{c}/")))).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

/// The part of a manifest that reaches what ships.
fn shipped(manifest: &str) -> &str {
    manifest.split("[dev-dependencies]").next().unwrap()
}

#[test]
fn seeded_generators_exist_only_in_the_tests() {
    let manifests = all(&["toml"]);
    let bad: Vec<_> = manifests
        .iter()
        .filter(|(path, text)| path.to_string_lossy().contains("/crates/") && shipped(text).contains(concat!("rand_", "chacha")))
        .map(|(path, _)| path)
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn pure_crates_touch_no_clock_file_socket_or_thread() {
    let pure = ["canonical", "elgamal", "chain", "manifest", "token", "ballot", "paper"];
    let impure = ["std::fs", "std::net", "std::thread", "SystemTime", "Instant::now", "std::env", "std::process"];
    let bad: Vec<_> = all(&["rs"])
        .into_iter()
        .filter(|(path, _)| pure.iter().any(|c| path.to_string_lossy().contains(&format!("/crates/{c}/src/"))))
        .filter(|(path, _)| !path.to_string_lossy().contains("tests"))
        .filter(|(_, text)| impure.iter().any(|word| text.contains(word)))
        .map(|(path, _)| path)
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
}
