//! The numbered checks: one table in normative order. Numbers are stable; a new check goes to the end of the table's numbers, never
//! between. Each says what it means, what a failure can mean, and whom to call, in both languages.

mod ballots;
mod between;
mod booths;
mod counting;
mod documents;
mod evidence;
mod village;

use record::Tier;

use crate::report::CheckResult;
use crate::text::{Fixed, Lang, pick};

/// The number of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub &'static str);

/// What is being read when a check runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Run {
    /// One booth's export.
    Bundle,
    /// A village's sealed record.
    Sealed,
    /// A village's public record.
    Public,
    /// Several records held against each other.
    Cross,
    /// What witnesses kept, held against records.
    Evidence,
}

impl Run {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Sealed => "sealed",
            Self::Public => "public",
            Self::Cross => "cross",
            Self::Evidence => "evidence",
        }
    }

    /// What that is, for people.
    const fn spoken(self) -> Fixed {
        match self {
            Self::Bundle => ("ekspor satu bilik (bundle)", "one booth's export (bundle)"),
            Self::Sealed => ("rekaman tersegel (sealed)", "the sealed record"),
            Self::Public => ("rekaman umum (public)", "the public record"),
            Self::Cross => ("beberapa rekaman bersama (cross)", "several records together (cross)"),
            Self::Evidence => ("bukti saksi (evidence)", "witness evidence"),
        }
    }

    /// The most findings kept of one check: every piece of evidence that was not used is named.
    pub(crate) const fn cap(self) -> usize {
        match self {
            Self::Bundle | Self::Sealed | Self::Public | Self::Cross => CheckResult::CAP,
            Self::Evidence => CheckResult::EVIDENCE_CAP,
        }
    }
}

impl From<Tier> for Run {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Bundle => Self::Bundle,
            Tier::Sealed => Self::Sealed,
            Tier::Public => Self::Public,
        }
    }
}

const ALL: &[Run] = &[Run::Bundle, Run::Sealed, Run::Public];
const RECORDS: &[Run] = &[Run::Sealed, Run::Public];
const LOGS: &[Run] = &[Run::Bundle, Run::Sealed];
const CROSS: &[Run] = &[Run::Cross];
const EVIDENCE: &[Run] = &[Run::Evidence];

const COMMITTEE: Fixed = ("panitia kabupaten", "the regency committee");
const CHAIR: Fixed = ("ketua KPPS dan panitia kabupaten, dengan saksi", "the station's chair and the regency committee, with witnesses");
const GUARDIANS: Fixed = ("penjaga kunci desa dan panitia kabupaten", "the village's guardians and the regency committee");
const DISPUTE: Fixed =
    ("panitia kabupaten dan panitia sengketa; simpan salinan berkas ini", "the committee and the body that decides disputes; keep a copy");

const SKIPPED: Fixed = (
    "yang diperlukan tidak ada atau tidak terbaca; itu bukan tanda salah, tetapi tidak pernah dinyatakan sah",
    "what it needs is missing or cannot be read; that is no sign of anything wrong, but it is never called valid",
);

/// One row of the table.
#[derive(Debug)]
pub struct Check {
    /// Its number.
    pub id: Id,
    /// Where it runs.
    pub runs: &'static [Run],
    /// A few words.
    pub title: Fixed,
    /// What passing means.
    pub means: Fixed,
    /// What a failure can mean.
    pub failure: Fixed,
    /// Whom to call.
    pub call: Fixed,
}

impl Check {
    /// The explanation in both languages, as `suara-audit explain` prints it.
    #[must_use]
    pub fn explain(&self) -> String {
        let one = |lang, labels: [&str; 5]| {
            let [means, failure, call, not, on] = labels;
            let Self { title, means: what, failure: why, call: whom, .. } = self;
            let (title, what, why, whom) = (pick(*title, lang), pick(*what, lang), pick(*why, lang), pick(*whom, lang));
            let (skipped, runs) =
                (pick(SKIPPED, lang), self.runs.iter().map(|run| pick(run.spoken(), lang)).collect::<Vec<_>>().join(", "));
            let id = self.id.0;
            format!("{id} {title}\n  {means}: {what}\n  {failure}: {why}\n  {call}: {whom}\n  {not}: {skipped}\n  {on}: {runs}\n")
        };
        let id = one(Lang::Id, ["Arti", "Bila gagal", "Hubungi", "Bila tidak diperiksa", "Diperiksa pada"]);
        let en = one(Lang::En, ["Means", "If it fails", "Call", "If not checked", "Runs on"]);
        format!("{id}\n{en}")
    }
}

/// Every check in normative order.
pub fn all() -> impl Iterator<Item = &'static Check> {
    let tables: [&'static [Check]; 7] =
        [documents::TABLE, booths::TABLE, ballots::TABLE, village::TABLE, counting::TABLE, between::TABLE, evidence::TABLE];
    tables.into_iter().flatten()
}

/// A check by number, in any case.
#[must_use]
pub fn find(id: &str) -> Option<&'static Check> {
    all().find(|check| check.id.0.eq_ignore_ascii_case(id.trim()))
}

macro_rules! ids {
    ($($name:ident = $text:literal;)*) => {
        /// The numbers by what they are about.
        pub(crate) mod id {
            use super::Id;
            $(pub(crate) const $name: Id = Id($text);)*
            #[cfg(test)]
            pub(crate) const NAMED: &[Id] = &[$($name),*];
        }
    };
}

ids! {
    LIST = "C01"; LIST_SIGNED = "C02"; FILES = "C03"; PLACES = "C04";
    INDEX = "C05"; ANCHOR = "C06"; DEFINITION = "C07"; MODE = "C08"; ROOTS = "C09"; TAGS = "C10"; DECK = "C11"; DEVICES = "C12";
    AMENDMENTS = "C13"; COMMITMENTS = "C14"; POSSESSION = "C15"; CONFIRMED = "C16";
    DELIVERED = "C17"; CHAIN = "C18"; LINES_SIGNED = "C19"; ZERO = "C20"; MACHINE = "C21"; EPOCHS = "C22"; PEERS = "C23";
    CLOSED = "C24"; HEAD = "C25"; COSIGNED = "C26"; CLOSING_SETS = "C27"; VOIDS = "C28"; RETRIES = "C29";
    BALLOTS = "C30"; PROOFS = "C31"; CODES = "C32"; CIPHERTEXTS = "C33"; CARDS_ISSUED = "C34"; CARDS_DECK = "C35"; CARDS_ONCE = "C36";
    CHALLENGES = "C37"; NEVER_COUNTED = "C38"; QUOTA = "C39";
    DESKS = "C40"; EXCLUSIONS = "C41"; PAPER = "C42";
    PLANS_SIGNED = "C43"; PLAN_RULE = "C44"; CELLS = "C45"; OPENINGS = "C46"; FACTORS = "C47"; SUMS = "C48";
    RESULT = "C49"; WINNER = "C50"; TOTALS = "C51";
    CARDS_OUT = "C52"; CARDS_USED = "C53"; CAST_IS_COUNTED = "C54"; SLIPS = "C55"; SLIPS_BY_OPTION = "C56";
    TIERS = "C57"; BUNDLES = "C58"; ONE_ELECTION = "C59"; ACROSS = "C60"; VOTERS = "C61"; COMPLETE = "C62";
    FORK = "C63"; CUT_OFF = "C64"; STRIPS = "C65"; REPORTS = "C66"; EVIDENCE = "C67";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_stands_in_the_table_once_and_in_order() {
        assert!(all().map(|c| c.id).eq(id::NAMED.iter().copied()));
        assert!(all().zip(1..).all(|(c, n)| c.id.0 == format!("C{n:02}")));
    }

    #[test]
    fn every_check_explains_itself_in_both_languages() {
        for check in all() {
            for (id, en) in [check.title, check.means, check.failure, check.call] {
                assert!(!id.is_empty() && !en.is_empty() && id != en, "{}", check.id.0);
            }
            for (id, en) in [check.means, check.failure] {
                assert!(id.split(' ').count() >= 3 && en.split(' ').count() >= 3, "{} says too little: {en}", check.id.0);
            }
            let text = check.explain();
            for label in
                ["Arti", "Bila gagal", "Hubungi", "Bila tidak diperiksa", "Diperiksa pada", "Means", "If it fails", "Call", "Runs on"]
            {
                assert!(text.contains(&format!("  {label}: ")), "{label} in {text}");
            }
        }
        assert_eq!(find(" c17 ").map(|c| c.id), Some(id::DELIVERED));
        assert!(find("C99").is_none());
    }
}
