//! The command line around the library.

mod act;
mod added;
mod args;
mod ask;
mod deeds;
mod enrol;
mod failure;
mod files;
mod import;
mod kit;
mod memory;
mod on_paper;
mod open;
mod pin;
mod sealed;
mod serve;
mod session;
mod station;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::{Cli, Command, Options};
use ask::Passphrase;
use failure::Failure;

/// Runs one command and says how it ended.
pub(crate) fn run() -> ExitCode {
    if let Err(error) = memory::keep_private() {
        eprintln!("MESIN TIDAK MELARANG SALINAN MEMORI (memory dumps could not be forbidden): {error}");
        return ExitCode::from(4);
    }
    match dispatch(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn dispatch(cli: Cli) -> Result<(), Failure> {
    let options = cli.options;
    match cli.command {
        Command::Import(command) => import::run(&command, &passphrase(&options, "impor")?),
        Command::Enrol(command) => {
            let chosen = Passphrase::choose(options.passphrase_file.as_deref())?;
            enrol::run(&command, &options.state, &chosen)
        }
        Command::Open(command) => open::run(&command, &options, medium2(&options), passphrase(&options, "meja")?),
        Command::Move => kit::take(&options.state, medium2(&options), passphrase(&options, "meja")?),
        Command::Medium2 => {
            let medium2 = medium2(&options);
            let station = station::Station::with_fresh_medium(&options.state, medium2, passphrase(&options, "meja")?)?;
            println!(
                "MEDIA KEDUA DIGANTI (second medium replaced)\nMedia yang lama disegel; jangan dipasang lagi. Tulis di berita acara.\n\
                 Hanya bila media lama gagal di mesin ini; bila meja sudah pindah mesin, jangan lanjutkan di sini."
            );
            act::act(&mut { station }, args::Action::Status)
        }
        Command::Serve(command) => {
            medium2(&options);
            let passphrase = passphrase(&options, "meja")?;
            serve::run(&|| load_with(&options, passphrase.clone()), &command)
        }
        Command::Pin(command) => pin::enrol(&command, &options.state, options.medium2.as_deref(), &passphrase(&options, "meja")?),
        Command::Session => {
            let mut station = load(&options)?;
            session::run(&mut station)
        }
        Command::Action(action) => {
            let mut station = load(&options)?;
            act::act(&mut station, action)
        }
    }
}

fn load(options: &Options) -> Result<station::Station, Failure> {
    // A wrong command line is told before anything is asked.
    medium2(options);
    load_with(options, passphrase(options, "meja")?)
}

fn load_with(options: &Options, passphrase: Passphrase) -> Result<station::Station, Failure> {
    let mut station = station::Station::load(&options.state, medium2(options), passphrase)?;
    station.papers = on_paper::Papers::new(options);
    Ok(station)
}

fn passphrase(options: &Options, whose: &'static str) -> Result<Passphrase, Failure> {
    Passphrase::ask(options.passphrase_file.as_deref(), whose)
}

/// Only the commands of a desk need the second medium; without it they end like any wrong command line.
fn medium2(options: &Options) -> &Path {
    match &options.medium2 {
        Some(dir) => dir,
        None => Cli::command().error(ErrorKind::MissingRequiredArgument, "--medium2 DIR: map di media kedua (USB)").exit(),
    }
}

/// A folder inside the desk's state folder.
fn journal_dirs(state: &Path, medium2: &Path) -> (PathBuf, PathBuf, PathBuf) {
    (state.join("journal"), medium2.join("journal"), state.join("index"))
}
