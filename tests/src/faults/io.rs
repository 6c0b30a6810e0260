//! `io`: a day of thirty votes in which one call fails, once for every call to media and printer and every way in which it can fail.
//!
//! The calls before the failing one are the same in every run, so a dry run tells how many there are. After it the machine is
//! started again, the voter in doubt asks the officer, two more voters vote, and the booth is closed; then the power fails once
//! more and both journals are held against what every voter was told.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use suara_tests::random::SimSeed;
use suara_tests::sim::SimResult;

use super::desk_day;
use super::hall::Hall;
use super::trouble::{Call, Switch, Trouble};
use super::verdict::Findings;
use super::voters::Answer;
use super::world::{Village, hour};
use super::{Ask, Figure};

/// Votes of the day.
const VOTES: u32 = 30;
/// Votes before which the program ends and is started again.
const STARTS: [u32; 2] = [VOTES / 3, VOTES * 2 / 3];
/// Voters after the trouble.
const AFTER: u32 = 2;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let village = Village::new(ask.seed, VOTES)?;
    let booth = of_booth(&village, ask.seed)?;
    let random = || SimSeed(ask.seed).stream("io desk");
    let clerk = of_desk(|switch| desk_day::day(&village, switch, random(), VOTES))?;
    let found = booth.2.and(clerk.2);
    let text = format!(
        "{} calls of a {VOTES}-vote day with {} faults, {} calls of {VOTES} check-ins with {} faults, {found}",
        booth.0, booth.1, clerk.0, clerk.1
    );
    Ok(Figure::new((booth.1 + clerk.1) as u64, text, found))
}

/// A day up to where the booth is started again.
struct Morning<'v> {
    hall: Mutex<Hall<'v>>,
    votes: u32,
    /// Calls made before.
    calls: usize,
}

/// All cases of a booth's day. What lies before the last start before the failing call is the same in each, so that it is done once: the
/// program that would have done it has ended, and left media, papers and what voters were told.
fn of_booth<'v>(village: &'v Village, seed: u64) -> SimResult<(usize, usize, Findings)> {
    let dry = Switch::default();
    let mut hall = Hall::new(village, dry.clone(), SimSeed(seed).stream("io"))?;
    let morning = |hall: &Hall<'v>, votes| Morning { hall: Mutex::new(hall.copied(&Switch::default())), votes, calls: dry.seen().len() };
    let mut mornings = vec![morning(&hall, 0)];
    let none = day(&mut hall, 0, |hall, votes| mornings.push(morning(hall, votes)))?;
    if !none.none() || mornings.len() != 1 + STARTS.len() {
        return Err(format!("booth without trouble: {none:?}").into());
    }
    let calls = dry.seen();
    let cases = cases(&calls, "booth");
    let one = |(at, trouble): &(usize, Trouble)| {
        let switch = Switch::default();
        let morning = mornings.iter().rfind(|morning| morning.calls <= *at).ok_or("no morning before the first call");
        let found = morning.map_err(Into::into).and_then(|morning| {
            switch.plan(*at - morning.calls, *trouble);
            let mut hall = morning.hall.lock().unwrap_or_else(PoisonError::into_inner).copied(&switch);
            day(&mut hall, morning.votes, |_, _| ())
        });
        Findings::of(found, format!("booth, call {at}, {trouble:?}"))
    };
    Ok((calls.len(), cases.len(), cases.par_iter().map(one).reduce(Findings::default, Findings::and)))
}

fn of_desk(day: impl Fn(&Switch) -> SimResult<Findings> + Sync) -> SimResult<(usize, usize, Findings)> {
    let dry = Switch::default();
    let none = day(&dry)?;
    if !none.none() {
        return Err(format!("desk without trouble: {none:?}").into());
    }
    let calls = dry.seen();
    let cases = cases(&calls, "desk");
    let one = |(at, trouble): &(usize, Trouble)| {
        let switch = Switch::default();
        switch.plan(*at, *trouble);
        Findings::of(day(&switch), format!("desk, call {at}, {trouble:?}"))
    };
    Ok((calls.len(), cases.len(), cases.par_iter().map(one).reduce(Findings::default, Findings::and)))
}

/// Every call of a dry run with everything that it can have.
fn cases(calls: &[Call], what: &str) -> Vec<(usize, Trouble)> {
    let cases: Vec<(usize, Trouble)> =
        calls.iter().enumerate().flat_map(|(at, call)| call.troubles().into_iter().map(move |trouble| (at, trouble))).collect();
    println!("{what}: {} calls, {} cases", calls.len(), cases.len());
    cases
}

/// The same day every time, as far as trouble lets it, from so many votes on. The program ends and is started again before some of them.
fn day<'v>(hall: &mut Hall<'v>, from: u32, mut ended: impl FnMut(&Hall<'v>, u32)) -> SimResult<Findings> {
    let (mut left, trouble) = (VOTES - from, hall.switch.planned() > 0);
    for vote in from..VOTES {
        if STARTS.contains(&vote) {
            hall.end();
            ended(hall, vote);
            hall.restart()?;
        }
        if vote == 0 {
            hall.open()?;
        }
        hall.hour = hour(7 + vote / 6)?;
        hall.mark()?;
        if vote == VOTES / 2 {
            hall.pause()?;
        }
        let answers = Answer::ALL.get(vote as usize % 12..vote as usize % 12 + 1).unwrap_or_default();
        hall.voter(vote % 3, answers)?;
        left = if hall.switch.planned() == 0 && trouble { left.min(AFTER) } else { left }.saturating_sub(1);
        if left == 0 {
            break;
        }
    }
    hall.close()
}
