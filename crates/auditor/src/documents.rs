//! C05–C16: reads the signed documents one by one, so that one that is broken stops only what needs it.

use canonical::{Hash, sha256};
use chain::note::Kind;
use chain::{KeyName, Verifier, document};
use manifest::{Amendment, AmendmentData, Definition, Devices, Index, Roots};
use record::{Folder, TranscriptError, VillageKey, layout, verify_confirmations};

use crate::checks::{Run, id};
use crate::findings::{Findings, Place};
use crate::options::Options;
use crate::text::{Words, say};

/// The documents that could be read. A signature that does not hold is a finding, not a missing document.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) index: Option<Index>,
    pub(crate) definition: Option<Definition>,
    pub(crate) roots: Option<Roots>,
    pub(crate) devices: Option<Devices>,
    /// Digest of the device list and of every amendment: a zero entry names the last of its time.
    pub(crate) device_digests: Vec<Hash>,
    pub(crate) key: Option<VillageKey>,
    pub(crate) tags: Vec<Hash>,
    pub(crate) deck: Option<Vec<Hash>>,
}

impl Known {
    pub(crate) fn read(folder: &Folder, options: &Options, f: &mut Findings) -> Self {
        let mut known = Self { index: index(folder, f), ..Self::default() };
        known.anchor(options, f);
        let committee = known.committee();
        known.definition = definition(folder, known.index.as_ref(), committee.as_ref(), f);
        let Some(definition) = known.definition.clone() else { return known };
        known.roots = roots(folder, &definition, committee.as_ref(), f);
        if f.run() != Run::Bundle {
            known.lists(folder, f);
        }
        known.devices(folder, &definition, committee.as_ref(), f);
        known.key = key(folder, &definition, f);
        known
    }

    /// The committee's key as a signer of notes.
    pub(crate) fn committee(&self) -> Option<Verifier> {
        let index = self.index.as_ref()?;
        Some(Verifier::new(KeyName::new(&index.committee_name()).ok()?, index.committee, Kind::Ed25519))
    }

    /// The witnesses' keys as cosigners of heads.
    pub(crate) fn witnesses(&self) -> Vec<Verifier> {
        let one = |w: &manifest::WitnessDevice| Some(Verifier::new(KeyName::new(&w.name).ok()?, w.key, Kind::Cosignature));
        self.devices.iter().flat_map(|d| d.witnesses.iter().filter_map(one)).collect()
    }

    fn anchor(&self, options: &Options, f: &mut Findings) {
        let Some(index) = &self.index else { return };
        let digest = index.digest();
        match options.anchor {
            None => f.skip(
                id::ANCHOR,
                Place::file("index.json"),
                say!(
                    "jangkar tidak diberikan; bandingkan sidik ini dengan kertas: {digest}",
                    "no anchor given; compare this digest with the paper: {digest}"
                ),
            ),
            Some(anchor) if anchor.is(digest.as_bytes()) || anchor.is(&index.committee.to_bytes()) => {
                f.done(id::ANCHOR, say!("sidik indeks {digest}", "index digest {digest}"));
            }
            Some(_) => f.fail(
                id::ANCHOR,
                Place::file("index.json"),
                say!("bukan yang di kertas: sidik indeks ini {digest}", "not the one on paper: this index's digest is {digest}"),
            ),
        }
    }

    fn lists(&mut self, folder: &Folder, f: &mut Findings) {
        let Some(roots) = self.roots.clone() else { return };
        let tags = List { path: layout::ROLL_TAGS, id: id::TAGS, digest: roots.roll_tags, count: roots.registered() };
        self.tags = tags.read(folder, f).unwrap_or_default();
        let deck = List { path: layout::DECK_LEAVES, id: id::DECK, digest: roots.deck_leaves, count: roots.cards() };
        self.deck = deck.read(folder, f);
    }

    fn devices(&mut self, folder: &Folder, definition: &Definition, committee: Option<&Verifier>, f: &mut Findings) {
        let path = layout::json(layout::DEVICES);
        let Some(bytes) = take(folder, &path, id::DEVICES, f) else { return };
        let mut devices = match Devices::parse(bytes, definition) {
            Ok(devices) => devices,
            Err(e) => return f.fail(id::DEVICES, Place::file(&path), Words::rule(&e)),
        };
        signed(folder, layout::DEVICES, bytes, committee, id::DEVICES, f);
        let (booths, desks) = (devices.booths.len(), devices.desks.len());
        f.done(id::DEVICES, say!("{booths} bilik, {desks} meja", "{booths} booths, {desks} desks"));
        self.device_digests.push(devices.digest());
        for number in 1..=AmendmentData::MAX {
            let name = layout::amendment(number);
            let path = layout::json(&name);
            let Some(bytes) = folder.get(&path) else { break };
            let applied = Amendment::parse(bytes).and_then(|a| devices.amend(&a, definition));
            if let Err(e) = applied {
                return f.fail(id::AMENDMENTS, Place::file(&path), Words::rule(&e));
            }
            signed(folder, &name, bytes, committee, id::AMENDMENTS, f);
            self.device_digests.push(devices.last());
        }
        let count = devices.amendments();
        f.done(id::AMENDMENTS, say!("{count} perubahan", "{count} amendments"));
        self.devices = Some(devices);
    }
}

/// A file that must be there.
pub(crate) fn take<'a>(folder: &'a Folder, path: &str, id: crate::checks::Id, f: &mut Findings) -> Option<&'a [u8]> {
    let bytes = folder.get(path);
    if bytes.is_none() {
        f.fail(id, Place::file(path), say!("tidak ada", "missing"));
    }
    bytes
}

/// The committee's note beside a document.
pub(crate) fn signed(
    folder: &Folder,
    name: &str,
    bytes: &[u8],
    committee: Option<&Verifier>,
    id: crate::checks::Id,
    f: &mut Findings,
) -> bool {
    let path = layout::note(name);
    let Some(committee) = committee else {
        f.skip(id, Place::file(&path), say!("kunci panitia tidak terbaca", "the committee's key cannot be read"));
        return false;
    };
    let Some(note) = take(folder, &path, id, f) else { return false };
    match document::verify(note, &layout::json(name), bytes, core::slice::from_ref(committee)) {
        Ok(_) => true,
        Err(e) => {
            f.fail(id, Place::file(&path), Words::rule(&e));
            false
        }
    }
}

fn index(folder: &Folder, f: &mut Findings) -> Option<Index> {
    let path = layout::json(layout::INDEX);
    let bytes = take(folder, &path, id::INDEX, f)?;
    let index = Index::parse(bytes).map_err(|e| f.fail(id::INDEX, Place::file(&path), Words::rule(&e))).ok()?;
    let committee = KeyName::new(&index.committee_name()).ok().map(|name| Verifier::new(name, index.committee, Kind::Ed25519));
    signed(folder, layout::INDEX, bytes, committee.as_ref(), id::INDEX, f);
    aids(folder, &index, f);
    let (villages, election) = (index.villages.len(), &index.election);
    f.done(id::INDEX, say!("{election}, {villages} desa", "{election}, {villages} villages"));
    Some(index)
}

/// Specification and verifier, where they are shipped, are those that the index announced. This program uses neither.
fn aids(folder: &Folder, index: &Index, f: &mut Findings) {
    for (path, digest) in [(layout::SPEC, index.spec), (layout::VERIFIER, index.verifier)] {
        if folder.get(path).is_some_and(|bytes| sha256(bytes) != digest) {
            let words = say!("bukan yang disebut dalam index.json; jangan dipakai", "is not the one that index.json names; do not use it");
            f.fail(id::INDEX, Place::file(path), words);
        }
    }
}

fn definition(folder: &Folder, index: Option<&Index>, committee: Option<&Verifier>, f: &mut Findings) -> Option<Definition> {
    let path = layout::json(layout::DEFINITION);
    let bytes = take(folder, &path, id::DEFINITION, f)?;
    let definition = Definition::parse(bytes).map_err(|e| f.fail(id::DEFINITION, Place::file(&path), Words::rule(&e))).ok()?;
    signed(folder, layout::DEFINITION, bytes, committee, id::DEFINITION, f);
    let Some(index) = index else { return Some(definition) };
    if !index.lists(&definition) {
        let digest = definition.digest();
        let words = say!("definisi {digest} tidak terdaftar dalam indeks", "the index does not list this definition ({digest})");
        f.fail(id::DEFINITION, Place::file(&path), words);
    }
    let (name, candidates) = (&definition.village.name, definition.candidates.len());
    f.done(id::DEFINITION, say!("{name}, {candidates} calon", "{name}, {candidates} candidates"));
    let (ours, theirs) = (definition.mode.as_str(), index.mode.as_str());
    if ours != theirs {
        let words = say!("definisi {ours}, indeks {theirs}", "definition {ours}, index {theirs}");
        f.fail(id::MODE, Place::file(&path), words);
    }
    f.done(id::MODE, Words::new(ours, ours));
    Some(definition)
}

fn roots(folder: &Folder, definition: &Definition, committee: Option<&Verifier>, f: &mut Findings) -> Option<Roots> {
    let path = layout::json(layout::ROOTS);
    let bytes = take(folder, &path, id::ROOTS, f)?;
    let roots = Roots::parse(bytes, definition).map_err(|e| f.fail(id::ROOTS, Place::file(&path), Words::rule(&e))).ok()?;
    signed(folder, layout::ROOTS, bytes, committee, id::ROOTS, f);
    let (voters, cards) = (roots.registered(), roots.cards());
    f.done(id::ROOTS, say!("{voters} pemilih, {cards} kartu", "{voters} voters, {cards} cards"));
    Some(roots)
}

/// A published list of hashes and what the roots say about it.
struct List {
    path: &'static str,
    id: crate::checks::Id,
    digest: Hash,
    count: u64,
}

impl List {
    fn read(&self, folder: &Folder, f: &mut Findings) -> Option<Vec<Hash>> {
        let bytes = take(folder, self.path, self.id, f)?;
        let hashes = token::parse_hashes(bytes).map_err(|e| f.fail(self.id, Place::file(self.path), Words::rule(&e))).ok()?;
        let (found, expected) = (hashes.len() as u64, self.count);
        if sha256(bytes) != self.digest {
            let words =
                say!("SHA-256 berbeda dari yang ditandatangani dalam roots.json", "its SHA-256 is not the one signed in roots.json");
            f.fail(self.id, Place::file(self.path), words);
        }
        if found != expected {
            let words = say!("{found} baris, menurut roots.json {expected}", "{found} lines, roots.json says {expected}");
            f.fail(self.id, Place::file(self.path), words);
        }
        f.done(self.id, say!("{found} baris", "{found} lines"));
        Some(hashes)
    }
}

fn key(folder: &Folder, definition: &Definition, f: &mut Findings) -> Option<VillageKey> {
    let bytes = take(folder, layout::CEREMONY, id::COMMITMENTS, f)?;
    let key = VillageKey::parse(bytes, definition).map_err(|e| transcript(&e, f)).ok()?;
    let (members, threshold) = (definition.guardians.members.len(), definition.guardians.threshold);
    f.done(id::COMMITMENTS, say!("{members} penjaga", "{members} guardians"));
    let digest = key.digest();
    f.done(id::POSSESSION, say!("{threshold} dari {members}; sidik kunci {digest}", "{threshold} of {members}; key digest {digest}"));
    // The key follows from the transcript alone: confirmations that are missing or wrong stop no other check.
    let Some(bytes) = take(folder, layout::CONFIRMATIONS, id::CONFIRMED, f) else { return Some(key) };
    match verify_confirmations(bytes, definition, &key) {
        Ok(()) => f.done(id::CONFIRMED, say!("{members} penjaga mengesahkan", "{members} guardians confirmed")),
        Err(e) => f.fail(id::CONFIRMED, Place::file(layout::CONFIRMATIONS), Words::rule(&e)),
    }
    Some(key)
}

fn transcript(error: &TranscriptError, f: &mut Findings) {
    let id = match error {
        TranscriptError::Json(_)
        | TranscriptError::Format
        | TranscriptError::Foreign(_)
        | TranscriptError::Members { .. }
        | TranscriptError::Commitment(_)
        | TranscriptError::Signature(_) => id::COMMITMENTS,
        TranscriptError::Seat(_) | TranscriptError::Possession(..) | TranscriptError::Key(_) => id::POSSESSION,
    };
    f.fail(id, Place::file(layout::CEREMONY), Words::rule(error));
}
