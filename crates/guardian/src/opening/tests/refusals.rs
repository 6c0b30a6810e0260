//! What a guardian does not open.

use manifest::Definition;
use record::PlanSet;

use super::*;

fn booth(station: &str, booth: &str) -> Scope {
    Scope::Booth { booth: booth.parse().unwrap(), station: station.parse().unwrap() }
}

/// The member's ledger as if it had opened these sums under some plan.
fn opened_before(evening: &mut Evening, place: usize, number: u32, scopes: Vec<Scope>) {
    let counted = evening.counted();
    let sets: Vec<PlanSet> = scopes.into_iter().map(|scope| counted.set(scope)).collect();
    let plan = PlanData { number, sets, ..counted.first_plan().unwrap() };
    let entry = LedgerEntry {
        definition: counted.definition().digest(),
        key: counted.key().transcript(),
        plan,
        village: counted.definition().village.code.clone(),
    };
    evening.members[place].ledger.add(entry);
}

/// Nothing is opened, for this reason, and nothing has changed.
fn refused(evening: &mut Evening, number: u32) -> OpenError {
    let before = evening.members[0].to_state();
    let error = evening.open(0, number).unwrap_err();
    assert_eq!(evening.members[0].to_state(), before);
    error
}

#[test]
fn a_plan_that_is_not_there_or_not_asked_for_is_refused() {
    let mut evening = Evening::new(TIED);
    assert_eq!(refused(&mut evening, 1), OpenError::NoPlan(1));
    assert_eq!(refused(&mut evening, 0), OpenError::NoPlan(0));
    assert_eq!(newest_plan(&evening.village.public), None);
    let mut evening = Evening::planned([&[0, 0, 0, 0], &[1, 1, 0], &[1, 1, 0]]);
    evening.publish(1, &[1, 2, 3]);
    assert_eq!(refused(&mut evening, 2), OpenError::NotAsked(2), "there is a winner");
    let mut evening = Evening::new([&[], &[], &[]]);
    assert_eq!(refused(&mut evening, 1), OpenError::Nothing);
}

#[test]
fn a_plan_that_is_not_by_rule_is_refused_with_both_digests() {
    let mut evening = Evening::new(TIED);
    let by_rule = evening.first_plan();
    let counted = evening.counted();
    let alone = PlanData { sets: vec![counted.set(booth("001", "2"))], ..by_rule.clone() };
    let fewer = PlanData { sets: by_rule.sets[..1].to_vec(), ..by_rule.clone() };
    let mut counts = by_rule.clone();
    counts.sets[0].count -= 1;
    for plan in [alone, fewer, counts] {
        evening.village.plan(1, &plan);
        let (found, by_rule) = (plan.digest(), by_rule.digest());
        assert_eq!(refused(&mut evening, 1), OpenError::NotByRule { number: 1, by_rule, found });
    }
}

#[test]
fn a_plan_that_the_committee_did_not_sign_is_refused() {
    let mut evening = Evening::planned(TIED);
    let other = PlanData { number: 2, ..evening.first_plan() };
    evening.village.put("plan-1.json", other.to_bytes());
    evening.village.sums();
    assert!(matches!(refused(&mut evening, 1), OpenError::Signature { number: 1, .. }));
}

#[test]
fn two_plans_of_one_number_are_proof_and_the_second_is_refused() {
    let mut evening = Evening::planned(TIED);
    evening.open(0, 1).unwrap();
    let first = evening.first_plan();
    let second = PlanData { sets: vec![evening.counted().set(Scope::Village)], ..first.clone() };
    evening.village.plan(1, &second);
    let two = OpenError::TwoPlans { number: 1, opened: first.digest(), found: second.digest() };
    assert_eq!(refused(&mut evening, 1), two);
    assert!(two.to_string().contains("keep both files"));
}

#[test]
fn a_plan_by_rule_of_a_changed_record_is_still_a_second_plan() {
    let mut evening = Evening::planned(TIED);
    evening.open(0, 1).unwrap();
    let before = evening.first_plan();
    let members = core::mem::take(&mut evening.members);
    let made = guardian_documents(&evening.village);
    // The committee forgets one ballot and signs everything anew.
    evening.village = Village::new(&evening.village.definition.clone(), &made, [&[0, 0, 0, 1], &[1, 1, 0], &[1, 1, 0, 0]]);
    evening.members = members;
    let after = evening.first_plan();
    evening.village.plan(1, &after);
    assert_ne!(before.record, after.record);
    let two = OpenError::TwoPlans { number: 1, opened: before.digest(), found: after.digest() };
    assert_eq!(refused(&mut evening, 1), two);
}

fn guardian_documents(village: &Village) -> crate::ceremony::Assembled {
    let file = |name: &str| village.public.get(name).unwrap().to_vec();
    crate::ceremony::Assembled {
        village: village.definition.village.code.clone(),
        ceremony: file(layout::CEREMONY),
        confirmations: file(layout::CONFIRMATIONS),
    }
}

#[test]
fn a_set_that_would_single_out_a_few_with_what_was_opened_before_is_refused() {
    // Two ballots at booth 001-2: by itself the station is large enough.
    let choices: [&[usize]; 3] = [&[0, 0, 1, 1, 0], &[1, 1], &[1, 0, 0]];
    let mut evening = Evening::planned(choices);
    opened_before(&mut evening, 0, 7, vec![booth("001", "1")]);
    assert_eq!(refused(&mut evening, 1), OpenError::Cell { number: 1, smallest: 2, least: 3 });
    assert!(evening.open(1, 1).is_ok(), "who opened nothing before may open it");
    let mut evening = Evening::planned([&[0], &[], &[1]]);
    opened_before(&mut evening, 0, 7, vec![booth("001", "1")]);
    assert_eq!(refused(&mut evening, 1), OpenError::Cell { number: 1, smallest: 1, least: 3 });
}

#[test]
fn a_small_village_stays_closed_without_consent_and_its_numbers_are_told() {
    let mut evening = Evening::new([&[0], &[], &[1]]);
    evening.village.unused("001", "2");
    let plan = evening.first_plan();
    evening.village.plan(1, &plan);
    let undelivered = Booths(vec![("001".parse().unwrap(), "2".parse().unwrap())]);
    let error = refused(&mut evening, 1);
    assert!(error.to_string().contains("2 counted ballots") && error.to_string().contains("001/2"), "{error}");
    assert_eq!(error, OpenError::SmallVillage { ballots: 2, excluded: 0, least: 3, undelivered });
    assert!(evening.open_with(0, 1, Consent::SmallVillage).is_ok());
}

#[test]
fn a_village_that_exclusions_took_below_the_limit_stays_closed_even_with_consent() {
    let mut evening = Evening::new([&[0, 0, 1], &[], &[1]]);
    evening.village.exclude(2);
    let plan = evening.first_plan();
    evening.village.plan(1, &plan);
    let shrunk = OpenError::Shrunk { ballots: 2, cast: 4, excluded: 2, least: 3 };
    assert_eq!(refused(&mut evening, 1), shrunk);
    assert_eq!(evening.open_with(1, 1, Consent::SmallVillage), Err(shrunk));
    assert!(evening.members[1].ledger().entries().is_empty());
    // Fewer than the limit voted, whatever was excluded.
    let mut evening = Evening::new([&[0], &[], &[1]]);
    evening.village.exclude(1);
    let plan = evening.first_plan();
    evening.village.plan(1, &plan);
    let small = OpenError::SmallVillage { ballots: 1, excluded: 1, least: 3, undelivered: Booths(Vec::new()) };
    assert_eq!(refused(&mut evening, 1), small);
    assert!(evening.open_with(0, 1, Consent::SmallVillage).is_ok());
}

#[test]
fn the_second_plan_waits_for_the_first() {
    let mut evening = Evening::planned(TIED);
    evening.publish(1, &[1, 2]);
    let error = refused(&mut evening, 2);
    let too_few = auditor::OpenProblem::TooFew { found: 2, needed: 3 };
    assert_eq!(error, OpenError::Previous { number: 1, problems: Unopened(vec![too_few]) });
    let foreign = evening.open(3, 1).unwrap();
    let renamed = OpeningData { guardian: 5, ..(*foreign).clone() };
    evening.village.put(&layout::opening(1, 5), SignedOpening::sign(renamed, &evening.members[3].key).to_bytes());
    evening.village.sums();
    assert!(matches!(refused(&mut evening, 2), OpenError::Opening { file, .. } if &*file == "opening-1-5.json"));
}

#[test]
fn a_changed_record_and_another_anchor_are_refused() {
    let mut evening = Evening::planned(TIED);
    let other = Anchor::new(canonical::sha256(b"paper"));
    let refused_anchor = evening.members[0].open(&evening.village.public, 1, Some(&other), Consent::AtLeastKMin, &[3; 32]);
    let Err(OpenError::Record(broken)) = refused_anchor else { panic!("{refused_anchor:?}") };
    assert_eq!(broken.0.len(), 1, "only the anchor: {broken}");
    let committee = evening.village.definition.committee.to_bytes();
    let by_key = Anchor::new(canonical::Hash::from_bytes(committee));
    assert!(evening.members[1].open(&evening.village.public, 1, Some(&by_key), Consent::AtLeastKMin, &[3; 32]).is_ok());
    let path = "booths/002-1/cast.jsonl";
    let mut cast = evening.village.public.get(path).unwrap().to_vec();
    let end = cast.iter().position(|byte| *byte == b'\n').unwrap();
    cast.drain(..=end);
    evening.village.put(path, cast);
    assert!(matches!(refused(&mut evening, 1), OpenError::Record(_)), "the list is broken");
    evening.village.sums();
    assert!(matches!(refused(&mut evening, 1), OpenError::Record(_)), "the closing entry has another set");
}

#[test]
fn only_a_guardian_of_this_ceremony_opens() {
    let evening = Evening::planned(TIED);
    let stranger = Member::new(&[99; 32], crate::fixture::text("Orang lain"));
    let open = |mut member: Member| member.open(&evening.village.public, 1, None, Consent::AtLeastKMin, &[3; 32]).unwrap_err();
    assert_eq!(open(stranger), OpenError::NoSeat);
    let transcript = evening.counted().key().transcript();
    let fresh = Member::new(&[11; 32], crate::fixture::text("Penjaga"));
    assert_eq!(open(fresh), OpenError::NoShare(transcript));
    let mut other = members();
    let definition: Definition = evening.village.definition.clone();
    run_ceremony(core::slice::from_ref(&definition), &mut other, &[10; 32]).unwrap();
    assert_eq!(open(other.remove(0)), OpenError::NoShare(transcript));
}
