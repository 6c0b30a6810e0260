//! Numbered amendments of the device list, up to and on the day.

use committee::{BoothPlace, amend as sign_amendment};
use manifest::{BoothId, Change, StationId, Text};
use record::Documents;

use super::args::{Amend, AmendChange, BoothReason, Options};
use super::failure::Failure;
use super::sealed::Passphrase;
use super::work::Work;

/// Signs the next amendment.
pub(crate) fn amend(options: &Options, command: Amend) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let code = &command.village;
    work.chosen(Some(code))?;
    work.still_open(code)?;
    let documents = work.documents(code)?;
    let change = change(command.change)?;
    for place in gone(&change, &documents) {
        if work.at(code, "bundles").join(format!("{}-{}", place.station, place.booth)).exists() {
            return Err(Failure::Delivered(place));
        }
    }
    let key = work.committee_key(&Passphrase::ask(options)?)?;
    let folder = sign_amendment(&documents, change, &key)?;
    work.write_documents(code, &folder)?;
    println!("Perubahan {} desa {code} ditandatangani (amendment signed)", documents.devices.amendments() + 1);
    println!("Bagikan paket yang baru (hand out the new package): {}", work.path("packages").join(code.as_str()).display());
    Ok(())
}

fn change(command: AmendChange) -> Result<Change, Failure> {
    let text = |words: &str| Text::new(words);
    Ok(match command {
        AmendChange::Unused(BoothReason { station, booth, reason }) => Change::BoothUnused { booth, reason: text(&reason)?, station },
        AmendChange::Lost(BoothReason { station, booth, reason }) => Change::BoothLost { booth, reason: text(&reason)?, station },
        AmendChange::Paper { station, reason } => Change::StationOnPaper { reason: text(&reason)?, station },
        AmendChange::Withdraw { candidate, reason } => Change::CandidateWithdrawn { number: candidate, reason: text(&reason)? },
        AmendChange::Cancel { reason } => Change::ContestCancelled { reason: text(&reason)? },
        AmendChange::Spare { station, booth, key } => Change::BoothKey { booth, key, station },
    })
}

/// Booths that will deliver nothing, or with another machine.
fn gone(change: &Change, documents: &Documents) -> Vec<BoothPlace> {
    let one = |station: &StationId, booth: &BoothId| vec![BoothPlace::new(station, booth)];
    match change {
        Change::BoothUnused { station, booth, .. } | Change::BoothLost { station, booth, .. } | Change::BoothKey { station, booth, .. } => {
            one(station, booth)
        }
        Change::StationOnPaper { station, .. } => {
            let booths = documents.definition.station(station).map(|s| s.booths.as_slice()).unwrap_or_default();
            booths.iter().map(|b| BoothPlace::new(station, &b.id)).collect()
        }
        Change::CandidateWithdrawn { .. } | Change::ContestCancelled { .. } => Vec::new(),
    }
}
