//! The forger: a village of two stations and three booths, made from formats alone, with hooks for everything a test wants wrong.

mod booth;
mod count;
mod documents;
mod evening;

pub(super) use booth::{Log, hour, open_day};
pub(super) use documents::{Setup, key, station_id, text};
pub(super) use evening::{Evening, Pair, note, paper_count};

use canonical::{Hash, SigningKey};
use manifest::{BoxCount, Candidate, Change, Mode, Prevails, StratumId, TieRule};

/// What the booths of a village do. Each script writes a whole log.
pub(super) type Script = fn(&mut Log<'_>);

/// Everything that a test may vary before the day.
pub(super) struct Spec {
    pub(super) mode: Mode,
    pub(super) code: &'static str,
    pub(super) rules: Vec<TieRule>,
    pub(super) k_min: u32,
    pub(super) box_count: BoxCount,
    pub(super) prevails: Prevails,
    pub(super) domiciles: Vec<Option<&'static str>>,
    pub(super) educations: Vec<u32>,
    /// Voters on the roll by station.
    pub(super) registered: Vec<u32>,
    /// Voters on the roll by stratum; cards name a stratum where a rule uses them.
    pub(super) strata: Vec<(&'static str, u32)>,
    /// Station, booth and what it does; nothing for a booth that delivers no log.
    pub(super) booths: Vec<(&'static str, &'static str, Option<Script>)>,
    pub(super) paper_station: bool,
    pub(super) amendments: Vec<Change>,
    /// Added to every seed but the committee's, so that two villages share nothing else.
    pub(super) salt: u8,
    /// Other villages of the index.
    pub(super) others: Vec<(&'static str, Hash)>,
    /// Voters whose tags stand on this roll too.
    pub(super) also: Vec<&'static str>,
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
            educations: vec![1, 2, 3],
            registered: vec![40, 30],
            strata: Vec::new(),
            booths: vec![("001", "1", Some(first)), ("001", "2", Some(second)), ("002", "1", Some(third))],
            paper_station: false,
            amendments: Vec::new(),
            salt: 0,
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
            name: text(["Nanas", "Pisang", "Salak"][index]),
            photo: canonical::sha256(b"photo"),
        };
        self.domiciles.iter().zip(&self.educations).enumerate().map(one).collect()
    }

    pub(super) fn seed(&self, base: u8) -> SigningKey {
        if base == 1 { key(1) } else { key(base.wrapping_add(self.salt)) }
    }

    /// The digest by which an index lists this village.
    pub(super) fn digest(&self) -> Hash {
        documents::checked(self).digest()
    }

    /// The honest booths with another script in one of them.
    pub(super) fn with(place: usize, script: Script) -> Self {
        let mut spec = Self::default();
        spec.booths[place].2 = Some(script);
        spec
    }

    /// The day and the evening with everything as it should be.
    pub(super) fn honest(self) -> Pair {
        let setup = Setup::new(self);
        Evening::of(&setup).finish(&setup)
    }
}

pub(super) fn first(log: &mut Log<'_>) {
    open_day(log);
    [0, 0, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
    log.challenge(1);
    log.close();
}

pub(super) fn second(log: &mut Log<'_>) {
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

pub(super) fn third(log: &mut Log<'_>) {
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
