//! C49–C51: the published result held against this program's own count.

use canonical::json;
use manifest::MAX_DOCUMENT;
use record::{ElectionOutcome, Folder, OpenedSum, PlanData, ResultData, TieStep, layout};

use crate::checks::id;
use crate::count::{Counted, Opened};
use crate::documents::{Known, signed};
use crate::findings::{Findings, Place};
use crate::plan::Plans;
use crate::text::{Words, say};
use crate::votes::Votes;
use crate::winner::Decision;

/// What this program counted and decided.
pub(crate) struct Recount {
    pub(crate) votes: Votes,
    pub(crate) outcome: ElectionOutcome,
    pub(crate) steps: Vec<TieStep>,
}

/// Recounts, and checks the published result if there is one.
pub(crate) fn check(folder: &Folder, known: &Known, counted: Option<&Counted>, plans: &Plans, f: &mut Findings) -> Option<Recount> {
    let path = layout::json(layout::RESULT);
    let published = folder.get(&path);
    if published.is_none() {
        for id in [id::RESULT, id::WINNER, id::TOTALS] {
            f.skip(id, Place::file(&path), say!("belum ada hasil", "there is no result yet"));
        }
    }
    let (counted, opened) = (counted?, plans.opened.as_ref()?);
    let recount = match counted.decide(opened) {
        Decision::Outcome(outcome, steps) => Recount { votes: counted.votes(opened), outcome, steps },
        Decision::Open(scope) => {
            let set = scope.id();
            let words = || {
                say!("aturan suara seri memerlukan jumlah {set} yang belum dibuka", "a tie rule needs the sum {set}, which is not opened")
            };
            if published.is_some() {
                f.fail(id::WINNER, Place::file(&path), words());
            }
            return None;
        }
    };
    let Some(bytes) = published else { return Some(recount) };
    match json::from_bytes::<ResultData>(bytes, MAX_DOCUMENT) {
        Err(e) => f.fail(id::RESULT, Place::file(&path), Words::rule(&e)),
        Ok(result) => {
            signed(folder, layout::RESULT, bytes, known.committee().as_ref(), id::RESULT, f);
            numbers(&result, &recount, counted, opened, &plans.plans, f);
            winner(&result, &recount, f);
        }
    }
    totals(folder, &recount, counted, f);
    Some(recount)
}

fn numbers(result: &ResultData, recount: &Recount, counted: &Counted, opened: &[Opened], plans: &[PlanData], f: &mut Findings) {
    let sums: Vec<OpenedSum> =
        opened.iter().map(|o| OpenedSum { count: o.count, plan: o.plan, set: o.scope.id().into(), votes: o.votes.clone() }).collect();
    let Votes { electronic, paper, total } = &recount.votes;
    let lists = [("electronic", &result.electronic, electronic), ("paper", &result.paper, paper), ("votes", &result.votes, total)];
    let place = || Place::file("result.json");
    for (field, found, own) in lists.into_iter().filter(|(_, found, own)| found != own) {
        f.fail(id::RESULT, place(), say!("\"{field}\" {found:?}, hitungan sendiri {own:?}", "\"{field}\" {found:?}, own count {own:?}"));
    }
    let digests: Vec<_> = plans.iter().map(PlanData::digest).collect();
    let others = [
        ("sums", result.sums == sums),
        ("plans", result.plans == digests),
        ("excluded", result.excluded == counted.excluded()),
        ("definition", result.definition == counted.definition.digest()),
        ("format", &*result.format == ResultData::FORMAT),
    ];
    for (field, _) in others.into_iter().filter(|(_, holds)| !holds) {
        f.fail(id::RESULT, place(), say!("\"{field}\" berbeda dari hitungan sendiri", "\"{field}\" is not this program's"));
    }
    f.done(id::RESULT, say!("suara {total:?}", "votes {total:?}"));
}

fn winner(result: &ResultData, recount: &Recount, f: &mut Findings) {
    let place = || Place::file("result.json");
    if result.outcome != recount.outcome {
        let (found, own) = (spoken(&result.outcome), spoken(&recount.outcome));
        f.fail(id::WINNER, place(), say!("tertulis {found}, menurut aturan {own}", "it says {found}, by the rules {own}"));
    }
    if result.tie_steps != recount.steps {
        f.fail(id::WINNER, place(), say!("langkah suara seri bukan menurut aturan", "the tie steps are not those of the rules"));
    }
    let outcome = spoken(&recount.outcome);
    f.done(id::WINNER, Words::new(outcome.clone(), outcome));
}

/// An outcome as the record's own JSON says it.
pub(crate) fn spoken(outcome: &ElectionOutcome) -> String {
    String::from_utf8_lossy(&json::to_bytes(outcome)).into_owned()
}

fn totals(folder: &Folder, recount: &Recount, counted: &Counted, f: &mut Findings) {
    let Some(bytes) = crate::documents::take(folder, layout::TOTALS, id::TOTALS, f) else { return };
    let village = &counted.definition.village.code;
    let candidates = counted.definition.candidates.len();
    let mut expected = vec!["village_code,option,electronic,paper,votes".to_owned()];
    let Votes { electronic, paper, total } = &recount.votes;
    for (place, ((electronic, paper), votes)) in (1..).zip(electronic.iter().zip(paper).zip(total)) {
        let option = if place > candidates { 0 } else { place };
        expected.push(format!("{village},{option},{electronic},{paper},{votes}"));
    }
    let text = String::from_utf8_lossy(bytes);
    let whole: String = expected.iter().map(|line| format!("{line}\n")).collect();
    if text != whole {
        let same = text.lines().zip(&expected).take_while(|(a, b)| a == b).count();
        let due = expected.get(same).map_or("", String::as_str);
        f.fail(id::TOTALS, Place::line(layout::TOTALS, same + 1), say!("menurut hitungan sendiri: {due:?}", "by own count: {due:?}"));
    }
    let count = expected.len();
    f.done(id::TOTALS, say!("{count} baris", "{count} lines"));
}
