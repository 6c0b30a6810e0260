//! M: amendments, the key ceremony, and what a record calls itself.

use canonical::{Hash, SigningKey, sha256};
use manifest::{AmendmentData, Change};
use record::{ConfirmationsData, TranscriptData, layout};

use super::bench::{Bench, other};
use super::{Case, Class, Keys};

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

pub(super) const CLASSES: &[Class] = &[
    Class::new("M7+", "An amendment that does not name the one before.", Keys::Committee, m7_chain),
    Class::new("M7gap+", "An amendment taken out from between.", Keys::Committee, m7_removed),
    Class::new("M7last+", "The last amendment taken out.", Keys::Committee, m7_last),
    Class::new("M7sign+", "An amendment signed by somebody else.", Keys::Committee, m7_unsigned),
    Class::new("M8+", "A guardian showed other coefficients than it had committed to.", Keys::Committee, m8_coefficients),
    Class::new("M8sign+", "A guardian's commitment without its signature.", Keys::Committee, m8_signature),
    Class::new("M8attempt+", "A ceremony of another attempt.", Keys::Committee, m8_attempt),
    Class::new("M9+", "A guardian who does not know what it shows.", Keys::Guardian, m9),
    Class::new("M10+", "A guardian did not confirm the key.", Keys::Committee, m10_missing),
    Class::new("M10twice+", "A guardian confirmed for two.", Keys::Committee, m10_twice),
    Class::new("M10other+", "Confirmations of another ceremony.", Keys::Committee, m10_transcript),
    Class::new("M11+", "The list names another village.", Keys::Committee, m11),
    Class::new("M11tier+", "The list calls a sealed record public, or the other way round.", Keys::Committee, m11_tier),
    Class::new("G1+", "Another specification or verifier than the index names.", Keys::Committee, g1),
    Class::new("M12+", "A file of a booth that the definition does not have.", Keys::Committee, m12),
];
