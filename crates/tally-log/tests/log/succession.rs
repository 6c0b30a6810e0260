//! A line brings the key that signs it and what follows.

use canonical::{PublicKey, SigningKey};
use chain::line::LineError;
use chain::{Line, Tip};
use tally_log::{AppendError, Identity, Log, MemDisk, OpenError, Rule, Store};

use crate::support::{chain, create, disk_with, first, identity, journal, key, line, line_by, origin, second};

pub(crate) fn heir(number: u8) -> SigningKey {
    SigningKey::from_seed(&[100 + number; 32])
}

/// A line about the card `key-N` brings the N-th heir's key.
fn key_of(line: &Line) -> Option<PublicKey> {
    let body = core::str::from_utf8(line.body()).ok()?;
    let number = body.split("\"card\":\"key-").nth(1)?.split('"').next()?;
    Some(heir(number.parse().ok()?).public())
}

/// Heirs 1 and 2 may follow, heir 9 may not.
pub(crate) fn with_heirs(own: &SigningKey) -> Identity {
    Identity { own: own.public(), successors: vec![heir(1).public(), heir(2).public()], key_of, ..identity() }
}

pub(crate) fn bring(tip: &Tip, number: u8) -> Line {
    line_by(tip, &format!("key-{number}"), "goes on", &origin(), &heir(number))
}

fn next(lines: &mut Vec<Line>, make: impl FnOnce(&Tip) -> Line) {
    let mut tip = Tip::new();
    lines.iter().for_each(|line| tip.append(line).unwrap());
    lines.push(make(&tip));
}

fn by(key: SigningKey) -> impl FnOnce(&Tip) -> Line {
    move |tip| line_by(tip, "card", "a ballot", &origin(), &key)
}

fn open(lines: &[Line], own: &SigningKey) -> Result<Log, OpenError> {
    let disk = disk_with(&journal(lines), &journal(lines));
    Log::open(Store::in_memory(&disk), with_heirs(own)).map(|(log, _)| log)
}

#[test]
fn the_brought_key_signs_its_line_and_what_follows_and_the_old_one_no_more() {
    let mut lines = chain(2);
    next(&mut lines, |tip| bring(tip, 1));
    next(&mut lines, by(heir(1)));
    next(&mut lines, |tip| bring(tip, 2));
    next(&mut lines, by(heir(2)));
    let mut log = open(&lines, &heir(2)).unwrap();
    let keys: Vec<_> = log.signers().collect();
    assert_eq!(keys, [(0, key().public()), (2, heir(1).public()), (4, heir(2).public())]);
    let old = line(log.tip(), "card", "by the old key");
    assert!(matches!(log.append(&old), Err(AppendError::Line(LineError::Forged))));
    let own = line_by(log.tip(), "card", "by its own", &origin(), &heir(2));
    assert_eq!(log.append(&own).unwrap(), 6);
}

#[test]
fn a_key_that_may_not_follow_was_there_before_or_did_not_sign_its_line_is_none() {
    let makers: [fn(&Tip) -> Line; 4] = [
        |tip| bring(tip, 9),
        |tip| bring(tip, 1),
        |tip| line_by(tip, "key-2", "goes on", &origin(), &heir(1)),
        |tip| line_by(tip, "key-9", "goes on", &origin(), &heir(9)),
    ];
    for (place, make) in makers.into_iter().enumerate() {
        let mut lines = chain(2);
        next(&mut lines, |tip| bring(tip, 1));
        if place != 1 {
            next(&mut lines, make);
            assert!(
                matches!(open(&lines, &heir(1)), Err(OpenError::Refused { line: 3, rule: Rule::Line(LineError::Forged), .. })),
                "{place}"
            );
            continue;
        }
        // Brought again by its own key: an ordinary line of that key, and no second turn.
        next(&mut lines, make);
        assert_eq!(open(&lines, &heir(1)).unwrap().signers().count(), 2);
    }
}

#[test]
fn a_log_that_went_on_under_another_key_is_not_opened_and_not_changed() {
    let mut lines = chain(2);
    let short = journal(&lines);
    next(&mut lines, |tip| bring(tip, 1));
    let all = journal(&lines);
    for (a, b) in [(&all, &all), (&short, &all), (&all, &short)] {
        let disk = disk_with(a, b);
        let opened = Log::open(Store::in_memory(&disk), with_heirs(&key()));
        let Err(OpenError::OtherKey { line: 2, key }) = opened.map(|_| ()) else { panic!() };
        assert_eq!(*key, heir(1).public());
        assert_eq!((disk.peek(&first()).unwrap(), disk.peek(&second()).unwrap()), (a.clone(), b.clone()));
        assert!(Log::open(Store::in_memory(&disk), with_heirs(&heir(1))).is_ok());
    }
    let disk = disk_with(&short, &short);
    assert!(matches!(Log::open(Store::in_memory(&disk), with_heirs(&heir(1))), Err(OpenError::OtherKey { line: 0, .. })));
}

#[test]
fn a_log_without_successors_takes_no_brought_key() {
    let disk = MemDisk::new();
    let (mut log, _) = create(&disk).unwrap();
    let next = bring(log.tip(), 1);
    assert!(matches!(log.append(&next), Err(AppendError::Line(LineError::Forged))));
}
