//! Goes through the booths of a folder (C17–C29) and says what could not be read.

use std::collections::{BTreeMap, BTreeSet};

use canonical::Hash;
use chain::checkpoint::CheckpointError;
use chain::tree::CompactRange;
use chain::{Checkpoint, Note, Origin};
use manifest::BoothStatus;
use record::{Entry, Folder, Sums, Tier};

use crate::booth::{Booth, Site};
use crate::booth_sealed::Log;
use crate::checks::{Id, id};
use crate::documents::Known;
use crate::findings::{Findings, Place};
use crate::keys::Keys;
use crate::options::Options;
use crate::text::{Words, say};
use crate::{booth_public, booth_sealed, keys, list};

const OF_LOGS: [Id; 6] = [id::CHAIN, id::LINES_SIGNED, id::MACHINE, id::PEERS, id::VOIDS, id::RETRIES];
const OF_BOOTHS: [Id; 6] = [id::ZERO, id::EPOCHS, id::CLOSED, id::HEAD, id::COSIGNED, id::CLOSING_SETS];
const OF_BALLOTS: [Id; 9] = [
    id::BALLOTS,
    id::PROOFS,
    id::CODES,
    id::CIPHERTEXTS,
    id::CARDS_ISSUED,
    id::CARDS_DECK,
    id::CARDS_ONCE,
    id::CHALLENGES,
    id::NEVER_COUNTED,
];

/// All booths of a folder. `complete` says that every one that must be here is here and was read whole.
pub(crate) struct Booths {
    pub(crate) list: Vec<Booth>,
    /// The machines of every log that could be read.
    pub(crate) keys: Vec<(Site, Keys)>,
    pub(crate) complete: bool,
}

/// Reads and checks every booth that the folder must hold.
pub(crate) fn read(folder: &Folder, known: &Known, tier: Tier, options: &Options, f: &mut Findings) -> Booths {
    let Some((sites, mut complete)) = sites(folder, known, tier, f) else {
        f.skip(id::CARDS_ONCE, Place::file("booths/"), say!("tidak ada bilik yang terbaca", "no booth can be read"));
        return Booths { list: Vec::new(), keys: Vec::new(), complete: false };
    };
    let mut booths = Vec::new();
    let mut logs = Vec::new();
    for site in &sites {
        let booth = if tier == Tier::Public {
            booth_public::read(folder, site, known, f)
        } else {
            let (booth, log) = booth_sealed::read(folder, site, known, options, f);
            logs.push((site.clone(), log));
            booth
        };
        complete &= booth.as_ref().is_some_and(|b| b.whole);
        unread(site, booth.as_ref(), f);
        booths.extend(booth);
    }
    peers(&logs, known, f);
    let read = logs.into_iter().filter_map(|(site, log)| Some((site, log?.keys)));
    let published = booths.iter().filter(|_| tier == Tier::Public).map(|booth| (booth.site.clone(), booth.keys.clone()));
    let keys: Vec<(Site, Keys)> = read.chain(published).collect();
    keys::spares(&keys, f);
    let count = sites.len();
    for id in OF_LOGS.into_iter().chain(OF_BOOTHS) {
        f.done(id, say!("{count} bilik", "{count} booths"));
    }
    Booths { list: booths, keys, complete }
}

fn unread(site: &Site, booth: Option<&Booth>, f: &mut Findings) {
    let words = || say!("bilik ini tidak terbaca seluruhnya", "this booth cannot be read wholly");
    let none = booth.is_none();
    if none {
        OF_LOGS.into_iter().chain(OF_BOOTHS).for_each(|id| f.skip(id, site.file(""), words()));
    }
    if none || booth.is_some_and(|b| !b.whole) {
        OF_BALLOTS.into_iter().for_each(|id| f.skip(id, site.file(""), words()));
    }
}

/// The booths that must be here, and whether they are.
fn sites(folder: &Folder, known: &Known, tier: Tier, f: &mut Findings) -> Option<(Vec<Site>, bool)> {
    let (definition, devices) = (known.definition.as_ref()?, known.devices.as_ref()?);
    if tier == Tier::Bundle {
        let name = Sums::read(folder).ok()?.name().to_owned();
        let (station, booth) = list::booth_of(&name, definition)?;
        return Some((vec![Site::new(known, &station, &booth, true)?], true));
    }
    let mut sites = Vec::new();
    let mut all = true;
    for (station, booth) in definition.booths() {
        if devices.status(&station.id, &booth.id) != BoothStatus::Expected {
            continue;
        }
        let site = Site::new(known, &station.id, &booth.id, false)?;
        if folder.under(&site.prefix).next().is_some() {
            sites.push(site);
        } else {
            all = false;
            let words = say!("tidak ada, dan tidak dinyatakan tidak dipakai atau hilang", "missing, and not signed as unused or lost");
            f.fail(id::DELIVERED, site.file(""), words);
        }
    }
    let count = sites.len();
    f.done(id::DELIVERED, say!("{count} bilik", "{count} booths"));
    Some((sites, all))
}

/// C23: heads of other booths that a log took in are signed by them and agree with their logs, where those are here.
fn peers(logs: &[(Site, Option<Log>)], known: &Known, f: &mut Findings) {
    let mut heads: BTreeMap<Origin, Vec<(Checkpoint, Place)>> = BTreeMap::new();
    for (site, log) in logs {
        let entries = log.iter().flat_map(|log| (1..).zip(&log.entries));
        for (line, entry) in entries {
            let Some(Entry::Peer(peer)) = entry else { continue };
            let place = site.line(record::layout::ENTRIES, line);
            match peer_head(&peer.note, logs, known) {
                Ok(head) if head.origin == site.origin => {
                    f.fail(id::PEERS, place, say!("kepala bilik ini sendiri", "the head of this very booth"));
                }
                Ok(head) => heads.entry(head.origin.clone()).or_default().push((head, place)),
                Err(words) => f.fail(id::PEERS, place, words),
            }
        }
    }
    for (origin, heads) in heads {
        let Some(log) = logs.iter().find(|(s, _)| s.origin == origin).and_then(|(_, log)| log.as_ref()) else { continue };
        let roots = roots_at(log, heads.iter().map(|(head, _)| head.size).collect());
        for (head, place) in heads.into_iter().filter(|(head, _)| roots.get(&head.size) != Some(&head.root)) {
            let size = head.size;
            let words = say!(
                "bercabang: {origin} menandatangani kepala {size} baris lain daripada catatannya di sini",
                "a fork: {origin} signed another head of {size} lines than its log here has"
            );
            f.fail(id::PEERS, place, words);
        }
    }
}

/// A head that a booth of this village signed: by a key of its log, or where that is not here by any that may speak for the booth.
fn peer_head(note: &str, logs: &[(Site, Option<Log>)], known: &Known) -> Result<Checkpoint, Words> {
    let note_of = Note::parse(note.as_bytes()).map_err(|e| Words::rule(&e))?;
    let head: Checkpoint = note_of.text().parse().map_err(|e: CheckpointError| Words::rule(&e))?;
    let unknown = || say!("bukan kepala bilik desa ini", "not the head of a booth of this village");
    let definition = known.definition.as_ref().ok_or_else(unknown)?;
    let (station, booth) = list::booth_of(head.origin.as_str(), definition).ok_or_else(unknown)?;
    let other = Site::new(known, &station, &booth, false).ok_or_else(unknown)?;
    let log = logs.iter().find(|(site, _)| site.origin == other.origin).and_then(|(_, log)| log.as_ref());
    let keys = log.map_or_else(|| other.speakers(), |log| log.keys.all().copied().collect());
    keys::open(note.as_bytes(), &other.origin, &keys).map_err(|e| Words::rule(&e))?;
    Ok(head)
}

/// Roots of a log at some sizes, in one pass: a log may hold very many heads.
fn roots_at(log: &Log, sizes: BTreeSet<u64>) -> BTreeMap<u64, Hash> {
    let mut range = CompactRange::new();
    let mut roots = BTreeMap::new();
    for leaf in log.lines.iter().map(chain::Line::leaf) {
        range.append(leaf);
        if sizes.contains(&range.size()) {
            roots.insert(range.size(), range.root());
        }
    }
    roots
}
