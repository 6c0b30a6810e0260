//! `session`: one command a line from standard input, so that the passphrase is typed once and a voter takes seconds.

use std::io::{self, Write};

use clap::Parser;
use clap::error::ErrorKind;

use super::args::{SessionLine, Spoken};
use super::failure::Failure;
use super::station::Station;
use super::{act, ask};

/// Serves until `exit` or the end of input. A refusal is shown and the next line is read; damage ends the session.
pub(crate) fn run(station: &mut Station) -> Result<(), Failure> {
    while let Some(line) = ask::line("meja> ")? {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        let ended = match SessionLine::try_parse_from(words) {
            Ok(SessionLine { what: Spoken::Exit }) => return Ok(()),
            Ok(SessionLine { what: Spoken::Action(action) }) => act::act(station, action),
            Err(error) => {
                explain(&error);
                Ok(())
            }
        };
        match ended {
            Err(failure) if failure.code() == 4 => return Err(failure),
            Err(failure) => println!("{failure}"),
            Ok(()) => {}
        }
        let _ = io::stdout().flush();
    }
    Ok(())
}

fn explain(error: &clap::Error) {
    if error.kind() == ErrorKind::DisplayHelp {
        println!("{error}");
    } else {
        println!("PERINTAH TIDAK DIKENAL (unknown command)\n{error}");
    }
}
