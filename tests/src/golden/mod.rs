//! Golden records: three small elections as files, with what a verifier must say about them.
//!
//! ```text
//! <name>/ANCHOR                         digest of the regency index, as paper carries it
//! <name>/expected.json                  exit code, verdict, failing checks, votes and winner of each village
//! <name>/records/<village>/{sealed,public}/…
//! <name>/bundles/<village>-<station>-<booth>/…     of the first election only
//! ```
//!
//! Everything follows from the specifications in `elections`; `suara-vectors make` is the only command that writes the files, and a
//! test holds them against what is made in memory. The expected votes are what voters pressed, never what a machine counted.

mod elections;

use std::collections::BTreeMap;

use canonical::json;
use manifest::{Definition, Index};
use rayon::prelude::*;
use record::{ElectionOutcome, Folder};
use serde::{Deserialize, Serialize};

use crate::sim::day::{StationDay, station_day};
use crate::sim::evening::{VillageRecord, open, receive};
use crate::sim::prepare::{define, prepare};
use crate::sim::spec::{Ballots, ElectionSpec, VillageSpec};
use crate::sim::world::{self, Keys};
use crate::sim::{Failure, SimResult};

pub use elections::{one_village, three_stations, twenty_villages};

/// Where the records lie, from the root of this package.
pub const FOLDER: &str = "golden/v1";

/// One election that is kept.
#[derive(Debug, Clone)]
pub struct Golden {
    /// The folder's name.
    pub name: &'static str,
    /// What happens.
    pub spec: ElectionSpec,
    /// Whether the sealed records are kept too.
    pub sealed: bool,
    /// Whether the booths' exports are kept too.
    pub bundles: bool,
    /// Ids of the checks that fail, by the rules and not by what an auditor says.
    pub failed: &'static [&'static str],
}

/// Every election that is kept.
#[must_use]
pub fn all() -> [Golden; 3] {
    // A copied card is spent twice: its copy is excluded, but more cards are used than left the desk (equation 2).
    let copied_card: &[&str] = &["C53"];
    [
        Golden { name: "one-village", spec: one_village(), sealed: true, bundles: true, failed: &[] },
        Golden { name: "three-stations", spec: three_stations(), sealed: true, bundles: false, failed: copied_card },
        Golden { name: "twenty-villages", spec: twenty_villages(), sealed: false, bundles: false, failed: &[] },
    ]
}

/// Files by path below the election's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a verifier must say when it is given the anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The exit code.
    pub exit_code: u8,
    /// Ids of the checks that fail.
    pub failed: Vec<String>,
    /// The verdict as the verifier's JSON names it.
    pub verdict: String,
    /// Every village in ascending order of code.
    pub villages: Vec<ExpectedVillage>,
}

/// Votes and winner of one village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedVillage {
    /// The code.
    pub village: String,
    /// Votes in the definition's order, the blank last.
    pub votes: Ballots,
    /// The winner's number; absent if votes and tie rules name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winner: Option<u32>,
}

impl Golden {
    /// Holds the election in memory.
    ///
    /// # Errors
    /// Anything a machine refuses that it should not.
    pub fn make(&self) -> SimResult<Files> {
        let keys = Keys(self.spec.seed);
        let definitions: Vec<Definition> = self.spec.villages.iter().map(|v| define(v, self.spec.mode, keys)).collect::<SimResult<_>>()?;
        let index = world::index(&self.spec, keys, &definitions, &world::no_aids())?;
        let villages: Vec<_> = self.spec.villages.iter().zip(&definitions).collect();
        let held: Vec<Held> = villages.into_par_iter().map(|(v, d)| Held::new(v, d, &index, keys)).collect::<SimResult<_>>()?;
        let mut files = Files::from([("ANCHOR".to_owned(), format!("{}\n", index.digest()).into_bytes())]);
        for (spec, held) in self.spec.villages.iter().zip(&held) {
            self.keep(spec, held, &mut files);
        }
        let villages = self.spec.villages.iter().zip(&held).map(|(spec, held)| held.expected(spec)).collect::<SimResult<_>>()?;
        let expected = self.expected(villages);
        files.insert("expected.json".to_owned(), [json::to_bytes(&expected), b"\n".to_vec()].concat());
        Ok(files)
    }

    fn expected(&self, villages: Vec<ExpectedVillage>) -> Expected {
        let (exit_code, verdict) = if self.failed.is_empty() { (0, "valid") } else { (1, "failed") };
        let failed = self.failed.iter().copied().map(str::to_owned).collect();
        Expected { exit_code, failed, verdict: verdict.to_owned(), villages }
    }

    fn keep(&self, spec: &VillageSpec, held: &Held, files: &mut Files) {
        let mut put = |place: &str, folder: &Folder| {
            files.extend(folder.iter().map(|(path, bytes)| (format!("{place}/{path}"), bytes.to_vec())));
        };
        put(&format!("records/{}/public", spec.code), &held.record.public);
        if self.sealed {
            put(&format!("records/{}/sealed", spec.code), &held.record.sealed);
        }
        if self.bundles {
            for (day, station) in held.days.iter().zip(electronic(spec)) {
                day.bundles.iter().for_each(|(booth, bundle)| put(&format!("bundles/{}-{station}-{booth}", spec.code), bundle));
            }
        }
    }
}

fn electronic(spec: &VillageSpec) -> impl Iterator<Item = &manifest::StationId> {
    spec.stations.iter().filter(|station| !station.on_paper()).map(|station| &station.id)
}

/// One village after its evening.
struct Held {
    days: Vec<StationDay>,
    record: VillageRecord,
}

impl Held {
    fn new(spec: &VillageSpec, definition: &Definition, index: &Index, keys: Keys) -> SimResult<Self> {
        let mut prepared = prepare(spec, definition, index, keys)?;
        let stations = spec.stations.iter().enumerate().filter(|(_, station)| !station.on_paper());
        let days: Vec<StationDay> = stations.map(|(place, s)| station_day(&prepared, place, s, keys, &|| {})).collect::<SimResult<_>>()?;
        let counting = receive(&prepared, &days, keys)?;
        let record = open(&mut prepared, counting, index.digest(), keys)?;
        Ok(Self { days, record })
    }

    /// The votes are those that were pressed. The winner is read from them; only a tie is read from the committee's result.
    fn expected(&self, spec: &VillageSpec) -> SimResult<ExpectedVillage> {
        let votes = spec.ballots();
        let candidates = votes.get(..spec.candidates).unwrap_or_default();
        let most = candidates.iter().max().copied().unwrap_or(0);
        let mut leaders = (1..).zip(candidates).filter(|(_, count)| **count == most).map(|(number, _)| number);
        let winner = match (leaders.next(), leaders.next(), &self.record.result.outcome) {
            (Some(first), None, ElectionOutcome::Winner { candidate, .. }) if *candidate == first => Some(first),
            (Some(_), None, _) => return Err(Failure("the candidate with most votes is not the winner").into()),
            (_, Some(_), ElectionOutcome::Winner { candidate, rule: Some(_) }) => Some(*candidate),
            _ => None,
        };
        Ok(ExpectedVillage { village: spec.code.to_string(), votes, winner })
    }
}
