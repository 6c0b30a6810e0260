//! M: documents that the committee changes with its own key, and keys that guardians never made.

use canonical::{Hash, SigningKey, sha256};
use manifest::{AmendmentData, Change, DefinitionData, IndexData, Mode, RootsData};
use record::{ConfirmationsData, TranscriptData, layout};
use token::{join_hashes, parse_hashes};

use super::bench::{Bench, other};
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

fn amended(number: u64) -> forge::Village {
    let reason = || forge::text("menurut pasal 7");
    other(number, |mut scene| {
        scene.spec.amendments = [1, 2].map(|number| Change::CandidateWithdrawn { number, reason: reason() }).into_iter().collect();
        scene
    })
}

fn m7_chain(number: u64) -> Case {
    let village = amended(number);
    let change = |data: &mut AmendmentData| data.previous = sha256(b"another");
    Bench::on(&village, number).edit("amendment-2.json", change).note("amendment-2").list().fails(&["C13"])
}

fn m7_removed(number: u64) -> Case {
    let village = amended(number);
    let mut bench = Bench::on(&village, number);
    for file in ["amendment-1.json", "amendment-1.note"] {
        bench.folder.remove(file);
    }
    bench.list().fails(&["C04", "C13"])
}

fn m7_last(number: u64) -> Case {
    let village = amended(number);
    let mut bench = Bench::on(&village, number);
    for file in ["amendment-2.json", "amendment-2.note"] {
        bench.folder.remove(file);
    }
    // The zero entries name the device list as it was amended.
    bench.list().fails(&["C20"])
}

fn m7_unsigned(number: u64) -> Case {
    let village = amended(number);
    let key = SigningKey::from_seed(&[7; 32]);
    Bench::on(&village, number).note_with("amendment-1", &key).list().fails(&["C13"])
}

fn ceremony(number: u64, change: impl FnOnce(&mut TranscriptData), ids: &[&'static str]) -> Case {
    Bench::of(number).edit(layout::CEREMONY, change).list().fails(ids)
}

fn m8_coefficients(number: u64) -> Case {
    let swap = |data: &mut TranscriptData| data.contributions[0].coefficients = data.contributions[1].coefficients.clone();
    ceremony(number, swap, &["C14"])
}

fn m8_signature(number: u64) -> Case {
    let swap = |data: &mut TranscriptData| data.contributions[0].commitment_sig = data.contributions[0].reveal_sig;
    ceremony(number, swap, &["C14"])
}

fn m8_attempt(number: u64) -> Case {
    ceremony(number, |data| data.attempt = 2, &["C14"])
}

/// A guardian shows a proof that is another's, signed.
fn m9(number: u64) -> Case {
    let key = super::bench::held(number).setup.spec.seed(11);
    let foreign = |data: &mut TranscriptData| {
        let possession = data.contributions[1].possession.clone();
        let one = &mut data.contributions[0];
        one.reveal_sig = record::ceremony::sign_reveal(&one.commitment, &possession, &key);
        one.possession = possession;
    };
    ceremony(number, foreign, &["C15"])
}

fn confirmations(number: u64, change: impl FnOnce(&mut ConfirmationsData)) -> Case {
    Bench::of(number).edit(layout::CONFIRMATIONS, change).list().fails(&["C16"])
}

fn m10_missing(number: u64) -> Case {
    confirmations(number, |data| data.list.truncate(2))
}

fn m10_twice(number: u64) -> Case {
    confirmations(number, |data| data.list[1] = data.list[0].clone())
}

fn m10_transcript(number: u64) -> Case {
    confirmations(number, |data| data.transcript = Hash::ZERO)
}

fn m11(number: u64) -> Case {
    let bench = Bench::of(number);
    let pair = &bench.village.pair;
    let mut folder = bench.folder.clone();
    record::Sums::write(&mut folder, bench.tier, "16.07.17.2009", &pair.definition.committee_name(), &pair.committee).unwrap();
    Bench { folder, ..bench }.fails(&["C01"])
}

/// A record that calls itself the other tier.
fn m11_tier(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let pair = &bench.village.pair;
    let tier = if bench.is_sealed() { record::Tier::Public } else { record::Tier::Sealed };
    let name = pair.definition.village.code.as_str();
    record::Sums::write(&mut bench.folder, tier, name, &pair.definition.committee_name(), &pair.committee).unwrap();
    bench.fails(&["C04"])
}

/// Another specification or verifier than the index names, listed and signed.
fn g1(number: u64) -> Case {
    let file = if number % 4 < 2 { layout::SPEC } else { layout::VERIFIER };
    let mut bench = Bench::of(number);
    bench.folder.insert(file, b"process.exit(0)\n".to_vec());
    bench.list().fails(&["C05"])
}

fn m12(number: u64) -> Case {
    let mut bench = Bench::of(number);
    bench.folder.insert("booths/001-9/checkpoint", b"x".to_vec());
    bench.list().fails(&["C04"])
}

const fn class(id: &'static str, sentence: &'static str, keys: Keys, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys, make }
}

pub(super) const CLASSES: &[Class] = &[
    class("E2+", "Two candidates exchanged in the signed definition.", Keys::Committee, e2),
    class("E2index+", "Two candidates exchanged, and the index signed again.", Keys::Committee, e2_index),
    class("E8+", "Limit or threshold changed in the signed definition.", Keys::Committee, e8),
    class("E8index+", "Limit or threshold changed, and the index signed again.", Keys::Committee, e8_index),
    class("E9+", "One candidate more in the signed definition.", Keys::Committee, e9),
    class("E9index+", "One candidate more, and the index signed again.", Keys::Committee, e9_index),
    class("M1+", "A definition signed by somebody else.", Keys::Committee, m1),
    class("M2", "A record of another committee, whole in itself.", Keys::None, m2),
    class("M3+", "A rehearsal's index around a real definition.", Keys::Committee, m3),
    class("M4+", "A voter taken off the roll, roots signed again.", Keys::Committee, m4_removed),
    class("M4twice+", "A voter on the roll twice, roots signed again.", Keys::Committee, m4_doubled),
    class("M4other+", "A voter exchanged for another, roots as they were.", Keys::Committee, m4_exchanged),
    class("M5+", "A card added to the deck, roots signed again.", Keys::Committee, m5_added),
    class("M5twice+", "A card in the deck twice, roots signed again.", Keys::Committee, m5_doubled),
    class("M6+", "A booth's key exchanged in the device list.", Keys::Committee, m6),
    class("M7+", "An amendment that does not name the one before.", Keys::Committee, m7_chain),
    class("M7gap+", "An amendment taken out from between.", Keys::Committee, m7_removed),
    class("M7last+", "The last amendment taken out.", Keys::Committee, m7_last),
    class("M7sign+", "An amendment signed by somebody else.", Keys::Committee, m7_unsigned),
    class("M8+", "A guardian showed other coefficients than it had committed to.", Keys::Committee, m8_coefficients),
    class("M8sign+", "A guardian's commitment without its signature.", Keys::Committee, m8_signature),
    class("M8attempt+", "A ceremony of another attempt.", Keys::Committee, m8_attempt),
    class("M9+", "A guardian who does not know what it shows.", Keys::Guardian, m9),
    class("M10+", "A guardian did not confirm the key.", Keys::Committee, m10_missing),
    class("M10twice+", "A guardian confirmed for two.", Keys::Committee, m10_twice),
    class("M10other+", "Confirmations of another ceremony.", Keys::Committee, m10_transcript),
    class("M11+", "The list names another village.", Keys::Committee, m11),
    class("M11tier+", "The list calls a sealed record public, or the other way round.", Keys::Committee, m11_tier),
    class("G1+", "Another specification or verifier than the index names.", Keys::Committee, g1),
    class("M12+", "A file of a booth that the definition does not have.", Keys::Committee, m12),
];
