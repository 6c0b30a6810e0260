//! Evidence of a booth that a spare went on with: of both machines, and of a machine that the log does not tell of.

use super::*;
use crate::find::{Wanted, find};

/// Two votes of the booth's machine, two of a spare.
fn day_of_two(log: &mut Log<'_>) {
    open_day(log);
    log.vote(0);
    log.vote(1);
    log.take_over();
    [2, 0, 0, 1].into_iter().for_each(|choice| log.vote(choice));
    log.close();
}

fn taken_over(use_it: impl FnOnce(&mut Log<'_>, &Pair)) {
    let setup = Setup::new(Spec::with(0, day_of_two));
    let mut evening = Evening::of(&setup);
    let pair = Evening::of(&setup).finish(&setup);
    use_it(&mut evening.logs[0], &pair);
}

#[test]
fn heads_papers_and_strips_of_both_machines_agree() {
    taken_over(|log, pair| {
        let spare = [file("tutup", papers::closing(log)), file("benih", papers::seed(log, 2)), file("akhir", log.head())];
        let late = strip(log, log.public.cast[3].0, StripOutcome::Cast);
        log.key = log.setup.spec.seed(21);
        let old = [file("nol", papers::zero(log)), file("tanda", head_at(log, 3))];
        let early = strip(log, log.public.cast[0].0, StripOutcome::Cast);
        let files: Files = spare.into_iter().chain(old).chain([file("tt", format!("{early}\n{late}\n"))]).collect();
        for report in both("two-machines", pair, &files) {
            assert!(report.evidence.iter().all(|c| c.status == Status::Pass), "{:#?}", report.evidence);
            assert_eq!((report.exit_code, report.evidence.len()), (0, 5));
        }
    });
}

#[test]
fn a_paper_names_the_machine_that_signed_it() {
    taken_over(|log, pair| {
        let (spare, old) = (log.key.public().to_string(), log.setup.spec.seed(21).public().to_string());
        let paper = papers::closing(log).replace(&spare[..32], &old[..32]).replace(&spare[32..], &old[32..]);
        caught("other-machine", pair, &[file("tutup", paper)], "C66", "\"Alat (kunci)\"");
    });
}

#[test]
fn what_the_old_machine_signed_afterwards_is_a_fork_and_a_missing_ballot() {
    taken_over(|log, pair| {
        log.key = log.setup.spec.seed(21);
        caught("old-head", pair, &[file("a", head_of(log, 9, sha256(b"went on")))], "C63", "FORK");
        let lost = strip(log, Code::from_hash(sha256(b"stored by the old machine")), StripOutcome::Cast);
        caught("old-strip", pair, &[file("a", lost)], "C65", "MISSING BALLOT");
    });
}

#[test]
fn what_a_spare_signed_that_the_log_does_not_tell_of_is_evidence_too() {
    day(|evening, pair| {
        let mut log = Log::new(evening.logs[0].setup, "001", "1", 0, Vec::new());
        day_of_two(&mut log);
        caught("hidden-head", pair, &[file("a", log.head())], "C63", "FORK");
        let lost = strip(&log, log.public.cast[3].0, StripOutcome::Cast);
        caught("hidden-strip", pair, &[file("a", lost)], "C65", "MISSING BALLOT");
        log.key = log.setup.spec.seed(22);
        named("other-booth", pair, &[file("a", log.head())], "does not hold");
    });
}

#[test]
fn a_strip_of_the_spare_is_found_with_its_signature() {
    taken_over(|log, pair| {
        let place = disk("find-spare");
        put(&pair.public, &place);
        let look = |strip: String| {
            let wanted = Wanted::parse(&strip).unwrap();
            let answer = find(&wanted, core::slice::from_ref(&place), &anchored(pair));
            (answer.signature, answer.exit_code(&wanted))
        };
        let found = look(strip(log, log.public.cast[3].0, StripOutcome::Cast));
        let lost = look(strip(log, Code::from_hash(sha256(b"vanished")), StripOutcome::Cast));
        std::fs::remove_dir_all(&place).unwrap();
        assert_eq!((found, lost), ((Some(true), 0), (Some(true), 1)));
    });
}
