//! `media`: two journals in every pair of states, and an index that is not what it should be.
//!
//! A journal can be whole, short, torn, empty, missing, damaged, or somebody else's. Every pair is laid before the booth. What a power
//! cut explains is repaired; everything else is refused, and both files are afterwards what they were, byte by byte.

use std::path::Path;

use suara_tests::random::SimSeed;
use suara_tests::sim::{Failure, SimResult};
use tally_log::{Keep, MemDisk, Store};
use terminal::{Booth, FakePrinter};

use super::hall::Hall;
use super::trouble::Switch;
use super::verdict::Findings;
use super::world::{Village, hour};
use super::{Ask, Figure, index};

const FIRST: &str = "first/entries.jsonl";
const SECOND: &str = "second/entries.jsonl";

/// One medium's journal.
#[derive(Debug, Clone)]
struct Medium {
    name: &'static str,
    /// Whole lines, with their line feeds; `None` if the file is missing.
    lines: Option<Vec<Vec<u8>>>,
    torn: Vec<u8>,
    /// Whether the lines are a chain that this booth signed. A torn end does not matter here.
    sound: bool,
}

impl Medium {
    fn sound(name: &'static str, lines: &[Vec<u8>], torn: &[u8]) -> Self {
        Self { name, lines: Some(lines.to_vec()), torn: torn.to_vec(), sound: true }
    }

    fn broken(name: &'static str, lines: Vec<Vec<u8>>) -> Self {
        Self { name, lines: Some(lines), torn: Vec::new(), sound: false }
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        self.lines.as_ref().map(|lines| [lines.concat(), self.torn.clone()].concat())
    }
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let village = Village::new(ask.seed, 6)?;
    let other = Village::new(ask.seed + 1, 6)?;
    let (day, again, foreign) = (journal(&village, 1)?, journal(&village, 2)?, journal(&other, 1)?);
    let states = states(&day, &again, &foreign)?;
    let (mut found, mut repaired, mut refused) = (Findings::default(), 0, 0);
    for first in &states {
        for second in &states {
            let accepted = explained(first, second);
            let one = pair(&village, first, second, accepted);
            found = found.and(Findings::of(one, format!("medium 1 {}, medium 2 {}", first.name, second.name)));
            *(if accepted { &mut repaired } else { &mut refused }) += 1;
        }
    }
    let (indexes, of_index) = index::run(&village, &other, ask.seed)?;
    let found = found.and(of_index);
    let cases = repaired + refused;
    let text = format!("{cases} cases, {repaired} opened or repaired, {refused} refused and left as they were; {indexes} indexes, {found}");
    Ok(Figure::new(cases + indexes, text, found))
}

/// The lines of a short day in memory.
fn journal(village: &Village, seed: u64) -> SimResult<Vec<Vec<u8>>> {
    let mut hall = Hall::new(village, Switch::default(), SimSeed(seed).stream("media"))?;
    hall.open()?;
    for number in 0..3 {
        hall.voter(number, &[])?;
    }
    hall.booth = None;
    let bytes = hall.disk.peek(FIRST.as_ref()).ok_or(Failure("no journal"))?;
    Ok(bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect())
}

fn states(day: &[Vec<u8>], again: &[Vec<u8>], foreign: &[Vec<u8>]) -> SimResult<Vec<Medium>> {
    let few = || Failure("a day with too few lines");
    let upto = |count: usize| day.get(..count).ok_or_else(few);
    let all = day.len();
    let (last, before) = (day.last().ok_or_else(few)?, day.get(all - 2).ok_or_else(few)?);
    let half = |line: &[u8]| line.get(..line.len() / 2).unwrap_or_default().to_vec();
    let changed = |at: usize, change: fn(&mut Vec<u8>)| {
        let mut lines = day.to_vec();
        lines.get_mut(at).map(change);
        lines
    };
    let flip: fn(&mut Vec<u8>) = |line| line.iter_mut().skip(30).take(1).for_each(|byte| *byte ^= 1);
    let mut swapped = day.to_vec();
    swapped.swap(all - 1, all - 2);
    Ok(vec![
        Medium::sound("whole", day, b""),
        Medium::sound("one line short", upto(all - 1)?, b""),
        Medium::sound("two lines short", upto(all - 2)?, b""),
        Medium::sound("three lines short", upto(all - 3)?, b""),
        Medium::sound("torn in the last line", upto(all - 1)?, &half(last)),
        Medium::sound("torn in the line before", upto(all - 2)?, &half(before)),
        Medium::sound("whole and torn after it", day, &half(last)),
        Medium::sound("torn right before the line feed", upto(all - 1)?, last.strip_suffix(b"\n").unwrap_or_default()),
        Medium::sound("only the zero entry", upto(1)?, b""),
        Medium::sound("empty", &[], b""),
        Medium { name: "missing", lines: None, torn: Vec::new(), sound: false },
        Medium::broken("a bit flipped in the last line", changed(all - 1, flip)),
        Medium::broken("a bit flipped in the first line", changed(0, flip)),
        Medium::broken("an empty line in the middle", changed(2, |line| line.insert(0, b'\n'))),
        Medium::broken("two lines swapped", swapped),
        Medium::broken("a line twice", [day, core::slice::from_ref(last)].concat()),
        Medium::broken("a line left out", [upto(2)?, day.get(3..).ok_or_else(few)?].concat()),
        Medium::broken("words after the end", [day, &[b"catatan\n".to_vec()]].concat()),
        Medium::broken("another booth's", foreign.to_vec()),
        Medium::sound("another day of this booth", again, b""),
        Medium::sound("another day, one line short", again.get(..again.len() - 1).ok_or_else(few)?, b""),
        Medium { name: "a torn end longer than any line", torn: vec![b'x'; 1 << 20], ..Medium::broken("", day.to_vec()) },
    ])
}

/// What a power cut explains: the same lines, or one whole line more on a medium with nothing torn behind it. Written here once more
/// and not taken from the code under test.
fn explained(first: &Medium, second: &Medium) -> bool {
    let (Some(a), Some(b)) = (&first.lines, &second.lines) else { return false };
    let (longer, shorter, torn) = if a.len() >= b.len() { (a, b, &first.torn) } else { (b, a, &second.torn) };
    let one_history = longer.starts_with(shorter);
    let apart = longer.len() - shorter.len();
    first.sound && second.sound && one_history && !longer.is_empty() && (apart == 0 || (apart == 1 && torn.is_empty()))
}

fn pair(village: &Village, first: &Medium, second: &Medium, accepted: bool) -> SimResult<Findings> {
    let disk = MemDisk::new();
    for (name, medium) in [(FIRST, first), (SECOND, second)] {
        if let Some(bytes) = medium.bytes() {
            disk.plant(Path::new(name), &bytes);
        }
    }
    let before = (disk.names(), disk.peek(FIRST.as_ref()), disk.peek(SECOND.as_ref()));
    let random = SimSeed(7).stream("media start");
    let setup = village.setup(Store::in_memory(&disk), Box::new(FakePrinter::new()), random)?;
    let started = Booth::attach(setup, &hour(9)?);
    let opened = started.is_ok();
    drop(started);
    disk.power_cut(Keep::Synced);
    let after = (disk.names(), disk.peek(FIRST.as_ref()), disk.peek(SECOND.as_ref()));
    let mut found = Findings::default();
    match (accepted, opened) {
        (true, true) => mended(first, second, &after.1, &after.2, &mut found),
        (false, false) if after == before => {}
        (false, false) => found.other.push("it was refused, but a file is not what it was".to_owned()),
        (_, true) => found.other.push("it was opened".to_owned()),
        (true, false) => found.lost += 1,
    }
    Ok(found)
}

/// Both journals are the same, and begin with every whole line that either held.
fn mended(first: &Medium, second: &Medium, a: &Option<Vec<u8>>, b: &Option<Vec<u8>>, found: &mut Findings) {
    let whole = [first, second].into_iter().filter_map(|medium| medium.lines.as_ref()).max_by_key(|lines| lines.len());
    let whole = whole.map(|lines| lines.concat()).unwrap_or_default();
    let begins = a.as_ref().is_some_and(|bytes| bytes.starts_with(&whole));
    if !begins {
        found.lost += 1;
    }
    if a != b {
        found.other.push("the journals still differ".to_owned());
    }
}
