//! Looks one code up: what became of a ballot, for the person who holds its TANDA TERIMA. It never tells a position.

mod words;

use std::path::PathBuf;

use ballot::{Code, CodeText};
use manifest::{BoothId, StationId};
use record::{ExclusionReason, Folder, Strip, StripOutcome, Tier};

use crate::booth::{Booth, Fate, Site};
use crate::checks::id;
use crate::discover::discover;
use crate::documents::Known;
use crate::findings::Findings;
use crate::options::Options;
use crate::report::Status;
use crate::village::Papers;
use crate::{booths, list, village};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Twenty characters, or all 64.
    Code(CodeText),
    /// A strip's QR code, whose signature is checked too.
    Strip(Box<Strip>),
}

impl Wanted {
    /// Reads what a person typed or scanned.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(strip) = Strip::parse(text) {
            return Some(Self::Strip(Box::new(strip)));
        }
        CodeText::parse(text).map(Self::Code)
    }

    fn is(&self, code: &Code) -> bool {
        match self {
            Self::Code(text) => code.written() == *text,
            Self::Strip(strip) => strip.code == *code,
        }
    }

    fn text(&self) -> CodeText {
        match self {
            Self::Code(text) => text.clone(),
            Self::Strip(strip) => strip.code.written(),
        }
    }
}

/// What became of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Cast and counted.
    Counted,
    /// Cast, and excluded before counting.
    Excluded(ExclusionReason),
    /// Opened in a test of the machine; not counted.
    Challenged,
    /// Spoiled by its voter; neither opened nor counted.
    Spoiled,
    /// Void; neither opened nor counted.
    Void,
}

/// A code that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Booth, `001-1`.
    pub booth: String,
    /// What became of it.
    pub standing: Standing,
    /// Code and name of the village.
    pub village: String,
}

/// Codes that stand next to where an absent one would be: a sorted list without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The last code before.
    pub before: Option<Code>,
    /// The first code after.
    pub after: Option<Code>,
    /// Code and name of the village.
    pub village: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Where the code would be, in each village without it.
    pub gaps: Vec<Gap>,
    /// Where it is; more than one place is a defect of the record.
    pub hits: Vec<Hit>,
    /// Booths whose ballots are not here, as `village 001-1`.
    pub missing: Vec<String>,
    /// What the strip's booth signed, if a strip was given: whether the signature holds, or nothing if its booth is unknown here.
    pub signature: Option<bool>,
    /// Villages whose record has failures in what was read.
    pub unsound: Vec<String>,
}

/// Searches all records below the paths.
#[must_use]
pub fn find(wanted: &Wanted, paths: &[PathBuf], options: &Options) -> Answer {
    let mut answer = Answer::default();
    for group in discover(paths).groups {
        let read = group.paths.iter().filter_map(|path| Folder::read(path).ok());
        let mut folders: Vec<(Tier, Folder)> = read.map(|folder| (list::tier(&folder), folder)).collect();
        folders.sort_by_key(|(tier, _)| match tier {
            Tier::Public => 0,
            Tier::Sealed => 1,
            Tier::Bundle => 2,
        });
        // One record tells all about its village; without one, every bundle tells about its booth.
        let records = folders.iter().filter(|(tier, _)| *tier != Tier::Bundle).count().min(1);
        let take = if records == 1 { 1 } else { folders.len() };
        for (tier, folder) in folders.iter().take(take) {
            Look::new(folder, *tier, options).answer(wanted, &mut answer);
        }
    }
    answer
}

/// One folder read for a search: no proof is checked, only what says which codes are there.
struct Look {
    name: String,
    known: Known,
    booths: Vec<Booth>,
    papers: Option<Papers>,
    sound: bool,
}

impl Look {
    fn new(folder: &Folder, tier: Tier, options: &Options) -> Self {
        let mut f = Findings::new(tier.into(), options.lang);
        let known = Known::read(folder, options, &mut f);
        list::check(folder, &known, tier, &mut f);
        let booths = booths::read(folder, &known, tier, options, &mut f);
        list::check_signature(folder, &known, tier, &booths, &mut f);
        let papers = if tier == Tier::Bundle { None } else { village::read(folder, &known, &booths, &mut f) };
        let sound = !f.finish().iter().any(|check| check.status == Status::Fail && check.id != id::ANCHOR.0);
        let name = known.definition.as_ref().map(|d| format!("{} {}", d.village.code, d.village.name)).unwrap_or_default();
        Self { name, known, booths: booths.list, papers, sound }
    }

    fn answer(&self, wanted: &Wanted, answer: &mut Answer) {
        let before = answer.hits.len();
        answer.hits.extend(self.booths.iter().flat_map(|booth| self.hits(booth, wanted)));
        if !self.sound {
            answer.unsound.push(self.name.clone());
        }
        answer.missing.extend(self.missing());
        if answer.hits.len() == before {
            answer.gaps.extend(self.gap(wanted));
        }
        if let Wanted::Strip(strip) = wanted {
            answer.signature = answer.signature.or_else(|| self.signature(strip));
        }
    }

    fn hits<'a>(&'a self, booth: &'a Booth, wanted: &'a Wanted) -> impl Iterator<Item = Hit> + 'a {
        let hit = |standing| Hit { booth: format!("{}-{}", booth.site.station, booth.site.booth), standing, village: self.name.clone() };
        let full = booth.ballots.iter().filter(|b| wanted.is(&b.code)).filter_map(|ballot| {
            Some(match ballot.fate.as_ref()? {
                Fate::Cast => self.excluded(booth, &ballot.data.card).map_or(Standing::Counted, Standing::Excluded),
                Fate::Challenged(_) => Standing::Challenged,
                // Listed below.
                Fate::Spoiled | Fate::Void => return None,
            })
        });
        let listed = |codes: &'a [Code], standing| codes.iter().filter(|c| wanted.is(c)).map(move |_| standing);
        full.chain(listed(&booth.spoiled, Standing::Spoiled)).chain(listed(&booth.void, Standing::Void)).map(hit)
    }

    fn excluded(&self, booth: &Booth, card: &canonical::Hash) -> Option<ExclusionReason> {
        let key = (booth.site.station.clone(), booth.site.booth.clone(), *card);
        self.papers.as_ref()?.exclusions.get(&key).copied()
    }

    fn missing(&self) -> Vec<String> {
        let Some(definition) = &self.known.definition else { return Vec::new() };
        let here = |s: &StationId, b: &BoothId| self.booths.iter().any(|booth| &booth.site.station == s && &booth.site.booth == b);
        let missing = definition.booths().filter(|(s, b)| !here(&s.id, &b.id));
        missing.map(|(s, b)| format!("{} {}-{}", self.name, s.id, b.id)).collect()
    }

    fn gap(&self, wanted: &Wanted) -> Option<Gap> {
        let full = self
            .booths
            .iter()
            .flat_map(|b| b.ballots.iter().map(|b| b.code).chain(b.spoiled.iter().copied()).chain(b.void.iter().copied()));
        let mut codes: Vec<Code> = full.collect();
        codes.sort_unstable();
        codes.dedup();
        let text = wanted.text();
        let place = codes.partition_point(|code| code.written() < text);
        let before = place.checked_sub(1).and_then(|before| codes.get(before)).copied();
        (!codes.is_empty()).then(|| Gap { before, after: codes.get(place).copied(), village: self.name.clone() })
    }

    fn signature(&self, strip: &Strip) -> Option<bool> {
        let definition = self.known.definition.as_ref()?;
        let (station, booth) = list::booth_of(strip.origin.as_str(), definition)?;
        let site = Site::new(&self.known, &station, &booth, false)?;
        Some(site.speakers().iter().any(|key| strip.verify(key)))
    }
}

impl Answer {
    /// Whether the record contradicts a strip that its booth signed, or holds a code in two places.
    #[must_use]
    pub fn contradicts(&self, wanted: &Wanted) -> bool {
        if self.hits.len() > 1 {
            return true;
        }
        let Wanted::Strip(strip) = wanted else { return false };
        let here = self.hits.first().map(|hit| hit.standing);
        let agrees = match strip.outcome {
            StripOutcome::Cast => matches!(here, Some(Standing::Counted | Standing::Excluded(_))),
            StripOutcome::Challenged => here == Some(Standing::Challenged),
            StripOutcome::Spoiled => here == Some(Standing::Spoiled),
            StripOutcome::Void => here == Some(Standing::Void),
        };
        self.signature == Some(false) || (self.signature == Some(true) && !agrees)
    }

    /// Exit code: 0 found and nothing speaks against it; 1 otherwise, also when a record it looked in fails checks.
    #[must_use]
    pub fn exit_code(&self, wanted: &Wanted) -> u8 {
        u8::from(self.hits.is_empty() || !self.unsound.is_empty() || self.contradicts(wanted))
    }
}
