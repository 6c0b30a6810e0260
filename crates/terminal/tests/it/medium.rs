//! The second medium fails, and a fresh one takes its place.

use std::path::{Path, PathBuf};

use record::{Entry, IncidentKind, StripOutcome};
use tally_log::{Fault, Keep, Medium, MemDisk, OpenError};
use terminal::{Booth, Interrupted, Refusal, StartError, VoteError, VoteStatus};

use crate::site::Site;
use crate::village::{Place1, Wish, hour};
use crate::voting::{Answer, stop_before_the_answer, vote};
use crate::whole_day::{entries, replayed};

fn journal(medium: &str) -> PathBuf {
    Path::new(medium).join("entries.jsonl")
}

fn replace(place: &Place1) -> Result<Booth, StartError> {
    Booth::replace_medium(place.village.setup("1", &place.disk, &place.printer, "fresh medium"), &hour(10))
}

/// The machine with an empty second medium.
fn without_second(place: Place1) -> Place1 {
    place.disk.power_cut(Keep::All);
    let disk = MemDisk::new();
    disk.plant(&journal("first"), &place.disk.peek(&journal("first")).unwrap());
    Place1 { disk, ..place }
}

fn said(place: &Place1) -> usize {
    let second = |entry: &&Entry| matches!(entry, Entry::Incident(incident) if incident.incident == IncidentKind::SecondMedium);
    entries(place).iter().filter(second).count()
}

#[test]
fn a_fresh_medium_gets_the_whole_journal_with_the_incident_and_the_day_goes_on() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    stop_before_the_answer(&mut booth, &place.village.card(2));
    drop(booth);
    let place = without_second(place);
    let mut booth = replace(&place).unwrap();
    let all = entries(&place);
    let [.., Entry::Seal(_), Entry::Incident(_), Entry::Boot(_), Entry::Void(void)] = all.as_slice() else { panic!("{all:?}") };
    assert!(void.shown && said(&place) == 1);
    assert!(matches!(booth.interrupted(), Interrupted::Unanswered(_)));
    vote(&mut booth, &place.village.card(2), 2, Answer::Same).unwrap();
    assert_eq!(replayed(&place, &booth), *booth.state());
    assert_eq!(place.disk.peek(&journal("first")), place.disk.peek(&journal("second")));
}

/// Disk calls of one appended line before its write to the second medium, found by failing each.
fn fail_at_second(place: &Place1, booth: &mut Booth, card: &str) -> VoteError {
    let first = place.disk.peek(&journal("first")).unwrap().len();
    let session = booth.begin(card, &hour(8)).unwrap();
    let choice = session.choice(1).unwrap();
    let sealed = session.choose(choice).confirm().unwrap();
    // Two calls make a line durable on the first medium; the third is the second one's.
    place.disk.fail_after(2, Fault::Before);
    let error = sealed.same().unwrap_err();
    assert!(place.disk.peek(&journal("first")).unwrap().len() > first);
    error
}

#[test]
fn an_answer_whose_second_copy_failed_is_unsure_on_the_screen_and_stored_after_the_fresh_medium() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let error = fail_at_second(&place, &mut booth, &place.village.card(1));
    let VoteError::Fatal { fatal, status } = &error else { panic!("{error}") };
    assert_eq!((*status, fatal.stop().code), (VoteStatus::Unsure, "M-20"));
    assert!(error.screen().to_string().contains("MEDIA KEDUA GAGAL") && fatal.stop().next.contains("medium2"));
    assert!(vote(&mut booth, &place.village.card(2), 1, Answer::Same).is_err(), "the booth takes nothing more");
    drop(booth);
    let place = without_second(place);
    let mut booth = replace(&place).unwrap();
    let Interrupted::Done(ballot) = booth.interrupted() else { panic!("{:?}", booth.interrupted()) };
    assert_eq!(ballot.outcome, StripOutcome::Cast);
    let again = vote(&mut booth, &place.village.card(1), 1, Answer::Same);
    assert!(matches!(again, Err(VoteError::Refused(Refusal::Spent { cast: true }))));
}

#[test]
fn a_replacement_cut_short_at_any_call_is_done_again_with_the_same_or_another_medium() {
    let mut failed = 0;
    for (fault, keep) in [(Fault::Before, Keep::Synced), (Fault::Half, Keep::Half), (Fault::After, Keep::All)] {
        for call in 0.. {
            let place = Place1::new(&Wish::default());
            let mut booth = place.open();
            vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
            drop(booth);
            let place = without_second(place);
            place.disk.fail_after(call, fault);
            let done = replace(&place).is_ok();
            place.disk.power_cut(keep);
            let again = if call % 2 == 0 { without_second(place) } else { place };
            let booth = match replace(&again) {
                Ok(booth) => booth,
                Err(StartError::NothingToReplace) => again.attach(),
                // What goes on after the copy may have been cut off with one line on the first medium only.
                Err(StartError::NotFresh) => again.attach(),
                Err(error) => panic!("call {call} {fault:?}: {error}"),
            };
            assert_eq!((said(&again), booth.state().counts().cast), (1, 1), "call {call} {fault:?}");
            assert_eq!(again.disk.peek(&journal("first")), again.disk.peek(&journal("second")));
            if done {
                break;
            }
            failed += 1;
        }
    }
    assert!(failed > 40, "{failed}");
}

#[test]
fn a_medium_that_holds_a_journal_is_not_replaced_and_not_changed() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    assert!(matches!(replace(&place), Err(StartError::NothingToReplace)));
    let whole = place.disk.peek(&journal("second")).unwrap();
    for there in [&whole[..whole.len() - 10], b"foto liburan\n"] {
        place.disk.plant(&journal("second"), there);
        assert!(matches!(replace(&place), Err(StartError::NotFresh)));
        assert_eq!(place.disk.peek(&journal("second")).unwrap(), there);
    }
    assert_eq!(said(&place), 0);
}

#[test]
fn without_a_whole_first_medium_nothing_is_copied() {
    let place = Place1::new(&Wish::default());
    drop(place.open());
    let place = without_second(place);
    let mut bytes = place.disk.peek(&journal("first")).unwrap();
    bytes[20] ^= 1;
    place.disk.plant(&journal("first"), &bytes);
    assert!(matches!(replace(&place), Err(StartError::Log(OpenError::Refused { medium: Medium::First, line: 0, .. }))));
    place.disk.pluck(&journal("first"));
    assert!(matches!(replace(&place), Err(StartError::Log(OpenError::Missing(Medium::First)))));
    assert!(place.disk.peek(&journal("second")).is_none());
}

#[test]
fn the_old_medium_no_longer_fits_after_its_replacement() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let before = place.disk.peek(&journal("second")).unwrap();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    drop(booth);
    let place = without_second(place);
    drop(replace(&place).unwrap());
    place.disk.plant(&journal("second"), &before);
    assert!(matches!(place.try_resume(), Err(StartError::Log(OpenError::Apart { .. }))));
}

#[test]
fn a_closed_log_is_copied_as_it_is() {
    let place = Place1::new(&Wish::default());
    place.open().close(&hour(13)).unwrap();
    let place = without_second(place);
    let booth = replace(&place).unwrap();
    assert_eq!(said(&place), 0);
    assert!(booth.export().is_ok());
}

#[test]
fn the_binary_stops_with_the_medium_and_goes_on_with_a_fresh_one() {
    let site = Site::new(Wish::default());
    site.zero();
    site.run(&["open"]);
    let script = site.script(&[format!("{} | 1 | ya", site.village.card(1))]);
    assert_eq!(site.run(&["vote", "--script", &script]).code, 0);
    std::fs::remove_dir_all(site.path("stik")).unwrap();
    let run = site.run(&["head"]);
    assert!(run.code == 4 && run.err.contains("[M-23]") && run.err.contains("medium2"), "{}", run.err);
    let run = site.run_in("bilik", "stik-baru", &["medium2"], "head\nexit\n");
    assert!(run.code == 0 && run.out.contains("MEDIA KEDUA DIGANTI"), "{}{}", run.out, run.err);
    assert_eq!(std::fs::read(site.journal("bilik")).unwrap(), std::fs::read(site.journal("stik-baru")).unwrap());
    let run = site.run_in("bilik", "stik-baru", &["medium2"], "");
    assert!(run.code == 1 && run.err.contains("nothing is to be replaced"), "{}", run.err);
    let mut bytes = std::fs::read(site.journal("bilik")).unwrap();
    bytes[20] ^= 1;
    std::fs::write(site.journal("bilik"), bytes).unwrap();
    let run = site.run_in("bilik", "stik-lain", &["medium2"], "");
    assert!(run.code == 4 && run.err.contains("SALINAN TERAKHIR TIDAK UTUH"), "{}", run.err);
    assert!(!site.journal("stik-lain").exists());
}
