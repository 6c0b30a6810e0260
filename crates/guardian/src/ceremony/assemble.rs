//! From everybody's files to the two documents of a village's key. Needs no secret; anyone may do it and gets the same bytes.

use canonical::{hash, json, tag};
use manifest::{Definition, VillageCode};
use record::{ConfirmationError, ConfirmationsData, Folder, verify_confirmations};

use super::CeremonyError;
use super::gather::Gathered;
use super::message::{Confirm, Outgoing, Reveal};
use super::seat::transcript;
use crate::Member;

/// A village's key as the committee publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    /// The village.
    pub village: VillageCode,
    /// Bytes of `ceremony.json`.
    pub ceremony: Vec<u8>,
    /// Bytes of `confirmations.json`.
    pub confirmations: Vec<u8>,
}

/// Puts the documents of every village together from everybody's files of one attempt, and checks them whole: all signatures,
/// proofs, and that any threshold of guardians opens the trial.
///
/// # Errors
/// Names the village and the guardian that is missing or wrong.
pub fn assemble(definitions: &[Definition], attempt: u32, files: &Folder) -> Result<Vec<Assembled>, CeremonyError> {
    let (reveals, confirms) = (Gathered::<Reveal>::read(files)?, Gathered::<Confirm>::read(files)?);
    definitions.iter().map(|definition| one_village(definition, attempt, &reveals, &confirms)).collect()
}

fn one_village(
    definition: &Definition,
    attempt: u32,
    reveals: &Gathered<Reveal>,
    confirms: &Gathered<Confirm>,
) -> Result<Assembled, CeremonyError> {
    let village = definition.village.code.clone();
    let (data, key) = transcript(definition, attempt, &reveals.of_all(definition, attempt, None)?)?;
    let confirms = confirms.of_all(definition, attempt, None)?;
    if let Some(other) = confirms.iter().find(|confirm| confirm.transcript != key.transcript()) {
        let (number, theirs, ours) = (other.confirmation.guardian, other.transcript, key.transcript());
        return Err(CeremonyError::Split { village, number, theirs, ours });
    }
    let list = confirms.into_iter().map(|confirm| confirm.confirmation).collect();
    let confirmations = ConfirmationsData { format: ConfirmationsData::FORMAT.into(), list, transcript: key.transcript() };
    let confirmations = json::to_bytes(&confirmations);
    let checked: Result<(), ConfirmationError> = verify_confirmations(&confirmations, definition, &key);
    match checked {
        Ok(()) => Ok(Assembled { village, ceremony: json::to_bytes(&data), confirmations }),
        Err(error) => Err(CeremonyError::Confirmation { village, error }),
    }
}

/// A whole ceremony in one place, for rehearsals and tests: all guardians of the definitions, in any order, with nobody failing.
/// `drawn` is 32 random bytes from which each guardian's draw follows.
///
/// # Errors
/// As the single steps.
pub fn run_ceremony(definitions: &[Definition], members: &mut [Member], drawn: &[u8; 32]) -> Result<Vec<Assembled>, CeremonyError> {
    let mut files = Folder::default();
    for member in &mut *members {
        let own = hash(tag::CEREMONY_SEED, &[drawn, &member.public().to_bytes()]);
        keep(&mut files, member.commit(definitions, 1, own.as_bytes())?);
    }
    for member in &mut *members {
        let file = member.reveal(definitions, &files)?;
        keep(&mut files, file);
    }
    for member in &*members {
        let file = member.share(definitions, &files)?;
        keep(&mut files, file);
    }
    for member in members {
        let file = member.confirm(definitions, &files)?;
        keep(&mut files, file);
    }
    assemble(definitions, 1, &files)
}

fn keep(files: &mut Folder, file: Outgoing) {
    files.insert(&file.name, file.bytes);
}
