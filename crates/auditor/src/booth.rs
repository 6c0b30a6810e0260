//! One booth as both tiers give it, and the checks that both share: C20, C22, C24–C27.

use ballot::{Code, Opening, SealedData};
use canonical::{Hash, PublicKey};
use chain::{Origin, tree};
use manifest::{BoothId, Definition, StationId, booth_digest};
use record::{Close, CodeSet, Entry, EpochData, Folder, Zero, layout};

use crate::checks::{Run, id};
use crate::documents::{Known, take};
use crate::findings::{Findings, Place};
use crate::keys::{self, Keys};
use crate::text::{Words, say};

/// Which booth, where its files lie, and what must have signed them.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) station: StationId,
    pub(crate) booth: BoothId,
    pub(crate) origin: Origin,
    /// The key of the booth's machine in the device list.
    pub(crate) key: PublicKey,
    /// Spares that stand in no booth, as last amended: any may go on with the log.
    pub(crate) free_spares: Vec<PublicKey>,
    /// Every spare of the list.
    spares: Vec<PublicKey>,
    /// Folder of its files with the last slash; empty in a bundle.
    pub(crate) prefix: String,
}

impl Site {
    pub(crate) fn new(known: &Known, station: &StationId, booth: &BoothId, bundle: bool) -> Option<Self> {
        let origin = known.definition.as_ref()?.booth_origin(station, booth).parse().ok()?;
        let devices = known.devices.as_ref()?;
        let key = devices.booth(station, booth)?.key;
        let spares: Vec<PublicKey> = devices.spares.iter().map(|spare| spare.key).collect();
        let free_spares = spares.iter().filter(|key| devices.is_free_spare(key)).copied().collect();
        let prefix = if bundle { String::new() } else { layout::booth(station, booth) };
        Some(Self { station: station.clone(), booth: booth.clone(), origin, key, free_spares, spares, prefix })
    }

    /// The keys that may have signed a head or paper of this booth, whatever its log says: the listed one and every spare's.
    pub(crate) fn speakers(&self) -> Vec<PublicKey> {
        core::iter::once(self.key).chain(self.spares.iter().copied()).collect()
    }

    pub(crate) fn path(&self, file: &str) -> String {
        format!("{}{file}", self.prefix)
    }

    pub(crate) fn file(&self, file: &str) -> Place {
        Place::file(&self.path(file))
    }

    pub(crate) fn line(&self, file: &str, line: usize) -> Place {
        Place::line(&self.path(file), line)
    }
}

/// What became of a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    Cast,
    Challenged(Box<Opening>),
    Spoiled,
    Void,
}

/// One ballot that is there in full.
pub(crate) struct Ballot {
    pub(crate) file: &'static str,
    /// Line in the file, from 1.
    pub(crate) line: usize,
    pub(crate) code: Code,
    pub(crate) data: SealedData,
    /// Nothing while it waits for its answer.
    pub(crate) fate: Option<Fate>,
}

/// The parts of a booth that anybody may see, and in a sealed log also the rest.
pub(crate) struct Booth {
    pub(crate) site: Site,
    /// The booth's rung of the digest ladder.
    pub(crate) digest: Hash,
    /// Seed roots in order of epochs.
    pub(crate) epochs: Vec<Hash>,
    pub(crate) ballots: Vec<Ballot>,
    pub(crate) spoiled: Vec<Code>,
    pub(crate) void: Vec<Code>,
    /// Cast ballots without a SAH bar: counted in a log, read from the closing entry otherwise.
    pub(crate) faults: u32,
    /// The machines that wrote it.
    pub(crate) keys: Keys,
    /// Bodies of the zero, open, boot, takeover and close entries.
    pub(crate) anchors: Vec<Vec<u8>>,
    pub(crate) leaves: Vec<Hash>,
    /// Whether every part could be read, so that its ballots may be counted.
    pub(crate) whole: bool,
}

impl Booth {
    pub(crate) fn cast(&self) -> impl Iterator<Item = &Ballot> {
        self.ballots.iter().filter(|b| b.fate == Some(Fate::Cast))
    }

    pub(crate) fn challenged(&self) -> impl Iterator<Item = (&Ballot, &Opening)> {
        self.ballots.iter().filter_map(|b| match &b.fate {
            Some(Fate::Challenged(opening)) => Some((b, &**opening)),
            Some(Fate::Cast | Fate::Spoiled | Fate::Void) | None => None,
        })
    }

    /// The seed roots under which a challenge may stand; epochs above the limit fail C22 and must not cost work.
    pub(crate) fn roots(&self, definition: &Definition) -> &[Hash] {
        self.epochs.get(..definition.rules.max_epochs as usize).unwrap_or(&self.epochs)
    }

    pub(crate) fn place(&self, ballot: &Ballot) -> Place {
        self.site.line(ballot.file, ballot.line)
    }
}

/// The booth's rung of the ladder: it names the leaf of entry 0.
pub(crate) fn digest_of(known: &Known, site: &Site, zero_leaf: &Hash) -> Option<Hash> {
    Some(booth_digest(&known.key.as_ref()?.digest(), &site.station, &site.booth, zero_leaf))
}

/// C20: the zero entry binds the documents and the place.
pub(crate) fn check_zero(zero: &Zero, known: &Known, site: &Site, place: impl Fn() -> Place, f: &mut Findings) {
    let bound = [
        ("definition", known.definition.as_ref().map(|d| d.digest() == zero.definition)),
        ("key", known.key.as_ref().map(|k| k.digest() == zero.key)),
        ("roots", known.roots.as_ref().map(|r| r.digest() == zero.roots)),
        ("devices", (!known.device_digests.is_empty()).then(|| known.device_digests.contains(&zero.devices))),
        ("station", Some(zero.station == site.station)),
        ("booth", Some(zero.booth == site.booth)),
    ];
    for (field, holds) in bound {
        match holds {
            Some(true) => (),
            Some(false) => f.fail(id::ZERO, place(), say!("\"{field}\" bukan milik bilik ini", "\"{field}\" is not this booth's")),
            None => f.skip(id::ZERO, place(), say!("\"{field}\" tidak dapat dibandingkan", "\"{field}\" cannot be compared")),
        }
    }
}

/// The epoch that an entry begins: a start of the machine, or of a spare.
pub(crate) const fn epoch_of(entry: &Entry) -> Option<&EpochData> {
    match entry {
        Entry::Boot(boot) => Some(&boot.epoch),
        Entry::Takeover(takeover) => Some(&takeover.epoch),
        _ => None,
    }
}

/// C22: epochs are numbered from 0 and not too many. Gives their roots.
pub(crate) fn check_epochs<'a>(
    zero: &'a Zero,
    later: impl Iterator<Item = &'a EpochData>,
    known: &Known,
    place: impl Fn() -> Place,
    f: &mut Findings,
) -> Vec<Hash> {
    let epochs: Vec<_> = core::iter::once(&zero.epoch).chain(later).collect();
    for (expected, epoch) in (0..).zip(&epochs) {
        let found = epoch.number;
        if found != expected {
            f.fail(id::EPOCHS, place(), say!("masa benih {found} di tempat {expected}", "epoch {found} where {expected} must be"));
        }
    }
    let (found, most) = (epochs.len(), known.definition.as_ref().map_or(0, |d| d.rules.max_epochs));
    if found > most as usize {
        f.fail(id::EPOCHS, place(), say!("{found} masa benih, paling banyak {most}", "{found} epochs, at most {most} are allowed"));
    }
    epochs.iter().map(|e| e.root).collect()
}

/// C27: the closing entry's sets, epochs and faults are those of the booth.
pub(crate) fn check_closing(close: &Close, booth: &Booth, f: &mut Findings) {
    let codes = |fate: &dyn Fn(&Ballot) -> bool| CodeSet::of(booth.ballots.iter().filter(|b| fate(b)).map(|b| &b.code));
    let cast = codes(&|b| b.fate == Some(Fate::Cast));
    let challenged = codes(&|b| matches!(b.fate, Some(Fate::Challenged(_))));
    let (log, sets) = if f.run() == Run::Public {
        (false, [layout::CAST, layout::CHALLENGED, layout::SPOILED, layout::VOID])
    } else {
        (true, [layout::ENTRIES; 4])
    };
    let found = [cast, challenged, CodeSet::of(&booth.spoiled), CodeSet::of(&booth.void)];
    let bound = [close.cast, close.challenged, close.spoiled, close.void];
    let names = ["cast", "challenged", "spoiled", "void"];
    for (((file, name), found), bound) in sets.into_iter().zip(names).zip(found).zip(bound) {
        let (count, closed) = (found.count, bound.count);
        if found != bound {
            let words = say!(
                "kode \"{name}\": {count} di sini, {closed} dalam catatan penutup, atau akarnya berbeda",
                "\"{name}\" codes: {count} here, {closed} in the closing entry, or another root"
            );
            f.fail(id::CLOSING_SETS, booth.site.file(file), words);
        }
    }
    let place = || booth.site.file(if log { layout::ENTRIES } else { layout::ANCHORS });
    if close.epochs != booth.epochs {
        f.fail(id::CLOSING_SETS, place(), say!("akar masa benih berbeda dari catatan", "the seed roots are not those of the log"));
    }
    let (cast, faults) = (close.cast.count, close.faults);
    if faults > cast {
        f.fail(id::CLOSING_SETS, place(), say!("{faults} gangguan cetak pada {cast} tersimpan", "{faults} faults of {cast} cast ballots"));
    }
    let (counted, closed) = (booth.faults, close.faults);
    if log && counted != closed {
        f.fail(
            id::CLOSING_SETS,
            place(),
            say!("{counted} gangguan cetak, menurut penutup {closed}", "{counted} faults, the closing entry says {closed}"),
        );
    }
}

/// C25 and C26: the closing head covers exactly the leaves, one of the keys signed it (the last machine's, where it is known), and
/// witnesses cosigned it.
pub(crate) fn check_head(folder: &Folder, site: &Site, signers: &[PublicKey], leaves: &[Hash], known: &Known, f: &mut Findings) {
    let path = site.path(layout::CHECKPOINT);
    let head = take(folder, &path, id::HEAD, f)
        .and_then(|bytes| keys::open(bytes, &site.origin, signers).map_err(|e| f.fail(id::HEAD, Place::file(&path), Words::rule(&e))).ok());
    let Some((head, _)) = head else {
        return f.skip(id::COSIGNED, Place::file(&path), say!("kepala tidak terbaca", "the head cannot be read"));
    };
    let (size, lines) = (head.checkpoint().size, leaves.len());
    if size != lines as u64 {
        f.fail(
            id::HEAD,
            Place::file(&path),
            say!("mencakup {size} baris, catatan punya {lines}", "covers {size} lines, the log has {lines}"),
        );
    } else if head.checkpoint().root != tree::root(leaves) {
        f.fail(id::HEAD, Place::file(&path), say!("akarnya bukan akar baris-baris ini", "its root is not the root of these lines"));
    }
    let quorum = known.definition.as_ref().map_or(0, |d| d.rules.witness_quorum);
    match head.cosigners(&known.witnesses()) {
        Err(e) => f.fail(id::COSIGNED, Place::file(&path), Words::rule(&e)),
        Ok(signers) if f.run() != Run::Bundle && signers.len() < quorum as usize => {
            let count = signers.len();
            // Missing evidence is not evidence against: a witness who does not sign must not be able to stop a count.
            f.skip(id::COSIGNED, Place::file(&path), say!("{count} saksi, perlu {quorum}", "{count} witnesses, {quorum} are needed"));
        }
        Ok(_) => (),
    }
}
