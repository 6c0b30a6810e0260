//! Any number of villages at once, in parallel, and what only several records together can show.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use record::{Folder, Tier};

use crate::checks::{Run, id};
use crate::cross::{self, Facts};
use crate::discover::{Group, discover};
use crate::evidence::{Evidence, held};
use crate::findings::{Findings, Place};
use crate::levels::{self, Counts};
use crate::options::Options;
use crate::report::{CheckResult, Finding, Report, Status, Verdict, VillageReport};
use crate::stage::{Done, describe, put_result, run};
use crate::text::{Words, say};

/// Verifies every record and bundle in or below the paths.
#[must_use]
pub fn verify_paths(paths: &[PathBuf], options: &Options) -> Report {
    verify_watched(paths, options, &|_, _| ())
}

/// The same, and tells after each village how many of how many are done.
#[must_use]
pub fn verify_watched(paths: &[PathBuf], options: &Options, watch: &(dyn Fn(usize, usize) + Sync)) -> Report {
    let found = discover(paths);
    let evidence = options.evidence.as_deref().map(Evidence::read);
    let all = found.groups.len();
    watch(0, all);
    let finished = std::sync::atomic::AtomicUsize::new(0);
    let one = |group: &Group| {
        let done = survive(group, options, || village(group, evidence.as_ref(), options));
        let count = finished.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        watch(count, all);
        done
    };
    let mut done: Vec<(VillageReport, Facts)> = found.groups.par_iter().map(one).collect();
    let mut f = Findings::new(Run::Cross, options.lang);
    f.not_due(id::TIERS);
    f.not_due(id::BUNDLES);
    for (path, why) in &found.unread {
        f.skip(id::COMPLETE, Place::file(&path.to_string_lossy()), Words::new(why.clone(), why.clone()));
    }
    let facts: Vec<&Facts> = done.iter().map(|(_, facts)| facts).collect();
    cross::villages(&facts, options, &mut f);
    let told = !options.complete && found.unread.is_empty() && !facts.is_empty();
    let held: Vec<_> = done.iter_mut().flat_map(|(_, facts)| core::mem::take(&mut facts.held)).collect();
    let mut w = Findings::new(Run::Evidence, options.lang);
    let witnessed = evidence.map(|evidence| evidence.check(held, &mut w)).unwrap_or_default();
    let levels = levels::sum(&done, &f.blamed().chain(w.blamed()).collect());
    let mut villages: Vec<_> = done.into_iter().map(|(report, _)| report).collect();
    villages.sort_by(|a, b| (&a.village, a.mode).cmp(&(&b.village, b.mode)));
    let report = Report { cross: f.finish(), evidence: witnessed, lang: options.lang, levels, villages, ..Report::default() };
    conclude(report, told, options)
}

/// A defect that one village sets off must not hide the others.
pub(crate) fn survive(group: &Group, options: &Options, work: impl FnOnce() -> (VillageReport, Facts)) -> (VillageReport, Facts) {
    std::panic::catch_unwind(core::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let paths: Vec<String> = group.paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        let village = paths.first().cloned().unwrap_or_default();
        let mut f = Findings::new(Run::Public, options.lang);
        let words = say!(
            "kesalahan program saat memeriksa desa ini; laporkan, dan periksa dengan versi lain",
            "a defect of this program while checking this village; report it, and check with another version"
        );
        f.skip(id::LIST, Place::file(&village), words);
        let mut facts = Facts::default();
        let report = VillageReport { checks: f.finish(), paths, village, ..VillageReport::default() };
        facts.name(&report);
        (report, facts)
    })
}

/// `told`: that of a village only exports of booths are here stands in the words, and does not change the verdict.
fn conclude(report: Report, told: bool, options: &Options) -> Report {
    let villages = &report.villages;
    let rehearsal = villages.iter().any(VillageReport::is_rehearsal);
    let checks = report.checks().filter(|c| !(told && c.id == id::COMPLETE.0 && c.status == Status::NotChecked));
    let verdict = Verdict::of(checks, rehearsal && !options.rehearsal);
    let mut anchors: Vec<&String> = villages.iter().filter_map(|v| v.anchor.as_ref()).collect();
    anchors.dedup();
    let anchor = if let [one] = anchors.as_slice() { Some((*one).clone()) } else { None };
    let said = words(verdict, rehearsal).plus(exports(villages));
    let words = said.clone().pick(options.lang);
    Report { anchor, exit_code: verdict.exit_code(), said, verdict, words, ..report }
}

fn words(verdict: Verdict, rehearsal: bool) -> Words {
    let (id, en) = match verdict {
        Verdict::Valid => (
            "SAH: semua pemeriksaan dilakukan dan lulus, dan cocok dengan kertas.",
            "VALID: every check was done and passed, and it is the one on paper.",
        ),
        Verdict::NotAnchored => (
            "UTUH DALAM DIRINYA: semua pemeriksaan lulus; bandingkan sidik indeks dengan kertas.",
            "Consistent in itself; compare this digest with the paper.",
        ),
        Verdict::Rehearsal => {
            ("LATIHAN: ini bukan pemilihan; tidak ada yang sah darinya.", "REHEARSAL: this is no election; nothing of it is valid.")
        }
        Verdict::NotChecked => (
            "BELUM LENGKAP: ada pemeriksaan yang tidak dapat dilakukan; ini tidak dinyatakan sah.",
            "INCOMPLETE: a check could not be done; this is not called valid.",
        ),
        Verdict::Failed => ("GAGAL: ada pemeriksaan yang tidak lulus.", "FAILED: a check did not pass."),
    };
    let said = Words::new(id, en);
    if rehearsal && verdict != Verdict::Rehearsal {
        return said.plus(say!(" (LATIHAN, bukan pemilihan)", " (REHEARSAL, no election)"));
    }
    said
}

/// What a verdict about exports of booths does not say.
fn exports(villages: &[VillageReport]) -> Words {
    let only: Vec<&str> = villages.iter().filter(|v| v.tiers == [Run::Bundle.word()]).map(|v| v.village.as_str()).collect();
    let list = only.join(", ");
    if only.is_empty() {
        Words::default()
    } else if only.len() == villages.len() {
        say!(
            " HANYA ekspor bilik yang diperiksa: tidak ada jumlah dan tidak ada pemenang.",
            " ONLY exports of booths were checked: no sum and no winner."
        )
    } else {
        say!(
            " Dari {list} HANYA ekspor bilik yang diperiksa: tidak ada jumlah dan tidak ada pemenang di sana.",
            " Of {list} ONLY exports of booths were checked: no sum and no winner there."
        )
    }
}

/// One record or bundle of a village.
struct Part {
    path: PathBuf,
    folder: Folder,
    done: Done,
}

fn village(group: &Group, evidence: Option<&Evidence>, options: &Options) -> (VillageReport, Facts) {
    let mut report = VillageReport::default();
    let mut facts = Facts::default();
    let mut checks: Vec<CheckResult> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for path in &group.paths {
        match Folder::read(path) {
            Err(e) => merge(&mut checks, unreadable(&e, path, options), path),
            // The same record found twice counts once.
            Ok(folder) if parts.iter().any(|p| p.folder == folder) => (),
            Ok(folder) => parts.push(Part { path: path.clone(), done: run(&folder, options), folder }),
        }
    }
    parts.sort_by_key(|p| order(p.done.stage.tier));
    for part in &parts {
        let described = describe(&part.folder, &part.done.stage);
        report.tiers.extend(described.tiers.iter().filter(|t| !report.tiers.contains(t)).copied().collect::<Vec<_>>());
        report.paths.push(part.path.to_string_lossy().into_owned());
        if report.name.is_empty() {
            let (paths, tiers) = (core::mem::take(&mut report.paths), core::mem::take(&mut report.tiers));
            report = VillageReport { paths, tiers, ..described };
        }
        merge(&mut checks, part.done.checks.clone(), &part.path);
        facts.add(&part.done.stage);
    }
    // The sealed record tells most, so of equal logs its copy stays.
    let told =
        [Tier::Sealed, Tier::Public, Tier::Bundle].into_iter().flat_map(|tier| parts.iter().filter(move |p| p.done.stage.tier == tier));
    facts.held = told.flat_map(|part| evidence.iter().flat_map(|e| held::of(e, &part.folder, &part.done.stage, &part.path))).collect();
    if let Some((part, recount)) = parts.iter().rev().find_map(|p| Some((p, p.done.recount.as_ref()?))) {
        put_result(&mut report, &part.done.stage, recount);
    }
    checks.extend(between(&parts, options));
    if report.village.is_empty() {
        report.village = group.paths.first().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    }
    report.counts = parts.iter().rev().find_map(|part| Counts::of(&part.done.stage));
    report.checks = checks;
    facts.name(&report);
    (report, facts)
}

/// Bundles last in reports, and the public record before the sealed one where a result is taken.
const fn order(tier: Tier) -> u8 {
    match tier {
        Tier::Bundle => 0,
        Tier::Sealed => 1,
        Tier::Public => 2,
    }
}

fn unreadable(error: &record::FolderError, path: &Path, options: &Options) -> Vec<CheckResult> {
    let mut f = Findings::new(Run::Public, options.lang);
    f.fail(id::LIST, Place::file(&path.to_string_lossy()), Words::rule(error));
    f.finish()
}

/// Adds a folder's results; a second folder of the same tier joins the rows of the first, with its path in every place.
fn merge(checks: &mut Vec<CheckResult>, more: Vec<CheckResult>, path: &Path) {
    let path = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    for mut check in more {
        let Some(row) = checks.iter_mut().find(|c| c.id == check.id && c.tier == check.tier) else {
            checks.push(check);
            continue;
        };
        if check.status == Status::Pass {
            continue;
        }
        check.inside(&path);
        if check.status > row.status {
            core::mem::swap(row, &mut check);
        }
        if check.status == row.status {
            row.count += check.count;
            let first = Finding { place: check.place, evidence: check.evidence, other: check.other };
            row.more.extend(core::iter::once(first).chain(check.more));
            row.more.truncate(CheckResult::CAP - 1);
        }
    }
}

/// C57 and C58, and C59 inside one village.
fn between(parts: &[Part], options: &Options) -> Vec<CheckResult> {
    let mut f = Findings::new(Run::Cross, options.lang);
    let of = |tier: Tier| parts.iter().filter(move |p| p.done.stage.tier == tier);
    let twice = [Tier::Sealed, Tier::Public].into_iter().any(|tier| of(tier).count() > 1);
    for part in parts.iter().filter(|_| twice).skip(1) {
        let words = say!("rekaman lain dari desa yang sama", "another record of the same village");
        f.fail(id::ONE_ELECTION, Place::file(&part.path.to_string_lossy()), words);
    }
    let (sealed, public) = (of(Tier::Sealed).next(), of(Tier::Public).next());
    if let Some((sealed, public)) = sealed.zip(public) {
        cross::tiers(sealed.done.stage.public.as_ref(), &sealed.folder, &public.folder, &mut f);
    }
    if let Some(sealed) = sealed.filter(|_| of(Tier::Bundle).next().is_some()) {
        for bundle in of(Tier::Bundle) {
            cross::bundle(&bundle.folder, &sealed.folder, &bundle.done.stage, &bundle.path.to_string_lossy(), &mut f);
        }
        f.done(id::BUNDLES, say!("bundel sama dengan rekaman", "bundles equal the record"));
    }
    let due = [(id::TIERS, sealed.is_some() && public.is_some()), (id::BUNDLES, sealed.is_some() && of(Tier::Bundle).next().is_some())];
    due.into_iter().filter(|(_, due)| !due).for_each(|(id, _)| f.not_due(id));
    [id::ACROSS, id::VOTERS, id::COMPLETE, id::ONE_ELECTION].into_iter().for_each(|id| f.not_due(id));
    f.finish()
}
