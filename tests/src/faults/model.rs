//! `model`: the booth's promise as a small machine, searched in every order of events: cards, answers, single writes and syncs, power
//! cuts, restarts, a second medium that fails, a spare that takes over, the old machine that goes on, closing and export.
//!
//! It models the protocol of `docs/RULES.md` section 1 and of `tally_log`, not their code; `days`, `io` and `kill9` run that. How many
//! of the lines that were not synced a power cut leaves is chosen freely for each medium.

mod promise;
mod search;

use std::hash::Hash;

pub(crate) use search::run;

/// What a line of the journal says. Cards are numbered from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Entry {
    Open,
    Boot,
    Takeover,
    /// The second medium was replaced.
    Fresh,
    Seal(u8),
    Cast(u8),
    Void(u8),
    Close,
}

/// What a voter was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Word {
    Nothing,
    NotStored,
    Stored,
}

/// A medium: what is durable, and lines that are written and not synced yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Medium {
    durable: Vec<Entry>,
    unsynced: Vec<Entry>,
}

/// How far a line is: what is done to it next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Step {
    WriteFirst,
    SyncFirst,
    WriteSecond,
    SyncSecond,
}

/// The machine in the booth: what its one process holds in memory.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Machine {
    Off,
    On {
        log: Vec<Entry>,
        writing: Option<(Entry, Step)>,
    },
    /// It refused to start, for good.
    Refused,
}

/// Everything there is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Hall {
    machine: Machine,
    first: Medium,
    /// Nothing: it failed.
    second: Option<Medium>,
    /// The journal in the machine that a spare stands in for.
    old: Option<Vec<Entry>>,
    told: Vec<Word>,
    /// Slips with SAH, by card.
    slips: Vec<u8>,
    faults: u8,
    export: Option<Vec<Entry>>,
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Event {
    Card(u8),
    Same,
    Leave,
    /// The ballot that waited at a start becomes void.
    Mend,
    /// An officer completes the papers of a vote that is stored and of which nobody was told.
    Complete(u8),
    Step,
    /// Power goes; so many unsynced lines stay, on each medium.
    Cut(usize, usize),
    Start,
    SecondFails,
    FreshSecond,
    /// The machine breaks, and a spare goes on from the second medium, on which so many unsynced lines stay.
    Spare(usize),
    /// Somebody gives the old machine a fresh second medium and casts this card there.
    OldGoesOn(u8),
    Close,
    Export,
}

/// A wrong protocol, to see that the search finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bug {
    /// The voter is told before the second medium has the line.
    ToldEarly,
    /// A sync does nothing.
    NoSync,
    /// A waiting ballot is forgotten at a start.
    NoVoid,
    /// A spare says no more than any start.
    SilentSpare,
    /// A card may be used as often as it is put in.
    NotSpent,
}

/// How large a hall is searched, and with which bug; none in earnest.
#[derive(Debug, Clone, Copy)]
struct Rules {
    cards: u8,
    faults: u8,
    bug: Option<Bug>,
}

/// The ballot that waits for its answer, and whether the machine started since.
fn pending(log: &[Entry]) -> Option<(u8, bool)> {
    let starts = log.iter().rev().take_while(|entry| matches!(entry, Entry::Boot | Entry::Takeover | Entry::Fresh)).count();
    match log.iter().rev().nth(starts) {
        Some(Entry::Seal(card)) => Some((*card, starts > 0)),
        _ => None,
    }
}

fn is_cast(log: &[Entry], card: u8) -> bool {
    log.contains(&Entry::Cast(card))
}

impl Medium {
    fn of(log: &[Entry]) -> Self {
        Self { durable: log.to_vec(), unsynced: Vec::new() }
    }

    fn sync(&mut self, bug: Option<Bug>) {
        if bug != Some(Bug::NoSync) {
            self.durable.append(&mut self.unsynced);
        }
    }

    fn cut(&mut self, stay: usize) {
        self.unsynced.truncate(stay);
        self.durable.append(&mut self.unsynced);
    }
}

impl Hall {
    fn begin(&mut self, entry: Entry) {
        if let Machine::On { writing, .. } = &mut self.machine {
            *writing = Some((entry, Step::WriteFirst));
        }
    }

    /// Does what is next to the line that is being written. A second medium that is gone ends the process; nothing was said then.
    fn step(&mut self, bug: Option<Bug>) {
        let Machine::On { writing: Some((entry, step)), .. } = self.machine else { return };
        let done = match (step, &mut self.second) {
            (Step::WriteFirst, _) => {
                self.first.unsynced.push(entry);
                Some(Step::SyncFirst)
            }
            (Step::SyncFirst, _) => {
                self.first.sync(bug);
                (bug != Some(Bug::ToldEarly)).then_some(Step::WriteSecond)
            }
            (Step::WriteSecond | Step::SyncSecond, None) => {
                self.machine = Machine::Off;
                return;
            }
            (Step::WriteSecond, Some(second)) => {
                second.unsynced.push(entry);
                Some(Step::SyncSecond)
            }
            (Step::SyncSecond, Some(second)) => {
                second.sync(bug);
                None
            }
        };
        if let Machine::On { log, writing } = &mut self.machine {
            *writing = done.map(|step| (entry, step));
            if done.is_none() {
                log.push(entry);
                self.tell(entry);
            }
        }
    }

    /// What paper and screen say when a line is acknowledged.
    fn tell(&mut self, entry: Entry) {
        let (card, word) = match entry {
            Entry::Cast(card) => (card, Word::Stored),
            Entry::Void(card) => (card, Word::NotStored),
            _ => return,
        };
        if let (Some(told), Some(slips)) = (self.told.get_mut(usize::from(card)), self.slips.get_mut(usize::from(card))) {
            *told = word;
            *slips += u8::from(word == Word::Stored);
        }
    }

    /// A start: both journals are read; the longer one counts if they differ by one line at most.
    fn start(&mut self, says: Entry, bug: Option<Bug>) {
        let silent = bug == Some(Bug::SilentSpare);
        let Some(second) = &self.second else { return };
        let (a, b) = (&self.first.durable, &second.durable);
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        if !long.starts_with(short) || long.len() - short.len() > 1 {
            self.machine = Machine::Refused;
            return;
        }
        let log = long.clone();
        (self.first, self.second) = (Medium::of(&log), Some(Medium::of(&log)));
        // A spare that has not said so yet does nothing before.
        let says = if self.old.is_some() && !silent && !log.contains(&Entry::Takeover) { Entry::Takeover } else { says };
        let writing = (log.last() != Some(&Entry::Close)).then_some((says, Step::WriteFirst));
        self.machine = Machine::On { log, writing };
    }
}
