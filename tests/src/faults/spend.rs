//! `spend`: three threads bring the same four cards to one booth, under schedules that `shuttle` chooses: at every lock another thread
//! may go first. Whatever the schedule, each card is spent exactly once.
//!
//! The path is the production one, from `Booth::begin` to `Sealed::same`, behind the lock that a server in front of a booth would hold.
//! That the harness would notice is shown first: a till that gives its lock back between asking and spending is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

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

const THREADS: usize = 3;
const CARDS: usize = 4;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let careless = catch_unwind(AssertUnwindSafe(|| schedules(1_000, ask.seed, careless_till)));
    if careless.is_ok() {
        return Err("the harness cannot be believed: a till that gives its lock back too early was not caught".into());
    }
    println!("a till that gives its lock back between asking and spending: caught");
    let village = std::sync::Arc::new(Village::new(ask.seed, 6)?);
    let cards: Vec<Card> = (1..=u32::try_from(CARDS)?).map(|number| village.card(number)).collect::<SimResult<_>>()?;
    let (cards, spent) = (std::sync::Arc::new(cards), std::sync::Arc::new(AtomicU64::new(0)));
    let sum = spent.clone();
    let count = usize::try_from(ask.count)?;
    let done = catch_unwind(AssertUnwindSafe(|| {
        schedules(count, ask.seed, move || {
            sum.fetch_add(one(&village, &cards), Ordering::Relaxed);
        });
    }));
    let spent = spent.load(Ordering::Relaxed);
    let mut found = Findings::default();
    if done.is_err() || spent != ask.count * CARDS as u64 {
        found.other.push(format!("{spent} cards spent in {} schedules", ask.count));
    }
    let text = format!("{} schedules of {THREADS} threads × {CARDS} cards, {spent} spent, {found}", ask.count);
    Ok(Figure::new(ask.count, text, found))
}

fn schedules(count: usize, seed: u64, body: impl Fn() + Send + Sync + 'static) {
    Runner::new(RandomScheduler::new_from_seed(seed, count), Config::new()).run(body);
}

/// One schedule; gives how many cards were spent.
fn one(village: &std::sync::Arc<Village>, cards: &std::sync::Arc<Vec<Card>>) -> u64 {
    let booth = match start(village) {
        Ok(booth) => Arc::new(Mutex::new(booth)),
        Err(error) => stumble(&error.to_string()),
    };
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let (booth, cards) = (booth.clone(), cards.clone());
            thread::spawn(move || (0..CARDS).map(|card| u64::from(bring(&booth, &cards, (card + number) % CARDS))).sum::<u64>())
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| stumble("a thread died"))).sum()
}

fn start(village: &Village) -> SimResult<Booth> {
    let store = Store::in_memory(&MemDisk::new());
    let mut booth = Booth::zero(village.setup(store, Box::new(FakePrinter::new()), SimSeed(1).stream("spend"))?, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    Ok(booth)
}

fn bring(booth: &Mutex<Booth>, cards: &[Card], number: usize) -> bool {
    let (Some(card), Ok(hour)) = (cards.get(number), hour(8)) else { stumble("no such card") };
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
