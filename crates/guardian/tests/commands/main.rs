//! The binary as people use it: a folder for each guardian, files carried between them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "helpers of tests")]

mod ceremony;
#[path = "../../src/fixture/mod.rs"]
#[allow(dead_code, reason = "shared with the library's own tests")]
mod fixture;
mod open;
mod witness;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use canonical::PublicKey;

/// A table with a folder for everybody.
pub(crate) struct Desk {
    root: PathBuf,
}

impl Desk {
    pub(crate) fn new(test: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self { root }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs a command as one person, whose passphrase is the person's name.
    pub(crate) fn run(&self, person: &str, arguments: &[&str]) -> Output {
        self.write(&format!("sandi-{person}"), format!("kata sandi {person}\n"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_suara-guardian"));
        command.current_dir(&self.root).args(["--dir", person, "--passphrase-file", &format!("sandi-{person}")]);
        command.args(arguments).output().unwrap()
    }

    /// As [`Desk::run`], for what must go well; gives what was printed.
    pub(crate) fn well(&self, person: &str, arguments: &[&str]) -> String {
        let output = self.run(person, arguments);
        assert!(output.status.success(), "{person} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// As [`Desk::run`], for what must end with this code; gives what was said.
    pub(crate) fn refused(&self, person: &str, arguments: &[&str], code: i32) -> String {
        let output = self.run(person, arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{person} {arguments:?}: {said}");
        said
    }
}

/// The key in what `new` prints.
pub(crate) fn key(printed: &str) -> PublicKey {
    let line = printed.lines().find(|line| line.starts_with("<village_code>")).unwrap();
    line.rsplit(';').next().unwrap().parse().unwrap()
}
