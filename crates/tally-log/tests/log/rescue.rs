//! One medium is copied onto another: what it may stand on, what it leaves, and every call that fails.

use std::path::Path;

use chain::Line;
use tally_log::{CopyError, Fault, Keep, Log, Medium, MemDisk, OpenError, Rescue, Rule, Store, Target};

use crate::succession::{bring, heir, with_heirs};
use crate::support::{add, chain, disk_with, first, identity, journal, key, line, open, second};

const LINES: usize = 4;

fn rescue(disk: &MemDisk, from: Medium) -> Result<Rescue, OpenError> {
    Rescue::open(Store::in_memory(disk), identity(), from)
}

fn only(medium: Medium, bytes: &[u8]) -> MemDisk {
    let disk = MemDisk::new();
    disk.plant(&path(medium), bytes);
    disk
}

fn path(medium: Medium) -> std::path::PathBuf {
    match medium {
        Medium::First => first(),
        Medium::Second => second(),
    }
}

#[test]
fn a_journal_is_copied_whole_onto_either_medium_and_the_log_goes_on() {
    let lines = chain(LINES);
    for from in [Medium::First, Medium::Second] {
        let disk = only(from, &journal(&lines));
        let (mut log, startup) = rescue(&disk, from).unwrap().copy(None).unwrap();
        assert!(startup.repaired.is_none() && !startup.torn);
        assert_eq!(log.lines(), lines);
        add(&mut log, "next");
        let all = journal(log.lines());
        drop(log);
        disk.power_cut(Keep::Synced);
        assert_eq!((disk.peek(&first()).unwrap(), disk.peek(&second()).unwrap()), (all.clone(), all));
        assert_eq!(disk.names().iter().filter(|name| name.extension().is_some_and(|end| end == "copy")).count(), 0);
    }
}

#[test]
fn a_line_that_says_it_stands_on_both_media() {
    let lines = chain(LINES);
    let disk = only(Medium::First, &journal(&lines));
    let rescue = rescue(&disk, Medium::First).unwrap();
    let said = line(rescue.tip(), "medium", "replaced");
    let (log, _) = rescue.copy(Some(&said)).unwrap();
    assert_eq!(log.lines().last(), Some(&said));
    assert_eq!(disk.peek(&first()), disk.peek(&second()));
}

#[test]
fn a_line_that_is_not_the_next_one_is_refused_before_anything_is_written() {
    let lines = chain(LINES);
    let disk = only(Medium::First, &journal(&lines));
    let opened = rescue(&disk, Medium::First).unwrap();
    assert!(matches!(opened.copy(Some(&lines[0])), Err(CopyError::Append(_))));
    assert_eq!(disk.names(), [first()]);
}

#[test]
fn a_torn_end_is_kept_as_evidence_and_not_copied() {
    let lines = chain(LINES);
    let torn = [journal(&lines).as_slice(), b"{\"body\":"].concat();
    let disk = only(Medium::Second, &torn);
    let opened = rescue(&disk, Medium::Second).unwrap();
    assert!(opened.is_torn());
    assert_eq!(disk.peek(&second()).unwrap(), torn, "looking changes nothing");
    let (log, startup) = opened.copy(None).unwrap();
    assert!(startup.torn && log.lines() == lines);
    assert_eq!(disk.peek(Path::new("second/torn-1.bin")).unwrap(), b"{\"body\":");
    assert_eq!(disk.peek(&first()), disk.peek(&second()));
}

#[test]
fn what_lies_on_the_other_medium_is_told_and_lines_of_its_own_are_never_written_over() {
    let lines = chain(LINES);
    let (all, more) = (journal(&lines), journal(&chain(LINES + 1)));
    let strange = [journal(&lines[..2]), journal(&chain(1))].concat();
    for (there, target) in
        [(&b""[..], Target::Empty), (&journal(&lines[..2]), Target::Behind), (&all, Target::Equal), (&more, Target::Differs)]
    {
        let disk = disk_with(&all, there);
        let opened = rescue(&disk, Medium::First).unwrap();
        assert_eq!(opened.target().unwrap(), target);
        match opened.copy(None) {
            Ok((log, _)) => assert!(target != Target::Differs && log.lines() == lines),
            Err(CopyError::Open(OpenError::Occupied(Medium::Second))) => assert_eq!(target, Target::Differs),
            Err(error) => panic!("{error}"),
        }
    }
    let disk = disk_with(&all, &strange);
    assert!(matches!(rescue(&disk, Medium::First).unwrap().copy(None), Err(CopyError::Open(OpenError::Refused { line: 2, .. }))));
    assert_eq!(disk.peek(&second()).unwrap(), strange);
}

#[test]
fn a_medium_without_a_whole_journal_is_not_copied() {
    let mut bytes = journal(&chain(LINES));
    bytes[20] ^= 1;
    let disk = only(Medium::First, &bytes);
    assert!(matches!(rescue(&disk, Medium::First), Err(OpenError::Refused { medium: Medium::First, line: 0, rule: Rule::Line(_) })));
    assert!(matches!(rescue(&disk, Medium::Second), Err(OpenError::Missing(Medium::Second))));
    assert_eq!(disk.names(), [first()]);
}

#[test]
fn while_one_process_copies_no_other_opens_the_log() {
    let all = journal(&chain(LINES));
    let disk = disk_with(&all, &all);
    let held = rescue(&disk, Medium::First).unwrap();
    assert!(matches!(open(&disk), Err(OpenError::Busy(_))));
    assert!(matches!(rescue(&disk, Medium::Second), Err(OpenError::Busy(_))));
    drop(held);
    assert!(open(&disk).is_ok());
}

/// An heir goes on with the log of the second medium.
fn go_on(disk: &MemDisk) -> Result<Log, CopyError> {
    let store = || Store::in_memory(disk);
    let opened = Rescue::open(store(), with_heirs(&heir(1)), Medium::Second)?;
    if opened.target()? == Target::Differs {
        drop(opened);
        return Ok(Log::open(store(), with_heirs(&heir(1)))?.0);
    }
    let goes_on = opened.lines().last().is_some_and(|line| line.verify(&identity().origin, &heir(1).public()).is_ok());
    let brings = bring(opened.tip(), 1);
    Ok(opened.copy((!goes_on).then_some(&brings))?.0)
}

#[test]
fn a_copy_cut_short_at_any_call_is_made_again_with_every_line_and_brings_its_key_once() {
    let lines = chain(LINES);
    let mut failed = 0;
    for fault in [Fault::Before, Fault::Half, Fault::After] {
        for keep in [Keep::Synced, Keep::Half, Keep::All] {
            for call in 0.. {
                let disk = only(Medium::Second, &journal(&lines));
                disk.fail_after(call, fault);
                let done = go_on(&disk).is_ok();
                disk.power_cut(keep);
                let place = format!("call {call}, {fault:?}, {keep:?}");
                holds(&disk, &lines, &place);
                if done {
                    break;
                }
                failed += 1;
            }
        }
    }
    assert!(failed > 100, "{failed}");
}

/// Done again, the log holds all lines and one that brings the key, on both media; the old key is refused from then on.
fn holds(disk: &MemDisk, lines: &[Line], place: &str) {
    let log = go_on(disk).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert!(log.lines().starts_with(lines), "{place}");
    assert_eq!((log.lines().len(), log.signers().count()), (LINES + 1, 2), "{place}");
    drop(log);
    disk.power_cut(Keep::Synced);
    assert_eq!(disk.peek(&first()), disk.peek(&second()), "{place}");
    assert!(matches!(Log::open(Store::in_memory(disk), with_heirs(&key())), Err(OpenError::OtherKey { .. })), "{place}");
}
