//! C43–C48: opening plans as they were published, held against those that follow by rule.

use canonical::{Hash, json};
use manifest::MAX_DOCUMENT;
use record::{Folder, PlanData, Scope, layout};

use crate::checks::{Id, id};
use crate::count::{Counted, Opened};
use crate::documents::{Known, signed};
use crate::findings::{Findings, Place};
use crate::list::MAX_PLANS;
use crate::opening;
use crate::text::{Words, say};

const ALL: [Id; 6] = [id::PLANS_SIGNED, id::PLAN_RULE, id::CELLS, id::OPENINGS, id::FACTORS, id::SUMS];

/// The plans of a folder and what they opened.
pub(crate) struct Plans {
    pub(crate) plans: Vec<PlanData>,
    /// Nothing while a sum that is due is not opened.
    pub(crate) opened: Option<Vec<Opened>>,
}

/// Reads, checks and opens all plans.
pub(crate) fn check(folder: &Folder, known: &Known, counted: Option<&Counted>, f: &mut Findings) -> Plans {
    let plans = read(folder, known, f);
    let Some(counted) = counted else { return Plans { plans, opened: None } };
    if counted.first_plan().is_none() {
        match plans.first() {
            None => ALL.into_iter().for_each(|id| f.not_due(id)),
            Some(_) => f.fail(id::PLAN_RULE, place(1), say!("tidak ada yang boleh dibuka", "there is nothing that may be opened")),
        }
        let opened = plans.is_empty().then(Vec::new);
        return Plans { plans, opened };
    }
    if plans.is_empty() {
        ALL.into_iter().for_each(|id| f.skip(id, Place::file("plan-1.json"), say!("belum dibuka", "not opened yet")));
        return Plans { plans, opened: None };
    }
    cells(&plans, counted, f);
    let opened = open(folder, &plans, counted, f);
    Plans { plans, opened }
}

fn place(number: u32) -> Place {
    Place::file(&layout::json(&layout::plan(number)))
}

fn read(folder: &Folder, known: &Known, f: &mut Findings) -> Vec<PlanData> {
    let committee = known.committee();
    let mut plans: Vec<PlanData> = Vec::new();
    let mut last: Option<Hash> = None;
    for number in 1..=MAX_PLANS {
        let name = layout::plan(number);
        let Some(bytes) = folder.get(&layout::json(&name)) else { break };
        let plan: PlanData = match json::from_bytes(bytes, MAX_DOCUMENT) {
            Ok(plan) => plan,
            Err(e) => {
                f.fail(id::PLANS_SIGNED, place(number), Words::rule(&e));
                break;
            }
        };
        signed(folder, &name, bytes, committee.as_ref(), id::PLANS_SIGNED, f);
        let definition = known.definition.as_ref().map(manifest::Definition::digest);
        if &*plan.format != PlanData::FORMAT || plan.number != number || Some(plan.definition) != definition {
            let words = say!("bentuk, nomor atau definisi lain", "another format, number or definition");
            f.fail(id::PLANS_SIGNED, place(number), words);
        }
        if plan.previous != last {
            f.fail(id::PLANS_SIGNED, place(number), say!("tidak menyebut rencana sebelumnya", "does not name the plan before"));
        }
        last = Some(plan.digest());
        plans.push(plan);
    }
    orphans(folder, plans.len(), f);
    let count = plans.len();
    f.done(id::PLANS_SIGNED, say!("{count} rencana", "{count} plans"));
    plans
}

/// Plans after a gap, and openings of plans that are not here.
fn orphans(folder: &Folder, plans: usize, f: &mut Findings) {
    for (path, _) in folder.iter() {
        let number = |rest: &str| rest.split(['-', '.']).next().and_then(|n| n.parse::<usize>().ok());
        let after = |prefix: &str| path.strip_prefix(prefix).and_then(number).is_some_and(|n| n > plans);
        if after("plan-") {
            f.fail(id::PLANS_SIGNED, Place::file(path), say!("rencana sebelumnya tidak ada", "the plan before it is missing"));
        } else if after("opening-") {
            f.fail(id::OPENINGS, Place::file(path), say!("rencananya tidak ada", "its plan is missing"));
        }
    }
}

/// C45: every cell that all opened sums make has `k_min` ballots. One sum of a whole small village is allowed if it was as small
/// before exclusions: whoever signs those may not choose how few ballots a sum shows.
fn cells(plans: &[PlanData], counted: &Counted, f: &mut Findings) {
    let scopes: Vec<Scope> = plans.iter().flat_map(|p| p.sets.iter().map(|s| s.scope.clone())).collect();
    let least = counted.definition.rules.k_min;
    let cells = counted.cells(&scopes);
    let cast = counted.cast_before_exclusions();
    let alone = scopes == [Scope::Village] && cast < least as usize;
    let smallest = cells.first().copied().unwrap_or_default();
    if smallest < least as usize && !alone {
        let words = say!(
            "kelompok {smallest} surat suara terlihat, batasnya {least}; sebelum pengecualian {cast} di desa ini",
            "a group of {smallest} ballots is shown, the limit is {least}; before exclusions the village has {cast}"
        );
        f.fail(id::CELLS, place(crate::count::number(plans.len())), words);
    }
    let count = cells.len();
    f.done(id::CELLS, say!("{count} kelompok, terkecil {smallest}", "{count} groups, the smallest of {smallest}"));
}

fn open(folder: &Folder, plans: &[PlanData], counted: &Counted, f: &mut Findings) -> Option<Vec<Opened>> {
    let mut opened: Vec<Opened> = Vec::new();
    let mut previous: Option<&PlanData> = None;
    for plan in plans {
        let expected = previous.map_or_else(|| counted.first_plan(), |before| counted.next_plan(before, &opened));
        rule(plan, expected.as_ref(), f);
        let Some(sums) = opening::check(folder, plan, counted, f) else {
            let number = plan.number;
            for id in ALL {
                f.done(id, say!("{number} rencana", "{number} plans"));
            }
            if plans.last() != Some(plan) {
                f.skip(
                    id::PLAN_RULE,
                    place(number.saturating_add(1)),
                    say!("rencana sebelumnya tidak terbuka", "the plan before it is not opened"),
                );
            }
            return None;
        };
        opened.extend(sums);
        previous = Some(plan);
    }
    let (count, sets) = (plans.len(), opened.len());
    for id in [id::PLAN_RULE, id::OPENINGS, id::FACTORS, id::SUMS] {
        f.done(id, say!("{count} rencana, {sets} jumlah", "{count} plans, {sets} sums"));
    }
    Some(opened)
}

/// C44: the plan is the one that follows by rule.
fn rule(plan: &PlanData, expected: Option<&PlanData>, f: &mut Findings) {
    let at = || place(plan.number);
    let Some(expected) = expected else {
        return f.fail(id::PLAN_RULE, at(), say!("tidak ada aturan yang meminta jumlah ini", "no rule asks for this sum"));
    };
    if plan.record != expected.record {
        let (found, digest) = (plan.record, expected.record);
        f.fail(
            id::PLAN_RULE,
            at(),
            say!("untuk rekaman lain: {found}, yang ini {digest}", "made for another record: {found}, this one is {digest}"),
        );
    }
    let ids = |plan: &PlanData| plan.sets.iter().map(|s| s.scope.id()).collect::<Vec<_>>().join(", ");
    if !plan.sets.iter().map(|s| &s.scope).eq(expected.sets.iter().map(|s| &s.scope)) {
        let (found, due) = (ids(plan), ids(expected));
        return f.fail(id::PLAN_RULE, at(), say!("membuka {found}, menurut aturan {due}", "opens {found}, by rule {due}"));
    }
    for (set, due) in plan.sets.iter().zip(&expected.sets).filter(|(a, b)| a != b) {
        let (name, found, count) = (set.scope.id(), set.count, due.count);
        let words = say!(
            "{name}: {found} surat suara, menurut rekaman {count}, atau kodenya lain",
            "{name}: {found} ballots, by the record {count}, or other codes"
        );
        f.fail(id::PLAN_RULE, at(), words);
    }
}
