//! The state machine of a booth's log (`docs/RULES.md` section 1): C21, and with it C28, C29 and one part of C36.
//!
//! It reads on after a violation, so that everything wrong is named, and takes the log at its word for what follows.

use std::collections::{BTreeMap, BTreeSet};

use ballot::{Code, SealedData, Slot};
use canonical::Hash;
use manifest::Definition;
use record::{Entry, IncidentKind, Void, VoidReason, layout};

use crate::booth::{Ballot, Booth, Fate, Site};
use crate::booth_sealed::Rest;
use crate::checks::{Id, id};
use crate::findings::Findings;
use crate::text::{Words, say};

/// Ballots that must be cast between two marks.
const BETWEEN_MARKS: u32 = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Ready,
    Open,
    Paused,
    Closed,
}

#[derive(Default)]
struct CardUse {
    spent: bool,
    tries: u32,
}

/// Where a log stands after some of its lines.
pub(crate) struct Machine<'a> {
    definition: &'a Definition,
    digest: Hash,
    site: &'a Site,
    state: State,
    ballots: Vec<Ballot>,
    /// Place in `ballots` of the one that waits for its answer.
    pending: Option<usize>,
    /// A start of the machine found it waiting.
    outage: bool,
    cards: BTreeMap<Hash, CardUse>,
    codes: BTreeSet<Code>,
    slots: BTreeSet<Slot>,
    faults: BTreeSet<Code>,
    /// Codes of cast ballots.
    stored: BTreeSet<Code>,
    cast: u32,
    /// Cast ballots at the last mark.
    marked: Option<u32>,
    /// Whether only boots stood between `open` and here.
    just_opened: bool,
    voids: u32,
    failed: bool,
}

type Said = Result<(), (Id, Words)>;

fn refuse(id: Id, id_words: &str, en_words: &str) -> Said {
    Err((id, Words::new(id_words, en_words)))
}

fn rule(holds: bool, id_words: &str, en_words: &str) -> Said {
    if holds { Ok(()) } else { refuse(id::MACHINE, id_words, en_words) }
}

impl<'a> Machine<'a> {
    pub(crate) fn new(definition: &'a Definition, digest: Hash, site: &'a Site) -> Self {
        Self {
            definition,
            digest,
            site,
            state: State::Before,
            ballots: Vec::new(),
            pending: None,
            outage: false,
            cards: BTreeMap::new(),
            codes: BTreeSet::new(),
            slots: BTreeSet::new(),
            faults: BTreeSet::new(),
            stored: BTreeSet::new(),
            cast: 0,
            marked: None,
            just_opened: false,
            voids: 0,
            failed: false,
        }
    }

    /// Takes one entry; `line` counts from 1.
    pub(crate) fn step(&mut self, line: usize, entry: &Entry, f: &mut Findings) {
        let mut said = vec![self.check_place(entry)];
        said.extend(self.apply(line, entry));
        for (id, words) in said.into_iter().filter_map(Result::err) {
            f.fail(id, self.site.line(layout::ENTRIES, line), words);
        }
    }

    /// Whether this kind of entry may stand in this state.
    fn check_place(&self, entry: &Entry) -> Said {
        let (state, idle) = (self.state, self.pending.is_none());
        let running = !matches!(state, State::Before | State::Closed);
        match entry {
            Entry::Zero(_) => rule(state == State::Before, "catatan nol hanya di awal", "the zero entry stands only first"),
            Entry::Open(_) => rule(state == State::Ready, "dibuka dua kali atau tidak pada saatnya", "opened twice, or not when ready"),
            Entry::Boot(_) | Entry::Takeover(_) | Entry::Peer(_) | Entry::Incident(_) => {
                rule(running, "sebelum awal atau sesudah penutupan", "before the first entry or after closing")
            }
            Entry::Seal(_) => rule(
                state == State::Open && idle && self.marked.is_some(),
                "menyegel saat tidak terbuka, sebelum penanda, atau selagi surat lain menunggu",
                "sealed while not open, before the first mark, or while another ballot waits",
            ),
            Entry::Cast(_) | Entry::Spoil(_) | Entry::Challenge(_) | Entry::Void(_) | Entry::Fault(_) => {
                rule(running, "sebelum awal atau sesudah penutupan", "before the first entry or after closing")
            }
            Entry::Mark(_) => rule(state == State::Open, "penanda saat tidak terbuka", "a mark while not open"),
            Entry::Pause(_) => rule(state == State::Open, "jeda saat tidak terbuka", "paused while not open"),
            Entry::Resume(_) => rule(state == State::Paused, "lanjut tanpa jeda", "resumed without a pause"),
            Entry::Close(_) => rule(
                matches!(state, State::Open | State::Paused) && idle,
                "ditutup sebelum dibuka atau selagi surat suara menunggu",
                "closed before it was open, or while a ballot waits",
            ),
        }
    }

    fn apply(&mut self, line: usize, entry: &Entry) -> Vec<Said> {
        let opened = self.just_opened;
        self.just_opened = matches!(entry, Entry::Open(_)) || (opened && matches!(entry, Entry::Boot(_) | Entry::Takeover(_)));
        match entry {
            Entry::Zero(_) => self.state = State::Ready,
            Entry::Open(_) | Entry::Resume(_) => self.state = State::Open,
            Entry::Pause(_) => self.state = State::Paused,
            Entry::Close(_) => self.state = State::Closed,
            Entry::Boot(_) | Entry::Takeover(_) => self.outage = self.pending.is_some(),
            Entry::Peer(_) => (),
            Entry::Incident(incident) => self.failed |= incident.incident == IncidentKind::BoothFailed,
            Entry::Seal(data) => return self.seal(line, data),
            Entry::Cast(outcome) => return vec![self.answer(outcome.code, Fate::Cast)],
            Entry::Spoil(spoil) => return vec![self.answer(spoil.code, Fate::Spoiled)],
            Entry::Challenge(c) => return vec![self.answer(c.code, Fate::Challenged(Box::new(c.opening.clone())))],
            Entry::Void(void) => return vec![self.void(void)],
            Entry::Fault(outcome) => return vec![self.fault(outcome.code)],
            Entry::Mark(mark) => return vec![self.mark(mark.cast, opened)],
        }
        Vec::new()
    }

    fn seal(&mut self, line: usize, data: &SealedData) -> Vec<Said> {
        let code = data.code(&self.digest);
        let card = self.cards.entry(data.card).or_default();
        let said = vec![
            if card.spent { refuse(id::CARDS_ONCE, "kartu ini sudah dipakai", "this card is already spent") } else { Ok(()) },
            if card.tries > self.definition.rules.retries {
                refuse(id::RETRIES, "kartu ini sudah terlalu sering mengulang", "this card was tried again too often")
            } else {
                Ok(())
            },
            if self.voids > self.definition.rules.max_voids {
                refuse(id::VOIDS, "menyegel sesudah terlalu banyak surat kosong", "sealed after too many voids")
            } else {
                Ok(())
            },
            rule(!self.failed, "menyegel sesudah bilik dinyatakan gagal", "sealed after the booth was failed"),
            rule(self.slots.insert(data.slot), "slot ini sudah dipakai dalam catatan ini", "this slot was used before in this log"),
            rule(self.codes.insert(code), "kode ini sudah ada dalam catatan ini", "this code stands before in this log"),
        ];
        self.pending = Some(self.ballots.len());
        self.ballots.push(Ballot { file: layout::ENTRIES, line, code, data: data.clone(), fate: None });
        said
    }

    fn answer(&mut self, code: Code, fate: Fate) -> Said {
        self.settle(code, fate)?;
        rule(!self.outage_over(), "sesudah mati listrik hanya boleh kosong", "after an outage a waiting ballot may only be void")
    }

    fn outage_over(&mut self) -> bool {
        core::mem::take(&mut self.outage)
    }

    fn settle(&mut self, code: Code, fate: Fate) -> Said {
        let waiting = self.pending.take().and_then(|place| self.ballots.get_mut(place)).filter(|b| b.code == code);
        let Some(ballot) = waiting else {
            return refuse(id::MACHINE, "jawaban untuk kode yang tidak menunggu", "an answer to a code that is not waiting");
        };
        let card = self.cards.entry(ballot.data.card).or_default();
        match &fate {
            Fate::Cast | Fate::Challenged(_) => card.spent = true,
            Fate::Spoiled | Fate::Void => card.tries += 1,
        }
        if fate == Fate::Cast {
            self.cast += 1;
            self.stored.insert(code);
        }
        ballot.fate = Some(fate);
        Ok(())
    }

    fn void(&mut self, void: &Void) -> Said {
        self.voids += u32::from(void.shown);
        self.settle(void.code, Fate::Void)?;
        let outage = self.outage_over();
        let fits = !outage || (void.reason == VoidReason::Outage && void.shown);
        rule(fits, "sesudah mati listrik harus kosong (outage, tampil)", "after an outage it must be void (outage, shown)")
    }

    fn fault(&mut self, code: Code) -> Said {
        rule(self.stored.contains(&code), "gangguan pada kode yang tidak tersimpan", "a fault of a code that is not cast")?;
        rule(self.faults.insert(code), "gangguan dicatat dua kali", "a fault noted twice")
    }

    fn mark(&mut self, cast: u32, opened: bool) -> Said {
        let due = self.marked.map_or(opened, |last| self.cast >= last.saturating_add(BETWEEN_MARKS));
        self.marked = Some(self.cast);
        rule(cast == self.cast, "penanda menyebut jumlah lain", "a mark with another count")?;
        rule(due, "penanda terlalu cepat: kurang dari 20 surat suara", "a mark too early: fewer than 20 ballots since the last")
    }

    /// What must hold when the log is over.
    pub(crate) fn end(&self, f: &mut Findings) {
        let place = || self.site.file(layout::ENTRIES);
        if self.voids > self.definition.rules.max_voids && !self.failed {
            f.fail(id::VOIDS, place(), say!("bilik tidak dinyatakan gagal", "the booth was not failed"));
        }
        if self.state != State::Closed {
            f.fail(id::CLOSED, place(), say!("bilik tidak ditutup", "the booth was not closed"));
        }
    }

    pub(crate) fn booth(self, rest: Rest) -> Booth {
        let of = |fate: &Fate| self.ballots.iter().filter(|b| b.fate.as_ref() == Some(fate)).map(|b| b.code).collect();
        let (spoiled, void) = (of(&Fate::Spoiled), of(&Fate::Void));
        let Rest { digest, epochs, keys, anchors, leaves, whole } = rest;
        let faults = u32::try_from(self.faults.len()).unwrap_or(u32::MAX);
        Booth { site: self.site.clone(), digest, epochs, ballots: self.ballots, spoiled, void, faults, keys, anchors, leaves, whole }
    }
}
