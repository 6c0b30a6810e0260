//! One booth of a public record: leaves in order, four kinds of bodies, ballots sorted by code.

use ballot::{Code, SealedData};
use canonical::{Hash, base64, json};
use chain::Line;
use chain::line::MAX_LINE;
use record::{Close, Entry, Folder, PublicChallenge, Zero, layout, split_lines};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::booth::{Ballot, Booth, Fate, Site, check_closing, check_epochs, check_head, check_zero, digest_of, epoch_of};
use crate::checks::id;
use crate::documents::{Known, take};
use crate::findings::{Findings, Place};
use crate::keys::Keys;
use crate::text::{Words, say};

/// The largest line of ballots, in bytes.
const MAX_BALLOT: usize = 2 * MAX_LINE;

/// Reads and checks a booth; nothing if it cannot be placed on the ladder.
pub(crate) fn read(folder: &Folder, site: &Site, known: &Known, f: &mut Findings) -> Option<Booth> {
    let leaves = leaves(folder, site, f);
    let anchors = Anchors::read(folder, site, f);
    let keys = anchors.as_ref().map(|anchors| anchors.keys(site, f));
    if let Some(leaves) = &leaves {
        let signers = keys.as_ref().map_or_else(|| site.speakers(), |keys| vec![*keys.last()]);
        check_head(folder, site, &signers, leaves, known, f);
    }
    let (leaves, anchors, keys) = (leaves?, anchors?, keys?);
    anchors.check_places(&leaves, site, f);
    let place = || site.file(layout::ANCHORS);
    check_zero(&anchors.zero, known, site, place, f);
    let epochs = check_epochs(&anchors.zero, anchors.later.iter().filter_map(epoch_of), known, place, f);
    let digest = digest_of(known, site, leaves.first()?)?;
    let faults = anchors.close.faults;
    let bodies = anchors.lines.iter().map(|line| line.body().to_vec()).collect();
    let mut booth = Booth {
        site: site.clone(),
        digest,
        epochs,
        ballots: Vec::new(),
        spoiled: Vec::new(),
        void: Vec::new(),
        faults,
        keys,
        anchors: bodies,
        leaves,
        whole: true,
    };
    booth.read_ballots(folder, f);
    if booth.whole {
        check_closing(&anchors.close, &booth, f);
    } else {
        f.skip(id::CLOSING_SETS, site.file(""), say!("sebagian tidak terbaca", "a part cannot be read"));
    }
    Some(booth)
}

fn leaves(folder: &Folder, site: &Site, f: &mut Findings) -> Option<Vec<Hash>> {
    let path = site.path(layout::LEAVES);
    let bytes = take(folder, &path, id::HEAD, f)?;
    let lines = split_lines(bytes);
    let Some(lines) = lines else {
        f.fail(id::HEAD, Place::file(&path), say!("baris terakhir tidak diakhiri ganti baris", "the last line has no line feed"));
        return None;
    };
    let read = |line: &[u8]| core::str::from_utf8(line).ok().and_then(|text| text.parse().ok());
    let hashes: Vec<Option<Hash>> = lines.iter().map(|line| read(line)).collect();
    if let Some(bad) = hashes.iter().position(Option::is_none) {
        let words = say!("bukan 64 huruf 0-9 dan a-f", "not 64 characters of 0-9 and a-f");
        f.fail(id::HEAD, Place::line(&path, bad + 1), words);
    }
    hashes.into_iter().collect()
}

/// The published bodies, read as lines of the log.
struct Anchors {
    lines: Vec<Line>,
    zero: Zero,
    /// What stands between zero and close.
    later: Vec<Entry>,
    close: Close,
}

impl Anchors {
    fn read(folder: &Folder, site: &Site, f: &mut Findings) -> Option<Self> {
        let path = site.path(layout::ANCHORS);
        let bytes = take(folder, &path, id::ZERO, f)?;
        let bodies = split_lines(bytes).unwrap_or_default();
        let mut lines = Vec::new();
        let mut entries = Vec::new();
        for (number, body) in (1..).zip(bodies) {
            let read = line_of(body).and_then(|line| Ok((line.content::<Entry>()?, line)));
            match read {
                Ok((entry, line)) => {
                    entries.push(entry);
                    lines.push(line);
                }
                Err(e) => {
                    f.fail(id::ZERO, Place::line(&path, number), Words::rule(&e));
                    return None;
                }
            }
        }
        let Some((zero, later, close)) = order(entries) else {
            let words = say!(
                "harus catatan nol, satu pembukaan, nyala ulang dan pengambilalihan bila ada, dan satu penutup di akhir",
                "must be the zero entry, one open, boots and takeovers if any, and one close at the end"
            );
            f.fail(id::CLOSED, Place::file(&path), words);
            return None;
        };
        Some(Self { lines, zero, later, close })
    }

    /// The first line is the zero entry.
    fn keys(&self, site: &Site, f: &mut Findings) -> Keys {
        let takeovers = (2..).zip(&self.later).filter_map(|(number, entry)| match entry {
            Entry::Takeover(takeover) => Some((number, takeover)),
            _ => None,
        });
        Keys::follow(site, layout::ANCHORS, takeovers, f)
    }

    /// Every body is the leaf at its number and names the leaf before it; the first is entry 0 and the last the end.
    fn check_places(&self, leaves: &[Hash], site: &Site, f: &mut Findings) {
        for (number, line) in (1..).zip(&self.lines) {
            let seq = usize::try_from(line.header().seq).unwrap_or(usize::MAX);
            let before = seq.checked_sub(1).map_or(Some(&Hash::ZERO), |before| leaves.get(before));
            if leaves.get(seq) != Some(&line.leaf()) || before != Some(&line.header().prev) {
                let words = say!("bukan baris {seq} menurut leaves.txt", "is not entry {seq} of leaves.txt");
                f.fail(id::ZERO, site.line(layout::ANCHORS, number), words);
            }
        }
        let seq = |line: Option<&Line>| line.map(|l| l.header().seq);
        if seq(self.lines.first()) != Some(0) {
            f.fail(id::ZERO, site.line(layout::ANCHORS, 1), say!("bukan baris pertama", "is not the first entry"));
        }
        if seq(self.lines.last()).map(|s| s + 1) != Some(leaves.len() as u64) {
            let words = say!("ada baris sesudah penutupan", "something follows the closing entry");
            f.fail(id::CLOSED, site.line(layout::ANCHORS, self.lines.len()), words);
        }
    }
}

/// A body without its signature is framed with an empty one; only its form is read, nothing is verified by it.
pub(crate) fn line_of(body: &[u8]) -> Result<Line, chain::line::LineError> {
    let nobody = base64::encode(&[0; 64]);
    Line::parse(&[b"{\"body\":", body, b",\"sig\":\"", nobody.as_bytes(), b"\"}"].concat())
}

fn order(entries: Vec<Entry>) -> Option<(Zero, Vec<Entry>, Close)> {
    let mut entries = entries.into_iter();
    let Some(Entry::Zero(zero)) = entries.next() else { return None };
    let Some(Entry::Close(close)) = entries.next_back() else { return None };
    let later: Vec<Entry> = entries.collect();
    let published = |entry: &Entry| matches!(entry, Entry::Open(_) | Entry::Boot(_) | Entry::Takeover(_));
    let opens = later.iter().filter(|entry| matches!(entry, Entry::Open(_))).count();
    (opens == 1 && later.iter().all(published)).then_some((zero, later, close))
}

impl Booth {
    fn read_ballots(&mut self, folder: &Folder, f: &mut Findings) {
        let cast: Vec<(usize, SealedData)> = self.lines(folder, layout::CAST, f);
        let cast = cast.into_iter().map(|(line, data)| (line, data, Fate::Cast));
        self.push(layout::CAST, cast.collect(), f);
        let challenged: Vec<(usize, PublicChallenge)> = self.lines(folder, layout::CHALLENGED, f);
        let opened = |(line, c): (usize, PublicChallenge)| (line, c.ballot, Fate::Challenged(Box::new(c.opening)));
        self.push(layout::CHALLENGED, challenged.into_iter().map(opened).collect(), f);
        self.spoiled = self.codes(folder, layout::SPOILED, f);
        self.void = self.codes(folder, layout::VOID, f);
    }

    fn lines<T: Serialize + DeserializeOwned>(&mut self, folder: &Folder, file: &str, f: &mut Findings) -> Vec<(usize, T)> {
        let lines = take(folder, &self.site.path(file), id::BALLOTS, f).map(split_lines);
        let Some(Some(lines)) = lines else {
            if lines.is_some() {
                f.fail(
                    id::BALLOTS,
                    self.site.file(file),
                    say!("baris terakhir tidak diakhiri ganti baris", "the last line has no line feed"),
                );
            }
            self.whole = false;
            return Vec::new();
        };
        let mut all = Vec::new();
        for (number, line) in (1..).zip(lines) {
            match json::from_bytes(line, MAX_BALLOT) {
                Ok(value) => all.push((number, value)),
                Err(e) => {
                    self.whole = false;
                    f.fail(id::BALLOTS, self.site.line(file, number), Words::rule(&e));
                }
            }
        }
        all
    }

    fn push(&mut self, file: &'static str, list: Vec<(usize, SealedData, Fate)>, f: &mut Findings) {
        let mut last: Option<Code> = None;
        for (line, data, fate) in list {
            let code = data.code(&self.digest);
            if last.is_some_and(|last| last >= code) {
                let words = say!(
                    "tidak urut menurut kode: urutan dapat membocorkan",
                    "not in ascending order of code; any other order may tell tales"
                );
                f.fail(id::CODES, self.site.line(file, line), words);
            }
            last = Some(code);
            self.ballots.push(Ballot { file, line, code, data, fate: Some(fate) });
        }
    }

    fn codes(&mut self, folder: &Folder, file: &str, f: &mut Findings) -> Vec<Code> {
        let path = self.site.path(file);
        let Some(bytes) = take(folder, &path, id::CLOSING_SETS, f) else {
            self.whole = false;
            return Vec::new();
        };
        token::parse_hashes(bytes).map_or_else(
            |e| {
                self.whole = false;
                f.fail(id::CLOSING_SETS, Place::file(&path), Words::rule(&e));
                Vec::new()
            },
            |hashes| hashes.into_iter().map(Code::from_hash).collect(),
        )
    }
}
