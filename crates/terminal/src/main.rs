//! `suara-terminal`: one booth on the day, from its key to its bundle.
//!
//! The binary adds to the library what is not pure: the key's passphrase file, the clock, the operating system's randomness, the
//! printer's path, folders and the command line. Exit codes: 0 done, 1 refused by a rule (nothing changed), 2 wrong command line,
//! 3 a file from outside is bad, 4 own state damaged or a medium failed.
//!
//! Seeds live in the memory of one process. So the normal way is one process for the whole day: `zero` (which stays) or `console`,
//! both reading the same words from the keyboard. A single command in a process of its own works too; when such a process votes, it
//! begins with a boot entry and a new epoch of seeds, and a definition allows only so many.

mod shell;

use std::process::ExitCode;

fn main() -> ExitCode {
    shell::run()
}
