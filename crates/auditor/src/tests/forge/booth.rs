//! A booth's log, line by line. It writes whatever a test tells it to: no rule is kept here.

use ballot::{BallotRules, Code, Epoch, Opening, Sealed, Seed};
use canonical::{Hash, SigningKey};
use chain::{Checkpoint, KeyName, Line, Origin, SignedCheckpoint, Tip};
use manifest::booth_digest;
use record::{
    Boot, Challenge, Close, CodeSet, Entry, EpochData, Hour, Incident, IncidentKind, Mark, Open, Outcome, Pause, Peer, PublicBooth,
    PublicChallenge, Repaired, Spoil, SpoilReason, Void, VoidReason, Zero,
};
use token::ValidCard;

use super::Setup;

pub(crate) fn hour() -> Hour {
    Hour::new("2027-10-05T07:00:00+07:00").unwrap()
}

/// One booth at work.
pub(crate) struct Log<'a> {
    pub(crate) setup: &'a Setup,
    pub(crate) station: &'static str,
    pub(crate) booth: &'static str,
    pub(crate) origin: Origin,
    pub(crate) key: SigningKey,
    pub(crate) lines: Vec<Line>,
    pub(crate) tip: Tip,
    pub(crate) digest: Hash,
    pub(crate) cards: Vec<ValidCard>,
    pub(crate) used: usize,
    pub(crate) epoch: Epoch,
    pub(crate) roots: Vec<Hash>,
    pub(crate) public: PublicBooth,
    /// What was cast, in order, for whoever must know the truth.
    pub(crate) truth: Vec<(Code, usize)>,
    pub(crate) faults: u32,
    last: Option<(Sealed, Seed, usize)>,
    peers: Vec<String>,
}

/// Zero, open, first mark.
pub(crate) fn open_day(log: &mut Log<'_>) {
    log.zero();
    log.entry(&Entry::Open(Open { time: hour() }));
    log.mark();
}

impl<'a> Log<'a> {
    pub(crate) fn new(setup: &'a Setup, station: &'static str, booth: &'static str, place: u8, peers: Vec<String>) -> Self {
        let origin: Origin = setup.definition.booth_origin(&station.parse().unwrap(), &booth.parse().unwrap()).parse().unwrap();
        let epoch = Epoch::begin(&[origin.as_str().as_bytes(), b"0"]);
        Self {
            setup,
            station,
            booth,
            key: setup.spec.seed(21 + place),
            lines: Vec::new(),
            tip: Tip::new(),
            digest: Hash::ZERO,
            cards: setup.cards(station, booth),
            used: 0,
            roots: vec![epoch.root()],
            epoch,
            public: PublicBooth::default(),
            truth: Vec::new(),
            faults: 0,
            last: None,
            peers,
            origin,
        }
    }

    /// The next line, with a right place and parent.
    pub(crate) fn entry(&mut self, entry: &Entry) {
        let salt = canonical::sha256(&self.tip.size().to_be_bytes());
        let line = Line::write(&self.tip, *salt.as_bytes().first_chunk().unwrap(), entry, &self.origin, &self.key).unwrap();
        self.tip.append(&line).unwrap();
        if matches!(entry, Entry::Zero(_) | Entry::Open(_) | Entry::Boot(_) | Entry::Close(_)) {
            self.public.anchors.push(line.body().to_vec());
        }
        self.public.leaves.push(line.leaf());
        self.lines.push(line);
    }

    pub(crate) fn zero_data(&self) -> Zero {
        Zero {
            booth: self.booth.parse().unwrap(),
            boot_id: "00112233445566778899aabbccddeeff".into(),
            definition: self.setup.definition.digest(),
            devices: self.setup.devices.last(),
            epoch: EpochData { number: 0, root: self.epoch.root(), witnesses: vec![] },
            key: self.setup.key.digest(),
            roots: self.setup.roots.digest(),
            software: canonical::sha256(b"software"),
            station: self.station.parse().unwrap(),
            time: hour(),
        }
    }

    pub(crate) fn zero(&mut self) {
        self.zero_with(self.zero_data());
    }

    pub(crate) fn zero_with(&mut self, zero: Zero) {
        self.entry(&Entry::Zero(zero));
        let (station, booth) = (self.station.parse().unwrap(), self.booth.parse().unwrap());
        self.digest = booth_digest(&self.setup.key.digest(), &station, &booth, &self.tip.last());
    }

    pub(crate) fn mark(&mut self) {
        let cast = u32::try_from(self.truth.len()).unwrap();
        self.entry(&Entry::Mark(Mark { cast, time: hour() }));
    }

    pub(crate) fn sealed(&mut self, choice: usize, card: usize) -> (Sealed, Seed) {
        let rules = BallotRules { definition: &self.setup.definition, key: self.setup.key.joint(), booth: &self.digest };
        let seed = self.epoch.take().unwrap();
        (Sealed::seal(&rules, &self.cards[card], choice, &seed).unwrap(), seed)
    }

    fn log_seal(&mut self, choice: usize, card: usize) -> Code {
        let (sealed, seed) = self.sealed(choice, card);
        self.entry(&Entry::Seal(sealed.data().clone()));
        let code = *sealed.code();
        self.last = Some((sealed, seed, choice));
        code
    }

    /// Seals with a new card.
    pub(crate) fn seal(&mut self, choice: usize) -> Code {
        self.used += 1;
        self.log_seal(choice, self.used - 1)
    }

    /// Seals with the card of the ballot before.
    pub(crate) fn seal_again(&mut self, choice: usize) -> Code {
        self.log_seal(choice, self.used - 1)
    }

    pub(crate) fn cast(&mut self, code: Code) {
        let (sealed, _, choice) = self.last.take().unwrap();
        self.entry(&Entry::Cast(Outcome { code }));
        self.public.cast.push((code, sealed.data().clone()));
        self.truth.push((code, choice));
    }

    pub(crate) fn vote(&mut self, choice: usize) {
        let code = self.seal(choice);
        self.cast(code);
    }

    /// Challenges a new ballot and publishes its opening; `shown` is what the opening claims.
    pub(crate) fn challenge_as(&mut self, choice: usize, shown: usize) {
        let code = self.seal(choice);
        let (sealed, seed, _) = self.last.take().unwrap();
        let path = self.epoch.path(&seed).unwrap();
        let opening = Opening { choice: u32::try_from(shown).unwrap(), path, seed: *seed.expose() };
        self.entry(&Entry::Challenge(Challenge { code, opening: opening.clone() }));
        self.public.challenged.push((code, PublicChallenge { ballot: sealed.data().clone(), opening }));
    }

    pub(crate) fn challenge(&mut self, choice: usize) {
        self.challenge_as(choice, choice);
    }

    pub(crate) fn spoil(&mut self, code: Code) {
        self.entry(&Entry::Spoil(Spoil { code, reason: SpoilReason::WrongChoice }));
        self.public.spoiled.push(code);
    }

    pub(crate) fn void(&mut self, code: Code, reason: VoidReason, shown: bool) {
        self.entry(&Entry::Void(Void { code, reason, shown }));
        self.public.void.push(code);
    }

    pub(crate) fn void_after_outage(&mut self) {
        let (sealed, ..) = self.last.take().unwrap();
        self.void(*sealed.code(), VoidReason::Outage, true);
    }

    pub(crate) fn fault(&mut self, code: Code) {
        self.entry(&Entry::Fault(Outcome { code }));
        self.faults += 1;
    }

    pub(crate) fn boot_as(&mut self, number: u32) {
        self.epoch = Epoch::begin(&[self.origin.as_str().as_bytes(), &number.to_be_bytes()]);
        self.roots.push(self.epoch.root());
        let epoch = EpochData { number, root: self.epoch.root(), witnesses: vec![] };
        let boot_id = "ffeeddccbbaa99887766554433221100".into();
        self.entry(&Entry::Boot(Boot { boot_id, epoch, repaired: Repaired::None, time: hour() }));
    }

    pub(crate) fn boot(&mut self) {
        self.boot_as(u32::try_from(self.roots.len()).unwrap());
    }

    pub(crate) fn incident(&mut self, incident: IncidentKind) {
        self.entry(&Entry::Incident(Incident { incident, time: hour() }));
    }

    pub(crate) fn pause_and_resume(&mut self) {
        self.entry(&Entry::Pause(Pause {}));
        self.entry(&Entry::Resume(Pause {}));
    }

    pub(crate) fn peers(&mut self) {
        for note in self.peers.clone() {
            self.entry(&Entry::Peer(Peer { note: note.into() }));
        }
    }

    pub(crate) fn close_data(&self) -> Close {
        let public = &self.public;
        Close {
            cast: CodeSet::of(public.cast.iter().map(|(c, _)| c)),
            challenged: CodeSet::of(public.challenged.iter().map(|(c, _)| c)),
            epochs: self.roots.clone(),
            faults: self.faults,
            spoiled: CodeSet::of(&public.spoiled),
            time: hour(),
            void: CodeSet::of(&public.void),
        }
    }

    pub(crate) fn close(&mut self) {
        self.entry(&Entry::Close(self.close_data()));
    }

    /// The signed and cosigned head.
    pub(crate) fn head(&self) -> Vec<u8> {
        let mut head = SignedCheckpoint::sign(Checkpoint::of(&self.origin, &self.tip), &self.key).unwrap();
        head.cosign(&KeyName::new("saksi-1").unwrap(), &self.setup.spec.seed(71), 1_822_000_000).unwrap();
        head.to_string().into_bytes()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| [line.to_bytes(), b"\n".to_vec()].concat()).collect()
    }
}
