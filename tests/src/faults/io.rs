//! `io`: a day of thirty votes in which one call fails, once for every call to media and printer and every way in which it can fail.
//!
//! The calls before the failing one are the same in every run, so a dry run tells how many there are. After it the machine is
//! started again, the voter in doubt asks the officer, two more voters vote, and the booth is closed; then the power fails once
//! more and both journals are held against what every voter was told.

use rayon::prelude::*;
use suara_tests::random::SimSeed;
use suara_tests::sim::SimResult;

use super::desk_day;
use super::hall::Hall;
use super::trouble::{Switch, Trouble};
use super::verdict::Findings;
use super::voters::Answer;
use super::world::{Village, hour};
use super::{Ask, Figure};

/// Votes of the day.
const VOTES: u32 = 30;
/// Voters after the trouble.
const AFTER: u32 = 2;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let village = Village::new(ask.seed, VOTES)?;
    let booth = cases(|switch| day(&village, switch, ask.seed), "booth")?;
    let random = || SimSeed(ask.seed).stream("io desk");
    let clerk = cases(|switch| desk_day::day(&village, switch, random(), VOTES), "desk")?;
    let found = booth.2.and(clerk.2);
    let text = format!(
        "{} calls of a {VOTES}-vote day with {} faults, {} calls of {VOTES} check-ins with {} faults, {found}",
        booth.0, booth.1, clerk.0, clerk.1
    );
    Ok(Figure::new((booth.1 + clerk.1) as u64, text, found))
}

/// All cases of one machine's day: the calls of a dry run, and what each of them can have.
fn cases(day: impl Fn(&Switch) -> SimResult<Findings> + Sync, what: &str) -> SimResult<(usize, usize, Findings)> {
    let dry = Switch::default();
    let none = day(&dry)?;
    if !none.none() {
        return Err(format!("{what} without trouble: {none:?}").into());
    }
    let calls = dry.seen();
    let cases: Vec<(usize, Trouble)> =
        calls.iter().enumerate().flat_map(|(at, call)| call.troubles().into_iter().map(move |trouble| (at, trouble))).collect();
    println!("{what}: {} calls, {} cases", calls.len(), cases.len());
    let one = |(at, trouble): &(usize, Trouble)| {
        let switch = Switch::default();
        switch.plan(*at, *trouble);
        Findings::of(day(&switch), format!("{what}, call {at}, {trouble:?}"))
    };
    Ok((calls.len(), cases.len(), cases.par_iter().map(one).reduce(Findings::default, Findings::and)))
}

/// The same day every time, as far as trouble lets it.
fn day(village: &Village, switch: &Switch, seed: u64) -> SimResult<Findings> {
    let mut hall = Hall::new(village, switch.clone(), SimSeed(seed).stream("io"))?;
    hall.open()?;
    let (mut left, trouble) = (VOTES, switch.planned() > 0);
    for vote in 0..VOTES {
        hall.hour = hour(7 + vote / 6)?;
        hall.mark()?;
        if vote == VOTES / 3 {
            hall.pause()?;
        }
        if vote == VOTES / 2 {
            hall.restart()?;
        }
        let answers = Answer::ALL.get(vote as usize % 12..vote as usize % 12 + 1).unwrap_or_default();
        hall.voter(vote % 3, answers)?;
        left = if switch.planned() == 0 && trouble { left.min(AFTER) } else { left }.saturating_sub(1);
        if left == 0 {
            break;
        }
    }
    hall.close()
}
