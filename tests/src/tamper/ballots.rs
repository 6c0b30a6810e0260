//! D: ballots and cards, by a booth with its own key and a committee that makes the evening fit.

use ballot::{SealedData, Slot};
use canonical::json;
use elgamal::unit::Proof;
use forge::Log;
use record::{Entry, Outcome};

use super::bench::{Bench, other, other_fails};
use super::{Case, Class, Keys};

pub(super) fn booth(number: u64) -> usize {
    usize::try_from(number % 3).unwrap()
}

/// Logs and casts a ballot as it stands.
pub(super) fn put(log: &mut Log<'_>, data: SealedData, choice: usize) {
    log.entry(&Entry::Seal(data.clone()));
    let code = data.code(&log.digest);
    log.entry(&Entry::Cast(Outcome { code }));
    log.public.cast.push((code, data));
    log.truth.push((code, choice));
}

/// A ballot for the next card, changed before it is logged.
pub(super) fn changed(log: &mut Log<'_>, change: impl FnOnce(&mut SealedData, &Log<'_>)) {
    let (sealed, _) = log.sealed(0, log.used);
    log.used += 1;
    let mut data = sealed.data().clone();
    change(&mut data, log);
    put(log, data, 0);
}

/// An election in which a booth logs such a ballot.
pub(super) fn lying(number: u64, ids: &[&'static str], change: fn(&mut SealedData, &Log<'_>)) -> Case {
    other_fails(number, |scene| scene.act(booth(number), move |log| changed(log, change)), ids)
}

/// Changes one byte inside the last proof of a public file, without any key.
fn d1(number: u64) -> Case {
    Bench::public(number).lines("booths/002-1/cast.jsonl", spoil_proof).fails(&["C03"])
}

fn d1_committee(number: u64) -> Case {
    Bench::public(number).lines("booths/002-1/cast.jsonl", spoil_proof).list().fails(&["C31"])
}

fn spoil_proof(lines: &mut Vec<Vec<u8>>) {
    let line = lines.pop().unwrap();
    let mut data: SealedData = json::from_bytes(line.strip_suffix(b"\n").unwrap(), 1 << 16).unwrap();
    let mut bytes = data.proof.to_bytes();
    let options = data.proof.options();
    bytes.copy_within(32 * (3 * options)..32 * (3 * options + 1), 32 * (3 * options - 1));
    data.proof = Proof::from_bytes(&bytes).unwrap();
    lines.push([json::to_bytes(&data), b"\n".to_vec()].concat());
}

fn d1_booth(number: u64) -> Case {
    lying(number, &["C31"], |data, _| {
        let mut bytes = data.proof.to_bytes();
        let last = bytes.len() - 32;
        bytes.copy_within(last - 32..last, last);
        data.proof = Proof::from_bytes(&bytes).unwrap();
    })
}

fn d2(number: u64) -> Case {
    lying(number, &["C31"], |data, log| data.proof = log.public.cast[0].1.proof.clone())
}

fn d2_card(number: u64) -> Case {
    lying(number, &["C31"], |data, log| {
        let card = &log.cards[log.used];
        (data.card, data.issue) = (*card.leaf(), *card.issue());
    })
}

fn d2_slot(number: u64) -> Case {
    lying(number, &["C31"], |data, _| data.slot = Slot([7; 16]))
}

fn d3(number: u64) -> Case {
    other_fails(
        number,
        |scene| {
            scene.act(booth(number), |log| {
                let data = log.public.cast[0].1.clone();
                put(log, data, 0);
            })
        },
        &["C32"],
    )
}

fn d3_ciphertexts(number: u64) -> Case {
    lying(number, &["C33"], |data, log| data.ciphertexts = log.public.cast[0].1.ciphertexts.clone())
}

fn d3_one_ciphertext(number: u64) -> Case {
    lying(number, &["C33"], |data, log| data.ciphertexts[0] = log.public.cast[0].1.ciphertexts[1])
}

fn d3_slot(number: u64) -> Case {
    lying(number, &["C33"], |data, log| data.slot = log.public.cast[0].1.slot)
}

/// Lines in any spelling, which no type of a ballot can hold.
fn raw(number: u64, change: fn(&mut SealedData) -> serde_json::Value) -> Case {
    let bench = Bench::public(number).lines("booths/001-1/cast.jsonl", |lines| {
        let line = lines.pop().unwrap();
        let mut data: SealedData = json::from_bytes(line.strip_suffix(b"\n").unwrap(), 1 << 16).unwrap();
        let value = change(&mut data);
        lines.push([json::to_bytes(&value), b"\n".to_vec()].concat());
    });
    bench.list().fails(&["C30"])
}

fn with_ciphertext(data: &SealedData, bytes: &[u8]) -> serde_json::Value {
    let mut value = serde_json::to_value(data).unwrap();
    value["ciphertexts"][0] = canonical::base64::encode(bytes).into();
    value
}

fn d6_identity(number: u64) -> Case {
    raw(number, |data| {
        let mut bytes = data.ciphertexts[0].to_bytes();
        bytes[..32].fill(0);
        with_ciphertext(data, &bytes)
    })
}

fn d6_no_point(number: u64) -> Case {
    raw(number, |data| {
        let mut bytes = data.ciphertexts[0].to_bytes();
        // A negative field element encodes nothing.
        bytes[0] |= 1;
        with_ciphertext(data, &bytes)
    })
}

fn d7_point(number: u64) -> Case {
    raw(number, |data| {
        let mut bytes = data.ciphertexts[0].to_bytes();
        bytes[31] |= 0x80;
        with_ciphertext(data, &bytes)
    })
}

fn d7_scalar(number: u64) -> Case {
    raw(number, |data| {
        let mut bytes = data.proof.to_bytes();
        let last = bytes.len() - 1;
        bytes[last] |= 0xf0;
        let mut value = serde_json::to_value(&*data).unwrap();
        value["proof"] = canonical::base64::encode(&bytes).into();
        value
    })
}

fn d7_base64(number: u64) -> Case {
    raw(number, |data| {
        let text = canonical::base64::encode(&data.ciphertexts[0].to_bytes());
        let mut value = serde_json::to_value(&*data).unwrap();
        value["ciphertexts"][0] = text.trim_end_matches('=').into();
        value
    })
}

/// Such a line in a log, signed by the booth.
fn raw_log(number: u64) -> Case {
    let village = other(number, |scene| {
        scene.act(booth(number), |log| {
            let (sealed, _) = log.sealed(0, log.used);
            let mut bytes = sealed.data().ciphertexts[0].to_bytes();
            bytes[..32].fill(0);
            let mut value = with_ciphertext(sealed.data(), &bytes);
            value["kind"] = "seal".into();
            log.raw(&value);
        })
    });
    Bench::at(&village, record::Tier::Sealed, number).fails(&["C30"])
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("D1", "A ballot's proof is changed.", Keys::None, d1),
    Class::new("D1+", "A ballot's proof is changed and the list signed again.", Keys::Committee, d1_committee),
    Class::new("D1booth+", "A booth logs a ballot whose proof does not hold.", Keys::Booth, d1_booth),
    Class::new("D2+", "A proof copied from another ballot.", Keys::Booth, d2),
    Class::new("D2card+", "A ballot moved to another card.", Keys::Booth, d2_card),
    Class::new("D2slot+", "A ballot moved to another slot.", Keys::Booth, d2_slot),
    Class::new("D3+", "A ballot logged and cast twice.", Keys::Booth, d3),
    Class::new("D3all+", "All ciphertexts copied from another ballot.", Keys::Booth, d3_ciphertexts),
    Class::new("D3one+", "One ciphertext copied from another ballot.", Keys::Booth, d3_one_ciphertext),
    Class::new("D3slot+", "A slot used twice.", Keys::Booth, d3_slot),
    Class::new("D6+", "A ciphertext whose first half is the neutral point.", Keys::Committee, d6_identity),
    Class::new("D6none+", "A ciphertext that is no point.", Keys::Committee, d6_no_point),
    Class::new("D6log+", "A log with a ciphertext whose first half is the neutral point.", Keys::Booth, raw_log),
    Class::new("D7+", "A point in another spelling.", Keys::Committee, d7_point),
    Class::new("D7scalar+", "A scalar not below the order.", Keys::Committee, d7_scalar),
    Class::new("D7base64+", "Base64 without its padding.", Keys::Committee, d7_base64),
];
