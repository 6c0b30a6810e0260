//! One election of a seed: keys, shape, choices and everything that happens follow from it.

use std::rc::Rc;

use canonical::sha256;
use record::{BoxKind, ExclusionReason, IncidentKind, VoidReason};

use crate::{Evening, Log, Pair, Setup, Spec, open_day};

/// Something that a scene does to a log.
pub type Trick = Rc<dyn Fn(&mut Log<'_>)>;
/// Something that a scene does to an evening, before it is counted.
pub type EveningTrick = Rc<dyn Fn(&mut Evening<'_>, &Setup)>;

/// What happens in a booth between opening and closing.
#[derive(Clone)]
pub enum Act {
    /// A vote.
    Vote(usize),
    /// A ballot is challenged.
    Challenge(usize),
    /// A ballot is spoiled; its voter casts another with the same card.
    Spoil(usize),
    /// The machine stops while a ballot waits; its voter casts it again afterwards.
    Crash(usize),
    /// The machine breaks while a ballot waits and a spare goes on; its voter casts it again afterwards.
    Takeover(usize),
    /// A spare goes on while no ballot waits.
    Spare,
    /// A voter leaves; the ballot is void.
    Void(usize),
    /// A vote whose slip gets no bar.
    Fault(usize),
    /// A pause.
    Pause,
    /// The printer's paper was changed.
    Incident,
    /// Heads of the booths before are taken in.
    Peers,
    /// Anything.
    Trick(Trick),
}

/// A stream of numbers that follows from a seed.
#[derive(Debug, Clone)]
pub struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    /// Dice of a seed and a name.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        let digest = sha256(&[&seed.to_be_bytes(), name.as_bytes()].concat());
        Self { seed: u64::from_be_bytes(*digest.as_bytes().first_chunk().unwrap()), thrown: 0 }
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.thrown += 1;
        let digest = sha256(&[self.seed.to_be_bytes(), self.thrown.to_be_bytes()].concat());
        let number = u64::from_be_bytes(*digest.as_bytes().first_chunk().unwrap());
        usize::try_from(number % (bound.max(1) as u64)).unwrap()
    }

    /// True once in `of` times.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

/// An election before it is held.
pub struct Scene {
    /// The village.
    pub spec: Spec,
    /// What each delivered booth does, in the order of the booths.
    pub acts: Vec<Vec<Act>>,
    /// Whether the first ballot of the last booth is an auditor's.
    pub audit_card: bool,
    /// Boxes that are the only record.
    pub only_records: Vec<(&'static str, Option<&'static str>, Vec<u32>)>,
    /// Whether booths begin with zero, opening and first mark.
    pub opened: bool,
    /// Whether booths write a closing entry.
    pub close: bool,
    /// Done to the evening before the rules decide it.
    pub before: Vec<EveningTrick>,
    /// Done to the evening after the rules decided it.
    pub after: Vec<EveningTrick>,
}

/// A village that was held.
pub struct Village {
    /// Its documents and every key.
    pub setup: Setup,
    /// Its records.
    pub pair: Pair,
}

fn place(log: &mut Log<'_>, act: &Act) {
    match act {
        Act::Vote(choice) => log.vote(*choice),
        Act::Challenge(choice) => log.challenge(*choice),
        Act::Spoil(choice) => {
            let code = log.seal((choice + 1) % log.setup.definition.options());
            log.spoil(code);
            let code = log.seal_again(*choice);
            log.cast(code);
        }
        Act::Crash(choice) => interrupted(log, *choice, |log| log.boot()),
        Act::Takeover(choice) => interrupted(log, *choice, |log| log.take_over()),
        Act::Spare => log.take_over(),
        Act::Void(choice) => {
            let code = log.seal(*choice);
            log.void(code, VoidReason::Unanswered, true);
        }
        Act::Fault(choice) => {
            let code = log.seal(*choice);
            log.cast(code);
            log.fault(code);
        }
        Act::Pause => log.pause_and_resume(),
        Act::Incident => log.incident(IncidentKind::Printer),
        Act::Peers => log.peers(),
        Act::Trick(trick) => trick(log),
    }
}

fn interrupted(log: &mut Log<'_>, choice: usize, start: impl FnOnce(&mut Log<'_>)) {
    log.seal(choice);
    start(log);
    log.void_after_outage();
    let code = log.seal_again(choice);
    log.cast(code);
}

impl Scene {
    /// The day and the evening.
    #[must_use]
    pub fn hold(self) -> Village {
        let Self { spec, acts, audit_card, only_records, opened, close, before, after } = self;
        let setup = Setup::new(spec);
        let mut logs: Vec<Log<'_>> = Vec::new();
        let delivered = (0..).zip(&setup.spec.booths).filter(|(_, (.., script))| script.is_some());
        for ((number, (station, booth, _)), acts) in delivered.zip(&acts) {
            let peers = logs.iter().map(|log| String::from_utf8(log.head()).unwrap()).collect();
            let mut log = Log::new(&setup, station, booth, number, peers);
            if opened {
                open_day(&mut log);
            }
            acts.iter().for_each(|act| place(&mut log, act));
            if close {
                log.close();
            }
            logs.push(log);
        }
        let mut evening = Evening::after(logs);
        evening.forgive();
        if let Some(last) = evening.logs.last().filter(|_| audit_card) {
            let (station, booth) = (last.station, last.booth);
            let place = evening.ballots.iter().position(|b| (b.station, b.booth) == (station, booth)).unwrap_or(usize::MAX);
            evening.exclude(place, ExclusionReason::AuditCard);
        }
        for (station, booth, votes) in only_records {
            evening.boxes.push((station, booth, BoxKind::OnlyRecord, votes));
        }
        before.iter().for_each(|trick| trick(&mut evening, &setup));
        evening.honestly(&setup);
        after.iter().for_each(|trick| trick(&mut evening, &setup));
        let pair = evening.written(&setup);
        Village { setup, pair }
    }

    /// Adds an act at the end of a booth's day.
    #[must_use]
    pub fn act(mut self, booth: usize, trick: impl Fn(&mut Log<'_>) + 'static) -> Self {
        self.acts[booth].push(Act::Trick(Rc::new(trick)));
        self
    }

    /// Ends one booth's day in another way; the others close.
    #[must_use]
    pub fn ending(mut self, booth: usize, trick: impl Fn(&mut Log<'_>) + 'static) -> Self {
        self.close = false;
        let closing = |log: &mut Log<'_>| log.close();
        (0..self.acts.len()).filter(|place| *place != booth).for_each(|place| self.acts[place].push(Act::Trick(Rc::new(closing))));
        self.act(booth, trick)
    }

    /// Adds something to the evening before it is decided.
    #[must_use]
    pub fn before(mut self, trick: impl Fn(&mut Evening<'_>, &Setup) + 'static) -> Self {
        self.before.push(Rc::new(trick));
        self
    }

    /// Adds something to the evening after it was decided.
    #[must_use]
    pub fn after(mut self, trick: impl Fn(&mut Evening<'_>, &Setup) + 'static) -> Self {
        self.after.push(Rc::new(trick));
        self
    }

    /// Two stations, three booths, at most twelve ballots, and in every seed a challenge, a spoiled ballot, an outage, an audit card
    /// and counted boxes: what classes of tampering need.
    #[must_use]
    pub fn full(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "full");
        let candidates = 2 + dice.below(3);
        let domiciles = vec![None; candidates];
        let educations = (1..).take(candidates).collect();
        let spec = Spec { nonce: seed + 1, k_min: 3, cards: 8, domiciles, educations, ..Spec::default() };
        let mut choice = || dice.below(candidates + 1);
        let mut first = vec![Act::Vote(choice()), Act::Vote(choice()), Act::Challenge(choice())];
        let mut second = vec![Act::Spoil(choice()), Act::Vote(choice())];
        let mut third = vec![Act::Crash(choice()), Act::Vote(choice()), Act::Vote(choice()), Act::Vote(choice())];
        for acts in [&mut first, &mut second, &mut third] {
            let last = acts.len();
            acts.swap(0, dice.below(last));
        }
        second.push(Act::Pause);
        third.push(Act::Peers);
        Self { audit_card: true, ..Self::plain(spec, vec![first, second, third]) }
    }

    pub(crate) fn plain(spec: Spec, acts: Vec<Vec<Act>>) -> Self {
        let (before, after) = (Vec::new(), Vec::new());
        Self { spec, acts, audit_card: false, only_records: Vec::new(), opened: true, close: true, before, after }
    }

    /// One booth, three ballots, one of them challenged: small enough to change every byte.
    #[must_use]
    pub fn tiny(seed: u64) -> Self {
        let candidates = 2;
        let spec = Spec {
            nonce: seed + 1,
            k_min: 2,
            cards: 4,
            domiciles: vec![None; candidates],
            educations: vec![1, 2],
            registered: vec![4],
            booths: vec![("001", "1", Some(crate::first))],
            others: Vec::new(),
            ..Spec::default()
        };
        Self::plain(spec, vec![vec![Act::Vote(0), Act::Challenge(1), Act::Vote(0)]])
    }
}
