//! Witness evidence: what is honest agrees, and every lie is caught by its number.

mod odd;
mod papers;
mod spec;
mod taken_over;

use ballot::Code;
use canonical::{Hash, sha256};
use chain::{Checkpoint, KeyName, SignedCheckpoint, tree};
use record::{Folder, Strip, StripOutcome};

use super::honest::{disk, put};
use super::*;
use crate::report::CheckResult;
use crate::{Report, Verdict, verify_paths};
use forge::{Evening, Log, Setup, Spec, key, open_day};

/// Files of an evidence folder by name.
type Files = Vec<(String, Vec<u8>)>;

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> (String, Vec<u8>) {
    (name.to_owned(), bytes.into())
}

/// Verifies one folder together with this evidence.
fn hold(name: &str, folder: &Folder, options: Options, files: &[(String, Vec<u8>)]) -> Report {
    let place = disk(&format!("evidence-{name}"));
    put(folder, &place.join("record"));
    std::fs::create_dir_all(place.join("evidence")).unwrap();
    files.iter().for_each(|(name, bytes)| std::fs::write(place.join("evidence").join(name), bytes).unwrap());
    let report = verify_paths(&[place.join("record")], &Options { evidence: Some(place.join("evidence")), ..options });
    std::fs::remove_dir_all(place).unwrap();
    report
}

/// The same against the sealed and against the public record.
fn both(name: &str, pair: &Pair, files: &[(String, Vec<u8>)]) -> [Report; 2] {
    [("sealed", &pair.sealed), ("public", &pair.public)]
        .map(|(tier, folder)| hold(&format!("{name}-{tier}"), folder, anchored(pair), files))
}

fn check<'a>(report: &'a Report, id: &str) -> Option<&'a CheckResult> {
    report.evidence.iter().find(|c| c.id == id)
}

fn status(report: &Report, id: &str) -> Option<Status> {
    check(report, id).map(|c| c.status)
}

/// Expects the check to fail with these words against both tiers, and the run with it.
#[track_caller]
fn caught(name: &str, pair: &Pair, files: &[(String, Vec<u8>)], id: &str, words: &str) {
    for report in both(name, pair, files) {
        let found = check(&report, id).unwrap_or_else(|| panic!("{id} was not due: {:#?}", report.evidence));
        assert_eq!((found.status, report.exit_code), (Status::Fail, 1), "{:#?}", report.evidence);
        assert!(found.findings().any(|(_, evidence)| evidence.contains(words)), "{words} is not in {found:#?}");
    }
}

/// Expects nothing to fail, and these words of what could not be used.
#[track_caller]
fn named(name: &str, pair: &Pair, files: &[(String, Vec<u8>)], words: &str) {
    for report in both(name, pair, files) {
        let found = check(&report, "C67").unwrap();
        assert_eq!((found.status, report.exit_code, report.verdict), (Status::NotChecked, 4, Verdict::NotChecked));
        assert!(report.evidence.iter().all(|c| c.status != Status::Fail), "{:#?}", report.evidence);
        assert!(found.findings().any(|(_, evidence)| evidence.contains(words)), "{words} is not in {found:#?}");
    }
}

/// The head over the first lines of a log, signed and cosigned.
fn head_at(log: &Log<'_>, size: usize) -> String {
    head_of(log, size as u64, tree::root(&log.public.leaves[..size]))
}

fn head_of(log: &Log<'_>, size: u64, root: Hash) -> String {
    let head = Checkpoint { origin: log.origin.clone(), size, root };
    let mut head = SignedCheckpoint::sign(head, &log.key).unwrap();
    head.cosign(&KeyName::new("saksi-1").unwrap(), &log.setup.spec.seed(71), 1_822_000_000).unwrap();
    head.to_string()
}

fn on_one_line(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of the mark of a day that began as usual.
fn first_mark(log: &Log<'_>) -> String {
    Checkpoint { origin: log.origin.clone(), size: 3, root: tree::root(&log.public.leaves[..3]) }.mark_id()
}

fn card_of(log: &Log<'_>, code: Code) -> String {
    let cast = log.public.cast.iter().map(|(c, data)| (c, data));
    let challenged = log.public.challenged.iter().map(|(c, challenge)| (c, &challenge.ballot));
    let found = cast.chain(challenged).find(|(c, _)| **c == code);
    found.map_or_else(|| "AAAAAA".to_owned(), |(_, data)| token::card_short(&data.card))
}

fn strip(log: &Log<'_>, code: Code, outcome: StripOutcome) -> String {
    Strip::sign(&log.origin, code, &card_of(log, code), outcome, &first_mark(log), &log.key).to_text()
}

/// A day with its record and everything that witnesses could have kept of it.
fn day(use_it: impl FnOnce(&Evening<'_>, &Pair)) {
    let setup = Setup::new(Spec::default());
    let evening = Evening::of(&setup);
    let pair = Evening::of(&setup).finish(&setup);
    use_it(&evening, &pair);
}

fn kept(evening: &Evening<'_>) -> Files {
    let [one, two, three] = evening.logs.as_slice() else { panic!("three booths") };
    let strips = [
        strip(one, one.public.cast[2].0, StripOutcome::Cast),
        strip(one, one.public.challenged[0].0, StripOutcome::Challenged),
        strip(three, three.public.cast[0].0, StripOutcome::Cast),
    ];
    vec![
        file("IMG 0001 (tanda).txt", head_at(one, 3)),
        file("penutup", String::from_utf8(two.head()).unwrap()),
        file("qr\u{e9}.log", format!("\u{feff}{}\r\n\r\n", strips.join("\r\n"))),
        file("satu-baris", on_one_line(&head_at(three, 5))),
        file("nol.txt", papers::zero(one)),
        file("benih.txt", papers::seed(three, 2)),
        file("tutup.txt", papers::closing(three)),
        file("tt.txt", papers::strip(&strip(two, two.public.cast[0].0, StripOutcome::Cast))),
    ]
}

#[test]
fn honest_evidence_agrees_and_the_verdict_stands() {
    day(|evening, pair| {
        for report in both("honest", pair, &kept(evening)) {
            assert_eq!(report.evidence.iter().map(|c| c.id).collect::<Vec<_>>(), ["C63", "C64", "C65", "C66", "C67"]);
            assert!(report.evidence.iter().all(|c| c.status == Status::Pass), "{:#?}", report.evidence);
            assert_eq!((report.exit_code, report.verdict), (0, Verdict::Valid));
            assert_eq!(check(&report, "C67").unwrap().evidence, "10 pieces from 8 files");
        }
    });
}

#[test]
fn evidence_is_due_only_when_it_is_given() {
    let pair = honest();
    let place = disk("evidence-none");
    put(&pair.public, &place);
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&pair));
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!((report.exit_code, report.evidence.as_slice()), (0, [].as_slice()));
    assert!(!report.to_json().contains("evidence\":["));
}

#[test]
fn spoiled_and_void_ballots_are_looked_up_too() {
    day(|evening, pair| {
        let spoiled = evening.logs[1].public.spoiled[0];
        let card = token::card_short(evening.logs[1].cards[0].leaf());
        let log = &evening.logs[1];
        let honest = Strip::sign(&log.origin, spoiled, &card, StripOutcome::Spoiled, &first_mark(log), &log.key).to_text();
        for report in both("spoiled", pair, &[file("a", honest)]) {
            assert_eq!((status(&report, "C65"), report.exit_code), (Some(Status::Pass), 0));
            assert_eq!((status(&report, "C63"), status(&report, "C66")), (None, None));
        }
        let lie = Strip::sign(&log.origin, spoiled, &card, StripOutcome::Cast, &first_mark(log), &log.key).to_text();
        caught("spoiled-cast", pair, &[file("a", lie)], "C65", "MISSING BALLOT: the booth signed TERSIMPAN");
    });
}

#[test]
fn another_head_of_the_same_size_is_a_fork_with_both_notes_as_proof() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let fork = head_of(log, 3, sha256(b"another history"));
        let files = [file("fork", fork.as_str())];
        caught("fork", pair, &files, "C63", "FORK: suara/v1/banyuasin-2027/16.07.17.2008/001/1 signed another head of 3 lines");
        let closing = on_one_line(&String::from_utf8(log.head()).unwrap());
        caught("fork-proof", pair, &files, "C63", &format!("PROOF 1: {} PROOF 2: {closing}", on_one_line(&fork)));
        let honest = head_at(log, 3);
        let two = [file("1", honest.as_str()), file("2", fork.as_str())];
        let proof = format!("PROOF 1: {} PROOF 2: {}", on_one_line(&honest), on_one_line(&fork));
        caught("fork-two", pair, &two, "C63", &proof);
    });
}

#[test]
fn a_log_that_lost_its_end_is_a_truncation() {
    day(|evening, pair| {
        let closing = file("closing", evening.logs[0].head());
        let mut cut = pair.clone();
        let keep = |bytes: &[u8]| bytes.split_inclusive(|b| *b == b'\n').take(9).flatten().copied().collect::<Vec<u8>>();
        for (folder, path) in [(&mut cut.sealed, "booths/001-1/entries.jsonl"), (&mut cut.public, "booths/001-1/leaves.txt")] {
            let bytes = keep(folder.get(path).unwrap());
            folder.insert(path, bytes);
        }
        cut.sign_lists();
        caught("truncation", &cut, &[closing], "C64", "TRUNCATION: suara/v1/");
    });
}

#[test]
fn a_booth_that_was_set_back_and_closed_again_is_a_rollback() {
    let setup = Setup::new(Spec::default());
    let longer = Evening::of(&setup);
    let again = Spec::with(0, |log| {
        open_day(log);
        [0, 0, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
        log.close();
    });
    let pair = again.honest();
    let head = head_at(&longer.logs[0], longer.logs[0].lines.len());
    caught("rollback", &pair, &[file("head", head)], "C64", "ROLLBACK: suara/v1/banyuasin-2027/16.07.17.2008/001/1 signed 18 lines");
}

#[test]
fn a_strip_that_names_a_mark_of_another_history_is_a_rollback() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let code = log.public.cast[0].0;
        let strip = Strip::sign(&log.origin, code, &card_of(log, code), StripOutcome::Cast, "01234567", &log.key).to_text();
        caught("mark", pair, &[file("a", strip)], "C64", "ROLLBACK: a strip names the mark 01234567");
    });
}

#[test]
fn a_ballot_that_the_record_lacks_is_missing() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let lost = strip(log, Code::from_hash(sha256(b"vanished")), StripOutcome::Cast);
        caught("missing", pair, &[file("a", lost.as_str())], "C65", "MISSING BALLOT: the booth signed TERSIMPAN");
        caught("missing-proof", pair, &[file("a", lost.as_str())], "C65", &format!("PROOF: {lost}"));
        let tested = strip(log, log.public.challenged[0].0, StripOutcome::Cast);
        caught("tested", pair, &[file("a", tested)], "C65", "MISSING BALLOT");
        let other = strip(log, log.public.cast[0].0, StripOutcome::Spoiled);
        caught("outcome", pair, &[file("a", other)], "C65", "OTHER OUTCOME: the booth signed BATAL");
        let code = log.public.cast[0].0;
        let card = Strip::sign(&log.origin, code, "ZZZZZZ", StripOutcome::Cast, &first_mark(log), &log.key).to_text();
        caught("card", pair, &[file("a", card)], "C65", "OTHER CARD");
    });
}

#[test]
fn a_strip_of_a_booth_that_is_said_to_be_unused_is_a_missing_ballot() {
    let change = manifest::Change::BoothUnused {
        booth: "2".parse().unwrap(),
        reason: forge::text("tidak dipakai"),
        station: forge::station_id("001"),
    };
    let used = Setup::new(Spec::default());
    let evening = Evening::of(&used);
    let mut spec = Spec { amendments: vec![change], box_count: manifest::BoxCount::Dispute, ..Spec::default() };
    spec.booths[1].2 = None;
    let pair = spec.honest();
    let log = &evening.logs[1];
    let cast = strip(log, log.public.cast[0].0, StripOutcome::Cast);
    caught("unused", &pair, &[file("a", cast)], "C65", "MISSING BALLOT");
    named("unused-head", &pair, &[file("a", head_at(log, 3))], "signed as unused");
}
