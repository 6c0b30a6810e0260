//! A booth's log, line by line. It writes whatever a test tells it to: no rule is kept here.

use ballot::{BallotRules, Code, Epoch, Opening, Sealed, Seed};
use canonical::{Hash, SigningKey};
use chain::{Checkpoint, KeyName, Line, Origin, SignedCheckpoint, Tip};
use manifest::booth_digest;
use record::{
    Challenge, Close, CodeSet, Entry, EpochData, Hour, Incident, IncidentKind, Mark, Open, Outcome, Pause, Peer, PublicBooth,
    PublicChallenge, Spoil, SpoilReason, Void, VoidReason, Zero,
};
use token::ValidCard;

use crate::Setup;

/// One hour for everything.
#[must_use]
pub fn hour() -> Hour {
    Hour::new("2027-10-05T07:00:00+07:00").unwrap()
}

/// One booth at work.
pub struct Log<'a> {
    /// The village.
    pub setup: &'a Setup,
    /// Station.
    pub station: &'static str,
    /// Booth.
    pub booth: &'static str,
    /// Name of the log.
    pub origin: Origin,
    /// The key that signs the next line and the head.
    pub key: SigningKey,
    /// Number of the booth among the village's.
    pub place: usize,
    /// How many spares went on with it.
    pub taken: usize,
    /// The lines so far.
    pub lines: Vec<Line>,
    /// Where the next line goes.
    pub tip: Tip,
    /// The booth's rung of the ladder.
    pub digest: Hash,
    /// Cards in the order in which voters come.
    pub cards: Vec<ValidCard>,
    /// How many of them were taken.
    pub used: usize,
    /// Seeds.
    pub epoch: Epoch,
    /// Roots of all epochs.
    pub roots: Vec<Hash>,
    /// What the public record says of it.
    pub public: PublicBooth,
    /// What was cast, in order, for whoever must know the truth.
    pub truth: Vec<(Code, usize)>,
    /// Faults so far.
    pub faults: u32,
    /// Whether a witness cosigns its head.
    pub witnessed: bool,
    /// Choices on the slips of cast ballots that have no bar.
    pub barless: Vec<usize>,
    last: Option<(Sealed, Seed, usize)>,
    peers: Vec<String>,
}

/// Zero, open, first mark.
pub fn open_day(log: &mut Log<'_>) {
    log.zero();
    log.entry(&Entry::Open(Open { time: hour() }));
    log.mark();
}

impl<'a> Log<'a> {
    /// An empty log; `place` is the number of the booth's key, `peers` the heads it will take in.
    #[must_use]
    pub fn new(setup: &'a Setup, station: &'static str, booth: &'static str, place: u8, peers: Vec<String>) -> Self {
        let origin: Origin = setup.definition.booth_origin(&station.parse().unwrap(), &booth.parse().unwrap()).parse().unwrap();
        let epoch = Epoch::begin(&[&setup.spec.nonce.to_be_bytes(), origin.as_str().as_bytes(), b"0"]);
        Self {
            setup,
            station,
            booth,
            key: setup.spec.seed(21 + place),
            place: place.into(),
            taken: 0,
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
            witnessed: true,
            barless: Vec::new(),
            last: None,
            peers,
            origin,
        }
    }

    /// The next line, with a right place and parent.
    pub fn entry(&mut self, entry: &Entry) {
        self.raw(entry);
        if matches!(entry, Entry::Zero(_) | Entry::Open(_) | Entry::Boot(_) | Entry::Takeover(_) | Entry::Close(_)) {
            self.public.anchors.extend(self.lines.last().map(|line| line.body().to_vec()));
        }
    }

    /// A line with any content.
    pub fn raw(&mut self, content: &impl serde::Serialize) {
        let salt = canonical::sha256(&self.tip.size().to_be_bytes());
        let line = Line::write(&self.tip, *salt.as_bytes().first_chunk().unwrap(), content, &self.origin, &self.key).unwrap();
        self.tip.append(&line).unwrap();
        self.public.leaves.push(line.leaf());
        self.lines.push(line);
    }

    /// An honest zero entry.
    #[must_use]
    pub fn zero_data(&self) -> Zero {
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

    /// Writes it.
    pub fn zero(&mut self) {
        self.zero_with(self.zero_data());
    }

    /// Writes another.
    pub fn zero_with(&mut self, zero: Zero) {
        self.entry(&Entry::Zero(zero));
        let (station, booth) = (self.station.parse().unwrap(), self.booth.parse().unwrap());
        self.digest = booth_digest(&self.setup.key.digest(), &station, &booth, &self.tip.last());
    }

    /// A mark with the true count.
    pub fn mark(&mut self) {
        let cast = u32::try_from(self.truth.len()).unwrap();
        self.entry(&Entry::Mark(Mark { cast, time: hour() }));
    }

    /// Seals without a word in the log.
    pub fn sealed(&mut self, choice: usize, card: usize) -> (Sealed, Seed) {
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
    pub fn seal(&mut self, choice: usize) -> Code {
        self.used += 1;
        self.log_seal(choice, self.used - 1)
    }

    /// Seals with the card of the ballot before.
    pub fn seal_again(&mut self, choice: usize) -> Code {
        self.log_seal(choice, self.used - 1)
    }

    /// Casts the ballot that waits.
    pub fn cast(&mut self, code: Code) {
        let (sealed, _, choice) = self.last.take().unwrap();
        self.entry(&Entry::Cast(Outcome { code }));
        self.public.cast.push((code, sealed.data().clone()));
        self.truth.push((code, choice));
    }

    /// Seals with a new card and casts.
    pub fn vote(&mut self, choice: usize) {
        let code = self.seal(choice);
        self.cast(code);
    }

    /// Challenges a new ballot and publishes its opening; `shown` is what the opening claims.
    pub fn challenge_as(&mut self, choice: usize, shown: usize) {
        let code = self.seal(choice);
        let (sealed, seed, _) = self.last.take().unwrap();
        let path = self.epoch.path(&seed).unwrap();
        let opening = Opening { choice: u32::try_from(shown).unwrap(), path, seed: *seed.expose() };
        self.entry(&Entry::Challenge(Challenge { code, opening: opening.clone() }));
        self.public.challenged.push((code, PublicChallenge { ballot: sealed.data().clone(), opening }));
    }

    /// Challenges a new ballot.
    pub fn challenge(&mut self, choice: usize) {
        self.challenge_as(choice, choice);
    }

    /// Spoils.
    pub fn spoil(&mut self, code: Code) {
        self.entry(&Entry::Spoil(Spoil { code, reason: SpoilReason::WrongChoice }));
        self.public.spoiled.push(code);
    }

    /// Voids.
    pub fn void(&mut self, code: Code, reason: VoidReason, shown: bool) {
        self.entry(&Entry::Void(Void { code, reason, shown }));
        self.public.void.push(code);
    }

    /// Voids the ballot that waits.
    pub fn void_after_outage(&mut self) {
        let (sealed, ..) = self.last.take().unwrap();
        self.void(*sealed.code(), VoidReason::Outage, true);
    }

    /// A cast ballot whose slip has no bar.
    pub fn fault(&mut self, code: Code) {
        self.entry(&Entry::Fault(Outcome { code }));
        self.faults += 1;
        self.barless.extend(self.truth.iter().filter(|(cast, _)| *cast == code).map(|(_, choice)| *choice));
    }

    /// Something happened.
    pub fn incident(&mut self, incident: IncidentKind) {
        self.entry(&Entry::Incident(Incident { incident, time: hour() }));
    }

    /// A pause.
    pub fn pause_and_resume(&mut self) {
        self.entry(&Entry::Pause(Pause {}));
        self.entry(&Entry::Resume(Pause {}));
    }

    /// Takes in the others' heads.
    pub fn peers(&mut self) {
        for note in self.peers.clone() {
            self.entry(&Entry::Peer(Peer { note: note.into() }));
        }
    }

    /// An honest closing entry.
    #[must_use]
    pub fn close_data(&self) -> Close {
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

    /// Writes it.
    pub fn close(&mut self) {
        self.entry(&Entry::Close(self.close_data()));
    }

    /// The signed and cosigned head.
    #[must_use]
    pub fn head(&self) -> Vec<u8> {
        let mut head = SignedCheckpoint::sign(Checkpoint::of(&self.origin, &self.tip), &self.key).unwrap();
        if self.witnessed {
            head.cosign(&KeyName::new("saksi-1").unwrap(), &self.setup.spec.seed(71), 1_822_000_000).unwrap();
        }
        head.to_string().into_bytes()
    }

    /// The log as a file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| [line.to_bytes(), b"\n".to_vec()].concat()).collect()
    }
}
