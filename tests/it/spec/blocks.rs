//! Pages of the specification, their tables and their fenced examples.

use std::fs;
use std::path::{Path, PathBuf};

/// One page.
pub(super) struct Page {
    pub(super) name: String,
    pub(super) text: String,
}

/// One fenced block that is marked as an example.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// Page and line, for people.
    pub(super) place: String,
    /// `json` or `text`.
    pub(super) kind: String,
    /// Without its last line feed.
    pub(super) text: String,
}

pub(super) fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

/// `SPEC.md` first, then the pages beside it.
pub(super) fn pages() -> Vec<Page> {
    let mut paths = vec![docs().join("SPEC.md")];
    let folder = fs::read_dir(docs().join("spec")).unwrap().map(|entry| entry.unwrap().path());
    paths.extend(folder.filter(|path| path.extension().is_some_and(|end| end == "md")));
    paths.sort();
    let read =
        |path: PathBuf| Page { name: path.file_name().unwrap().to_str().unwrap().to_owned(), text: fs::read_to_string(path).unwrap() };
    let pages: Vec<Page> = paths.into_iter().map(read).collect();
    assert!(pages.len() > 9, "{} pages", pages.len());
    pages
}

impl Page {
    /// The cells of every table row, without head and rule, under each heading that has these words.
    pub(super) fn rows_under(&self, words: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let (mut inside, mut fenced, mut head) = (false, false, true);
        for line in self.text.lines() {
            fenced ^= line.starts_with("```");
            if !fenced && line.starts_with('#') {
                inside = line.contains(words);
            }
            let cells = line.strip_prefix('|').filter(|_| inside && !fenced);
            match cells {
                Some(rule) if rule.starts_with("---") => head = false,
                Some(cells) if !head => rows.push(cells.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()),
                Some(_) => {}
                None => head = true,
            }
        }
        rows
    }

    pub(super) fn examples(&self) -> Vec<Example> {
        let mut found = Vec::new();
        let mut open: Option<(usize, String, Vec<&str>)> = None;
        for (number, line) in (1..).zip(self.text.lines()) {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(mark)) => open = Some((number, mark.to_owned(), Vec::new())),
                (None, None) => {}
                (Some((_, _, lines)), None) => lines.push(line),
                (Some((start, mark, lines)), Some(_)) => {
                    let place = format!("{}, line {start}", self.name);
                    match mark.split(' ').collect::<Vec<_>>().as_slice() {
                        [kind, "example"] => found.push(Example { place, kind: (*kind).to_owned(), text: lines.join("\n") }),
                        [_, "example", name] => held_elsewhere(&place, name),
                        _ => assert!(!mark.contains("example"), "{place}: a mark like ```{mark}"),
                    }
                    open = None;
                }
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", self.name);
        found
    }
}

/// Examples of evidence have names, by which the auditor's own tests read them from the page.
fn held_elsewhere(place: &str, name: &str) {
    let tests = docs().join("../crates/auditor/src/tests/evidence/spec.rs");
    let tests = fs::read_to_string(tests).unwrap_or_default();
    assert!(tests.contains(&format!("\"{name}\"")), "{place}: no test of the auditor reads {name}");
}

/// Every example of every page.
pub(super) fn examples() -> Vec<Example> {
    let all: Vec<Example> = pages().iter().flat_map(Page::examples).collect();
    assert!(all.len() > 60, "{} examples", all.len());
    all
}
