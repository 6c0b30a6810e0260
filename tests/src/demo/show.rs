//! What the demo shows: a table of results, the verdict, where the files are and the command that audits them again.

use auditor::{Report, VillageReport};
use manifest::TieRule;
use paper::{number, percent};
use record::ElectionOutcome;
use serde::Serialize;

use super::{Outcome, Place};

#[derive(Serialize)]
struct Shown<'a> {
    anchor: String,
    exit: u8,
    out: String,
    verdict: &'a str,
    villages: Vec<ShownVillage<'a>>,
}

#[derive(Serialize)]
struct ShownVillage<'a> {
    name: &'a str,
    options: Vec<ShownOption>,
    /// The tie rule that decided, if votes alone did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<TieRule>,
    /// Candidates who lead with equal votes; empty without a tie.
    tie: Vec<u32>,
    village: &'a str,
    winner: Option<u32>,
}

#[derive(Serialize)]
struct ShownOption {
    option: u32,
    votes: u32,
}

/// One JSON object: villages with options (0 is blank), votes, winner or tie; the verdict and the anchor.
#[must_use]
pub fn json(outcome: &Outcome, place: &Place) -> String {
    let village = |v| shown(v);
    let shown = Shown {
        anchor: outcome.index.digest().to_string(),
        exit: outcome.report.exit_code,
        out: place.root().display().to_string(),
        verdict: &outcome.report.words,
        villages: outcome.report.villages.iter().map(village).collect(),
    };
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}

fn shown(village: &VillageReport) -> ShownVillage<'_> {
    let options = village.options.iter().map(|o| ShownOption { option: o.option, votes: o.votes }).collect();
    ShownVillage {
        name: &village.name,
        options,
        rule: rule(village),
        tie: leaders(village),
        village: &village.village,
        winner: village.winner,
    }
}

fn rule(village: &VillageReport) -> Option<TieRule> {
    match village.outcome {
        Some(ElectionOutcome::Winner { rule, .. }) => rule,
        _ => None,
    }
}

fn leaders(village: &VillageReport) -> Vec<u32> {
    let candidates = || village.options.iter().filter(|o| o.option > 0);
    let most = candidates().map(|o| o.votes).max();
    let leaders: Vec<u32> = candidates().filter(|o| Some(o.votes) == most).map(|o| o.option).collect();
    if leaders.len() > 1 { leaders } else { Vec::new() }
}

/// The page a person reads.
#[must_use]
pub fn text(outcome: &Outcome, place: &Place) -> String {
    let mut page = table(&outcome.report);
    let out = place.root().display();
    page.push_str(&format!("\n{}\n", outcome.report.words));
    page.push_str(&format!("\nJangkar (di kertas / on paper): {}\n", outcome.index.digest()));
    page.push_str(&format!("Rekaman (records):              {out}/records/<kode desa>/{{sealed,public}}\n"));
    page.push_str(&format!("Ekspor bilik (bundles):         {out}/bundles\n"));
    page.push_str("\nAudit lagi (audit again):\n");
    page.push_str(&format!("  cargo run --release --quiet --bin suara-audit -- verify {out} --anchor {out}/ANCHOR\n"));
    page
}

fn table(report: &Report) -> String {
    let mut page = format!("{:<14} {:<22} {:>7}  {:<34} {}\n", "KODE", "DESA", "SUARA", "PER CALON (0 = KOSONG)", "PEMENANG");
    for village in &report.villages {
        let all: u32 = village.options.iter().map(|o| o.votes).sum();
        let votes: Vec<String> = village.options.iter().map(|o| format!("{}:{}", o.option, number(u64::from(o.votes)))).collect();
        page.push_str(&format!(
            "{:<14} {:<22} {:>7}  {:<34} {}\n",
            village.village,
            clip(&village.name, 22),
            number(u64::from(all)),
            votes.join(" "),
            winner(village, all)
        ));
    }
    page
}

fn clip(words: &str, width: usize) -> String {
    words.chars().take(width).collect()
}

fn winner(village: &VillageReport, all: u32) -> String {
    let Some(number) = village.winner else { return "SERI: keputusan panitia".to_owned() };
    let option = village.options.iter().find(|o| o.option == number);
    let (name, votes) = option.map_or(("", 0), |o| (o.name.as_str(), o.votes));
    let rule = rule(village).map(|rule| format!(" — seri, diputus {}", words(rule))).unwrap_or_default();
    format!("{number} {name} ({}){rule}", percent(u64::from(votes), u64::from(all)))
}

const fn words(rule: TieRule) -> &'static str {
    match rule {
        TieRule::StationRegistered => "TPS dengan DPT terbanyak",
        TieRule::StationAttendance => "TPS dengan hadir terbanyak",
        TieRule::StratumRegistered => "dusun dengan DPT terbanyak",
        TieRule::Booth => "bilik dengan suara terbanyak",
        TieRule::Domicile => "domisili",
        TieRule::Education => "pendidikan",
        TieRule::Committee => "panitia",
    }
}
