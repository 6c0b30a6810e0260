//! Which entries a booth's log may hold.

use ballot::{BallotRules, Code};
use canonical::sha256;
use committee::{Finding, ImportRefusal, LogError, Rule};
use record::{Entry, Incident, IncidentKind, Mark, Open, Outcome, Pause, Peer, VoidReason};

use super::importing::{refusal, setup, voted};
use super::support::booth::hour;
use super::support::{FRESH, MiniBooth, Setup, issuer, machine};

fn rule(setup: &Setup, booth: &MiniBooth) -> Rule {
    match refusal(setup, &booth.export()) {
        ImportRefusal::Log(LogError { rule, .. }) => rule,
        other => panic!("{other}"),
    }
}

#[test]
fn a_cut_off_or_empty_log_is_refused() {
    let setup = setup();
    let mut booth = voted(&setup, &[0]);
    booth.lines.pop();
    assert_eq!(rule(&setup, &booth), Rule::LineFeed);
    booth.lines.clear();
    assert_eq!(rule(&setup, &booth), Rule::Empty);
}

#[test]
fn entries_that_the_day_does_not_allow_are_refused() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let phase = |write: fn(&mut MiniBooth)| {
        let mut booth = voted(&setup, &[0]);
        write(&mut booth);
        match rule(&setup, &booth) {
            Rule::Phase { kind, .. } => kind,
            other => panic!("{other}"),
        }
    };
    assert_eq!(phase(|b| _ = b.write(&Entry::Open(Open { time: hour() }))), "open");
    assert_eq!(phase(|b| _ = b.write(&Entry::Resume(Pause {}))), "resume");
    let after_close = phase(|b| {
        b.close();
        b.write(&Entry::Incident(Incident { incident: IncidentKind::Power, time: hour() }));
    });
    assert_eq!(after_close, "incident");
    let mut paused = voted(&setup, &[0]);
    paused.write(&Entry::Pause(Pause {}));
    paused.seal(cards[3], 0);
    assert!(matches!(rule(&setup, &paused), Rule::Phase { kind: "seal", .. }));
}

#[test]
fn the_first_mark_stands_right_after_open_and_before_the_first_ballot() {
    let setup = setup();
    let opened = || {
        let mut booth = MiniBooth::zero(&setup, "001", "1", machine(4, "001", "1"), "boot");
        booth.write(&Entry::Open(Open { time: hour() }));
        booth
    };
    let mut unmarked = opened();
    unmarked.seal(setup.cards("001", "1")[0], 0);
    assert_eq!(rule(&setup, &unmarked), Rule::Unmarked);
    let mut late = opened();
    late.write(&Entry::Peer(Peer { note: "x".into() }));
    late.write(&Entry::Mark(Mark { cast: 0, time: hour() }));
    assert_eq!(rule(&setup, &late), Rule::Mark { found: 0, cast: 0 });
    let mut outage = opened();
    outage.boot();
    outage.write(&Entry::Mark(Mark { cast: 0, time: hour() }));
    assert!(setup.village().import_bundle(&outage.closed(), &FRESH).is_ok());
    assert!(setup.village().import_bundle(&opened().closed(), &FRESH).is_ok(), "a booth may close without a voter");
}

#[test]
fn a_card_gives_one_ballot_and_a_bounded_number_of_tries() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let mut twice = voted(&setup, &[0]);
    twice.cast(cards[0], 1);
    assert!(matches!(rule(&setup, &twice), Rule::Spent(_)));
    let mut tries = voted(&setup, &[0]);
    (0..3).for_each(|_| tries.spoil(cards[5], 0));
    assert!(matches!(rule(&setup, &tries), Rule::Retries(_)));
    let mut second = voted(&setup, &[0]);
    second.seal(cards[5], 0);
    second.seal(cards[6], 0);
    assert!(matches!(rule(&setup, &second), Rule::Pending(_)));
}

#[test]
fn an_outage_makes_the_waiting_ballot_void() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let interrupted = |answer: fn(&mut MiniBooth, Code)| {
        let mut booth = voted(&setup, &[0]);
        let code = *booth.seal(cards[5], 0).0.code();
        booth.boot();
        answer(&mut booth, code);
        booth
    };
    assert!(setup.village().import_bundle(&interrupted(|b, code| b.void(code, VoidReason::Outage)).closed(), &FRESH).is_ok());
    let cast = interrupted(|b, code| _ = b.write(&Entry::Cast(Outcome { code })));
    assert!(matches!(rule(&setup, &cast), Rule::Interrupted(_)));
    let other = interrupted(|b, code| b.void(code, VoidReason::Printer));
    assert!(matches!(rule(&setup, &other), Rule::Interrupted(_)));
}

#[test]
fn a_failed_booth_seals_no_more() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let voided = || {
        let mut voids = voted(&setup, &[0]);
        for card in &cards[5..7] {
            let code = *voids.seal(card, 0).0.code();
            voids.void(code, VoidReason::Unanswered);
        }
        voids
    };
    let mut silent = voided();
    silent.close();
    assert_eq!(rule(&setup, &silent), Rule::NotFailed);
    let mut voids = voided();
    voids.seal(cards[8], 0);
    assert_eq!(rule(&setup, &voids), Rule::Failed);
    let mut failed = voted(&setup, &[0]);
    failed.write(&Entry::Incident(Incident { incident: IncidentKind::BoothFailed, time: hour() }));
    failed.seal(cards[8], 0);
    assert_eq!(rule(&setup, &failed), Rule::Failed);
}

#[test]
fn epochs_are_numbered_and_bounded() {
    let setup = setup();
    let mut booth = voted(&setup, &[0]);
    (0..3).for_each(|_| booth.boot());
    assert_eq!(rule(&setup, &booth), Rule::Epochs(3));
}

#[test]
fn marks_and_closing_sets_must_be_those_of_the_log() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let mut early = voted(&setup, &[0]);
    early.write(&Entry::Mark(Mark { cast: 1, time: hour() }));
    assert_eq!(rule(&setup, &early), Rule::Mark { found: 1, cast: 1 });
    let mut due = MiniBooth::open(&setup, "001", "1");
    due.cast_all(&cards, &[0; 20]);
    due.write(&Entry::Mark(Mark { cast: 20, time: hour() }));
    assert!(setup.village().import_bundle(&due.closed(), &FRESH).is_ok());
    let mut hidden = voted(&setup, &[0, 1]);
    hidden.codes[0].pop();
    hidden.close();
    assert_eq!(rule(&setup, &hidden), Rule::Close("cast"));
    let mut faults = voted(&setup, &[0]);
    let code = faults.cast(cards[9], 0);
    faults.write(&Entry::Fault(Outcome { code }));
    faults.write(&Entry::Fault(Outcome { code }));
    assert_eq!(rule(&setup, &faults), Rule::Fault(code));
}

#[test]
fn a_ballot_whose_proof_does_not_hold_is_named_by_its_line() {
    let setup = setup();
    let cards = setup.cards("001", "1");
    let mut booth = voted(&setup, &[0, 1]);
    let (sealed, seed) = booth.seal(cards[9], 2);
    booth.write(&Entry::Cast(Outcome { code: *sealed.code() }));
    let documents = setup.documents();
    let valid = cards[9].check(&documents.definition, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    // The same seed in another booth's context: well-formed, and proven for somewhere else.
    let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &sha256(b"elsewhere") };
    let stranger = ballot::Sealed::seal(&rules, &valid, 1, &seed).unwrap();
    let mut bad = voted(&setup, &[0, 1]);
    bad.write(&Entry::Seal(stranger.data().clone()));
    let refused = refusal(&setup, &bad.export());
    assert_eq!(refused, ImportRefusal::Log(LogError { line: 8, rule: Rule::Proof }));
}

#[test]
fn a_card_that_is_not_of_the_deck_is_refused() {
    let setup = setup();
    let documents = setup.documents();
    let place = setup.cards("001", "1")[0].place().clone();
    let extra = token::Card::issue(&documents.definition, place, [3; 16], &issuer());
    let mut booth = voted(&setup, &[0]);
    booth.seal(&extra, 0);
    assert_eq!(rule(&setup, &booth), Rule::NotInDeck(extra.leaf()));
}

#[test]
fn a_challenge_that_does_not_recompute_is_a_finding_and_the_booth_still_counts() {
    let setup = setup();
    let mut booth = voted(&setup, &[0]);
    booth.challenge(setup.cards("001", "1")[9], 1, 2);
    let imported = setup.village().import_bundle(&booth.closed(), &FRESH).unwrap();
    assert!(matches!(imported.findings.as_slice(), [Finding::ChallengeFails { .. }]));
}
