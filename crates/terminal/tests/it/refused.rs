//! Cards and actions that are refused, and what the screen says.

use manifest::Mode;
use paper::{THERMAL_COLUMNS, render_text};
use tally_log::OpenError;
use terminal::day::DayError;
use terminal::{ActError, Booth, ExportError, Refusal, StartError, VoteError, VoteStatus};
use token::CardError;

use crate::village::{Place1, Village, Wish, hour};
use crate::voting::{Answer, stop_before_the_answer, vote};

fn refusal(booth: &mut Booth, card: &str) -> Refusal {
    match booth.begin(card, &hour(8)).map(|_| ()) {
        Err(VoteError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_used_twice_is_refused_and_the_screen_says_that_the_vote_is_stored() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let card = place.village.card(1);
    vote(&mut booth, &card, 1, Answer::Same).unwrap();
    let size = booth.head().unwrap().checkpoint().size;
    let refused = refusal(&mut booth, &card);
    assert_eq!(refused, Refusal::Spent { cast: true });
    assert_eq!(refused.screen().status, VoteStatus::Stored);
    assert_eq!(booth.head().unwrap().checkpoint().size, size, "a refusal writes nothing");
}

#[test]
fn a_card_used_for_a_test_is_refused_and_the_voter_gets_a_new_one() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Test).unwrap();
    let refused = refusal(&mut booth, &place.village.card(1));
    assert_eq!(refused, Refusal::Spent { cast: false });
    assert_eq!(refused.screen().to_string().lines().nth(1), Some("SUARA ANDA BELUM TERSIMPAN"));
    assert!(vote(&mut booth, &place.village.card(2), 1, Answer::Same).is_ok());
}

#[test]
fn cards_of_another_booth_mode_or_village_are_told_so_and_not_consumed() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let rehearsal = Village::new(&Wish { mode: Mode::Rehearsal, ..Wish::default() });
    let other = refusal(&mut booth, &place.village.card_of("2", 1));
    assert_eq!(other, Refusal::Card(CardError::OtherBooth("2".parse().unwrap())));
    assert_eq!(refusal(&mut booth, &rehearsal.card(1)), Refusal::Card(CardError::OtherMode { rehearsal: true }));
    assert_eq!(refusal(&mut booth, "bukan kartu"), Refusal::Card(CardError::Garbage));
    let forged = place.village.card(1).replacen("001", "002", 1);
    assert_eq!(refusal(&mut booth, &forged), Refusal::Card(CardError::OtherStation("002".parse().unwrap())));
    let changed = Village::new(&Wish { retries: 9, ..Wish::default() }).card(1);
    assert_eq!(refusal(&mut booth, &changed), Refusal::Card(CardError::NotIssued));
    for refused in [other, Refusal::Card(CardError::Garbage), Refusal::Card(CardError::NotIssued)] {
        assert_eq!(refused.screen().status, VoteStatus::NotStored);
    }
    assert!(booth.state().card(&card_leaf(&place.village.card(1))).is_none());
}

fn card_leaf(text: &str) -> canonical::Hash {
    token::Card::parse(text).unwrap().leaf()
}

#[test]
fn a_real_card_is_refused_at_a_rehearsal() {
    let place = Place1::new(&Wish { mode: Mode::Rehearsal, ..Wish::default() });
    let mut booth = place.open();
    let real = Village::new(&Wish::default()).card(1);
    assert_eq!(refusal(&mut booth, &real), Refusal::Card(CardError::OtherMode { rehearsal: false }));
}

#[test]
fn no_card_is_taken_before_open_while_paused_or_after_close() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.zero();
    let card = place.village.card(1);
    assert_eq!(refusal(&mut booth, &card), Refusal::NotOpen);
    booth.open(&hour(7)).unwrap();
    booth.pause().unwrap();
    assert_eq!(refusal(&mut booth, &card), Refusal::Paused);
    booth.unpause().unwrap();
    assert!(vote(&mut booth, &card, 1, Answer::Same).is_ok());
    booth.close(&hour(13)).unwrap();
    assert_eq!(refusal(&mut booth, &place.village.card(2)), Refusal::Closed);
}

#[test]
fn a_card_has_as_many_tries_as_the_definition_says() {
    let place = Place1::new(&Wish { retries: 2, ..Wish::default() });
    let mut booth = place.open();
    let card = place.village.card(1);
    for answer in [Answer::WrongChoice, Answer::Leave, Answer::WrongChoice] {
        vote(&mut booth, &card, 1, answer).unwrap();
    }
    assert_eq!(refusal(&mut booth, &card), Refusal::Tries);
    assert_eq!(booth.state().card(&card_leaf(&card)).unwrap().tries, 3);
}

#[test]
fn while_a_ballot_waits_no_other_card_is_taken_and_the_booth_does_not_close() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    stop_before_the_answer(&mut booth, &place.village.card(1));
    assert_eq!(refusal(&mut booth, &place.village.card(2)), Refusal::Pending);
    assert!(matches!(booth.close(&hour(13)), Err(ActError::Refused(DayError::Pending(_)))));
    booth.void_pending(&hour(8)).unwrap();
    assert!(vote(&mut booth, &place.village.card(1), 1, Answer::Same).is_ok());
    assert!(booth.close(&hour(13)).is_ok());
}

#[test]
fn more_voids_than_allowed_fail_the_booth_for_good_and_it_still_closes() {
    let place = Place1::new(&Wish { max_voids: 1, retries: 9, ..Wish::default() });
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Leave).unwrap();
    assert!(!booth.state().has_failed());
    vote(&mut booth, &place.village.card(1), 1, Answer::Leave).unwrap();
    assert!(booth.state().failure_is_logged());
    assert_eq!(refusal(&mut booth, &place.village.card(2)), Refusal::Failed);
    drop(booth);
    let mut booth = place.resume();
    assert_eq!(refusal(&mut booth, &place.village.card(2)), Refusal::Failed);
    assert!(booth.close(&hour(13)).is_ok());
}

#[test]
fn slips_that_differ_pause_the_booth_for_a_public_test() {
    let place = Place1::new(&Wish { max_voids: 1, ..Wish::default() });
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::SlipDiffers).unwrap();
    vote(&mut booth, &place.village.card(2), 1, Answer::SlipDiffers).unwrap();
    assert_eq!(refusal(&mut booth, &place.village.card(3)), Refusal::Paused);
    booth.unpause().unwrap();
    vote(&mut booth, &place.village.card(3), 1, Answer::Test).unwrap();
    assert!(vote(&mut booth, &place.village.card(4), 1, Answer::WrongChoice).is_ok());
}

#[test]
fn zero_refuses_if_anything_is_stored() {
    let place = Place1::new(&Wish::default());
    drop(place.zero());
    assert!(matches!(place.try_zero(), Err(StartError::Log(OpenError::Occupied(_)))));
}

#[test]
fn another_machine_or_place_does_not_start() {
    let place = Place1::new(&Wish::default());
    let mut setup = place.village.setup("1", &place.disk, &place.printer, "x");
    setup.key = crate::village::key("booth 2");
    assert!(matches!(Booth::zero(setup, &[], &hour(6)), Err(StartError::OtherMachine(_))));
    let mut setup = place.village.setup("1", &place.disk, &place.printer, "x");
    setup.booth = "3".parse().unwrap();
    assert!(matches!(Booth::zero(setup, &[], &hour(6)), Err(StartError::Place { .. })));
    assert!(place.disk.names().is_empty(), "a refused start leaves nothing");
}

#[test]
fn a_log_of_another_definition_is_refused() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let other = Village::new(&Wish { retries: 7, ..Wish::default() });
    let setup = other.setup("1", &place.disk, &place.printer, "x");
    assert!(matches!(Booth::resume(setup, &[], &hour(9)), Err(StartError::Day { line: 0, rule: DayError::Foreign })));
}

#[test]
fn officers_actions_out_of_turn_change_nothing() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.zero();
    assert!(matches!(booth.close(&hour(13)), Err(ActError::Refused(DayError::Phase { .. }))));
    assert!(matches!(booth.mark(&hour(7)), Err(ActError::Refused(DayError::Phase { .. }))));
    assert!(matches!(booth.export(), Err(ExportError::NotClosed)));
    booth.open(&hour(7)).unwrap();
    assert!(matches!(booth.open(&hour(7)), Err(ActError::Refused(DayError::Phase { .. }))));
    assert!(matches!(booth.unpause(), Err(ActError::Refused(DayError::Phase { .. }))));
    assert!(matches!(booth.mark(&hour(8)), Err(ActError::Refused(DayError::MarkEarly { further: 0 }))));
    assert_eq!(booth.head().unwrap().checkpoint().size, 3);
    booth.close(&hour(13)).unwrap();
    assert!(matches!(booth.pause(), Err(ActError::Refused(DayError::Phase { .. }))));
    assert_eq!(booth.head().unwrap().checkpoint().size, 4);
}

#[test]
fn marks_come_at_most_hourly_and_after_twenty_further_ballots() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    for card in 0..20 {
        assert!(!booth.mark_is_due(&hour(8)));
        vote(&mut booth, &place.village.card(card), 1, Answer::Same).unwrap();
    }
    assert!(!booth.mark_is_due(&hour(7)), "the first mark was made in this hour");
    assert!(booth.mark_is_due(&hour(8)));
    booth.mark(&hour(8)).unwrap();
    assert!(!booth.mark_is_due(&hour(9)));
}

#[test]
fn a_number_that_is_not_on_the_ballot_is_refused_and_the_session_goes_on() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let card = place.village.card(1);
    let session = booth.begin(&card, &hour(8)).unwrap();
    assert!(session.choice(4).is_err());
    assert!(session.choice(u32::MAX).is_err());
    let blank = session.choice(0).unwrap();
    let slip = session.choose(blank).confirm().unwrap().screen_slip();
    assert!(render_text(&slip, THERMAL_COLUMNS).contains("KOSONG"));
}
