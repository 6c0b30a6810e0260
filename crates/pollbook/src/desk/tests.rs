use manifest::TieRule;
use tally_log::{Fault, MemDisk, OpenError, Store};

use super::fixture::{definition, desk_on, key, post, roll};
use super::*;

mod canary;

const SALT: [u8; 16] = [5; 16];

fn hour() -> Hour {
    Hour::new("2027-10-05T07:00:00+07:00").unwrap()
}

fn nik(text: &str) -> Nik {
    text.parse().unwrap()
}

fn opened() -> Desk {
    let mut desk = desk_on(&MemDisk::new());
    desk.open(hour(), SALT).unwrap();
    desk
}

fn refusal<T: core::fmt::Debug>(result: Result<T, DeskError>) -> Refusal {
    match result {
        Err(DeskError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// A state after these events at the only desk of a station.
fn state_of(post: &Post, events: &[Event]) -> State {
    let mut state = State::default();
    for event in events {
        let entry = state.apply(post, event.clone()).unwrap();
        state.take(&entry);
    }
    state
}

#[test]
fn nothing_happens_before_opening_and_nothing_after_closing() {
    let disk = MemDisk::new();
    let mut desk = desk_on(&disk);
    assert_eq!(refusal(desk.check_in(1, SALT)), Refusal::NotOpen);
    assert_eq!(refusal(desk.close(0, hour(), SALT)), Refusal::NotOpen);
    assert!(desk.counts().is_none());
    desk.open(hour(), SALT).unwrap();
    assert_eq!(refusal(desk.open(hour(), SALT)), Refusal::AlreadyOpen);
    desk.close(0, hour(), SALT).unwrap();
    for event in [
        Event::Open(hour()),
        Event::CheckIn(1),
        Event::Undo(1, UndoReason::Left),
        Event::AuditCard(1),
        Event::Replacement(ReplacementReason::Damaged),
        Event::CardReturn(1),
        Event::PackOpen(50),
        Event::Close(hour(), 0),
    ] {
        assert_eq!(refusal(desk.act(event, SALT)), Refusal::Closed);
    }
}

#[test]
fn a_voter_is_checked_in_once() {
    let mut desk = opened();
    assert_eq!(desk.check_in(2, SALT).unwrap(), Admitted { row: 2, stratum: None });
    let again = refusal(desk.check_in(2, SALT));
    assert_eq!(again, Refusal::AlreadyPresent { row: 2, desk: "1".parse().unwrap() });
    assert!(again.to_string().starts_with("NOMOR 2 SUDAH HADIR DI MEJA 1"));
    assert_eq!(refusal(desk.check_in(6, SALT)), Refusal::Unknown(6));
    assert_eq!(refusal(desk.check_in(0, SALT)), Refusal::Unknown(0));
    assert_eq!(desk.totals().present, 1);
}

#[test]
fn a_check_in_can_be_undone_and_done_again() {
    let mut desk = opened();
    assert_eq!(refusal(desk.undo(2, UndoReason::WrongNumber, SALT)), Refusal::NotPresent(2));
    assert_eq!(refusal(desk.undo(77, UndoReason::WrongNumber, SALT)), Refusal::Unknown(77));
    desk.check_in(2, SALT).unwrap();
    desk.undo(2, UndoReason::WrongNumber, SALT).unwrap();
    assert_eq!(refusal(desk.undo(2, UndoReason::WrongNumber, SALT)), Refusal::NotPresent(2));
    desk.check_in(2, SALT).unwrap();
    assert_eq!((desk.totals().present, desk.totals().undone), (1, 1));
}

#[test]
fn several_desks_share_the_roll_without_a_gap_or_a_voter_twice() {
    for desks in 1..=7 {
        for row in 1..=5 {
            let serving: Vec<usize> = (1..=desks)
                .filter(|desk| {
                    let post = post(true, TieRule::Committee, desks, &desk.to_string());
                    let open = state_of(&post, &[Event::Open(hour())]);
                    open.apply(&post, Event::CheckIn(row)).is_ok()
                })
                .collect();
            assert_eq!(serving.len(), 1, "row {row} of {desks} desks");
        }
    }
    let second = post(true, TieRule::Committee, 2, "2");
    assert_eq!((second.rows(), post(true, TieRule::Committee, 2, "1").rows()), (Some((4, 5)), Some((1, 3))));
    let open = state_of(&second, &[Event::Open(hour())]);
    assert_eq!(open.apply(&second, Event::CheckIn(1)), Err(Refusal::OtherDesk { row: 1, desk: "1".parse().unwrap() }));
}

#[test]
fn a_card_names_a_stratum_only_where_a_rule_looks_at_strata() {
    let with = post(true, TieRule::StratumRegistered, 1, "1");
    let open = state_of(&with, &[Event::Open(hour())]);
    let stratum = Some("dusun-2".parse().unwrap());
    assert_eq!(open.apply(&with, Event::CheckIn(5)), Ok(DeskEntry::CheckIn { row: 5, stratum: stratum.clone() }));
    let tag = with.tag(&nik("1111111111111111"));
    assert_eq!(open.apply(&with, Event::Add(tag, None)), Err(Refusal::Stratum));
    assert_eq!(open.apply(&with, Event::Add(tag, Some("dusun-9".parse().unwrap()))), Err(Refusal::Stratum));
    assert_eq!(open.apply(&with, Event::Add(tag, stratum.clone())), Ok(DeskEntry::Add { row: 6, stratum: stratum.clone(), tag }));
    let without = post(true, TieRule::Committee, 1, "1");
    assert_eq!(open.apply(&without, Event::CheckIn(5)), Ok(DeskEntry::CheckIn { row: 5, stratum: None }));
    assert_eq!(open.apply(&without, Event::Add(tag, stratum)), Err(Refusal::Stratum));
}

#[test]
fn a_voter_outside_the_roll_is_added_only_if_the_definition_allows() {
    let forbidden = post(false, TieRule::Committee, 1, "1");
    let tag = forbidden.tag(&nik("1111111111111111"));
    let open = state_of(&forbidden, &[Event::Open(hour())]);
    assert_eq!(open.apply(&forbidden, Event::Add(tag, None)), Err(Refusal::NoAdditional));
    let second = post(true, TieRule::Committee, 2, "2");
    assert_eq!(open.apply(&second, Event::Add(tag, None)), Err(Refusal::AddElsewhere("1".parse().unwrap())));
    let mut desk = opened();
    assert_eq!(desk.add(&nik("1111111111111111"), None, SALT).unwrap().row, 6);
    assert_eq!(desk.add(&nik("2222222222222222"), None, SALT).unwrap().row, 7);
    assert_eq!(desk.totals().additional, 2);
}

#[test]
fn nobody_is_added_who_is_on_a_roll_or_was_added_already() {
    let mut desk = opened();
    assert_eq!(refusal(desk.add(&nik("1607174501900002"), None, SALT)), Refusal::OnRoll(2));
    desk.add(&nik("1111111111111111"), None, SALT).unwrap();
    assert_eq!(refusal(desk.add(&nik("1111111111111111"), None, SALT)), Refusal::AlreadyPresent { row: 6, desk: "1".parse().unwrap() });
    desk.undo(6, UndoReason::Identity, SALT).unwrap();
    assert_eq!(desk.totals().additional, 0);
    assert_eq!(desk.add(&nik("1111111111111111"), None, SALT).unwrap().row, 7);
    let elsewhere = roll().tag(&nik("3333333333333333"));
    let post = post(true, TieRule::Committee, 1, "1").with_village_tags(vec![elsewhere]);
    let open = state_of(&post, &[Event::Open(hour())]);
    assert_eq!(open.apply(&post, Event::Add(elsewhere, None)), Err(Refusal::OnOtherRoll));
}

#[test]
fn a_voter_of_another_station_is_told_which() {
    let stranger = nik("3333333333333333");
    let others = vec![crate::OtherStation { station: "003".parse().unwrap(), tags: vec![roll().tag(&stranger)] }];
    let roll = roll().with_others(others).unwrap();
    let one: manifest::BoothId = "1".parse().unwrap();
    let post = Post::new(&definition(true, TieRule::Committee), std::slice::from_ref(&one), &one, roll).unwrap();
    assert_eq!(post.station_of(&stranger).map(ToString::to_string), Some("003".to_owned()));
    assert_eq!(post.station_of(&nik("1111111111111111")), None);
    let open = state_of(&post, &[Event::Open(hour())]);
    let refused = open.apply(&post, Event::Add(post.tag(&stranger), None)).unwrap_err();
    assert!(refused.to_string().starts_with("TERDAFTAR DI TPS 003"), "{refused}");
}

#[test]
fn age_is_in_full_years_on_the_day() {
    let post = post(true, TieRule::Committee, 1, "1");
    let age = |born: &str| post.age(&crate::Voter { birth_date: born.parse().ok(), ..post.roll().voters()[0].clone() });
    assert_eq!((age("1990-10-05"), age("1990-10-06"), age("2028-01-01"), age("")), (Some(37), Some(36), None, None));
}

#[test]
fn cards_are_counted_within_reason() {
    let mut desk = opened();
    assert_eq!(refusal(desk.pack_open(0, SALT)), Refusal::Count(0));
    assert_eq!(refusal(desk.audit_card(MAX_CARDS + 1, SALT)), Refusal::Count(MAX_CARDS + 1));
    assert_eq!(refusal(desk.card_return(1, SALT)), Refusal::Returned(0));
    desk.audit_card(2, SALT).unwrap();
    assert_eq!(refusal(desk.card_return(3, SALT)), Refusal::Returned(2));
    assert_eq!(refusal(desk.close(1, hour(), SALT)), Refusal::Left(0));
}

fn whole_day(desk: &mut Desk) -> DeskCounts {
    desk.open(hour(), SALT).unwrap();
    desk.pack_open(50, SALT).unwrap();
    for row in [1, 2, 4] {
        desk.check_in(row, SALT).unwrap();
    }
    desk.undo(4, UndoReason::Left, SALT).unwrap();
    desk.add(&nik("1111111111111111"), None, SALT).unwrap();
    desk.audit_card(3, SALT).unwrap();
    desk.replacement(ReplacementReason::Challenge, SALT).unwrap();
    desk.card_return(1, SALT).unwrap();
    desk.close(43, hour(), SALT).unwrap()
}

#[test]
fn a_closed_desk_signs_what_it_counted() {
    let mut desk = desk_on(&MemDisk::new());
    let counts = whole_day(&mut desk);
    let definition = definition(true, TieRule::Committee);
    let read = DeskCounts::parse(&counts.to_bytes(), &definition, |_, _| Some(key().public())).unwrap();
    assert_eq!((read.present, read.additional, read.undone, read.audit_cards, read.replacements), (2, 1, 1, 3, 1));
    assert_eq!((read.cards_out(), desk.totals().cards_due(), read.cards_returned, read.size), (7, 7, 1, 11));
    assert_eq!(desk.counts(), Some(counts));
}

#[test]
fn a_restart_keeps_everything() {
    let disk = MemDisk::new();
    let mut desk = desk_on(&disk);
    desk.open(hour(), SALT).unwrap();
    desk.check_in(1, SALT).unwrap();
    desk.add(&nik("1111111111111111"), None, SALT).unwrap();
    let before = desk.state().clone();
    drop(desk);
    let mut desk = desk_on(&disk);
    assert_eq!(desk.state(), &before);
    assert!(matches!(refusal(desk.check_in(1, SALT)), Refusal::AlreadyPresent { row: 1, .. }));
    let counts = desk.close(0, hour(), SALT).unwrap();
    drop(desk);
    assert_eq!(desk_on(&disk).counts(), Some(counts));
}

#[test]
fn a_second_process_is_refused() {
    let disk = MemDisk::new();
    let desk = desk_on(&disk);
    let identity = Desk::identity(desk.post(), &key().public()).unwrap();
    assert!(matches!(Log::open(Store::in_memory(&disk), identity), Err(OpenError::Busy(_))));
}

#[test]
fn a_failed_medium_stops_the_desk_and_counts_nobody() {
    let disk = MemDisk::new();
    let mut desk = desk_on(&disk);
    desk.open(hour(), SALT).unwrap();
    disk.fail_after(0, Fault::Before);
    assert!(matches!(desk.check_in(1, SALT), Err(DeskError::Append(_))));
    assert!(!desk.state().is_present(1));
    assert!(matches!(desk.check_in(2, SALT), Err(DeskError::Append(AppendError::Stopped))));
}

#[test]
fn a_signed_log_that_breaks_a_rule_is_not_resumed() {
    let disk = MemDisk::new();
    let mut desk = desk_on(&disk);
    desk.open(hour(), SALT).unwrap();
    let entry = DeskEntry::CheckIn { row: 99, stratum: None };
    let line = Line::write(desk.log.tip(), SALT, &entry, &desk.origin, &desk.key).unwrap();
    desk.log.append(&line).unwrap();
    drop(desk);
    let post = post(true, TieRule::Committee, 1, "1");
    let (log, _) = Log::open(Store::in_memory(&disk), Desk::identity(&post, &key().public()).unwrap()).unwrap();
    assert_eq!(Desk::resume(post, log, key()).map(|_| ()), Err(ReplayError::Rule(1)));
}

#[test]
fn a_log_of_another_desk_or_with_another_kind_of_line_is_not_resumed() {
    let disk = MemDisk::new();
    let desk = desk_on(&disk);
    let other = post(true, TieRule::Committee, 2, "2");
    let Desk { log, .. } = desk;
    assert!(matches!(Desk::resume(other, log, key()), Err(ReplayError::Foreign { .. })));
    #[derive(serde::Serialize)]
    struct Booth {
        kind: &'static str,
    }
    let mut desk = desk_on(&disk);
    let line = Line::write(desk.log.tip(), SALT, &Booth { kind: "cast" }, &desk.origin, &desk.key).unwrap();
    desk.log.append(&line).unwrap();
    let Desk { log, post, .. } = desk;
    assert!(matches!(Desk::resume(post, log, key()), Err(ReplayError::Content { seq: 0, .. })));
}

#[test]
fn roll_and_definition_must_belong_together() {
    let definition = definition(true, TieRule::Committee);
    let desks = ["1".parse().unwrap()];
    let make = |election: &str, village: &str, station: &str, key: u8| {
        let key = crate::RollKey::from_bytes([key; 32]);
        let roll = crate::Roll::new(election.parse().unwrap(), village.parse().unwrap(), station.parse().unwrap(), key, vec![]).unwrap();
        Post::new(&definition, &desks, &desks[0], roll).map(|_| ())
    };
    assert_eq!(make("banyuasin-2027", "16.07.17.2008", "001", 7), Ok(()));
    assert!(matches!(make("banyuasin-2029", "16.07.17.2008", "001", 7), Err(PostError::ForeignRoll { .. })));
    assert!(matches!(make("banyuasin-2027", "16.07.17.2009", "001", 7), Err(PostError::ForeignRoll { .. })));
    assert!(matches!(make("banyuasin-2027", "16.07.17.2008", "002", 7), Err(PostError::Station(_))));
    assert_eq!(make("banyuasin-2027", "16.07.17.2008", "001", 8), Err(PostError::RollKey));
    let missing = Post::new(&definition, &desks, &"2".parse().unwrap(), roll());
    assert!(matches!(missing, Err(PostError::Desk { .. })));
}
