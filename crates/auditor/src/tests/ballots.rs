//! Booths that lie about ballots, cards and challenges with their own key.

use ballot::Sealed;
use record::{Entry, ExclusionReason, Outcome, SpoilReason};

use super::booths::{both_tiers_fail, lying, rest, sealed_fails};
use super::*;
use forge::{Evening, Log, Setup, Spec, key, open_day};

#[test]
fn a_card_that_votes_twice_in_one_booth() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.vote(0);
            let code = log.seal_again(0);
            log.cast(code);
            rest(log);
        }),
        "C36",
    );
}

/// The second booth also takes a card that the first one took.
fn clashing(log: &mut Log<'_>) {
    open_day(log);
    log.cards = log.setup.cards("001", "1");
    log.vote(2);
    log.cards = log.setup.cards(log.station, log.booth);
    [1, 0, 0, 2, 1].into_iter().for_each(|choice| log.vote(choice));
    log.close();
}

#[test]
fn a_card_cast_in_two_logs_is_excluded_or_fails() {
    let setup = Setup::new(Spec::with(1, clashing));
    let pair = Evening::of(&setup).finish(&setup);
    both_tiers_fail(&pair, "C36");
    assert!(Counted::read(&pair.public, &anchored(&pair)).is_err());
    let mut evening = Evening::of(&setup);
    let card = evening.logs[0].cards[0].leaf().to_owned();
    let both: Vec<usize> = (0..evening.ballots.len()).filter(|i| evening.ballots[*i].data.card == card).collect();
    assert_eq!(both.len(), 2);
    both.into_iter().for_each(|place| evening.exclude(place, ExclusionReason::Clash));
    let pair = evening.finish(&setup);
    for report in reports(&pair) {
        assert_eq!(report.check("C36").map(|c| c.status), Some(Status::Pass));
        assert_eq!(report.check("C41").map(|c| c.status), Some(Status::Pass));
    }
}

#[test]
fn a_booth_that_sealed_another_choice_than_it_showed() {
    let pair = lying(|log| {
        open_day(log);
        log.challenge_as(2, 0);
        rest(log);
    });
    both_tiers_fail(&pair, "C37");
    // It is named, and the booth's other ballots are counted all the same.
    assert_eq!(counted(&pair).ballots().len(), 20);
}

#[test]
fn a_challenge_from_a_seed_that_was_never_fixed() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.epoch = ballot::Epoch::begin(&[b"drawn later"]);
            log.challenge(1);
            rest(log);
        }),
        "C37",
    );
}

/// Seals, then lets a test exchange what is logged.
fn sealed_with(log: &mut Log<'_>, change: impl Fn(&Sealed, &Log<'_>) -> ballot::SealedData) {
    let (sealed, _) = log.sealed(0, log.used);
    log.used += 1;
    let data = change(&sealed, log);
    log.entry(&Entry::Seal(data.clone()));
    let code = data.code(&log.digest);
    log.entry(&Entry::Cast(Outcome { code }));
    log.public.cast.push((code, data));
    log.truth.push((code, 0));
}

#[test]
fn a_ballot_whose_proof_is_of_another() {
    let pair = lying(|log| {
        open_day(log);
        sealed_with(log, |sealed, log| ballot::SealedData {
            card: *log.cards[30].leaf(),
            issue: *log.cards[30].issue(),
            ..sealed.data().clone()
        });
        rest(log);
    });
    both_tiers_fail(&pair, "C31");
    assert!(Counted::read(&pair.public, &anchored(&pair)).is_err());
}

#[test]
fn a_ballot_copied_with_its_ciphertexts() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.vote(0);
            let first = log.public.cast[0].1.clone();
            sealed_with(log, |sealed, _| ballot::SealedData { ciphertexts: first.ciphertexts.clone(), ..sealed.data().clone() });
            rest(log);
        }),
        "C33",
    );
}

#[test]
fn a_ballot_logged_twice_has_its_code_twice() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            log.vote(0);
            let (code, data) = log.public.cast[0].clone();
            log.entry(&Entry::Seal(data.clone()));
            log.entry(&Entry::Cast(Outcome { code }));
            log.public.cast.push((code, data));
            rest(log);
        }),
        "C32",
    );
}

#[test]
fn a_ballot_with_too_few_options() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            sealed_with(log, |sealed, _| {
                let mut data = sealed.data().clone();
                data.ciphertexts.pop();
                data
            });
            rest(log);
        }),
        "C30",
    );
}

#[test]
fn cards_that_nobody_issued_or_printed() {
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            sealed_with(log, |sealed, log| ballot::SealedData { issue: *log.cards[9].issue(), ..sealed.data().clone() });
            rest(log);
        }),
        "C34",
    );
    both_tiers_fail(
        &lying(|log| {
            open_day(log);
            let place = token::CardPlace {
                village: log.setup.definition.village.code.clone(),
                station: "001".parse().unwrap(),
                booth: "1".parse().unwrap(),
                stratum: None,
            };
            let card = token::Card::issue(&log.setup.definition, place, [0xee; 16], &key(2));
            log.cards[0] = card.check(&log.setup.definition, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
            rest(log);
        }),
        "C35",
    );
}

#[test]
fn a_ballot_both_cast_and_spoiled() {
    let pair = lying(|log| {
        open_day(log);
        log.vote(0);
        let code = log.public.cast[0].0;
        log.entry(&Entry::Spoil(record::Spoil { code, reason: SpoilReason::WrongChoice }));
        log.public.spoiled.push(code);
        rest(log);
    });
    assert_fails(&reports(&pair)[1], "C38");
    sealed_fails(&pair, "C21");
}
