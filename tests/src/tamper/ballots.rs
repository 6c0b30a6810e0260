//! D: ballots and cards, by a booth with its own key and a committee that makes the evening fit.

use ballot::{Code, SealedData, Slot};
use canonical::json;
use elgamal::unit::Proof;
use forge::Log;
use record::{Entry, Outcome, SpoilReason, VoidReason, layout};

use super::bench::{Bench, held, other, other_fails};
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
fn lying(number: u64, ids: &[&'static str], change: fn(&mut SealedData, &Log<'_>)) -> Case {
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

fn d8(number: u64) -> Case {
    let again = |log: &mut Log<'_>| {
        log.vote(0);
        let code = log.seal_again(0);
        log.cast(code);
    };
    other_fails(number, |scene| scene.act(booth(number), again), &["C36"])
}

/// A card cast in a second booth.
fn d8_clash(number: u64) -> Case {
    let foreign = |log: &mut Log<'_>| {
        // The first card of the last booth is an auditor's, whose ballot does not count.
        let (station, booth) = if log.station == "002" { ("001", "2") } else { ("002", "1") };
        log.cards[log.used] = log.setup.cards(station, booth).swap_remove(1);
        log.vote(0);
    };
    other_fails(number, |scene| scene.act(booth(number), foreign), &["C36"])
}

/// A card challenged in one booth and cast in another: it was spent.
fn d8_spent(number: u64) -> Case {
    let foreign = |log: &mut Log<'_>| {
        log.cards[log.used] = log.setup.cards("002", "1").swap_remove(7);
        log.vote(0);
    };
    let spend = |log: &mut Log<'_>| {
        log.used = 7;
        log.challenge(1);
    };
    other_fails(number, |scene| scene.act(usize::from(number % 4 > 1), foreign).act(2, spend), &["C36"])
}

fn d9_unsigned(number: u64) -> Case {
    lying(number, &["C34"], |data, log| data.issue = *log.cards[log.used].issue())
}

/// The issuer signs a card that is not in the deck.
fn d9_undecked(number: u64) -> Case {
    other_fails(number, |scene| scene.act(booth(number), |log| extra_card(log, [0xee; 16], 2)), &["C35"])
}

/// Somebody else than the issuer signs a card.
fn d9_issuer(number: u64) -> Case {
    lying(number, &["C34"], |data, log| {
        let key = log.setup.spec.seed(99);
        data.issue = key.sign(canonical::tag::CARD_ISSUE, &[log.setup.definition.digest().as_bytes(), data.card.as_bytes()]);
    })
}

fn extra_card(log: &mut Log<'_>, serial: [u8; 16], issuer: u8) {
    let setup = log.setup;
    let (station, booth) = (log.station.parse().unwrap(), log.booth.parse().unwrap());
    let village = setup.definition.village.code.clone();
    let place = token::CardPlace { village, station, booth, stratum: None };
    let card = token::Card::issue(&setup.definition, place, serial, &setup.spec.seed(issuer));
    log.cards[log.used] = card.check(&setup.definition, &log.station.parse().unwrap(), &log.booth.parse().unwrap()).unwrap();
    log.vote(0);
}

/// Cards of the other station, never cast there: the desk here gave out fewer than were cast.
fn d10(number: u64) -> Case {
    let foreign = |log: &mut Log<'_>| {
        let cards = log.setup.cards("001", "1");
        for card in cards.into_iter().rev().take(2) {
            log.cards[log.used] = card;
            log.vote(0);
        }
    };
    let village = other(number, |scene| scene.act(2, foreign));
    desk_of_before(&village, number)
}

/// Puts the desk counts of the honest village into another one, signed for it by the desk.
fn desk_of_before(village: &forge::Village, number: u64) -> Case {
    let honest = held(number);
    let key = village.setup.spec.seed(42);
    let mut counts = super::forks::read_counts(honest.pair.public.get("desks/002-1.json").unwrap(), &honest.setup, &key);
    counts.definition = village.setup.definition.digest();
    let bytes = token::DeskCounts::sign(counts, &key).to_bytes();
    Bench::on(village, number).change("desks/002-1.json", |_| bytes).list().fails(&["C53"])
}

fn d11(number: u64) -> Case {
    let after = |log: &mut Log<'_>| {
        log.close();
        log.vote(0);
    };
    let ids: &[&str] = if number.is_multiple_of(2) { &["C24"] } else { &["C27"] };
    other_fails(number, |scene| scene.ending(booth(number), after), ids)
}

fn d12(number: u64) -> Case {
    let village = other(number, |mut scene| {
        scene.opened = false;
        let opens = |log: &mut Log<'_>| {
            log.zero();
            log.vote(0);
            log.entry(&Entry::Open(record::Open { time: forge::hour() }));
            log.mark();
        };
        scene.acts.iter_mut().for_each(|acts| acts.insert(0, forge::Act::Trick(std::rc::Rc::new(opens))));
        scene
    });
    Bench::at(&village, record::Tier::Sealed, number).fails(&["C21"])
}

/// A booth casts ballots for cards that the desk never gave out.
fn d13(number: u64) -> Case {
    let village = other(number, |scene| scene.act(2, |log| (0..2).for_each(|_| log.vote(0))));
    desk_of_before(&village, number)
}

/// A ballot both cast and something else.
fn d14(number: u64, change: fn(&mut Log<'_>, Code)) -> Case {
    let ids: &[&str] = if number.is_multiple_of(2) { &["C21"] } else { &["C38"] };
    other_fails(
        number,
        |scene| {
            scene.act(booth(number), move |log| {
                let code = log.public.cast[0].0;
                change(log, code);
            })
        },
        ids,
    )
}

fn d14_spoiled(number: u64) -> Case {
    d14(number, |log, code| {
        log.entry(&Entry::Spoil(record::Spoil { code, reason: SpoilReason::WrongChoice }));
        log.public.spoiled.push(code);
    })
}

fn d14_void(number: u64) -> Case {
    d14(number, |log, code| log.void(code, VoidReason::Unanswered, false))
}

/// The public record leaves a cast ballot out or counts a challenged one.
fn d14_public(number: u64) -> Case {
    let bench = Bench::public(number);
    let challenged = bench.get("booths/001-1/challenged.jsonl");
    let one: record::PublicChallenge = json::from_bytes(challenged.strip_suffix(b"\n").unwrap(), 1 << 16).unwrap();
    let line = [json::to_bytes(&one.ballot), b"\n".to_vec()].concat();
    bench.lines(&format!("booths/001-1/{}", layout::CAST), |lines| lines.push(line)).list().fails(&["C27", "C32", "C38"])
}

const fn class(id: &'static str, sentence: &'static str, keys: Keys, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys, make }
}

pub(super) const CLASSES: &[Class] = &[
    class("D1", "A ballot's proof is changed.", Keys::None, d1),
    class("D1+", "A ballot's proof is changed and the list signed again.", Keys::Committee, d1_committee),
    class("D1booth+", "A booth logs a ballot whose proof does not hold.", Keys::Booth, d1_booth),
    class("D2+", "A proof copied from another ballot.", Keys::Booth, d2),
    class("D2card+", "A ballot moved to another card.", Keys::Booth, d2_card),
    class("D2slot+", "A ballot moved to another slot.", Keys::Booth, d2_slot),
    class("D3+", "A ballot logged and cast twice.", Keys::Booth, d3),
    class("D3all+", "All ciphertexts copied from another ballot.", Keys::Booth, d3_ciphertexts),
    class("D3one+", "One ciphertext copied from another ballot.", Keys::Booth, d3_one_ciphertext),
    class("D3slot+", "A slot used twice.", Keys::Booth, d3_slot),
    class("D6+", "A ciphertext whose first half is the neutral point.", Keys::Committee, d6_identity),
    class("D6none+", "A ciphertext that is no point.", Keys::Committee, d6_no_point),
    class("D6log+", "A log with a ciphertext whose first half is the neutral point.", Keys::Booth, raw_log),
    class("D7+", "A point in another spelling.", Keys::Committee, d7_point),
    class("D7scalar+", "A scalar not below the order.", Keys::Committee, d7_scalar),
    class("D7base64+", "Base64 without its padding.", Keys::Committee, d7_base64),
    class("D8+", "A card cast twice in one booth.", Keys::Booth, d8),
    class("D8clash+", "A card cast in two booths and not excluded (clash).", Keys::Booth, d8_clash),
    class("D8spent+", "A card challenged in one booth and cast in another.", Keys::Booth, d8_spent),
    class("D9+", "A card with the signature of another card.", Keys::Booth, d9_unsigned),
    class("D9issuer+", "A card signed by somebody else than the issuer.", Keys::Booth, d9_issuer),
    class("D9deck+", "A card that is not in the deck, signed by the issuer.", Keys::Booth, d9_undecked),
    class("D10+", "Unused cards of another station; the desk here gave out fewer.", Keys::Booth, d10),
    class("D11+", "A ballot cast after closing.", Keys::Booth, d11),
    class("D12+", "A ballot cast before opening.", Keys::Booth, d12),
    class("D13+", "More ballots than cards that left the desk.", Keys::Booth, d13),
    class("D14+", "A ballot both cast and spoiled.", Keys::Booth, d14_spoiled),
    class("D14void+", "A ballot both cast and void.", Keys::Booth, d14_void),
    class("D14count+", "The public record counts a challenged ballot.", Keys::Committee, d14_public),
];
