//! One folder from its list of files to its result, in the normative order.

use std::collections::BTreeMap;

use record::{Folder, Tier, layout};

use crate::booths::{self, Booths};
use crate::checks::{Run, id};
use crate::count::{Counted, CountedBallot, Tally};
use crate::documents::Known;
use crate::findings::Findings;
use crate::levels::Counts;
use crate::options::Options;
use crate::report::{CheckResult, OptionVotes, Status, Verdict, VillageReport};
use crate::result::Recount;
use crate::village::Papers;
use crate::{ballots, equations, list, plan, rebuild, result, village};

/// What is known of a folder when everything before the counting was checked.
pub(crate) struct Stage {
    pub(crate) tier: Tier,
    pub(crate) known: Known,
    pub(crate) booths: Booths,
    pub(crate) counted: Option<Counted>,
    /// The public record made again, for a sealed one whose booths were all read.
    pub(crate) public: Option<Folder>,
}

impl Stage {
    /// C01–C42.
    pub(crate) fn until_counted(folder: &Folder, tier: Tier, options: &Options, f: &mut Findings) -> Self {
        let known = Known::read(folder, options, f);
        list::check(folder, &known, tier, f);
        let booths = booths::read(folder, &known, tier, options, f);
        list::check_signature(folder, &known, tier, &booths, f);
        ballots::check(&booths, &known, options, f);
        let papers = if tier == Tier::Bundle { None } else { village::read(folder, &known, &booths, f) };
        let excluded = |booth: &crate::booth::Booth, ballot: &crate::booth::Ballot| {
            let key = (booth.site.station.clone(), booth.site.booth.clone(), ballot.data.card);
            papers.as_ref().is_some_and(|p| p.exclusions.contains_key(&key))
        };
        ballots::cards_once(&booths.list, |booth, ballot| !excluded(booth, ballot), f);
        let public = (tier == Tier::Sealed && booths.complete).then(|| rebuild::public(folder, &booths.list));
        let record = public.as_ref().or(Some(folder).filter(|_| tier == Tier::Public));
        let counted = papers.zip(record).filter(|_| booths.complete).and_then(|(p, r)| count(&known, &booths, p, r));
        Self { tier, known, booths, counted, public }
    }
}

fn count(known: &Known, booths: &Booths, papers: Papers, record: &Folder) -> Option<Counted> {
    let mut ballots = Vec::new();
    let mut cast = BTreeMap::new();
    for booth in &booths.list {
        let (station, id) = (&booth.site.station, &booth.site.booth);
        let mut tally = Tally { challenged: booth.challenged().count() as u64, faults: booth.faults.into(), ..Tally::default() };
        for ballot in booth.cast() {
            tally.cast += 1;
            if papers.exclusions.contains_key(&(station.clone(), id.clone(), ballot.data.card)) {
                tally.excluded += 1;
                continue;
            }
            ballots.push(CountedBallot {
                booth: id.clone(),
                ciphertexts: ballot.data.ciphertexts.clone(),
                code: ballot.code,
                station: station.clone(),
                stratum: ballot.data.stratum.clone(),
            });
        }
        cast.insert((station.clone(), id.clone()), tally);
    }
    Some(Counted {
        definition: known.definition.clone()?,
        devices: known.devices.clone()?,
        roots: known.roots.clone()?,
        key: known.key.clone()?,
        papers,
        record: layout::counted_digest(record),
        ballots,
        cast,
    })
}

/// A folder after every check of its tier.
pub(crate) struct Done {
    pub(crate) stage: Stage,
    pub(crate) checks: Vec<CheckResult>,
    pub(crate) recount: Option<Recount>,
}

/// All checks of one folder.
pub(crate) fn run(folder: &Folder, options: &Options) -> Done {
    let tier = list::tier(folder);
    let mut f = Findings::new(tier.into(), options.lang);
    let stage = Stage::until_counted(folder, tier, options, &mut f);
    let mut recount = None;
    if tier != Tier::Bundle {
        let plans = plan::check(folder, &stage.known, stage.counted.as_ref(), &mut f);
        recount = result::check(folder, &stage.known, stage.counted.as_ref(), &plans, &mut f);
        if let Some(counted) = &stage.counted {
            equations::check(counted, plans.opened.as_deref(), &mut f);
        }
    }
    Done { stage, checks: f.finish(), recount }
}

/// Verifies one folder alone.
#[must_use]
pub fn verify_folder(folder: &Folder, options: &Options) -> VillageReport {
    let done = run(folder, options);
    let mut report = describe(folder, &done.stage);
    report.counts = Counts::of(&done.stage);
    if let Some(recount) = &done.recount {
        put_result(&mut report, &done.stage, recount);
    }
    report.checks = done.checks;
    report
}

/// Name, mode and anchor of a village.
pub(crate) fn describe(folder: &Folder, stage: &Stage) -> VillageReport {
    let definition = stage.known.definition.as_ref();
    let named = record::Sums::read(folder).map(|s| s.name().to_owned()).unwrap_or_default();
    VillageReport {
        anchor: stage.known.index.as_ref().map(|i| i.digest().to_string()),
        district: definition.map(|d| d.village.district.to_string()).unwrap_or_default(),
        mode: definition.map(|d| d.mode.as_str()),
        name: definition.map(|d| d.village.name.to_string()).unwrap_or_default(),
        tiers: vec![Run::from(stage.tier).word()],
        village: definition.map_or(named, |d| d.village.code.to_string()),
        ..VillageReport::default()
    }
}

/// The result by this program's own count.
pub(crate) fn put_result(report: &mut VillageReport, stage: &Stage, recount: &Recount) {
    let Some(definition) = &stage.known.definition else { return };
    let candidates = (1_u32..).zip(&definition.candidates).map(|(number, c)| (number, c.name.to_string()));
    let options = candidates.chain([(0, String::new())]).zip(&recount.votes.total);
    report.options = options.map(|((option, name), votes)| OptionVotes { name, option, votes: *votes }).collect();
    report.winner = match &recount.outcome {
        record::ElectionOutcome::Winner { candidate, .. } => Some(*candidate),
        record::ElectionOutcome::Tied { .. } | record::ElectionOutcome::Cancelled | record::ElectionOutcome::NoCandidate => None,
    };
    report.outcome = Some(recount.outcome.clone());
    report.tie.clone_from(&recount.steps);
}

impl Counted {
    /// Checks a public record up to the counting and gives its counted ballots.
    ///
    /// Three checks cannot refuse it: the anchor that nobody gave; witnesses who did not cosign; and a challenge that does not hold,
    /// which is named and does not keep the booth's other ballots from being counted (`docs/RULES.md` section 1).
    ///
    /// # Errors
    /// The report of the checks, if any other failed or could not be done.
    pub fn read(folder: &Folder, options: &Options) -> Result<Self, Box<VillageReport>> {
        let tier = list::tier(folder);
        let mut f = Findings::new(tier.into(), options.lang);
        let mut stage = Stage::until_counted(folder, tier, options, &mut f);
        let mut report = describe(folder, &stage);
        report.checks = f.finish().into_iter().filter(|check| check.id <= id::PAPER.0).collect();
        let stops = |check: &CheckResult| match check.status {
            Status::Pass => false,
            Status::NotChecked => check.id != id::ANCHOR.0 && check.id != id::COSIGNED.0,
            Status::Fail => check.id != id::CHALLENGES.0,
        };
        match stage.counted.take() {
            Some(counted) if tier == Tier::Public && !report.checks.iter().any(stops) => Ok(counted),
            _ => Err(Box::new(report)),
        }
    }
}

impl VillageReport {
    /// What its checks come to.
    #[must_use]
    pub fn verdict(&self, options: &Options) -> Verdict {
        Verdict::of(self.checks.iter(), self.is_rehearsal() && !options.rehearsal)
    }

    pub(crate) fn is_rehearsal(&self) -> bool {
        self.mode == Some(manifest::Mode::Rehearsal.as_str())
    }
}
