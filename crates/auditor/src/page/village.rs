//! One village on the page: its result and all its checks.

use super::checks;
use super::escape::{Html, Text};
use crate::report::{Status, VillageReport};
use crate::text::Lang;

pub(super) fn section(village: &VillageReport, lang: Lang, page: &mut Html) {
    page.raw("<h2>").text(&format!("{} {}", village.village, village.name)).raw("</h2>\n");
    if village.is_rehearsal() {
        page.both("p", ("LATIHAN, bukan pemilihan.", "REHEARSAL, no election."));
    }
    result(village, page);
    checks::table(&village.checks, lang, page);
}

fn result(village: &VillageReport, page: &mut Html) {
    if village.options.is_empty() {
        page.both(
            "p",
            ("Tidak ada hasil: jumlah belum dibuka atau tidak terbaca.", "No result: the sums are not opened or cannot be read."),
        );
        return;
    }
    if village.count(Status::Fail) > 0 {
        page.both("p", ("Angka berikut dari rekaman yang TIDAK LULUS:", "The following numbers are of a record that FAILED:"));
    }
    page.heads(&[("Nomor", "Number"), ("Pilihan", "Option"), ("Suara", "Votes")]);
    for option in &village.options {
        let name = if option.option == 0 { Text::fixed(("kosong", "blank")) } else { Text::of(&option.name) };
        page.raw("<tr>").cell("n", &Text::of(&option.option.to_string())).cell("", &name);
        page.cell("n", &Text::of(&option.votes.to_string())).raw("</tr>\n");
    }
    page.raw("</table>\n");
    let name = |number| village.options.iter().find(|o| o.option == number).map(|o| o.name.clone()).unwrap_or_default();
    if let Some(outcome) = &village.outcome {
        page.raw("<p><b>").put(&Text::words(&super::outcome(outcome, name))).raw("</b></p>\n");
    }
}
