//! The Merkle tree of RFC 6962 with SHA-256: roots, and proofs that a leaf is in a tree or that a tree continues another.
//!
//! Leaves are hashed with a leading 0x00, inner nodes with 0x01 (RFC 6962 §2.1), so neither can stand for the other. The checks
//! follow RFC 9162 §2.1.3.2 and §2.1.4.2; they take any input and answer yes or no.

use canonical::Hash;
use sha2::{Digest, Sha256};

/// Hash of a leaf: SHA-256(0x00 ‖ bytes).
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    digest(&[&[0], bytes])
}

/// Hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    digest(&[&[1], left.as_bytes(), right.as_bytes()])
}

/// Root of the tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    digest(&[])
}

fn digest(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    Hash::from_bytes(hasher.finalize().into())
}

/// A tree that grows at its right edge, kept as the roots of its complete subtrees: enough to append and to give the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompactRange {
    size: u64,
    /// One root for each bit set in `size`, largest subtree first.
    peaks: Vec<Hash>,
}

impl CompactRange {
    /// The tree without leaves.
    #[must_use]
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, given its [`leaf_hash`].
    pub fn append(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Each low bit set is a complete subtree that the new one completes further.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(left, node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// Root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().copied();
        match peaks.next() {
            None => empty_root(),
            Some(smallest) => peaks.fold(smallest, |right, left| node_hash(left, right)),
        }
    }
}

/// Root of the tree over leaf hashes in order.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut range = CompactRange::new();
    for leaf in leaves {
        range.append(*leaf);
    }
    range.root()
}

/// Where RFC 6962 splits a tree of `size` ≥ 2 leaves: the largest power of two below `size`.
fn split(leaves: &[Hash]) -> (&[Hash], &[Hash]) {
    let half = leaves.len().div_ceil(2).next_power_of_two();
    leaves.split_at_checked(half).unwrap_or((leaves, &[]))
}

/// Proof that the leaf at `index` is in the tree over `leaves` (RFC 6962 §2.1.1, PATH), or `None` if there is no such leaf.
#[must_use]
pub fn prove_inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut part, mut index, mut proof) = (leaves, index, Vec::new());
    while part.len() > 1 {
        let (left, right) = split(part);
        if index < left.len() {
            proof.push(root(right));
            part = left;
        } else {
            proof.push(root(left));
            index -= left.len();
            part = right;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Whether `proof` shows that `leaf` stands at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    let Some(last) = size.checked_sub(1).filter(|last| index <= *last) else { return false };
    let (mut place, mut node) = (Climb { node: index, last }, leaf);
    for sibling in proof {
        let Some(side) = place.side() else { return false };
        node = match side {
            Side::Left => node_hash(*sibling, node),
            Side::Right => node_hash(node, *sibling),
        };
        place.step(side);
    }
    place.last == 0 && node == root
}

/// Proof that the tree over `leaves` continues the tree over its first `old` leaves (RFC 6962 §2.1.2, PROOF), or `None` if there
/// are fewer leaves. Empty for `old` = 0 and for `old` = all.
#[must_use]
pub fn prove_consistency(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    let (mut part, mut old, mut known, mut proof) = (leaves, old, true, Vec::new());
    while old > 0 && old < part.len() {
        let (left, right) = split(part);
        if old <= left.len() {
            proof.push(root(right));
            part = left;
        } else {
            proof.push(root(left));
            old -= left.len();
            part = right;
            known = false;
        }
    }
    // The verifier holds the old root already, unless the last common subtree is only a part of the old tree.
    if !known {
        proof.push(root(part));
    }
    proof.reverse();
    Some(proof)
}

/// A tree's size and root, as a checkpoint states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// Whether `proof` shows that the tree of `new` begins with all leaves of the tree of `old` (RFC 9162 §2.1.4.2).
///
/// Everything continues the empty tree, with an empty proof; a tree continues itself, with an empty proof.
#[must_use]
pub fn verify_consistency(old: Head, new: Head, proof: &[Hash]) -> bool {
    if old.size == 0 {
        return proof.is_empty() && old.root == empty_root() && (new.size > 0 || new.root == old.root);
    }
    if old.size >= new.size {
        return proof.is_empty() && old == new;
    }
    let path = if old.size.is_power_of_two() { Some((&old.root, proof)) } else { proof.split_first() };
    let Some((first, rest)) = path else { return false };
    continues(old, new, *first, rest)
}

fn continues(old: Head, new: Head, first: Hash, rest: &[Hash]) -> bool {
    // Both sizes are at least 1 here.
    let mut place = Climb { node: old.size.saturating_sub(1), last: new.size.saturating_sub(1) };
    place.shift(place.node.trailing_ones());
    let (mut old_node, mut new_node) = (first, first);
    for sibling in rest {
        let Some(side) = place.side() else { return false };
        if side == Side::Left {
            old_node = node_hash(*sibling, old_node);
            new_node = node_hash(*sibling, new_node);
        } else {
            new_node = node_hash(new_node, *sibling);
        }
        place.step(side);
    }
    place.last == 0 && old_node == old.root && new_node == new.root
}

/// The way from a node up to the root: `fn` and `sn` of RFC 9162.
#[derive(Clone, Copy)]
struct Climb {
    node: u64,
    last: u64,
}

/// On which side of the node its sibling stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Climb {
    /// The side of the next sibling, or `None` at the root.
    fn side(&self) -> Option<Side> {
        let left = self.node & 1 == 1 || self.node == self.last;
        (self.last > 0).then_some(if left { Side::Left } else { Side::Right })
    }

    fn step(&mut self, side: Side) {
        // A node at the right edge without a sibling rises to the level at which it has one.
        if side == Side::Left {
            self.shift(self.node.trailing_zeros());
        }
        self.shift(1);
    }

    fn shift(&mut self, bits: u32) {
        self.node = self.node.checked_shr(bits).unwrap_or(0);
        self.last = self.last.checked_shr(bits).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests;
