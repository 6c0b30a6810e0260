//! The end of a log: which line may come next, and the root over all lines so far.

use canonical::Hash;

use crate::line::Line;
use crate::tree::CompactRange;

/// The end of a log of some lines. Lines enter only by [`Tip::append`], so a tip proves that they form one unbroken chain; who
/// signed them, [`Line::verify`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    last: Hash,
    tree: CompactRange,
}

/// Why a line is not the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Its number is not the number of lines before it.
    #[error("line {found} stands where line {expected} must: a line is missing, doubled or moved")]
    Place {
        /// Lines before it.
        expected: u64,
        /// The number it carries.
        found: u64,
    },
    /// It names another line as the one before it.
    #[error("line {seq} follows {found}, but the line before it is {expected}: one of the two was changed")]
    Parent {
        /// Its number.
        seq: u64,
        /// Leaf of the line before it.
        expected: Hash,
        /// Leaf it names.
        found: Hash,
    },
}

impl Default for Tip {
    fn default() -> Self {
        Self::new()
    }
}

impl Tip {
    /// The end of an empty log.
    #[must_use]
    pub fn new() -> Self {
        Self { last: Hash::ZERO, tree: CompactRange::new() }
    }

    /// How many lines there are; also the number of the next one.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Leaf of the last line; zeros before the first.
    #[must_use]
    pub fn last(&self) -> Hash {
        self.last
    }

    /// Root of the RFC 6962 tree over all lines so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.tree.root()
    }

    /// Whether the line is the next one, by its number and its parent.
    ///
    /// # Errors
    /// Names the line and which of the two is wrong.
    pub fn check(&self, line: &Line) -> Result<(), ChainError> {
        let header = line.header();
        if header.seq != self.size() {
            return Err(ChainError::Place { expected: self.size(), found: header.seq });
        }
        if header.prev != self.last {
            return Err(ChainError::Parent { seq: header.seq, expected: self.last, found: header.prev });
        }
        Ok(())
    }

    /// Takes the next line in.
    ///
    /// # Errors
    /// As [`Tip::check`]; the tip is then unchanged.
    pub fn append(&mut self, line: &Line) -> Result<(), ChainError> {
        self.check(line)?;
        self.last = line.leaf();
        self.tree.append(line.leaf());
        Ok(())
    }
}
