//! `cargo faults`: breaks what can break, and says what held.

mod faults;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use suara_tests::sim::SimResult;

use faults::results::Results;
use faults::writer::{Manner, write};
use faults::{Ask, ROWS, Row};

/// Findings that are printed.
const MOST_WORDS: usize = 40;

/// Breaks machines on purpose. The last line is the row's figure; exit code 0 only if it holds.
#[derive(Parser)]
#[command(name = "cargo faults")]
struct Args {
    /// Row to run; or `page`, for the table of all kept results.
    test: String,
    /// How many; a row's own count otherwise.
    #[arg(long)]
    count: Option<u64>,
    /// Everything random follows from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// End well, with `not run`, where this machine does not let the row run.
    #[arg(long)]
    skip_if_impossible: bool,
    /// Keep the figure in tests/faults-results.json.
    #[arg(long)]
    keep: bool,
    /// Of the writer that two rows try themselves on: how it treats what it acknowledges.
    #[arg(long, hide = true)]
    manner: Option<Manner>,
    /// Of the same: its file.
    #[arg(long, hide = true)]
    to: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> SimResult<ExitCode> {
    if let ("writer", Some(manner), Some(path)) = (&*args.test, args.manner, &args.to) {
        return write(path, manner).map(|()| ExitCode::SUCCESS);
    }
    if args.test == "page" {
        print!("{}", Results::read()?.page());
        return Ok(ExitCode::SUCCESS);
    }
    let row = ROWS.iter().find(|row| row.name == args.test).ok_or_else(|| {
        let names: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
        format!("no such row: {}; there are page, {}", args.test, names.join(", "))
    })?;
    one(row, args)
}

fn one(row: &Row, args: &Args) -> SimResult<ExitCode> {
    let ask = Ask { count: args.count.unwrap_or(row.counts.0), seed: args.seed, skip_if_impossible: args.skip_if_impossible };
    let start = Instant::now();
    let figure = (row.run)(&ask)?;
    let seconds = start.elapsed().as_secs();
    for line in figure.found.other.iter().take(MOST_WORDS) {
        println!("{line}");
    }
    if args.keep {
        Results::read()?.keep(row, ask.count, &figure, seconds)?;
    }
    println!("{seconds} s");
    println!("{}: {}", row.name, figure.text);
    Ok(if figure.found.none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
