//! The printer fails, at every call.

use record::{Entry, StripOutcome, VoidReason};
use terminal::{Interrupted, Missing, Paper, PrinterFault, Refusal, VoteError, VoteStatus};

use crate::village::{Place1, Wish, hour};
use crate::voting::{Answer, vote};
use crate::whole_day::entries;

#[test]
fn a_slip_that_was_not_begun_is_void_and_was_not_shown() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.printer.fail_after(0, PrinterFault::Before);
    let Err(VoteError::Void(ended)) = vote(&mut booth, &place.village.card(1), 1, Answer::Same) else { panic!("not void") };
    assert_eq!((ended.outcome, ended.screen().status), (StripOutcome::Void, VoteStatus::NotStored));
    let Some(Entry::Void(void)) = entries(&place).pop() else { panic!("no void") };
    assert_eq!((void.reason, void.shown), (VoidReason::Printer, false));
    assert_eq!(booth.state().counts().shown, 0);
    assert!(place.printer.held().is_empty());
    assert!(vote(&mut booth, &place.village.card(1), 1, Answer::Same).is_ok(), "the card stays good");
}

#[test]
fn a_slip_that_stopped_half_way_is_void_counts_as_shown_and_gets_its_batal_bar() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.printer.fail_after(0, PrinterFault::During);
    assert!(matches!(vote(&mut booth, &place.village.card(1), 1, Answer::Same), Err(VoteError::Void(_))));
    let Some(Entry::Void(void)) = entries(&place).pop() else { panic!("no void") };
    assert_eq!((void.reason, void.shown), (VoidReason::Printer, true));
    assert!(place.printer.papers().last().unwrap().contains("BATAL"));
}

#[test]
fn a_cast_ballot_whose_bar_fails_has_a_fault_entry_and_is_stored() {
    for fault in [PrinterFault::Before, PrinterFault::During] {
        let place = Place1::new(&Wish::default());
        let mut booth = place.open();
        place.printer.fail_after(1, fault);
        let ended = vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
        assert_eq!((ended.papers.bar, ended.papers.strip), (Paper::Faulty, Paper::Printed));
        assert_eq!(ended.screen().status, VoteStatus::Stored);
        assert!(matches!(entries(&place).as_slice(), [.., Entry::Cast(_), Entry::Fault(outcome)] if outcome.code == ended.code));
        assert_eq!(booth.state().counts().faults, 1);
        let closed = booth.close(&hour(13)).unwrap();
        assert!(closed.report.is_ok());
        assert!(matches!(entries(&place).pop(), Some(Entry::Close(close)) if close.faults == 1));
    }
}

#[test]
fn a_slip_with_its_bar_that_was_not_cut_is_no_fault() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.printer.fail_after(2, PrinterFault::During);
    let ended = vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    assert_eq!(ended.papers.bar, Paper::Uncut);
    assert_eq!(booth.state().counts().faults, 0);
}

#[test]
fn a_missing_strip_is_completed_once_by_an_officer() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.printer.fail_after(3, PrinterFault::Before);
    let ended = vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    assert_eq!((ended.papers.bar, ended.papers.strip), (Paper::Printed, Paper::Faulty));
    assert_eq!(ended.screen().to_string().lines().nth(1), Some("SUARA ANDA SUDAH TERSIMPAN"));
    let Interrupted::Done(ballot) = booth.interrupted() else { panic!("{:?}", booth.interrupted()) };
    assert_eq!(ballot.code, ended.code);
    assert_eq!(booth.complete(Missing::Strip, &hour(8)).unwrap().strip, Paper::Printed);
    assert_eq!(booth.interrupted(), Interrupted::NotPrinted);
}

#[test]
fn whatever_call_fails_every_answer_is_durable_and_the_next_voter_can_vote() {
    for answer in crate::voting::ALL {
        let counting = Place1::new(&Wish::default());
        let mut booth = counting.open();
        let before = counting.printer.calls();
        vote(&mut booth, &counting.village.card(1), 1, answer).unwrap();
        for call in 1..counting.printer.calls() - before {
            let place = Place1::new(&Wish::default());
            let mut booth = place.open();
            place.printer.fail_after(call, PrinterFault::During);
            let ended = vote(&mut booth, &place.village.card(1), 1, answer).unwrap();
            assert_eq!(booth.state().ending(&ended.code).unwrap().outcome, ended.outcome);
            let fault = booth.state().ending(&ended.code).unwrap().fault;
            assert_eq!(fault, ended.papers.bar == Paper::Faulty && ended.outcome == StripOutcome::Cast);
            assert!(vote(&mut booth, &place.village.card(2), 1, Answer::Same).is_ok());
        }
    }
}

#[test]
fn no_card_is_taken_before_the_root_of_the_seeds_is_on_paper() {
    let place = Place1::new(&Wish::default());
    place.printer.fail_after(0, PrinterFault::Before);
    let mut booth = place.zero();
    place.printer.fail_after(0, PrinterFault::Before);
    assert!(booth.open(&hour(7)).is_err());
    booth.open(&hour(7)).unwrap();
    assert_eq!(place.printer.papers().len(), 1);
    drop(booth);
    place.printer.fail_after(0, PrinterFault::Before);
    let mut booth = place.resume();
    place.printer.fail_after(0, PrinterFault::Before);
    let refused = vote(&mut booth, &place.village.card(1), 1, Answer::Same);
    assert!(matches!(refused, Err(VoteError::Refused(Refusal::Printer(_)))));
    assert!(vote(&mut booth, &place.village.card(1), 1, Answer::Same).is_ok());
}

#[test]
fn a_closing_report_that_failed_is_printed_again() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    place.printer.fail_after(0, PrinterFault::During);
    assert_eq!(booth.close(&hour(13)).unwrap().report, Err(PrinterFault::During));
    booth.print_report(&hour(13)).unwrap();
    assert!(place.printer.papers().last().unwrap().contains("LAPORAN PENUTUPAN"));
}
