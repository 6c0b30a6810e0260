//! The command line around the library.

mod args;
mod ceremony;
mod failure;
mod files;
mod home;
mod memory;
mod open;
mod passphrase;
mod say;
mod sealed;
mod witness;

use std::process::ExitCode;

use clap::Parser;
use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

use args::{Cli, Command, Options, WitnessCommand};
use failure::Failure;
use home::{Home, Keeps};
use passphrase::Passphrase;

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
        Command::New(command) => ceremony::new(&options, &command),
        Command::Commit(command) => ceremony::commit(load(&options)?, &command),
        Command::Reveal(command) => ceremony::reveal(load(&options)?, &command),
        Command::Share(command) => ceremony::share(load(&options)?, &command),
        Command::Confirm(command) => ceremony::confirm(load(&options)?, &command),
        Command::Assemble(command) => ceremony::assemble(&command),
        Command::Open(command) => open::run(load(&options)?, &command),
        Command::Status => {
            say::status(load(&options)?.content());
            Ok(())
        }
        Command::Witness { command: WitnessCommand::New(command) } => witness::new(&options, &command),
        Command::Witness { command: WitnessCommand::Cosign(command) } => witness::cosign(load(&options)?, &command),
    }
}

/// What is kept in the folder, decrypted.
fn load<T: Keeps>(options: &Options) -> Result<Home<T>, Failure> {
    Home::<T>::exists(&options.dir)?;
    Home::load(&options.dir, Passphrase::ask(options.passphrase_file.as_deref())?)
}

/// Thirty-two bytes of the operating system's generator.
fn random() -> Result<Zeroizing<[u8; 32]>, Failure> {
    let mut bytes = Zeroizing::new([0; 32]);
    SysRng.try_fill_bytes(bytes.as_mut_slice()).map_err(|_| Failure::Machine)?;
    Ok(bytes)
}
