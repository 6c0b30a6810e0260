//! C01–C04: the signed list of files, and whether every file is one that a bundle or record has.

use std::collections::BTreeSet;

use canonical::PublicKey;
use chain::Origin;
use manifest::{AmendmentData, BoothId, BoothStatus, Definition, Devices, StationId};
use record::{Folder, Sums, SumsError, Tier, layout};

use crate::booth::Site;
use crate::booths::Booths;
use crate::checks::id;
use crate::documents::Known;
use crate::findings::{Findings, Place};
use crate::text::{Words, say};

/// Most plans of one village: the first, and one for each tie rule.
pub(crate) const MAX_PLANS: u32 = 8;

/// What a folder is: what its list says, or what its files look like when the list is broken.
pub(crate) fn tier(folder: &Folder) -> Tier {
    let guess = || {
        let log = |path: &str| path.ends_with(layout::ENTRIES);
        match folder.iter().find(|(path, _)| log(path)) {
            Some((path, _)) if path == layout::ENTRIES => Tier::Bundle,
            Some(_) => Tier::Sealed,
            None => Tier::Public,
        }
    };
    Sums::read(folder).map_or_else(|_| guess(), |sums| sums.tier())
}

/// Checks the list; gives the name of the log or village it is about.
pub(crate) fn check(folder: &Folder, known: &Known, tier: Tier, f: &mut Findings) {
    let sums = match Sums::read(folder) {
        Ok(sums) => sums,
        Err(e) => {
            let line = if let SumsError::Line(line) = e { Place::line(layout::SUMS, line) } else { Place::file(layout::SUMS) };
            return f.fail(id::LIST, line, Words::rule(&e));
        }
    };
    let name = sums.name().to_owned();
    f.done(id::LIST, Words::new(name.clone(), name));
    compare(&sums, folder, f);
    places(folder, known, tier, f);
}

/// C02: who must have signed the list did. A bundle's is signed by the last machine that went on with its log.
pub(crate) fn check_signature(folder: &Folder, known: &Known, tier: Tier, booths: &Booths, f: &mut Findings) {
    let Ok(sums) = Sums::read(folder) else { return };
    let Some((signer, keys)) = signer(&sums, known, tier, booths, f) else { return };
    let mut refused = None;
    for key in &keys {
        match sums.verify(&signer, key) {
            Ok(()) => return f.done(id::LIST_SIGNED, Words::new(signer.clone(), signer)),
            Err(e) => refused = Some(e),
        }
    }
    if let Some(e) = refused {
        f.fail(id::LIST_SIGNED, Place::file(layout::SUMS), Words::rule(&e));
    }
}

fn compare(sums: &Sums, folder: &Folder, f: &mut Findings) {
    for difference in sums.differences(folder) {
        let (path, words) = match &difference {
            SumsError::Absent(path) => (path, say!("terdaftar, tetapi tidak ada", "listed, but missing")),
            SumsError::Unlisted(path) => (path, say!("tidak terdaftar dalam SHA256SUMS", "not listed in SHA256SUMS")),
            SumsError::Changed(path) => (path, say!("diubah sesudah SHA256SUMS ditandatangani", "changed after SHA256SUMS was signed")),
            SumsError::Missing | SumsError::Note(_) | SumsError::Name(_) | SumsError::Header | SumsError::Line(_) => continue,
        };
        f.fail(id::FILES, Place::file(path), words);
    }
    let count = folder.iter().count();
    f.done(id::FILES, say!("{count} berkas", "{count} files"));
}

/// Name, and keys of which one must have signed the list. A list about something else than this folder's documents is a failure of its own.
fn signer(sums: &Sums, known: &Known, tier: Tier, booths: &Booths, f: &mut Findings) -> Option<(String, Vec<PublicKey>)> {
    let (index, definition) = (known.index.as_ref()?, known.definition.as_ref()?);
    let named = sums.name();
    let foreign = |f: &mut Findings| {
        let words = say!("menyebut {named}, bukan yang ada di dalam folder ini", "names {named}, which is not what this folder holds");
        f.fail(id::LIST, Place::line(layout::SUMS, 1), words);
    };
    if tier != Tier::Bundle {
        if named != definition.village.code.as_str() {
            foreign(f);
        }
        return Some((index.committee_name(), vec![index.committee]));
    }
    let Some((station, booth)) = booth_of(named, definition) else {
        foreign(f);
        return None;
    };
    let site = Site::new(known, &station, &booth, true)?;
    let log = booths.keys.iter().find(|(of, _)| of.origin == site.origin);
    Some((named.to_owned(), log.map_or_else(|| site.speakers(), |(_, keys)| vec![*keys.last()])))
}

/// The booth of this definition whose log has this name.
pub(crate) fn booth_of(origin: &str, definition: &Definition) -> Option<(StationId, BoothId)> {
    origin.parse::<Origin>().ok()?;
    let fits = |(s, b): &(&manifest::StationPlan, &manifest::BoothPlan)| definition.booth_origin(&s.id, &b.id) == origin;
    definition.booths().find(fits).map(|(s, b)| (s.id.clone(), b.id.clone()))
}

fn places(folder: &Folder, known: &Known, tier: Tier, f: &mut Findings) {
    let (Some(definition), Some(devices)) = (&known.definition, &known.devices) else { return };
    let mut allowed: BTreeSet<String> = documents(devices.amendments());
    match tier {
        Tier::Bundle => allowed.extend([layout::ENTRIES, layout::CHECKPOINT].map(str::to_owned)),
        Tier::Sealed => booths(definition, devices, &[layout::ENTRIES, layout::CHECKPOINT], &mut allowed),
        Tier::Public => booths(definition, devices, &PUBLIC, &mut allowed),
    }
    if tier != Tier::Bundle {
        evening(definition, devices, &mut allowed);
    }
    for (path, _) in folder.iter().filter(|(path, _)| !allowed.contains(*path)) {
        let words = say!("bukan berkas yang ada dalam rekaman desa ini", "not a file that this village's record has");
        f.fail(id::PLACES, Place::file(path), words);
    }
    f.done(id::PLACES, say!("semua dikenal", "all known"));
}

/// Files of one booth in a public record.
pub(crate) const PUBLIC: [&str; 7] =
    [layout::CHECKPOINT, layout::LEAVES, layout::ANCHORS, layout::CAST, layout::CHALLENGED, layout::SPOILED, layout::VOID];

fn documents(amendments: u32) -> BTreeSet<String> {
    let plain = [layout::SUMS, layout::CEREMONY, layout::CONFIRMATIONS].map(str::to_owned);
    let signed = [layout::INDEX, layout::DEFINITION, layout::ROOTS, layout::DEVICES].map(str::to_owned);
    let amendments = (1..=amendments.min(AmendmentData::MAX)).map(layout::amendment);
    let signed = signed.into_iter().chain(amendments).flat_map(|name| [layout::json(&name), layout::note(&name)]);
    plain.into_iter().chain(signed).collect()
}

fn booths(definition: &Definition, devices: &Devices, files: &[&str], allowed: &mut BTreeSet<String>) {
    let expected = definition.booths().filter(|(s, b)| devices.status(&s.id, &b.id) == BoothStatus::Expected);
    for (station, booth) in expected {
        let prefix = layout::booth(&station.id, &booth.id);
        allowed.extend(files.iter().map(|file| format!("{prefix}{file}")));
    }
}

fn evening(definition: &Definition, devices: &Devices, allowed: &mut BTreeSet<String>) {
    allowed.extend([layout::ROLL_TAGS, layout::DECK_LEAVES, layout::TOTALS, layout::SPEC, layout::VERIFIER].map(str::to_owned));
    for name in [layout::EXCLUSIONS, layout::RESULT] {
        allowed.extend([layout::json(name), layout::note(name)]);
    }
    allowed.extend(devices.desks.iter().map(|d| layout::desk(&d.station, &d.desk)));
    for station in &definition.stations {
        let units = core::iter::once(None).chain(station.booths.iter().map(|b| Some(&b.id)));
        allowed.extend(units.flat_map(|unit| [1, 2].map(|entry| layout::paper(&station.id, unit, entry))));
    }
    let guardians = u32::try_from(definition.guardians.members.len()).unwrap_or(u32::MAX);
    for number in 1..=MAX_PLANS {
        let name = layout::plan(number);
        allowed.extend([layout::json(&name), layout::note(&name)]);
        allowed.extend((1..=guardians).map(|guardian| layout::opening(number, guardian)));
    }
}
