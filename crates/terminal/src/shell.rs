//! The command line around the library.

mod act;
mod args;
mod ask;
mod console;
mod failure;
mod files;
mod key;
mod machine;
mod script;
mod talk;

use std::process::ExitCode;

use clap::Parser;

use args::{Action, Cli, Command};
use ask::Passphrase;
use failure::Failure;
use machine::Machine;

/// Runs one command and says how it ended.
pub(crate) fn run() -> ExitCode {
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
    let passphrase_file = options.passphrase_file.clone();
    let passphrase = || Passphrase::ask(passphrase_file.as_deref());
    match cli.command {
        Command::Enrol(enrol) => key::enrol(&enrol, &options.dir, &Passphrase::choose(passphrase_file.as_deref())?),
        Command::Console => {
            let key = key::load(&options.dir, &passphrase()?)?;
            console::run(&mut Machine::new(options, key))
        }
        Command::Takeover(takeover) => {
            let key = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, key);
            act::takeover(&mut machine, &takeover)?;
            if takeover.exit { Ok(()) } else { console::run(&mut machine) }
        }
        Command::Medium2 { exit } => {
            let key = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, key);
            act::medium2(&mut machine)?;
            if exit { Ok(()) } else { console::run(&mut machine) }
        }
        Command::Action(action) => {
            let key = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, key);
            let stays = matches!(action, Action::Zero { exit: false, .. });
            act::act(&mut machine, action)?;
            if stays { console::run(&mut machine) } else { Ok(()) }
        }
    }
}
