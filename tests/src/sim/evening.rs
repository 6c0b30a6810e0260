//! The evening of one village: bundles come in, boxes of a paper station are counted twice, guardians open the sums.

use auditor::Anchor;
use canonical::Hash;
use committee::{BoothPlace, Counting, Tally, Village};
use guardian::Consent;
use record::{BoxKind, Folder, PaperCount, PaperCountData, ResultData};

use super::day::StationDay;
use super::names::text;
use super::prepare::Prepared;
use super::spec::StationSpec;
use super::world::{GUARDIANS, Keys};
use super::{Failure, SimResult};

/// What a village publishes.
#[derive(Debug)]
pub struct VillageRecord {
    /// The sealed record.
    pub sealed: Folder,
    /// The public record.
    pub public: Folder,
    /// The committee's result.
    pub result: ResultData,
}

/// Receives everything of a village and prepares the count.
///
/// # Errors
/// Whatever the committee refuses.
pub fn receive(prepared: &Prepared, days: &[StationDay], keys: Keys) -> SimResult<Counting> {
    let mut village = Village::new(prepared.documents.clone(), prepared.roll_tags.clone(), prepared.deck_leaves.clone())?;
    let mut random = keys.0.stream(&format!("evening {}", prepared.spec.code));
    for day in days {
        for (_, bundle) in &day.bundles {
            village.import_bundle(bundle, &random.bytes())?;
        }
        village.add_desk_counts(&day.counts.to_bytes())?;
        for (card, booth) in &day.copied {
            village.original_found(*card, BoothPlace::new(&day.counts.station, booth))?;
        }
    }
    for station in prepared.spec.stations.iter().filter(|s| s.on_paper()) {
        for entry in 1..=2 {
            village.add_paper_count(&paper_count(prepared, station, entry, keys).to_bytes())?;
        }
    }
    Ok(Counting::begin(&village, &text("Panitia pemilihan"), &keys.committee())?)
}

fn paper_count(prepared: &Prepared, station: &StationSpec, entry: u32, keys: Keys) -> PaperCount {
    let mut votes = vec![0; prepared.documents.definition.options()];
    for voter in &station.voters {
        if let Some(count) = votes.get_mut(voter.choice) {
            *count += 1;
        }
    }
    let key = keys.counter(&prepared.spec, entry);
    let data = PaperCountData {
        booth: None,
        content: BoxKind::OnlyRecord,
        counter: key.public(),
        definition: prepared.documents.definition.digest(),
        entry,
        format: PaperCountData::FORMAT.into(),
        invalid: 0,
        station: station.id.clone(),
        votes,
    };
    PaperCount::sign(data, &key)
}

/// Guardians open plan after plan until the result stands; each checks the public record itself first.
///
/// # Errors
/// Whatever a guardian or the committee refuses.
pub fn open(prepared: &mut Prepared, mut counting: Counting, anchor: Hash, keys: Keys) -> SimResult<VillageRecord> {
    let key = keys.committee();
    let code = prepared.spec.code.clone();
    loop {
        match counting.tally(&key)? {
            Tally::Final => break,
            Tally::Waiting { plan, .. } => {
                let public = counting.public_folder(&key)?;
                // Any three of the five; which ones follows from the village.
                for step in 0..GUARDIANS.1 {
                    let number = (u32::try_from(prepared.spec.index)? + step) % GUARDIANS.0;
                    let fresh = keys.0.bytes(&format!("open {code} {plan} {number}"));
                    let member = prepared.guardians.get_mut(number as usize).ok_or(Failure("a guardian is missing"))?;
                    let opening = member.open(&public, plan, Some(&Anchor::new(anchor)), Consent::SmallVillage, &fresh)?;
                    counting.add_opening(&opening.to_bytes())?;
                }
            }
            Tally::NextPlan { .. } => {}
        }
    }
    let result = counting.result().ok_or(Failure("no result"))?.clone();
    Ok(VillageRecord { sealed: counting.sealed_folder(&key)?, public: counting.public_folder(&key)?, result })
}
