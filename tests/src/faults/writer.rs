//! A writer that keeps its word, and two that do not: what `kill9` and `powercut` are tried on before they are believed. It has
//! nothing to do with the house's own journals, and no program of the house can be told to behave like it.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use suara_tests::sim::SimResult;

use super::site::{Printed, program, whole_lines};

/// How a writer treats what it acknowledges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Manner {
    /// Writes, syncs, acknowledges.
    Honest,
    /// Writes and acknowledges, and never syncs.
    Unsynced,
    /// Acknowledges, syncs what came before, and only then writes.
    Early,
}

/// Numbers, one a line, for ever.
pub(crate) fn write(path: &Path, manner: Manner) -> SimResult<()> {
    let (mut file, mut out) = (OpenOptions::new().create(true).append(true).open(path)?, std::io::stdout().lock());
    for number in 0_u64.. {
        if manner == Manner::Early {
            writeln!(out, "{number}")?;
            file.sync_data()?;
        }
        writeln!(file, "{number}")?;
        if manner == Manner::Honest {
            file.sync_data()?;
        }
        if manner != Manner::Early {
            writeln!(out, "{number}")?;
        }
    }
    Ok(())
}

/// The command that runs this very program as a writer.
pub(crate) fn command(path: &Path, manner: &str) -> SimResult<Command> {
    let mut command = Command::new(program("suara-faults")?);
    command.args(["writer", "--manner", manner, "--to"]).arg(path);
    Ok(command)
}

/// How many numbers were acknowledged, and how many of them are not in the file.
pub(crate) fn lost(printed: &Printed, path: &Path) -> SimResult<(u64, u64)> {
    let text = String::from_utf8(whole_lines(path)?)?;
    let there: BTreeSet<&str> = text.lines().collect();
    let lost = printed.lines.iter().filter(|line| !there.contains(line.as_str())).count();
    Ok((printed.lines.len() as u64, lost as u64))
}
