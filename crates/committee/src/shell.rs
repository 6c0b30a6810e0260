//! The command line around the library.

mod amend;
mod args;
mod cards;
mod count;
mod failure;
mod files;
mod memory;
mod prepare;
mod publish;
mod receive;
mod sealed;
mod sign;
mod work;

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use manifest::Definition;
use paper::{Moment, Zone};
use rand::TryRng;
use rand::rngs::SysRng;
use rand_core::UnwrapErr;
use zeroize::Zeroizing;

use args::{Cli, Command, CounterCommand};
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
        Command::Example { dir } => prepare::example(&dir),
        Command::Init { draft } => prepare::init(&options, &draft),
        Command::Definitions { out } => prepare::definitions(&options, &out),
        Command::Enrol(command) => sign::enrol(&options, &command),
        Command::Sign { ceremony } => sign::sign(&options, &ceremony),
        Command::Amend(command) => amend::amend(&options, command),
        Command::Deck { out, pdf } => cards::deck(&options, &out, pdf),
        Command::Cards { file, to: Some(to), .. } => cards::open_sheets(&options, &file, &to),
        Command::Cards { file, pack, to: None } => cards::cards(&options, &file, pack),
        Command::Papers { out, village } => publish::papers(&options, &out, village.as_ref()),
        Command::Import { sources } => receive::import(&options, &sources),
        Command::Exclude(command) => receive::exclude(&options, &command),
        Command::Original(command) => receive::original(&options, &command),
        Command::Status => receive::status(&options),
        Command::Counter { command: CounterCommand::New(command) } => count::new_counter(&options, &command),
        Command::Count(command) => count::count(&options, &command),
        Command::Plan(command) => publish::plan(&options, &command),
        Command::Tally { from } => publish::tally(&options, &from),
        Command::Result { village } => publish::result(&options, village.as_ref()),
    }
}

/// Thirty-two bytes of the operating system's generator.
fn random() -> Result<Zeroizing<[u8; 32]>, Failure> {
    let mut bytes = Zeroizing::new([0; 32]);
    SysRng.try_fill_bytes(bytes.as_mut_slice()).map_err(|_| Failure::Machine)?;
    Ok(bytes)
}

/// The operating system's generator, after it has shown that it gives anything at all.
fn generator() -> Result<UnwrapErr<SysRng>, Failure> {
    random()?;
    Ok(UnwrapErr(SysRng))
}

/// What the clock shows in the village's zone.
fn now(definition: &Definition) -> Result<Moment, Failure> {
    let zone = match &*definition.zone {
        "+08:00" => Zone::Wita,
        "+09:00" => Zone::Wit,
        _ => Zone::Wib,
    };
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Failure::Machine)?.as_secs();
    Moment::from_unix(seconds, zone).map_err(|_| Failure::Machine)
}
