//! The day by hand of `tests/it/by_hand`, with the five real programs, watched from outside: by a wrapper around every program that
//! keeps what it said and what lay on the table, or by `strace`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use suara_tests::sim::{Failure, SimResult};

use super::site::{Scratch, program};

const PROGRAMS: [&str; 5] = ["suara-committee", "suara-pollbook", "suara-terminal", "suara-guardian", "suara-audit"];
const TEST: &str = "by_hand::whole_village_election_held_by_hand_with_the_five_binaries";

/// A folder in which the day is held.
pub(crate) struct ByHand {
    scratch: Scratch,
}

impl ByHand {
    /// Puts the test and the programs side by side, as the test expects them; with `watched` a wrapper stands for each program.
    pub(crate) fn new(name: &str, watched: bool) -> SimResult<Self> {
        let scratch = Scratch::new(name)?;
        let root = scratch.path();
        for folder in ["deps", "real", "said", "table", "tmp"] {
            fs::create_dir_all(root.join(folder))?;
        }
        fs::copy(test_program()?, root.join("deps/it"))?;
        for name in PROGRAMS {
            let real = root.join(if watched { "real" } else { "" }).join(name);
            fs::copy(program(name)?, &real)?;
            if watched {
                wrap(root, name)?;
            }
        }
        Ok(Self { scratch })
    }

    pub(crate) fn path(&self) -> &Path {
        self.scratch.path()
    }

    /// Holds the day; `before` is a program that runs it, with its words.
    pub(crate) fn hold(&self, before: &[&str]) -> SimResult<()> {
        let test = self.path().join("deps/it");
        let test = test.to_str().ok_or(Failure("a path that is not text"))?;
        let words: Vec<&str> = before.iter().copied().chain([test, "--exact", TEST]).collect();
        let (first, rest) = words.split_first().ok_or(Failure("nothing to run"))?;
        let output = Command::new(first).args(rest).env("TMPDIR", self.path().join("tmp")).output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        if output.status.success() && said.contains("1 passed") {
            return Ok(());
        }
        Err(format!("the day by hand did not go well\n{said}{}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// The program of all tests that need more than one crate, built if it is not.
fn test_program() -> SimResult<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    // The same packages as in tests/run, so that nothing is built again with other features.
    command.args(["test", "--release", "--locked", "--workspace", "--exclude", "suara-benches", "--test", "it", "--no-run"]);
    command.arg("--message-format=json");
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let says = |message: &Value, place: &str, words: &str| message.pointer(place).is_some_and(|found| found == words);
    let of_it = |message: &Value| says(message, "/target/name", "it") && says(message, "/manifest_path", ours);
    let executable = |message: Value| message.get("executable")?.as_str().map(PathBuf::from);
    let path = messages.filter(of_it).find_map(executable);
    Ok(path.ok_or_else(|| format!("the tests were not built\n{}", String::from_utf8_lossy(&output.stderr)))?)
}

/// Runs the real program, keeps a copy of everything it says, and afterwards of everything new that lies on the table; what a copy
/// replaces is kept beside it.
fn wrap(root: &Path, name: &str) -> SimResult<()> {
    let path = root.join(name);
    let root = root.display();
    let script = format!(
        "#!/bin/bash\nsaid=$(mktemp '{root}/said/{name}-XXXXXX')\n\
         '{root}/real/{name}' \"$@\" > >(tee \"$said.out\") 2> >(tee \"$said.err\" >&2)\ncode=$?\n\
         cp -ru --backup=numbered . '{root}/table/' 2>/dev/null\nexit $code\n"
    );
    fs::write(&path, script)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
