//! A report as people read it: villages with their results, what failed or could not be checked, the verdict.

use record::ElectionOutcome;

use crate::checks;
use crate::levels::{Level, Levels};
use crate::report::{CheckResult, Report, Status, VillageReport};
use crate::text::{Lang, pick, plain};

/// Characters of the longest bar.
const BAR: u32 = 30;

/// The whole report; `verbose` lists passed checks too.
#[must_use]
pub fn render(report: &Report, verbose: bool) -> String {
    let lang = report.lang;
    let mut out = String::new();
    for village in &report.villages {
        head(village, lang, &mut out);
        result(village, lang, &mut out);
        village
            .checks
            .iter()
            .filter(|c| c.status == Status::Fail || (verbose && c.status == Status::Pass))
            .for_each(|c| check(c, lang, &mut out));
        unchecked(village, lang, &mut out);
        line(&mut out, "");
    }
    if report.villages.len() != 1 || report.cross.iter().any(|c| verbose || c.status != Status::Pass) {
        recap(report, verbose, &mut out);
    }
    if !report.evidence.is_empty() {
        line(&mut out, pick(("Bukti saksi:", "Witness evidence:"), lang));
        report.evidence.iter().for_each(|c| check(c, lang, &mut out));
    }
    if let Some(anchor) = &report.anchor {
        line(&mut out, &format!("{}: {}", pick(("Sidik indeks", "Index digest"), lang), grouped(anchor)));
    }
    let code = report.exit_code;
    line(&mut out, &format!("{} [{code}]", report.words));
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(&plain(text));
    out.push('\n');
}

/// A digest as it stands on paper, in groups of four.
fn grouped(hex: &str) -> String {
    let chars: Vec<char> = hex.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn head(village: &VillageReport, lang: Lang, out: &mut String) {
    let rehearsal = if village.is_rehearsal() { pick((" — LATIHAN", " — REHEARSAL"), lang) } else { "" };
    let tiers = village.tiers.join(", ");
    line(out, &format!("{} {} ({tiers}){rehearsal}", village.village, village.name));
    let counts = [Status::Pass, Status::Fail, Status::NotChecked].map(|s| format!("{} {}", s.word(), village.count(s)));
    line(out, &format!("  {}", counts.join("   ")));
}

fn result(village: &VillageReport, lang: Lang, out: &mut String) {
    if !village.options.is_empty() && village.count(Status::Fail) > 0 {
        line(out, pick(("  Angka dari rekaman yang TIDAK LULUS:", "  Numbers of a record that FAILED:"), lang));
    }
    let most = village.options.iter().map(|o| o.votes).max().unwrap_or(0).max(1);
    let width = village.options.iter().map(|o| o.name.chars().count()).max().unwrap_or(0).max(6);
    for option in &village.options {
        let name = if option.option == 0 { pick(("kosong", "blank"), lang) } else { &option.name };
        let bar = "█".repeat(usize::try_from(u64::from(option.votes) * u64::from(BAR) / u64::from(most)).unwrap_or(0));
        line(out, &format!("  {:>2}  {name:<width$}  {:>7}  {bar}", option.option, option.votes));
    }
    if let Some(outcome) = &village.outcome {
        line(out, &format!("  {}", spoken(village, outcome, lang)));
    }
}

fn spoken(village: &VillageReport, outcome: &ElectionOutcome, lang: Lang) -> String {
    let name = |number: u32| village.options.iter().find(|o| o.option == number).map_or("", |o| &o.name);
    match outcome {
        ElectionOutcome::Winner { candidate, rule } => {
            let rule = rule.map(|r| format!(" ({})", canonical_word(&r))).unwrap_or_default();
            format!("{}: {candidate} {}{rule}", pick(("Terpilih", "Elected"), lang), name(*candidate))
        }
        ElectionOutcome::Tied { candidates } => {
            let list: Vec<String> = candidates.iter().map(|n| format!("{n} {}", name(*n))).collect();
            format!("{}: {}", pick(("Seri, panitia yang memutuskan", "Tied, the committee decides"), lang), list.join(", "))
        }
        ElectionOutcome::Cancelled => pick(("Pemilihan dibatalkan", "Contest cancelled"), lang).to_owned(),
        ElectionOutcome::NoCandidate => pick(("Tidak ada calon yang dapat terpilih", "No candidate can win"), lang).to_owned(),
    }
}

/// A tie rule as the definition writes it.
fn canonical_word(rule: &manifest::TieRule) -> String {
    String::from_utf8_lossy(&canonical::json::to_bytes(rule)).trim_matches('"').to_owned()
}

fn check(check: &CheckResult, lang: Lang, out: &mut String) {
    let title = checks::find(check.id).map_or("", |c| pick(c.title, lang));
    line(out, &format!("  {:<11} {} {title} [{}]", check.status.word(), check.id, check.tier));
    for (place, evidence) in check.findings() {
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        line(out, &format!("              {place}{evidence}"));
    }
    let rest = check.count.saturating_sub(check.findings().count());
    if rest > 0 {
        line(out, &format!("              {} {rest}", pick(("dan lagi:", "and more:"), lang)));
    }
}

/// What could not be checked: one line for each reason, for a broken file stops many checks.
fn unchecked(village: &VillageReport, lang: Lang, out: &mut String) {
    let mut reasons: Vec<(&str, String, Vec<&str>)> = Vec::new();
    for check in village.checks.iter().filter(|c| c.status == Status::NotChecked) {
        for (place, evidence) in check.findings() {
            let why = if place.is_empty() { evidence.to_owned() } else { format!("{place}: {evidence}") };
            match reasons.iter_mut().find(|(tier, known, _)| *tier == check.tier && *known == why) {
                Some((_, _, ids)) => ids.push(check.id),
                None => reasons.push((check.tier, why, vec![check.id])),
            }
        }
    }
    for (tier, why, ids) in reasons {
        let name = match ids.as_slice() {
            [one] => format!("{one} {}", checks::find(one).map_or("", |c| pick(c.title, lang))),
            many => many.join(" "),
        };
        line(out, &format!("  {:<11} {name} [{tier}]", Status::NotChecked.word()));
        line(out, &format!("              {why}"));
    }
}

fn recap(report: &Report, verbose: bool, out: &mut String) {
    let lang = report.lang;
    let villages = report.villages.len();
    let decided = report.villages.iter().filter(|v| v.winner.is_some()).count();
    let votes: u64 = report.villages.iter().flat_map(|v| &v.options).map(|o| u64::from(o.votes)).sum();
    let total = |status| report.checks().filter(|c| c.status == status).count();
    let (pass, fail, not) = (total(Status::Pass), total(Status::Fail), total(Status::NotChecked));
    let words = match lang {
        Lang::Id => {
            format!("Rekap: {villages} desa, {decided} dengan pemenang, {votes} suara; PASS {pass}, FAIL {fail}, NOT-CHECKED {not}")
        }
        Lang::En => {
            format!("Recap: {villages} villages, {decided} with a winner, {votes} votes; PASS {pass}, FAIL {fail}, NOT-CHECKED {not}")
        }
    };
    line(out, &words);
    report.levels.iter().for_each(|levels| sums(levels, lang, out));
    report.cross.iter().filter(|c| verbose || c.status != Status::Pass).for_each(|c| check(c, lang, out));
}

/// Sums by district and for the regency, and how many villages they are of.
fn sums(levels: &Levels, lang: Lang, out: &mut String) {
    let heads = match lang {
        Lang::Id => ["terdaftar", "tersimpan", "dihitung", "uji", "batal", "dibatalkan", "dikeluarkan"],
        Lang::En => ["registered", "cast", "counted", "challenged", "spoiled", "void", "excluded"],
    };
    for level in levels.districts.iter().chain([&levels.regency]) {
        let Level { code, name, villages, index, left_out, counts } = level;
        let of = match lang {
            Lang::Id => format!("{villages} dari {index} desa, {left_out} tidak lulus dan tidak dijumlahkan"),
            Lang::En => format!("{villages} of {index} villages, {left_out} did not pass and are not in the sums"),
        };
        line(out, &format!("  {code} {name}: {of}"));
        let numbers: Vec<String> = heads.iter().zip(counts.list()).map(|(head, n)| format!("{head} {n}")).collect();
        line(out, &format!("    {}", numbers.join(", ")));
    }
    if !levels.add_up() {
        line(out, pick(("  JUMLAH INI TIDAK COCOK.", "  THESE SUMS DO NOT ADD UP."), lang));
    }
}

/// The table of checks, one a line, the number first.
#[must_use]
pub fn table(lang: Lang) -> String {
    let mut out = String::new();
    for check in checks::all() {
        let runs: Vec<&str> = check.runs.iter().map(|run| run.word()).collect();
        line(&mut out, &format!("{} {} [{}]", check.id.0, pick(check.title, lang), runs.join(" ")));
    }
    out
}
