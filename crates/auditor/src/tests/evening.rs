//! What a committee, counters or guardians could change in the evening.

use canonical::{Hash, json, sha256};
use manifest::BoxCount;
use record::{
    BoxKind, ElectionOutcome, Exclusion, ExclusionReason, ExclusionsData, OpeningData, PlanData, ResultData, Scope, SignedOpening, TieStep,
    layout,
};
use token::DeskCounts;

use super::*;
use crate::checks::Run;
use crate::findings::Findings;
use forge::{Evening, Pair, Setup, Spec, key, note, paper_count, station_id};

fn one(id: &str) -> Scope {
    Scope::Stations { stations: vec![station_id(id)] }
}

/// A record whose evening is changed before it is written and signed.
fn evening(change: impl Fn(&mut Evening<'_>, &Setup)) -> [VillageReport; 2] {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    change(&mut evening, &setup);
    reports(&evening.finish(&setup))
}

#[track_caller]
fn fails(reports: &[VillageReport; 2], id: &str) {
    reports.iter().for_each(|report| assert_fails(report, id));
}

/// Puts another document with a good note into both tiers.
fn document<T: serde::Serialize + serde::de::DeserializeOwned>(id: &str, name: &str, change: impl Fn(&mut T)) {
    let pair = honest();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    both_fail(pair, id, |folder| {
        let mut data: T = json::from_bytes(folder.get(&layout::json(name)).unwrap(), 1 << 20).unwrap();
        change(&mut data);
        note(folder, &definition, name, json::to_bytes(&data), &committee);
    });
}

/// Changes the counts of the desk of station 001 and signs them with a key.
fn desk(id: &str, seed: u8, change: impl Fn(&mut token::CountsData)) {
    let setup = Setup::new(Spec::default());
    let pair = Evening::of(&setup).finish(&setup);
    let path = "desks/001-1.json";
    let read = DeskCounts::parse(pair.public.get(path).unwrap(), &setup.definition, |_, _| Some(key(41).public())).unwrap();
    let mut data = (*read).clone();
    change(&mut data);
    both_fail(pair, id, |folder| {
        folder.insert(path, DeskCounts::sign(data.clone(), &key(seed)).to_bytes());
    });
}

#[test]
fn desks_counts_by_another_key_or_that_do_not_balance() {
    desk("C40", 99, |_| ());
    desk("C40", 41, |data| data.station = station_id("002"));
    desk("C52", 41, |data| data.present += 1);
    desk("C52", 41, |data| data.cards_left = data.cards_opened + 1);
    desk("C53", 41, |data| {
        data.cards_left += 3;
        data.present -= 3;
    });
}

#[test]
fn missing_desk_counts_are_not_checked_and_stop_no_count() {
    let mut pair = honest();
    pair.public.remove("desks/001-1.json");
    pair.sign_lists();
    let report = verify_folder(&pair.public, &anchored(&pair));
    let status = |id: &str| report.check(id).map(|c| c.status);
    assert_eq!((status("C40"), status("C52"), status("C53")), (Some(Status::Pass), Some(Status::NotChecked), Some(Status::NotChecked)));
    assert_eq!(counted(&pair).ballots().len(), 20);
}

#[test]
fn exclusions_without_ground() {
    document("C41", layout::EXCLUSIONS, |data: &mut ExclusionsData| data.list[0].card = sha256(b"never cast"));
    document("C41", layout::EXCLUSIONS, |data: &mut ExclusionsData| data.list[0].reason = ExclusionReason::Clash);
    document("C41", layout::EXCLUSIONS, |data: &mut ExclusionsData| data.list.push(data.list[0].clone()));
    document("C41", layout::EXCLUSIONS, |data: &mut ExclusionsData| data.definition = Hash::ZERO);
    let pair = honest();
    let definition = pair.definition.clone();
    both_fail(pair, "C41", |folder| {
        let bytes = folder.get("exclusions.json").unwrap().to_vec();
        note(folder, &definition, layout::EXCLUSIONS, bytes, &key(99));
    });
}

#[test]
fn a_ballot_excluded_after_the_plan_was_made() {
    let pair = honest();
    let (definition, committee) = (pair.definition.clone(), pair.clone().committee);
    let ballot = counted(&pair).ballots()[0].clone();
    let card = json::from_bytes::<ballot::SealedData>(cast_line(&pair, &ballot), 1 << 16).unwrap().card;
    both_fail(pair, "C44", |folder| {
        let mut data: ExclusionsData = json::from_bytes(folder.get("exclusions.json").unwrap(), 1 << 20).unwrap();
        let (booth, station) = (ballot.booth.clone(), ballot.station.clone());
        data.list.insert(0, Exclusion { booth, card, reason: ExclusionReason::AuditCard, station });
        note(folder, &definition, layout::EXCLUSIONS, json::to_bytes(&data), &committee);
    });
}

fn cast_line<'a>(pair: &'a Pair, ballot: &crate::CountedBallot) -> &'a [u8] {
    let path = format!("{}cast.jsonl", layout::booth(&ballot.station, &ballot.booth));
    record::split_lines(pair.public.get(&path).unwrap()).unwrap()[0]
}

#[test]
fn paper_counts_that_do_not_stand() {
    let setup = Setup::new(Spec::default());
    let change = |id: &str, status: Status, path: &str, bytes: Option<Vec<u8>>| {
        let mut pair = Evening::of(&setup).finish(&setup);
        match bytes {
            Some(bytes) => drop(pair.public.insert(path, bytes)),
            None => drop(pair.public.remove(path)),
        }
        pair.sign_lists();
        let report = verify_folder(&pair.public, &anchored(&pair));
        assert_eq!(report.check(id).map(|c| c.status), Some(status), "{:#?}", not_passed(&report));
    };
    let count = |content, entry, votes: &[u32]| paper_count(&setup, ("001", None), content, entry, votes.to_vec()).to_bytes();
    let path = "paper/001-0-2.json";
    change("C42", Status::Fail, path, Some(count(BoxKind::Slips, 2, &[1, 2, 3, 4])));
    change("C42", Status::Fail, path, Some(count(BoxKind::Slips, 1, &[1, 2, 3, 4])));
    change("C42", Status::NotChecked, path, None);
    let mut twice = Evening::of(&setup);
    twice.boxes.push(("001", Some("1"), BoxKind::OnlyRecord, vec![9, 9, 9, 9]));
    assert_fails(&verify_folder(&twice.finish(&setup).public, &Options::default()), "C42");
    let mut doubled = Evening::of(&setup);
    doubled.boxes.push(("001", Some("1"), BoxKind::Slips, vec![3, 1, 1, 1]));
    assert_fails(&verify_folder(&doubled.finish(&setup).public, &Options::default()), "C42");
}

#[test]
fn slips_that_differ_from_the_log_or_from_the_sums() {
    let setup = Setup::new(Spec { box_count: BoxCount::Dispute, ..Spec::default() });
    let with_slips = |votes: Vec<u32>| {
        let mut evening = Evening::of(&setup);
        evening.boxes.push(("001", None, BoxKind::Slips, votes));
        reports(&evening.finish(&setup))
    };
    with_slips(vec![5, 3, 2, 1]).iter().for_each(assert_passes);
    fails(&with_slips(vec![5, 3, 2, 0]), "C55");
    fails(&with_slips(vec![3, 5, 2, 1]), "C56");
}

#[test]
fn plans_that_do_not_follow_by_rule() {
    fails(&evening(|e, _| e.plans = vec![vec![Scope::Village]]), "C44");
    fails(&evening(|e, _| e.plans = vec![vec![one("002"), one("001")]]), "C44");
    let finer = evening(|e, _| {
        let booth = |booth: &str| Scope::Booth { booth: booth.parse().unwrap(), station: station_id("001") };
        e.plans = vec![vec![booth("1"), booth("2"), one("002")]];
    });
    fails(&finer, "C44");
    fails(&evening(|e, _| e.plans.push(vec![Scope::Village])), "C44");
    document("C44", "plan-1", |plan: &mut PlanData| plan.record = sha256(b"other"));
    document("C44", "plan-1", |plan: &mut PlanData| plan.sets[0].count -= 1);
    document("C44", "plan-1", |plan: &mut PlanData| plan.sets[1].codes = Hash::ZERO);
    document("C43", "plan-1", |plan: &mut PlanData| plan.previous = Some(Hash::ZERO));
    document("C43", "plan-1", |plan: &mut PlanData| plan.number = 2);
}

#[test]
fn a_plan_that_would_show_a_small_group() {
    let setup = Setup::new(Spec { k_min: 7, ..Spec::default() });
    let mut evening = Evening::of(&setup);
    evening.plans.push(vec![Scope::Booth { booth: "1".parse().unwrap(), station: station_id("001") }]);
    fails(&reports(&evening.finish(&setup)), "C45");
}

#[test]
fn plans_nobody_signed_and_openings_of_plans_that_are_not_there() {
    let pair = honest();
    let definition = pair.definition.clone();
    both_fail(pair.clone(), "C43", |folder| {
        let bytes = folder.get("plan-1.json").unwrap().to_vec();
        note(folder, &definition, "plan-1", bytes, &key(99));
    });
    both_fail(pair.clone(), "C46", |folder| {
        let bytes = folder.get("opening-1-1.json").unwrap().to_vec();
        folder.insert("opening-2-1.json", bytes);
    });
    both_fail(pair, "C46", |folder| {
        let bytes = folder.get("opening-1-1.json").unwrap().to_vec();
        folder.insert("opening-1-2.json", bytes);
    });
}

/// Guardian 3 signs another opening.
fn opening(id: &str, change: impl Fn(&mut OpeningData)) {
    let pair = honest();
    let plan: PlanData = json::from_bytes(pair.public.get("plan-1.json").unwrap(), 1 << 20).unwrap();
    let read = SignedOpening::parse(pair.public.get("opening-1-3.json").unwrap(), &pair.definition, &plan.digest()).unwrap();
    let mut data = (*read).clone();
    change(&mut data);
    both_fail(pair, id, |folder| {
        folder.insert("opening-1-3.json", SignedOpening::sign(data.clone(), &key(13)).to_bytes());
    });
}

#[test]
fn a_guardian_who_cheats_is_named() {
    opening("C47", |data| data.sets[0].options.swap(0, 1));
    opening("C47", |data| data.sets[1].options[0] = data.sets[0].options[0]);
    opening("C46", |data| data.sets.swap(0, 1));
    opening("C46", |data| data.guardian = 2);
    opening("C46", |data| data.plan = Hash::ZERO);
    opening("C46", |data| data.sets[0].options.truncate(1));
}

#[test]
fn a_third_guardian_who_cheats_does_not_hide_the_result() {
    let setup = Setup::new(Spec::default());
    let mut evening = Evening::of(&setup);
    evening.guardians = vec![1, 2, 3];
    let mut pair = evening.finish(&setup);
    let plan: PlanData = json::from_bytes(pair.public.get("plan-1.json").unwrap(), 1 << 20).unwrap();
    let read = SignedOpening::parse(pair.public.get("opening-1-2.json").unwrap(), &pair.definition, &plan.digest()).unwrap();
    let mut data = (*read).clone();
    data.sets[0].options.swap(0, 1);
    pair.public.insert("opening-1-2.json", SignedOpening::sign(data, &key(12)).to_bytes());
    pair.sign_lists();
    let report = verify_folder(&pair.public, &anchored(&pair));
    assert_eq!(failed(&report), ["C47"]);
    assert_eq!((report.check("C47").unwrap().place.as_str(), report.winner), ("opening-1-2.json", Some(1)));
}

#[test]
fn results_that_are_not_the_recount() {
    document("C49", layout::RESULT, |result: &mut ResultData| result.votes.swap(0, 1));
    document("C49", layout::RESULT, |result: &mut ResultData| result.electronic[0] += 1);
    document("C49", layout::RESULT, |result: &mut ResultData| result.excluded = 0);
    document("C49", layout::RESULT, |result: &mut ResultData| result.sums[0].votes.swap(0, 2));
    document("C49", layout::RESULT, |result: &mut ResultData| result.plans.clear());
    document("C50", layout::RESULT, |result: &mut ResultData| result.outcome = ElectionOutcome::Winner { candidate: 2, rule: None });
    document("C50", layout::RESULT, |result: &mut ResultData| {
        let step = TieStep { at: None, applicable: true, left: vec![1], rule: manifest::TieRule::Education };
        result.tie_steps.push(step);
    });
    both_fail(honest(), "C51", |folder| {
        let text = String::from_utf8(folder.get(layout::TOTALS).unwrap().to_vec()).unwrap();
        folder.insert(layout::TOTALS, text.replacen(",1,9,", ",1,8,", 1).into_bytes());
    });
    let pair = honest();
    let definition = pair.definition.clone();
    both_fail(pair, "C49", |folder| {
        let bytes = folder.get("result.json").unwrap().to_vec();
        note(folder, &definition, layout::RESULT, bytes, &key(99));
    });
}

#[test]
fn numbers_that_no_village_has_end_in_findings_not_in_a_crash() {
    let setup = Setup::new(Spec { prevails: manifest::Prevails::Paper, box_count: BoxCount::Dispute, ..Spec::default() });
    let mut evening = Evening::of(&setup);
    evening.boxes.push(("001", None, BoxKind::Slips, vec![u32::MAX; 4]));
    fails(&reports(&evening.finish(&setup)), "C42");
    document("C43", "plan-1", |plan: &mut PlanData| (plan.number, plan.sets[0].count) = (u32::MAX, u32::MAX));
}

#[test]
fn cast_ballots_that_are_in_no_sum() {
    let pair = honest();
    let mut counted = counted(&pair);
    let plan = counted.first_plan().unwrap();
    let openings: Vec<SignedOpening> = [1, 3]
        .map(|n| SignedOpening::parse(pair.public.get(&layout::opening(1, n)).unwrap(), &pair.definition, &plan.digest()).unwrap())
        .into();
    let opened = counted.open(&plan, &openings).unwrap();
    let status = |counted: &Counted| {
        let mut f = Findings::new(Run::Public, Lang::En);
        crate::equations::check(counted, Some(&opened), &mut f);
        f.finish().into_iter().find(|c| c.id == "C54").map(|c| c.status)
    };
    assert_eq!(status(&counted), Some(Status::Pass));
    counted.cast.values_mut().next().unwrap().cast += 1;
    assert_eq!(status(&counted), Some(Status::Fail));
}
