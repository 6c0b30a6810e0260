//! LAPORAN NOL: printed in front of the witnesses before polls open. It shows that nothing is stored and who stands for election
//! in this machine.

use super::{Choice, Report};
use crate::document::Document;

/// The zero report. `options` are the ballot lines loaded in the machine, for comparison with the posted list. When any count is
/// not zero, the paper says so in a banner instead of claiming nought.
#[must_use]
pub fn zero_report(report: &Report<'_>, options: &[Choice<'_>]) -> Document {
    let mut document = report.opening("LAPORAN NOL", "Pembukaan");
    document.banner(if report.counts.iter().all(|(_, count)| *count == 0) {
        "NOL – TIDAK ADA SUARA TERSIMPAN"
    } else {
        "BUKAN NOL – TIDAK DAPAT DIBUKA – ADA DATA TERSISA"
    });
    report.counts(&mut document);
    document.blank().line("Pilihan yang dimuat di alat ini:");
    for option in options {
        document.line(&option.words());
    }
    document.blank();
    report.ending(&mut document);
    document
}
