//! E: results, plans and factors: wrong sums, wrong shares, sets that no rule asks for.

use canonical::{Hash, json, sha256};
use elgamal::Element;
use forge::{Evening, Setup, station_id};
use record::{ElectionOutcome, OpeningData, PlanData, ResultData, Scope, SignedOpening, TieStep, Tier, layout};

use super::bench::{Bench, held, other, other_fails};
use super::{Case, Class, Expect, Keys};

/// Changes the result and signs it.
fn result(number: u64, change: impl FnOnce(&mut ResultData)) -> Bench<'static> {
    Bench::of(number).edit("result.json", change).note(layout::RESULT)
}

fn e1(number: u64) -> Case {
    result(number, plus_one).fails(&["C03"])
}

fn plus_one(result: &mut ResultData) {
    result.electronic[0] += 1;
    result.votes[0] += 1;
}

fn e1_forger(number: u64) -> Case {
    result(number, plus_one).list().fails(&["C49"])
}

fn e1_sums(number: u64) -> Case {
    let change = |result: &mut ResultData| {
        let votes = &mut result.sums[0].votes;
        votes[0] += 1;
        votes[1] = votes[1].wrapping_sub(1);
        result.electronic[0] += 1;
    };
    result(number, change).list().fails(&["C49"])
}

fn e1_totals(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let row = 1 + bench.dice.below(3);
    let wrong = |lines: &mut Vec<Vec<u8>>| {
        let end = lines[row].len() - 1;
        lines[row].insert(end, b'0');
    };
    bench.lines(layout::TOTALS, wrong).list().fails(&["C51"])
}

fn e1_excluded(number: u64) -> Case {
    result(number, |result| result.excluded += 1).list().fails(&["C49"])
}

fn e1_plans(number: u64) -> Case {
    result(number, |result| result.plans.push(Hash::ZERO)).list().fails(&["C49"])
}

fn another_winner(number: u64) -> Case {
    let change = |result: &mut ResultData| {
        result.outcome = match &result.outcome {
            ElectionOutcome::Winner { candidate: 1, .. } => ElectionOutcome::Winner { candidate: 2, rule: None },
            _ => ElectionOutcome::Winner { candidate: 1, rule: Some(manifest::TieRule::Domicile) },
        };
    };
    result(number, change).list().fails(&["C50"])
}

fn another_step(number: u64) -> Case {
    let step = TieStep { at: None, applicable: true, left: vec![1], rule: manifest::TieRule::Education };
    result(number, |result| result.tie_steps.push(step)).list().fails(&["C50"])
}

/// One guardian signs another opening.
fn opening(number: u64, change: impl FnOnce(&mut OpeningData, &OpeningData)) -> Bench<'static> {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let plan: PlanData = json::from_bytes(&bench.get("plan-1.json"), 1 << 20).unwrap();
    let read = |n: u32| SignedOpening::parse(&bench.get(&layout::opening(1, n)), &setup.definition, &plan.digest()).unwrap();
    let mut data = (*read(3)).clone();
    change(&mut data, &read(1));
    let bytes = SignedOpening::sign(data, &setup.spec.seed(13)).to_bytes();
    bench.change("opening-1-3.json", |_| bytes)
}

fn e3(number: u64) -> Case {
    opening(number, |data, _| data.sets[0].options.swap(0, 1)).list().fails(&["C47"])
}

fn e3_other_set(number: u64) -> Case {
    opening(number, |data, _| data.sets[1].options[0] = data.sets[0].options[0]).list().fails(&["C47"])
}

fn e3_other_guardian(number: u64) -> Case {
    opening(number, |data, other| data.sets[0].options[0] = other.sets[0].options[0]).list().fails(&["C47"])
}

/// The factor moved by one generator, so that the sum is one vote more; the proof is the old one.
fn e3_shifted(number: u64) -> Case {
    let change = |data: &mut OpeningData, _: &OpeningData| {
        let mut bytes = data.sets[0].options[0].to_bytes();
        let factor = Element::from_bytes(bytes.first_chunk().unwrap()).unwrap();
        bytes[..32].copy_from_slice(&(factor + Element::GENERATOR).to_bytes());
        data.sets[0].options[0] = elgamal::opening::Partial::from_bytes(&bytes).unwrap();
    };
    opening(number, change).list().fails(&["C47"])
}

/// Honest factors for the plan of another village.
fn e3_other_plan(number: u64) -> Case {
    let other = held(number + 1).pair.public.get("opening-1-3.json").unwrap().to_vec();
    Bench::of(number).change("opening-1-3.json", |_| other).list().fails(&["C46"])
}

/// Factors made for a plan that names another record, under the signature of today.
fn e3_other_record(number: u64) -> Case {
    let village =
        other(number, |scene| scene.after(|evening: &mut Evening<'_>, _: &Setup| evening.record = Some(sha256(b"another record"))));
    let honest = Bench::of(number);
    let foreign = village.pair.public.get("opening-1-3.json").unwrap().to_vec();
    let plan: PlanData = json::from_bytes(village.pair.public.get("plan-1.json").unwrap(), 1 << 20).unwrap();
    let mut data = (*SignedOpening::parse(&foreign, &village.setup.definition, &plan.digest()).unwrap()).clone();
    let own: PlanData = json::from_bytes(&honest.get("plan-1.json"), 1 << 20).unwrap();
    data.plan = own.digest();
    let bytes = SignedOpening::sign(data, &honest.village.setup.spec.seed(13)).to_bytes();
    honest.change("opening-1-3.json", |_| bytes).list().fails(&["C47"])
}

fn e4(number: u64) -> Case {
    let bench = Bench::of(number);
    let one = bench.get("opening-1-1.json");
    bench.change("opening-1-3.json", |_| one).list().fails(&["C46"])
}

/// Guardian 1 signs as guardian 3.
fn e4_signed(number: u64) -> Case {
    let bench = Bench::of(number);
    let plan: PlanData = json::from_bytes(&bench.get("plan-1.json"), 1 << 20).unwrap();
    let setup = &bench.village.setup;
    let mut data = (*SignedOpening::parse(&bench.get("opening-1-1.json"), &setup.definition, &plan.digest()).unwrap()).clone();
    data.guardian = 3;
    let bytes = SignedOpening::sign(data, &setup.spec.seed(11)).to_bytes();
    bench.change("opening-1-3.json", |_| bytes).list().fails(&["C46"])
}

fn e5(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let gone = ["opening-1-1.json", "opening-1-3.json"][bench.dice.below(2)];
    bench.folder.remove(gone);
    bench.list().case(Expect::NotChecked(vec!["C46"]))
}

fn e3_options(number: u64) -> Case {
    opening(number, |data, _| data.sets[0].options.truncate(1)).list().fails(&["C46"])
}

fn e3_sets(number: u64) -> Case {
    opening(number, |data, _| data.sets.swap(0, 1)).list().fails(&["C46"])
}

/// The result of another village, signed.
fn e10(number: u64) -> Case {
    let foreign = held(number + 1).pair.public.get("result.json").unwrap().to_vec();
    Bench::of(number).change("result.json", |_| foreign).note(layout::RESULT).fails(&["C03"])
}

fn e10_forger(number: u64) -> Case {
    let foreign = held(number + 1).pair.public.get("result.json").unwrap().to_vec();
    Bench::of(number).change("result.json", |_| foreign).note(layout::RESULT).list().fails(&["C49"])
}

/// The committee makes other plans, and the guardians open them.
fn planned(number: u64, plans: fn() -> Vec<Vec<Scope>>, ids: &[&'static str]) -> Case {
    other_fails(number, |scene| scene.after(move |evening: &mut Evening<'_>, _: &Setup| evening.plans = plans()), ids)
}

fn station(id: &str) -> Scope {
    Scope::Stations { stations: vec![station_id(id)] }
}

fn at_booth(station: &str, booth: &str) -> Scope {
    Scope::Booth { booth: booth.parse().unwrap(), station: station_id(station) }
}

fn l1_coarser(number: u64) -> Case {
    planned(number, || vec![vec![Scope::Village]], &["C44"])
}

fn l1_order(number: u64) -> Case {
    planned(number, || vec![vec![station("002"), station("001")]], &["C44"])
}

fn l2_finer(number: u64) -> Case {
    planned(number, || vec![vec![at_booth("001", "1"), at_booth("001", "2"), station("002")]], &["C45"])
}

fn l2_second(number: u64) -> Case {
    planned(number, || vec![vec![station("001"), station("002")], vec![at_booth("001", "1")]], &["C45"])
}

fn l3(number: u64) -> Case {
    planned(number, || vec![vec![station("001"), station("002")], vec![Scope::Village]], &["C44"])
}

/// The record for the public is opened under one plan, the sealed one under another of the same number.
fn l4(number: u64) -> Case {
    let village = other(number, |scene| scene.after(|evening: &mut Evening<'_>, _: &Setup| evening.plans = vec![vec![Scope::Village]]));
    let mut case = Bench::at(held(number), Tier::Sealed, number).fails(&["C44", "C57"]);
    case.records.push(("public".to_owned(), village.pair.public.clone()));
    case
}

/// Changes the plan after the openings, and signs it.
fn plan(number: u64, change: fn(&mut PlanData), ids: &[&'static str]) -> Case {
    Bench::of(number).edit("plan-1.json", change).note("plan-1").list().fails(ids)
}

fn l5_count(number: u64) -> Case {
    plan(number, |plan| plan.sets[0].count -= 1, &["C44"])
}

fn l5_codes(number: u64) -> Case {
    plan(number, |plan| plan.sets[0].codes = sha256(b"other ballots"), &["C44"])
}

fn l5_record(number: u64) -> Case {
    plan(number, |plan| plan.record = sha256(b"another record"), &["C44"])
}

fn l5_number(number: u64) -> Case {
    plan(number, |plan| plan.number = 2, &["C43"])
}

fn l5_previous(number: u64) -> Case {
    plan(number, |plan| plan.previous = Some(Hash::ZERO), &["C43"])
}

fn l6_orphan(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let bytes = bench.get("opening-1-1.json");
    bench.folder.insert("opening-2-1.json", bytes);
    bench.list().fails(&["C46"])
}

/// All ballots of a village below the limit, which exclusions made small.
fn l7(number: u64) -> Case {
    other_fails(
        number,
        |mut scene| {
            scene.spec.k_min = 8;
            scene
        },
        &["C45"],
    )
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("E1", "One vote more in the result, which is signed.", Keys::Committee, e1),
    Class::new("E1+", "One vote more in the result, which is signed, and the list signed again.", Keys::Committee, e1_forger),
    Class::new("E1sums+", "A vote moved inside one opened sum.", Keys::Committee, e1_sums),
    Class::new("E1totals+", "A number in the table of totals.", Keys::Committee, e1_totals),
    Class::new("E1excluded+", "Another number of excluded ballots in the result.", Keys::Committee, e1_excluded),
    Class::new("E1plans+", "A plan in the result that is not there.", Keys::Committee, e1_plans),
    Class::new("E1winner+", "Another winner than by the rules.", Keys::Committee, another_winner),
    Class::new("E1steps+", "A tie step that no rule made.", Keys::Committee, another_step),
    Class::new("E3+", "Factors of two options exchanged.", Keys::Guardian, e3),
    Class::new("E3set+", "A factor of another set.", Keys::Guardian, e3_other_set),
    Class::new("E3guardian+", "A factor of another guardian.", Keys::Guardian, e3_other_guardian),
    Class::new("E3shift+", "A factor that opens one vote more, with the old proof.", Keys::Guardian, e3_shifted),
    Class::new("E3village+", "An opening of another village's plan.", Keys::Committee, e3_other_plan),
    Class::new("E3record+", "Factors made for another record.", Keys::Guardian, e3_other_record),
    Class::new("E3options+", "An opening without all options.", Keys::Guardian, e3_options),
    Class::new("E3sets+", "An opening with its sets in another order.", Keys::Guardian, e3_sets),
    Class::new("E4+", "One guardian's opening twice.", Keys::Committee, e4),
    Class::new("E4sign+", "One guardian signs for another.", Keys::Guardian, e4_signed),
    Class::new("E5+", "A result with fewer openings than the threshold.", Keys::Committee, e5),
    Class::new("E10", "A signed result of another village.", Keys::Committee, e10),
    Class::new("E10+", "A signed result of another village, and the list signed again.", Keys::Committee, e10_forger),
    Class::new("L1+", "One sum of the village where stations are due.", Keys::Committee, l1_coarser),
    Class::new("L1order+", "Sets in another order.", Keys::Committee, l1_order),
    Class::new("L2+", "Sums finer than the limit, opened by guardians.", Keys::Committee, l2_finer),
    Class::new("L2second+", "A second plan that shows a group below the limit.", Keys::Committee, l2_second),
    Class::new("L3+", "A second plan that no rule asks for.", Keys::Committee, l3),
    Class::new("L4+", "Two plans of one number, in two records.", Keys::Committee, l4),
    Class::new("L5count+", "A plan with another number of ballots.", Keys::Committee, l5_count),
    Class::new("L5codes+", "A plan over other ballots.", Keys::Committee, l5_codes),
    Class::new("L5record+", "A plan for another record.", Keys::Committee, l5_record),
    Class::new("L5number+", "A plan of another number.", Keys::Committee, l5_number),
    Class::new("L5chain+", "A plan that names a plan before the first.", Keys::Committee, l5_previous),
    Class::new("L6+", "An opening whose plan is not there.", Keys::Committee, l6_orphan),
    Class::new("L7+", "A village that exclusions made smaller than the limit is opened.", Keys::Committee, l7),
];
