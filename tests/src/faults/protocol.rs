//! The state of the model: two media in use, a process that is somewhere in a vote or a start, and what voters were told.

use super::model::Manner;

/// Cards, and so voters.
pub(super) const CARDS: u8 = 3;

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Entry {
    Seal(u8),
    Cast(u8),
    Void(u8),
    Boot,
    Takeover,
}

/// A medium: lines, of which the first so many are durable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Medium {
    lines: Vec<Entry>,
    durable: usize,
}

impl Medium {
    pub(super) fn lines(&self) -> &[Entry] {
        &self.lines
    }

    pub(super) fn durable(&self) -> &[Entry] {
        self.lines.get(..self.durable).unwrap_or_default()
    }

    pub(super) fn casts(&self, card: u8) -> usize {
        self.lines.iter().filter(|line| **line == Entry::Cast(card)).count()
    }

    fn sync(&mut self) {
        self.durable = self.lines.len();
    }

    fn cut(&mut self, keep: bool) {
        self.durable = if keep { self.lines.len() } else { self.durable };
        self.lines.truncate(self.durable);
    }
}

/// What a voter was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Told {
    Nothing,
    Stored,
    NotStored,
}

/// One step of writing a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Step {
    WriteFirst,
    SyncFirst,
    WriteSecond,
    SyncSecond,
}

/// What the process is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    Off,
    /// A start that copies the last line to a medium: written yet or not.
    Mends {
        second: bool,
        written: bool,
    },
    /// A start that makes what it read durable.
    Settles,
    Writes(Entry, Step),
    /// The slip of this card hangs in the printer.
    Waits(u8),
    Idle,
}

/// What can happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Act {
    Press(u8),
    Same,
    Spoil,
    Go,
    Kill,
    Cut { first: bool, second: bool },
    Start,
    Takeover,
    Export,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct World {
    first: Medium,
    second: Medium,
    pub(super) phase: Phase,
    told: [Told; CARDS as usize],
    tries: [u8; CARDS as usize],
    /// The voter who stands at the booth.
    at_booth: Option<u8>,
    pub(super) crashes: u8,
    pub(super) taken_over: bool,
    pub(super) refused: bool,
    pub(super) exported: Option<Vec<Entry>>,
}

impl World {
    pub(super) fn new(crashes: u8, tries: u8) -> Self {
        Self {
            first: Medium::default(),
            second: Medium::default(),
            phase: Phase::Off,
            told: [Told::Nothing; CARDS as usize],
            tries: [tries; CARDS as usize],
            at_booth: None,
            crashes,
            taken_over: false,
            refused: false,
            exported: None,
        }
    }

    pub(super) fn media(&self) -> [&Medium; 2] {
        [&self.first, &self.second]
    }

    pub(super) fn told(&self, card: u8) -> Told {
        self.told.get(usize::from(card)).copied().unwrap_or(Told::Nothing)
    }

    fn tell(&mut self, card: u8, word: Told) {
        self.told.iter_mut().skip(usize::from(card)).take(1).for_each(|told| *told = word);
    }

    pub(super) fn actions(&self, actions: &mut Vec<Act>) {
        match self.phase {
            _ if self.exported.is_some() || self.refused => return,
            Phase::Off => {
                actions.push(Act::Start);
                actions.extend((!self.taken_over).then_some(Act::Takeover));
                return;
            }
            Phase::Idle => {
                let may = |card: &u8| self.told(*card) != Told::Stored && self.tries.get(usize::from(*card)).is_some_and(|left| *left > 0);
                actions.extend((0..CARDS).filter(may).map(Act::Press));
                actions.push(Act::Export);
            }
            Phase::Waits(_) => actions.extend([Act::Same, Act::Spoil]),
            Phase::Mends { .. } | Phase::Settles | Phase::Writes(..) => actions.push(Act::Go),
        }
        if self.crashes > 0 {
            actions.push(Act::Kill);
            let keep = |kept: u8| Act::Cut { first: kept & 1 > 0, second: kept & 2 > 0 };
            actions.extend((0..4).map(keep));
        }
    }

    pub(super) fn after(&self, act: Act, manner: Manner) -> Option<Self> {
        let mut next = self.clone();
        match act {
            Act::Press(card) => next.press(card),
            Act::Same => next.phase = Phase::Writes(Entry::Cast(self.at_booth?), Step::WriteFirst),
            Act::Spoil => next.phase = Phase::Writes(Entry::Void(self.at_booth?), Step::WriteFirst),
            Act::Go => next.go(manner),
            Act::Kill => next.crash(true, true, false),
            Act::Cut { first, second } => next.crash(first, second, true),
            Act::Start => next.start(manner),
            Act::Takeover => next.take_over(),
            Act::Export => next.exported = Some(self.first.lines.clone()),
        }
        (next != *self).then_some(next)
    }

    fn press(&mut self, card: u8) {
        self.tries.iter_mut().skip(usize::from(card)).take(1).for_each(|left| *left -= 1);
        self.tell(card, Told::Nothing);
        self.at_booth = Some(card);
        self.phase = Phase::Writes(Entry::Seal(card), Step::WriteFirst);
    }

    /// The process is gone; after a power cut so is what was not durable, or some of it.
    fn crash(&mut self, first: bool, second: bool, cut: bool) {
        self.crashes -= 1;
        self.phase = Phase::Off;
        if cut {
            self.first.cut(first);
            self.second.cut(second);
        }
    }

    fn start(&mut self, manner: Manner) {
        let (first, second) = (&self.first.lines, &self.second.lines);
        let (a, b, one_history) = (first.len(), second.len(), first.starts_with(second) || second.starts_with(first));
        if !one_history || a.abs_diff(b) > 1 {
            self.refused = true;
        } else if a == b {
            self.read(manner);
        } else {
            self.phase = Phase::Mends { second: b < a, written: false };
        }
    }

    fn read(&mut self, manner: Manner) {
        match manner {
            Manner::StartsUnsynced => self.begin(),
            Manner::Honest | Manner::SpeaksEarly => self.phase = Phase::Settles,
        }
    }

    /// What a start writes: a boot when a ballot waits; and then the officer tells the voter who stands there.
    fn begin(&mut self) {
        if let Some(Entry::Seal(_)) = self.first.lines.last() {
            self.phase = Phase::Writes(Entry::Boot, Step::WriteFirst);
        } else {
            self.up();
        }
    }

    fn up(&mut self) {
        let pending = self.first.lines.iter().rev().find(|line| !matches!(line, Entry::Boot | Entry::Takeover));
        if let Some(Entry::Seal(card)) = pending {
            self.phase = Phase::Writes(Entry::Void(*card), Step::WriteFirst);
            return;
        }
        if let Some(card) = self.at_booth.take() {
            let stored = self.first.casts(card) > 0;
            self.tell(card, if stored { Told::Stored } else { Told::NotStored });
        }
        self.phase = Phase::Idle;
    }

    /// The spare reads the second medium whole, makes a first medium of its own, and says who it is.
    fn take_over(&mut self) {
        self.taken_over = true;
        self.second.sync();
        self.first = self.second.clone();
        self.phase = Phase::Writes(Entry::Takeover, Step::WriteFirst);
    }

    fn go(&mut self, manner: Manner) {
        match self.phase {
            Phase::Mends { second, written } => self.mend(second, written, manner),
            Phase::Settles => {
                self.first.sync();
                self.second.sync();
                self.begin();
            }
            Phase::Writes(entry, step) => self.write(entry, step, manner),
            Phase::Off | Phase::Idle | Phase::Waits(_) => {}
        }
    }

    fn mend(&mut self, second: bool, written: bool, manner: Manner) {
        let (from, to) = if second { (&self.first, &mut self.second) } else { (&self.second, &mut self.first) };
        if written {
            to.sync();
            self.read(manner);
        } else {
            to.lines.extend(from.lines.last());
            self.phase = Phase::Mends { second, written: true };
        }
    }

    fn write(&mut self, entry: Entry, step: Step, manner: Manner) {
        let next = match step {
            Step::WriteFirst => {
                self.first.lines.push(entry);
                Step::SyncFirst
            }
            Step::SyncFirst => {
                self.first.sync();
                if let (Manner::SpeaksEarly, Entry::Cast(card)) = (manner, entry) {
                    self.tell(card, Told::Stored);
                }
                Step::WriteSecond
            }
            Step::WriteSecond => {
                self.second.lines.push(entry);
                Step::SyncSecond
            }
            Step::SyncSecond => {
                self.second.sync();
                self.written(entry);
                return;
            }
        };
        self.phase = Phase::Writes(entry, next);
    }

    fn written(&mut self, entry: Entry) {
        match entry {
            Entry::Seal(card) => self.phase = Phase::Waits(card),
            _ => self.up(),
        }
    }
}
