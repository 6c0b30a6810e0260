//! A report as a page for a judge: one HTML file that asks for nothing from outside, holds no script, prints on A4, and says the same for
//! the same inputs (it has no clock: date and place are written by hand). Bahasa Indonesia with English beside.
//!
//! Names, paths and findings quote files that anybody wrote: `Text` is the only way into the page, and it escapes.

mod checks;
mod escape;
mod file;
mod village;

use record::ElectionOutcome;

use crate::levels::{Level, Levels};
use crate::report::{Report, Status, Verdict};
use crate::text::Fixed;
use escape::{Html, Text};
pub use file::{SaveError, check_target, save};

/// The first line of every report, by which a later run knows that it may write over it.
const FIRST: &str = "<!doctype html><!-- suara-audit report v1 -->\n";

const STYLE: &str = "body{font:11pt/1.4 serif;max-width:52em;margin:1em auto;padding:0 1em;color:#000;background:#fff}\
h1{font-size:16pt}h2{font-size:13pt;border-bottom:1px solid #000;margin-top:1.6em}h3{font-size:11pt}\
.verdict{border:3px solid #000;padding:.6em;font-size:20pt;font-weight:bold;text-align:center}\
.verdict p{font-size:11pt;font-weight:normal;margin:.3em 0}\
table{border-collapse:collapse;width:100%;margin:.6em 0}td,th{border:1px solid #777;padding:.2em .4em;vertical-align:top;text-align:left;\
overflow-wrap:anywhere}td.n{text-align:right}code{font-family:monospace;overflow-wrap:anywhere}.en{font-style:italic;color:#333}\
.FAIL{font-weight:bold;background:#ddd}.line{border-bottom:1px solid #000;height:2.2em}\
@media print{@page{size:A4;margin:18mm}body{margin:0;padding:0;max-width:none}h2,h3{break-after:avoid}tr{break-inside:avoid}}";

/// What the run was asked for, as the page says it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Digest or key on paper that records were compared with, in hex.
    pub anchor: Option<String>,
    /// The folder of witness evidence.
    pub evidence: Option<String>,
    /// The command line's words after the program's name.
    pub command: Vec<String>,
}

/// The page.
#[must_use]
pub fn html(report: &Report, asked: &Asked) -> String {
    let mut page = Html::new(FIRST);
    page.raw("<html lang=\"id\"><head><meta charset=\"utf-8\">");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    page.raw("<title>Laporan pemeriksaan rekaman pemilihan</title><style>").raw(STYLE).raw("</style></head><body>\n");
    page.both("h1", ("Laporan pemeriksaan rekaman pemilihan", "Report on the verification of election records"));
    verdict(report, &mut page);
    inputs(report, asked, &mut page);
    report.levels.iter().for_each(|levels| sums(levels, &mut page));
    report.villages.iter().for_each(|one| village::section(one, report.lang, &mut page));
    if !report.cross.is_empty() {
        page.both("h2", ("Antar rekaman", "Between records"));
        checks::table(&report.cross, report.lang, &mut page);
    }
    if !report.evidence.is_empty() {
        page.both("h2", ("Bukti saksi", "Witness evidence"));
        checks::table(&report.evidence, report.lang, &mut page);
    }
    checks::failures(report, &mut page);
    checks::unchecked(report, &mut page);
    repeat(asked, &mut page);
    hands(&mut page);
    page.raw("</body></html>\n");
    page.finish()
}

const fn large(verdict: Verdict) -> Fixed {
    match verdict {
        Verdict::Valid => ("SAH", "VALID"),
        Verdict::NotAnchored => ("BELUM DIBANDINGKAN DENGAN KERTAS", "NOT COMPARED WITH PAPER"),
        Verdict::Rehearsal => ("LATIHAN", "REHEARSAL"),
        Verdict::NotChecked => ("BELUM LENGKAP, TIDAK DINYATAKAN SAH", "INCOMPLETE, NOT CALLED VALID"),
        Verdict::Failed => ("GAGAL", "FAILED"),
    }
}

fn verdict(report: &Report, page: &mut Html) {
    page.raw("<div class=\"verdict\">").both("div", large(report.verdict));
    let said = &report.said;
    page.pair("p", said);
    page.raw("</div>\n");
    let count = |status| report.checks().filter(|c| c.status == status).count().to_string();
    page.raw("<p>PASS ").text(&count(Status::Pass)).raw(", FAIL ").text(&count(Status::Fail)).raw(", NOT-CHECKED ");
    page.text(&count(Status::NotChecked)).raw(".</p>\n");
}

fn inputs(report: &Report, asked: &Asked, page: &mut Html) {
    page.both("h2", ("Apa yang diperiksa", "What was checked"));
    page.raw("<table>");
    page.row(("Program", "Program"), &Text::of(concat!("suara-audit ", env!("CARGO_PKG_VERSION"))));
    let none = Text::fixed(("tidak diberikan", "not given"));
    page.row(("Jangkar dari kertas", "Anchor from paper"), &asked.anchor.as_deref().map_or(none, Text::of));
    let several = Text::fixed(("tidak ada satu indeks", "there is no one index"));
    page.row(("Sidik indeks dalam rekaman", "Index digest in the records"), &report.anchor.as_deref().map_or(several, Text::of));
    for path in report.villages.iter().flat_map(|v| &v.paths) {
        page.row(("Rekaman", "Record"), &Text::of(path));
    }
    if let Some(evidence) = &asked.evidence {
        page.row(("Bukti saksi", "Witness evidence"), &Text::of(evidence));
    }
    page.raw("</table>\n");
}

fn sums(levels: &Levels, page: &mut Html) {
    page.both("h2", ("Jumlah menurut kecamatan dan kabupaten", "Sums by district and regency"));
    let words = (
        "Hanya desa yang semua pemeriksaannya lulus. Yang tidak lulus dihitung dalam kolom terakhir dan tidak dijumlahkan.",
        "Only villages whose checks all passed. Those that did not are counted in the last column and are not in the sums.",
    );
    page.both("p", words);
    let heads: [Fixed; 9] = [
        ("Wilayah", "Area"),
        ("Desa", "Villages"),
        ("Terdaftar", "Registered"),
        ("Tersimpan", "Cast"),
        ("Dihitung", "Counted"),
        ("Uji", "Challenged"),
        ("Batal", "Spoiled"),
        ("Dibatalkan", "Void"),
        ("Dikeluarkan", "Excluded"),
    ];
    page.heads(&heads.into_iter().chain([("Tidak lulus", "Not passed")]).collect::<Vec<_>>());
    for Level { code, counts, index, left_out, name, villages } in levels.districts.iter().chain([&levels.regency]) {
        page.raw("<tr>").cell("", &Text::of(&format!("{code} {name}"))).cell("n", &Text::of(&format!("{villages} / {index}")));
        for number in counts.list() {
            page.cell("n", &Text::of(&number.to_string()));
        }
        page.cell("n", &Text::of(&left_out.to_string())).raw("</tr>\n");
    }
    page.raw("</table>\n");
    if !levels.add_up() {
        page.both("p", ("JUMLAH INI TIDAK COCOK.", "THESE SUMS DO NOT ADD UP."));
    }
}

fn repeat(asked: &Asked, page: &mut Html) {
    page.both("h2", ("Cara mengulang", "How anyone repeats this"));
    let words = (
        "Siapa pun dapat mengulang pemeriksaan ini dengan salinan rekaman yang sama, di komputer mana pun, tanpa rahasia apa pun:",
        "Anybody can repeat this with a copy of the same records, on any computer, without any secret:",
    );
    page.both("p", words);
    let command: Vec<String> = asked.command.iter().map(|word| quoted(word)).collect();
    page.raw("<p><code>").text(&format!("suara-audit {}", command.join(" "))).raw("</code></p>\n");
    let words = (
        "Hasilnya harus sama. Arti tiap pemeriksaan: suara-audit explain C17. Bandingkan sidik indeks dengan pengumuman di kertas.",
        "The outcome must be the same. What a check means: suara-audit explain C17. Compare the index digest with the notice on paper.",
    );
    page.both("p", words);
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

fn hands(page: &mut Html) {
    page.both("h2", ("Yang memeriksa", "Checked by"));
    page.raw("<table>");
    let lines = [
        ("Nama", "Name"),
        ("Jabatan", "Office"),
        ("Tempat dan tanggal", "Place and date"),
        ("Rekaman diterima dari", "Records received from"),
        ("Tanda tangan", "Signature"),
    ];
    for label in lines {
        page.raw("<tr>").cell("", &Text::fixed(label)).raw("<td class=\"line\"></td></tr>");
    }
    page.raw("</table>\n");
}

/// Who was elected, in both languages; `name` gives a candidate's name.
fn outcome(outcome: &ElectionOutcome, name: impl Fn(u32) -> String) -> crate::text::Words {
    use crate::text::{Words, say};
    match outcome {
        ElectionOutcome::Winner { candidate, .. } => {
            let name = name(*candidate);
            say!("Terpilih: {candidate} {name}", "Elected: {candidate} {name}")
        }
        ElectionOutcome::Tied { candidates } => {
            let list = candidates.iter().map(|n| format!("{n} {}", name(*n))).collect::<Vec<_>>().join(", ");
            say!("Seri, panitia yang memutuskan: {list}", "Tied, the committee decides: {list}")
        }
        ElectionOutcome::Cancelled => Words::new("Pemilihan dibatalkan", "Contest cancelled"),
        ElectionOutcome::NoCandidate => Words::new("Tidak ada calon yang dapat terpilih", "No candidate can win"),
    }
}
