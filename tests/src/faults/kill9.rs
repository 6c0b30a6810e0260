//! `kill9`: the real programs on real files, killed (SIGKILL) at a random moment, their start included, again and again. After every
//! kill both media are read as they lie and held against what the process had printed; then the next process starts on them. Some processes are not killed but run out of memory.
//!
//! Before that the harness shows that it would notice: of a writer that acknowledges early it must find losses, of an honest one none.

use std::fs;
use std::path::Path;
use std::time::Duration;

use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::SimResult;

use super::clerk::Clerk;
use super::machine::{Machine, enrol};
use super::site::{Moment, Printed, Scratch, Watched, limited};
use super::verdict::Findings;
use super::world::Village;
use super::{Ask, Figure, writer};

/// One cycle in so many is the desk's.
const DESK: u64 = 5;
/// One cycle in so many is a booth's with too little memory: the process ends by itself, if at all, wherever memory ends.
const HUNGRY: u64 = 10;
/// Of its cycles.
const HUNGRY_AT: u64 = 7;
/// From what a process begins to run with to more than it needs, in KiB.
const MEMORY: (u32, u32) = (6_000, 90_000);
/// Kills of each writer.
const TRIALS: u32 = 25;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let scratch = Scratch::new("kill9")?;
    let mut random = SimSeed(ask.seed).stream("kill9");
    try_the_harness(&scratch, &mut random)?;
    let halves = [ask.count.div_ceil(2), ask.count / 2];
    let half = |number: usize, count: u64| {
        let root = scratch.path().join(number.to_string());
        kill(&root, count, SimSeed(ask.seed.wrapping_add(number as u64 * 7919)))
    };
    let (one, two) =
        rayon::join(|| half(0, halves.iter().copied().next().unwrap_or(0)), || half(1, halves.iter().copied().last().unwrap_or(0)));
    let (one, two) = (one?, two?);
    let found = one.found.and(two.found);
    let (acknowledged, hungry, starved) = (one.acknowledged + two.acknowledged, one.hungry + two.hungry, one.starved + two.starved);
    let text = format!("{} cycles, {hungry} with little memory, which ended {starved}, {found}; {acknowledged} acknowledged", ask.count);
    Ok(Figure::new(ask.count, text, found))
}

/// What cycles come to.
struct Cycles {
    acknowledged: u64,
    /// Processes with little memory.
    hungry: u64,
    /// Those that it ended.
    starved: u64,
    found: Findings,
}

/// A booth and a desk in a folder, and so many kills.
fn kill(root: &Path, count: u64, seed: SimSeed) -> SimResult<Cycles> {
    let (booth, desk) = (enrol(root)?, super::clerk::enrol(root)?);
    let village = Village::new(seed.0, 300)?.with_devices(Some(*booth.key()), Some(*desk.key()))?;
    let mut machine = Machine::new(&village, root, seed.stream("machine"))?;
    let mut clerk = Clerk::new(&village, root)?;
    let mut random = seed.stream("moments");
    let mut sum = Cycles { acknowledged: 0, hungry: 0, starved: 0, found: Findings::default() };
    for cycle in 0..count {
        if cycle % HUNGRY == HUNGRY_AT {
            let starved = starve(&mut machine, root, &mut random, &mut sum.found)?;
            (sum.hungry, sum.starved) = (sum.hungry + 1, sum.starved + u64::from(starved));
            continue;
        }
        let of_desk = cycle % DESK == DESK - 1;
        let (command, typed) = if of_desk { clerk.command()? } else { (machine.command()?, String::new()) };
        let mut process = Watched::start(command, &typed)?;
        process.wait(moment(&mut random, of_desk || machine.votes()));
        let printed = process.kill()?;
        let one = if of_desk { clerk.take(&printed) } else { machine.take(&printed) };
        sum.found = sum.found.and(Findings::of(one, format!("cycle {cycle}, seed {}", seed.0)));
        if machine.is_worn() {
            sum.found = sum.found.and(machine.close()?);
        }
    }
    sum.acknowledged = machine.acknowledged + clerk.acknowledged;
    Ok(sum)
}

/// Lets a booth run with little memory; says whether that ended it. One that ended is like one that was
/// killed: what it said last, if anything, is the system's word and not promised.
fn starve(machine: &mut Machine<'_>, root: &Path, random: &mut Stream, found: &mut Findings) -> SimResult<bool> {
    let memory = MEMORY.0 + random.below(MEMORY.1 - MEMORY.0);
    let command = limited(&machine.command()?, &format!("-v {memory}"), root);
    let mut process = Watched::start(command, "")?;
    process.wait(Moment { lines: usize::MAX, then: Duration::ZERO });
    let printed = process.ended()?;
    let starved = printed.code != Some(0);
    let one = machine.take(&Printed { code: printed.code.filter(|code| *code == 0), ..printed });
    *found = core::mem::take(found).and(Findings::of(one, format!("a booth with {memory} KiB")));
    Ok(starved)
}

/// Half of all kills fall into the start of the process, the others after some lines that it printed.
fn moment(random: &mut Stream, talks: bool) -> Moment {
    if !talks && random.chance(1, 2) {
        // It ends by itself, and then the blow falls.
        return Moment { lines: usize::MAX, then: Duration::ZERO };
    }
    if !talks || random.chance(1, 2) {
        return Moment { lines: 0, then: Duration::from_micros(u64::from(random.below(120_000))) };
    }
    Moment { lines: 1 + random.below(25) as usize, then: Duration::from_micros(u64::from(random.below(8_000))) }
}

fn try_the_harness(scratch: &Scratch, random: &mut Stream) -> SimResult<()> {
    for (manner, honest) in [("honest", true), ("early", false)] {
        let (mut acknowledged, mut lost, mut seen) = (0, 0, 0);
        for _ in 0..TRIALS {
            let path = scratch.path().join("writer");
            drop(fs::remove_file(&path));
            let mut process = Watched::start(writer::command(&path, manner)?, "")?;
            process.wait(Moment { lines: 3, then: Duration::from_micros(u64::from(random.below(8_000))) });
            let one = writer::lost(&process.kill()?, &path)?;
            (acknowledged, lost, seen) = (acknowledged + one.0, lost + one.1, seen + u32::from(one.1 > 0));
        }
        println!("a writer that is {manner}: {acknowledged} acknowledged, {lost} lost, in {seen} of {TRIALS} kills");
        if honest != (lost == 0) || acknowledged == 0 {
            return Err(format!("the harness cannot be believed: a writer that is {manner} lost {lost} of {acknowledged}").into());
        }
    }
    Ok(())
}
