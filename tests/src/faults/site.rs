//! Folders for the real programs, and real processes that are watched line by line and killed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use suara_tests::sim::{Failure, SimResult};

/// A folder that is removed in the end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> SimResult<Self> {
        let path = std::env::temp_dir().join(format!("suara-faults-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

pub(crate) use suara_tests::programs::program;

/// When a process is killed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// After so many lines of its output …
    pub(crate) lines: usize,
    /// … and this long.
    pub(crate) then: Duration,
}

/// What a process printed, and its exit code if it ended by itself.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) lines: Vec<String>,
    pub(crate) errors: String,
    pub(crate) code: Option<i32>,
}

/// A process whose output is read as it comes.
pub(crate) struct Watched {
    child: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
    errors: Option<JoinHandle<String>>,
    /// It prints nothing more: it has ended or is about to.
    closed: bool,
}

impl Watched {
    pub(crate) fn start(mut command: Command, typed: &str) -> SimResult<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (out, mut err) = (child.stdout.take().ok_or(Failure("no output"))?, child.stderr.take().ok_or(Failure("no errors"))?);
        let (sender, lines) = channel();
        thread::spawn(move || {
            // What the process wrote before it died is read to its end.
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let errors = thread::spawn(move || {
            let mut text = String::new();
            let _ = err.read_to_string(&mut text);
            text
        });
        if let Some(mut keyboard) = child.stdin.take() {
            // A process that has died already does not read.
            let _ = keyboard.write_all(typed.as_bytes());
        }
        Ok(Self { child, lines, seen: Vec::new(), errors: Some(errors), closed: false })
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Reads until the moment has come or the process has ended.
    pub(crate) fn wait(&mut self, moment: Moment) {
        // A process that hangs is killed too.
        let mut deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if self.seen.len() >= moment.lines {
                deadline = deadline.min(Instant::now() + moment.then);
            }
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => self.seen.push(line),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => {
                    self.closed = true;
                    return;
                }
            }
        }
    }

    /// SIGKILL, and everything it printed before.
    pub(crate) fn kill(mut self) -> SimResult<Printed> {
        let ended = self.child.try_wait()?;
        self.child.kill()?;
        self.end(ended.and_then(|status| status.code()))
    }

    /// How it ended by itself. One that hangs is killed.
    pub(crate) fn ended(mut self) -> SimResult<Printed> {
        if !self.closed {
            return self.kill();
        }
        let status = self.child.wait()?;
        self.end(status.code())
    }

    /// Another signal, and everything it printed before.
    pub(crate) fn strike(mut self, signal: &str) -> SimResult<Printed> {
        let status = strike(&mut self.child, signal)?;
        self.end(status.code())
    }

    fn end(&mut self, code: Option<i32>) -> SimResult<Printed> {
        self.child.wait()?;
        self.seen.extend(self.lines.iter());
        let errors = self.errors.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        Ok(Printed { lines: core::mem::take(&mut self.seen), errors, code })
    }
}

/// Sends a signal to a process until it has ended. The first SIGSEGV is not the end of a Rust program: its handler finds no overflow of the
/// stack, makes way for the default, and goes on.
pub(crate) fn strike(child: &mut Child, signal: &str) -> SimResult<ExitStatus> {
    let kill = format!("kill -{signal} {}", child.id());
    for _ in 0..100 {
        // One that has ended by itself takes no signal and is told by its code.
        Command::new("bash").args(["-c", &kill]).stderr(Stdio::null()).status()?;
        thread::park_timeout(Duration::from_millis(10));
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
    }
    child.kill()?;
    Err(format!("a process goes on after SIG{signal}").into())
}

/// The same command in a folder and under a limit of bash's `ulimit`, in a process of the same number.
pub(crate) fn limited(command: &Command, limit: &str, folder: &Path) -> Command {
    let mut under = Command::new("bash");
    under.arg("-c").arg(format!("ulimit {limit} && exec \"$@\"")).arg("bash");
    under.arg(command.get_program()).args(command.get_args()).current_dir(folder);
    under
}

/// The whole lines of a file, without its torn end; nothing if there is no file.
pub(crate) fn whole_lines(path: &Path) -> SimResult<Vec<u8>> {
    let mut bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(end);
    Ok(bytes)
}
