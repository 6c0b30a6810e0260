//! Holds the election: villages in parallel, everything from the seed, files at the end of each village.

use std::fs;

use auditor::{Anchor, Options, Report, verify_paths};
use committee::Aids;
use manifest::{Definition, Index, Mode};
use rayon::prelude::*;
use record::ResultData;

use super::Place;
use crate::sim::day::{StationDay, station_day};
use crate::sim::evening::{open, receive};
use crate::sim::prepare::{define, prepare};
use crate::sim::spec::{Ballots, ElectionSpec, VillageSpec};
use crate::sim::world::{self, Keys};
use crate::sim::{Failure, SimResult};

/// Told about progress, from any thread.
pub trait Watch: Sync {
    /// One voter has voted.
    fn vote(&self) {}
    /// One village has its result.
    fn village(&self) {}
    /// The audit begins.
    fn audit(&self) {}
}

/// An election that was held and audited.
#[derive(Debug)]
pub struct Outcome {
    /// The regency index, whose digest is the anchor.
    pub index: Index,
    /// The auditor's report.
    pub report: Report,
    /// What the committee published, by village, in the order of the specification.
    pub results: Vec<ResultData>,
    /// What all voters pressed, in the same order; never read from a machine.
    pub pressed: Vec<Ballots>,
}

impl Outcome {
    /// Whether the auditor's recount is what the voters pressed and what the committee published, in every village.
    #[must_use]
    pub fn agrees(&self, spec: &ElectionSpec) -> bool {
        spec.villages.iter().zip(&self.pressed).zip(&self.results).all(|((village, pressed), result)| {
            let counted = self.report.villages.iter().find(|v| v.village == village.code.as_str());
            counted.is_some_and(|counted| &recounted(counted) == pressed) && &result.votes == pressed
        })
    }
}

/// The auditor's votes in the definition's order, the blank last.
fn recounted(village: &auditor::VillageReport) -> Ballots {
    let mut votes = vec![0; village.options.len()];
    let last = votes.len().saturating_sub(1);
    for option in &village.options {
        let place = (option.option as usize).checked_sub(1).unwrap_or(last);
        if let Some(count) = votes.get_mut(place) {
            *count = option.votes;
        }
    }
    votes
}

/// Holds the whole election into `place` and audits it from the files.
///
/// # Errors
/// Anything a machine refuses that it should not, or a disk that fails.
pub fn hold(spec: &ElectionSpec, place: &Place, watch: &dyn Watch) -> SimResult<Outcome> {
    let keys = Keys(spec.seed);
    let definitions: Vec<Definition> = spec.villages.par_iter().map(|v| define(v, spec.mode, keys)).collect::<SimResult<_>>()?;
    let index = world::index(spec, keys, &definitions, &Aids::shipped())?;
    fs::write(place.anchor(), format!("{}\n", index.digest()))?;
    let villages: Vec<_> = spec.villages.par_iter().zip(&definitions).collect();
    let results: Vec<ResultData> =
        villages.into_par_iter().map(|(v, d)| village(v, d, &index, keys, place, watch)).collect::<SimResult<_>>()?;
    watch.audit();
    let options = Options {
        anchor: Some(Anchor::new(index.digest())),
        complete: true,
        fresh: spec.seed.bytes("audit"),
        rehearsal: spec.mode == Mode::Rehearsal,
        ..Options::default()
    };
    let report = verify_paths(&[place.root().to_path_buf()], &options);
    let pressed = spec.villages.iter().map(VillageSpec::ballots).collect();
    Ok(Outcome { index, report, results, pressed })
}

fn village(
    spec: &VillageSpec,
    definition: &Definition,
    index: &Index,
    keys: Keys,
    place: &Place,
    watch: &dyn Watch,
) -> SimResult<ResultData> {
    let mut prepared = prepare(spec, definition, index, keys)?;
    let tick = || watch.vote();
    let stations = spec.stations.iter().enumerate().filter(|(_, s)| !s.on_paper());
    let days: Vec<StationDay> = stations.map(|(number, s)| station_day(&prepared, number, s, keys, &tick)).collect::<SimResult<_>>()?;
    for (station, day) in spec.stations.iter().filter(|s| !s.on_paper()).zip(&days) {
        for (booth, bundle) in &day.bundles {
            let prefix = if definition.mode == Mode::Rehearsal { "SIMULASI-" } else { "" };
            bundle.write(&place.bundle(&format!("{prefix}{}-{}-{booth}", spec.code, station.id)))?;
        }
    }
    let mut counting = receive(&prepared, &days, keys)?;
    counting.ship(Aids::shipped())?;
    let record = open(&mut prepared, counting, index.digest(), keys)?;
    let parent = place.records().join(spec.code.as_str());
    fs::create_dir_all(&parent)?;
    record.sealed.write(&place.record(&spec.code, "sealed"))?;
    record.public.write(&place.record(&spec.code, "public"))?;
    if record.result.votes.len() != definition.options() {
        return Err(Failure("a result has another number of options").into());
    }
    watch.village();
    Ok(record.result)
}
