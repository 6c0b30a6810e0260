//! What a desk's log says: a closed list of entries, none with a field for a name, a NIK or a card.
//!
//! A log is `open, (check_in | undo | add | audit_card | replacement | card_return | pack_open)*, close`. Reasons are chosen from
//! a list, because a free text would sooner or later hold a name.

use canonical::Hash;
use manifest::{BoothId, Hour, StationId, StratumId};
use serde::{Deserialize, Serialize};

/// Why a check-in is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoReason {
    /// The clerk typed another voter's number (salah nomor).
    WrongNumber,
    /// The voter left before taking a card (pergi sebelum mengambil kartu).
    Left,
    /// Face or identity card were found not to fit (identitas tidak cocok).
    Identity,
}

/// Why a card is handed out in place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplacementReason {
    /// The voter tested the machine; the first card is spent (uji mesin).
    Challenge,
    /// The first card cannot be read (rusak).
    Damaged,
}

/// What a desk counted when it closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Voters not on the roll who were admitted, minus those undone.
    pub additional: u32,
    /// Cards taken by auditors.
    pub audit_cards: u32,
    /// Cards left in opened packs.
    pub cards_left: u32,
    /// Cards in the packs that were opened.
    pub cards_opened: u32,
    /// Cards that came back unused.
    pub cards_returned: u32,
    /// Voters of the roll who were checked in, minus those undone.
    pub present: u32,
    /// Cards handed out in place of another.
    pub replacements: u32,
    /// Check-ins undone.
    pub undone: u32,
}

impl Totals {
    /// Cards that should have left the desk: one for each person present, auditor and replacement (equation 1).
    #[must_use]
    pub const fn cards_due(&self) -> u32 {
        self.present.saturating_add(self.additional).saturating_add(self.audit_cards).saturating_add(self.replacements)
    }

    /// Cards that did leave the desk: opened minus left.
    #[must_use]
    pub const fn cards_out(&self) -> u32 {
        self.cards_opened.saturating_sub(self.cards_left)
    }
}

/// One entry of a desk's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum DeskEntry {
    /// First entry: what the desk is and which documents it works by.
    Open {
        /// SHA-256 of the definition's file.
        definition: Hash,
        /// Number of the desk.
        desk: BoothId,
        /// Digest of the station's roll.
        roll: Hash,
        /// The station.
        station: StationId,
        /// Hour of opening.
        time: Hour,
    },
    /// A voter of the roll is present and may take a card.
    CheckIn {
        /// Number on the station's roll.
        row: u32,
        /// Stratum of the card, where cards name one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stratum: Option<StratumId>,
    },
    /// A check-in or admission was a mistake.
    Undo {
        /// Why.
        reason: UndoReason,
        /// Number on the roll, or of an added voter.
        row: u32,
    },
    /// A voter who is not on the roll is admitted.
    Add {
        /// Number that the voter is given: those after the roll's.
        row: u32,
        /// Stratum of the card, where cards name one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stratum: Option<StratumId>,
        /// Keyed hash of the NIK.
        tag: Hash,
    },
    /// Auditors took cards like any voter's.
    AuditCard {
        /// How many.
        count: u32,
    },
    /// A card was handed out in place of another.
    Replacement {
        /// Why.
        reason: ReplacementReason,
    },
    /// Cards came back unused.
    CardReturn {
        /// How many.
        count: u32,
    },
    /// A sealed pack was opened.
    PackOpen {
        /// Cards in it.
        cards: u32,
    },
    /// Last entry.
    Close {
        /// Hour of closing.
        time: Hour,
        /// What the desk counted.
        totals: Totals,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use canonical::json;

    #[test]
    fn an_entry_is_plain_and_reads_back() {
        let entry = DeskEntry::CheckIn { row: 17, stratum: None };
        assert_eq!(json::to_bytes(&entry), br#"{"kind":"check_in","row":17}"#);
        assert_eq!(json::from_bytes::<DeskEntry>(br#"{"kind":"check_in","row":17}"#, 100), Ok(entry));
        assert!(json::from_bytes::<DeskEntry>(br#"{"kind":"check_in","name":"Siti","row":17}"#, 100).is_err());
    }
}
