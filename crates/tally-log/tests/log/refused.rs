//! What no power cut explains is refused, named, and left as it is.

use canonical::SigningKey;
use chain::ChainError;
use chain::line::{LineError, MAX_LINE};
use tally_log::{Extent, MAX_JOURNAL, Medium, MemDisk, OpenError, Rule};

use crate::support::{chain, chain_by, disk_with, first, journal, key, line, open, origin, second};

const LINES: usize = 6;

/// Opens, expects a refusal, and checks that not a byte was changed and no file made or removed.
fn refusal(disk: &MemDisk) -> OpenError {
    let files = |disk: &MemDisk| disk.names().into_iter().map(|name| (disk.peek(&name), name)).collect::<Vec<_>>();
    let before = files(disk);
    let Err(error) = open(disk) else { panic!("opened") };
    assert_eq!(files(disk), before, "{error}");
    error
}

fn refused(a: &[u8], b: &[u8]) -> (Medium, u64, Rule) {
    match refusal(&disk_with(a, b)) {
        OpenError::Refused { medium, line, rule } => (medium, line, rule),
        other => panic!("{other}"),
    }
}

fn all() -> Vec<u8> {
    journal(&chain(LINES))
}

/// Byte at which a line begins.
fn start(line: usize) -> usize {
    journal(&chain(line)).len()
}

#[test]
fn a_flipped_byte_anywhere_before_the_last_line_feed_is_refused() {
    let good = all();
    for index in 0..good.len() - 1 {
        let mut bad = good.clone();
        bad[index] ^= 0x01;
        let line = good[..index].iter().filter(|byte| **byte == b'\n').count() as u64;
        let (medium, found, _) = refused(&bad, &good);
        assert_eq!((medium, found), (Medium::First, line), "byte {index}");
    }
}

#[test]
fn a_flipped_byte_on_the_second_medium_is_named_there() {
    let (good, mut bad) = (all(), all());
    bad[start(3) + 40] ^= 0x01;
    let (medium, line, rule) = refused(&good, &bad);
    assert_eq!((medium, line), (Medium::Second, 3));
    assert!(matches!(rule, Rule::Line(_)), "{rule}");
}

#[test]
fn a_flipped_last_line_feed_is_a_torn_line_only_if_the_other_medium_has_it() {
    let (good, mut bad) = (all(), all());
    *bad.last_mut().unwrap() ^= 0x01;
    assert_eq!(open(&disk_with(&bad, &good)).unwrap().0.lines(), chain(LINES));
}

#[test]
fn two_lines_missing_on_either_medium_are_refused() {
    let (good, short) = (all(), journal(&chain(LINES - 2)));
    let (long, less) = (Extent { lines: 6, torn: false }, Extent { lines: 4, torn: false });
    assert!(matches!(refusal(&disk_with(&good, &short)), OpenError::Apart { first, second } if (first, second) == (long, less)));
    assert!(matches!(refusal(&disk_with(&short, &good)), OpenError::Apart { first, second } if (first, second) == (less, long)));
}

#[test]
fn an_emptied_medium_is_refused() {
    assert!(matches!(refusal(&disk_with(&all(), b"")), OpenError::Apart { .. }));
    assert!(matches!(refusal(&disk_with(b"", &all())), OpenError::Apart { .. }));
}

#[test]
fn a_missing_journal_is_refused() {
    let disk = disk_with(&all(), &all());
    disk.pluck(&second());
    assert!(matches!(refusal(&disk), OpenError::Missing(Medium::Second)));
    let disk = disk_with(&all(), &all());
    disk.pluck(&first());
    assert!(matches!(refusal(&disk), OpenError::Missing(Medium::First)));
}

#[test]
fn a_medium_that_is_ahead_and_torn_as_well_is_refused() {
    let (torn, short) = ([all(), b"{".to_vec()].concat(), journal(&chain(LINES - 1)));
    assert!(matches!(refusal(&disk_with(&torn, &short)), OpenError::Apart { .. }));
    assert!(matches!(refusal(&disk_with(&short, &torn)), OpenError::Apart { .. }));
}

#[test]
fn a_line_missing_in_the_middle_of_both_is_refused() {
    let mut lines = chain(LINES);
    lines.remove(2);
    let bad = journal(&lines);
    let rule = Rule::Chain(ChainError::Place { expected: 2, found: 3 });
    assert_eq!(refused(&bad, &bad), (Medium::First, 2, rule));
}

#[test]
fn a_missing_first_line_is_refused() {
    let bad = journal(&chain(LINES)[1..]);
    assert_eq!(refused(&bad, &bad).1, 0);
}

#[test]
fn two_exchanged_lines_are_refused() {
    let mut lines = chain(LINES);
    lines.swap(3, 4);
    let bad = journal(&lines);
    let rule = Rule::Chain(ChainError::Place { expected: 3, found: 4 });
    assert_eq!(refused(&bad, &bad), (Medium::First, 3, rule));
}

#[test]
fn a_doubled_line_is_refused() {
    let mut lines = chain(LINES);
    lines.insert(3, lines[2].clone());
    let bad = journal(&lines);
    let rule = Rule::Chain(ChainError::Place { expected: 3, found: 2 });
    assert_eq!(refused(&bad, &bad), (Medium::First, 3, rule));
}

/// The chain with another line, signed by the same key, in one place.
fn with_other(place: usize) -> Vec<chain::Line> {
    let mut lines = chain(LINES);
    let mut tip = chain::Tip::new();
    for line in &lines[..place] {
        tip.append(line).unwrap();
    }
    lines[place] = line(&tip, "another-card", "another ballot");
    lines
}

#[test]
fn two_different_last_lines_of_the_same_key_are_a_fork() {
    let other = journal(&with_other(LINES - 1));
    assert!(matches!(refusal(&disk_with(&all(), &other)), OpenError::Fork { line: 5 }));
}

#[test]
fn another_signed_line_in_the_middle_is_refused_at_the_next_one() {
    let bad = journal(&with_other(2));
    let (medium, line, rule) = refused(&all(), &bad);
    assert_eq!((medium, line), (Medium::Second, 3));
    assert!(matches!(rule, Rule::Chain(ChainError::Parent { seq: 3, .. })), "{rule}");
}

#[test]
fn a_whole_log_of_another_key_is_refused() {
    let bad = journal(&chain_by(LINES, &origin(), &SigningKey::from_seed(&[8; 32])));
    assert_eq!(refused(&bad, &bad), (Medium::First, 0, Rule::Line(LineError::Forged)));
}

#[test]
fn a_whole_log_of_another_name_is_refused() {
    let rehearsal = "suara-uji/v1/2027/desa/001/bilik-1".parse().unwrap();
    let bad = journal(&chain_by(LINES, &rehearsal, &key()));
    assert_eq!(refused(&bad, &bad), (Medium::First, 0, Rule::Line(LineError::Forged)));
}

#[test]
fn foreign_bytes_between_or_after_the_lines_are_refused() {
    let good = all();
    for extra in ["\n", "\r\n", "{}\n", "garbage\n", "\0\0\0\n"] {
        for place in [0, 3, LINES] {
            let (before, after) = good.split_at(start(place));
            let bad = [before, extra.as_bytes(), after].concat();
            let (medium, line, rule) = refused(&good, &bad);
            assert_eq!((medium, line), (Medium::Second, place as u64), "{extra:?} at {place}");
            assert!(matches!(rule, Rule::Line(_)), "{rule}");
        }
    }
}

#[test]
fn other_line_ends_are_refused() {
    let bad = String::from_utf8(all()).unwrap().replace('\n', "\r\n").into_bytes();
    assert_eq!(refused(&bad, &bad), (Medium::First, 0, Rule::Line(LineError::Frame)));
}

#[test]
fn a_torn_end_longer_than_any_line_is_refused() {
    let bad = [all(), vec![b'x'; MAX_LINE + 1]].concat();
    assert_eq!(refused(&bad, &all()), (Medium::First, LINES as u64, Rule::Tail));
}

#[test]
fn a_journal_over_the_cap_is_refused_unread() {
    let bad = vec![b'\n'; usize::try_from(MAX_JOURNAL).unwrap() + 1];
    assert_eq!(refused(&bad, &all()), (Medium::First, 0, Rule::TooLarge));
}
