//! D: cards, and when ballots may be cast and counted.

use ballot::Code;
use canonical::json;
use forge::Log;
use record::{Entry, SpoilReason, VoidReason, layout};

use super::ballots::{booth, lying};
use super::bench::{Bench, held, other, other_fails};
use super::{Case, Class, Keys};

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

pub(super) const CLASSES: &[Class] = &[
    Class::new("D8+", "A card cast twice in one booth.", Keys::Booth, d8),
    Class::new("D8clash+", "A card cast in two booths and not excluded (clash).", Keys::Booth, d8_clash),
    Class::new("D8spent+", "A card challenged in one booth and cast in another.", Keys::Booth, d8_spent),
    Class::new("D9+", "A card with the signature of another card.", Keys::Booth, d9_unsigned),
    Class::new("D9issuer+", "A card signed by somebody else than the issuer.", Keys::Booth, d9_issuer),
    Class::new("D9deck+", "A card that is not in the deck, signed by the issuer.", Keys::Booth, d9_undecked),
    Class::new("D10+", "Unused cards of another station; the desk here gave out fewer.", Keys::Booth, d10),
    Class::new("D11+", "A ballot cast after closing.", Keys::Booth, d11),
    Class::new("D12+", "A ballot cast before opening.", Keys::Booth, d12),
    Class::new("D13+", "More ballots than cards that left the desk.", Keys::Booth, d13),
    Class::new("D14+", "A ballot both cast and spoiled.", Keys::Booth, d14_spoiled),
    Class::new("D14void+", "A ballot both cast and void.", Keys::Booth, d14_void),
    Class::new("D14count+", "The public record counts a challenged ballot.", Keys::Committee, d14_public),
];
