//! What a record knows about one log that evidence names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ballot::Code;
use canonical::{Hash, PublicKey};
use chain::tree::{self, CompactRange};
use chain::{Checkpoint, Origin, SignedCheckpoint, Verifier};
use manifest::BoothStatus;
use record::{Close, Entry, Folder, Strip, StripOutcome, Tier, Zero, layout};

use super::Evidence;
use super::piece::on_one_line;
use crate::booth::{Booth, Fate, Site};
use crate::booth_public::line_of;
use crate::stage::Stage;

/// One log of one record or bundle.
#[derive(Debug)]
pub(crate) struct Held {
    pub(super) origin: Origin,
    /// Who may have signed for the booth: its listed machine and every spare. Another one than the log tells of made another log.
    pub(super) keys: Vec<PublicKey>,
    /// Cosigners of the device list.
    pub(super) witnesses: Vec<Verifier>,
    /// Where the record or bundle lies.
    pub(super) path: String,
    pub(super) kept: Kept,
}

/// What is there of the log.
#[derive(Debug)]
pub(crate) enum Kept {
    Log(Box<HeldLog>),
    /// The booth is signed as unused.
    Unused,
    /// The booth is signed as lost.
    Lost,
    /// It should be there and is missing or cannot be read.
    Unread,
}

/// A log as its record gives it.
#[derive(Debug)]
pub(crate) struct HeldLog {
    pub(super) leaves: Vec<Hash>,
    /// Whether every ballot could be read.
    pub(super) whole: bool,
    pub(super) fates: BTreeMap<Code, (StripOutcome, Option<Hash>)>,
    pub(super) zero: Option<Zero>,
    pub(super) close: Option<Close>,
    pub(super) epochs: Vec<Hash>,
    /// The closing head on one line, if the booth signed it for exactly these leaves and the last entry closes the log.
    pub(super) closing: Option<String>,
    /// Digests of index, definition and key, in hex.
    pub(super) digests: [Option<Hash>; 3],
}

/// The logs of a folder that the evidence names.
pub(crate) fn of(evidence: &Evidence, folder: &Folder, stage: &Stage, path: &Path) -> Vec<Held> {
    let (Some(definition), Some(devices)) = (&stage.known.definition, &stage.known.devices) else { return Vec::new() };
    let named = evidence.origins();
    let mut all = Vec::new();
    for (station, booth) in definition.booths() {
        let Some(site) = Site::new(&stage.known, &station.id, &booth.id, stage.tier == Tier::Bundle) else { continue };
        let log = stage.booths.list.iter().find(|b| b.site.origin == site.origin);
        if !named.contains(&site.origin) || (log.is_none() && stage.tier == Tier::Bundle) {
            continue;
        }
        let kept = match (devices.status(&station.id, &booth.id), log) {
            (BoothStatus::Expected, Some(booth)) => Kept::Log(Box::new(HeldLog::new(booth, folder, stage))),
            (BoothStatus::Expected, None) => Kept::Unread,
            (BoothStatus::Unused(_), _) => Kept::Unused,
            (BoothStatus::Lost(_), _) => Kept::Lost,
        };
        let witnesses = stage.known.witnesses();
        let keys = site.speakers();
        all.push(Held { origin: site.origin, keys, witnesses, path: path.to_string_lossy().into_owned(), kept });
    }
    all
}

impl Held {
    /// Whether nothing of evidence can agree with one and not with the other.
    pub(super) fn same(&self, other: &Self) -> bool {
        let kept = match (&self.kept, &other.kept) {
            (Kept::Log(a), Kept::Log(b)) => a.same(b),
            (Kept::Unused, Kept::Unused) | (Kept::Lost, Kept::Lost) | (Kept::Unread, Kept::Unread) => true,
            (Kept::Log(_) | Kept::Unused | Kept::Lost | Kept::Unread, _) => false,
        };
        kept && self.origin == other.origin && self.keys == other.keys && self.witnesses == other.witnesses
    }

    /// The machine that signed this strip for the booth.
    pub(super) fn signed(&self, strip: &Strip) -> Option<&PublicKey> {
        self.keys.iter().find(|key| strip.verify(key))
    }
}

impl HeldLog {
    fn same(&self, other: &Self) -> bool {
        let outcomes = |log: &Self| log.fates.iter().map(|(code, (outcome, _))| (*code, *outcome)).collect::<Vec<_>>();
        let own = |log: &Self| (log.whole, log.digests, log.closing.is_some());
        self.leaves == other.leaves && self.epochs == other.epochs && own(self) == own(other) && outcomes(self) == outcomes(other)
    }

    fn new(booth: &Booth, folder: &Folder, stage: &Stage) -> Self {
        let known = &stage.known;
        let entry = |body: Option<&Vec<u8>>| line_of(body?).ok()?.content::<Entry>().ok();
        let zero = if let Some(Entry::Zero(zero)) = entry(booth.anchors.first()) { Some(zero) } else { None };
        let close = if let Some(Entry::Close(close)) = entry(booth.anchors.last()) { Some(close) } else { None };
        let closing = close.as_ref().and_then(|_| closing(booth, folder));
        Self {
            leaves: booth.leaves.clone(),
            whole: booth.whole,
            fates: fates(booth),
            zero,
            close,
            epochs: booth.epochs.clone(),
            closing,
            digests: [
                known.index.as_ref().map(manifest::Index::digest),
                known.definition.as_ref().map(manifest::Definition::digest),
                known.key.as_ref().map(record::VillageKey::digest),
            ],
        }
    }

    pub(super) fn lines(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Roots at these sizes, in one pass: evidence may hold very many heads.
    pub(super) fn roots(&self, sizes: &BTreeSet<u64>) -> BTreeMap<u64, Hash> {
        let mut range = CompactRange::new();
        let mut roots = BTreeMap::new();
        let none = (0, tree::empty_root());
        roots.extend(sizes.contains(&0).then_some(none));
        for leaf in &self.leaves {
            range.append(*leaf);
            if sizes.contains(&range.size()) {
                roots.insert(range.size(), range.root());
            }
        }
        roots
    }

    /// The names by which strips could refer to any head of this log.
    pub(super) fn marks(&self, origin: &Origin) -> BTreeSet<String> {
        let sizes = (1..=self.lines()).collect();
        let heads = self.roots(&sizes).into_iter().map(|(size, root)| Checkpoint { origin: origin.clone(), size, root });
        heads.map(|head| head.mark_id()).collect()
    }
}

fn closing(booth: &Booth, folder: &Folder) -> Option<String> {
    let bytes = folder.get(&booth.site.path(layout::CHECKPOINT))?;
    let signed = SignedCheckpoint::open(bytes, &booth.site.origin, booth.keys.last()).ok()?;
    let head = signed.checkpoint();
    let covers = head.size == booth.leaves.len() as u64 && head.root == tree::root(&booth.leaves);
    covers.then(|| on_one_line(&signed.to_string()))
}

fn fates(booth: &Booth) -> BTreeMap<Code, (StripOutcome, Option<Hash>)> {
    let full = booth.ballots.iter().filter_map(|ballot| {
        let outcome = match ballot.fate.as_ref()? {
            Fate::Cast => StripOutcome::Cast,
            Fate::Challenged(_) => StripOutcome::Challenged,
            Fate::Spoiled => StripOutcome::Spoiled,
            Fate::Void => StripOutcome::Void,
        };
        Some((ballot.code, (outcome, Some(ballot.data.card))))
    });
    // A public record has only the codes of these; where a log has the ballots, they win.
    let listed = |codes: &[Code], outcome| codes.iter().map(move |code| (*code, (outcome, None))).collect::<Vec<_>>();
    let listed = listed(&booth.spoiled, StripOutcome::Spoiled).into_iter().chain(listed(&booth.void, StripOutcome::Void));
    listed.chain(full).collect()
}
