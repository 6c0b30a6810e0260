//! A program that stays: a line is typed, and the answer is read up to the next prompt.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::table::Table;

const PROMPT: &[u8] = b"bilik> ";

/// One process for the whole day of a booth.
pub(super) struct Console {
    child: Child,
    keyboard: ChildStdin,
    screen: ChildStdout,
    line: String,
}

impl Console {
    /// Starts the program and waits for its first prompt; gives what was on the screen before.
    pub(super) fn start(table: &Table, line: &str) -> (Self, String) {
        let mut child = table.command(line).stdin(Stdio::piped()).spawn().unwrap();
        let (keyboard, screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut console = Self { child, keyboard, screen, line: line.to_owned() };
        let said = console.answer();
        (console, said)
    }

    /// Types a line and gives the answer.
    pub(super) fn say(&mut self, line: &str) -> String {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).unwrap();
        self.answer()
    }

    /// Ends the process in good order.
    pub(super) fn exit(mut self) {
        self.keyboard.write_all(b"exit\n").unwrap();
        let status = self.child.wait().unwrap();
        let complaint = self.complaint();
        assert!(status.success(), "{}: {status} {complaint}", self.line);
    }

    fn answer(&mut self) -> String {
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(PROMPT) {
            if self.screen.read(&mut byte).unwrap() == 0 {
                let seen = String::from_utf8_lossy(&seen).into_owned();
                let complaint = self.complaint();
                panic!("{} ended\n{seen}{complaint}", self.line);
            }
            seen.push(byte[0]);
        }
        seen.truncate(seen.len() - PROMPT.len());
        String::from_utf8(seen).unwrap()
    }

    fn complaint(&mut self) -> String {
        let mut text = String::new();
        if let Some(mut stream) = self.child.stderr.take() {
            stream.read_to_string(&mut text).unwrap();
        }
        text
    }
}

impl Drop for Console {
    /// A test that fails in the middle leaves no process behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
