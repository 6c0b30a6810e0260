//! A booth's randomness, fixed before the first card is taken.
//!
//! Witness secrets and the operating system's randomness make a pool; the pool makes the first state of a forward ratchet; each
//! step gives one seed and forgets the state before it. The leaves of all seeds of an epoch are sorted, so that a place under
//! the root says nothing about order, and their RFC 6962 root is logged and printed. A challenge shows its seed's path.

use canonical::{Hash, Transcript, hash, tag, wide_hash};
use chain::tree;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Seeds of one epoch. A booth that needs more begins another epoch.
pub const EPOCH_SEEDS: usize = 4096;

/// Thirty-two bytes from which one sealing follows. Wiped when dropped, never printed; published only by a challenge.
#[derive(Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Seed([u8; 32]);

impl core::fmt::Debug for Seed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Seed(<redacted>)")
    }
}

impl Seed {
    /// Takes a seed that a challenge published.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes; only for sealing and for publishing a challenge.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The ballot's slot: sixteen bytes without order that make its context unlike any other.
    #[must_use]
    pub fn slot(&self) -> [u8; 16] {
        self.label("slot")
    }

    /// A salt for one of the entries about this ballot.
    #[must_use]
    pub fn salt(&self, entry: &str) -> [u8; 16] {
        self.label(entry)
    }

    fn label(&self, label: &str) -> [u8; 16] {
        let wide = wide_hash(tag::SEED_LABEL, &[&self.0, label.as_bytes()]);
        *wide.first_chunk().unwrap_or(&[0; 16])
    }

    /// The seed's leaf under the printed root.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        tree::leaf_hash(hash(tag::SEED_LEAF, &[&self.0]).as_bytes())
    }
}

/// The way from a seed's leaf to the root of its epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedPath {
    /// Place among the sorted leaves.
    pub index: u64,
    /// Sibling hashes, lowest first.
    pub path: Vec<Hash>,
    /// Number of leaves.
    pub size: u64,
}

impl SeedPath {
    /// Whether the path leads from this seed to this root.
    #[must_use]
    pub fn leads(&self, seed: &Seed, root: &Hash) -> bool {
        tree::verify_inclusion(seed.leaf(), self.index, self.size, &self.path, *root)
    }
}

/// One epoch of seeds: the ratchet's present state and the leaves of all its seeds, which are not secret.
#[derive(ZeroizeOnDrop)]
pub struct Epoch {
    state: [u8; 32],
    #[zeroize(skip)]
    left: usize,
    #[zeroize(skip)]
    leaves: Vec<Hash>,
}

impl core::fmt::Debug for Epoch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Epoch({} seeds left, <redacted>)", self.left)
    }
}

impl Epoch {
    /// Begins an epoch from a pool: the operating system's randomness first, then every witness secret, then what makes this
    /// booth and epoch unlike any other. The pool's owner wipes it.
    #[must_use]
    pub fn begin(pool: &[&[u8]]) -> Self {
        let mut transcript = Transcript::new(tag::SEED_POOL);
        for part in pool {
            transcript.part(part);
        }
        let mut state = first_half(&transcript.finish_wide());
        let mut leaves: Vec<Hash> = Vec::with_capacity(EPOCH_SEEDS);
        let mut ahead = state;
        for _ in 0..EPOCH_SEEDS {
            leaves.push(step(&mut ahead).leaf());
        }
        ahead.zeroize();
        leaves.sort_unstable();
        let epoch = Self { state, left: EPOCH_SEEDS, leaves };
        state.zeroize();
        epoch
    }

    /// The root that is logged and printed.
    #[must_use]
    pub fn root(&self) -> Hash {
        tree::root(&self.leaves)
    }

    /// Takes the next seed and forgets the state before it; nothing when the epoch is used up.
    pub fn take(&mut self) -> Option<Seed> {
        self.left = self.left.checked_sub(1)?;
        Some(step(&mut self.state))
    }

    /// The path of a seed of this epoch.
    #[must_use]
    pub fn path(&self, seed: &Seed) -> Option<SeedPath> {
        let index = self.leaves.binary_search(&seed.leaf()).ok()?;
        let path = tree::prove_inclusion(&self.leaves, index)?;
        Some(SeedPath { index: index as u64, path, size: self.leaves.len() as u64 })
    }
}

fn step(state: &mut [u8; 32]) -> Seed {
    let mut wide = wide_hash(tag::SEED_STEP, &[&state[..]]);
    state.zeroize();
    let (next, seed) = wide.split_at(32);
    state.copy_from_slice(next);
    let seed = Seed(seed.try_into().unwrap_or([0; 32]));
    wide.zeroize();
    seed
}

fn first_half(wide: &[u8; 64]) -> [u8; 32] {
    *wide.first_chunk().unwrap_or(&[0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_of_an_epoch_has_a_path_to_its_root_and_to_no_other() {
        let mut epoch = Epoch::begin(&[b"os", b"witness 1", b"witness 2"]);
        let root = epoch.root();
        let other = Epoch::begin(&[b"os", b"witness 1", b"witness 3"]).root();
        assert_ne!(root, other);
        for _ in 0..50 {
            let seed = epoch.take().unwrap();
            let path = epoch.path(&seed).unwrap();
            assert!(path.leads(&seed, &root));
            assert!(!path.leads(&seed, &other));
            assert!(!path.leads(&Seed::from_bytes([0; 32]), &root));
        }
    }

    #[test]
    fn places_under_the_root_do_not_follow_the_order_of_use() {
        let mut epoch = Epoch::begin(&[b"x"]);
        let places: Vec<u64> = (0..100).map(|_| epoch.take().and_then(|s| epoch.path(&s)).unwrap().index).collect();
        let rises = places.windows(2).filter(|w| w[0] < w[1]).count();
        assert!((30..70).contains(&rises), "{rises} of 99 steps rise");
    }

    #[test]
    fn an_epoch_ends_and_no_seed_comes_twice() {
        let mut epoch = Epoch::begin(&[b"y"]);
        let mut seen = std::collections::BTreeSet::new();
        while let Some(seed) = epoch.take() {
            assert!(seen.insert(*seed.expose()));
        }
        assert_eq!(seen.len(), EPOCH_SEEDS);
    }

    #[test]
    fn seeds_and_epochs_never_show_themselves() {
        assert_eq!(format!("{:?}", Seed::from_bytes([7; 32])), "Seed(<redacted>)");
        assert!(format!("{:?}", Epoch::begin(&[b"z"])).ends_with("<redacted>)"));
    }
}
