//! `threads`: sixteen threads bring the same ten thousand cards to one booth, all at once, as a server in front of it might. A booth is
//! one owner's, so they take turns at a lock; each card is spent exactly once, whoever comes first.

use std::sync::{Mutex, PoisonError};
use std::thread;

use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::SimResult;
use tally_log::{MemDisk, Store};
use terminal::{Booth, FakePrinter, Refusal, VoteError};
use token::Card;

use super::verdict::{Findings, Told, Word, judge};
use super::voters::{Answer, press};
use super::world::{Village, hour};
use super::{Ask, Figure};

const THREADS: u64 = 16;
const CARDS: u32 = 10_000;

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let village = Village::new(ask.seed, 6)?;
    let (mut found, mut spent, mut refused) = (Findings::default(), 0, 0);
    for round in 0..ask.count {
        let one = round_of(&village, ask.seed.wrapping_add(round))?;
        (spent, refused) = (spent + one.1, refused + one.2);
        found = found.and(one.0);
    }
    let text = format!("{THREADS} threads × {CARDS} cards × {}: {spent} spent, {refused} refused as spent, {found}", ask.count);
    Ok(Figure::new(ask.count, text, found))
}

fn round_of(village: &Village, seed: u64) -> SimResult<(Findings, u64, u64)> {
    let disk = MemDisk::new();
    let setup = village.setup(Store::in_memory(&disk), Box::new(FakePrinter::new()), SimSeed(seed).stream("threads"))?;
    let mut booth = Booth::zero(setup, &[], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    let booth = Mutex::new(booth);
    let cards: Vec<Card> = (0..CARDS).map(|number| village.card(number)).collect::<SimResult<_>>()?;
    let sums = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| {
                let (booth, cards) = (&booth, &cards);
                scope.spawn(move || come(booth, cards, SimSeed(seed).stream(&format!("thread {number}"))))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("a thread died".into()))).collect::<SimResult<Vec<_>>>()
    })?;
    drop(booth);
    let (spent, refused) = sums.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let told: Told = (0..CARDS).map(|card| (card, Word::Stored)).collect();
    let read = |name: &str| disk.peek(name.as_ref()).ok_or("a journal is gone");
    let mut found = judge(village, &read("first/entries.jsonl")?, &read("second/entries.jsonl")?, &told)?;
    if spent != u64::from(CARDS) || refused != u64::from(CARDS) * (THREADS - 1) {
        found.other.push(format!("{spent} spent and {refused} refused"));
    }
    Ok((found, spent, refused))
}

/// One thread brings every card, in an order of its own.
fn come(booth: &Mutex<Booth>, cards: &[Card], mut order: Stream) -> SimResult<(u64, u64)> {
    let mut cards: Vec<&Card> = cards.iter().collect();
    order.shuffle(&mut cards);
    let (mut spent, mut refused, hour) = (0, 0, hour(8)?);
    for card in cards {
        let mut booth = booth.lock().unwrap_or_else(PoisonError::into_inner);
        match press(&mut booth, card, 1, Answer::Same, &hour) {
            Ok(_) => spent += 1,
            Err(VoteError::Refused(Refusal::Spent { cast: true })) => refused += 1,
            Err(error) => return Err(format!("a card is neither spent nor good: {error}").into()),
        }
    }
    Ok((spent, refused))
}
