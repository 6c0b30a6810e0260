//! R: booths that break the rules of their own log and sign it; the evening is made to fit.

use canonical::{Hash, sha256};
use forge::{Act, Log, Village};
use record::{Entry, IncidentKind, Mark, Open, Outcome, Pause, Tier, VoidReason, Zero};

use super::ballots::booth;
use super::bench::{Bench, other};
use super::{Case, Class, Expect, Keys};

fn lying(number: u64, trick: fn(&mut Log<'_>)) -> Village {
    other(number, |scene| scene.act(booth(number), trick))
}

/// What only the whole log shows.
fn sealed(number: u64, trick: fn(&mut Log<'_>), ids: &[&'static str]) -> Case {
    Bench::at(&lying(number, trick), Tier::Sealed, number).fails(ids)
}

fn both(number: u64, trick: fn(&mut Log<'_>), ids: &[&'static str]) -> Case {
    Bench::on(&lying(number, trick), number).fails(ids)
}

fn opened_twice(number: u64) -> Case {
    sealed(number, |log| log.entry(&Entry::Open(Open { time: forge::hour() })), &["C21"])
}

fn voted_in_a_pause(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.entry(&Entry::Pause(Pause {}));
        log.vote(0);
        log.entry(&Entry::Resume(Pause {}));
    };
    sealed(number, trick, &["C21"])
}

fn answer_to_nothing(number: u64) -> Case {
    sealed(number, |log| log.entry(&Entry::Cast(Outcome { code: ballot::Code::from_hash(sha256(b"nothing")) })), &["C21"])
}

fn two_wait(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.vote(1);
        log.void(code, VoidReason::Printer, false);
    };
    sealed(number, trick, &["C21"])
}

fn cast_after_outage(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.boot();
        log.cast(code);
    };
    sealed(number, trick, &["C21"])
}

fn early_mark(number: u64) -> Case {
    sealed(number, |log| log.mark(), &["C21"])
}

fn false_mark(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| log.entry(&Entry::Mark(Mark { cast: 40, time: forge::hour() }));
    sealed(number, trick, &["C21"])
}

fn false_fault(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.void(code, VoidReason::Printer, false);
        log.fault(code);
    };
    sealed(number, trick, &["C21"])
}

fn after_failure(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.incident(IncidentKind::BoothFailed);
        log.vote(0);
    };
    sealed(number, trick, &["C21"])
}

fn open_end(number: u64) -> Case {
    let village = other(number, |mut scene| {
        scene.close = false;
        scene
    });
    Bench::on(&village, number).fails(&["C24"])
}

fn goes_on(number: u64) -> Case {
    let after = |log: &mut Log<'_>| {
        log.close();
        log.incident(IncidentKind::Power);
    };
    let village = other(number, |scene| scene.ending(booth(number), after));
    Bench::on(&village, number).fails(&["C24"])
}

/// A closing entry with other numbers.
fn closing(number: u64, trick: fn(&mut record::Close)) -> Case {
    let close = move |log: &mut Log<'_>| {
        let mut close = log.close_data();
        trick(&mut close);
        log.entry(&Entry::Close(close));
    };
    let village = other(number, |scene| scene.ending(booth(number), close));
    Bench::on(&village, number).fails(&["C27"])
}

fn closing_count(number: u64) -> Case {
    closing(number, |close| close.cast.count += 1)
}

fn closing_root(number: u64) -> Case {
    closing(number, |close| close.void.root = sha256(b"other"))
}

fn closing_faults(number: u64) -> Case {
    closing(number, |close| close.faults = close.cast.count + 1)
}

fn closing_epochs(number: u64) -> Case {
    closing(number, |close| close.epochs.push(Hash::ZERO))
}

fn too_many_voids(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        for _ in 0..2 {
            let code = log.seal(0);
            log.void(code, VoidReason::Unanswered, true);
        }
        log.vote(0);
    };
    sealed(number, trick, &["C28"])
}

fn too_many_tries(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.spoil(code);
        let code = log.seal_again(0);
        log.spoil(code);
        let code = log.seal_again(0);
        log.cast(code);
    };
    sealed(number, trick, &["C29"])
}

/// A zero entry that names something else.
fn zero(number: u64) -> Case {
    let trick = move |log: &mut Log<'_>| {
        let mut data: Zero = log.zero_data();
        match number % 5 {
            0 => data.definition = Hash::ZERO,
            1 => data.key = Hash::ZERO,
            2 => data.roots = Hash::ZERO,
            3 => data.devices = Hash::ZERO,
            _ => data.station = "009".parse().unwrap(),
        }
        log.zero_with(data);
        log.entry(&Entry::Open(Open { time: forge::hour() }));
        log.mark();
    };
    let village = other(number, |mut scene| {
        scene.opened = false;
        scene.acts.iter_mut().for_each(|acts| acts.insert(0, Act::Trick(std::rc::Rc::new(trick))));
        scene
    });
    Bench::on(&village, number).fails(&["C20"])
}

fn another_choice(number: u64) -> Case {
    both(number, |log| log.challenge_as(1, 0), &["C37"])
}

fn unfixed_seed(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.epoch = ballot::Epoch::begin(&[b"drawn later"]);
        log.challenge(1);
    };
    both(number, trick, &["C37"])
}

/// A closing head that no witness signed.
fn no_witness(number: u64) -> Case {
    let village = other(number, |scene| scene.after(|evening, _| evening.logs.iter_mut().for_each(|log| log.witnessed = false)));
    Bench::on(&village, number).case(Expect::NotChecked(vec!["C26"]))
}

/// A witness's cosignature on the closing head that does not hold.
fn false_witness(number: u64) -> Case {
    let bench = Bench::of(number).change("booths/001-1/checkpoint", |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let place = text.rfind("saksi-1 ").unwrap() + 40;
        let mut bytes = text.into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        bytes
    });
    bench.list().fails(&["C26"])
}

const fn class(id: &'static str, sentence: &'static str, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys: Keys::Booth, make }
}

pub(super) const CLASSES: &[Class] = &[
    class("R1+", "Opened twice.", opened_twice),
    class("R2+", "A vote in a pause.", voted_in_a_pause),
    class("R3+", "An answer to a ballot that does not wait.", answer_to_nothing),
    class("R4+", "Two ballots wait at once.", two_wait),
    class("R5+", "A ballot cast after the outage that should void it.", cast_after_outage),
    class("R6+", "A mark before its time.", early_mark),
    class("R6count+", "A mark with another count.", false_mark),
    class("R7+", "A fault of a ballot that is not cast.", false_fault),
    class("R8+", "A vote after the booth was failed.", after_failure),
    class("R9+", "A log without an end.", open_end),
    class("R9on+", "A log that goes on after its end.", goes_on),
    class("R10+", "A closing entry with another count.", closing_count),
    class("R10root+", "A closing entry with other void ballots.", closing_root),
    class("R10faults+", "More faults than cast ballots.", closing_faults),
    class("R10epochs+", "A closing entry with another seed root.", closing_epochs),
    class("R11+", "Votes after too many voids.", too_many_voids),
    class("R12+", "A card tried too often.", too_many_tries),
    class("R13+", "A zero entry for other documents or another place.", zero),
    class("R14+", "A challenged ballot that holds another choice than was shown.", another_choice),
    class("R15+", "A challenged ballot from a seed that was not fixed before.", unfixed_seed),
    class("R16+", "Closing heads that no witness signed.", no_witness),
    class("R17+", "A witness's signature that does not hold.", false_witness),
];
