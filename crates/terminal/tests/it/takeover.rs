//! A spare machine goes on with a booth's log, from its second medium alone.

use std::path::Path;

use chain::{KeyName, SignedCheckpoint};
use record::{Entry, Repaired, Strip, Sums, VoidReason};
use tally_log::{Fault, Keep, Medium, MemDisk, OpenError};
use terminal::day::{DayError, Phase};
use terminal::{ActError, Booth, FakePrinter, HeadError, Interrupted, Refusal, Setup, StartError, VoteError};

use crate::entries::Day;
use crate::papers::{qr, titled};
use crate::village::{Place1, Wish, hour, key};
use crate::voting::{Answer, stop_before_the_answer, vote};
use crate::whole_day::{entries, replayed};

/// A spare beside a place whose machine is broken: the second medium is moved over, the first is its own.
fn spare_of(place: Place1, name: &str) -> Spare {
    place.disk.power_cut(Keep::All);
    let stick = place.disk.peek(Path::new("second/entries.jsonl")).unwrap();
    let disk = MemDisk::new();
    disk.plant(Path::new("second/entries.jsonl"), &stick);
    Spare { place: Place1 { disk, printer: FakePrinter::new(), ..place }, name: name.to_owned() }
}

struct Spare {
    place: Place1,
    name: String,
}

impl Spare {
    fn setup(&self) -> Setup {
        Setup { key: key(&self.name), ..self.place.village.setup("1", &self.place.disk, &self.place.printer, &self.name) }
    }

    fn takeover(&self) -> Result<Booth, StartError> {
        Booth::takeover(self.setup(), &[b"rahasia"], &hour(10))
    }
}

/// The old machine with the stick back in it.
fn old_machine(spare: &Spare, first: &[u8]) -> Result<Booth, StartError> {
    let disk = MemDisk::new();
    disk.plant(Path::new("first/entries.jsonl"), first);
    disk.plant(Path::new("second/entries.jsonl"), &spare.place.disk.peek(Path::new("second/entries.jsonl")).unwrap());
    let started = Booth::attach(spare.place.village.setup("1", &disk, &spare.place.printer, "old"), &hour(11));
    assert_eq!(disk.peek(Path::new("first/entries.jsonl")).unwrap(), first, "the old machine's journal stays as it was");
    started
}

#[test]
fn a_spare_goes_on_with_the_day_and_the_waiting_ballot_becomes_void() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    stop_before_the_answer(&mut booth, &place.village.card(2));
    drop(booth);
    let spare = spare_of(place, "spare 1");
    let mut booth = spare.takeover().unwrap();
    let all = entries(&spare.place);
    let [.., Entry::Seal(_), Entry::Takeover(takeover), Entry::Void(void)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((takeover.key, takeover.repaired, takeover.epoch.number), (key("spare 1").public(), Repaired::None, 1));
    assert_eq!(takeover.epoch.witnesses, [terminal::witness_hash(&takeover.boot_id, 1, b"rahasia")]);
    assert_eq!((void.reason, void.shown), (VoidReason::Outage, true));
    assert!(matches!(booth.interrupted(), Interrupted::Unanswered(_)));
    let spent = vote(&mut booth, &spare.place.village.card(1), 1, Answer::Same);
    assert!(matches!(spent, Err(VoteError::Refused(Refusal::Spent { cast: true }))));
    vote(&mut booth, &spare.place.village.card(2), 2, Answer::Same).unwrap();
    assert_eq!((booth.state().counts().cast, booth.state().epochs().len()), (2, 2));
    assert_eq!(replayed(&spare.place, &booth), *booth.state());
    let disk = &spare.place.disk;
    assert_eq!(disk.peek(Path::new("first/entries.jsonl")), disk.peek(Path::new("second/entries.jsonl")));
}

#[test]
fn the_paper_says_that_a_spare_goes_on_with_the_root_of_its_seeds_and_a_head_by_its_key() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let spare = spare_of(place, "spare 1");
    let booth = spare.takeover().unwrap();
    let papers = spare.place.printer.papers();
    let [paper] = titled(&papers, "BENIH BARU")[..] else { panic!("{papers:?}") };
    let plain: String = paper.split_whitespace().collect();
    let root = booth.state().epochs()[1].to_string();
    for words in ["MESINCADANGANMELANJUTKAN", &root, &key("booth 1").public().to_string(), &key("spare 1").public().to_string()] {
        assert!(plain.contains(words), "{words}: {paper}");
    }
    let head = qr(paper);
    assert!(head.contains(booth.origin().as_str()), "{head}");
}

#[test]
fn what_the_spare_signs_is_its_own_and_earlier_heads_stay_those_of_the_old_machine() {
    let place = Place1::new(&Wish::default());
    let booth = place.open();
    let mut opening = booth.head().unwrap();
    opening.cosign(&KeyName::new("saksi-1").unwrap(), &key("saksi-1"), 1_822_000_000).unwrap();
    drop(booth);
    let spare = spare_of(place, "spare 1");
    let mut booth = spare.takeover().unwrap();
    assert_eq!(booth.take_cosignature(opening.to_string().as_bytes()).unwrap().checkpoint(), opening.checkpoint());
    vote(&mut booth, &spare.place.village.card(1), 1, Answer::Same).unwrap();
    let strip = spare.place.printer.papers().iter().find_map(|paper| Strip::parse(&qr(paper)).ok()).unwrap();
    assert!(strip.verify(&key("spare 1").public()) && !strip.verify(&key("booth 1").public()));
    let closed = booth.close(&hour(13)).unwrap();
    let bundle = booth.export().unwrap();
    let note = bundle.get("checkpoint").unwrap();
    assert!(SignedCheckpoint::open(note, booth.origin(), &key("spare 1").public()).is_ok());
    assert!(Sums::read(&bundle).unwrap().verify(booth.origin().as_str(), &key("spare 1").public()).is_ok());
    let mut old = SignedCheckpoint::sign(closed.head.checkpoint().clone(), &key("booth 1")).unwrap();
    old.cosign(&KeyName::new("saksi-1").unwrap(), &key("saksi-1"), 1_822_000_000).unwrap();
    assert!(matches!(booth.take_cosignature(old.to_string().as_bytes()), Err(HeadError::Note(_))), "a head that the old machine never had");
}

#[test]
fn later_starts_of_the_spare_go_on_and_the_old_machine_is_refused_with_what_to_do() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let first = place.disk.peek(Path::new("first/entries.jsonl")).unwrap();
    let spare = spare_of(place, "spare 1");
    drop(spare.takeover().unwrap());
    let mut booth = Booth::resume(spare.setup(), &[], &hour(11)).unwrap();
    vote(&mut booth, &spare.place.village.card(1), 1, Answer::Same).unwrap();
    drop(booth);
    let Err(error) = old_machine(&spare, &first) else { panic!("the old machine went on") };
    assert!(matches!(error, StartError::TakenOver { line: 3, .. }), "{error}");
    assert!(error.to_string().contains("switch this machine off"), "{error}");
    assert!(Booth::attach(spare.setup(), &hour(11)).is_ok());
}

#[test]
fn the_old_machine_is_refused_too_when_it_is_only_one_line_behind() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let first = place.disk.peek(Path::new("first/entries.jsonl")).unwrap();
    let spare = spare_of(place, "spare 1");
    drop(spare.takeover().unwrap());
    assert!(matches!(old_machine(&spare, &first), Err(StartError::TakenOver { .. })));
}

#[test]
fn a_takeover_cut_short_at_any_call_is_done_again_and_nothing_is_lost_or_said_twice() {
    let mut failed = 0;
    for fault in [Fault::Before, Fault::Half, Fault::After] {
        for call in 0.. {
            let place = Place1::new(&Wish::default());
            let mut booth = place.open();
            vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
            stop_before_the_answer(&mut booth, &place.village.card(2));
            drop(booth);
            let spare = spare_of(place, "spare 1");
            spare.place.disk.fail_after(call, fault);
            let done = spare.takeover().is_ok();
            spare.place.disk.power_cut(if call % 2 == 0 { Keep::Synced } else { Keep::Half });
            let mut booth = spare.takeover().unwrap_or_else(|error| panic!("call {call} {fault:?}: {error}"));
            let said = entries(&spare.place).iter().filter(|entry| matches!(entry, Entry::Takeover(_))).count();
            assert_eq!((said, booth.state().counts().cast, booth.state().counts().void), (1, 1, 1), "call {call} {fault:?}");
            vote(&mut booth, &spare.place.village.card(2), 1, Answer::Same).unwrap();
            if done {
                break;
            }
            failed += 1;
        }
    }
    assert!(failed > 60, "{failed}");
}

#[test]
fn when_the_first_spare_breaks_the_second_goes_on_and_the_first_may_not_again() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let one = spare_of(place, "spare 1");
    vote(&mut one.takeover().unwrap(), &one.place.village.card(1), 1, Answer::Same).unwrap();
    let two = spare_of(one.place, "spare 2");
    let booth = two.takeover().unwrap();
    assert_eq!(booth.state().spares(), [key("spare 1").public(), key("spare 2").public()]);
    drop(booth);
    let again = spare_of(two.place, "spare 1");
    assert!(matches!(again.takeover(), Err(StartError::Act(ActError::Refused(DayError::NotASpare(_))))));
    assert!(matches!(Booth::attach(again.setup(), &hour(11)), Err(StartError::Log(OpenError::Missing(Medium::First)))));
}

#[test]
fn only_a_spare_takes_over_and_only_what_may_go_on() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let own = Spare { place, name: "booth 1".to_owned() };
    assert!(matches!(own.takeover(), Err(StartError::NoSpare(_))));
    let spare = spare_of(own.place, "spare 1");
    for stranger in ["booth 2", "stranger"] {
        let setup = Setup { key: key(stranger), ..spare.setup() };
        assert!(matches!(Booth::takeover(setup, &[], &hour(10)), Err(StartError::OtherMachine(_))), "{stranger}");
    }
    assert!(matches!(Booth::zero(spare.setup(), &[], &hour(6)), Err(StartError::Spare)));
    let before = spare.place.disk.peek(Path::new("second/entries.jsonl"));
    let mut bad = before.clone().unwrap();
    bad[20] ^= 1;
    spare.place.disk.plant(Path::new("second/entries.jsonl"), &bad);
    assert!(matches!(spare.takeover(), Err(StartError::Log(OpenError::Refused { medium: Medium::Second, .. }))));
    assert!(spare.place.disk.peek(Path::new("first/entries.jsonl")).is_none(), "nothing of it was copied");
}

#[test]
fn a_closed_booth_is_not_taken_over() {
    let place = Place1::new(&Wish::default());
    place.open().close(&hour(13)).unwrap();
    let spare = spare_of(place, "spare 1");
    let refused = spare.takeover().map(|_| ());
    assert!(matches!(refused, Err(StartError::Act(ActError::Refused(DayError::Phase { phase: Phase::Closed, .. })))), "{refused:?}");
}

#[test]
fn a_torn_line_on_the_medium_that_came_over_is_said_in_the_takeover() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let spare = spare_of(place, "spare 1");
    let whole = spare.place.disk.peek(Path::new("second/entries.jsonl")).unwrap();
    spare.place.disk.plant(Path::new("second/entries.jsonl"), &[whole.as_slice(), b"{\"body\""].concat());
    drop(spare.takeover().unwrap());
    let Some(Entry::Takeover(takeover)) = entries(&spare.place).pop() else { panic!() };
    assert_eq!(takeover.repaired, Repaired::SecondMedium);
}

#[test]
fn another_booth_takes_the_head_of_a_spare_in() {
    let place = Place1::new(&Wish::default());
    let mut other = Booth::zero(place.village.setup("2", &MemDisk::new(), &FakePrinter::new(), "peer"), &[], &hour(6)).unwrap();
    drop(place.open());
    let spare = spare_of(place, "spare 1");
    let head = spare.takeover().unwrap().head().unwrap();
    assert!(other.take_peer(head.to_string().as_bytes()).is_ok());
    let forged = SignedCheckpoint::sign(head.checkpoint().clone(), &key("stranger")).unwrap();
    assert!(matches!(other.take_peer(forged.to_string().as_bytes()), Err(HeadError::Note(_))));
}

#[test]
fn a_key_that_is_no_free_spare_is_refused_in_a_takeover() {
    let mut day = Day::sealed(&Wish::default());
    for wrong in ["booth 1", "booth 2", "saksi-1", "stranger"] {
        let entry = day.takeover(wrong);
        assert_eq!(day.try_add(&entry), Err(DayError::NotASpare(Box::new(key(wrong).public()))), "{wrong}");
    }
    day.add(day.takeover("spare 1"));
    let again = day.takeover("spare 1");
    assert!(matches!(day.try_add(&again), Err(DayError::NotASpare(_))));
    assert_eq!(day.state.last_key(), key("spare 1").public());
}
