//! The Merkle tree of RFC 6962: roots, inclusion, consistency.

use canonical::Hash;
use chain::tree::{self, Head};
use serde_json::{Value, json};

use super::vector::{hash, hashes};
use super::{Malformed, Vector, VectorFile, hex, refused, valid, with};

pub(super) const ROOTS: VectorFile = VectorFile {
    name: "rfc6962-root",
    reader: "entries: byte strings in hex, in order. A leaf is SHA-256(0x00, entry), a node SHA-256(0x01, left, right) (RFC 6962 \
             section 2.1). Accept if root is the root of the tree.",
    make: make_roots,
    holds: root_holds,
};

pub(super) const INCLUSION: VectorFile = VectorFile {
    name: "rfc6962-inclusion",
    reader: "Accept if path (sibling hashes, lowest first) leads from leaf (a leaf hash) at index (from 0) of size leaves to root \
             (RFC 9162 section 2.1.3.2).",
    make: make_inclusion,
    holds: inclusion_holds,
};

pub(super) const CONSISTENCY: VectorFile = VectorFile {
    name: "rfc6962-consistency",
    reader: "Accept if path shows that the tree of new_size leaves with new_root begins with all leaves of the tree of old_size leaves \
             with old_root (RFC 9162 section 2.1.4.2). Everything continues the empty tree with an empty path.",
    make: make_consistency,
    holds: consistency_holds,
};

fn entry(number: usize) -> Vec<u8> {
    format!("entri {number}").into_bytes()
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|number| tree::leaf_hash(&entry(number))).collect()
}

fn texts(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(Hash::to_string).collect()
}

fn make_roots() -> Vec<Value> {
    let fields = |entries: &[Vec<u8>], root: Hash| {
        let entries: Vec<String> = entries.iter().map(|entry| hex(entry)).collect();
        json!({ "entries": entries, "root": root.to_string() })
    };
    let mut list = Vec::new();
    for count in 0..=9 {
        let entries: Vec<Vec<u8>> = (0..count).map(entry).collect();
        list.push(valid(&format!("{count}-leaves"), "a tree of this size", fields(&entries, tree::root(&leaves(count)))));
    }
    let three: Vec<Vec<u8>> = (0..3).map(entry).collect();
    let all = leaves(3);
    let node = |left: Hash, right: Hash| canonical::sha256(&[&[1], &left.as_bytes()[..], right.as_bytes()].concat());
    let doubled = node(node(all[0], all[1]), node(all[2], all[2]));
    list.push(refused("last-doubled", "a leaf without a sibling rises; it is not paired with itself", fields(&three, doubled)));
    let right_heavy = node(all[0], node(all[1], all[2]));
    list.push(refused("split-elsewhere", "the left part is the largest power of two below the size", fields(&three, right_heavy)));
    let plain = |left: Hash, right: Hash| canonical::sha256(&[&left.as_bytes()[..], right.as_bytes()].concat());
    let two = fields(&three[..2], plain(all[0], all[1]));
    list.push(refused("node-without-prefix", "an inner node is hashed with 0x01 before it", two));
    list.push(refused("leaf-without-prefix", "a leaf is hashed with 0x00 before it", fields(&three[..1], canonical::sha256(&three[0]))));
    let swapped = [three[1].clone(), three[0].clone()];
    list.push(refused("swapped", "the order of leaves counts", fields(&swapped, tree::root(&all[..2]))));
    list.push(refused("empty-as-zeros", "the empty tree is SHA-256 of nothing, not zeros", fields(&[], Hash::ZERO)));
    list.push(refused("31-bytes", "a hash has 32 bytes", json!({ "entries": [], "root": &tree::empty_root().to_string()[..62] })));
    list
}

fn root_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (entries, root) = (vector.list("entries")?, vector.bytes("root")?);
    let leaves: Vec<Hash> = entries.iter().map(|entry| tree::leaf_hash(entry)).collect();
    Ok(hash(&root).is_some_and(|root| tree::root(&leaves) == root))
}

fn make_inclusion() -> Vec<Value> {
    let fields = |size: usize, index: usize| {
        let leaves = leaves(size);
        let path = tree::prove_inclusion(&leaves, index).unwrap();
        let (leaf, root) = (leaves[index].to_string(), tree::root(&leaves).to_string());
        json!({ "leaf": leaf, "index": index, "size": size, "path": texts(&path), "root": root })
    };
    let mut list = Vec::new();
    for (size, index) in [(1, 0), (2, 0), (2, 1), (3, 2), (5, 4), (7, 3), (7, 6), (8, 5), (9, 8)] {
        list.push(valid(&format!("leaf-{index}-of-{size}"), "the path of this leaf", fields(size, index)));
    }
    let good = fields(7, 3);
    let path: Vec<String> = texts(&tree::prove_inclusion(&leaves(7), 3).unwrap());
    let mut swapped = path.clone();
    swapped.swap(0, 1);
    let longer = [path.clone(), vec![path[0].clone()]].concat();
    for (name, why, change) in [
        ("other-index", "the index says on which side each sibling stands", json!({ "index": 2 })),
        ("index-at-size", "an index is below the size", json!({ "index": 7 })),
        ("other-size", "the size says where the tree is cut", json!({ "size": 9 })),
        ("size-0", "the empty tree has no leaf", json!({ "size": 0 })),
        ("other-leaf", "another entry", json!({ "leaf": leaves(7)[4].to_string() })),
        ("entry-not-hashed", "the leaf is a leaf hash", json!({ "leaf": canonical::sha256(&entry(3)).to_string() })),
        ("other-root", "another tree", json!({ "root": tree::root(&leaves(8)).to_string() })),
        ("path-shorter", "every level has its sibling", json!({ "path": path[..2] })),
        ("path-longer", "nothing follows the root", json!({ "path": longer })),
        ("path-swapped", "the lowest sibling is first", json!({ "path": swapped })),
        ("path-empty", "every level has its sibling", json!({ "path": [] })),
    ] {
        list.push(refused(name, why, with(&good, &change)));
    }
    let root = json!({ "leaf": tree::root(&leaves(2)).to_string(), "size": 1, "path": [] });
    let two = with(&fields(2, 0), &root);
    list.push(valid("one-leaf-that-looks-like-a-node", "a hash is a hash; the caller hashes entries with 0x00", two));
    list
}

fn inclusion_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (leaf, root, path) = (vector.bytes("leaf")?, vector.bytes("root")?, vector.list("path")?);
    let (index, size) = (vector.number("index")?, vector.number("size")?);
    let (Some(leaf), Some(root), Some(path)) = (hash(&leaf), hash(&root), hashes(&path)) else { return Ok(false) };
    Ok(tree::verify_inclusion(leaf, index, size, &path, root))
}

fn make_consistency() -> Vec<Value> {
    let fields = |old: usize, new: usize| {
        let all = leaves(new);
        let path = tree::prove_consistency(&all, old).unwrap();
        let (old_root, new_root) = (tree::root(&all[..old]).to_string(), tree::root(&all).to_string());
        json!({ "old_size": old, "old_root": old_root, "new_size": new, "new_root": new_root, "path": texts(&path) })
    };
    let mut list = Vec::new();
    for (old, new) in [(0, 0), (0, 5), (1, 1), (1, 2), (2, 3), (3, 7), (4, 7), (6, 8), (7, 7), (8, 9)] {
        list.push(valid(&format!("{old}-to-{new}"), "the larger tree continues the smaller", fields(old, new)));
    }
    let good = fields(3, 7);
    let path = texts(&tree::prove_consistency(&leaves(7), 3).unwrap());
    let longer = [path.clone(), path[..1].to_vec()].concat();
    let other = tree::root(&leaves(7)[4..]).to_string();
    for (name, why, change) in [
        ("other-old-root", "the old tree held other leaves", json!({ "old_root": other })),
        ("other-new-root", "the new tree holds other leaves", json!({ "new_root": other })),
        ("other-old-size", "the size belongs to the root", json!({ "old_size": 4 })),
        ("other-new-size", "the size belongs to the root", json!({ "new_size": 9 })),
        ("shrunk", "a log never becomes shorter", json!({ "old_size": 9 })),
        ("path-shorter", "every level has its sibling", json!({ "path": path[..path.len() - 1] })),
        ("path-longer", "nothing follows the root", json!({ "path": longer })),
        ("path-empty", "only equal trees and the empty one need no path", json!({ "path": [] })),
    ] {
        list.push(refused(name, why, with(&good, &change)));
    }
    let fork = with(&fields(7, 7), &json!({ "new_root": other }));
    list.push(refused("same-size-other-root", "two heads of one size that differ are a fork", fork));
    let extra = with(&fields(7, 7), &json!({ "path": path }));
    list.push(refused("same-tree-with-a-path", "equal trees have an empty path", extra));
    list.push(refused("empty-with-a-path", "the empty tree needs no path", with(&fields(0, 5), &json!({ "path": path }))));
    list.push(refused(
        "empty-with-a-root",
        "the root of nothing is SHA-256 of nothing",
        with(&fields(0, 5), &json!({ "old_root": other })),
    ));
    list
}

fn consistency_holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (old_root, new_root, path) = (vector.bytes("old_root")?, vector.bytes("new_root")?, vector.list("path")?);
    let (old_size, new_size) = (vector.number("old_size")?, vector.number("new_size")?);
    let (Some(old), Some(new), Some(path)) = (hash(&old_root), hash(&new_root), hashes(&path)) else { return Ok(false) };
    Ok(tree::verify_consistency(Head { size: old_size, root: old }, Head { size: new_size, root: new }, &path))
}
