//! The corpus's shell: writes its table, its cases, and runs what takes longer than a test may.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use indicatif::ProgressBar;
use record::Tier;
use suara_tests::tamper::bytes::{Change, Small};
use suara_tests::tamper::run::run;
use suara_tests::tamper::{Case, INSTANCES, classes, dump, honest, table};

/// Tampered elections, each with the check that must fail.
#[derive(Debug, Parser)]
#[command(name = "suara-corpus")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run every class and print docs/CORPUS.md.
    Table,
    /// Run one class and say what the auditor says of each instance.
    Class {
        /// Its name, like `A1+`; `honest` for honest elections.
        id: String,
    },
    /// Change every byte of a small record, in both tiers, with and without the list signed again.
    Bytes {
        /// Four changes a byte: one bit, 0x00, 0xFF, +1; otherwise one bit.
        #[arg(long)]
        all: bool,
    },
    /// Write cases as folders for other verifiers.
    Dump {
        /// A directory that is not there yet.
        directory: PathBuf,
        /// Instances of each class.
        #[arg(long, default_value_t = 3)]
        per_class: u64,
        /// Honest elections.
        #[arg(long, default_value_t = 20)]
        honest: u64,
    },
}

fn main() -> ExitCode {
    match Args::parse().command {
        Command::Table => print_table(),
        Command::Class { id } => print_class(&id),
        Command::Bytes { all } => change_bytes(if all { Change::ALL.to_vec() } else { vec![Change::Bit] }),
        Command::Dump { directory, per_class, honest } => match dump::dump(&directory, per_class, honest) {
            Ok(count) => {
                eprintln!("{count} cases in {}", directory.display());
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{}: {error}", directory.display());
                ExitCode::from(3)
            }
        },
    }
}

fn print_class(id: &str) -> ExitCode {
    let found = classes().into_iter().find(|class| class.id == id);
    let (make, count) = match &found {
        Some(class) => (class.make, INSTANCES),
        None if id == "honest" => (honest::case as fn(u64) -> Case, honest::ELECTIONS),
        None => {
            eprintln!("{id}: no such class");
            return ExitCode::from(2);
        }
    };
    let mut missed = 0;
    for number in 0..count {
        let case = make(number);
        let said = run(&case);
        let complaint = case.complaint(&said);
        missed += u8::from(complaint.is_some());
        let word = if complaint.is_some() { "MISSED " } else { "" };
        println!("{word}{id} {number}: {:?}, failed {:?}, not checked {:?}", said.verdict, said.failed, said.not_checked);
    }
    ExitCode::from(missed.min(1))
}

fn change_bytes(changes: Vec<Change>) -> ExitCode {
    let small = Small::hold();
    let mut unnoticed = 0;
    for tier in [Tier::Sealed, Tier::Public] {
        let size: usize = small.record(tier).iter().map(|(_, bytes)| bytes.len()).sum();
        println!("{}: {size} bytes", tier.word());
        for change in &changes {
            for repaired in [false, true] {
                let bar = ProgressBar::new(size as u64);
                let found = small.unnoticed(tier, *change, repaired, &|_, _| true, &|done| bar.set_position(done as u64));
                bar.finish_and_clear();
                println!("  {change:?}{}: {} unnoticed", if repaired { ", list signed again" } else { "" }, found.len());
                found.iter().for_each(|one| println!("    {}: {}", one.place, one.how));
                unnoticed += found.len();
            }
        }
    }
    if unnoticed == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn print_table() -> ExitCode {
    let rows = table::rows(INSTANCES);
    let alarms = table::false_alarms(honest::ELECTIONS);
    let missed: Vec<_> = rows.iter().flat_map(|row| row.missed.iter().map(move |(n, why)| (row.class.id, n, why))).collect();
    missed.iter().for_each(|(id, number, why)| eprintln!("{id} instance {number}: {why}"));
    alarms.iter().for_each(|(number, why)| eprintln!("honest election {number}: {why}"));
    print!("{}", table::page(&rows, alarms.len()));
    if missed.is_empty() && alarms.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
