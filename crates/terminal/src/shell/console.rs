//! The officers' console: one command a line, in one process, so that the seeds of the zero report serve the day.

use clap::Parser;

use super::args::{ConsoleLine, Spoken};
use super::failure::Failure;
use super::machine::Machine;
use super::{act, ask};

/// Serves until `exit` or the end of input. A refusal is shown and the next line is read; damage ends the process.
pub(crate) fn run(machine: &mut Machine) -> Result<(), Failure> {
    while let Some(line) = ask::line("bilik> ")? {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        let ended = match ConsoleLine::try_parse_from(words) {
            Ok(ConsoleLine { what: Spoken::Exit }) => return Ok(()),
            Ok(ConsoleLine { what: Spoken::Action(action) }) => act::act(machine, action),
            Err(error) => {
                println!("PERINTAH TIDAK DIKENAL (see help)\n{error}");
                Ok(())
            }
        };
        match ended {
            Err(failure) if failure.code() == 4 => return Err(failure),
            Err(failure) => println!("{failure}"),
            Ok(()) => {}
        }
    }
    Ok(())
}
