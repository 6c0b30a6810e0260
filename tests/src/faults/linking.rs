//! `linking`: who came when is no secret, so whoever finds the order of ballots in what is public links people to ballots. An adversary
//! who saw the queue tries everything that public files and strips show of a ballot: place in a file, every field, code, card,
//! signature, forwards and backwards. On one election whose truth it is told it learns which of them fits best; with that it guesses in
//! further elections, and must do no better than chance.
//!
//! What is not public does link: the sealed log beside the desk's journal. That is measured too, and stated.

use std::collections::{BTreeMap, BTreeSet};

use pollbook::Desk;
use record::{Strip, layout};
use serde_json::Value;
use suara_tests::random::SimSeed;
use suara_tests::sim::day::{StationDay, open_desk};
use suara_tests::sim::evening::receive;
use suara_tests::sim::world::booth_id;
use suara_tests::sim::{Failure, SimResult};
use tally_log::{MemDisk, Store};
use terminal::{Booth, Ended, FakePrinter};

use super::officer::receipt;
use super::verdict::Findings;
use super::voters::Answer;
use super::world::{Village, hour};
use super::{Ask, Figure};

/// People of the station; all of them come.
const PEOPLE: u32 = 1_000;

/// What can be seen of the ballots, by name of what it is: one value for each voter, in the order of coming.
type Views = BTreeMap<String, Vec<String>>;

struct Election {
    views: Views,
    /// Marks that the strips name, in the order in which they were made.
    marks: Vec<String>,
    /// Place of each voter's ballot in the sealed log.
    sealed: Vec<String>,
    /// Different slips that count.
    slips: usize,
    options: usize,
}

/// How the guesses of one view came out.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    /// Voters whose ballot was guessed; one is expected by chance.
    hits: u32,
    /// Rank correlation times the square root of one less than the voters: about normal by chance.
    z: f64,
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let known = election(ask.seed)?;
    let control = score(&order(&known.sealed));
    if control.hits < PEOPLE {
        return Err(format!("the harness cannot be believed: it finds {} of {PEOPLE} in the sealed log", control.hits).into());
    }
    let (best, backwards) = best(&known);
    println!("of {} views the one that fits best where the truth is known: {best}, backwards: {backwards}", known.views.len());
    let (mut hits, mut in_marks, mut by_marks, mut z, mut residual, mut found) = (0, 0, 0, 0.0, 0, Findings::default());
    for number in 1..=ask.count {
        let fresh = election(ask.seed.wrapping_add(number))?;
        let values = fresh.views.get(&best).ok_or(Failure("a view is missing in another election"))?;
        let one = guess(values, backwards, &fresh.codes()?);
        (hits, z) = (hits + one.hits, z + one.z);
        (in_marks, by_marks) = (in_marks + fresh.within_marks(values)?, by_marks + u32::try_from(fresh.marks.len())?);
        residual += score(&order(&fresh.sealed)).hits;
        if fresh.slips > fresh.options {
            found.other.push(format!("{} different slips for {} options: a slip can be told from another", fresh.slips, fresh.options));
        }
    }
    let count = f64::from(u32::try_from(ask.count)?);
    for (what, hits, expected) in [("order", hits, count), ("order and marks", in_marks, f64::from(by_marks))] {
        if (f64::from(hits) - expected).abs() > 3.0 * expected.sqrt() {
            found.other.push(format!("{what}: {hits} guessed, {expected} expected by chance"));
        }
    }
    let z = z / count.sqrt();
    if z.abs() > 3.0 {
        found.other.push(format!("the order of coming shows: z = {z:.1}"));
    }
    let text = format!(
        "{} elections of {PEOPLE} voters, {hits} guessed from public files and strips ({count} expected), z {z:.2}, {in_marks} with the marks on \
         strips ({by_marks} expected); {residual} with the sealed log and the desk's journal, {}",
        ask.count,
        if found.none() { "within 3σ of chance" } else { "beyond chance" }
    );
    Ok(Figure::new(ask.count, text, found))
}

impl Election {
    fn codes(&self) -> SimResult<Vec<String>> {
        Ok(self.views.get("strip: code").ok_or(Failure("no codes"))?.clone())
    }

    /// Guesses of an adversary who also knows when each mark was made: within the ballots of a mark one is expected.
    fn within_marks(&self, values: &[String]) -> SimResult<u32> {
        let marks = self.views.get("strip: mark").ok_or(Failure("no marks"))?;
        let place = |mark: &String| self.marks.iter().position(|known| known == mark).unwrap_or_default();
        let both: Vec<String> = marks.iter().zip(values).map(|(mark, value)| format!("{:04} {value}", place(mark))).collect();
        Ok(guess(&both, false, &self.codes()?).hits)
    }
}

/// The view that fits best, and whether backwards.
fn best(known: &Election) -> (String, bool) {
    let codes = known.codes().unwrap_or_default();
    let tried = known.views.iter().filter(|(name, _)| *name != "strip: mark");
    let scores = tried.flat_map(|(name, values)| [false, true].map(|back| (name, back, guess(values, back, &codes))));
    let best = scores.max_by(|a, b| (a.2.hits, a.2.z.abs()).partial_cmp(&(b.2.hits, b.2.z.abs())).unwrap_or(core::cmp::Ordering::Equal));
    best.map_or_else(Default::default, |(name, back, _)| (name.clone(), back))
}

/// Guesses that ballots came in the order of these values; equal ones in the order of their codes, which say nothing.
fn guess(values: &[String], backwards: bool, codes: &[String]) -> Score {
    let keys: Vec<String> = values.iter().zip(codes).map(|(value, code)| format!("{value} {code}")).collect();
    let mut guessed = order(&keys);
    if backwards {
        guessed.reverse();
    }
    score(&guessed)
}

fn order(values: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values.get(*a).cmp(&values.get(*b)));
    order
}

fn score(guessed: &[usize]) -> Score {
    let count = guessed.len() as f64;
    let hits = guessed.iter().enumerate().filter(|(place, voter)| place == *voter).count();
    let squares: f64 = guessed.iter().enumerate().map(|(place, voter)| (place as f64 - *voter as f64).powi(2)).sum();
    let rho = 1.0 - 6.0 * squares / (count * (count * count - 1.0));
    Score { hits: u32::try_from(hits).unwrap_or(u32::MAX), z: rho * (count - 1.0).sqrt() }
}

/// Holds one election and collects what is seen of it.
fn election(seed: u64) -> SimResult<Election> {
    let village = Village::new(seed, PEOPLE)?;
    let mut random = SimSeed(seed).stream("linking");
    let mut desk = open_desk(&village.prepared, 0, village.station()?, village.keys, &mut random)?;
    let (disk, printer) = (MemDisk::new(), FakePrinter::new());
    let setup = village.setup(Store::in_memory(&disk), Box::new(printer.clone()), SimSeed(seed).stream("linking booth"))?;
    let mut booth = Booth::zero(setup, &[b"saksi"], &hour(6)?)?;
    booth.open(&hour(7)?)?;
    let mut hand = village.prepared.deck.hand(village.definition(), &village.station()?.id, village.keys);
    let mut rows: Vec<u32> = (1..=PEOPLE).collect();
    random.shuffle(&mut rows);
    drop(printer.take());
    let (mut ballots, mut papers) = (Vec::new(), Vec::new());
    for (came, row) in (0..).zip(rows) {
        let now = hour(7 + came * 6 / PEOPLE)?;
        if booth.mark_is_due(&now) {
            booth.mark(&now)?;
        }
        desk.check_in(row, random.bytes())?;
        let (_, card) = hand.take(None).ok_or(Failure("the deck is used up"))?;
        let session = booth.begin(&card, &now)?;
        let choice = session.choice(random.below(3))?;
        ballots.push(Answer::Same.give(session.choose(choice).confirm()?)?);
        papers.push(printer.take());
    }
    seen(&village, desk, booth, &ballots, &papers, hand.left())
}

fn seen(village: &Village, mut desk: Desk, mut booth: Booth, ballots: &[Ended], papers: &[Vec<String>], left: u32) -> SimResult<Election> {
    let counts = desk.close(left, hour(13)?, [0; 16])?;
    booth.close(&hour(13)?)?;
    let bundle = booth.export()?;
    let digest = booth.state().digest().ok_or(Failure("no digest"))?;
    let entries = super::verdict::lines(bundle.get(layout::ENTRIES).ok_or(Failure("no entries"))?)?;
    let mut sealed = BTreeMap::new();
    for line in entries.iter().filter(|line| &*line.header().kind == "seal") {
        let record::Entry::Seal(ballot) = line.content()? else { continue };
        sealed.insert(ballot.code(&digest), format!("{:08}", line.header().seq));
    }
    let day = StationDay { bundles: vec![(booth_id(0), bundle)], counts, strips: Vec::new(), copied: Vec::new() };
    let public = receive(&village.prepared, &[day], village.keys)?.public_folder(&village.keys.committee())?;
    let strips: Vec<Strip> = papers.iter().filter_map(|papers| papers.iter().find_map(|paper| receipt(paper))).collect();
    let mut views = strip_views(&strips);
    for (name, bytes) in public.iter().filter(|(name, _)| name.ends_with(layout::CAST)) {
        of_file(name, bytes, ballots, &digest, &mut views)?;
    }
    let mut marks: Vec<String> = Vec::new();
    for strip in &strips {
        if !marks.iter().any(|known| *known == *strip.mark) {
            marks.push(strip.mark.to_string());
        }
    }
    let slips: BTreeSet<&String> = papers.iter().flatten().filter(|paper| paper.contains("SAH – MASUKKAN")).collect();
    let places = ballots.iter().filter_map(|ended| sealed.get(&ended.code).cloned());
    Ok(Election { views, marks, sealed: places.collect(), slips: slips.len(), options: village.definition().options() })
}

fn strip_views(strips: &[Strip]) -> Views {
    let view = |value: fn(&Strip) -> String| strips.iter().map(value).collect::<Vec<_>>();
    BTreeMap::from([
        ("strip: code".to_owned(), view(|strip| strip.code.to_string())),
        ("strip: card".to_owned(), view(|strip| strip.card.to_string())),
        ("strip: mark".to_owned(), view(|strip| strip.mark.to_string())),
        ("strip: signature".to_owned(), view(Strip::to_text)),
    ])
}

/// Place and every field of each ballot in a public file.
fn of_file(name: &str, bytes: &[u8], ballots: &[Ended], digest: &canonical::Hash, views: &mut Views) -> SimResult<()> {
    let mut by_code = BTreeMap::new();
    for (place, line) in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate() {
        let ballot: ballot::SealedData = canonical::json::from_bytes(line, 1 << 20)?;
        let mut fields = vec![(format!("{name}: place"), format!("{place:08}"))];
        flatten(&format!("{name}: "), &serde_json::from_slice(line)?, &mut fields);
        by_code.insert(ballot.code(digest), fields);
    }
    for ended in ballots {
        let fields = by_code.remove(&ended.code).ok_or(Failure("a cast ballot is not in the public file"))?;
        for (field, value) in fields {
            views.entry(field).or_default().push(value);
        }
    }
    Ok(())
}

fn flatten(prefix: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(&format!("{prefix}/{key}"), value, fields)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| flatten(&format!("{prefix}/{at}"), value, fields)),
        Value::String(text) => fields.push((prefix.to_owned(), text.clone())),
        Value::Number(number) => fields.push((prefix.to_owned(), format!("{:>20}", number.to_string()))),
        Value::Bool(_) | Value::Null => {}
    }
}
