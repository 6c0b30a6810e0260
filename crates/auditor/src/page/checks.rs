//! Checks on the page: all of them in tables; those that failed with what it means and whom to call; those that were not done.

use std::collections::BTreeMap;

use super::escape::{Html, Text};
use crate::checks::{self, Check};
use crate::report::{CheckResult, Report, Status};
use crate::text::Lang;

pub(super) fn table(list: &[CheckResult], lang: Lang, page: &mut Html) {
    page.heads(&[("Nomor", "Number"), ("Pemeriksaan", "Check"), ("Bagian", "Tier"), ("Hasil", "Outcome"), ("Temuan", "Findings")]);
    for check in list {
        let class = match check.status {
            Status::Pass => "PASS",
            Status::NotChecked => "NOT-CHECKED",
            Status::Fail => "FAIL",
        };
        let title = checks::find(check.id).map_or(("", ""), |c| c.title);
        page.raw("<tr>").cell("", &Text::of(check.id)).cell("", &Text::fixed(title)).cell("", &Text::of(check.tier));
        page.cell(class, &Text::of(check.status.word())).raw("<td>");
        findings(check, lang, page);
        page.raw("</td></tr>\n");
    }
    page.raw("</table>\n");
}

fn findings(check: &CheckResult, lang: Lang, page: &mut Html) {
    for [id, en] in check.told(lang) {
        let one = |place: &str, evidence: &str| if place.is_empty() { evidence.to_owned() } else { format!("{place}: {evidence}") };
        page.raw("<div>").put(&Text::two(&one(&id.place, &id.evidence), &one(&en.place, &en.evidence))).raw("</div>");
    }
    let rest = check.count.saturating_sub(check.findings().count());
    if rest > 0 {
        page.raw("<div>").put(&Text::two(&format!("dan {rest} lagi"), &format!("and {rest} more"))).raw("</div>");
    }
}

/// Each check of this status once, with the villages in which it has it.
fn by_check(report: &Report, status: Status) -> BTreeMap<&'static str, Vec<String>> {
    let mut all: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let villages = report.villages.iter().flat_map(|v| v.checks.iter().map(move |c| (c, format!("{} {}", v.village, v.name))));
    let others = report.cross.iter().chain(&report.evidence).map(|c| (c, c.tier.to_owned()));
    for (check, place) in villages.chain(others).filter(|(c, _)| c.status == status) {
        let places = all.entry(check.id).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }
    all
}

fn explained(id: &'static str, places: &[String], page: &mut Html) -> Option<&'static Check> {
    let check = checks::find(id)?;
    page.raw("<h3>").text(id).raw(" ").put(&Text::fixed(check.title)).raw("</h3>\n<p>").text(&places.join("; ")).raw("</p>\n");
    Some(check)
}

/// What failed, what that means, what it can mean, whom to call.
pub(super) fn failures(report: &Report, page: &mut Html) {
    page.both("h2", ("Yang gagal dan artinya", "What failed, and what it means"));
    let all = by_check(report, Status::Fail);
    if all.is_empty() {
        page.both("p", ("Tidak ada yang gagal.", "Nothing failed."));
    }
    for (id, places) in all {
        let Some(check) = explained(id, &places, page) else { continue };
        page.raw("<table>");
        page.row(("Yang seharusnya", "What should hold"), &Text::fixed(check.means));
        page.row(("Yang mungkin terjadi", "What the failure can mean"), &Text::fixed(check.failure));
        page.row(("Hubungi", "Whom to call"), &Text::fixed(check.call));
        page.raw("</table>\n");
    }
}

/// What was not checked, and why that is not valid.
pub(super) fn unchecked(report: &Report, page: &mut Html) {
    page.both("h2", ("Yang tidak diperiksa", "What was not checked"));
    let all = by_check(report, Status::NotChecked);
    if all.is_empty() {
        page.both("p", ("Semua yang perlu diperiksa telah diperiksa.", "Everything that was due was checked."));
        return;
    }
    let words = (
        "Pemeriksaan berikut tidak dapat dilakukan. Itu bukan tanda salah, tetapi juga bukan tanda benar: yang tidak diperiksa tidak pernah \
         dinyatakan sah. Sebabnya ada dalam kolom temuan.",
        "The following checks could not be done. That is no sign that something is wrong, and none that it is right: what was not checked is \
         never called valid. The reasons are in the column of findings.",
    );
    page.both("p", words);
    for (id, places) in all {
        if let Some(check) = explained(id, &places, page) {
            page.raw("<table>").row(("Hubungi", "Whom to call"), &Text::fixed(check.call)).raw("</table>\n");
        }
    }
}
