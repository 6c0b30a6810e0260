//! One switch for everything a machine can ask of its media and printer: it counts the calls, and at a planned one trouble begins.
//!
//! The disk below is, as a rule, the house's own [`tally_log::MemDisk`], which forgets what was not synced. This layer decides which
//! call fails, and how: the process dies, the power fails, the call fails, the medium is full, or a sync fails.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tally_log::Keep;

/// How far a call gets that does not go well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    /// It does nothing.
    Before,
    /// A write or print gets half way; any other call does nothing.
    Half,
    /// It does everything.
    After,
}

/// What begins at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The process is killed; what it wrote stays in the system's memory.
    Kill(Point),
    /// The power fails.
    Cut(Point, Keep),
    /// The call says that it failed (EIO; of a printer: out of paper, jammed). The process goes on.
    Error(Point),
    /// The medium is full (ENOSPC) until somebody makes room.
    Full,
    /// A sync fails, and what it should have made durable never becomes so; with `true` the power fails afterwards.
    Sync(bool),
}

/// What a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// Bytes at the end of a file.
    Write,
    /// Bytes become durable.
    Sync,
    /// Anything else on a medium.
    Other,
    /// The printer.
    Print,
}

impl Call {
    /// Every trouble that this call can have. A stop before a call is a stop after the one before it, and is not named twice.
    pub(crate) fn troubles(self) -> Vec<Trouble> {
        use Point::{After, Before, Half};
        use Trouble::{Cut, Error, Full, Kill, Sync};
        let mut list = vec![Kill(After), Cut(After, Keep::Synced), Error(Before)];
        match self {
            Self::Write => {
                list.extend([Kill(Half), Error(Half), Error(After), Full]);
                list.extend([Cut(Half, Keep::All), Cut(Half, Keep::Half), Cut(After, Keep::Half)]);
            }
            Self::Sync => list.extend([Sync(false), Sync(true), Cut(Before, Keep::Half), Error(After)]),
            Self::Other => list.push(Error(After)),
            Self::Print => list.extend([Kill(Half), Cut(Half, Keep::Synced), Error(Half)]),
        }
        list
    }
}

/// The switch; clones are the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Switch(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    seen: Vec<Call>,
    planned: BTreeMap<usize, Trouble>,
    /// The process is gone; on restart the power failed too, or not.
    dead: Option<Option<Keep>>,
    full: bool,
    cut_after: bool,
    slow: Duration,
    /// When the first print since [`Switch::watch_printer`] was asked for.
    printed: Option<Instant>,
}

/// What becomes of a call.
pub(super) enum Verdict {
    Go,
    Fail(Point),
}

impl Switch {
    /// Lets trouble begin at a call, from 0. Calls of a dead process do not count.
    pub(crate) fn plan(&self, call: usize, trouble: Trouble) {
        self.state().planned.insert(call, trouble);
    }

    /// The calls made so far.
    pub(crate) fn seen(&self) -> Vec<Call> {
        self.state().seen.clone()
    }

    /// Whether the process is gone, so that nobody saw how the last call ended.
    pub(crate) fn is_dead(&self) -> bool {
        self.state().dead.is_some()
    }

    /// Troubles that are still to come.
    pub(crate) fn planned(&self) -> u64 {
        self.state().planned.len() as u64
    }

    /// The program is started again; says whether the power had failed, and what that left.
    pub(crate) fn start_again(&self) -> Option<Keep> {
        let mut state = self.state();
        let cut = core::mem::take(&mut state.cut_after).then_some(Keep::Synced);
        state.dead.take().flatten().or(cut)
    }

    /// Lets every sync take this long.
    pub(crate) fn slow(&self, sync: Duration) {
        self.state().slow = sync;
    }

    /// From now on the first print is looked out for.
    pub(crate) fn watch_printer(&self) {
        self.state().printed = None;
    }

    /// When it was asked for.
    pub(crate) fn printed(&self) -> Option<Instant> {
        self.state().printed
    }

    /// Somebody makes room on the media.
    pub(crate) fn make_room(&self) {
        self.state().full = false;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call begins.
    pub(super) fn ask(&self, call: Call) -> Verdict {
        let mut state = self.state();
        if state.dead.is_some() {
            return Verdict::Fail(Point::Before);
        }
        let number = state.seen.len();
        state.seen.push(call);
        if call == Call::Print {
            state.printed.get_or_insert_with(Instant::now);
        }
        let trouble = state.planned.remove(&number);
        let verdict = state.begin(trouble, call);
        let slow = state.slow;
        drop(state);
        if call == Call::Sync {
            pass(slow);
        }
        verdict
    }
}

/// Lets time pass, as a slow medium does.
fn pass(time: Duration) {
    let until = Instant::now() + time;
    while let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
        thread::park_timeout(left);
    }
}

impl fmt::Display for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let mut planned = state.planned.iter().map(|(call, trouble)| format!("{trouble:?} at call {call}"));
        write!(f, "{}", planned.by_ref().collect::<Vec<_>>().join(", "))
    }
}

impl State {
    fn begin(&mut self, trouble: Option<Trouble>, call: Call) -> Verdict {
        match trouble {
            Some(Trouble::Kill(point)) => {
                self.dead = Some(None);
                Verdict::Fail(point)
            }
            Some(Trouble::Cut(point, keep)) => {
                self.dead = Some(Some(keep));
                Verdict::Fail(point)
            }
            Some(Trouble::Error(point)) => Verdict::Fail(point),
            Some(Trouble::Full) => {
                self.full = true;
                self.grow(call)
            }
            Some(Trouble::Sync(cut)) => {
                self.cut_after = cut;
                Verdict::Fail(Point::Before)
            }
            None => self.grow(call),
        }
    }

    fn grow(&self, call: Call) -> Verdict {
        if self.full && call == Call::Write { Verdict::Fail(Point::Half) } else { Verdict::Go }
    }
}
