//! Looking up codes, checking challenges, and records held against each other.

use std::path::{Path, PathBuf};

use ballot::Code;
use canonical::sha256;
use record::{ExclusionReason, Strip, StripOutcome, layout};

use super::honest::{disk, lay_out, put};
use super::*;
use crate::challenge::{self, ChallengeError};
use crate::find::{Answer, Standing, Wanted, find};
use crate::{Report, verify_paths};
use forge::{Evening, Setup, Spec, key};

/// Two villages of one index.
pub(super) fn villages(change: impl Fn(&mut Spec, &mut Spec)) -> [Pair; 2] {
    let mut one = Spec { code: "16.07.11.2004", salt: 100, ..Spec::default() };
    let mut two = Spec::default();
    change(&mut one, &mut two);
    (one.others, two.others) = (vec![(two.code, two.digest())], vec![(one.code, one.digest())]);
    [one.honest(), two.honest()]
}

fn verified(name: &str, pairs: &[Pair], change: impl Fn(&Path)) -> Report {
    let place = disk(name);
    pairs.iter().for_each(|pair| lay_out(pair, &place));
    change(&place);
    let report = verify_paths(core::slice::from_ref(&place), &anchored(&pairs[0]));
    std::fs::remove_dir_all(place).unwrap();
    report
}

fn cross<'a>(report: &'a Report, id: &str) -> &'a crate::CheckResult {
    report.cross.iter().find(|c| c.id == id).unwrap()
}

#[test]
fn two_villages_of_one_election_pass_together() {
    let report = verified("two", &villages(|_, _| ()), |_| ());
    assert_eq!((report.exit_code, report.villages.len()), (0, 2), "{}", crate::print::render(&report, false));
    assert!(crate::print::render(&report, false).contains("Recap: 2 villages, 2 with a winner, 40 votes"));
    assert_eq!(cross(&report, "C62").evidence, "2 of 2 villages");
}

#[test]
fn a_voter_on_two_rolls_is_found() {
    let pairs = villages(|one, two| (one.also, two.also) = (vec!["somebody"], vec!["somebody"]));
    let report = verified("voter", &pairs, |_| ());
    let check = cross(&report, "C61");
    assert_eq!((report.exit_code, check.status), (1, Status::Fail));
    assert!(check.evidence.contains(&sha256(b"somebody").to_string()));
}

#[test]
fn a_device_key_in_two_villages_is_found() {
    let pairs = villages(|one, _| one.salt = 0);
    let report = verified("device", &pairs, |_| ());
    assert_eq!(cross(&report, "C60").status, Status::Fail);
}

#[test]
fn records_of_two_indexes_are_not_one_election() {
    let other = Spec { code: "16.07.11.2004", salt: 100, others: Vec::new(), ..Spec::default() }.honest();
    let report = verified("indexes", &[honest(), other], |_| ());
    assert_eq!(cross(&report, "C59").status, Status::Fail);
    assert_eq!(report.anchor, None);
}

#[test]
fn tiers_that_differ_name_the_first_byte() {
    let pair = honest();
    let report = verified("tiers", core::slice::from_ref(&pair), |place| {
        let public = place.join("records/16.07.17.2008/public");
        let path = public.join("desks/001-1.json");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[20] ^= 1;
        std::fs::write(path, bytes).unwrap();
    });
    let check = report.villages[0].check("C57").unwrap();
    assert_eq!((check.status, check.place.as_str()), (Status::Fail, "desks/001-1.json, byte 20 (from 0)"));
    assert!(report.villages[0].check("C03").unwrap().place.ends_with("desks/001-1.json"));
    assert_eq!(report.exit_code, 1);
}

#[test]
fn a_public_record_of_other_ballots_than_the_sealed_one() {
    let honest = honest();
    let mut mixed = honest.clone();
    mixed.public = Spec::with(0, |log| {
        forge::open_day(log);
        [1, 1, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
        log.challenge(1);
        log.close();
    })
    .honest()
    .public;
    let report = verified("mixed", &[mixed], |_| ());
    assert_eq!(report.villages[0].check("C57").map(|c| c.status), Some(Status::Fail));
}

#[test]
fn a_bundle_that_is_not_what_the_record_holds() {
    let mut pair = honest();
    let other = Spec::with(0, |log| {
        forge::open_day(log);
        [1, 1, 1, 1, 1, 1].into_iter().for_each(|choice| log.vote(choice));
        log.close();
    });
    pair.bundles[0] = other.honest().bundles.remove(0);
    let report = verified("bundle", &[pair], |_| ());
    let check = report.villages[0].check("C58").unwrap();
    assert_eq!(check.status, Status::Fail);
    assert!(check.place.contains("entries.jsonl, byte "), "{}", check.place);
}

#[test]
fn two_different_records_of_one_village() {
    let (one, two) = (honest(), Spec::with(0, forge::second).honest());
    let report = verified("twice", core::slice::from_ref(&one), |place| put(&two.public, &place.join("again")));
    assert_eq!(report.villages[0].check("C59").map(|c| c.status), Some(Status::Fail));
    let report = verified("copy", core::slice::from_ref(&one), |place| put(&one.public, &place.join("again")));
    assert_eq!(report.exit_code, 0, "the same record found twice counts once");
}

#[test]
fn links_are_not_followed_and_broken_folders_are_named() {
    let pair = honest();
    let report = verified("links", core::slice::from_ref(&pair), |place| {
        std::os::unix::fs::symlink("/", place.join("everything")).unwrap();
    });
    assert_eq!(report.exit_code, 0);
    let report = verified("hidden", &[pair], |place| {
        std::fs::write(place.join("records/16.07.17.2008/public/.hidden"), b"x").unwrap();
    });
    assert_eq!(report.exit_code, 1);
    assert!(report.villages[0].check("C01").unwrap().place.ends_with("public"));
}

/// A record on disk, and what its forger knows.
fn searched(name: &str, ask: impl Fn(&Evening<'_>, &dyn Fn(&str) -> (Wanted, Answer))) {
    let setup = Setup::new(Spec::default());
    let known = Evening::of(&setup);
    let pair = Evening::of(&setup).finish(&setup);
    for tier in ["public", "sealed"] {
        let place = disk(&format!("{name}-{tier}"));
        let folder = if tier == "public" { &pair.public } else { &pair.sealed };
        put(folder, &place.join(tier));
        let places: Vec<PathBuf> = vec![place.clone()];
        ask(&known, &|text| {
            let wanted = Wanted::parse(text).unwrap();
            let answer = find(&wanted, &places, &anchored(&pair));
            (wanted, answer)
        });
        std::fs::remove_dir_all(place).unwrap();
    }
}

fn standing(answer: &Answer) -> Vec<(&str, Standing)> {
    answer.hits.iter().map(|hit| (hit.booth.as_str(), hit.standing)).collect()
}

#[test]
fn every_kind_of_ballot_is_found_with_what_became_of_it() {
    searched("find", |known, find| {
        let typed = |code: &Code| code.written().to_string().to_lowercase();
        let cast = &known.ballots[0];
        assert_eq!(standing(&find(&typed(&cast.code)).1), [("001-1", Standing::Counted)]);
        let excluded = known.ballots.iter().find(|b| b.excluded).unwrap();
        assert_eq!(standing(&find(&excluded.code.to_string()).1), [("002-1", Standing::Excluded(ExclusionReason::AuditCard))]);
        let public = |place: usize| &known.logs[place].public;
        assert_eq!(standing(&find(&typed(&public(0).challenged[0].0)).1), [("001-1", Standing::Challenged)]);
        assert_eq!(standing(&find(&typed(&public(1).spoiled[0])).1), [("001-2", Standing::Spoiled)]);
        let (wanted, answer) = find(&typed(&public(2).void[0]));
        assert_eq!(standing(&answer), [("002-1", Standing::Void)]);
        assert_eq!((answer.exit_code(&wanted), answer.unsound), (0, vec![]));
    });
}

#[test]
fn an_absent_code_has_neighbours() {
    searched("absent", |_, find| {
        let (wanted, answer) = find("00000000000000000000");
        assert_eq!((answer.hits.len(), answer.exit_code(&wanted)), (0, 1));
        assert_eq!((answer.gaps[0].before, answer.gaps[0].after.is_some()), (None, true));
        let words: String = answer.words(&wanted).into_iter().map(|w| w.pick(Lang::En)).collect();
        assert!(words.contains("NOT IN THIS RECORD") && words.contains("before its place stands -"), "{words}");
    });
}

#[test]
fn a_strip_is_proof_against_the_record_only_if_its_booth_signed_it() {
    searched("strip", |known, find| {
        let log = &known.logs[1];
        let strip = |code: Code, outcome, seed: u8| Strip::sign(&log.origin, code, "ABC123", outcome, "00112233", &key(seed)).to_text();
        let (cast, spoiled) = (log.public.cast[0].0, log.public.spoiled[0]);
        let (wanted, answer) = find(&strip(cast, StripOutcome::Cast, 22));
        assert_eq!((answer.signature, answer.exit_code(&wanted)), (Some(true), 0));
        let (wanted, answer) = find(&strip(spoiled, StripOutcome::Cast, 22));
        assert!(answer.contradicts(&wanted));
        let words: String = answer.words(&wanted).into_iter().map(|w| w.pick(Lang::En)).collect();
        assert!(words.contains("PROOF"), "{words}");
        let lost = Code::from_hash(sha256(b"a ballot that vanished"));
        let (wanted, answer) = find(&strip(lost, StripOutcome::Cast, 22));
        assert!(answer.contradicts(&wanted) && answer.hits.is_empty());
        let (wanted, answer) = find(&strip(cast, StripOutcome::Cast, 21));
        assert_eq!((answer.signature, answer.exit_code(&wanted)), (Some(false), 1));
    });
}

#[test]
fn a_code_may_be_in_a_booth_that_is_not_here() {
    let place = disk("missing");
    let pair = honest();
    put(&pair.bundles[0], &place.join("bundle"));
    let wanted = Wanted::parse("00000000000000000000").unwrap();
    let answer = find(&wanted, core::slice::from_ref(&place), &anchored(&pair));
    assert_eq!(answer.missing, ["16.07.17.2008 Purwosari 001-2", "16.07.17.2008 Purwosari 002-1"]);
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn what_is_neither_code_nor_strip_is_refused() {
    for bad in ["", "ABC", "SUARA-TT x", "UUUUUUUUUUUUUUUUUUUU"] {
        assert_eq!(Wanted::parse(bad), None, "{bad}");
    }
}

/// The line that a booth prints on an UJI sheet.
fn sheet(evening: &Evening<'_>, choice: Option<u32>, code: Option<Code>) -> String {
    let log = &evening.logs[0];
    let (own, challenge) = &log.public.challenged[0];
    let opening = &challenge.opening;
    let path: Vec<u8> = opening.path.path.iter().flat_map(|h| *h.as_bytes()).collect();
    let (seed, card) = (canonical::hex::encode(&opening.seed), challenge.ballot.card);
    let way = format!("{}/{}/{}", opening.path.index, opening.path.size, canonical::base64::encode(&path));
    let (code, choice) = (code.unwrap_or(*own), choice.unwrap_or(opening.choice));
    format!("SUARA-BUKA {} {code} {choice} {seed} {} {card} - {way}\n", log.origin, log.digest)
}

#[test]
fn a_sheet_recomputes_or_names_what_differs() {
    let setup = Setup::new(Spec::default());
    let evening = Evening::of(&setup);
    let pair = Evening::of(&setup).finish(&setup);
    let options = anchored(&pair);
    let check = |text: &str, folder: &record::Folder| challenge::check(text.as_bytes(), folder, &options).unwrap().remove(0);
    let good = sheet(&evening, None, None);
    for folder in [&pair.public, &pair.sealed, &pair.bundles[0]] {
        let checked = check(&good, folder);
        assert_eq!((checked.problem, checked.compared, checked.choice), (None, true, 2));
    }
    let documents = check(&good, &setup.base);
    assert_eq!((documents.problem, documents.compared), (None, false));
    assert_eq!(check(&sheet(&evening, Some(0), None), &setup.base).problem, Some(ChallengeError::Code));
    assert_eq!(check(&sheet(&evening, Some(9), None), &setup.base).problem, Some(ChallengeError::Choice));
    let other = Code::from_hash(sha256(b"other"));
    assert_eq!(check(&sheet(&evening, None, Some(other)), &setup.base).problem, Some(ChallengeError::Code));
    assert_eq!(check(&good, &record::Folder::default()).problem, Some(ChallengeError::NoVillage));
    assert_eq!(challenge::check(b"hello", &setup.base, &options), Err(ChallengeError::Form));
}

#[test]
fn lines_of_challenged_ballots_are_checked_against_their_record() {
    let pair = honest();
    let options = anchored(&pair);
    let file = pair.public.get(&format!("booths/001-1/{}", layout::CHALLENGED)).unwrap();
    let checked = challenge::check(file, &pair.public, &options).unwrap();
    assert_eq!((checked.len(), checked[0].problem, checked[0].place.as_str()), (1, None, "16.07.17.2008 001-1"));
    let lie = Spec::with(0, |log| {
        forge::open_day(log);
        log.challenge_as(2, 0);
        [0, 0, 1, 2, 0, 3].into_iter().for_each(|choice| log.vote(choice));
        log.close();
    })
    .honest();
    let file = lie.public.get(&format!("booths/001-1/{}", layout::CHALLENGED)).unwrap();
    assert_eq!(challenge::check(file, &lie.public, &options).unwrap()[0].problem, Some(ChallengeError::Nowhere));
}
