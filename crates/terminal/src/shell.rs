//! The command line around the library.

mod act;
mod args;
mod ask;
mod clock;
mod console;
mod failure;
mod files;
mod key;
mod machine;
mod memory;
mod photos;
mod pin_check;
mod pins;
mod printer;
mod script;
mod serve;
mod talk;

use std::process::ExitCode;

use clap::Parser;

use args::{Action, Cli, Command};
use ask::Passphrase;
use failure::Failure;
use machine::Machine;

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
    let passphrase_file = options.passphrase_file.clone();
    let passphrase = || Passphrase::ask(passphrase_file.as_deref());
    match cli.command {
        Command::Enrol(enrol) => key::enrol(&enrol, &options, &Passphrase::choose(passphrase_file.as_deref())?),
        Command::Pins(new) => {
            let passphrase = passphrase()?;
            let device = key::load(&options.dir, &passphrase)?;
            if device.verifiers.are_enrolled() {
                pins::check(&device.verifiers, &options.dir, &options.pin_file, clock::seconds()?)?;
            }
            key::set_pins(&device, &new.new_pin_file, &options.dir, &passphrase, new.work_factor)
        }
        Command::Console => {
            let device = key::load(&options.dir, &passphrase()?)?;
            console::run(&mut Machine::new(options, device))
        }
        Command::Serve(page) => {
            let device = key::load(&options.dir, &passphrase()?)?;
            serve::run(&mut Machine::new(options, device), &page)
        }
        Command::Takeover(takeover) => {
            let device = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, device);
            act::takeover(&mut machine, &takeover)?;
            if takeover.exit { Ok(()) } else { console::run(&mut machine) }
        }
        Command::Medium2 { exit } => {
            let device = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, device);
            act::medium2(&mut machine)?;
            if exit { Ok(()) } else { console::run(&mut machine) }
        }
        Command::Action(action) => {
            let device = key::load(&options.dir, &passphrase()?)?;
            let mut machine = Machine::new(options, device);
            let stays = matches!(action, Action::Zero { exit: false, .. });
            act::act(&mut machine, action)?;
            if stays { console::run(&mut machine) } else { Ok(()) }
        }
    }
}
