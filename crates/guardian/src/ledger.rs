//! What a guardian has opened, so that it never opens what would single out a few ballots, and never two plans of one number.
//! Entries are only added.

use canonical::Hash;
use manifest::VillageCode;
use record::PlanData;
use serde::{Deserialize, Serialize};

/// One opened plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// SHA-256 of the joint key's transcript: one definition may have had several attempts at a key.
    pub key: Hash,
    /// The plan as it was opened: number, record and sets.
    pub plan: PlanData,
    /// The village.
    pub village: VillageCode,
}

/// All plans a guardian has opened, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger(Vec<LedgerEntry>);

impl Ledger {
    /// All entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.0
    }

    /// What was opened under one key, in the order of opening.
    pub fn of_key(&self, key: Hash) -> impl Iterator<Item = &LedgerEntry> {
        self.0.iter().filter(move |entry| entry.key == key)
    }

    pub(crate) fn add(&mut self, entry: LedgerEntry) {
        self.0.push(entry);
    }
}
