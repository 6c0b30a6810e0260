//! The forger: a small village made from formats alone, with every key in one hand and hooks for everything a test wants wrong.
//!
//! [`Spec`] says what the village is, [`Setup`] makes its documents, [`Log`] writes a booth's log, [`Evening`] closes and counts it into
//! a [`Pair`] of records. No rule is kept anywhere unless a caller keeps it. What honest elections decide is in `rules`, written from
//! `docs/RULES.md` a third time; [`Scene`] makes one election of a seed; [`weak`] proves what no honest prover proves.
//!
//! It shares formats, signatures and the group with the programs, and no rule with any of them. Only tests use it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "only tests use it, and a test that stumbles must stop loudly"
)]

mod booth;
mod count;
mod documents;
mod evening;
mod honest;
mod papers;
mod rules;
mod scene;
mod starts;
pub mod weak;

pub use booth::{Log, hour, open_day};
pub use documents::{Setup, key, station_id, text};
pub use evening::{Evening, Pair, note};
pub use papers::paper_count;
pub use scene::{Act, Dice, EveningTrick, Scene, Trick, Village};

use canonical::{Hash, SigningKey};
use manifest::{BoxCount, Candidate, Change, Mode, Prevails, StratumId, TieRule};

/// What the booths of a village do. Each script writes a whole log.
pub type Script = fn(&mut Log<'_>);

/// Everything that a test may vary before the day.
pub struct Spec {
    /// Real or rehearsal.
    pub mode: Mode,
    /// Code of the village.
    pub code: &'static str,
    /// Tie rules in order.
    pub rules: Vec<TieRule>,
    /// Smallest group that sums may show.
    pub k_min: u32,
    /// Which boxes are counted.
    pub box_count: BoxCount,
    /// Which record prevails.
    pub prevails: Prevails,
    /// Stratum of each candidate; as many as there are candidates, at most four.
    pub domiciles: Vec<Option<&'static str>>,
    /// Name of the first candidate, if another.
    pub first_name: Option<&'static str>,
    /// Education of each candidate.
    pub educations: Vec<u32>,
    /// Voters on the roll by station.
    pub registered: Vec<u32>,
    /// Voters on the roll by stratum; cards name a stratum where a rule uses them.
    pub strata: Vec<(&'static str, u32)>,
    /// Station, booth and what it does; nothing for a booth that delivers no log.
    pub booths: Vec<(&'static str, &'static str, Option<Script>)>,
    /// Whether station 009 votes on paper.
    pub paper_station: bool,
    /// Amendments of the device list, in order.
    pub amendments: Vec<Change>,
    /// Whether records hold the specification and the verifier that the index names.
    pub aids: bool,
    /// Cards of one booth.
    pub cards: u8,
    /// Added to all randomness: every number makes other keys, ballots and cards. With 0 a key is its number repeated ([`key`]).
    pub nonce: u64,
    /// The number that keys follow from, if it is not `nonce`: the same keys with other ballots.
    pub keep_keys: Option<u64>,
    /// Added to every seed but the committee's, so that two villages share nothing else.
    pub salt: u8,
    /// Numbers of further spares whose keys ([`key`]) other villages may list too.
    pub pool: Vec<u8>,
    /// Other villages of the index.
    pub others: Vec<(&'static str, Hash)>,
    /// Voters whose tags stand on this roll too.
    pub also: Vec<&'static str>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            mode: Mode::Real,
            code: "16.07.17.2008",
            rules: vec![TieRule::StationRegistered, TieRule::Education, TieRule::Committee],
            k_min: 5,
            box_count: BoxCount::All,
            prevails: Prevails::Electronic,
            domiciles: vec![None, None, None],
            first_name: None,
            educations: vec![1, 2, 3],
            registered: vec![40, 30],
            strata: Vec::new(),
            booths: vec![("001", "1", Some(first)), ("001", "2", Some(second)), ("002", "1", Some(third))],
            paper_station: false,
            amendments: Vec::new(),
            aids: false,
            cards: 40,
            nonce: 0,
            keep_keys: None,
            salt: 0,
            pool: Vec::new(),
            others: vec![("16.07.11.2004", canonical::sha256(b"another"))],
            also: Vec::new(),
        }
    }
}

impl Spec {
    fn uses_strata(&self) -> bool {
        self.rules.contains(&TieRule::StratumRegistered)
    }

    fn stratum(&self, place: usize) -> Option<StratumId> {
        let (id, _) = self.strata.get(place % self.strata.len().max(1))?;
        self.uses_strata().then(|| id.parse().unwrap())
    }

    fn candidates(&self) -> Vec<Candidate> {
        let one = |(index, (home, education)): (usize, (&Option<&str>, &u32))| Candidate {
            domicile: home.map(|id| id.parse().unwrap()),
            education: *education,
            name: text(self.first_name.filter(|_| index == 0).unwrap_or(["Nanas", "Pisang", "Salak", "Durian"][index])),
            photo: canonical::sha256(b"photo"),
        };
        self.domiciles.iter().zip(&self.educations).enumerate().map(one).collect()
    }

    /// The key of a spare machine: every booth has two of its own, so that honest booths never want the same one.
    #[must_use]
    pub fn spare(&self, booth: usize, which: usize) -> SigningKey {
        self.seed(51 + u8::try_from(2 * booth + which).unwrap())
    }

    /// The key with this number: 1 the committee, 2 the issuer, 11 to 13 guardians, 21 on booths, 41 on desks, 51 on spares, 61 and 62
    /// counters, 71 a witness.
    #[must_use]
    pub fn seed(&self, base: u8) -> SigningKey {
        let number = if base == 1 { 1 } else { base.wrapping_add(self.salt) };
        if self.nonce == 0 { key(number) } else { SigningKey::from_seed(&self.bytes(number)) }
    }

    /// Thirty-two bytes that follow from nonce and number.
    fn bytes(&self, number: u8) -> [u8; 32] {
        if self.nonce == 0 {
            return [number; 32];
        }
        *canonical::sha256(&[b"forge".as_slice(), &self.keep_keys.unwrap_or(self.nonce).to_be_bytes(), &[number]].concat()).as_bytes()
    }

    /// The digest by which an index lists this village.
    #[must_use]
    pub fn digest(&self) -> Hash {
        documents::checked(self).digest()
    }

    /// The honest booths with another script in one of them.
    #[must_use]
    pub fn with(place: usize, script: Script) -> Self {
        let mut spec = Self::default();
        spec.booths[place].2 = Some(script);
        spec
    }

    /// The day and the evening with everything as it should be.
    #[must_use]
    pub fn honest(self) -> Pair {
        let setup = Setup::new(self);
        Evening::of(&setup).finish(&setup)
    }
}

/// What the first booth of the default village does.
pub fn first(log: &mut Log<'_>) {
    open_day(log);
    [0, 0, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
    log.challenge(1);
    log.close();
}

/// What the second booth does.
pub fn second(log: &mut Log<'_>) {
    open_day(log);
    let code = log.seal(2);
    log.spoil(code);
    let code = log.seal_again(1);
    log.cast(code);
    log.fault(code);
    [1, 0, 0, 2, 1].into_iter().for_each(|choice| log.vote(choice));
    log.pause_and_resume();
    log.close();
}

/// What the third booth does.
pub fn third(log: &mut Log<'_>) {
    open_day(log);
    [0, 1, 0].into_iter().for_each(|choice| log.vote(choice));
    log.seal(0);
    log.boot();
    log.void_after_outage();
    let code = log.seal_again(0);
    log.cast(code);
    [2, 0, 1, 1, 0].into_iter().for_each(|choice| log.vote(choice));
    log.peers();
    log.close();
}
