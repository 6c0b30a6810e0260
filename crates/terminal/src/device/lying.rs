//! A network printer that is none: it listens on this machine, burns dots into memory, answers as an ESC/POS printer does, and
//! fails in the ways in which printers fail when told to.

mod reader;

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use paper::Bitmap;

use reader::Reader;

/// How it fails. Bytes are counted from the moment the lie is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lie {
    /// Not at all.
    #[default]
    None,
    /// It has no paper and says so.
    NoPaper,
    /// Its lid is open and it says so.
    CoverOpen,
    /// The knife is jammed and it says so.
    Jam,
    /// After so many bytes the paper ends: it says so when asked, and carries nothing more out.
    PaperEndsAfter(usize),
    /// After so many bytes it hangs: it takes bytes, prints nothing, says nothing.
    HangsAfter(usize),
    /// After so many bytes the power is gone: connections end, new ones end at once.
    PowerLossAfter(usize),
    /// It prints but never answers.
    NeverAnswers,
    /// It answers what no printer answers.
    Babbles,
}

/// The false printer; clones are the same one. It ends with the last of them.
#[derive(Debug)]
pub struct LyingPrinter {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct State {
    lie: Lie,
    /// Bytes since the lie was told.
    bytes: usize,
    papers: Vec<Bitmap>,
    held: Vec<u8>,
    ends: bool,
}

impl LyingPrinter {
    /// Listens on a port of its own on 127.0.0.1.
    ///
    /// # Errors
    /// The system has no port or thread left.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let thread = thread::Builder::new().name("pencetak-palsu".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                if lock(&shared).ends {
                    return;
                }
                // One caller at a time, as a real one has; a connection that breaks is over.
                let _ = stream.and_then(|stream| serve(stream, &shared));
            }
        })?;
        Ok(Self { address, state, thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it fails in this way.
    pub fn lie(&self, lie: Lie) {
        let mut state = lock(&self.state);
        state.lie = lie;
        state.bytes = 0;
    }

    /// The papers that were cut off, oldest first.
    #[must_use]
    pub fn papers(&self) -> Vec<Bitmap> {
        lock(&self.state).papers.clone()
    }

    /// What is printed and still in the printer; none where nothing is.
    #[must_use]
    pub fn held(&self) -> Option<Bitmap> {
        sheet(&lock(&self.state).held)
    }
}

impl Drop for LyingPrinter {
    fn drop(&mut self) {
        lock(&self.state).ends = true;
        // Wakes the thread; if nobody listens any more, it has ended.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn sheet(rows: &[u8]) -> Option<Bitmap> {
    if rows.is_empty() { None } else { Bitmap::from_rows(paper::RASTER_DOTS, rows) }
}

/// One connection to its end.
fn serve(mut stream: TcpStream, shared: &Mutex<State>) -> io::Result<()> {
    let mut reader = Reader::default();
    let mut chunk = [0; 1_024];
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        for byte in chunk.iter().take(read) {
            let answer = {
                let mut state = lock(shared);
                state.bytes = state.bytes.saturating_add(1);
                if state.is_off() {
                    return Ok(());
                }
                state.take(&mut reader, *byte)
            };
            if let Some(answer) = answer {
                stream.write_all(&[answer])?;
            }
        }
    }
}

impl State {
    fn is_off(&self) -> bool {
        self.ends || matches!(self.lie, Lie::PowerLossAfter(bytes) if self.bytes > bytes)
    }

    /// What it says to one more byte.
    fn take(&mut self, reader: &mut Reader, byte: u8) -> Option<u8> {
        let hangs = matches!(self.lie, Lie::HangsAfter(bytes) if self.bytes > bytes);
        if hangs {
            return None;
        }
        let asked = reader.question(byte).map(|question| self.status(question));
        let done = if self.has_stopped() { None } else { reader.command(byte).and_then(|command| self.carry_out(command)) };
        let answer = asked.or(done);
        match self.lie {
            Lie::NeverAnswers => None,
            Lie::Babbles => answer.map(|_| 0xff),
            _ => answer,
        }
    }

    /// Whether commands wait until somebody helps.
    fn has_stopped(&self) -> bool {
        match self.lie {
            Lie::NoPaper | Lie::CoverOpen | Lie::Jam => true,
            Lie::PaperEndsAfter(bytes) => self.bytes > bytes,
            Lie::None | Lie::HangsAfter(_) | Lie::PowerLossAfter(_) | Lie::NeverAnswers | Lie::Babbles => false,
        }
    }

    fn status(&self, question: u8) -> u8 {
        let has_no_paper = matches!(self.lie, Lie::NoPaper | Lie::PaperEndsAfter(_)) && self.has_stopped();
        let bits = match question {
            1 if self.has_stopped() => 0x08,
            2 if has_no_paper => 0x20,
            2 if self.lie == Lie::CoverOpen => 0x04,
            2 if self.lie == Lie::Jam => 0x40,
            4 if has_no_paper => 0x60,
            _ => 0,
        };
        0x12 | bits
    }

    fn carry_out(&mut self, command: reader::Command) -> Option<u8> {
        match command {
            reader::Command::Rows(rows) => self.held.extend(rows),
            reader::Command::Feed => {}
            reader::Command::Cut => {
                let rows = core::mem::take(&mut self.held);
                self.papers.extend(sheet(&rows));
            }
            reader::Command::Tell => return Some(0),
        }
        None
    }
}
