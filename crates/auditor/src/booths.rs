//! Goes through the booths of a folder (C17–C29) and says what could not be read.

use manifest::BoothStatus;
use record::{Entry, Folder, Sums, Tier};

use chain::{Checkpoint, Note, SignedCheckpoint, tree};

use crate::booth::{Booth, Site};
use crate::booth_sealed::Log;
use crate::checks::{Id, id};
use crate::documents::Known;
use crate::findings::Findings;
use crate::options::Options;
use crate::text::{Words, say};
use crate::{booth_public, booth_sealed, list};

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
    pub(crate) complete: bool,
}

/// Reads and checks every booth that the folder must hold.
pub(crate) fn read(folder: &Folder, known: &Known, tier: Tier, options: &Options, f: &mut Findings) -> Booths {
    let Some((sites, mut complete)) = sites(folder, known, tier, f) else { return Booths { list: Vec::new(), complete: false } };
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
    let count = sites.len();
    for id in OF_LOGS.into_iter().chain(OF_BOOTHS) {
        f.done(id, say!("{count} bilik", "{count} booths"));
    }
    Booths { list: booths, complete }
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
    for (site, log) in logs {
        let entries = log.iter().flat_map(|log| (1..).zip(&log.entries));
        for (line, entry) in entries {
            let Some(Entry::Peer(peer)) = entry else { continue };
            if let Err(words) = check_peer(&peer.note, logs, known) {
                f.fail(id::PEERS, site.line(record::layout::ENTRIES, line), words);
            }
        }
    }
}

fn check_peer(note: &str, logs: &[(Site, Option<Log>)], known: &Known) -> Result<(), Words> {
    let head: Checkpoint = Note::parse(note.as_bytes())
        .map_err(|e| Words::rule(&e))?
        .text()
        .parse()
        .map_err(|e: chain::checkpoint::CheckpointError| Words::rule(&e))?;
    let unknown = || say!("bukan kepala bilik desa ini", "not the head of a booth of this village");
    let definition = known.definition.as_ref().ok_or_else(unknown)?;
    let (station, booth) = list::booth_of(head.origin.as_str(), definition).ok_or_else(unknown)?;
    let other = Site::new(known, &station, &booth, false).ok_or_else(unknown)?;
    SignedCheckpoint::open(note.as_bytes(), &other.origin, &other.key).map_err(|e| Words::rule(&e))?;
    let Some(log) = logs.iter().find(|(s, _)| s.origin == other.origin).and_then(|(_, log)| log.as_ref()) else { return Ok(()) };
    let leaves: Vec<_> = log.lines.iter().map(chain::Line::leaf).collect();
    let first = usize::try_from(head.size).ok().and_then(|size| leaves.get(..size));
    if first.is_some_and(|leaves| tree::root(leaves) == head.root) {
        Ok(())
    } else {
        let origin = &other.origin;
        Err(say!(
            "bercabang: {origin} menyatakan kepala lain daripada catatannya di sini",
            "a fork: {origin} signed another head than its log here has"
        ))
    }
}
