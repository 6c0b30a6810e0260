//! Keeps house for `fuzz/`: seeds from honest data, names of inputs, results, the page.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use canonical::sha256;
use clap::{Parser, Subcommand};
use suara_tests::fuzz::report::{Results, Run, page};
use suara_tests::fuzz::{TARGETS, target};
use suara_tests::sim::SimResult;

/// Keeps house for the fuzz corpus. Run it in the project's root.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the names of all targets.
    Targets,
    /// Writes honest inputs of all targets into their corpora.
    Seeds,
    /// Names every input of a target by its SHA-256 and drops what is too large to keep.
    Names {
        /// The target.
        target: String,
    },
    /// Notes a run's numbers in `fuzz/results.json`.
    Note {
        /// The target.
        target: String,
        /// What libFuzzer printed.
        log: PathBuf,
        /// The commit.
        commit: String,
        /// The day.
        date: String,
    },
    /// Writes `docs/FUZZING.md`.
    Page,
}

/// The largest input that is kept: more is slow to replay and swells the repository.
const MAX_KEPT: usize = 32 << 10;
const RESULTS: &str = "fuzz/results.json";

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
    match command {
        Command::Targets => TARGETS.iter().for_each(|target| println!("{}", target.name)),
        Command::Seeds => TARGETS.iter().try_for_each(|target| seeds(target.name, (target.honest)()))?,
        Command::Names { target } => names(&corpus(target)?)?,
        Command::Note { target, log, commit, date } => {
            corpus(target)?;
            let run = Run::of_log(&fs::read_to_string(log)?, commit, date).ok_or("the log holds no final numbers")?;
            let mut results = results()?;
            results.runs.insert(target.clone(), run);
            fs::write(RESULTS, serde_json::to_string_pretty(&results)? + "\n")?;
        }
        Command::Page => {
            let kept = |name: &str| corpus(name).and_then(|dir| Ok(fs::read_dir(dir)?.count())).unwrap_or(0);
            fs::write("docs/FUZZING.md", page(&results()?, kept))?;
        }
    }
    Ok(())
}

fn corpus(name: &str) -> SimResult<PathBuf> {
    target(name).ok_or("no such target")?;
    Ok(Path::new("fuzz/corpus").join(name))
}

fn results() -> SimResult<Results> {
    match fs::read_to_string(RESULTS) {
        Ok(text) => Ok(serde_json::from_str(&text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Results::default()),
        Err(error) => Err(error.into()),
    }
}

fn seeds(name: &str, inputs: Vec<Vec<u8>>) -> SimResult<()> {
    let directory = corpus(name)?;
    fs::create_dir_all(&directory)?;
    for bytes in inputs.into_iter().filter(|bytes| bytes.len() <= MAX_KEPT) {
        fs::write(directory.join(sha256(&bytes).to_string()), bytes)?;
    }
    Ok(())
}

fn names(directory: &Path) -> SimResult<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        if bytes.len() > MAX_KEPT {
            fs::remove_file(&path)?;
        } else {
            fs::rename(&path, directory.join(sha256(&bytes).to_string()))?;
        }
    }
    Ok(())
}
