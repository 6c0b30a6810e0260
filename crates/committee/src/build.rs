//! From a draft to documents that can be signed: definitions, index, roots, devices.

use std::collections::{BTreeMap, BTreeSet};

use canonical::{Hash, PublicKey, sha256};
use manifest::{
    Definition, DefinitionData, DefinitionError, Guardians, Index, IndexData, IndexError, IndexVillage, Roots, RootsData, RootsError,
    StationId, VillageCode,
};
use token::DraftTags;

use crate::draft::PACKS_PER_DESK;
use crate::{Aids, Deck, Draft, DraftError, DraftRule, VillageDraft};

/// The committee's public keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitteeKeys {
    /// Signs documents.
    pub committee: PublicKey,
    /// Signs cards.
    pub issuer: PublicKey,
}

/// The ballot definition of one village. `roll_key` is the hash of the key under which NIKs were tagged.
///
/// # Errors
/// Names the first rule that the village breaks, the guardians' sides among them.
pub fn definition(draft: &Draft, village: &VillageDraft, roll_key: Hash, keys: &CommitteeKeys) -> Result<Definition, DefinitionError> {
    Definition::new(DefinitionData {
        candidates: village.candidates.clone(),
        committee: keys.committee,
        date: draft.date.clone(),
        election: draft.election.clone(),
        format: DefinitionData::FORMAT.into(),
        guardians: Guardians { members: village.guardians.clone(), threshold: draft.guardians_threshold },
        issuer: keys.issuer,
        labels: draft.labels.clone(),
        mode: draft.mode,
        regency: draft.regency.clone(),
        roll_key,
        rules: draft.rules.clone(),
        stations: village.stations.clone(),
        strata: village.strata.clone(),
        village: village.village.clone(),
        zone: draft.zone.clone(),
    })
}

/// The definitions of all villages; `tags` are those of each village, whose voters must not stand on two rolls.
///
/// # Errors
/// Every fault of every village.
pub fn definitions(
    draft: &Draft,
    tags: &BTreeMap<VillageCode, DraftTags>,
    keys: &CommitteeKeys,
) -> Result<Vec<Definition>, Vec<DraftError>> {
    let mut errors = Vec::new();
    let mut made = Vec::new();
    let mut seen: BTreeSet<Hash> = BTreeSet::new();
    let roll_key = tags.values().next().map(|t| t.key);
    for village in &draft.villages {
        let code = village.code();
        let fault = |file: String, rule| DraftError { file: file.into(), row: None, column: None, rule };
        let file = format!("tags/{code}.json");
        let Some(own) = tags.get(code) else {
            errors.push(fault(file, DraftRule::Missing));
            continue;
        };
        if !same_places(village, own) {
            errors.push(fault(file.clone(), DraftRule::OtherTags));
        }
        if Some(own.key) != roll_key {
            errors.push(fault(file.clone(), DraftRule::TagKey));
        }
        let twice = own.tags.iter().filter(|tag| !seen.insert(**tag)).count();
        if twice > 0 {
            errors.push(fault(file, DraftRule::TwoRolls(twice)));
        }
        match definition(draft, village, own.key, keys) {
            Ok(definition) => made.push(definition),
            Err(error) => errors.push(fault(format!("desa {code}"), error.into())),
        }
    }
    if errors.is_empty() { Ok(made) } else { Err(errors) }
}

fn same_places(village: &VillageDraft, tags: &DraftTags) -> bool {
    let stations: BTreeSet<&StationId> = tags.stations.iter().map(|s| &s.station).collect();
    let strata: BTreeSet<_> = tags.strata.iter().map(|s| &s.stratum).collect();
    tags.village == *village.code()
        && stations == village.stations.iter().map(|s| &s.id).collect()
        && strata == village.strata.iter().map(|s| &s.id).collect()
}

/// The regency index of these definitions. It announces the aids that every record will be shipped with.
///
/// # Errors
/// Refuses no village at all, and one twice.
pub fn index(definitions: &[Definition], aids: &Aids) -> Result<Index, IndexError> {
    let first = definitions.first().ok_or(IndexError::Villages)?;
    let mut villages: Vec<IndexVillage> =
        definitions.iter().map(|d| IndexVillage { code: d.village.code.clone(), definition: d.digest() }).collect();
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    Index::new(IndexData {
        committee: first.committee,
        election: first.election.clone(),
        format: IndexData::FORMAT.into(),
        mode: first.mode,
        regency: first.regency.clone(),
        spec: aids.spec_digest(),
        verifier: aids.verifier_digest(),
        villages,
    })
}

/// Roll and deck of a village, with the text of `roll-tags.txt`.
///
/// # Errors
/// Refuses tags or cards of other places than the definition's.
pub fn roots(definition: &Definition, tags: &DraftTags, deck: &Deck) -> Result<(Roots, String), RootsError> {
    let list = token::join_hashes(tags.tags.iter().copied());
    let mut stations = tags.stations.clone();
    stations.sort_by(|a, b| a.station.cmp(&b.station));
    let mut strata = tags.strata.clone();
    strata.sort_by(|a, b| a.stratum.cmp(&b.stratum));
    let data = RootsData {
        deck: deck.cells(),
        deck_leaves: sha256(deck.leaves().as_bytes()),
        definition: definition.digest(),
        format: RootsData::FORMAT.into(),
        roll_tags: sha256(list.as_bytes()),
        stations,
        strata,
    };
    Ok((Roots::new(data, definition)?, list))
}

/// Something a person should look at before signing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftWarning {
    /// A desk has to keep too many packs apart.
    #[error(
        "desa {village}, tempat {station}: {packs} macam paket kartu di satu meja, lebih dari {PACKS_PER_DESK}; kurangi bilik atau wilayah per bilik (too many kinds of packs at one desk)"
    )]
    Packs {
        /// The village.
        village: VillageCode,
        /// The station.
        station: StationId,
        /// Kinds of packs: pairs of booth and stratum.
        packs: usize,
    },
    /// No desk, so that present voters are never counted.
    #[error("desa {village}, tempat {station}: tidak ada meja di desks.csv (no check-in desk)")]
    NoDesk {
        /// The village.
        village: VillageCode,
        /// The station.
        station: StationId,
    },
}

/// What a person should look at in a village.
#[must_use]
pub fn warnings(village: &VillageDraft) -> Vec<DraftWarning> {
    let code = village.code();
    let packs = |station: &manifest::StationPlan| station.booths.iter().map(|b| b.strata.len().max(1)).sum::<usize>();
    let many = village.stations.iter().filter(|s| packs(s) > PACKS_PER_DESK);
    let many = many.map(|s| DraftWarning::Packs { village: code.clone(), station: s.id.clone(), packs: packs(s) });
    let bare = village.stations.iter().filter(|s| !s.booths.is_empty() && !village.desks.iter().any(|(station, _)| *station == s.id));
    many.chain(bare.map(|s| DraftWarning::NoDesk { village: code.clone(), station: s.id.clone() })).collect()
}
