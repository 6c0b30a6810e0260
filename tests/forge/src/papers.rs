//! What desks, counters and the committee sign in the evening, and what each booth exports.

use canonical::json;
use manifest::StationId;
use record::{BoxKind, ExclusionReason, ExclusionsData, Folder, PaperCount, PaperCountData, Sums, Tier, layout};
use token::{CountsData, DeskCounts};

use crate::{Evening, Log, Setup, note, station_id, text};

impl Evening<'_> {
    /// People whom a station's desk counts as present: one of them gave the card back.
    #[must_use]
    pub fn present(&self, station: &str) -> usize {
        let cast = self.ballots.iter().filter(|b| b.station == station).count();
        let audit = self.exclusions.iter().filter(|e| e.station.as_str() == station && e.reason == ExclusionReason::AuditCard).count();
        cast.saturating_sub(audit) + 1
    }

    pub(crate) fn desks(&self, setup: &Setup, folder: &mut Folder) {
        for (place, device) in (0..).zip(&setup.devices.desks) {
            let logs = self.logs.iter().filter(|log| log.station == device.station.as_str());
            let (cast, challenged) = logs.fold((0, 0), |(a, b), log| (a + log.public.cast.len(), b + log.public.challenged.len()));
            let audit = self.exclusions.iter().filter(|e| e.station == device.station && e.reason == ExclusionReason::AuditCard).count();
            let number = |n: usize| u32::try_from(n).unwrap();
            let data = CountsData {
                additional: 0,
                audit_cards: self.audit_cards.unwrap_or(number(audit)),
                cards_opened: 50,
                cards_left: 50 - number(cast + challenged) - 1,
                cards_returned: 1,
                definition: setup.definition.digest(),
                desk: device.desk.clone(),
                format: CountsData::FORMAT.into(),
                head: canonical::sha256(b"desk"),
                present: number(self.present(device.station.as_str())),
                replacements: number(challenged),
                size: 99,
                station: device.station.clone(),
                undone: 0,
            };
            let counts = DeskCounts::sign(data, &setup.spec.seed(41 + place));
            folder.insert(&layout::desk(&device.station, &device.desk), counts.to_bytes());
        }
    }

    pub(crate) fn paper(&self, setup: &Setup, folder: &mut Folder) {
        for (station, booth, content, votes) in &self.boxes {
            for entry in [1, 2] {
                let count = paper_count(setup, (station, *booth), *content, entry, votes.clone());
                let booth = booth.map(|b| b.parse().unwrap());
                folder.insert(&layout::paper(&station_id(station), booth.as_ref(), entry), count.to_bytes());
            }
        }
    }

    pub(crate) fn exclusions_file(&self, setup: &Setup, folder: &mut Folder) {
        let format = ExclusionsData::FORMAT.into();
        let data =
            ExclusionsData { definition: setup.definition.digest(), format, list: self.exclusions.clone(), signed_by: text("Ketua") };
        note(folder, &setup.definition, layout::EXCLUSIONS, json::to_bytes(&data), &setup.committee);
    }
}

/// A signed paper count; the two entries are by two people.
#[must_use]
pub fn paper_count(setup: &Setup, at: (&str, Option<&str>), content: BoxKind, entry: u32, votes: Vec<u32>) -> PaperCount {
    let counter = setup.spec.seed(60 + u8::try_from(entry).unwrap());
    let (station, booth): (StationId, _) = (station_id(at.0), at.1.map(|b| b.parse().unwrap()));
    let data = PaperCountData {
        booth,
        content,
        counter: counter.public(),
        definition: setup.definition.digest(),
        entry,
        format: PaperCountData::FORMAT.into(),
        invalid: 0,
        station,
        votes,
    };
    PaperCount::sign(data, &counter)
}

pub(crate) fn bundle(setup: &Setup, log: &Log<'_>) -> Folder {
    let mut folder = setup.base.clone();
    for aid in [layout::SPEC, layout::VERIFIER] {
        folder.remove(aid);
    }
    folder.remove(layout::ROLL_TAGS);
    folder.remove(layout::DECK_LEAVES);
    folder.insert(layout::ENTRIES, log.bytes());
    folder.insert(layout::CHECKPOINT, log.head());
    Sums::write(&mut folder, Tier::Bundle, log.origin.as_str(), log.origin.as_str(), &log.key).unwrap();
    folder
}
