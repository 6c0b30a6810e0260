//! A: files that were damaged, cut, swapped or replaced on their way; with `+`, by a committee that signs its list again.

use record::layout;

use super::bench::Bench;
use super::{Case, Class, Keys};

const ALONE: &[&str] = &["C03"];

/// The checks of which one fails when a file is spoiled and the list signed again.
pub(super) fn checks_of(path: &str) -> &'static [&'static str] {
    const BY_NAME: [(&str, &[&str]); 22] = [
        ("index.", &["C05"]),
        ("definition.", &["C07"]),
        ("roots.", &["C09"]),
        ("devices.", &["C12"]),
        ("amendment-", &["C13"]),
        ("ceremony.json", &["C14"]),
        ("confirmations.json", &["C16"]),
        ("roll-tags.txt", &["C10"]),
        ("deck-leaves.txt", &["C11"]),
        ("desks/", &["C40"]),
        ("paper/", &["C42"]),
        ("exclusions.", &["C41"]),
        ("plan-", &["C43"]),
        ("opening-", &["C46"]),
        ("result.", &["C49"]),
        ("totals.csv", &["C51"]),
        ("/entries.jsonl", &["C18", "C19"]),
        ("/checkpoint", &["C25", "C26"]),
        ("/leaves.txt", &["C25"]),
        ("/anchors.jsonl", &["C20", "C24", "C25", "C27"]),
        ("/cast.jsonl", &["C27", "C30", "C31", "C32"]),
        ("/challenged.jsonl", &["C27", "C30", "C32", "C37"]),
    ];
    BY_NAME.iter().find(|(name, _)| path.contains(name)).map_or(&["C27"], |(_, ids)| ids)
}

/// Some file with something in it, never the list.
fn some_file(bench: &mut Bench<'_>) -> String {
    let files: Vec<String> = bench.folder.iter().filter(|(p, b)| *p != layout::SUMS && !b.is_empty()).map(|(p, _)| p.to_owned()).collect();
    files[bench.dice.below(files.len())].clone()
}

/// A place in a file, but not in a cosignature: one of a key nobody knows is too few witnesses, which the class of that name holds.
fn some_place(bench: &mut Bench<'_>, path: &str) -> usize {
    let bytes = bench.get(path);
    let end = if path.ends_with(layout::CHECKPOINT) { bytes.iter().position(|b| *b == 0xe2).unwrap() } else { bytes.len() };
    bench.dice.below(end)
}

fn flip(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let path = some_file(&mut bench);
    let (place, bit) = (some_place(&mut bench, &path), bench.dice.below(8));
    let changed = bench.change(&path, |mut bytes| {
        bytes[place] ^= 1 << bit;
        bytes
    });
    (changed, path)
}

fn a1(number: u64) -> Case {
    flip(number).0.fails(ALONE)
}

fn a1_forger(number: u64) -> Case {
    let (bench, path) = flip(number);
    bench.list().fails(checks_of(&path))
}

/// Changes a booth's file of ballots.
fn in_ballots(number: u64, change: impl FnOnce(&mut Bench<'_>, &str) -> Bytes) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let path = bench.ballots_file();
    let change = change(&mut bench, &path);
    (bench.change(&path, |bytes| change.0(bytes)), path)
}

struct Bytes(Box<dyn FnOnce(Vec<u8>) -> Vec<u8>>);

fn cut(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, path| {
        let size = bench.get(path).len();
        let left = size - 2 - bench.dice.below(size / 2);
        Bytes(Box::new(move |mut bytes| {
            // Never at the end of a line: that is the next class.
            let left = if bytes[left - 1] == b'\n' { left - 1 } else { left };
            bytes.truncate(left);
            bytes
        }))
    })
}

fn lines(change: impl FnOnce(&mut Vec<Vec<u8>>) + 'static) -> Bytes {
    Bytes(Box::new(move |bytes| {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        change(&mut lines);
        lines.concat()
    }))
}

fn cut_lines(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, _| {
        let gone = 1 + bench.dice.below(2);
        lines(move |lines| lines.truncate(lines.len() - gone.min(lines.len())))
    })
}

fn junk(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, _| {
        let tail = [&b"\0"[..], b"\n", b"junk\n", b"{}\n", b"{\"body\":{}}\n"][bench.dice.below(5)];
        Bytes(Box::new(move |bytes| [&bytes[..], tail].concat()))
    })
}

fn zero_page(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, path| {
        let size = bench.get(path).len();
        let start = bench.dice.below(size.saturating_sub(512).max(1));
        Bytes(Box::new(move |mut bytes| {
            bytes.iter_mut().skip(start).take(512).for_each(|byte| *byte = 0);
            bytes
        }))
    })
}

fn doubled(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, _| {
        let place = bench.dice.below(64);
        lines(move |lines| {
            let place = place % lines.len();
            let line = lines[place].clone();
            lines.insert(place, line);
        })
    })
}

fn taken_out(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, _| {
        let place = bench.dice.below(64);
        lines(move |lines| {
            // The last line of a log is a class of its own.
            let last = (lines.len() - 1).max(1);
            drop(lines.remove(place % last));
        })
    })
}

fn swapped(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let name = if bench.is_sealed() { layout::ENTRIES } else { layout::CAST };
    let path = format!("booths/{}/{name}", ["001-1", "001-2", "002-1"][bench.dice.below(3)]);
    let place = bench.dice.below(64);
    let changed = bench.lines(&path, |lines| {
        let place = place % (lines.len() - 1);
        lines.swap(place, place + 1);
    });
    (changed, path)
}

fn inserted(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let name = if bench.is_sealed() { layout::ENTRIES } else { layout::CAST };
    let (from, to) = [("001-1", "001-2"), ("001-2", "002-1"), ("002-1", "001-1")][bench.dice.below(3)];
    let foreign = bench.get(&format!("booths/{from}/{name}"));
    let foreign: Vec<u8> = foreign.split_inclusive(|b| *b == b'\n').nth(1).unwrap().to_vec();
    let path = format!("booths/{to}/{name}");
    let place = bench.dice.below(64);
    let changed = bench.lines(&path, |lines| lines.insert(place % lines.len(), foreign));
    (changed, path)
}

fn emptied(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let path = some_file(&mut bench);
    (bench.change(&path, |_| Vec::new()), path)
}

fn old_version(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let files = ["index.json", "definition.json", "roots.json", "devices.json", "plan-1.json", "result.json", "exclusions.json"];
    let path = files[bench.dice.below(files.len())];
    let changed = bench.change(path, |bytes| String::from_utf8(bytes).unwrap().replacen("/v1\"", "/v0\"", 1).into_bytes());
    (changed.note(path.trim_end_matches(".json")), path.to_owned())
}

fn huge(number: u64) -> (Bench<'static>, String) {
    in_ballots(number, |bench, _| {
        let place = bench.dice.below(64);
        lines(move |lines| {
            let place = place % lines.len();
            lines[place] = [vec![b'9'; 2 << 20], b"\n".to_vec()].concat();
        })
    })
}

fn wrong_magic(number: u64) -> Bench<'static> {
    let mut bench = Bench::of(number);
    let header = ["# suara/v0/sums", "# suara/v1/sum", "#suara/v1/sums", "PK\u{3}\u{4}"][bench.dice.below(4)];
    bench.change(layout::SUMS, |bytes| String::from_utf8(bytes).unwrap().replacen("# suara/v1/sums", header, 1).into_bytes())
}

/// A change that the list shows, and the same with the list signed again.
macro_rules! both {
    ($plain:ident, $forger:ident, $change:ident) => {
        fn $plain(number: u64) -> Case {
            $change(number).0.fails(ALONE)
        }

        fn $forger(number: u64) -> Case {
            let (bench, path) = $change(number);
            bench.list().fails(checks_of(&path))
        }
    };
}

both!(a2, a2_forger, cut);
both!(a4, a4_forger, junk);
both!(a5, a5_forger, zero_page);
both!(a6, a6_forger, doubled);
both!(a7, a7_forger, taken_out);
both!(a8, a8_forger, swapped);
both!(a9, a9_forger, inserted);
both!(a11, a11_forger, old_version);
both!(a12, a12_forger, huge);

fn a3(number: u64) -> Case {
    cut_lines(number).0.fails(ALONE)
}

fn a3_forger(number: u64) -> Case {
    let (bench, path) = cut_lines(number);
    bench.list().fails(if path.ends_with(layout::ENTRIES) { &["C24"] } else { &["C27"] })
}

fn a10(number: u64) -> Case {
    emptied(number).0.fails(ALONE)
}

fn a10_forger(number: u64) -> Case {
    let (bench, path) = emptied(number);
    let ids: &[&str] = if path.ends_with(layout::ENTRIES) { &["C17", "C18", "C24"] } else { checks_of(&path) };
    bench.list().fails(ids)
}

fn a13(number: u64) -> Case {
    wrong_magic(number).fails(&["C01"])
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("A1", "One bit of one file is flipped.", Keys::None, a1),
    Class::new("A1+", "One bit of one file is flipped and the list signed again.", Keys::Committee, a1_forger),
    Class::new("A2", "A file of ballots is cut inside a line.", Keys::None, a2),
    Class::new("A2+", "A file of ballots is cut inside a line and the list signed again.", Keys::Committee, a2_forger),
    Class::new("A3", "A file of ballots is cut at the end of a line.", Keys::None, a3),
    Class::new("A3+", "A file of ballots is cut at the end of a line and the list signed again.", Keys::Committee, a3_forger),
    Class::new("A4", "Something is appended to a file of ballots.", Keys::None, a4),
    Class::new("A4+", "Something is appended to a file of ballots and the list signed again.", Keys::Committee, a4_forger),
    Class::new("A5", "512 bytes of a file of ballots are zero.", Keys::None, a5),
    Class::new("A5+", "512 bytes of a file of ballots are zero and the list is signed again.", Keys::Committee, a5_forger),
    Class::new("A6", "A line stands twice.", Keys::None, a6),
    Class::new("A6+", "A line stands twice and the list is signed again.", Keys::Committee, a6_forger),
    Class::new("A7", "A line is taken out.", Keys::None, a7),
    Class::new("A7+", "A line is taken out and the list signed again.", Keys::Committee, a7_forger),
    Class::new("A8", "Two lines are swapped.", Keys::None, a8),
    Class::new("A8+", "Two lines are swapped and the list is signed again.", Keys::Committee, a8_forger),
    Class::new("A9", "A line of another booth is put in.", Keys::None, a9),
    Class::new("A9+", "A line of another booth is put in and the list signed again.", Keys::Committee, a9_forger),
    Class::new("A10", "A file is empty.", Keys::None, a10),
    Class::new("A10+", "A file is empty and the list is signed again.", Keys::Committee, a10_forger),
    Class::new("A11", "A document of an older version, with a good note.", Keys::Committee, a11),
    Class::new("A11+", "A document of an older version, with a good note, and the list signed again.", Keys::Committee, a11_forger),
    Class::new("A12", "A line of two million bytes.", Keys::None, a12),
    Class::new("A12+", "A line of two million bytes, and the list signed again.", Keys::Committee, a12_forger),
    Class::new("A13", "The list begins with another word.", Keys::None, a13),
];
