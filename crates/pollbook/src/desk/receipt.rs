//! Numbered receipts (kuitansi): one for every entry that makes a voter present or takes that back, counted from 1 over the whole
//! day. A strip of them on paper, held against the printed roll, is enough to go on by hand when the machine does not.

use core::fmt;

use super::entry::DeskEntry;

/// What a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptKind {
    /// A voter of the roll is present.
    Present,
    /// A voter who is not on the roll is present.
    Added,
    /// The voter is not present any more.
    Undone,
}

/// One receipt. It names a number of the roll and nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Counted from 1; none is left out or given twice.
    pub number: u32,
    /// Number on the roll, or of an added voter.
    pub row: u32,
    /// What happened.
    pub kind: ReceiptKind,
}

impl fmt::Display for Receipt {
    /// One line of paper.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.kind {
            ReceiptKind::Present => "HADIR",
            ReceiptKind::Added => "HADIR (TAMBAHAN)",
            ReceiptKind::Undone => "BATAL",
        };
        write!(f, "KUITANSI {:>5}   NOMOR {:>6}   {word}", self.number, self.row)
    }
}

/// All receipts of a desk, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Receipts(Vec<Receipt>);

impl Receipts {
    pub(super) fn take(&mut self, entry: &DeskEntry) {
        let (row, kind) = match entry {
            DeskEntry::CheckIn { row, .. } => (*row, ReceiptKind::Present),
            DeskEntry::Add { row, .. } => (*row, ReceiptKind::Added),
            DeskEntry::Undo { row, .. } => (*row, ReceiptKind::Undone),
            DeskEntry::Open { .. }
            | DeskEntry::AuditCard { .. }
            | DeskEntry::Replacement { .. }
            | DeskEntry::CardReturn { .. }
            | DeskEntry::PackOpen { .. }
            | DeskEntry::Close { .. } => return,
        };
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.0.push(Receipt { number, row, kind });
    }

    pub(super) fn all(&self) -> &[Receipt] {
        &self.0
    }
}
