//! What is simulated: how many villages, stations, booths and voters, and what every voter will press.

use manifest::{Mode, StationId, Text, VillageCode};

use super::names;
use crate::random::{SimSeed, Stream};
use crate::replay::{ReplayStation, ReplayVillage};

/// Smallest number of ballots in an opened sum in simulated villages.
pub const K_MIN: u32 = 20;

/// Ballots per option in the definition's order, the blank last: what voters pressed, kept outside every machine.
pub type Ballots = Vec<u32>;

/// How a voter behaves before casting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Votes at once.
    Plain,
    /// First presses another option, sees it on the slip, and tries again.
    Corrects,
    /// Tests the machine with a first ballot, then votes with a replacement card.
    Challenges,
    /// Walks away from the held slip, is called back, and votes.
    Returns,
    /// The machine stops while the slip is held; after the next start the voter votes with the same card.
    Outage,
    /// Votes at once; a tampered booth of the same station casts a copy of the card too, for another option.
    Copied,
}

/// A person who comes to vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimVoter {
    /// Number on the station's roll.
    pub row: u32,
    /// Place in the village's list of strata, if it has any.
    pub stratum: Option<usize>,
    /// The option pressed in the end, from 0; the last is blank.
    pub choice: usize,
    /// What happens before.
    pub behaviour: Behaviour,
}

/// One simulated station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationSpec {
    /// Number.
    pub id: StationId,
    /// Booths; none in a paper station.
    pub booths: usize,
    /// People on the roll.
    pub registered: u32,
    /// Stratum of every person on the roll, if the village has strata.
    pub strata: Vec<Option<usize>>,
    /// Those who come, in the order of coming.
    pub voters: Vec<SimVoter>,
}

impl StationSpec {
    /// Whether the station votes on paper.
    #[must_use]
    pub const fn on_paper(&self) -> bool {
        self.booths == 0
    }
}

/// One simulated village.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VillageSpec {
    /// Number in the simulation.
    pub index: usize,
    /// Code.
    pub code: VillageCode,
    /// Name.
    pub name: Text,
    /// District.
    pub district: Text,
    /// Candidates.
    pub candidates: usize,
    /// Smallest number of ballots in an opened sum.
    pub k_min: u32,
    /// Strata; a tie rule uses them if there are any.
    pub strata: usize,
    /// Stations.
    pub stations: Vec<StationSpec>,
}

impl VillageSpec {
    /// What all voters of the village pressed in the end, electronic and paper together.
    #[must_use]
    pub fn ballots(&self) -> Ballots {
        let mut ballots = vec![0; self.candidates + 1];
        for voter in self.stations.iter().flat_map(|s| &s.voters) {
            if let Some(count) = ballots.get_mut(voter.choice) {
                *count += 1;
            }
        }
        ballots
    }
}

/// A whole simultaneous election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectionSpec {
    /// Real or rehearsal.
    pub mode: Mode,
    /// Everything random follows from it.
    pub seed: SimSeed,
    /// Villages in ascending order of code.
    pub villages: Vec<VillageSpec>,
}

impl ElectionSpec {
    /// Made-up villages with about `voters` people on each roll. One of several ties; one of many has a station on paper.
    #[must_use]
    pub fn made_up(villages: usize, voters: u32, seed: SimSeed) -> Self {
        let tie = villages.min(7).checked_sub(1).filter(|_| villages > 1);
        let paper = (villages > 10).then_some(10);
        let one = |index| village(index, voters.max(6), seed, tie == Some(index), paper == Some(index));
        Self { mode: Mode::Real, seed, villages: (0..villages).map(one).collect() }
    }

    /// Real or other given results: exactly these ballots are cast. Rolls that no source prints are made up, larger than the votes.
    #[must_use]
    pub fn replay(villages: &[ReplayVillage], seed: SimSeed) -> Self {
        let list = villages.iter().enumerate().map(|(index, village)| replayed(index, village, seed)).collect();
        Self { mode: Mode::Real, seed, villages: list }
    }
}

fn village(index: usize, voters: u32, seed: SimSeed, tie: bool, paper: bool) -> VillageSpec {
    let (code, name, district) = names::village(index);
    let stream = &mut seed.stream(&format!("spec {code}"));
    let candidates = if tie { 3 } else { 2 + stream.below(4) as usize };
    let strata = if index % 4 == 1 { 3 } else { 0 };
    let count = if tie { 2 } else { 2 + stream.below(2) as usize };
    let shares: Vec<u32> = (0..count).map(|i| 10 + u32::try_from(i).unwrap_or(0) + stream.below(6)).collect();
    let whole: u32 = shares.iter().sum();
    let liking: Vec<u32> = (0..candidates).map(|_| 10 + stream.below(40)).collect();
    let mut stations = Vec::new();
    for (place, share) in shares.iter().enumerate() {
        let registered = (voters * share / whole).max(2);
        let come = registered * (72 + stream.below(20)) / 100;
        let mut choices: Vec<usize> = (0..come).map(|_| choose(&liking, stream)).collect();
        if tie {
            choices = tied_choices(come, place);
        }
        stream.shuffle(&mut choices);
        let booths = if paper && place + 1 == count { 0 } else { 1 + stream.below(3) as usize };
        stations.push(station(place, booths, registered, strata, &choices, stream));
    }
    if tie {
        even_out(&mut stations);
    } else {
        settle(&mut stations, candidates);
    }
    VillageSpec { index, code, name, district, candidates, k_min: K_MIN, strata, stations }
}

fn choose(liking: &[u32], stream: &mut Stream) -> usize {
    if stream.chance(1, 100) {
        return liking.len();
    }
    let mut left = stream.below(liking.iter().sum());
    for (option, weight) in liking.iter().enumerate() {
        if left < *weight {
            return option;
        }
        left -= weight;
    }
    0
}

/// The first station likes candidate 1, the second candidate 2; candidate 3 is last everywhere.
fn tied_choices(come: u32, place: usize) -> Vec<usize> {
    let favourite = usize::from(place > 0);
    (0..come)
        .map(|i| {
            if i % 8 == 7 {
                2
            } else if i % 8 < 5 {
                favourite
            } else {
                1 - favourite
            }
        })
        .collect()
}

/// Small made-up villages would often tie; here one voter changes sides, so that only the village that shall tie does.
fn settle(stations: &mut [StationSpec], candidates: usize) {
    let count = |choice: usize| stations.iter().flat_map(|s| &s.voters).filter(|v| v.choice == choice).count();
    let votes: Vec<usize> = (0..candidates).map(count).collect();
    let most = votes.iter().max().copied().unwrap_or(0);
    let mut leaders = (0..candidates).filter(|c| votes.get(*c) == Some(&most));
    let (Some(first), Some(second)) = (leaders.next(), leaders.next()) else { return };
    if let Some(voter) = stations.iter_mut().flat_map(|s| &mut s.voters).find(|v| v.choice == second) {
        voter.choice = first;
    }
}

/// Makes the votes of candidates 1 and 2 equal by moving single voters to blank.
fn even_out(stations: &mut [StationSpec]) {
    let count = |stations: &[StationSpec], choice| stations.iter().flat_map(|s| &s.voters).filter(|v| v.choice == choice).count();
    loop {
        let (one, two) = (count(stations, 0), count(stations, 1));
        if one == two {
            return;
        }
        let leader = usize::from(two > one);
        let mut voters = stations.iter_mut().flat_map(|s| &mut s.voters);
        match voters.find(|v| v.choice == leader) {
            Some(voter) => voter.choice = 3,
            None => return,
        }
    }
}

fn station(place: usize, booths: usize, registered: u32, strata: usize, choices: &[usize], stream: &mut Stream) -> StationSpec {
    let strata: Vec<Option<usize>> =
        (0..registered).map(|_| (strata > 0).then(|| stream.below(u32::try_from(strata).unwrap_or(1)) as usize)).collect();
    let mut rows: Vec<u32> = (1..=registered).collect();
    stream.shuffle(&mut rows);
    let voters = rows.iter().zip(choices).map(|(row, choice)| SimVoter {
        row: *row,
        stratum: strata.get(*row as usize - 1).copied().flatten(),
        choice: *choice,
        behaviour: behaviour(stream),
    });
    let voters = voters.collect();
    StationSpec { id: station_id(place), booths, registered, strata, voters }
}

#[expect(clippy::expect_used, reason = "three digits are always a station")]
fn station_id(place: usize) -> StationId {
    format!("{:03}", place + 1).parse().expect("three digits")
}

fn behaviour(stream: &mut Stream) -> Behaviour {
    match stream.below(100) {
        0..3 => Behaviour::Corrects,
        3..5 => Behaviour::Challenges,
        5 => Behaviour::Returns,
        _ => Behaviour::Plain,
    }
}

fn replayed(index: usize, village: &ReplayVillage, seed: SimSeed) -> VillageSpec {
    let stream = &mut seed.stream(&format!("replay {}", village.code));
    let candidates = village.stations.first().map_or(2, |s| s.votes.len() - 1);
    let stations = village.stations.iter().map(|s| replayed_station(s, candidates, stream)).collect();
    VillageSpec {
        index,
        code: village.code.clone(),
        name: village.name.clone(),
        district: names::text("(tidak dicantumkan)"),
        candidates,
        k_min: K_MIN,
        strata: 0,
        stations,
    }
}

fn replayed_station(given: &ReplayStation, candidates: usize, stream: &mut Stream) -> StationSpec {
    // Option 0 of a replay file is blank, which a ballot lists last.
    let option = |index: usize| if index == 0 { candidates } else { index - 1 };
    let votes = given.votes.iter().enumerate();
    let mut choices: Vec<usize> = votes.flat_map(|(i, n)| core::iter::repeat_n(option(i), usize::try_from(*n).unwrap_or(0))).collect();
    stream.shuffle(&mut choices);
    let come = u32::try_from(choices.len()).unwrap_or(u32::MAX);
    let registered = given.registered.and_then(|n| u32::try_from(n).ok()).unwrap_or(come + come / 10 + 1);
    let booths = (come / 400 + 1).min(5) as usize;
    let mut spec = station(0, booths, registered, 0, &choices, stream);
    spec.id = given.id.clone();
    spec
}
