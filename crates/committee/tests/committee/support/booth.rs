use ballot::{BallotRules, Code, Epoch, Sealed, Seed};
use canonical::{Hash, PublicKey, SigningKey};
use chain::{Checkpoint, Line, Origin, SignedCheckpoint, Tip};
use manifest::{BoothId, StationId, booth_digest};
use record::{
    Boot, Challenge, Close, CodeSet, Documents, Entry, EpochData, Folder, Hour, Mark, Open, Outcome, Repaired, Spoil, SpoilReason, Sums,
    Takeover, Tier, Void, VoidReason, Zero, layout,
};
use token::Card;

use super::{Setup, key, machine, station};

/// A booth that keeps the rules, or writes what a test tells it to.
#[derive(Debug)]
pub(crate) struct MiniBooth {
    documents: Documents,
    station: StationId,
    booth: BoothId,
    origin: Origin,
    pub(crate) key: SigningKey,
    tip: Tip,
    pub(crate) lines: Vec<u8>,
    digest: Hash,
    epoch: Epoch,
    pub(crate) epochs: Vec<Hash>,
    pub(crate) codes: [Vec<Code>; 4],
    pub(crate) faults: u32,
    salt: u8,
}

pub(crate) fn hour() -> Hour {
    Hour::new("2027-10-05T07:00:00+07:00").unwrap()
}

impl MiniBooth {
    /// A booth that is open and marked.
    pub(crate) fn open(setup: &Setup, id: &str, booth: &str) -> Self {
        Self::open_with(setup, id, booth, machine(4, id, booth))
    }

    pub(crate) fn open_with(setup: &Setup, id: &str, booth: &str, key: SigningKey) -> Self {
        let mut mini = Self::zero(setup, id, booth, key, "boot");
        mini.write(&Entry::Open(Open { time: hour() }));
        mini.write(&Entry::Mark(Mark { cast: 0, time: hour() }));
        mini
    }

    pub(crate) fn zero(setup: &Setup, id: &str, booth: &str, key: SigningKey, boot: &str) -> Self {
        let documents = setup.documents();
        let (station, booth): (StationId, BoothId) = (station(id), booth.parse().unwrap());
        let origin = documents.origin(&station, &booth).unwrap();
        let epoch = Epoch::begin(&[origin.as_str().as_bytes(), boot.as_bytes()]);
        let root = epoch.root();
        let mut mini = Self {
            documents,
            station,
            booth,
            origin,
            key,
            tip: Tip::new(),
            lines: Vec::new(),
            digest: Hash::ZERO,
            epoch,
            epochs: vec![root],
            codes: Default::default(),
            faults: 0,
            salt: 0,
        };
        mini.write_zero(boot);
        mini
    }

    fn write_zero(&mut self, boot: &str) {
        let zero = Zero {
            booth: self.booth.clone(),
            boot_id: canonical::hex::encode(&canonical::sha256(boot.as_bytes()).as_bytes()[..16]).into(),
            definition: self.documents.definition.digest(),
            devices: self.documents.devices.last(),
            epoch: EpochData { number: 0, root: self.epochs[0], witnesses: Vec::new() },
            key: self.documents.key.digest(),
            roots: self.documents.roots.digest(),
            software: canonical::sha256(b"program"),
            station: self.station.clone(),
            time: hour(),
        };
        let leaf = self.write(&Entry::Zero(zero));
        self.digest = booth_digest(&self.documents.key.digest(), &self.station, &self.booth, &leaf);
    }

    pub(crate) fn write(&mut self, entry: &Entry) -> Hash {
        self.write_content(entry)
    }

    /// A line that may say anything.
    pub(crate) fn write_content(&mut self, entry: &impl serde::Serialize) -> Hash {
        self.salt = self.salt.wrapping_add(1);
        let line = Line::write(&self.tip, [self.salt; 16], entry, &self.origin, &self.key).unwrap();
        self.tip.append(&line).unwrap();
        self.lines.extend(line.to_bytes());
        self.lines.push(b'\n');
        line.leaf()
    }

    /// Seals without an answer.
    pub(crate) fn seal(&mut self, card: &Card, choice: usize) -> (Sealed, Seed) {
        let seed = self.epoch.take().unwrap();
        // At the card's own place: what a clone of another booth would do.
        let valid = card.check(&self.documents.definition, &card.place().station, &card.place().booth).unwrap();
        let rules = BallotRules { definition: &self.documents.definition, key: self.documents.key.joint(), booth: &self.digest };
        let sealed = Sealed::seal(&rules, &valid, choice, &seed).unwrap();
        self.write(&Entry::Seal(sealed.data().clone()));
        (sealed, seed)
    }

    pub(crate) fn cast(&mut self, card: &Card, choice: usize) -> Code {
        let code = *self.seal(card, choice).0.code();
        self.write(&Entry::Cast(Outcome { code }));
        self.codes[0].push(code);
        code
    }

    /// Casts one ballot per choice, with the booth's cards in order.
    pub(crate) fn cast_all(&mut self, cards: &[&Card], choices: &[usize]) {
        assert!(choices.len() <= cards.len());
        cards.iter().zip(choices).for_each(|(card, choice)| {
            self.cast(card, *choice);
        });
    }

    /// Challenges; `said` is the choice that the opening tells.
    pub(crate) fn challenge(&mut self, card: &Card, choice: usize, said: u32) {
        let (sealed, seed) = self.seal(card, choice);
        let opening = ballot::Opening { choice: said, path: self.epoch.path(&seed).unwrap(), seed: *seed.expose() };
        self.write(&Entry::Challenge(Challenge { code: *sealed.code(), opening }));
        self.codes[1].push(*sealed.code());
    }

    pub(crate) fn spoil(&mut self, card: &Card, choice: usize) {
        let code = *self.seal(card, choice).0.code();
        self.write(&Entry::Spoil(Spoil { code, reason: SpoilReason::WrongChoice }));
        self.codes[2].push(code);
    }

    pub(crate) fn void(&mut self, code: Code, reason: VoidReason) {
        self.write(&Entry::Void(Void { code, reason, shown: true }));
        self.codes[3].push(code);
    }

    fn next_epoch(&mut self) -> EpochData {
        let number = u32::try_from(self.epochs.len()).unwrap();
        self.epoch = Epoch::begin(&[self.origin.as_str().as_bytes(), &[self.salt]]);
        self.epochs.push(self.epoch.root());
        EpochData { number, root: self.epoch.root(), witnesses: Vec::new() }
    }

    /// A machine with this key goes on, and says that its key is `named`.
    pub(crate) fn take_over_as(&mut self, key: SigningKey, named: PublicKey) {
        self.key = key;
        let epoch = self.next_epoch();
        let boot_id = "1".repeat(32).into();
        self.write(&Entry::Takeover(Takeover { boot_id, epoch, key: named, repaired: Repaired::None, time: hour() }));
    }

    /// A spare goes on.
    pub(crate) fn take_over(&mut self, spare: u8) {
        self.take_over_as(key(6, spare), key(6, spare).public());
    }

    pub(crate) fn boot(&mut self) {
        let epoch = self.next_epoch();
        self.write(&Entry::Boot(Boot { boot_id: "0".repeat(32).into(), epoch, repaired: Repaired::None, time: hour() }));
    }

    pub(crate) fn close(&mut self) {
        let [cast, challenged, spoiled, void] = &self.codes;
        let close = Close {
            cast: CodeSet::of(cast),
            challenged: CodeSet::of(challenged),
            epochs: self.epochs.clone(),
            faults: self.faults,
            spoiled: CodeSet::of(spoiled),
            time: hour(),
            void: CodeSet::of(void),
        };
        self.write(&Entry::Close(close));
    }

    /// The booth's head with its own signature.
    pub(crate) fn head(&self) -> SignedCheckpoint {
        SignedCheckpoint::sign(Checkpoint::of(&self.origin, &self.tip), &self.key).unwrap()
    }

    /// The bundle as it goes onto the medium.
    pub(crate) fn export(&self) -> Folder {
        self.export_with(&self.head())
    }

    pub(crate) fn export_with(&self, head: &SignedCheckpoint) -> Folder {
        let mut folder = self.documents.files().clone();
        folder.insert(layout::ENTRIES, self.lines.clone());
        folder.insert(layout::CHECKPOINT, head.to_string().into_bytes());
        self.sign(folder)
    }

    /// Signs the list of whatever is in the folder.
    pub(crate) fn sign(&self, mut folder: Folder) -> Folder {
        Sums::write(&mut folder, Tier::Bundle, self.origin.as_str(), self.origin.as_str(), &self.key).unwrap();
        folder
    }

    /// Closes and gives the bundle.
    pub(crate) fn closed(mut self) -> Folder {
        self.close();
        self.export()
    }
}
