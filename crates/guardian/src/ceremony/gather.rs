//! Everybody's entries of one round, sorted by village, attempt and guardian. Files are hostile until an entry was asked for and
//! its signature held.

use std::collections::BTreeMap;

use canonical::{Hash, PublicKey};
use manifest::Definition;
use record::Folder;
use record::ceremony;

use super::message::{Entry, RoundFile};
use super::{CeremonyError, Numbers};

struct Found<E> {
    file: Box<str>,
    key: PublicKey,
    entry: E,
}

/// All entries of one round in a folder.
pub(super) struct Gathered<E>(BTreeMap<(Hash, u32), Vec<Found<E>>>);

impl<E: Entry> Gathered<E> {
    /// Reads every file of the round, whatever folder it lies in.
    pub(super) fn read(folder: &Folder) -> Result<Self, CeremonyError> {
        let mut all: BTreeMap<_, Vec<Found<E>>> = BTreeMap::new();
        let prefix = E::ROUND.prefix();
        let is_file = |path: &str| path.rsplit('/').next().is_some_and(|n| n.starts_with(&prefix) && n.ends_with(".json"));
        for (path, bytes) in folder.iter().filter(|(path, _)| is_file(path)) {
            let file = RoundFile::<E>::parse(bytes).map_err(|error| CeremonyError::Json { file: path.into(), error })?;
            let RoundFile { guardian, villages, .. } = file.ok_or(CeremonyError::Format { file: path.into(), round: E::ROUND })?;
            for entry in villages {
                let place = entry.place();
                let found = Found { file: path.into(), key: guardian, entry };
                all.entry((place.definition, place.attempt)).or_default().push(found);
            }
        }
        Ok(Self(all))
    }

    /// One entry of each guardian in order, each signed by its guardian. `own` is what the asking guardian itself gives; a file that
    /// says otherwise under its signature is refused.
    pub(super) fn of_all(&self, definition: &Definition, attempt: u32, own: Option<&E>) -> Result<Vec<E>, CeremonyError> {
        let found = self.0.get(&(definition.digest(), attempt)).map(Vec::as_slice).unwrap_or_default();
        found.iter().try_for_each(|one| check(one, definition))?;
        let (mut entries, mut missing) = (Vec::new(), Vec::new());
        let members = u32::try_from(definition.guardians.members.len()).unwrap_or(u32::MAX);
        for number in 1..=members {
            let mut here = own.into_iter().chain(found.iter().map(|one| &one.entry)).filter(|entry| entry.place().number == number);
            let Some(first) = here.next() else {
                missing.push(number);
                continue;
            };
            if here.any(|other| other != first) {
                return Err(CeremonyError::Twice { village: definition.village.code.clone(), number, round: E::ROUND });
            }
            entries.push(first.clone());
        }
        let village = definition.village.code.clone();
        if missing.is_empty() { Ok(entries) } else { Err(CeremonyError::Missing { village, round: E::ROUND, numbers: Numbers(missing) }) }
    }
}

fn check<E: Entry>(one: &Found<E>, definition: &Definition) -> Result<(), CeremonyError> {
    let (number, village) = (one.entry.place().number, definition.village.code.clone());
    if ceremony::guardian(definition, number).is_none_or(|member| member.key != one.key) {
        return Err(CeremonyError::Stranger { village, number, file: one.file.clone() });
    }
    let signed = one.entry.is_signed(definition);
    if signed { Ok(()) } else { Err(CeremonyError::Signature { village, number, round: E::ROUND }) }
}
