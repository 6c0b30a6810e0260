//! One file of a disk in memory.

use super::Keep;

/// What a file says, as last written and as last synced.
#[derive(Debug, Default, Clone)]
pub(super) struct Content {
    pub(super) written: Vec<u8>,
    pub(super) synced: Vec<u8>,
    /// It was cut since the last sync; otherwise what was synced is the beginning of what is written.
    pub(super) cut: bool,
}

impl Content {
    pub(super) fn power_cut(&mut self, keep: Keep) {
        self.cut = false;
        let tail = self.written.strip_prefix(self.synced.as_slice());
        self.written = match (keep, tail) {
            (Keep::All, _) => return self.synced.clone_from(&self.written),
            (Keep::Half, Some(tail)) => [self.synced.as_slice(), first_half(tail)].concat(),
            (Keep::Half, None) | (Keep::Synced, _) => self.synced.clone(),
        };
        self.synced.clone_from(&self.written);
    }

    /// A long file grows by a line at a time, so only what is new is copied.
    pub(super) fn sync(&mut self) {
        if core::mem::take(&mut self.cut) {
            self.synced.clone_from(&self.written);
        } else {
            let new = self.written.get(self.synced.len()..).unwrap_or_default();
            self.synced.extend_from_slice(new);
        }
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.cut |= length < self.written.len();
        self.written.truncate(length);
    }
}

pub(super) fn first_half(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len() / 2).unwrap_or_default()
}
