//! A state built from entries, without any log around it.

use ballot::{BallotRules, Code, Epoch, Opening, Sealed, SealedData, Seed};
use canonical::{Hash, sha256};
use record::{Boot, Challenge, Entry, EpochData, Mark, Open, Outcome, Repaired, Spoil, SpoilReason, Takeover, Void, VoidReason, Zero};
use terminal::day::{DayError, DayRules, State};
use token::Card;

use crate::village::{Village, Wish, hour, key};

/// A state being built from entries, without any log around it.
pub(crate) struct Day {
    pub(crate) village: Village,
    pub(crate) state: State,
    pub(crate) seeds: u8,
}

pub(crate) fn epoch(number: u32) -> EpochData {
    EpochData { number, root: sha256(&number.to_be_bytes()), witnesses: vec![] }
}

pub(crate) fn opening() -> Opening {
    let mut epoch = Epoch::begin(&[b"any"]);
    let seed = epoch.take().unwrap();
    Opening { choice: 0, path: epoch.path(&seed).unwrap(), seed: *seed.expose() }
}

impl Day {
    pub(crate) fn new(wish: &Wish) -> Self {
        let village = Village::new(wish);
        let rules = DayRules::of(&village.documents, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
        Self { village, state: State::new(rules), seeds: 0 }
    }

    pub(crate) fn zero(&self) -> Entry {
        Entry::Zero(Zero {
            booth: "1".parse().unwrap(),
            boot_id: "00".repeat(16).into(),
            definition: self.village.definition().digest(),
            devices: Hash::ZERO,
            epoch: epoch(self.epochs()),
            key: self.village.documents.key.digest(),
            roots: Hash::ZERO,
            software: Hash::ZERO,
            station: "001".parse().unwrap(),
            time: hour(6),
        })
    }

    pub(crate) fn epochs(&self) -> u32 {
        u32::try_from(self.state.epochs().len()).unwrap()
    }

    pub(crate) fn takeover(&self, spare: &str) -> Entry {
        let (epoch, key, time) = (epoch(self.epochs()), key(spare).public(), hour(6));
        Entry::Takeover(Takeover { boot_id: "".into(), epoch, key, repaired: Repaired::None, time })
    }

    pub(crate) fn boot(&self) -> Entry {
        Entry::Boot(Boot { boot_id: "".into(), epoch: epoch(self.epochs()), repaired: Repaired::None, time: hour(6) })
    }

    pub(crate) fn mark(&self, at: u32) -> Entry {
        Entry::Mark(Mark { cast: self.state.counts().cast, time: hour(at) })
    }

    pub(crate) fn ballot(&self, card: u32, seed: u8) -> SealedData {
        let definition = self.village.definition();
        let card = Card::parse(&self.village.card(card)).unwrap();
        let card = card.check(definition, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
        let digest = self.state.digest().unwrap_or(Hash::ZERO);
        let rules = BallotRules { definition, key: self.village.documents.key.joint(), booth: &digest };
        Sealed::seal(&rules, &card, 0, &Seed::from_bytes([seed; 32])).unwrap().data().clone()
    }

    pub(crate) fn seal(&mut self, card: u32) -> Entry {
        self.seeds += 1;
        Entry::Seal(self.ballot(card, self.seeds))
    }

    pub(crate) fn try_add(&mut self, entry: &Entry) -> Result<(), DayError> {
        self.state.apply(entry, &sha256(b"leaf"))
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        self.try_add(&entry).unwrap();
    }

    pub(crate) fn open(wish: &Wish) -> Self {
        let mut day = Self::new(wish);
        day.add(day.zero());
        day.add(Entry::Open(Open { time: hour(7) }));
        day.add(day.mark(7));
        day
    }

    pub(crate) fn sealed(wish: &Wish) -> Self {
        let mut day = Self::open(wish);
        let seal = day.seal(1);
        day.add(seal);
        day
    }

    pub(crate) fn pending(&self) -> Code {
        self.state.pending().unwrap().code
    }

    pub(crate) fn end(&mut self, how: &str) {
        let entry = end(how, self.pending());
        self.add(entry);
    }
}

pub(crate) fn end(how: &str, code: Code) -> Entry {
    match how {
        "cast" => Entry::Cast(Outcome { code }),
        "spoil" => Entry::Spoil(Spoil { code, reason: SpoilReason::WrongChoice }),
        "challenge" => Entry::Challenge(Challenge { code, opening: opening() }),
        "void" => Entry::Void(Void { code, reason: VoidReason::Unanswered, shown: true }),
        "outage" => Entry::Void(Void { code, reason: VoidReason::Outage, shown: true }),
        "fault" => Entry::Fault(Outcome { code }),
        other => panic!("{other}"),
    }
}
