//! The kept results, `tests/faults-results.json`, and the table of `docs/RELIABILITY.md` that is made of them. No number stands in the
//! table that no run gave.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

use paper::{Moment, Zone};
use serde::{Deserialize, Serialize};
use suara_tests::sim::SimResult;

use super::{Figure, ROWS, Row};

/// What all kept runs gave, by test.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Results {
    /// Runs of at least the count that CI runs.
    quick: BTreeMap<String, Run>,
    /// Runs of at least the long count.
    long: BTreeMap<String, Run>,
}

/// One run.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    test: String,
    count: u64,
    figure: String,
    /// Whether everything that must hold held.
    holds: bool,
    seconds: u64,
    /// The day, of the machine's clock.
    date: String,
    commit: String,
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("faults-results.json")
}

impl Results {
    pub(crate) fn read() -> SimResult<Self> {
        match fs::read_to_string(path()) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a run's figure in, in place of the one before.
    pub(crate) fn keep(mut self, row: &Row, asked: u64, figure: &Figure, seconds: u64) -> SimResult<()> {
        if !figure.ran || asked < row.counts.0 {
            return Err(format!("not kept: a kept run of {} is at least {}", row.name, row.counts.0).into());
        }
        let run = Run {
            test: row.name.to_owned(),
            count: figure.count,
            figure: figure.text.clone(),
            holds: figure.found.none(),
            seconds,
            date: today()?,
            commit: commit()?,
        };
        let long = row.counts.1 > row.counts.0 && asked >= row.counts.1;
        let runs = if long { &mut self.long } else { &mut self.quick };
        runs.insert(row.name.to_owned(), run);
        Ok(fs::write(path(), serde_json::to_string_pretty(&self)? + "\n")?)
    }

    /// The table.
    pub(crate) fn page(&self) -> String {
        let mut page = "| test | what must hold | last run | long run |\n|---|---|---|---|\n".to_owned();
        for row in ROWS {
            let long = if row.counts.1 > row.counts.0 { cell(self.long.get(row.name)) } else { "the same".to_owned() };
            let _ = writeln!(page, "| `{}` | {} | {} | {long} |", row.name, row.sentence, cell(self.quick.get(row.name)));
        }
        page
    }
}

fn cell(run: Option<&Run>) -> String {
    let Some(run) = run else { return "not run".to_owned() };
    let Run { figure, seconds, date, commit, .. } = run;
    let fails = if run.holds { "" } else { "**does not hold**: " };
    let (changed, hash) = commit.rsplit_once(' ').unwrap_or(("", commit));
    format!("{fails}{figure} ({seconds} s, {date}, {changed} {hash:.10})").replace(",  ", ", ")
}

fn today() -> SimResult<String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok(Moment::from_unix(since, Zone::Wib)?.rfc3339().chars().take(10).collect())
}

fn commit() -> SimResult<String> {
    let git = |args: &[&str]| -> SimResult<String> {
        let output = Command::new("git").args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    let head = git(&["rev-parse", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--", "../crates", "src", "../Cargo.lock"])?;
    if head.is_empty() {
        return Err("git does not say which commit this is".into());
    }
    Ok(if changed.is_empty() { head } else { format!("changed {head}") })
}
