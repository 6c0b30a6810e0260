//! One booth's whole log, from a sealed record or a bundle: C18, C19 and the way into the state machine.

use canonical::{Hash, SignatureBatch};
use chain::{Line, Tip};
use record::{Close, Entry, Folder, layout, split_lines};

use crate::booth::{Booth, Site, check_closing, check_epochs, check_head, check_zero, digest_of, epoch_of};
use crate::checks::id;
use crate::documents::{Known, take};
use crate::findings::{Findings, Place};
use crate::keys::Keys;
use crate::machine::Machine;
use crate::options::Options;
use crate::text::{Words, say};

/// The largest log of one booth, in bytes.
pub(crate) const MAX_LOG: usize = 64 << 20;

/// A log whose every line was read: its lines with what they say.
pub(crate) struct Log {
    pub(crate) lines: Vec<Line>,
    /// Nothing where the content could not be read.
    pub(crate) entries: Vec<Option<Entry>>,
    /// The machines that wrote it.
    pub(crate) keys: Keys,
}

/// Reads and checks a booth; the log comes along even where the booth cannot be placed on the ladder.
pub(crate) fn read(folder: &Folder, site: &Site, known: &Known, options: &Options, f: &mut Findings) -> (Option<Booth>, Option<Log>) {
    let Some(log) = Log::read(folder, site, options, f) else { return (None, None) };
    let leaves: Vec<Hash> = log.lines.iter().map(Line::leaf).collect();
    check_head(folder, site, &[*log.keys.last()], &leaves, known, f);
    (interpret(&log, leaves, site, known, f), Some(log))
}

impl Log {
    fn read(folder: &Folder, site: &Site, options: &Options, f: &mut Findings) -> Option<Self> {
        let path = site.path(layout::ENTRIES);
        let bytes = take(folder, &path, id::CHAIN, f)?;
        let size = bytes.len();
        if size > MAX_LOG {
            f.fail(id::CHAIN, Place::file(&path), say!("{size} bita, paling banyak {MAX_LOG}", "{size} bytes, at most {MAX_LOG} are read"));
            return None;
        }
        let Some(raw) = split_lines(bytes).filter(|lines| !lines.is_empty()) else {
            f.fail(id::CHAIN, Place::file(&path), say!("kosong, atau baris terakhir terpotong", "empty, or the last line is torn"));
            return None;
        };
        let mut lines = Vec::with_capacity(raw.len());
        let mut broken = false;
        for (number, bytes) in (1..).zip(raw) {
            match Line::parse(bytes) {
                Ok(line) => lines.push(line),
                Err(e) => {
                    broken = true;
                    f.fail(id::CHAIN, Place::line(&path, number), Words::rule(&e));
                }
            }
        }
        if broken {
            return None;
        }
        chained(&lines, &path, f);
        let entries: Vec<Option<Entry>> = (1..).zip(&lines).map(|(number, line)| content(line, &path, number, f)).collect();
        let keys = keys(&entries, site, f);
        signed(&lines, site, &keys, &path, &options.weights(core::iter::once(bytes)), f);
        Some(Self { lines, entries, keys })
    }
}

fn keys(entries: &[Option<Entry>], site: &Site, f: &mut Findings) -> Keys {
    let takeovers = (1..).zip(entries).filter_map(|(number, entry)| match entry {
        Some(Entry::Takeover(takeover)) => Some((number, takeover)),
        _ => None,
    });
    Keys::follow(site, layout::ENTRIES, takeovers, f)
}

fn chained(lines: &[Line], path: &str, f: &mut Findings) {
    let mut tip = Tip::new();
    for (number, line) in (1..).zip(lines) {
        // What follows the first break would only repeat it.
        if let Err(e) = tip.append(line) {
            return f.fail(id::CHAIN, Place::line(path, number), Words::rule(&e));
        }
    }
}

fn signed(lines: &[Line], site: &Site, keys: &Keys, path: &str, weights: &[u8; 32], f: &mut Findings) {
    let mut batch = SignatureBatch::default();
    (1..).zip(lines).for_each(|(number, line)| line.add_to(&mut batch, &site.origin, keys.at(number)));
    if batch.verify(weights) {
        return;
    }
    for (number, line) in (1..).zip(lines) {
        if let Err(e) = line.verify(&site.origin, keys.at(number)) {
            f.fail(id::LINES_SIGNED, Place::line(path, number), Words::rule(&e));
        }
    }
}

fn content(line: &Line, path: &str, number: usize, f: &mut Findings) -> Option<Entry> {
    line.content()
        .map_err(|e| {
            let id = if &*line.header().kind == "seal" { id::BALLOTS } else { id::MACHINE };
            f.fail(id, Place::line(path, number), Words::rule(&e));
        })
        .ok()
}

fn interpret(log: &Log, leaves: Vec<Hash>, site: &Site, known: &Known, f: &mut Findings) -> Option<Booth> {
    let first = || site.line(layout::ENTRIES, 1);
    let Some(Some(Entry::Zero(zero))) = log.entries.first() else {
        f.fail(id::ZERO, first(), say!("baris pertama bukan catatan nol", "the first line is not the zero entry"));
        return None;
    };
    check_zero(zero, known, site, first, f);
    let later = log.entries.iter().flatten().filter_map(epoch_of);
    let epochs = check_epochs(zero, later, known, || site.file(layout::ENTRIES), f);
    let close = close(log, site, f);
    let definition = known.definition.as_ref()?;
    let digest = digest_of(known, site, leaves.first()?)?;
    let mut machine = Machine::new(definition, digest, site);
    for (index, entry) in log.entries.iter().enumerate() {
        if let Some(entry) = entry {
            machine.step(index + 1, entry, f);
        }
    }
    machine.end(f);
    let whole = log.entries.iter().all(Option::is_some) && close.is_some();
    let anchors = anchors(log);
    let booth = machine.booth(Rest { digest, epochs, keys: log.keys.clone(), anchors, leaves, whole });
    match close.filter(|_| whole) {
        Some(close) => check_closing(close, &booth, f),
        None => f.skip(id::CLOSING_SETS, site.file(""), say!("sebagian tidak terbaca", "a part cannot be read")),
    }
    Some(booth)
}

/// What the machine does not know about its booth.
pub(crate) struct Rest {
    pub(crate) digest: Hash,
    pub(crate) epochs: Vec<Hash>,
    pub(crate) keys: Keys,
    pub(crate) anchors: Vec<Vec<u8>>,
    pub(crate) leaves: Vec<Hash>,
    pub(crate) whole: bool,
}

/// C24: one closing entry, and it is the last.
fn close<'a>(log: &'a Log, site: &Site, f: &mut Findings) -> Option<&'a Close> {
    for (number, entry) in (1..).zip(&log.entries) {
        if matches!(entry, Some(Entry::Close(_))) && number != log.entries.len() {
            f.fail(
                id::CLOSED,
                site.line(layout::ENTRIES, number),
                say!("ada baris sesudah penutupan", "something follows the closing entry"),
            );
        }
    }
    match log.entries.last() {
        Some(Some(Entry::Close(close))) => Some(close),
        _ => {
            let words = say!("baris terakhir bukan penutup: catatan terpotong", "the last line is no closing entry: the log is cut short");
            f.fail(id::CLOSED, site.line(layout::ENTRIES, log.entries.len()), words);
            None
        }
    }
}

fn anchors(log: &Log) -> Vec<Vec<u8>> {
    let published = |entry: &Option<Entry>| {
        matches!(entry, Some(Entry::Zero(_) | Entry::Open(_) | Entry::Boot(_) | Entry::Takeover(_) | Entry::Close(_)))
    };
    log.lines.iter().zip(&log.entries).filter(|(_, entry)| published(entry)).map(|(line, _)| line.body().to_vec()).collect()
}
