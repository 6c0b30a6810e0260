//! The state machine as a table: every kind of entry in every state, allowed or not.

use ballot::Code;
use canonical::{Hash, sha256};
use record::{Boot, Entry, Incident, IncidentKind, Open, Pause, Peer, Repaired, Void, VoidReason, Zero};
use terminal::day::DayError;

use crate::entries::{Day, end, epoch};
use crate::village::{Wish, hour};

const KINDS: [&str; 17] = [
    "zero",
    "open",
    "boot",
    "takeover",
    "seal",
    "cast",
    "spoil",
    "challenge",
    "void",
    "outage",
    "fault",
    "mark",
    "peer",
    "incident",
    "pause",
    "resume",
    "close",
];

/// One entry of each kind, as well formed as the state lets it be.
fn entry(day: &mut Day, kind: &str) -> Entry {
    let cast = day.state.endings().next().map(|(code, _)| *code);
    let code = day.state.pending().map(|pending| pending.code).or(cast).unwrap_or(Code::from_hash(Hash::ZERO));
    match kind {
        "zero" => day.zero(),
        "open" => Entry::Open(Open { time: hour(7) }),
        "boot" => day.boot(),
        "takeover" => day.takeover("spare 1"),
        "seal" => day.seal(9),
        "fault" => end(kind, cast.unwrap_or(code)),
        "mark" => day.mark(8),
        "peer" => Entry::Peer(Peer { note: "".into() }),
        "incident" => Entry::Incident(Incident { incident: IncidentKind::Power, time: hour(8) }),
        "pause" => Entry::Pause(Pause {}),
        "resume" => Entry::Resume(Pause {}),
        "close" => Entry::Close(day.state.closing(hour(13))),
        outcome => end(outcome, code),
    }
}

fn state(name: &str) -> Day {
    let wish = Wish { retries: 99, ..Wish::default() };
    let (mut day, end) = match name {
        "empty" => return Day::new(&wish),
        "ready" | "open" => (Day::new(&wish), ""),
        "marked" => return Day::open(&wish),
        "sealed" | "restarted" => return restarted(Day::sealed(&wish), name),
        "cast" | "faulty" | "paused" | "failed" | "closed" => (Day::sealed(&wish), "cast"),
        other => panic!("{other}"),
    };
    if end.is_empty() {
        day.add(day.zero());
    } else {
        day.end(end);
    }
    match name {
        "open" => day.add(Entry::Open(Open { time: hour(7) })),
        "faulty" => {
            let fault = entry(&mut day, "fault");
            day.add(fault);
        }
        "paused" => day.add(Entry::Pause(Pause {})),
        "failed" => day.add(Entry::Incident(Incident { incident: IncidentKind::BoothFailed, time: hour(8) })),
        "closed" => day.add(Entry::Close(day.state.closing(hour(13)))),
        _ => {}
    }
    day
}

fn restarted(mut day: Day, name: &str) -> Day {
    if name == "restarted" {
        day.add(day.boot());
    }
    day
}

/// In each state, the kinds that may come next; all others may not.
const TABLE: [(&str, &[&str]); 11] = [
    ("empty", &["zero"]),
    ("ready", &["open", "boot", "takeover", "peer", "incident"]),
    ("open", &["boot", "takeover", "mark", "peer", "incident", "pause", "close"]),
    ("marked", &["boot", "takeover", "seal", "peer", "incident", "pause", "close"]),
    ("sealed", &["boot", "takeover", "cast", "spoil", "challenge", "void", "outage", "peer", "incident", "pause"]),
    ("restarted", &["boot", "takeover", "outage", "peer", "incident", "pause"]),
    ("cast", &["boot", "takeover", "seal", "fault", "peer", "incident", "pause", "close"]),
    ("faulty", &["boot", "takeover", "seal", "peer", "incident", "pause", "close"]),
    ("paused", &["boot", "takeover", "fault", "peer", "incident", "resume", "close"]),
    ("failed", &["boot", "takeover", "fault", "peer", "incident", "pause", "close"]),
    ("closed", &[]),
];

#[test]
fn in_every_state_exactly_the_allowed_entries_come_next() {
    for (name, allowed) in TABLE {
        for kind in KINDS {
            let mut day = state(name);
            let before = day.state.clone();
            let entry = entry(&mut day, kind);
            let result = day.try_add(&entry);
            assert_eq!(result.is_ok(), allowed.contains(&kind), "{kind} when {name}: {result:?}");
            if result.is_err() {
                assert_eq!(day.state, before, "{kind} when {name} changed something");
            }
        }
    }
}

#[test]
fn a_slot_or_a_code_never_comes_twice() {
    let mut day = Day::sealed(&Wish::default());
    day.end("spoil");
    let same = Entry::Seal(day.ballot(1, 1));
    assert_eq!(day.try_add(&same), Err(DayError::SlotTwice));
    let other_card = Entry::Seal(day.ballot(2, 1));
    assert_eq!(day.try_add(&other_card), Err(DayError::SlotTwice));
}

#[test]
fn a_spent_card_and_a_card_after_its_tries_are_refused() {
    let mut day = Day::sealed(&Wish { retries: 0, ..Wish::default() });
    day.end("void");
    let again = day.seal(1);
    assert!(matches!(day.try_add(&again), Err(DayError::Tries { tries: 1, .. })));
    for how in ["cast", "challenge"] {
        let mut day = Day::sealed(&Wish::default());
        day.end(how);
        let again = day.seal(1);
        assert!(matches!(day.try_add(&again), Err(DayError::Spent(_))), "{how}");
    }
}

#[test]
fn a_card_whose_issue_does_not_hold_is_refused() {
    let mut day = Day::open(&Wish::default());
    let mut ballot = day.ballot(1, 1);
    ballot.issue = canonical::SigningKey::from_seed(&[1; 32]).sign(canonical::tag::CARD_ISSUE, &[]);
    assert!(matches!(day.try_add(&Entry::Seal(ballot)), Err(DayError::Ballot(_))));
    let mut short = day.ballot(1, 1);
    short.ciphertexts.pop();
    assert!(matches!(day.try_add(&Entry::Seal(short)), Err(DayError::Ballot(_))));
}

#[test]
fn an_outcome_must_name_the_ballot_that_waits() {
    let mut day = Day::sealed(&Wish::default());
    let other = Code::from_hash(sha256(b"other"));
    for how in ["cast", "spoil", "challenge", "void", "outage"] {
        assert_eq!(day.try_add(&end(how, other)), Err(DayError::NotPending(other)), "{how}");
    }
    day.end("spoil");
    let (code, _) = day.state.endings().next().map(|(code, end)| (*code, *end)).unwrap();
    assert_eq!(day.try_add(&end("fault", code)), Err(DayError::Fault(code)), "only a cast ballot has a fault");
}

#[test]
fn after_a_boot_a_ballot_that_waits_becomes_void_shown_and_nothing_else() {
    let mut day = Day::sealed(&Wish::default());
    day.add(day.boot());
    let code = day.pending();
    let hidden = Entry::Void(Void { code, reason: VoidReason::Outage, shown: false });
    assert_eq!(day.try_add(&hidden), Err(DayError::MustVoid(code)));
    day.add(end("outage", code));
    assert_eq!(day.state.counts().shown, 1);
}

#[test]
fn epochs_count_up_and_end_at_the_limit() {
    let mut day = Day::open(&Wish { max_epochs: 2, ..Wish::default() });
    let skipped = Entry::Boot(Boot { boot_id: "".into(), epoch: epoch(2), repaired: Repaired::None, time: hour(8) });
    assert_eq!(day.try_add(&skipped), Err(DayError::Epoch { expected: 1, found: 2 }));
    day.add(day.boot());
    let third = day.boot();
    assert_eq!(day.try_add(&third), Err(DayError::Epochs(2)));
}

#[test]
fn a_mark_counts_right_and_comes_after_twenty_ballots_in_another_hour() {
    let mut day = Day::open(&Wish::default());
    for card in 0..20 {
        let early = day.mark(8);
        assert_eq!(day.try_add(&early), Err(DayError::MarkEarly { further: card }));
        let seal = day.seal(card);
        day.add(seal);
        day.end("cast");
    }
    let wrong = Entry::Mark(record::Mark { cast: 19, time: hour(8) });
    assert_eq!(day.try_add(&wrong), Err(DayError::MarkCount { expected: 20, found: 19 }));
    let same_hour = day.mark(7);
    assert_eq!(day.try_add(&same_hour), Err(DayError::MarkEarly { further: 20 }));
    day.add(day.mark(8));
}

#[test]
fn a_closing_entry_with_another_set_epoch_or_fault_is_refused() {
    let mut day = Day::sealed(&Wish::default());
    day.end("cast");
    let right = day.state.closing(hour(13));
    let mut wrong = vec![right.clone(); 4];
    wrong[0].cast = right.void;
    wrong[1].challenged.root = sha256(b"x");
    wrong[2].epochs.push(Hash::ZERO);
    wrong[3].faults = 1;
    for close in wrong {
        assert_eq!(day.try_add(&Entry::Close(close)), Err(DayError::Sums));
    }
    day.add(Entry::Close(right));
}

#[test]
fn a_zero_entry_of_another_booth_definition_or_key_is_refused() {
    let mut day = Day::new(&Wish::default());
    let Entry::Zero(zero) = day.zero() else { panic!() };
    let changed = |change: fn(&mut Zero)| {
        let mut zero = zero.clone();
        change(&mut zero);
        Entry::Zero(zero)
    };
    for entry in [
        changed(|zero| zero.booth = "2".parse().unwrap()),
        changed(|zero| zero.station = "002".parse().unwrap()),
        changed(|zero| zero.definition = Hash::ZERO),
        changed(|zero| zero.key = Hash::ZERO),
    ] {
        assert_eq!(day.try_add(&entry), Err(DayError::Foreign));
    }
}

#[test]
fn the_first_mark_comes_directly_after_open_with_nothing_but_a_start_between() {
    let mut day = Day::new(&Wish::default());
    day.add(day.zero());
    day.add(Entry::Open(Open { time: hour(7) }));
    let mut late = Day::new(&Wish::default());
    late.add(late.zero());
    late.add(Entry::Open(Open { time: hour(7) }));
    late.add(Entry::Peer(Peer { note: "".into() }));
    let mark = late.mark(7);
    assert_eq!(late.try_add(&mark), Err(DayError::FirstMark));
    day.add(day.boot());
    day.add(day.mark(7));
}
