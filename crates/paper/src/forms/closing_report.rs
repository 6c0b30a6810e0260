//! LAPORAN PENUTUPAN: what a booth or a station holds when polls are closed. It has no votes per candidate, because those exist
//! only after the guardians have opened the sums.

use super::Report;
use super::equations::{Equation, add_summary, add_table};
use crate::document::Document;

/// The closing report. `equations` are those of the station that can be checked by now; none for a booth.
#[must_use]
pub fn closing_report(report: &Report<'_>, equations: &[Equation<'_>]) -> Document {
    let mut document = report.opening("LAPORAN PENUTUPAN", "Penutupan");
    document.banner("TUTUP – TIDAK DAPAT DIBUKA LAGI");
    if !equations.is_empty() {
        add_summary(&mut document, equations);
    }
    report.counts(&mut document);
    document.blank().line("Jumlah suara tiap calon belum ada. Jumlah itu dibuka pemegang kunci sesudah semua alat diserahkan.").blank();
    report.ending(&mut document);
    if !equations.is_empty() {
        add_table(&mut document, equations);
    }
    document
}
