//! `powercut`: the real `suara-terminal` writes on a file system in a file, and the power is cut at a random moment, again and again
//! on the same image. What the process had printed before the cut must be on both media of what is left, and the next process must
//! start on it.
//!
//! Before that the harness shows that it would notice: a writer that never syncs must lose lines in it, one that acknowledges early
//! too, and an honest one none.

use std::time::Duration;

use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::SimResult;

use super::image::Image;
use super::machine::{Machine, enrol};
use super::site::{Moment, Scratch, Watched};
use super::verdict::Findings;
use super::world::Village;
use super::{Ask, Figure, writer};

/// Cuts of each writer.
const TRIALS: u32 = 8;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let scratch = Scratch::new("powercut")?;
    let mut image = match Image::new(scratch.path()) {
        Ok(image) => image,
        Err(error) => return impossible(ask, &error.to_string()),
    };
    let mut random = SimSeed(ask.seed).stream("powercut");
    try_the_harness(&mut image, &mut random)?;
    let root = image.path().join("bilik-1");
    let booth = enrol(&root)?;
    let village = Village::new(ask.seed, 6)?.with_devices(Some(*booth.key()), None)?;
    let mut machine = Machine::new(&village, &root, SimSeed(ask.seed).stream("machine"))?;
    image.settle()?;
    let mut found = Findings::default();
    for cut in 0..ask.count {
        found = found.and(Findings::of(one(&mut image, &mut machine, &mut random), format!("cut {cut}, seed {}", ask.seed)));
    }
    let text = format!("{} cuts of one image, {found}; {} acknowledged", ask.count, machine.acknowledged);
    Ok(Figure::new(ask.count, text, found))
}

fn one(image: &mut Image, machine: &mut Machine<'_>, random: &mut Stream) -> SimResult<Findings> {
    let mut process = Watched::start(machine.command()?, "")?;
    process.wait(moment(random, machine.votes()));
    image.freeze(process.id())?;
    let printed = process.kill()?;
    image.cut()?;
    let found = machine.take(&printed)?;
    if !machine.is_worn() {
        return Ok(found);
    }
    let closed = machine.close()?;
    image.settle()?;
    Ok(found.and(closed))
}

/// A third of all cuts fall into the start of the process, the others after some lines that it printed.
fn moment(random: &mut Stream, talks: bool) -> Moment {
    if !talks && random.chance(1, 2) {
        // It ends by itself, and then the blow falls.
        return Moment { lines: usize::MAX, then: Duration::ZERO };
    }
    if !talks || random.chance(1, 3) {
        return Moment { lines: 0, then: Duration::from_micros(u64::from(random.below(120_000))) };
    }
    Moment { lines: 1 + random.below(35) as usize, then: Duration::from_micros(u64::from(random.below(8_000))) }
}

fn try_the_harness(image: &mut Image, random: &mut Stream) -> SimResult<()> {
    for (manner, honest) in [("honest", true), ("unsynced", false), ("early", false)] {
        let (mut acknowledged, mut lost) = (0, 0);
        for trial in 0..TRIALS {
            let path = image.path().join(format!("writer-{manner}-{trial}"));
            let mut process = Watched::start(writer::command(&path, manner)?, "")?;
            process.wait(Moment { lines: 10, then: Duration::from_micros(u64::from(random.below(8_000))) });
            image.freeze(process.id())?;
            let printed = process.kill()?;
            image.cut()?;
            let one = writer::lost(&printed, &path)?;
            (acknowledged, lost) = (acknowledged + one.0, lost + one.1);
        }
        println!("a writer that is {manner}: {acknowledged} acknowledged, {lost} lost in {TRIALS} cuts");
        if honest != (lost == 0) || acknowledged == 0 {
            return Err(format!("the harness cannot be believed: a writer that is {manner} lost {lost} of {acknowledged}").into());
        }
    }
    Ok(())
}

/// Without root or loop devices nothing can be shown here.
fn impossible(ask: &Ask, why: &str) -> SimResult<Figure> {
    let sentence = format!("cannot be done on this machine ({why}); it needs root and loop devices");
    if ask.skip_if_impossible { Ok(Figure::not_run(sentence)) } else { Err(format!("powercut: {sentence}").into()) }
}
