//! C57–C62: records held against each other.

use std::collections::{BTreeMap, BTreeSet};

use manifest::BoothStatus;
use record::{Folder, Tier, layout};

use crate::checks::{Id, id};
use crate::evidence::held::Held;
use crate::findings::{Findings, Place};
use crate::options::Options;
use crate::report::VillageReport;
use crate::stage::Stage;
use crate::text::{Words, say};

/// C57: the public record is what the sealed one makes, byte for byte.
pub(crate) fn tiers(made: Option<&Folder>, sealed: &Folder, public: &Folder, f: &mut Findings) {
    let Some(made) = made else {
        // What both hold can be compared even where the logs cannot be read.
        for (path, bytes) in sealed.iter().filter(|(path, _)| !path.starts_with("booths/") && *path != layout::SUMS) {
            compare(path, Some(bytes), public.get(path), f);
        }
        return f.skip(id::TIERS, Place::file("booths"), say!("catatan tersegel tidak terbaca", "the sealed logs cannot be read"));
    };
    let paths: BTreeSet<&str> = made.iter().chain(public.iter()).map(|(path, _)| path).filter(|path| *path != layout::SUMS).collect();
    let count = paths.len();
    for path in paths {
        compare(path, made.get(path), public.get(path), f);
    }
    f.done(id::TIERS, say!("{count} berkas sama", "{count} files are the same"));
}

fn compare(path: &str, sealed: Option<&[u8]>, public: Option<&[u8]>, f: &mut Findings) {
    match (sealed, public) {
        (Some(a), Some(b)) => {
            if let Some(byte) = first_difference(a, b) {
                let words = say!("rekaman umum dan tersegel berbeda mulai bita ini", "public and sealed record differ from this byte on");
                f.fail(id::TIERS, Place::byte(path, byte), words);
            }
        }
        (Some(_), None) => f.fail(id::TIERS, Place::file(path), say!("tidak ada dalam rekaman umum", "not in the public record")),
        (None, Some(_)) => f.fail(id::TIERS, Place::file(path), say!("tidak ada dalam rekaman tersegel", "not in the sealed record")),
        (None, None) => (),
    }
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (same < a.len() || same < b.len()).then_some(same)
}

/// C58: a bundle's log and documents are those of the record. The head may have gathered cosignatures since.
pub(crate) fn bundle(bundle: &Folder, sealed: &Folder, stage: &Stage, path: &str, f: &mut Findings) {
    let Some(booth) = stage.booths.list.first() else {
        return f.skip(id::BUNDLES, Place::file(path), say!("bundel tidak terbaca", "the bundle cannot be read"));
    };
    let prefix = layout::booth(&booth.site.station, &booth.site.booth);
    for (file, bytes) in bundle.iter().filter(|(file, _)| ![layout::SUMS, layout::CHECKPOINT].contains(file)) {
        let there = if file == layout::ENTRIES { format!("{prefix}{file}") } else { file.to_owned() };
        let place = |byte| Place::byte(&format!("{path}: {file}"), byte);
        match sealed.get(&there).map(|other| first_difference(bytes, other)) {
            Some(None) => (),
            Some(Some(byte)) => {
                f.fail(id::BUNDLES, place(byte), say!("berbeda dari {there} dalam rekaman", "differs from {there} in the record"))
            }
            None => f.fail(id::BUNDLES, place(0), say!("{there} tidak ada dalam rekaman", "{there} is not in the record")),
        }
    }
}

/// What must not occur in two villages, and what evidence is held against.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    village: String,
    /// Election, mode and index digest.
    election: Option<(String, String)>,
    index: Vec<String>,
    regency: String,
    /// Whether a record of it is here.
    record: bool,
    /// Whether exports of its booths are here.
    exports: bool,
    keys: BTreeSet<[u8; 32]>,
    cards: BTreeSet<[u8; 32]>,
    codes: BTreeSet<[u8; 32]>,
    alphas: BTreeSet<[u8; 32]>,
    tags: Vec<[u8; 32]>,
    /// What its records know about logs that evidence names.
    pub(crate) held: Vec<Held>,
}

impl Facts {
    /// Codes of the villages of its index.
    pub(crate) fn index(&self) -> &[String] {
        &self.index
    }

    /// Name of its regency.
    pub(crate) fn regency(&self) -> &str {
        &self.regency
    }

    /// Whether a record of it is here, and not only exports of booths.
    pub(crate) const fn has_record(&self) -> bool {
        self.record
    }

    #[cfg(test)]
    pub(crate) fn of_record(regency: &str, index: &[&str]) -> Self {
        Self { record: true, regency: regency.to_owned(), index: index.iter().map(|code| (*code).to_owned()).collect(), ..Self::default() }
    }

    pub(crate) fn name(&mut self, report: &VillageReport) {
        self.village.clone_from(&report.village);
    }

    pub(crate) fn add(&mut self, stage: &Stage) {
        let known = &stage.known;
        self.record |= stage.tier != Tier::Bundle;
        self.exports |= stage.tier == Tier::Bundle;
        if let Some(index) = &known.index {
            self.election = Some((index.committee_name(), index.digest().to_string()));
            self.index = index.villages.iter().map(|v| v.code.to_string()).collect();
            self.regency = index.regency.name.to_string();
        }
        if let (Some(devices), Some(definition)) = (&known.devices, &known.definition) {
            let used = definition.booths().filter(|(s, b)| devices.status(&s.id, &b.id) == BoothStatus::Expected);
            self.keys.extend(used.filter_map(|(s, b)| devices.booth(&s.id, &b.id)).map(|d| d.key.to_bytes()));
            self.keys.extend(devices.desks.iter().map(|d| d.key.to_bytes()));
        }
        if stage.tier != Tier::Bundle {
            self.cards.extend(known.deck.iter().flatten().map(|card| *card.as_bytes()));
            self.tags = known.tags.iter().map(|tag| *tag.as_bytes()).collect();
        }
        for booth in &stage.booths.list {
            let codes = booth.ballots.iter().map(|b| &b.code).chain(&booth.spoiled).chain(&booth.void);
            self.codes.extend(codes.map(|c| *c.hash().as_bytes()));
            self.alphas.extend(booth.ballots.iter().flat_map(|b| b.data.ciphertexts.iter().map(|c| c.alpha().to_bytes())));
            self.keys.extend(booth.keys.taken().map(canonical::PublicKey::to_bytes));
            self.cards.extend(booth.ballots.iter().map(|b| *b.data.card.as_bytes()));
        }
    }
}

/// One kind of fact of a village.
type Kind = fn(&Facts) -> Vec<[u8; 32]>;

/// C59–C62 over all villages.
pub(crate) fn villages(facts: &[&Facts], options: &Options, f: &mut Findings) {
    one_election(facts, f);
    let mut by_index: BTreeMap<&str, Vec<&Facts>> = BTreeMap::new();
    for village in facts.iter().copied() {
        by_index.entry(village.election.as_ref().map_or("", |(_, digest)| digest)).or_default().push(village);
    }
    for list in by_index.values() {
        let kinds: [(Id, &str, Kind); 5] = [
            (id::ACROSS, "kunci perangkat/device key", |v| v.keys.iter().copied().collect()),
            (id::ACROSS, "kartu/card", |v| v.cards.iter().copied().collect()),
            (id::ACROSS, "kode/code", |v| v.codes.iter().copied().collect()),
            (id::ACROSS, "sandi/ciphertext", |v| v.alphas.iter().copied().collect()),
            (id::VOTERS, "tanda pemilih/roll tag", |v| v.tags.clone()),
        ];
        for (id, what, of) in kinds {
            shared(list, id, what, of, f);
        }
    }
    let count = facts.len();
    f.done(id::ACROSS, say!("{count} desa", "{count} villages"));
    f.done(id::VOTERS, say!("{count} desa", "{count} villages"));
    complete(&by_index, options, f);
}

fn one_election(facts: &[&Facts], f: &mut Findings) {
    let mut digests: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for village in facts {
        let Some((election, digest)) = &village.election else { continue };
        let first = *digests.entry(election).or_insert((digest, &village.village));
        if first.0 != digest {
            let (name, other) = (&village.village, first.1);
            let words = say!("indeksnya bukan indeks {other}", "its index is not that of {other}");
            f.blame([name, other]);
            f.fail(id::ONE_ELECTION, Place::file(name), words);
        }
    }
    let count = digests.len();
    f.done(id::ONE_ELECTION, say!("{count} pemilihan", "{count} elections"));
}

fn shared(list: &[&Facts], id: Id, what: &str, of: Kind, f: &mut Findings) {
    let mut all: Vec<([u8; 32], usize)> = list.iter().enumerate().flat_map(|(i, v)| of(v).into_iter().map(move |one| (one, i))).collect();
    all.sort_unstable();
    for pair in all.windows(2) {
        let [(a, first), (b, second)] = pair else { continue };
        if a != b || first == second {
            continue;
        }
        let names = |i: usize| list.get(i).map(|v| v.village.as_str()).unwrap_or_default();
        let (first, second, hex) = (names(*first), names(*second), canonical::hex::encode(a));
        let words = say!("{what} {hex} juga ada di {second}", "{what} {hex} also stands in {second}");
        f.blame([first, second]);
        f.fail(id, Place::file(first), words);
    }
}

/// C62: which villages of the index are not here.
fn complete(by_index: &BTreeMap<&str, Vec<&Facts>>, options: &Options, f: &mut Findings) {
    let (mut here, mut all) = (0, 0);
    for list in by_index.values() {
        let codes: BTreeSet<&str> = list.iter().map(|v| v.village.as_str()).collect();
        let whole: BTreeSet<&str> = list.iter().filter(|v| v.record).map(|v| v.village.as_str()).collect();
        for village in list.iter().filter(|v| v.exports && !v.record) {
            f.skip(
                id::COMPLETE,
                Place::file(&village.village),
                say!("hanya ekspor bilik, bukan rekaman", "only exports of booths, no record"),
            );
        }
        let Some(index) = list.iter().map(|v| &v.index).find(|i| !i.is_empty()) else { continue };
        all += index.len();
        here += index.iter().filter(|code| whole.contains(code.as_str())).count();
        for missing in index.iter().filter(|code| options.complete && !codes.contains(code.as_str())) {
            f.fail(id::COMPLETE, Place::file(missing), say!("tidak ada rekamannya di sini", "its record is not here"));
        }
    }
    if by_index.is_empty() {
        return f.skip(id::COMPLETE, Place::words(Words::new("-", "-")), say!("tidak ada rekaman di sini", "there is no record here"));
    }
    f.done(id::COMPLETE, say!("{here} dari {all} desa", "{here} of {all} villages"));
}
