//! `spend`: three threads bring the same four cards to one booth, under schedules that `shuttle` chooses: at every lock another thread
//! may go first. Whatever the schedule, each card is spent exactly once.
//!
//! The path is the production one, from `Booth::begin` to `Sealed::same`, behind the lock that a server in front of a booth would hold.
//! That the harness would notice is shown first: a till that gives its lock back between asking and spending is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc as SharedTill, PoisonError};

use rayon::prelude::*;
use shuttle::scheduler::RandomScheduler;
use shuttle::sync::{Arc, Mutex};
use shuttle::{Config, Runner, thread};
use suara_tests::random::SimSeed;
use suara_tests::sim::SimResult;
use tally_log::{MemDisk, Store};
use terminal::{Booth, FakePrinter, Refusal, VoteError};
use token::Card;

use super::verdict::Findings;
use super::voters::{Answer, press};
use super::world::{Village, hour};
use super::{Ask, Figure};

const THREADS: u32 = 3;
const CARDS: u32 = 4;
/// Schedules that one booth serves.
const BOOTH_ROUNDS: u32 = 200;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let careless = catch_unwind(AssertUnwindSafe(|| schedules(1_000, ask.seed, careless_till)));
    if careless.is_ok() {
        return Err("the harness cannot be believed: a till that gives its lock back too early was not caught".into());
    }
    println!("a till that gives its lock back between asking and spending: caught");
    let count = usize::try_from(ask.count)?;
    let halves = [count.div_ceil(2), count / 2];
    let sums = halves.into_par_iter().enumerate().map(|(number, count)| half(count, ask.seed.wrapping_add(number as u64 * 7919)));
    let spent: u64 = sums.collect::<SimResult<Vec<u64>>>()?.into_iter().sum();
    let mut found = Findings::default();
    if spent != ask.count * u64::from(CARDS) {
        found.other.push(format!("{spent} cards spent in {} schedules", ask.count));
    }
    let text = format!("{} schedules of {THREADS} threads × {CARDS} cards, {spent} spent, {found}", ask.count);
    Ok(Figure::new(ask.count, text, found))
}

fn schedules(count: usize, seed: u64, body: impl Fn() + Send + Sync + 'static) {
    Runner::new(RandomScheduler::new_from_seed(seed, count), Config::new()).run(body);
}

/// Schedules in one thread; gives how many cards were spent. A schedule that finds something ends them all.
fn half(count: usize, seed: u64) -> SimResult<u64> {
    let till = SharedTill::new(std::sync::Mutex::new(Till { village: Village::new(seed, 6)?, booth: None, round: 0, spent: 0 }));
    let here = till.clone();
    let done = catch_unwind(AssertUnwindSafe(|| schedules(count, seed, move || one(&here))));
    if done.is_err() {
        return Err(format!("a schedule of seed {seed} found something; it is printed above").into());
    }
    Ok(till.lock().unwrap_or_else(PoisonError::into_inner).spent)
}

/// What schedules hand on to each other: beginning a day takes longer than one of them, so a booth serves many, each with new cards.
struct Till {
    village: Village,
    booth: Option<Booth>,
    round: u32,
    spent: u64,
}

impl Till {
    fn open(&mut self) -> SimResult<(Booth, Vec<Card>)> {
        self.round += 1;
        if self.round.is_multiple_of(BOOTH_ROUNDS) {
            self.booth = None;
        }
        let cards = (0..CARDS).map(|card| self.village.card(self.round * CARDS + card)).collect::<SimResult<_>>()?;
        match self.booth.take() {
            Some(booth) => Ok((booth, cards)),
            None => Ok((start(&self.village)?, cards)),
        }
    }
}

/// One schedule.
fn one(till: &std::sync::Mutex<Till>) {
    let opened = till.lock().unwrap_or_else(PoisonError::into_inner).open();
    let (booth, cards) = opened.unwrap_or_else(|error| stumble(&error.to_string()));
    let (booth, cards) = (Arc::new(Mutex::new(booth)), Arc::new(cards));
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let (booth, cards) = (booth.clone(), cards.clone());
            thread::spawn(move || (0..CARDS).map(|card| u64::from(bring(&booth, &cards, (card + number) % CARDS))).sum::<u64>())
        })
        .collect();
    let spent: u64 = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| stumble("a thread died"))).sum();
    if spent != u64::from(CARDS) {
        stumble(&format!("{spent} of {CARDS} cards were spent"));
    }
    let booth = Arc::try_unwrap(booth).ok().and_then(|booth| booth.into_inner().ok());
    let mut till = till.lock().unwrap_or_else(PoisonError::into_inner);
    (till.booth, till.spent) = (booth, till.spent + spent);
}

fn start(village: &Village) -> SimResult<Booth> {
    let store = Store::in_memory(&MemDisk::new());
    let mut booth = Booth::zero(village.setup(store, Box::new(FakePrinter::new()), SimSeed(1).stream("spend"))?, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    Ok(booth)
}

fn bring(booth: &Mutex<Booth>, cards: &[Card], number: u32) -> bool {
    let (Some(card), Ok(hour)) = (cards.get(number as usize), hour(8)) else { stumble("no such card") };
    let Ok(mut booth) = booth.lock() else { stumble("the lock is broken") };
    match press(&mut booth, card, 1, Answer::Same, &hour) {
        Ok(_) => true,
        Err(VoteError::Refused(Refusal::Spent { cast: true })) => false,
        Err(error) => stumble(&error.to_string()),
    }
}

/// Asks under one lock and spends under another.
fn careless_till() {
    let spent = Arc::new(Mutex::new(0_u32));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let spent = spent.clone();
            thread::spawn(move || {
                let free = spent.lock().is_ok_and(|spent| *spent == 0);
                if let (true, Ok(mut spent)) = (free, spent.lock()) {
                    *spent += 1;
                }
            })
        })
        .collect();
    for thread in threads {
        let _ = thread.join();
    }
    if spent.lock().is_ok_and(|spent| *spent != 1) {
        stumble("spent twice");
    }
}

/// How a schedule says that something must not be: `shuttle` prints it with the schedule.
#[expect(clippy::panic, reason = "the way in which a schedule fails")]
fn stumble(words: &str) -> ! {
    panic!("{words}")
}
