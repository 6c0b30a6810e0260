//! `days`: one seed, one day. Voters, answers, restarts, pauses, clock, and what fails at which call, all follow from the seed; what
//! every voter was told is held against both journals in the end.
//!
//! Seeds that once found something are kept in `tests/seeds/days.txt` and run first, always.

use rayon::prelude::*;
use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::SimResult;
use tally_log::Keep;

use super::desk_day;
use super::hall::Hall;
use super::trouble::{Call, Switch};
use super::verdict::{Findings, Word};
use super::voters::Answer;
use super::world::{Village, hour, hour_of};
use super::{Ask, Figure};

const KEPT: &str = include_str!("../../seeds/days.txt");

/// What days come to.
#[derive(Debug, Default)]
struct Sum {
    votes: u64,
    faults: u64,
    found: Findings,
}

impl Sum {
    fn and(self, other: Self) -> Self {
        Self { votes: self.votes + other.votes, faults: self.faults + other.faults, found: self.found.and(other.found) }
    }
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let village = Village::new(ask.seed, 30)?;
    let kept: Vec<u64> = KEPT.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
    let fresh = (0..ask.count).into_par_iter().map(|number| ask.seed.wrapping_mul(1_000_003).wrapping_add(number));
    let days = kept.into_par_iter().chain(fresh);
    let sum = days.map(|seed| one(&village, seed)).reduce(Sum::default, Sum::and);
    let text = format!("{} days, {} votes, {} faults, {}", ask.count, sum.votes, sum.faults, sum.found);
    Ok(Figure::new(ask.count, text, sum.found))
}

fn one(village: &Village, seed: u64) -> Sum {
    let (booth, clerk) = (Switch::default(), Switch::default());
    let mut votes = 0;
    let mut random = SimSeed(seed).stream("day");
    let people = 5 + random.below(26);
    let troubles = plan(&booth, &mut random, people * 17 + 40) + plan(&clerk, &mut random, people * 4 + 60);
    let planned = booth.to_string();
    let day = day(village, &booth, &mut random, people).map(|(found, stored)| {
        votes = stored;
        found
    });
    let found = Findings::of(day, format!("the booth of day {seed} ({planned})"));
    let planned = clerk.to_string();
    let desk = desk_day::day(village, &clerk, random, people);
    let found = found.and(Findings::of(desk, format!("the desk of day {seed} ({planned})")));
    let left = booth.planned() + clerk.planned();
    Sum { votes, faults: troubles - left, found }
}

/// Up to four troubles among so many calls.
fn plan(switch: &Switch, random: &mut Stream, calls: u32) -> u64 {
    let count = random.below(5);
    for _ in 0..count {
        let kind = [Call::Write, Call::Sync, Call::Other, Call::Print].into_iter().nth(random.below(4) as usize).unwrap_or(Call::Write);
        let troubles = kind.troubles();
        let trouble = troubles.get(random.below(u32::try_from(troubles.len()).unwrap_or(1)) as usize).copied();
        if let Some(trouble) = trouble {
            switch.plan(random.below(calls) as usize, trouble);
        }
    }
    switch.planned()
}

fn day(village: &Village, switch: &Switch, random: &mut Stream, people: u32) -> SimResult<(Findings, u64)> {
    let mut hall = Hall::new(village, switch.clone(), SimSeed(u64::from_be_bytes(random.bytes())).stream("hall"))?;
    hall.open()?;
    for person in 0..people {
        hall.hour = if random.chance(1, 20) { hour_of(2027 - 10 + random.below(21), random.below(24))? } else { hour(7 + person / 5)? };
        hall.mark()?;
        between(&mut hall, random)?;
        let count = [0, 0, 0, 0, 0, 1, 1, 2].get(random.below(8) as usize).copied().unwrap_or(0);
        let answers: Vec<Answer> = (0..count).filter_map(|_| Answer::ALL.get(1 + random.below(4) as usize).copied()).collect();
        hall.voter(random.below(3), &answers)?;
        if hall.worn_out {
            break;
        }
    }
    let found = hall.close()?;
    let stored = hall.told.values().filter(|word| **word == Word::Stored).count();
    Ok((found, stored as u64))
}

/// What happens between two voters.
fn between(hall: &mut Hall<'_>, random: &mut Stream) -> SimResult<()> {
    if random.chance(1, 20) {
        hall.pause()?;
    }
    if random.chance(1, 25) {
        hall.restart()?;
    }
    if random.chance(1, 25) {
        hall.switch_off([Keep::Synced, Keep::Half, Keep::All].get(random.below(3) as usize).copied().unwrap_or(Keep::Synced))?;
    }
    Ok(())
}
