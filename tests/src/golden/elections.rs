//! The three elections: who comes, what is pressed, what goes wrong.

use manifest::Mode;

use crate::random::SimSeed;
use crate::sim::names;
use crate::sim::spec::{Behaviour, ElectionSpec, SimVoter, StationSpec, VillageSpec};

use Behaviour::{Challenges, Copied, Corrects, Outage, Plain, Returns};

/// Smallest number of ballots in an opened sum: as small as a definition allows, so that few ballots are opened by station.
const K_MIN: u32 = 2;

/// One station, one booth: eight voters, of whom one corrects, one tests and one walks away; an auditor tests too.
#[must_use]
pub fn one_village() -> ElectionSpec {
    let voters = [(0, Plain), (1, Corrects), (1, Plain), (2, Plain), (1, Challenges), (0, Returns), (1, Plain), (0, Plain)];
    let village = village(0, 2, 0, vec![station("001", 1, 12, 0, &voters)]);
    ElectionSpec { mode: Mode::Real, seed: SimSeed(101), villages: vec![village] }
}

/// Three stations: one whose machine stops and where a ballot is tested and another spoiled, one where a tampered booth casts a copy
/// of a card, one on paper. The village has strata.
#[must_use]
pub fn three_stations() -> ElectionSpec {
    let first = [(0, Plain), (2, Outage), (1, Challenges), (0, Corrects), (0, Plain), (3, Plain)];
    let second = [(1, Plain), (0, Copied), (2, Plain), (1, Plain), (0, Plain)];
    let third = [(0, Plain), (1, Plain), (1, Plain), (3, Plain)];
    let stations = vec![station("001", 1, 9, 2, &first), station("002", 2, 8, 2, &second), station("003", 0, 6, 2, &third)];
    ElectionSpec { mode: Mode::Real, seed: SimSeed(102), villages: vec![village(0, 3, 2, stations)] }
}

/// Twenty villages of two to four voters each. Some tie, and the tie rules decide.
#[must_use]
pub fn twenty_villages() -> ElectionSpec {
    let one = |index: usize| {
        let candidates = 2 + index % 2;
        // The first voter presses each option in turn, blank included; the others of most villages agree.
        let choice = |voter: usize| if voter == 0 { index % (candidates + 1) } else { index / 2 % candidates };
        let voters: Vec<(usize, Behaviour)> = (0..2 + index % 3).map(|voter| (choice(voter), Plain)).collect();
        village(index, candidates, 0, vec![station("001", 1, 5, 0, &voters)])
    };
    ElectionSpec { mode: Mode::Real, seed: SimSeed(103), villages: (0..20).map(one).collect() }
}

fn village(index: usize, candidates: usize, strata: usize, stations: Vec<StationSpec>) -> VillageSpec {
    let (code, name, district) = names::village(index);
    VillageSpec { index, code, name, district, candidates, k_min: K_MIN, strata, stations }
}

/// A station whose voters are those of the first rows; people are of the strata in turn.
#[expect(clippy::expect_used, reason = "station numbers are written above")]
fn station(id: &str, booths: usize, registered: u32, strata: usize, voters: &[(usize, Behaviour)]) -> StationSpec {
    let strata: Vec<Option<usize>> = (0..registered as usize).map(|row| (strata > 0).then(|| row % strata.max(1))).collect();
    let voter = |(row, (choice, behaviour)): (u32, &(usize, Behaviour))| SimVoter {
        row,
        stratum: strata.get(row as usize - 1).copied().flatten(),
        choice: *choice,
        behaviour: *behaviour,
    };
    let voters = (1..).zip(voters).map(voter).collect();
    StationSpec { id: id.parse().expect("three digits"), booths, registered, strata, voters }
}
