//! An index that was deleted, damaged, swapped, rolled back or copied from another machine, before a start and under a running
//! process: every card gets the same answer after the next start.

use std::fs;
use std::path::{Path, PathBuf};

use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::SimResult;
use tally_log::Store;
use terminal::{Booth, FakePrinter, VoteError};

use super::site::Scratch;
use super::verdict::Findings;
use super::voters::{Answer, press};
use super::world::{Village, hour};

/// Votes of the day; a copy of the index is kept after each.
const VOTES: u32 = 8;
/// Cards that are asked about: those that voted, and some that did not.
const CARDS: u32 = VOTES + 2;

/// What is done to an index.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Leave,
    Delete,
    FileInItsPlace,
    EmptyFiles,
    Flip(u32),
    Truncate(u32),
    Rollback(u32),
    Swap,
    Mix(u32),
}

fn deeds() -> Vec<Deed> {
    let mut deeds = vec![Deed::Leave, Deed::Delete, Deed::FileInItsPlace, Deed::EmptyFiles, Deed::Swap];
    for number in 0..VOTES {
        deeds.extend([Deed::Flip(number), Deed::Truncate(number), Deed::Rollback(number), Deed::Mix(number)]);
    }
    deeds
}

/// How many indexes were tried, and what was found.
pub(crate) fn run(village: &Village, other: &Village, seed: u64) -> SimResult<(u64, Findings)> {
    let scratch = Scratch::new("index")?;
    let (day, foreign) = (scratch.path().join("day"), scratch.path().join("foreign"));
    hold(village, &day)?;
    hold(other, &foreign)?;
    let place = Places { village, day, foreign: foreign.join("index"), work: scratch.path().join("work") };
    let known = place.answers(Deed::Leave, seed, false)?;
    let (mut found, mut count) = (Findings::default(), 0);
    for deed in deeds() {
        for running in [false, true] {
            let same = place.answers(deed, seed, running).map(|answers| {
                let other = if answers == known { vec![] } else { vec![format!("the cards got other answers: {answers:?}")] };
                Findings { other, ..Findings::default() }
            });
            found = found.and(Findings::of(same, format!("index {deed:?}, under a running process: {running}")));
            count += 1;
        }
    }
    Ok((count, found))
}

struct Places<'v> {
    village: &'v Village,
    day: PathBuf,
    foreign: PathBuf,
    work: PathBuf,
}

/// Holds a short day in a folder, with a copy of the index after each vote.
fn hold(village: &Village, root: &Path) -> SimResult<()> {
    let setup = village.setup(store(root), Box::new(FakePrinter::new()), SimSeed(3).stream("index day"))?;
    let mut booth = Booth::zero(setup, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    for number in 0..VOTES {
        press(&mut booth, &village.card(number)?, 1, Answer::Same, &hour(8)?)?;
        copy(&root.join("index"), &root.join(format!("index-{number}")))?;
    }
    Ok(())
}

fn store(root: &Path) -> Store {
    Store::on_files(root.join("first"), root.join("second"), root.join("index"))
}

impl Places<'_> {
    /// What every card is told after a start on a copy of the day whose index suffered this; or a vote is cast, the index suffers
    /// it under the running process, another vote is tried, and then the booth is started.
    fn answers(&self, deed: Deed, seed: u64, running: bool) -> SimResult<Vec<String>> {
        drop(fs::remove_dir_all(&self.work));
        for name in ["first", "second", "index"] {
            copy(&self.day.join(name), &self.work.join(name))?;
        }
        let mut random = SimSeed(seed).stream(&format!("index damage {deed:?}"));
        if running {
            let mut booth = self.start(&mut random)?;
            self.suffer(deed, &mut random)?;
            // Whether a spent card is known now, or the booth stops: either is good.
            let told = press(&mut booth, &self.village.card(0)?, 1, Answer::Same, &hour(9)?);
            if told.is_ok() {
                return Err(format!("{deed:?}: a spent card voted again").into());
            }
        } else {
            self.suffer(deed, &mut random)?;
        }
        let mut booth = self.start(&mut random)?;
        (0..CARDS).map(|number| self.answer(&mut booth, number)).collect()
    }

    fn start(&self, random: &mut Stream) -> SimResult<Booth> {
        let stream = SimSeed(u64::from_be_bytes(random.bytes())).stream("index start");
        Ok(Booth::attach(self.village.setup(store(&self.work), Box::new(FakePrinter::new()), stream)?, &hour(9)?)?)
    }

    fn answer(&self, booth: &mut Booth, number: u32) -> SimResult<String> {
        let card = self.village.card(number)?.to_text();
        Ok(match booth.begin(&card, &hour(9)?) {
            Ok(_) => "good".to_owned(),
            Err(VoteError::Refused(refusal)) => refusal.to_string(),
            Err(error) => return Err(error.into()),
        })
    }

    fn suffer(&self, deed: Deed, random: &mut Stream) -> SimResult<()> {
        let index = self.work.join("index");
        match deed {
            Deed::Leave => {}
            Deed::Delete => fs::remove_dir_all(&index)?,
            Deed::FileInItsPlace => {
                fs::remove_dir_all(&index)?;
                fs::write(&index, b"bukan folder")?;
            }
            Deed::EmptyFiles => change(&index, |bytes| bytes.clear())?,
            Deed::Flip(number) => change(&index, |bytes| flip(bytes, 1 + number, random))?,
            Deed::Truncate(number) => change(&index, |bytes| bytes.truncate(bytes.len() * number as usize / VOTES as usize))?,
            Deed::Rollback(number) => replace(&self.day.join(format!("index-{number}")), &index)?,
            Deed::Swap => replace(&self.foreign, &index)?,
            Deed::Mix(number) => {
                let older = self.day.join(format!("index-{number}"));
                fs::copy(older.join("db"), index.join("db"))?;
            }
        }
        Ok(())
    }
}

fn flip(bytes: &mut [u8], times: u32, random: &mut Stream) {
    for _ in 0..times {
        let at = random.below(u32::try_from(bytes.len()).unwrap_or(1)) as usize;
        bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8));
    }
}

fn change(folder: &Path, mut how: impl FnMut(&mut Vec<u8>)) -> SimResult<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let mut bytes = fs::read(&path)?;
            how(&mut bytes);
            fs::write(path, bytes)?;
        }
    }
    Ok(())
}

fn replace(from: &Path, to: &Path) -> SimResult<()> {
    fs::remove_dir_all(to)?;
    copy(from, to)
}

/// A folder and everything below it.
pub(crate) fn copy(from: &Path, to: &Path) -> SimResult<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
