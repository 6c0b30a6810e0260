//! C40–C42: desks' counts, exclusions and paper counts, and what they say.

use std::collections::{BTreeMap, BTreeSet};

use canonical::{Hash, json};
use manifest::{BoothId, BoothStatus, Definition, Devices, MAX_DOCUMENT, StationId, StationKind, StationPlan};
use record::{BoxKind, Exclusion, ExclusionReason, ExclusionsData, Folder, PaperCount, layout};
use token::DeskCounts;

use crate::booths::Booths;
use crate::checks::id;
use crate::documents::{Known, signed, take};
use crate::findings::{Findings, Place};
use crate::text::{Words, say};

/// The most papers that one box holds; a larger number is no count.
const MAX_BOX: u64 = 1_000_000;

/// A box that two people counted alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedBox {
    /// The booth, or nothing for the station's one box.
    pub booth: Option<BoothId>,
    /// What lay in it.
    pub content: BoxKind,
    /// The station.
    pub station: StationId,
    /// Papers per option, the blank last.
    pub votes: Vec<u32>,
}

/// What people counted and decided on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Papers {
    pub(crate) desks: Vec<DeskCounts>,
    pub(crate) exclusions: BTreeMap<(StationId, BoothId, Hash), ExclusionReason>,
    pub(crate) boxes: Vec<CountedBox>,
}

/// Reads and checks everything; a broken file stops only itself.
pub(crate) fn read(folder: &Folder, known: &Known, booths: &Booths, f: &mut Findings) -> Option<Papers> {
    let (definition, devices) = (known.definition.as_ref()?, known.devices.as_ref()?);
    let desks = desks(folder, definition, devices, f);
    let boxes = boxes(folder, definition, devices, f);
    let list = exclusions(folder, known, definition, f)?;
    existing(&list, booths, f);
    signed_for(&list, &desks, devices, f);
    let exclusions = list.into_iter().map(|e| ((e.station, e.booth, e.card), e.reason)).collect();
    Some(Papers { desks, exclusions, boxes })
}

fn desks(folder: &Folder, definition: &Definition, devices: &Devices, f: &mut Findings) -> Vec<DeskCounts> {
    let key_of =
        |station: &StationId, desk: &BoothId| devices.desks.iter().find(|d| &d.station == station && &d.desk == desk).map(|d| d.key);
    let mut all = Vec::new();
    for device in &devices.desks {
        let path = layout::desk(&device.station, &device.desk);
        let Some(bytes) = folder.get(&path) else { continue };
        match DeskCounts::parse(bytes, definition, key_of) {
            Ok(counts) if counts.station == device.station && counts.desk == device.desk => all.push(counts),
            Ok(_) => f.fail(id::DESKS, Place::file(&path), say!("hitungan meja lain", "another desk's counts")),
            Err(e) => f.fail(id::DESKS, Place::file(&path), Words::rule(&e)),
        }
    }
    let (found, listed) = (all.len(), devices.desks.len());
    f.done(id::DESKS, say!("{found} dari {listed} meja", "{found} of {listed} desks"));
    all
}

fn exclusions(folder: &Folder, known: &Known, definition: &Definition, f: &mut Findings) -> Option<Vec<Exclusion>> {
    let path = layout::json(layout::EXCLUSIONS);
    let bytes = take(folder, &path, id::EXCLUSIONS, f)?;
    let refuse = |f: &mut Findings, words| f.fail(id::EXCLUSIONS, Place::file(&path), words);
    let data: ExclusionsData = json::from_bytes(bytes, MAX_DOCUMENT).map_err(|e| refuse(f, Words::rule(&e))).ok()?;
    signed(folder, layout::EXCLUSIONS, bytes, known.committee().as_ref(), id::EXCLUSIONS, f);
    if &*data.format != ExclusionsData::FORMAT {
        refuse(f, say!("bentuk lain", "another format"));
    }
    if data.definition != definition.digest() {
        refuse(f, say!("untuk definisi lain", "made for another definition"));
    }
    let place = |e: &Exclusion| (e.station.clone(), e.booth.clone(), e.card);
    if !data.list.windows(2).all(|pair| pair.first().map(place) < pair.last().map(place)) {
        refuse(f, say!("tidak urut, atau ada yang ganda", "not in ascending order, or one twice"));
    }
    Some(data.list)
}

/// Every excluded ballot is cast where the list says, and a clash is one.
fn existing(list: &[Exclusion], booths: &Booths, f: &mut Findings) {
    let place = || Place::file("exclusions.json");
    let mut casts: BTreeMap<Hash, BTreeSet<(&StationId, &BoothId)>> = BTreeMap::new();
    for booth in &booths.list {
        for ballot in booth.cast() {
            casts.entry(ballot.data.card).or_default().insert((&booth.site.station, &booth.site.booth));
        }
    }
    for exclusion in list {
        let (station, booth, card) = (&exclusion.station, &exclusion.booth, token::card_short(&exclusion.card));
        let logs = casts.get(&exclusion.card);
        if !logs.is_some_and(|logs| logs.contains(&(station, booth))) {
            if booths.complete {
                let words = say!("kartu {card} tidak tersimpan di {station}-{booth}", "card {card} is not cast at {station}-{booth}");
                f.fail(id::EXCLUSIONS, place(), words);
            } else {
                f.skip(id::EXCLUSIONS, place(), say!("bilik {station}-{booth} tidak terbaca", "booth {station}-{booth} cannot be read"));
            }
        } else if exclusion.reason == ExclusionReason::Clash && logs.is_some_and(|logs| logs.len() < 2) {
            let words =
                say!("kartu {card} tidak bentrok: hanya satu catatan menyimpannya", "card {card} does not clash: only one log casts it");
            f.fail(id::EXCLUSIONS, place(), words);
        }
    }
    let count = list.len();
    f.done(id::EXCLUSIONS, say!("{count} dikeluarkan", "{count} excluded"));
}

/// A station's desks sign how many cards auditors took: no more of its ballots may be left out for that.
fn signed_for(list: &[Exclusion], desks: &[DeskCounts], devices: &Devices, f: &mut Findings) {
    let mut excluded: BTreeMap<&StationId, u64> = BTreeMap::new();
    for exclusion in list.iter().filter(|e| e.reason == ExclusionReason::AuditCard) {
        *excluded.entry(&exclusion.station).or_default() += 1;
    }
    for (station, count) in excluded {
        let place = || Place::file("exclusions.json");
        let listed = devices.desks.iter().filter(|d| &d.station == station).count();
        let counts: Vec<_> = desks.iter().filter(|d| &d.station == station).collect();
        let (found, signed) = (counts.len(), counts.iter().map(|c| u64::from(c.audit_cards)).sum::<u64>());
        if found < listed || listed == 0 {
            let words = say!(
                "TPS {station}: {count} kartu pemeriksa dikeluarkan, tetapi hanya {found} dari {listed} hitungan meja ada",
                "station {station}: {count} audit cards excluded, but only {found} of {listed} desks' counts are here"
            );
            f.skip(id::EXCLUSIONS, place(), words);
        } else if count > signed {
            let words = say!(
                "TPS {station}: {count} kartu pemeriksa dikeluarkan, mejanya menandatangani {signed}",
                "station {station}: {count} audit cards excluded, its desks signed for {signed}"
            );
            f.fail(id::EXCLUSIONS, place(), words);
        }
    }
}

fn boxes(folder: &Folder, definition: &Definition, devices: &Devices, f: &mut Findings) -> Vec<CountedBox> {
    let mut pairs: BTreeMap<(StationId, Option<BoothId>), Vec<PaperCount>> = BTreeMap::new();
    for (path, bytes) in folder.under("paper/") {
        match PaperCount::parse(bytes, definition, devices) {
            Ok(count) if layout::paper(&count.station, count.booth.as_ref(), count.entry) == path => {
                pairs.entry((count.station.clone(), count.booth.clone())).or_default().push(count);
            }
            Ok(_) => f.fail(id::PAPER, Place::file(path), say!("hitungan kotak lain", "the count of another box")),
            Err(e) => f.fail(id::PAPER, Place::file(path), Words::rule(&e)),
        }
    }
    let boxes: Vec<CountedBox> = pairs.into_iter().filter_map(|(unit, entries)| agreed(unit, &entries, definition, devices, f)).collect();
    for one in boxes.iter().filter(|b| b.booth.is_some()) {
        if boxes.iter().any(|b| b.booth.is_none() && b.station == one.station && b.content == one.content) {
            let place = Place::file(&layout::paper(&one.station, one.booth.as_ref(), 1));
            f.fail(id::PAPER, place, say!("kotak TPS ini sudah dihitung seluruhnya", "the station's one box is counted too"));
        }
    }
    uncounted(&boxes, definition, devices, f);
    let count = boxes.len();
    f.done(id::PAPER, say!("{count} kotak dihitung dua kali", "{count} boxes counted twice"));
    boxes
}

/// Two entries by two people with the same numbers, of a box that may hold what they say.
fn agreed(
    (station, booth): (StationId, Option<BoothId>),
    entries: &[PaperCount],
    definition: &Definition,
    devices: &Devices,
    f: &mut Findings,
) -> Option<CountedBox> {
    let place = |entry: u32| Place::file(&layout::paper(&station, booth.as_ref(), entry));
    let [first, second] = entries else {
        f.skip(id::PAPER, place(1), say!("hanya satu dari dua masukan yang ada", "only one of two entries is here"));
        return None;
    };
    if first.counter == second.counter {
        f.fail(id::PAPER, place(2), say!("dimasukkan dua kali oleh orang yang sama", "entered twice by one person"));
        return None;
    }
    if (&first.votes, first.invalid, first.content) != (&second.votes, second.invalid, second.content) {
        f.fail(id::PAPER, place(2), say!("kedua masukan berbeda; hitung kotak itu lagi", "the two entries differ; count the box again"));
        return None;
    }
    let papers = first.votes.iter().map(|v| u64::from(*v)).sum::<u64>() + u64::from(first.invalid);
    if papers > MAX_BOX {
        f.fail(id::PAPER, place(1), say!("{papers} lembar, paling banyak {MAX_BOX}", "{papers} papers, at most {MAX_BOX} fit a box"));
        return None;
    }
    let fits = match first.content {
        BoxKind::Slips => delivers(&station, booth.as_ref(), definition, devices),
        BoxKind::OnlyRecord => only_record(&station, booth.as_ref(), definition, devices),
    };
    if !fits {
        let words = say!(
            "isi kotak tidak cocok dengan cara TPS atau bilik ini memilih",
            "this content does not fit how the station or booth voted"
        );
        f.fail(id::PAPER, place(1), words);
        return None;
    }
    Some(CountedBox { content: first.content, votes: first.votes.clone(), station, booth })
}

/// A station that voted on paper, or a lost booth, without a count of its own or its station's box: its votes are missing.
fn uncounted(boxes: &[CountedBox], definition: &Definition, devices: &Devices, f: &mut Findings) {
    if devices.cancelled().is_some() {
        return;
    }
    let has = |station: &StationId, booth: Option<&BoothId>| {
        boxes.iter().any(|b| &b.station == station && b.booth.as_ref() == booth && b.content == BoxKind::OnlyRecord)
    };
    for station in &definition.stations {
        let lost = station.booths.iter().filter(|b| matches!(devices.status(&station.id, &b.id), BoothStatus::Lost(_)));
        let units = on_paper(station, devices).then_some(None).into_iter().chain(lost.map(|b| Some(&b.id)));
        for unit in units.filter(|unit| !has(&station.id, None) && !has(&station.id, *unit)) {
            let words =
                say!("suara yang hanya ada di kertas belum dihitung dua kali", "votes that exist only on paper are not counted twice");
            f.skip(id::PAPER, Place::file(&layout::paper(&station.id, unit, 1)), words);
        }
    }
}

/// Whether the booth, or any booth of the station, delivers a log.
pub(crate) fn delivers(station: &StationId, booth: Option<&BoothId>, definition: &Definition, devices: &Devices) -> bool {
    let booths = definition.station(station).map(|s| s.booths.as_slice()).unwrap_or_default();
    let asked = |b: &&manifest::BoothPlan| booth.is_none_or(|booth| &b.id == booth);
    booths.iter().filter(asked).any(|b| devices.status(station, &b.id) == BoothStatus::Expected)
}

/// Whether paper is the only record of the booth or station: a lost booth, a station that voted on paper, or one whose booths are lost
/// with no other that delivers.
pub(crate) fn only_record(station: &StationId, booth: Option<&BoothId>, definition: &Definition, devices: &Devices) -> bool {
    let Some(plan) = definition.station(station) else { return false };
    let mut units = plan.booths.iter().filter(|b| booth.is_none_or(|booth| &b.id == booth));
    let lost = units.any(|b| matches!(devices.status(station, &b.id), BoothStatus::Lost(_)));
    match booth {
        Some(_) => lost,
        None => on_paper(plan, devices) || (lost && !delivers(station, None, definition, devices)),
    }
}

/// Whether the station voted on paper, as planned or by an amendment.
pub(crate) fn on_paper(station: &StationPlan, devices: &Devices) -> bool {
    station.kind == StationKind::Paper || devices.on_paper(&station.id).is_some()
}
