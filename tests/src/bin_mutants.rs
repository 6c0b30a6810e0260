//! Keeps house for mutation testing: results and page. `tests/mutants` calls it.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use suara_tests::mutants::{Results, Run, page};
use suara_tests::sim::SimResult;

/// Keeps house for mutation testing. Run it in the project's root.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Notes a run in `tests/mutants-results.json`.
    Note {
        /// The crate, and which shard of it.
        label: String,
        /// The folder `mutants.out`.
        out: PathBuf,
        /// The commit.
        commit: String,
        /// The day.
        date: String,
    },
    /// Writes `docs/MUTANTS.md`.
    Page,
}

const RESULTS: &str = "tests/mutants-results.json";

fn main() -> ExitCode {
    match run(&Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> SimResult<()> {
    let mut results: Results = match fs::read_to_string(RESULTS) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Results::default(),
        Err(error) => return Err(error.into()),
    };
    match command {
        Command::Note { label, out, commit, date } => {
            results.runs.insert(label.clone(), Run::read(out, commit, date)?);
            fs::write(RESULTS, serde_json::to_string_pretty(&results)? + "\n")?;
        }
        Command::Page => fs::write("docs/MUTANTS.md", page(&results))?,
    }
    Ok(())
}
