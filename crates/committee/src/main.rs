//! `suara-committee`: from the draft to the Berita Acara.
//!
//! The binary adds to the library what is not pure: passphrase files, the clock, the operating system's randomness, folders and
//! the command line. Exit codes: 0 done, 1 refused by a rule (nothing changed), 2 wrong command line, 3 a file from outside is
//! bad, 4 own state damaged or a medium failed.

mod shell;

use std::process::ExitCode;

fn main() -> ExitCode {
    shell::run()
}
