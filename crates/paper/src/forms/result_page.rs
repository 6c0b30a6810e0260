//! BERITA ACARA: the result of one village. Differences stand first, then votes in digits and words with their proven and their
//! paper part, then the rule that decided, with its numbers, then what the regulation says when records differ.

use super::equations::{Equation, add_summary, add_table};
use super::{Choice, Copy, Place, head};
use crate::document::{Column, Document, Mode};
use crate::number::{count_with_words, number, percent, percent_of};
use crate::time::Moment;

/// The votes of one ballot line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionVotes<'a> {
    /// The ballot line.
    pub choice: Choice<'a>,
    /// Votes in opened sums, each with a proof anyone can check.
    pub proven: u64,
    /// Votes counted by people from paper.
    pub paper: u64,
}

impl OptionVotes<'_> {
    /// Beyond 2^64 the largest number stands, so that nothing ever wraps to a small one; no record comes near.
    fn total(&self) -> u64 {
        self.proven.saturating_add(self.paper)
    }
}

/// A value that the definition fixes, with the article of the regulation it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled<'a> {
    /// As `catatan elektronik`.
    pub value: &'a str,
    /// As `Perbup 1/2027 Pasal 40 ayat (2)`.
    pub article: &'a str,
}

/// One rule that was applied, in the order of the definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// As `suara terbanyak`.
    pub rule: &'a str,
    /// The numbers it looked at.
    pub numbers: &'a [(&'a str, u64)],
    /// What followed, as `seri, aturan berikutnya` or `menentukan`.
    pub outcome: &'a str,
}

/// What a Berita Acara says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultPage<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// The village.
    pub place: Place<'a>,
    /// When the result was drawn up.
    pub event: Moment,
    /// People on the roll.
    pub registered: u64,
    /// People marked present.
    pub present: u64,
    /// All ballot lines in drawn order.
    pub options: &'a [OptionVotes<'a>],
    /// Whether the definition counts blank votes as valid.
    pub blank_is_valid: bool,
    /// The rules applied, the deciding one last.
    pub steps: &'a [Step<'a>],
    /// Who prevailed; none while a rule waits for people.
    pub winner: Option<Choice<'a>>,
    /// The equations of all stations.
    pub equations: &'a [Equation<'a>],
    /// Which record prevails when they differ.
    pub prevails: Settled<'a>,
    /// Which boxes are counted.
    pub box_count: Settled<'a>,
    /// Further sentences, as about stations opened together.
    pub notes: &'a [&'a str],
    /// Digests with their labels.
    pub facts: &'a [(&'a str, &'a str)],
    /// The QR payload: the signed result.
    pub qr: &'a str,
    /// Who signs, by office and name.
    pub signatures: &'a [&'a str],
    /// Which copy this is.
    pub copy: Option<Copy<'a>>,
}

/// The Berita Acara. It always prints, with differences or without; it adds up, but it decides nothing.
#[must_use]
pub fn result_page(page: &ResultPage<'_>) -> Document {
    let mut document = Document::new(page.mode);
    head(&mut document, "BERITA ACARA HASIL PENGHITUNGAN SUARA", &page.place, page.copy.as_ref());
    document.pair("Disusun", &page.event.to_string());
    add_summary(&mut document, page.equations);
    add_votes(&mut document, page);
    add_words(&mut document, page);
    add_decision(&mut document, page);
    add_rules(&mut document, page);
    document.qr(page.qr).blank().signatures(page.signatures);
    if !page.equations.is_empty() {
        add_table(&mut document, page.equations);
    }
    document
}

fn sum(options: &[OptionVotes<'_>], part: impl Fn(&OptionVotes<'_>) -> u64) -> u64 {
    options.iter().map(part).fold(0, u64::saturating_add)
}

impl ResultPage<'_> {
    fn is_valid(&self, option: &OptionVotes<'_>) -> bool {
        self.blank_is_valid || option.choice != Choice::Blank
    }

    fn valid(&self) -> u64 {
        sum(self.options, |option| if self.is_valid(option) { option.total() } else { 0 })
    }
}

fn add_votes(document: &mut Document, page: &ResultPage<'_>) {
    let heads = [Column::words("Pilihan"), Column::numbers("Terbukti"), Column::numbers("Kertas"), Column::numbers("Jumlah")];
    let valid = page.valid();
    let row = |name: String, proven, paper, total, share| vec![name, number(proven), number(paper), number(total), share];
    let mut rows: Vec<Vec<String>> = page
        .options
        .iter()
        .map(|option| {
            let share = if page.is_valid(option) { percent(option.total(), valid) } else { "–".to_owned() };
            row(option.choice.words(), option.proven, option.paper, option.total(), share)
        })
        .collect();
    let total = |part: fn(&OptionVotes<'_>) -> u64| sum(page.options, part);
    rows.push(row("JUMLAH".to_owned(), total(|o| o.proven), total(|o| o.paper), total(|o| o.total()), String::new()));
    document.title("PEROLEHAN SUARA").table(heads.into_iter().chain([Column::numbers("%")]).collect(), rows);
    let blank = if page.blank_is_valid { "termasuk" } else { "tidak termasuk" };
    document.line(&format!("Persen dihitung dari {} suara sah ({blank} suara kosong).", number(valid)));
    document.line("Terbukti: dari jumlah terbuka dengan bukti yang dapat diperiksa siapa pun. Kertas: dihitung orang dari kertas.").blank();
}

fn add_words(document: &mut Document, page: &ResultPage<'_>) {
    for option in page.options {
        document.pair(&option.choice.words(), &count_with_words(option.total()));
    }
    document.blank().pair("Pemilih terdaftar", &count_with_words(page.registered));
    document.pair("Pemilih hadir", &count_with_words(page.present));
    document.pair("Kehadiran", &percent_of(page.present, page.registered, "pemilih terdaftar"));
    document.pair("Suara sah", &count_with_words(page.valid())).blank();
}

fn add_decision(document: &mut Document, page: &ResultPage<'_>) {
    document.title("ATURAN YANG MENENTUKAN");
    for (step, place) in page.steps.iter().zip(1..) {
        document.line(&format!("{place}. {}: {}", step.rule, step.outcome));
        for (label, count) in step.numbers {
            document.pair(&format!("– {label}"), &number(*count));
        }
    }
    document.banner(&match page.winner {
        Some(choice) => format!("CALON TERPILIH: {}", choice.words()),
        None => "PEMENANG BELUM DITETAPKAN".to_owned(),
    });
    document.blank();
}

fn add_rules(document: &mut Document, page: &ResultPage<'_>) {
    let settled = |rule: &Settled<'_>| format!("{} ({})", rule.value, rule.article);
    document.pair("Bila catatan berbeda, yang berlaku", &settled(&page.prevails));
    document.pair("Kotak audit yang dihitung", &settled(&page.box_count));
    for (label, value) in page.facts {
        document.pair(label, value);
    }
    for note in page.notes {
        document.line(note);
    }
    document.blank();
}
