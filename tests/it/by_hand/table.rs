//! The table on which everything stands: folders for machines and sticks, and the five programs run as a person types them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::election::Scratch;

/// A program of this build. The tests run the real ones, so they have to be there.
pub(super) fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join(name);
    assert!(path.is_file(), "{} is missing: run `cargo build --release --workspace --bins` first, as tests/run does", path.display());
    path
}

/// The words of a line as a shell splits them: at blanks, but not between double quotes.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// One laptop on which everybody works in turn, each in a folder of their own.
pub(super) struct Table(Scratch);

impl Table {
    pub(super) fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        fs::create_dir_all(scratch.path()).unwrap();
        Self(scratch)
    }

    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    pub(super) fn write(&self, inside: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(super) fn read(&self, inside: &str) -> Vec<u8> {
        let path = self.path(inside);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub(super) fn text(&self, inside: &str) -> String {
        String::from_utf8(self.read(inside)).unwrap()
    }

    /// Names in a folder, ascending.
    pub(super) fn names(&self, inside: &str) -> Vec<String> {
        let list = fs::read_dir(self.path(inside)).unwrap();
        let mut names: Vec<String> = list.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Everybody's passphrase lies in a file of its own.
    pub(super) fn passphrase(&self, whose: &str) {
        self.write(&format!("sandi/{whose}"), format!("kata sandi {whose}\n"));
    }

    /// A program as somebody at this table starts it.
    pub(super) fn command(&self, line: &str) -> Command {
        let words = words(line);
        let mut command = Command::new(program(&words[0]));
        command.args(&words[1..]).current_dir(self.0.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a line that must go well and gives what was printed.
    pub(super) fn well(&self, line: &str) -> String {
        let output = self.command(line).output().unwrap();
        ended(line, 0, &output)
    }

    /// Runs a line that must end with this code and gives everything that was said.
    pub(super) fn refused(&self, line: &str, code: i32) -> String {
        let output = self.command(line).output().unwrap();
        ended(line, code, &output) + &String::from_utf8(output.stderr).unwrap()
    }
}

/// What was printed, after the exit code was found to be the right one.
pub(super) fn ended(line: &str, code: i32, output: &Output) -> String {
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{line}\n{said}{complaint}");
    said
}

/// All files below a folder.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
