//! `load`: far more ballots on one booth than a day brings, on real files with the real index; how long a voter waits, how much memory
//! it takes, how long a start takes, and what a medium of 50 ms a sync does.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use suara_tests::random::SimSeed;
use suara_tests::sim::{Failure, SimResult};
use tally_log::{FsDisk, MemIndex, Store};
use terminal::{Booth, FakePrinter};

use super::site::Scratch;
use super::switched::{SwitchedDisk, SwitchedPrinter};
use super::trouble::Switch;
use super::verdict::Findings;
use super::world::{Village, hour};
use super::{Ask, Figure};

/// Votes after which the booth is started again.
const DAY: u64 = 2_000;
/// Votes on the slow medium.
const SLOW: u64 = 40;
/// One bare write for so many votes.
const BARE: u64 = 5;

/// How long things took.
#[derive(Debug, Default)]
struct Times(Vec<Duration>);

impl Times {
    fn part(&self, of_thousand: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort();
        let at = sorted.len().saturating_sub(1) * of_thousand / 1000;
        sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

/// What votes took.
#[derive(Debug, Default)]
struct Votes {
    /// YA, BENAR: sealing, two durable copies, STRUK.
    seal: Times,
    /// From YA, SAMA until two copies are durable: what is printed next is the bar, and not before.
    durable: Times,
    /// From YA, SAMA until the TANDA TERIMA is out.
    same: Times,
}

#[derive(Debug, Default)]
struct Measured {
    votes: Votes,
    bare: Times,
    reopen: Duration,
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let scratch = Scratch::new("load")?;
    let village = Village::new(ask.seed, 6)?;
    let measured = files(&village, scratch.path(), ask.count)?;
    let memory = memory()?;
    let slow = slow(&village, &scratch.path().join("slow"))?;
    let Votes { seal, durable, same } = &measured.votes;
    let ratio = durable.part(500) / measured.bare.part(500);
    let p99 = same.part(990);
    let mut found = Findings::default();
    let mut target = |holds: bool, words: String| {
        if !holds {
            found.other.push(words);
        }
    };
    target(p99 < 20.0, format!("p99 is {p99:.1} ms, the target 20 ms"));
    target(slow.part(990) < 500.0, format!("with 50 ms a sync p99 is {:.0} ms, the target 500 ms", slow.part(990)));
    target(ratio < 2.0, format!("{ratio:.2} times two bare writes, the target 2"));
    target(measured.reopen < Duration::from_secs(1) || ask.count < DAY, format!("a start took {:?}, the target 1 s", measured.reopen));
    target(memory < 64.0, format!("{memory:.0} MiB, the target 64 MiB"));
    let text = format!(
        "{} ballots, answer to durable p50 {:.2} ms ({ratio:.2} times two bare writes), to the TANDA TERIMA p50 {:.2} ms, p99 {p99:.2} ms \
         (sealing p50 {:.2} ms, p99 {:.2} ms), {memory:.0} MiB, start after {DAY} votes in {:.2} s, with 50 ms a sync p99 {:.0} ms",
        ask.count,
        durable.part(500),
        same.part(500),
        seal.part(500),
        seal.part(990),
        measured.reopen.as_secs_f64(),
        slow.part(990)
    );
    Ok(Figure::new(ask.count, text, found))
}

fn files(village: &Village, root: &Path, count: u64) -> SimResult<Measured> {
    let store = || Store::on_files(root.join("first"), root.join("second"), root.join("index"));
    let switch = Switch::default();
    let printer = || Box::new(SwitchedPrinter::new(&FakePrinter::new(), &switch));
    let start = |name: &str| village.setup(store(), printer(), SimSeed(5).stream(name));
    let mut booth = Booth::zero(start("zero")?, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    let (mut measured, mut bare) = (Measured::default(), Bare::new(root)?);
    for number in 0..count {
        vote(village, &mut booth, number, &switch, &mut measured.votes)?;
        if number % BARE == 0 {
            measured.bare.0.push(bare.write()?);
        }
        if number + 1 == DAY {
            drop(booth);
            let (setup, begun) = (start("again")?, Instant::now());
            booth = Booth::attach(setup, &hour(9)?)?;
            measured.reopen = begun.elapsed();
        }
    }
    let cast = u64::from(booth.state().counts().cast);
    if cast == count { Ok(measured) } else { Err(format!("{cast} of {count} ballots are cast").into()) }
}

/// Two media of 50 ms a sync.
fn slow(village: &Village, root: &Path) -> SimResult<Times> {
    let switch = Switch::default();
    let disk = Box::new(SwitchedDisk::new(FsDisk, &switch));
    let store = Store::of_parts(disk, Box::new(MemIndex::new()), root.join("first"), root.join("second"));
    let printer = Box::new(SwitchedPrinter::new(&FakePrinter::new(), &switch));
    let mut booth = Booth::zero(village.setup(store, printer, SimSeed(6).stream("slow"))?, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    switch.slow(Duration::from_millis(50));
    let mut votes = Votes::default();
    for number in 0..SLOW {
        vote(village, &mut booth, number, &switch, &mut votes)?;
    }
    Ok(Times([votes.seal.0, votes.same.0].concat()))
}

fn vote(village: &Village, booth: &mut Booth, number: u64, switch: &Switch, votes: &mut Votes) -> SimResult<()> {
    let card = village.card(u32::try_from(number)?)?.to_text();
    let session = booth.begin(&card, &hour(8)?)?;
    let choice = session.choice(u32::try_from(number % 3)?)?;
    let marked = session.choose(choice);
    let begun = Instant::now();
    let sealed = marked.confirm()?;
    votes.seal.0.push(begun.elapsed());
    switch.watch_printer();
    let begun = Instant::now();
    sealed.same()?;
    votes.same.0.push(begun.elapsed());
    let printed = switch.printed().ok_or(Failure("a vote without paper"))?;
    votes.durable.0.push(printed.duration_since(begun));
    Ok(())
}

/// A line of the length of a cast entry to two files, each made durable: less than this no booth can do.
struct Bare([File; 2]);

impl Bare {
    fn new(root: &Path) -> SimResult<Self> {
        let open = |name: &str| OpenOptions::new().create(true).append(true).open(root.join(name));
        Ok(Self([open("bare-1")?, open("bare-2")?]))
    }

    fn write(&mut self) -> SimResult<Duration> {
        let begun = Instant::now();
        for file in &mut self.0 {
            file.write_all(&[b'x'; 450])?;
            file.sync_data()?;
        }
        Ok(begun.elapsed())
    }
}

/// The largest resident set of this process so far, in MiB; the harness itself is in it.
fn memory() -> SimResult<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
