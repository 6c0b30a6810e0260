//! Booths that break the rules of their own log.

use canonical::{Hash, sha256};
use record::{Entry, IncidentKind, Mark, Open, Outcome, VoidReason};

use super::*;
use forge::{Evening, Log, Script, Setup, Spec, hour, open_day};

/// A village whose first booth runs this script; the evening counts whatever it cast.
pub(super) fn lying(script: Script) -> Pair {
    Spec::with(0, script).honest()
}

#[track_caller]
pub(super) fn sealed_fails(pair: &Pair, id: &str) {
    assert_fails(&reports(pair)[0], id);
}

#[track_caller]
pub(super) fn both_tiers_fail(pair: &Pair, id: &str) {
    for report in reports(pair) {
        assert_fails(&report, id);
    }
}

/// Six votes and an end, after something.
pub(super) fn rest(log: &mut Log<'_>) {
    [0, 0, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
    log.close();
}

/// Logs that break one rule each.
const WRONG: [(&str, Script); 10] = [
    ("sealed before the first mark", |log| {
        log.zero();
        log.entry(&Entry::Open(Open { time: hour() }));
        log.vote(0);
        log.mark();
        rest(log);
    }),
    ("opened twice", |log| {
        open_day(log);
        log.entry(&Entry::Open(Open { time: hour() }));
        rest(log);
    }),
    ("voted in a pause", |log| {
        open_day(log);
        log.entry(&Entry::Pause(record::Pause {}));
        log.vote(0);
        log.entry(&Entry::Resume(record::Pause {}));
        rest(log);
    }),
    ("an answer to a ballot that does not wait", |log| {
        open_day(log);
        log.entry(&Entry::Cast(Outcome { code: ballot::Code::from_hash(sha256(b"nothing")) }));
        rest(log);
    }),
    ("two ballots wait", |log| {
        open_day(log);
        let code = log.seal(0);
        log.seal(1);
        log.void(code, VoidReason::Printer, false);
        rest(log);
    }),
    ("cast after an outage", |log| {
        open_day(log);
        let code = log.seal(0);
        log.boot();
        log.cast(code);
        rest(log);
    }),
    ("a mark too early", |log| {
        open_day(log);
        log.vote(0);
        log.mark();
        rest(log);
    }),
    ("a mark with another count", |log| {
        log.zero();
        log.entry(&Entry::Open(Open { time: hour() }));
        log.entry(&Entry::Mark(Mark { cast: 3, time: hour() }));
        rest(log);
    }),
    ("a fault of a ballot that is not cast", |log| {
        open_day(log);
        let code = log.seal(0);
        log.spoil(code);
        log.entry(&Entry::Fault(Outcome { code }));
        log.faults += 1;
        rest(log);
    }),
    ("sealed after the booth was failed", |log| {
        open_day(log);
        log.incident(IncidentKind::BoothFailed);
        rest(log);
    }),
];

#[test]
fn what_no_booth_may_do_next() {
    for (what, script) in WRONG {
        let setup = Setup::new(Spec::with(0, script));
        let mut evening = Evening::of(&setup);
        evening.forgive();
        let pair = evening.finish(&setup);
        let report = verify_folder(&pair.sealed, &anchored(&pair));
        assert_eq!(report.check("C21").map(|c| c.status), Some(Status::Fail), "{what}");
    }
}

#[test]
fn a_log_without_an_end_and_one_that_goes_on() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.vote(0);
        }),
        "C24",
    );
    let pair = lying(|log| {
        open_day(log);
        rest(log);
        log.incident(IncidentKind::Power);
    });
    both_tiers_fail(&pair, "C24");
}

#[test]
fn a_closing_entry_that_tells_other_numbers() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.vote(0);
            let mut close = log.close_data();
            close.cast.count += 1;
            log.entry(&Entry::Close(close));
        }),
        "C27",
    );
    sealed_fails(
        &lying(|log| {
            open_day(log);
            log.vote(0);
            let mut close = log.close_data();
            close.faults = 3;
            log.entry(&Entry::Close(close));
        }),
        "C27",
    );
}

#[test]
fn epochs_out_of_order_and_too_many() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.boot_as(5);
            rest(log);
        }),
        "C22",
    );
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            (0..3).for_each(|_| log.boot());
            rest(log);
        }),
        "C22",
    );
}

#[test]
fn a_booth_with_too_many_voids_must_stop() {
    let voided: Script = |log| {
        open_day(log);
        for _ in 0..2 {
            let code = log.seal(0);
            log.void(code, VoidReason::Unanswered, true);
        }
        rest(log);
    };
    sealed_fails(&lying(voided), "C28");
    let stopped: Script = |log| {
        open_day(log);
        (0..5).for_each(|_| log.vote(0));
        for _ in 0..2 {
            let code = log.seal(0);
            log.void(code, VoidReason::Unanswered, true);
        }
        log.incident(IncidentKind::BoothFailed);
        log.close();
    };
    let report = verify_folder(&lying(stopped).sealed, &Options::default());
    assert_eq!(report.check("C28").map(|c| c.status), Some(Status::Pass));
}

#[test]
fn a_card_tried_too_often() {
    sealed_fails(
        &lying(|log| {
            open_day(log);
            let code = log.seal(0);
            log.spoil(code);
            let code = log.seal_again(0);
            log.spoil(code);
            let code = log.seal_again(0);
            log.cast(code);
            rest(log);
        }),
        "C29",
    );
}

#[test]
fn a_zero_entry_for_other_documents() {
    let changes: [Script; 5] = [
        |log| log.zero_with(record::Zero { definition: Hash::ZERO, ..log.zero_data() }),
        |log| log.zero_with(record::Zero { key: Hash::ZERO, ..log.zero_data() }),
        |log| log.zero_with(record::Zero { roots: Hash::ZERO, ..log.zero_data() }),
        |log| log.zero_with(record::Zero { devices: Hash::ZERO, ..log.zero_data() }),
        |log| log.zero_with(record::Zero { station: "002".parse().unwrap(), ..log.zero_data() }),
    ];
    for change in changes {
        let setup = Setup::new(Spec::default());
        let mut evening = Evening::of(&setup);
        let mut log = Log::new(&setup, "001", "1", 0, vec![]);
        change(&mut log);
        log.entry(&Entry::Open(Open { time: hour() }));
        log.mark();
        rest(&mut log);
        evening.logs[0] = log;
        let mut evening = Evening::after(evening.logs);
        evening.forgive();
        both_tiers_fail(&evening.finish(&setup), "C20");
    }
}

#[test]
fn a_fork_shows_in_another_booths_log() {
    let setup = Setup::new(Spec::default());
    let mut other = Log::new(&setup, "001", "1", 0, vec![]);
    open_day(&mut other);
    other.vote(3);
    let note = String::from_utf8(other.head()).unwrap();
    let mut evening = Evening::of(&setup);
    let mut log = Log::new(&setup, "002", "1", 2, vec![note]);
    forge::third(&mut log);
    evening.logs[2] = log;
    let pair = Evening::after(evening.logs).finish(&setup);
    sealed_fails(&pair, "C23");
}
