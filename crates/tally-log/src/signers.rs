//! Who signs: the key that a log begins with, and those that lines of it bring.

use canonical::PublicKey;
use chain::Line;
use chain::line::LineError;

use crate::log::Identity;

/// The keys of a log so far. A line may bring the next one: it is signed by that key itself, and so is what follows. A key that
/// may not follow, or was there before, is none that a line can bring; such a line is held against the key before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signers {
    first: PublicKey,
    brought: Vec<(u64, PublicKey)>,
}

impl Signers {
    pub(crate) const fn new(identity: &Identity) -> Self {
        Self { first: identity.key, brought: Vec::new() }
    }

    /// The key that signs at the end.
    pub(crate) fn last(&self) -> PublicKey {
        self.brought.last().map_or(self.first, |(_, key)| *key)
    }

    /// Every key with the number of the line from which on it signs.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u64, PublicKey)> {
        core::iter::once((0, self.first)).chain(self.brought.iter().copied())
    }

    /// Whether the key that must sign the next line did; the key that it brings, if it does.
    pub(crate) fn check(&self, line: &Line, identity: &Identity) -> Result<Option<PublicKey>, LineError> {
        let free = |key: &PublicKey| identity.successors.contains(key) && self.all().all(|(_, used)| used != *key);
        let brought = (identity.key_of)(line).filter(free);
        line.verify(&identity.origin, &brought.unwrap_or_else(|| self.last()))?;
        Ok(brought)
    }

    /// Takes in what [`Signers::check`] found.
    pub(crate) fn take(&mut self, seq: u64, brought: Option<PublicKey>) {
        self.brought.extend(brought.map(|key| (seq, key)));
    }
}
