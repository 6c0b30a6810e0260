//! The machine stops, at every point, and starts again.

use std::path::Path;

use ballot::EPOCH_SEEDS;
use record::{Entry, Repaired, StripOutcome, VoidReason};
use tally_log::{Fault, Keep};
use terminal::day::Phase;
use terminal::{ActError, Interrupted, Missing, Paper, Refusal, StartError, VoteError};

use crate::papers::titled;
use crate::village::{Place1, Wish, hour};
use crate::voting::{Answer, stop_before_the_answer, vote};
use crate::whole_day::{entries, replayed};

#[test]
fn a_ballot_without_answer_becomes_void_right_after_the_boot_and_its_card_stays_good() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    stop_before_the_answer(&mut booth, &place.village.card(1));
    drop(booth);
    let mut booth = place.resume();
    let entries = entries(&place);
    let [.., Entry::Seal(_), Entry::Boot(boot), Entry::Void(void)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((void.reason, void.shown, boot.epoch.number), (VoidReason::Outage, true, 1));
    let Interrupted::Unanswered(ballot) = booth.interrupted() else { panic!("{:?}", booth.interrupted()) };
    assert_eq!((ballot.code, ballot.outcome), (void.code, StripOutcome::Void));
    assert_eq!(vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap().outcome, StripOutcome::Cast);
    assert_eq!(replayed(&place, &booth), *booth.state());
}

#[test]
fn a_look_at_an_interrupted_log_voids_the_ballot_too() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    stop_before_the_answer(&mut booth, &place.village.card(1));
    drop(booth);
    let booth = place.attach();
    assert!(booth.state().pending().is_none() && booth.state().epochs().len() == 2);
}

#[test]
fn a_look_at_a_log_in_order_writes_nothing() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let booth = place.attach();
    assert_eq!((booth.state().epochs().len(), entries(&place).len()), (1, 3));
    assert!(!booth.has_seeds());
}

#[test]
fn the_first_vote_after_a_look_begins_an_epoch_of_its_own() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let mut booth = place.attach();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    assert_eq!(booth.state().epochs().len(), 2);
    assert_eq!(titled(&place.printer.papers(), "BENIH BARU").len(), 1);
}

#[test]
fn after_a_stored_answer_an_officer_completes_the_papers_once() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let ended = vote(&mut booth, &place.village.card(1), 2, Answer::Same).unwrap();
    drop(booth);
    let mut booth = place.resume();
    let Interrupted::Done(ballot) = booth.interrupted() else { panic!("{:?}", booth.interrupted()) };
    assert_eq!((ballot.code, ballot.outcome, ballot.fault), (ended.code, StripOutcome::Cast, false));
    let _ = place.printer.take();
    let papers = booth.complete(Missing::Bar, &hour(9)).unwrap();
    assert_eq!((papers.bar, papers.strip), (Paper::Printed, Paper::Printed));
    let printed = place.printer.take();
    assert!(printed[0].contains("SAH") && printed[1].contains("TANDA TERIMA") && printed.len() == 2);
    assert!(!printed.concat().contains("Budi"), "the officer does not see the choice");
    assert_eq!(booth.interrupted(), Interrupted::NotPrinted);
    assert!(matches!(booth.complete(Missing::Bar, &hour(9)), Err(ActError::NothingMissing)));
    drop(booth);
    assert_eq!(place.resume().interrupted(), Interrupted::NotPrinted);
}

#[test]
fn a_slip_that_can_get_no_bar_any_more_is_a_fault() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let ended = vote(&mut booth, &place.village.card(1), 2, Answer::Same).unwrap();
    drop(booth);
    let mut booth = place.resume();
    let _ = place.printer.take();
    booth.complete(Missing::Slip, &hour(9)).unwrap();
    assert!(booth.state().ending(&ended.code).unwrap().fault);
    assert_eq!(place.printer.take().len(), 1);
}

#[test]
fn an_interrupted_test_gets_its_sheet_again() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 2, Answer::Test).unwrap();
    let first = titled(&place.printer.take(), "UJI MESIN")[0].clone();
    drop(booth);
    let mut booth = place.resume();
    booth.complete(Missing::Strip, &hour(9)).unwrap();
    assert_eq!(titled(&place.printer.take(), "UJI MESIN"), [&first]);
}

#[test]
fn nothing_is_in_doubt_when_the_machine_stopped_between_votes() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 2, Answer::Same).unwrap();
    booth.pause().unwrap();
    drop(booth);
    assert_eq!(place.resume().interrupted(), Interrupted::NotPrinted);
}

#[test]
fn a_start_between_open_and_its_mark_makes_the_mark() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.zero();
    // The sixth call after this begins the mark: the entry before it took five.
    let calls = calls_of_one_line(&place);
    place.disk.fail_after(calls, Fault::Before);
    assert!(matches!(booth.open(&hour(7)), Err(ActError::Fatal(_))));
    drop(booth);
    place.disk.power_cut(Keep::Synced);
    let mut booth = place.resume();
    assert!(matches!(entries(&place).as_slice(), [.., Entry::Open(_), Entry::Boot(_), Entry::Mark(_)]));
    assert!(vote(&mut booth, &place.village.card(1), 1, Answer::Same).is_ok());
}

/// Disk calls of one appended line.
fn calls_of_one_line(place: &Place1) -> u64 {
    let other = Place1::new(&Wish::default());
    let mut booth = other.open();
    let before = other.disk.calls();
    booth.pause().unwrap();
    let _ = place;
    other.disk.calls() - before
}

#[test]
fn wherever_the_disk_stops_the_vote_is_whole_or_void_and_never_twice() {
    let counting = Place1::new(&Wish::default());
    let mut booth = counting.open();
    let before = counting.disk.calls();
    vote(&mut booth, &counting.village.card(1), 1, Answer::Same).unwrap();
    let calls = counting.disk.calls() - before;
    for call in 0..calls {
        for fault in [Fault::Before, Fault::Half, Fault::After] {
            for keep in [Keep::Synced, Keep::Half, Keep::All] {
                stop_at(call, fault, keep);
            }
        }
    }
}

fn stop_at(call: u64, fault: Fault, keep: Keep) {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.disk.fail_after(call, fault);
    let card = place.village.card(1);
    let failed = vote(&mut booth, &card, 1, Answer::Same);
    assert!(matches!(failed, Err(VoteError::Fatal { .. })), "call {call}");
    assert!(matches!(
        vote(&mut booth, &place.village.card(2), 1, Answer::Same),
        Err(VoteError::Fatal { .. } | VoteError::Refused(Refusal::Pending))
    ));
    drop(booth);
    let counted = |paper: &String| paper.contains("MASUKKAN KE KOTAK AUDIT");
    let promised = place.printer.papers().iter().any(counted) || counted(&place.printer.held());
    place.disk.power_cut(keep);
    let mut booth = place.resume();
    assert!(booth.state().pending().is_none());
    let stored = booth.state().counts().cast == 1;
    assert!(stored || !promised, "call {call} {fault:?} {keep:?}: a slip with SAH, and no cast ballot");
    assert_eq!(matches!(booth.interrupted(), Interrupted::Done(_)), stored);
    let again = vote(&mut booth, &card, 1, Answer::Same);
    assert_eq!(matches!(again, Err(VoteError::Refused(Refusal::Spent { cast: true }))), stored, "call {call} {fault:?} {keep:?}");
    assert_eq!(booth.state().counts().cast, 1);
    assert_eq!(replayed(&place, &booth), *booth.state());
}

#[test]
fn what_the_start_repaired_is_said_in_the_boot_entry() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    place.disk.power_cut(Keep::All);
    let second = Path::new("second/entries.jsonl");
    let bytes = place.disk.peek(second).unwrap();
    let shorter = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    place.disk.plant(second, &bytes[..shorter]);
    let booth = place.attach();
    let entries = entries(&place);
    let Some(Entry::Boot(boot)) = entries.last() else { panic!("{entries:?}") };
    assert_eq!(boot.repaired, Repaired::SecondMedium);
    assert!(boot.epoch.witnesses.is_empty(), "missing witness entropy is recorded");
    assert_eq!(booth.state().phase(), Phase::Open);
}

#[test]
fn when_the_epochs_of_the_day_are_used_up_the_booth_only_closes() {
    let place = Place1::new(&Wish { max_epochs: 2, ..Wish::default() });
    let mut booth = place.open();
    stop_before_the_answer(&mut booth, &place.village.card(1));
    drop(booth);
    let mut booth = place.resume();
    stop_before_the_answer(&mut booth, &place.village.card(1));
    drop(booth);
    let mut booth = place.resume();
    assert_eq!((booth.state().epochs().len(), booth.state().counts().void), (2, 2));
    let refused = vote(&mut booth, &place.village.card(1), 1, Answer::Same);
    assert!(matches!(refused, Err(VoteError::Refused(Refusal::NoSeeds))));
    assert!(booth.close(&hour(13)).is_ok());
}

#[test]
fn a_closed_booth_only_shows_and_exports() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    booth.close(&hour(13)).unwrap();
    let bundle = booth.export().unwrap();
    drop(booth);
    let booth = place.resume();
    assert_eq!(booth.state().phase(), Phase::Closed);
    assert_eq!(booth.export().unwrap(), bundle);
}

#[test]
fn a_start_before_the_zero_report_says_so() {
    let place = Place1::new(&Wish::default());
    place.disk.fail_after(calls_before_the_zero_line(), Fault::Before);
    assert!(place.try_zero().is_err());
    place.disk.power_cut(Keep::Synced);
    assert!(matches!(place.try_resume(), Err(StartError::NoZero)));
    assert!(place.try_zero().is_ok(), "nothing was stored, so zero may be tried again");
}

fn calls_before_the_zero_line() -> u64 {
    let other = Place1::new(&Wish::default());
    drop(other.zero());
    other.disk.calls() - calls_of_one_line(&other)
}

#[test]
fn a_used_up_epoch_is_followed_by_another_in_the_same_process() {
    let place = Place1::new(&Wish { retries: u32::MAX, max_voids: u32::MAX, ..Wish::default() });
    let mut booth = place.open();
    // Every sealing uses a seed, whatever becomes of it; a printer that does nothing is the quickest.
    for _ in 0..EPOCH_SEEDS {
        place.printer.fail_after(0, terminal::PrinterFault::Before);
        let card = place.village.card(1);
        assert!(matches!(vote(&mut booth, &card, 1, Answer::Same), Err(VoteError::Void(_))));
    }
    assert_eq!(booth.state().epochs().len(), 1);
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    assert_eq!(booth.state().epochs().len(), 2);
    assert_eq!(titled(&place.printer.papers(), "BENIH BARU").len(), 1);
}
