//! Gathers what checks find. A check that nobody finished is NOT-CHECKED: silence never passes.

use std::collections::{BTreeMap, BTreeSet};

use crate::checks::{self, Id, Run};
use crate::report::{CheckResult, Finding, Status, Told};
use crate::text::{Lang, Words, plain, say};

/// Where something was found.
#[derive(Debug, Clone)]
pub(crate) struct Place(Words);

impl Place {
    pub(crate) fn file(path: &str) -> Self {
        Self(Words::new(path, path))
    }

    /// `line` counts from 1.
    pub(crate) fn line(path: &str, line: usize) -> Self {
        Self(say!("{path}, baris {line}", "{path}, line {line}"))
    }

    /// `byte` counts from 0.
    pub(crate) fn byte(path: &str, byte: usize) -> Self {
        Self(say!("{path}, bita {byte} (dari 0)", "{path}, byte {byte} (from 0)"))
    }

    pub(crate) const fn words(words: Words) -> Self {
        Self(words)
    }
}

#[derive(Default)]
struct Row {
    done: Option<Words>,
    dropped: bool,
    failures: Vec<Finding>,
    failed: usize,
    skips: Vec<Finding>,
    skipped: usize,
}

/// The checks of one tier of one village, or between several.
pub(crate) struct Findings {
    lang: Lang,
    run: Run,
    rows: BTreeMap<Id, Row>,
    /// Villages at which a check that is about several fails.
    blamed: BTreeSet<String>,
}

impl Findings {
    pub(crate) const fn new(run: Run, lang: Lang) -> Self {
        Self { lang, run, rows: BTreeMap::new(), blamed: BTreeSet::new() }
    }

    /// The check was done on everything it is about. It passes if nothing was found against it.
    pub(crate) fn done(&mut self, id: Id, evidence: Words) {
        self.rows.entry(id).or_default().done = Some(evidence);
    }

    /// Something does not hold.
    pub(crate) fn fail(&mut self, id: Id, place: Place, evidence: Words) {
        let finding = finding(place.0, evidence, self.lang);
        let row = self.rows.entry(id).or_default();
        row.failed += 1;
        if row.failures.len() < self.run.cap() {
            row.failures.push(finding);
        }
    }

    /// What fails next is at these villages.
    pub(crate) fn blame<'a>(&mut self, villages: impl IntoIterator<Item = &'a str>) {
        self.blamed.extend(villages.into_iter().map(str::to_owned));
    }

    pub(crate) fn blamed(&self) -> impl Iterator<Item = &str> {
        self.blamed.iter().map(String::as_str)
    }

    /// Something could not be checked.
    pub(crate) fn skip(&mut self, id: Id, place: Place, evidence: Words) {
        let finding = finding(place.0, evidence, self.lang);
        let row = self.rows.entry(id).or_default();
        row.skipped += 1;
        if row.skips.len() < self.run.cap() {
            row.skips.push(finding);
        }
    }

    /// The check is not due for this record, by a rule.
    pub(crate) fn not_due(&mut self, id: Id) {
        self.rows.entry(id).or_default().dropped = true;
    }

    pub(crate) const fn run(&self) -> Run {
        self.run
    }

    /// The results in the order of the table.
    pub(crate) fn finish(&mut self) -> Vec<CheckResult> {
        let (run, lang) = (self.run, self.lang);
        let due = checks::all().filter(|check| check.runs.contains(&run));
        due.filter_map(|check| self.rows.remove(&check.id).unwrap_or_default().result(check.id, run, lang)).collect()
    }
}

/// In the reader's language, with the other beside it.
fn finding(place: Words, evidence: Words, lang: Lang) -> Finding {
    let told = |lang| Told { place: plain(&place.clone().pick(lang)), evidence: plain(&evidence.clone().pick(lang)) };
    let (Told { place, evidence }, other) = (told(lang), told(lang.other()));
    Finding { place, evidence, other }
}

impl Row {
    fn result(self, id: Id, run: Run, lang: Lang) -> Option<CheckResult> {
        let make = |status, mut findings: Vec<Finding>, count| {
            let more = findings.split_off(findings.len().min(1));
            let Finding { place, evidence, other } = findings.pop().unwrap_or_default();
            CheckResult { id: id.0, tier: run.word(), status, place, evidence, count, more, other }
        };
        if self.failed > 0 {
            return Some(make(Status::Fail, self.failures, self.failed));
        }
        if self.skipped > 0 {
            return Some(make(Status::NotChecked, self.skips, self.skipped));
        }
        if self.dropped {
            return None;
        }
        Some(match self.done {
            Some(evidence) => make(Status::Pass, vec![finding(Words::default(), evidence, lang)], 0),
            None => {
                let why = say!("yang diperlukan hilang atau tidak terbaca", "what it needs is missing or cannot be read");
                make(Status::NotChecked, vec![finding(Words::default(), why, lang)], 1)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::id;

    fn status(change: impl Fn(&mut Findings)) -> Option<Status> {
        let mut findings = Findings::new(Run::Public, Lang::En);
        change(&mut findings);
        findings.finish().into_iter().find(|c| c.id == id::FILES.0).map(|c| c.status)
    }

    #[test]
    fn a_check_that_nobody_finished_is_not_checked() {
        assert_eq!(status(|_| ()), Some(Status::NotChecked));
        assert_eq!(status(|f| f.done(id::FILES, Words::new("", ""))), Some(Status::Pass));
    }

    #[test]
    fn a_failure_outweighs_all_else() {
        let words = || Words::new("", "");
        let both = |f: &mut Findings| {
            f.done(id::FILES, words());
            f.skip(id::FILES, Place::file("a"), words());
        };
        assert_eq!(status(both), Some(Status::NotChecked));
        let all = |f: &mut Findings| {
            both(f);
            f.not_due(id::FILES);
            f.fail(id::FILES, Place::file("a"), words());
        };
        assert_eq!(status(all), Some(Status::Fail));
        assert_eq!(status(|f| f.not_due(id::FILES)), None);
    }

    #[test]
    fn findings_are_capped_and_counted() {
        let mut findings = Findings::new(Run::Public, Lang::En);
        for line in 0..50 {
            findings.fail(id::FILES, Place::line("a", line), Words::new("", ""));
        }
        let result = findings.finish().into_iter().find(|c| c.id == id::FILES.0).unwrap();
        assert_eq!((result.count, result.findings().count()), (50, CheckResult::CAP));
        assert_eq!(result.place, "a, line 0");
    }
}
