//! The papers of a station that people fill in on the day, with everything printed on them that the definition knows.

use manifest::{Definition, Mode, StationPlan};
use paper::Document;
use paper::forms::{Handed, Handover, Minutes, Objection, Occasion, Place, handover, incidents, minutes, objection};

/// Lines for an objection, and for the answer.
const LINES: usize = 6;
/// Rows of an incident list to write on.
const ROWS: usize = 14;

/// For each station in order: Berita Acara pembukaan, perpanjangan and penutupan, catatan keberatan saksi, tanda terima kotak dan
/// media, daftar kejadian. The same definition gives the same papers.
#[must_use]
pub fn station_papers(definition: &Definition) -> Vec<Document> {
    definition.stations.iter().flat_map(|station| of_station(definition, station)).collect()
}

fn of_station(definition: &Definition, station: &StationPlan) -> Vec<Document> {
    let labels = &definition.labels;
    let mode = if definition.mode == Mode::Real { paper::Mode::Real } else { paper::Mode::Rehearsal };
    let election = format!("Pemilihan {} Serentak {}", labels.head, definition.regency.name);
    let village = format!("{} {} ({})", labels.village, definition.village.name, definition.village.code);
    let name = format!("{} {}", labels.station, station.id);
    let place = Place { election: &election, village: &village, station: Some(&name), booth: None };
    let things = things(definition, station);
    let seals: Vec<(&str, &str)> = things.iter().map(|thing| (thing.as_str(), "")).collect();
    let signing = signing(definition);
    let signatures: Vec<&str> = signing.iter().map(String::as_str).collect();
    let at = |occasion| {
        let (event, planned, reason, copy) = (None, None, None, None);
        minutes(&Minutes { mode, place, occasion, event, planned, reason, seals: &seals, signatures: &signatures, copy })
    };
    let handed: Vec<Handed<'_>> = things.iter().map(|what| Handed { what, count: 1, seal: None }).collect();
    let giver = format!("Ketua {name}");
    vec![
        at(Occasion::Opening),
        at(Occasion::Extension),
        at(Occasion::Closing),
        objection(&Objection { mode, place, lines: LINES, copy: None }),
        handover(&Handover { mode, place, things: &handed, giver: &giver, taker: "Panitia pemilihan", copy: None }),
        incidents(mode, &place, &[], ROWS, &[&giver]),
    ]
}

/// What a station seals and hands over.
fn things(definition: &Definition, station: &StationPlan) -> Vec<String> {
    let booth = &definition.labels.booth;
    let of_booth = station.booths.iter().flat_map(|b| [format!("Kotak audit {booth} {}", b.id), format!("Media {booth} {}", b.id)]);
    of_booth.chain(["Kotak kartu terpakai", "Media meja", "Sampul berita acara"].map(str::to_owned)).collect()
}

/// The chair and a witness of each candidate.
fn signing(definition: &Definition) -> Vec<String> {
    let witnesses = definition.candidates.iter().zip(1_u32..).map(|(c, n)| format!("Saksi calon nomor {n} ({})", c.name));
    core::iter::once(format!("Ketua {}", definition.labels.station)).chain(witnesses).collect()
}
