//! M: documents that the committee changes with its own key, and keys that guardians never made.

use canonical::{Hash, SigningKey, sha256};
use manifest::{DefinitionData, IndexData, Mode, RootsData};
use record::layout;
use token::{join_hashes, parse_hashes};

use super::bench::Bench;
use super::{Case, Class, Keys};

/// Changes the definition and signs it; the index lists the old one.
fn definition(number: u64, change: impl FnOnce(&mut DefinitionData)) -> Case {
    Bench::of(number).edit("definition.json", change).note(layout::DEFINITION).list().fails(&["C07"])
}

/// The same, and an index that lists the new one: then it is not the index on paper.
fn reindexed(number: u64, change: impl FnOnce(&mut DefinitionData)) -> Case {
    let bench = Bench::of(number).edit("definition.json", change).note(layout::DEFINITION);
    let digest = sha256(&bench.get("definition.json"));
    let code = bench.village.pair.definition.village.code.clone();
    let relist = |index: &mut IndexData| {
        index.villages.iter_mut().filter(|v| v.code == code).for_each(|v| v.definition = digest);
    };
    bench.edit("index.json", relist).note(layout::INDEX).list().fails(&["C06"])
}

fn swap(definition: &mut DefinitionData) {
    definition.candidates.swap(0, 1);
}

fn extra(definition: &mut DefinitionData) {
    let mut more = definition.candidates[0].clone();
    more.name = forge::text("Semangka");
    definition.candidates.push(more);
}

fn limit(definition: &mut DefinitionData) {
    definition.rules.k_min = 2;
}

fn threshold(definition: &mut DefinitionData) {
    definition.guardians.threshold = 3;
}

fn e2(number: u64) -> Case {
    definition(number, swap)
}

fn e2_index(number: u64) -> Case {
    reindexed(number, swap)
}

fn e8(number: u64) -> Case {
    definition(number, if number % 4 < 2 { limit } else { threshold })
}

fn e8_index(number: u64) -> Case {
    reindexed(number, if number % 4 < 2 { limit } else { threshold })
}

fn e9(number: u64) -> Case {
    definition(number, extra)
}

fn e9_index(number: u64) -> Case {
    reindexed(number, extra)
}

/// A definition by somebody else's key.
fn m1(number: u64) -> Case {
    let key = SigningKey::from_seed(&[u8::try_from(number).unwrap(); 32]);
    Bench::of(number).note_with(layout::DEFINITION, &key).list().fails(&["C07"])
}

/// Everything of another committee.
fn m2(number: u64) -> Case {
    let mut case = Bench::of(number).fails(&["C06"]);
    case.anchor = Some(sha256(&number.to_be_bytes()));
    case
}

fn m3(number: u64) -> Case {
    let rehearsal = |index: &mut IndexData| index.mode = Mode::Rehearsal;
    let mut case = Bench::of(number).edit("index.json", rehearsal).note(layout::INDEX).list().fails(&["C08"]);
    case.rehearsal = number % 4 < 2;
    case
}

/// A file of hashes, its digest in the roots, and everything signed.
fn hashes(number: u64, file: &str, change: impl FnOnce(&mut Vec<Hash>), put: fn(&mut RootsData, Hash), ids: &[&'static str]) -> Case {
    let bench = Bench::of(number).change(file, |bytes| {
        let mut list = parse_hashes(&bytes).unwrap();
        change(&mut list);
        list.iter().map(|hash| format!("{hash}\n")).collect::<String>().into_bytes()
    });
    let digest = sha256(&bench.get(file));
    bench.edit("roots.json", |roots: &mut RootsData| put(roots, digest)).note(layout::ROOTS).list().fails(ids)
}

fn tags(roots: &mut RootsData, digest: Hash) {
    roots.roll_tags = digest;
}

fn leaves(roots: &mut RootsData, digest: Hash) {
    roots.deck_leaves = digest;
}

fn m4_removed(number: u64) -> Case {
    let remove = move |list: &mut Vec<Hash>| {
        list.remove(usize::try_from(number).unwrap());
    };
    hashes(number, layout::ROLL_TAGS, remove, tags, &["C10"])
}

fn m4_doubled(number: u64) -> Case {
    let double = move |list: &mut Vec<Hash>| {
        let place = usize::try_from(number).unwrap();
        list[place + 1] = list[place];
    };
    hashes(number, layout::ROLL_TAGS, double, tags, &["C10"])
}

fn m4_exchanged(number: u64) -> Case {
    let bench = Bench::of(number).change(layout::ROLL_TAGS, |bytes| {
        let mut list = parse_hashes(&bytes).unwrap();
        list[0] = sha256(&number.to_be_bytes());
        join_hashes(list).into_bytes()
    });
    bench.list().fails(&["C10"])
}

fn m5_added(number: u64) -> Case {
    let add = move |list: &mut Vec<Hash>| {
        list.push(sha256(&number.to_be_bytes()));
        list.sort_unstable();
    };
    hashes(number, layout::DECK_LEAVES, add, leaves, &["C11"])
}

fn m5_doubled(number: u64) -> Case {
    let double = move |list: &mut Vec<Hash>| {
        let place = usize::try_from(number).unwrap();
        list[place + 1] = list[place];
    };
    hashes(number, layout::DECK_LEAVES, double, leaves, &["C11"])
}

/// The device list with one key exchanged, signed: the log is not by that key.
fn m6(number: u64) -> Case {
    let key = SigningKey::from_seed(sha256(&number.to_be_bytes()).as_bytes()).public();
    let exchange = move |devices: &mut manifest::DevicesData| devices.booths[0].key = key;
    let ids: &[&str] = if number.is_multiple_of(2) { &["C19"] } else { &["C25"] };
    Bench::of(number).edit("devices.json", exchange).note(layout::DEVICES).list().fails(ids)
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("E2+", "Two candidates exchanged in the signed definition.", Keys::Committee, e2),
    Class::new("E2index+", "Two candidates exchanged, and the index signed again.", Keys::Committee, e2_index),
    Class::new("E8+", "Limit or threshold changed in the signed definition.", Keys::Committee, e8),
    Class::new("E8index+", "Limit or threshold changed, and the index signed again.", Keys::Committee, e8_index),
    Class::new("E9+", "One candidate more in the signed definition.", Keys::Committee, e9),
    Class::new("E9index+", "One candidate more, and the index signed again.", Keys::Committee, e9_index),
    Class::new("M1+", "A definition signed by somebody else.", Keys::Committee, m1),
    Class::new("M2", "A record of another committee, whole in itself.", Keys::None, m2),
    Class::new("M3+", "A rehearsal's index around a real definition.", Keys::Committee, m3),
    Class::new("M4+", "A voter taken off the roll, roots signed again.", Keys::Committee, m4_removed),
    Class::new("M4twice+", "A voter on the roll twice, roots signed again.", Keys::Committee, m4_doubled),
    Class::new("M4other+", "A voter exchanged for another, roots as they were.", Keys::Committee, m4_exchanged),
    Class::new("M5+", "A card added to the deck, roots signed again.", Keys::Committee, m5_added),
    Class::new("M5twice+", "A card in the deck twice, roots signed again.", Keys::Committee, m5_doubled),
    Class::new("M6+", "A booth's key exchanged in the device list.", Keys::Committee, m6),
];
