//! Bytes to a printer and answers back, each within a time limit.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::status::{ASK, QUESTIONS, WAIT, is_reached, state};
use crate::device::PrinterState;

/// Where a printer is.
#[derive(Debug, Clone)]
pub(super) enum Target {
    Tcp(SocketAddr),
    Path(PathBuf),
}

/// An open printer.
#[derive(Debug)]
pub(super) struct Link {
    out: Out,
    /// What it says, byte by byte, gathered by a thread that ends with the link; none where nothing can be said.
    answers: Option<Receiver<u8>>,
    /// Whether it has said that all before [`Link::wait`] is carried out.
    reached: bool,
}

/// How long to wait for the end of printing before asking whether the printer is still well.
const SLICE: Duration = Duration::from_millis(250);

#[derive(Debug)]
enum Out {
    Tcp(TcpStream),
    File(File),
}

impl Link {
    /// Connects to a port, or opens a path: a character device for reading and writing where that is possible, anything else for
    /// writing at its end.
    pub(super) fn open(target: &Target, limit: Duration) -> io::Result<Self> {
        match target {
            Target::Tcp(address) => {
                let stream = TcpStream::connect_timeout(address, limit)?;
                stream.set_write_timeout(Some(limit))?;
                stream.set_nodelay(true)?;
                let answers = Some(listen(stream.try_clone()?)?);
                Ok(Self { out: Out::Tcp(stream), answers, reached: false })
            }
            Target::Path(path) => Self::open_path(path),
        }
    }

    fn open_path(path: &Path) -> io::Result<Self> {
        let is_device = path.metadata().is_ok_and(|found| found.file_type().is_char_device());
        if let Some(file) = is_device.then(|| OpenOptions::new().read(true).write(true).open(path)).and_then(Result::ok) {
            let answers = Some(listen(file.try_clone()?)?);
            return Ok(Self { out: Out::File(file), answers, reached: false });
        }
        let file = OpenOptions::new().append(true).create(!is_device).open(path)?;
        Ok(Self { out: Out::File(file), answers: None, reached: false })
    }

    pub(super) const fn can_answer(&self) -> bool {
        self.answers.is_some()
    }

    /// Sends all bytes; the error is how many the system took before it took no more.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), usize> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = match &mut self.out {
                Out::Tcp(stream) => stream.write(rest),
                Out::File(file) => file.write(rest),
            };
            match taken {
                Ok(0) => return Err(bytes.len() - rest.len()),
                Ok(taken) => rest = rest.get(taken..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(bytes.len() - rest.len()),
            }
        }
        Ok(())
    }

    /// Asks how the printer is. Silent if not all three answers come within the limit.
    pub(super) fn state(&mut self, limit: Duration) -> PrinterState {
        let end = Instant::now() + limit;
        // What came unasked, or too late for an earlier question, is not the answer to the next.
        while self.heard(Instant::now()).is_some() {}
        let mut answers = [0; 3];
        for (answer, question) in answers.iter_mut().zip(QUESTIONS) {
            let asked = self.write(&[ASK.as_slice(), &[question]].concat()).is_ok();
            match self.heard(end).filter(|_| asked) {
                Some(byte) => *answer = byte,
                None => return PrinterState::Silent,
            }
        }
        state(answers)
    }

    /// Whether the printer says within `whole` that everything sent before is carried out. Gives up as soon as it says that it is
    /// not well, or says nothing for `limit`.
    pub(super) fn wait(&mut self, whole: Duration, limit: Duration) -> bool {
        let end = Instant::now() + whole;
        self.reached = false;
        if self.write(&WAIT).is_err() {
            return false;
        }
        loop {
            let now = Instant::now();
            // Dots can look like a question; what the printer says to those is passed over.
            while !self.reached && self.heard(end.min(now + SLICE)).is_some() {}
            if self.reached {
                return true;
            }
            if now >= end || self.state(limit) != PrinterState::Ready {
                return self.reached;
            }
        }
    }

    /// The next answer to a question. The answer to [`WAIT`] is noted on the way.
    fn heard(&mut self, end: Instant) -> Option<u8> {
        loop {
            match self.answers.as_ref()?.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(byte) if is_reached(byte) => self.reached = true,
                Ok(byte) => return Some(byte),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Out::Tcp(stream) = &self.out {
            // Ends the thread that listens; a connection that is gone already needs no end.
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }
}

fn listen(mut from: impl Read + Send + 'static) -> io::Result<Receiver<u8>> {
    let (said, heard) = channel();
    thread::Builder::new().name("pencetak".to_owned()).spawn(move || {
        let mut byte = [0];
        while from.read_exact(&mut byte).is_ok() && byte.into_iter().all(|byte| said.send(byte).is_ok()) {}
    })?;
    Ok(heard)
}
