//! A spare machine goes on with a booth's log: which key signs what, which spares may, and what the machine before left behind.

use canonical::SigningKey;
use manifest::Change;
use record::{Entry, Peer, Sums, Tier, VoidReason};

use super::booths::{both_tiers_fail, lying, rest, sealed_fails};
use super::*;
use forge::{Evening, Log, Script, Setup, Spec, open_day, station_id};

/// The first booth's own machine, whatever writes now.
fn old(log: &Log<'_>) -> SigningKey {
    log.setup.spec.seed(21)
}

/// Two votes of the booth's machine, and the rest by a spare.
fn taken_over(log: &mut Log<'_>) {
    open_day(log);
    log.vote(0);
    log.vote(1);
    log.take_over();
    rest(log);
}

/// What each tier says, and the first booth's export.
#[track_caller]
fn says(script: Script, id: &str, tiers: [Status; 3]) {
    let pair = lying(script);
    let [sealed, public] = reports(&pair);
    let bundle = verify_folder(&pair.bundles[0], &anchored(&pair));
    let found = [&sealed, &public, &bundle].map(|report| report.check(id).map(|c| c.status));
    assert_eq!(found, tiers.map(Some), "{:#?}", not_passed(&sealed));
}

const FAIL: [Status; 3] = [Status::Fail; 3];

#[test]
fn a_booth_that_a_spare_went_on_with_is_valid_in_every_tier() {
    let days: [Script; 4] = [
        taken_over,
        |log| {
            log.zero();
            log.take_over();
            log.entry(&Entry::Open(record::Open { time: forge::hour() }));
            log.take_over();
            log.mark();
            rest(log);
        },
        |log| {
            open_day(log);
            log.seal(0);
            log.take_over();
            log.void_after_outage();
            let code = log.seal_again(0);
            log.cast(code);
            rest(log);
        },
        |log| {
            open_day(log);
            log.boot();
            log.take_over();
            rest(log);
        },
    ];
    for day in days {
        let pair = lying(day);
        reports(&pair).iter().for_each(assert_passes);
        pair.bundles.iter().for_each(|bundle| assert_passes(&verify_folder(bundle, &anchored(&pair))));
    }
}

#[test]
fn a_takeover_by_what_is_no_free_spare_fails_at_its_line() {
    says(|log| with_key(log, SigningKey::from_seed(&[99; 32])), "C20", FAIL);
    says(|log| with_key(log, log.setup.spec.seed(21)), "C20", FAIL);
    says(|log| with_key(log, log.setup.spec.seed(22)), "C20", FAIL);
    says(|log| with_key(log, log.setup.spec.seed(41)), "C20", FAIL);
    let report = &reports(&lying(|log| with_key(log, SigningKey::from_seed(&[99; 32]))))[0];
    let found = report.check("C20").unwrap();
    assert_eq!(found.place, "booths/001-1/entries.jsonl, line 4", "{found:?}");
}

fn with_key(log: &mut Log<'_>, key: SigningKey) {
    open_day(log);
    log.take_over_by(key);
    rest(log);
}

#[test]
fn a_wrong_key_never_becomes_a_key_of_the_log() {
    let signed_by_it: Script = |log| with_key(log, SigningKey::from_seed(&[99; 32]));
    let pair = lying(signed_by_it);
    for (report, ids) in reports(&pair).iter().zip([["C19", "C25"].as_slice(), &["C25"]]) {
        ids.iter().for_each(|id| assert_fails(report, id));
    }
    let report = verify_folder(&pair.bundles[0], &anchored(&pair));
    ["C02", "C19", "C25"].iter().for_each(|id| assert_fails(&report, id));
    // Where the machine before went on itself, only the takeover is wrong.
    let by_the_old: Script = |log| {
        open_day(log);
        log.take_over_as(SigningKey::from_seed(&[99; 32]).public());
        rest(log);
    };
    for report in reports(&lying(by_the_old)) {
        assert_eq!(failed(&report), ["C20"]);
    }
}

#[test]
fn a_spare_that_stands_in_a_booth_since_an_amendment_takes_nothing_over() {
    let mut spec = Spec::with(0, |log| with_key(log, log.setup.spec.spare(0, 0)));
    let (booth, key) = ("2".parse().unwrap(), spec.spare(0, 0).public());
    spec.amendments = vec![Change::BoothKey { booth, key, station: station_id("001") }];
    spec.booths[1].2 = Some(|log| {
        log.key = log.setup.spec.spare(0, 0);
        forge::second(log);
    });
    both_tiers_fail(&spec.honest(), "C20");
}

#[test]
fn a_spare_takes_a_log_over_once() {
    let twice: Script = |log| {
        open_day(log);
        let spare = || log.setup.spec.spare(0, 0);
        let (one, two) = (spare(), spare());
        log.take_over_by(one);
        log.take_over_by(two);
        rest(log);
    };
    says(twice, "C20", FAIL);
    for report in reports(&lying(twice)) {
        assert_eq!(failed(&report), ["C20"]);
    }
}

#[test]
fn a_spare_that_took_over_two_booths_is_named_at_both() {
    let mut spec = Spec::with(0, taken_over);
    spec.booths[2].2 = Some(|log| {
        open_day(log);
        let spare = log.setup.spec.spare(0, 0);
        log.take_over_by(spare);
        rest(log);
    });
    for report in reports(&spec.honest()) {
        assert_eq!(failed(&report), ["C20"]);
        let places: Vec<_> = report.check("C20").unwrap().findings().map(|(place, _)| place.to_owned()).collect();
        assert!(matches!(places.as_slice(), [one, two] if one.contains("001-1") && two.contains("002-1")), "{places:?}");
    }
}

#[test]
fn lines_are_signed_by_the_machine_whose_turn_it_was() {
    let late: Script = |log| {
        open_day(log);
        log.take_over();
        let spare = core::mem::replace(&mut log.key, log.setup.spec.seed(21));
        log.vote(0);
        log.key = spare;
        rest(log);
    };
    sealed_fails(&lying(late), "C19");
    let early: Script = |log| {
        open_day(log);
        log.key = log.setup.spec.spare(0, 0);
        log.vote(0);
        log.take_over();
        rest(log);
    };
    sealed_fails(&lying(early), "C19");
    let own: Script = |log| {
        open_day(log);
        log.take_over_as(log.setup.spec.spare(0, 0).public());
        log.key = log.setup.spec.spare(0, 0);
        rest(log);
    };
    let pair = lying(own);
    sealed_fails(&pair, "C19");
    assert_eq!(failed(&reports(&pair)[0]), ["C19"]);
}

#[test]
fn closing_head_and_export_are_signed_by_the_last_machine() {
    let pair = lying(|log| {
        taken_over(log);
        log.key = old(log);
    });
    both_tiers_fail(&pair, "C25");
    let report = verify_folder(&pair.bundles[0], &anchored(&pair));
    assert_eq!(failed(&report), ["C02", "C25"]);
    let honest = lying(taken_over);
    for wrong in [SigningKey::from_seed(&[21; 32]), SigningKey::from_seed(&[52; 32])] {
        let mut bundle = honest.bundles[0].clone();
        let origin = honest.definition.booth_origin(&station_id("001"), &"1".parse().unwrap());
        Sums::write(&mut bundle, Tier::Bundle, &origin, &origin, &wrong).unwrap();
        assert_eq!(failed(&verify_folder(&bundle, &anchored(&honest))), ["C02"]);
    }
}

#[test]
fn a_takeover_that_is_not_published_leaves_a_head_without_a_key() {
    let mut pair = lying(taken_over);
    let path = "booths/001-1/anchors.jsonl";
    let text = String::from_utf8(pair.public.get(path).unwrap().to_vec()).unwrap();
    let without: String = text.lines().filter(|line| !line.contains("\"takeover\"")).map(|line| format!("{line}\n")).collect();
    assert_ne!(text, without);
    pair.public.insert(path, without.into_bytes());
    pair.sign_lists();
    let public = &reports(&pair)[1];
    ["C25", "C27"].iter().for_each(|id| assert_fails(public, id));
}

#[test]
fn a_ballot_that_waited_through_a_takeover_is_not_cast() {
    sealed_fails(
        &lying(|log| {
            open_day(log);
            let code = log.seal(0);
            log.take_over();
            log.cast(code);
            rest(log);
        }),
        "C21",
    );
    sealed_fails(
        &lying(|log| {
            open_day(log);
            let code = log.seal(0);
            log.take_over();
            log.void(code, VoidReason::Printer, true);
            rest(log);
        }),
        "C21",
    );
    both_tiers_fail(
        &lying(|log| {
            taken_over(log);
            log.take_over();
        }),
        "C24",
    );
}

/// The third booth took in this head of the first one, on a day on which a spare went on with that.
fn with_peer(head: impl FnOnce(&Setup) -> Vec<u8>) -> Pair {
    let setup = Setup::new(Spec::with(0, taken_over));
    let note = String::from_utf8(head(&setup)).unwrap();
    let mut evening = Evening::of(&setup);
    let mut log = Log::new(&setup, "002", "1", 2, Vec::new());
    open_day(&mut log);
    log.entry(&Entry::Peer(Peer { note: note.into() }));
    rest(&mut log);
    evening.logs[2] = log;
    Evening::after(evening.logs).finish(&setup)
}

/// The first booth after some of its day.
fn started(setup: &Setup, go_on: impl FnOnce(&mut Log<'_>)) -> Vec<u8> {
    let mut log = Log::new(setup, "001", "1", 0, Vec::new());
    open_day(&mut log);
    log.vote(0);
    log.vote(1);
    go_on(&mut log);
    log.head()
}

#[test]
fn a_neighbours_head_may_be_of_either_machine_and_shows_the_one_that_went_on() {
    let before = with_peer(|setup| started(setup, |_| ()));
    let after = with_peer(|setup| started(setup, |log| log.take_over()));
    for pair in [before, after] {
        reports(&pair).iter().for_each(assert_passes);
        assert_passes(&verify_folder(&pair.bundles[2], &anchored(&pair)));
    }
    let forked = with_peer(|setup| started(setup, |log| log.vote(2)));
    sealed_fails(&forked, "C23");
    // In its own export the log that it contradicts is not there.
    assert_passes(&verify_folder(&forked.bundles[2], &anchored(&forked)));
    let foreign = with_peer(|setup| started(setup, |log| log.key = log.setup.spec.seed(22)));
    assert_fails(&verify_folder(&foreign.bundles[2], &anchored(&foreign)), "C23");
    // Its log here does not tell of this spare.
    let hidden = with_peer(|setup| started(setup, |log| log.key = log.setup.spec.spare(0, 1)));
    sealed_fails(&hidden, "C23");
}
