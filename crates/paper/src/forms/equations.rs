//! KETERANGAN SELISIH: the five equations that tie cards, ballots and slips together, station by station. Differences come first
//! and carry their explanation or the words "sebab belum diketahui"; what was not checked is never printed as equal.

use crate::document::{Column, Document};
use crate::number::number;

/// Which equation. The numbers are those of the specification; the first has two right-hand sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// (1) Cards handed out, by what is left of the opened packs.
    CardsByPacks,
    /// (1) Cards handed out, by those marked present.
    CardsByPresence,
    /// (2) Cards handed out, by what became of them.
    CardsByOutcome,
    /// (3) Ballots cast against the opened sums.
    CastBySums,
    /// (4) Slips marked SAH against ballots cast.
    SlipsByCast,
    /// (5) Slips of every option against its votes.
    SlipsByOption,
}

impl Law {
    fn words(self) -> &'static str {
        match self {
            Law::CardsByPacks => "1a. kartu keluar = isi paket dibuka − kartu sisa",
            Law::CardsByPresence => "1b. kartu keluar = hadir + kartu uji + kartu pengganti",
            Law::CardsByOutcome => "2. kartu keluar = tersimpan + uji + kembali",
            Law::CastBySums => "3. tersimpan = jumlah suara + dikeluarkan",
            Law::SlipsByCast => "4. struk SAH = tersimpan − gangguan cetak SAH",
            Law::SlipsByOption => "5. struk tiap pilihan = suara tiap pilihan",
        }
    }
}

/// The numbers on both sides of an equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides<'a> {
    /// Two sums.
    Sums(u64, u64),
    /// One pair (slips, votes) for each option, and by how much they may differ in all.
    Options {
        /// Slips and votes of each option.
        pairs: &'a [(u64, u64)],
        /// Excluded ballots plus faults of the SAH bar in the log.
        allowed: u64,
    },
    /// A side is missing, as when a box was not counted.
    NotChecked,
}

/// One equation of one station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Equation<'a> {
    /// The station with its label.
    pub station: &'a str,
    /// Which equation.
    pub law: Law,
    /// Its numbers.
    pub sides: Sides<'a>,
    /// The explanation that people gave for a difference.
    pub reason: Option<&'a str>,
}

/// What the numbers say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Equal,
    Allowed,
    Differs,
    NotChecked,
}

impl Equation<'_> {
    fn finding(&self) -> Finding {
        match self.sides {
            Sides::Sums(left, right) if left == right => Finding::Equal,
            Sides::Sums(..) => Finding::Differs,
            Sides::Options { pairs, allowed } => match apart(pairs) {
                0 => Finding::Equal,
                total if total <= u128::from(allowed) => Finding::Allowed,
                _ => Finding::Differs,
            },
            Sides::NotChecked => Finding::NotChecked,
        }
    }

    /// Left, right and difference as printed.
    fn cells(&self) -> [String; 3] {
        match self.sides {
            Sides::Sums(left, right) => [number(left), number(right), difference(left, right)],
            Sides::Options { pairs, .. } => [joined(pairs, |pair| pair.0), joined(pairs, |pair| pair.1), apart(pairs).to_string()],
            Sides::NotChecked => ["–".to_owned(), "–".to_owned(), "–".to_owned()],
        }
    }
}

/// How far apart the options are, each by itself, so that one too many here cannot hide one too few there.
fn apart(pairs: &[(u64, u64)]) -> u128 {
    pairs.iter().map(|(slips, votes)| u128::from(slips.abs_diff(*votes))).sum()
}

fn joined(pairs: &[(u64, u64)], side: impl Fn(&(u64, u64)) -> u64) -> String {
    pairs.iter().map(|pair| number(side(pair))).collect::<Vec<_>>().join(" / ")
}

fn difference(left: u64, right: u64) -> String {
    let sign = match left.cmp(&right) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    format!("{sign}{}", number(left.abs_diff(right)))
}

/// How many equations hold, then every difference in a sentence. Belongs on page 1.
pub(super) fn add_summary(document: &mut Document, equations: &[Equation<'_>]) {
    let count = |finding| equations.iter().filter(|equation| equation.finding() == finding).count();
    document.blank().title("KETERANGAN SELISIH");
    document.line(&format!(
        "{} persamaan diperiksa: {} cocok, {} berbeda dalam batas, {} selisih. {} tidak diperiksa.",
        equations.len() - count(Finding::NotChecked),
        count(Finding::Equal),
        count(Finding::Allowed),
        count(Finding::Differs),
        count(Finding::NotChecked),
    ));
    for equation in equations.iter().filter(|equation| matches!(equation.finding(), Finding::Differs | Finding::Allowed)) {
        document.line(&sentence(equation));
    }
    document.blank();
}

fn sentence(equation: &Equation<'_>) -> String {
    let [left, right, difference] = equation.cells();
    let reason = equation.reason.map_or("Sebab belum diketahui.".to_owned(), |reason| format!("Sebab: {reason}."));
    format!("SELISIH {} — {}: {left} berbanding {right}, selisih {difference}. {reason}", equation.station, equation.law.words())
}

/// Every equation with its numbers. May stand behind the result.
pub(super) fn add_table(document: &mut Document, equations: &[Equation<'_>]) {
    let heads = vec![
        Column::words("Tempat"),
        Column::words("Persamaan"),
        Column::numbers("Kiri"),
        Column::numbers("Kanan"),
        Column::numbers("Selisih"),
        Column::words("Hasil"),
    ];
    let rows = equations.iter().map(|equation| {
        let [left, right, difference] = equation.cells();
        let finding = match equation.finding() {
            Finding::Equal => "cocok",
            Finding::Allowed => "dalam batas",
            Finding::Differs => "SELISIH",
            Finding::NotChecked => "tidak diperiksa",
        };
        vec![equation.station.to_owned(), equation.law.words().to_owned(), left, right, difference, finding.to_owned()]
    });
    document.blank().title("SEMUA PERSAMAAN").table(heads, rows.collect());
}
