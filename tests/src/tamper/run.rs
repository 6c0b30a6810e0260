//! Puts a case before the auditor.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use auditor::{Anchor, CheckResult, Lang, Options, Report, Status, Verdict, verify_folder, verify_paths};
use record::Folder;

use super::{Case, Expect, OnDisk};

/// What the auditor said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What all checks come to.
    pub verdict: Verdict,
    /// Ids of failed checks, each once, ascending.
    pub failed: Vec<&'static str>,
    /// Ids of checks that could not be done and did not fail in another tier.
    pub not_checked: Vec<&'static str>,
    /// The reports as people and programs read them; empty when only ids were asked for.
    pub printed: Vec<String>,
}

fn options(case: &Case) -> Options {
    let anchor = case.anchor.map(Anchor::new);
    Options { anchor, complete: case.complete, rehearsal: case.rehearsal, fresh: [7; 32], lang: Lang::En, ..Options::default() }
}

fn ids<'a>(checks: impl Iterator<Item = &'a CheckResult>, status: Status) -> Vec<&'static str> {
    let mut list: Vec<&'static str> = checks.filter(|c| c.status == status).map(|c| c.id).collect();
    list.sort_unstable();
    list.dedup();
    list
}

fn said(checks: &[&CheckResult], verdict: Verdict, printed: Vec<String>) -> Said {
    let failed = ids(checks.iter().copied(), Status::Fail);
    let not_checked = ids(checks.iter().copied(), Status::NotChecked).into_iter().filter(|id| !failed.contains(id)).collect();
    Said { verdict, failed, not_checked, printed }
}

/// Verifies a case: one plain folder in memory, everything else from a real directory.
#[must_use]
pub fn run(case: &Case) -> Said {
    let alone = case.records.len() == 1 && case.on_disk.is_empty() && case.evidence.is_empty() && !case.complete;
    if let (true, [(_, folder)], true) = (alone, case.records.as_slice(), case.never.is_empty() && case.never_in_page.is_empty()) {
        let options = options(case);
        let report = verify_folder(folder, &options);
        return said(&report.checks.iter().collect::<Vec<_>>(), report.verdict(&options), Vec::new());
    }
    on_disk(case)
}

/// Verifies a case that lies in a directory.
#[must_use]
pub fn from_disk(case: &Case, place: &Path) -> Said {
    let paths: Vec<PathBuf> = case.records.iter().map(|(name, _)| place.join(name)).collect();
    let evidence = (!case.evidence.is_empty()).then(|| place.join("evidence"));
    let report: Report = verify_paths(&paths, &Options { evidence, ..options(case) });
    let checks: Vec<&CheckResult> = report.checks().collect();
    let page = auditor::page::html(&report, &auditor::page::Asked { anchor: None, evidence: None, command: Vec::new() });
    let printed = vec![auditor::print::render(&report, true), report.to_json(), page];
    let mut said = said(&checks, report.verdict, printed);
    // That only exports are here is told in words and no part of the verdict.
    said.not_checked.retain(|id| *id != "C62" || report.verdict == Verdict::NotChecked);
    said
}

/// A directory of its own, removed afterwards.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("suara-corpus-{}-{number}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

/// The folder that holds too many files.
const MANY: &str = "desks";

fn shared() -> PathBuf {
    std::env::temp_dir().join(format!("suara-corpus-{}-many", std::process::id()))
}

/// Removes what instances hand on to each other.
pub fn clean() {
    drop(fs::remove_dir_all(shared()));
}

/// Verifies a case from a directory and hands on its folder of too many files.
fn on_disk(case: &Case) -> Said {
    let place = Place::new();
    lay_out(case, &place.0);
    let said = from_disk(case, &place.0);
    if case.on_disk.iter().any(|thing| matches!(thing, OnDisk::Many(_))) {
        drop(fs::rename(place.0.join(&case.records[0].0).join(MANY), shared()));
    }
    said
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Writes a case's folders and evidence into a directory.
pub fn lay_out(case: &Case, place: &Path) {
    for (name, folder) in &case.records {
        put(folder, &place.join(name));
    }
    if let Some((first, _)) = case.records.first() {
        case.on_disk.iter().for_each(|thing| put_thing(thing, &place.join(first)));
    }
    for (name, bytes) in &case.evidence {
        fs::create_dir_all(place.join("evidence")).unwrap();
        fs::write(place.join("evidence").join(name), bytes).unwrap();
    }
}

fn put(folder: &Folder, place: &Path) {
    for (path, bytes) in folder.iter() {
        let file = place.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

#[cfg(unix)]
fn put_thing(thing: &OnDisk, place: &Path) {
    use std::os::unix::ffi::OsStrExt;
    match thing {
        OnDisk::Link(path, target) => {
            drop(fs::remove_file(place.join(path)));
            std::os::unix::fs::symlink(target, place.join(path)).unwrap();
        }
        OnDisk::Pipe(path) => {
            drop(fs::remove_file(place.join(path)));
            assert!(std::process::Command::new("mkfifo").arg(place.join(path)).status().unwrap().success());
        }
        OnDisk::Named(name) => fs::write(place.join(std::ffi::OsStr::from_bytes(name)), b"x").unwrap(),
        OnDisk::Sparse(path, size) => fs::File::create(place.join(path)).unwrap().set_len(*size).unwrap(),
        OnDisk::Many(count) => {
            // Made once and handed on, for a file costs more than its verdict.
            let desks = place.join(MANY);
            drop(fs::remove_dir_all(&desks));
            if fs::rename(shared(), &desks).is_err() {
                fs::create_dir_all(&desks).unwrap();
                (0..*count).for_each(|n| drop(fs::File::create(desks.join(n.to_string())).unwrap()));
            }
        }
        OnDisk::Deep(depth) => fs::create_dir_all((0..*depth).fold(place.to_path_buf(), |path, _| path.join("a"))).unwrap(),
    }
}

#[cfg(not(unix))]
fn put_thing(_: &OnDisk, _: &Path) {}

impl Case {
    /// Why the auditor's answer is not the one that this case must have; nothing if it is.
    #[must_use]
    pub fn complaint(&self, said: &Said) -> Option<String> {
        let any = |list: &[&str], found: &[&'static str]| list.iter().any(|id| found.contains(id));
        let fits = match &self.expect {
            Expect::Fails(list) => said.verdict == Verdict::Failed && any(list, &said.failed),
            Expect::NotChecked(list) => said.verdict == Verdict::NotChecked && said.failed.is_empty() && any(list, &said.not_checked),
            Expect::Valid => said.verdict == Verdict::Valid && said.failed.is_empty() && said.not_checked.is_empty(),
        };
        let raw = |text: &String| self.never.iter().any(|bytes| text.as_bytes().windows(bytes.len()).any(|part| part == *bytes));
        let plain = self.never.is_empty() && self.never_in_page.is_empty();
        let page = said.printed.last().is_some_and(|page| !self.never_in_page.iter().any(|words| page.contains(words)));
        let escaped = plain || (page && !said.printed.iter().any(raw));
        (!fits || !escaped).then(|| {
            format!("expected {:?}; {:?}, failed {:?}, not checked {:?}", self.expect, said.verdict, said.failed, said.not_checked)
        })
    }
}
