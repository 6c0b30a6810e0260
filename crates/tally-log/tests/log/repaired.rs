//! What a power cut can leave behind is made good and said.

use std::path::Path;

use chain::Line;
use tally_log::{IndexState, Keep, Medium, Repair, Startup};

use crate::support::{add, chain, disk_with, first, journal, open, second};

const LINES: usize = 4;

/// Opens media with these bytes, and checks that both then hold `lines`, durably, that a second start finds nothing to do, and
/// that the log goes on.
fn opens(a: &[u8], b: &[u8], lines: &[Line]) -> Startup {
    let disk = disk_with(a, b);
    let (log, startup) = open(&disk).unwrap();
    assert_eq!(log.lines(), lines);
    drop(log);
    disk.power_cut(Keep::Synced);
    let (mut log, again) = open(&disk).unwrap();
    assert_eq!(again, found(None, false, lines.len()));
    add(&mut log, "next");
    let all = journal(log.lines());
    assert_eq!((disk.peek(&first()).unwrap(), disk.peek(&second()).unwrap()), (all.clone(), all));
    startup
}

fn found(repaired: Option<Repair>, torn: bool, lines: usize) -> Startup {
    // The index is in memory: new at every start, and as good as an empty journal's.
    let index = if lines == 0 { IndexState::Agreed } else { IndexState::Built };
    Startup { repaired, torn, lines: lines as u64, index }
}

fn behind(behind: Medium) -> Option<Repair> {
    Some(Repair { behind, seq: LINES as u64 - 1 })
}

#[test]
fn equal_media_need_nothing() {
    let lines = chain(LINES);
    let all = journal(&lines);
    assert_eq!(opens(&all, &all, &lines), found(None, false, LINES));
}

#[test]
fn a_missing_last_line_is_copied_from_the_other_medium() {
    let lines = chain(LINES);
    let (all, short) = (journal(&lines), journal(&lines[..LINES - 1]));
    assert_eq!(opens(&all, &short, &lines), found(behind(Medium::Second), false, LINES));
    assert_eq!(opens(&short, &all, &lines), found(behind(Medium::First), false, LINES));
}

#[test]
fn a_first_line_that_reached_one_medium_only_is_copied() {
    let lines = chain(1);
    let startup = opens(&journal(&lines), b"", &lines);
    assert_eq!(startup.repaired, Some(Repair { behind: Medium::Second, seq: 0 }));
}

#[test]
fn a_last_line_torn_at_any_byte_is_copied_whole() {
    let lines = chain(LINES);
    let (all, short) = (journal(&lines), journal(&lines[..LINES - 1]));
    for end in short.len() + 1..all.len() {
        assert_eq!(opens(&all, &all[..end], &lines), found(behind(Medium::Second), true, LINES), "{end}");
    }
    for end in [short.len() + 1, all.len() - 2, all.len() - 1] {
        assert_eq!(opens(&all[..end], &all, &lines), found(behind(Medium::First), true, LINES), "{end}");
    }
}

#[test]
fn a_line_torn_on_one_medium_and_absent_on_the_other_is_cut_off() {
    let lines = chain(LINES);
    let (all, short) = (journal(&lines), journal(&lines[..LINES - 1]));
    for end in short.len() + 1..all.len() {
        assert_eq!(opens(&all[..end], &short, &lines[..LINES - 1]), found(None, true, LINES - 1), "{end}");
    }
    let end = all.len() - 1;
    assert_eq!(opens(&short, &all[..end], &lines[..LINES - 1]), found(None, true, LINES - 1));
}

#[test]
fn a_line_torn_on_both_media_is_cut_off_both() {
    let lines = chain(LINES);
    let (all, short) = (journal(&lines), journal(&lines[..LINES - 1]));
    let (a, b) = (&all[..all.len() - 1], &all[..short.len() + 1]);
    assert_eq!(opens(a, b, &lines[..LINES - 1]), found(None, true, LINES - 1));
    assert_eq!(opens(b"{", b"{\"body\"", &[]), found(None, true, 0));
}

#[test]
fn the_torn_bytes_are_kept_under_a_new_name_each_time() {
    let lines = chain(LINES);
    let all = journal(&lines);
    let torn = [all.as_slice(), b"{\"body\":"].concat();
    let disk = disk_with(&torn, &all);
    drop(open(&disk).unwrap());
    disk.plant(&first(), &[all.as_slice(), b"\0\0"].concat());
    drop(open(&disk).unwrap());
    assert_eq!(disk.peek(Path::new("first/torn-1.bin")).unwrap(), b"{\"body\":");
    assert_eq!(disk.peek(Path::new("first/torn-2.bin")).unwrap(), b"\0\0");
    assert_eq!(disk.peek(&first()).unwrap(), all);
}
