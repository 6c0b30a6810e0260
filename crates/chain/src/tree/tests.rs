use super::*;
use canonical::hex;

/// The eight leaves and roots that the Certificate Transparency implementations share.
const LEAVES: [&str; 8] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
/// Sizes up to which every proof is tried.
const SIZES: usize = 64;

fn known_leaves() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect()
}

fn hashes(list: &[&str]) -> Vec<Hash> {
    list.iter().map(|text| text.parse().unwrap()).collect()
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

fn head(leaves: &[Hash]) -> Head {
    Head { size: leaves.len() as u64, root: root(leaves) }
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    Hash::from_bytes(bytes)
}

/// Every proof that differs from the right one by a flipped bit, a missing, a doubled or a swapped hash.
fn spoiled(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[Hash::ZERO]].concat(), [&[Hash::ZERO], proof].concat()];
    for index in 0..proof.len() {
        let mut changed = proof.to_vec();
        changed[index] = flipped(changed[index], index * 37);
        all.push(changed);
        all.push([&proof[..index], &proof[index + 1..]].concat());
        all.push([&proof[..=index], &proof[index..]].concat());
        if index > 0 {
            let mut swapped = proof.to_vec();
            swapped.swap(index - 1, index);
            all.push(swapped);
        }
    }
    all
}

#[test]
fn the_roots_of_the_shared_test_tree_come_out() {
    let leaves = known_leaves();
    assert_eq!(empty_root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(root(&[]), empty_root());
    for (index, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves[..=index]).to_string(), *expected);
    }
}

#[test]
fn the_shared_inclusion_proofs_come_out() {
    let leaves = known_leaves();
    let first = hashes(&[
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    assert_eq!(prove_inclusion(&leaves, 0).unwrap(), first);
    let sixth = hashes(&[
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    assert_eq!(prove_inclusion(&leaves, 5).unwrap(), sixth);
}

#[test]
fn the_shared_consistency_proofs_come_out() {
    let leaves = known_leaves();
    let six_to_eight = hashes(&[
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    assert_eq!(prove_consistency(&leaves, 6).unwrap(), six_to_eight);
    let two_to_five = hashes(&[
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]);
    assert_eq!(prove_consistency(&leaves[..5], 2).unwrap(), two_to_five);
}

#[test]
fn the_growing_tree_has_the_root_of_the_definition_at_every_size() {
    // RFC 6962 §2.1 as it is written there.
    fn defined(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let half = (1..).map(|bits| 1 << bits).find(|power| power * 2 >= leaves.len()).unwrap_or(1);
                let half = if leaves.len() == 2 { 1 } else { half };
                node_hash(defined(&leaves[..half]), defined(&leaves[half..]))
            }
        }
    }
    let all = leaves(200);
    for size in 0..=all.len() {
        assert_eq!(root(&all[..size]), defined(&all[..size]), "size {size}");
    }
}

#[test]
fn every_leaf_of_every_small_tree_is_proven_at_its_place_only() {
    for size in 1..=SIZES {
        let all = leaves(size);
        let top = root(&all);
        for index in 0..size {
            let proof = prove_inclusion(&all, index).unwrap();
            let holds = |index: usize, size: usize| verify_inclusion(all[index % all.len()], index as u64, size as u64, &proof, top);
            assert!(holds(index, size), "{index} of {size}");
            for other in (0..=size).filter(|other| *other != index) {
                assert!(!holds(other, size), "{index} of {size} at {other}");
                assert!(!verify_inclusion(all[index], other as u64, size as u64, &proof, top), "{index} of {size} said to be {other}");
            }
        }
        assert_eq!(prove_inclusion(&all, size), None);
    }
}

#[test]
fn a_spoiled_inclusion_proof_is_refused() {
    for size in 1..=SIZES {
        let all = leaves(size);
        let top = root(&all);
        for index in 0..size {
            let proof = prove_inclusion(&all, index).unwrap();
            let holds = |leaf, proof: &[Hash], top| verify_inclusion(leaf, index as u64, size as u64, proof, top);
            for bad in spoiled(&proof) {
                assert!(!holds(all[index], &bad, top), "{index} of {size}");
            }
            assert!(!holds(flipped(all[index], index), &proof, top));
            assert!(!holds(all[index], &proof, flipped(top, index)));
        }
    }
}

#[test]
fn every_small_tree_continues_each_of_its_beginnings() {
    for size in 0..=SIZES {
        let all = leaves(size);
        for old in 0..=size {
            let proof = prove_consistency(&all, old).unwrap();
            assert!(verify_consistency(head(&all[..old]), head(&all), &proof), "{old} to {size}");
            for other in (0..=SIZES).filter(|other| *other != old) {
                let claimed = Head { size: other as u64, ..head(&all[..old]) };
                assert!(!verify_consistency(claimed, head(&all), &proof), "{old} said to be {other}, to {size}");
            }
        }
        assert_eq!(prove_consistency(&all, size + 1), None);
    }
}

#[test]
fn a_spoiled_consistency_proof_is_refused() {
    for size in 1..=SIZES {
        let all = leaves(size);
        for old in 1..=size {
            let proof = prove_consistency(&all, old).unwrap();
            let (before, after) = (head(&all[..old]), head(&all));
            for bad in spoiled(&proof) {
                assert!(!verify_consistency(before, after, &bad), "{old} to {size}");
            }
            let changed = |head: Head| Head { root: flipped(head.root, old), ..head };
            assert!(!verify_consistency(changed(before), after, &proof), "{old} to {size}");
            assert!(!verify_consistency(before, changed(after), &proof), "{old} to {size}");
        }
    }
}

#[test]
fn a_shorter_tree_never_continues_a_longer_one() {
    let all = leaves(SIZES);
    for size in 0..SIZES {
        let proof = prove_consistency(&all, size).unwrap();
        assert!(!verify_consistency(head(&all), head(&all[..size]), &proof), "{size}");
        assert!(!verify_consistency(head(&all), head(&all[..size]), &[]), "{size}");
    }
}

#[test]
fn sizes_at_the_edge_of_the_numbers_end_in_a_refusal() {
    let proof = vec![Hash::ZERO; 70];
    for size in [0, 1, u64::MAX - 1, u64::MAX] {
        for index in [0, 1, u64::MAX - 1, u64::MAX] {
            assert!(!verify_inclusion(Hash::ZERO, index, size, &proof, Hash::ZERO));
            let (old, new) = (Head { size: index, root: Hash::ZERO }, Head { size, root: Hash::ZERO });
            assert!(!verify_consistency(old, new, &proof));
        }
    }
}

#[test]
fn another_implementation_makes_the_same_roots_and_proofs() {
    let mut other = ct_merkle::mem_backed_tree::MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=SIZES {
        other.push((size - 1).to_be_bytes().to_vec());
        let all = leaves(size);
        assert_eq!(other.root().as_bytes().as_slice(), root(&all).as_bytes());
        let flat = |proof: Vec<Hash>| proof.iter().flat_map(|hash| *hash.as_bytes()).collect::<Vec<u8>>();
        for index in 0..size {
            assert_eq!(other.prove_inclusion(index).as_bytes(), flat(prove_inclusion(&all, index).unwrap()), "{index} of {size}");
        }
        for old in 1..size {
            assert_eq!(other.prove_consistency(size - old).as_bytes(), flat(prove_consistency(&all, old).unwrap()), "{old} to {size}");
        }
    }
}
