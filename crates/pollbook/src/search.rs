//! Finds a voter while the clerk types: by name, by NIK, or by the number on the invitation.
//!
//! - A name may be typed from three letters on, in any order of words, with typing faults, without dots, hyphens, apostrophes and
//!   spaces, and in old or new spelling. A word of an address narrows the search further.
//! - Digits are the number on the roll, the last four or more digits of the NIK, or the whole NIK, in which one wrong digit or two
//!   swapped ones are forgiven.
//!
//! Who was typed without a fault comes first. When more than [`MOST_HITS`] fit, nobody is shown: a long list of names is read by
//! everybody who stands at the desk, and nobody finds the right one in it.
//!
//! The index holds names in memory only. It is built once from the roll and never written.

mod faults;
mod index;
mod spelling;
#[cfg(test)]
mod tests;

use manifest::StratumId;

use crate::{Nik, Voter};

pub use index::Index;
use spelling::Spelling;

/// More voters than this are only counted.
pub const MOST_HITS: usize = 100;
/// Fewer letters than this are not searched for.
pub const LEAST_LETTERS: usize = 3;
/// Most words of a search; the rest is not looked at.
const MOST_WORDS: usize = 8;

/// A voter who fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The voter.
    pub voter: &'a Voter,
    /// Typing faults that were forgiven.
    pub faults: u8,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Fewer than [`LEAST_LETTERS`] letters and no digit.
    TooShort,
    /// More than [`MOST_HITS`] fit: how many.
    TooMany(usize),
    /// Those who fit, best first; maybe nobody.
    Found {
        /// At most [`MOST_HITS`].
        hits: Vec<Hit<'a>>,
        /// Voters who fit only with more faults than those shown, and would have been too many beside them.
        left_out: usize,
    },
}

impl<'a> Outcome<'a> {
    /// The voters to show.
    #[must_use]
    pub fn hits(&self) -> &[Hit<'a>] {
        match self {
            Self::Found { hits, .. } => hits,
            Self::TooShort | Self::TooMany(_) => &[],
        }
    }
}

/// How well somebody fits; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Twice the faults, one more for another spelling.
    cost: u8,
    /// Words that were typed only in part, or stand in the address.
    partial: u8,
    /// Letters of the name beyond those typed.
    rest: usize,
}

impl Score {
    const EXACT: Self = Self { cost: 0, partial: 0, rest: 0 };

    const fn faults(self) -> u8 {
        self.cost / 2
    }
}

/// What was typed, taken apart once.
struct Query {
    words: Vec<Spelling>,
    joined: Spelling,
    digits: Option<String>,
}

impl Query {
    /// None if there is too little to search for.
    fn of(typed: &str) -> Option<Self> {
        let mut words = spelling::words(typed);
        words.truncate(MOST_WORDS);
        let joined = Spelling::joined(&words);
        let digits = joined.digits().map(str::to_owned);
        (digits.is_some() || joined.len() >= LEAST_LETTERS).then_some(Self { words, joined, digits })
    }

    /// A whole NIK that is on the roll as typed is nobody else's; those one digit away are mostly the family.
    fn without_neighbours(&self, mut found: Vec<(Score, usize)>) -> Vec<(Score, usize)> {
        let whole = self.digits.as_ref().is_some_and(|digits| digits.len() == 16);
        if whole && found.iter().any(|(score, _)| score.cost == 0) {
            found.retain(|(score, _)| score.cost == 0);
        }
        found
    }

    /// How digits fit a voter's number or NIK.
    fn fits_number(&self, voter: &Voter) -> Option<Score> {
        let digits = self.digits.as_deref()?;
        if let Ok(nik) = digits.parse::<Nik>() {
            return nik_faults(&nik, &voter.nik).map(|faults| Score { cost: 2 * faults, ..Score::EXACT });
        }
        number_fits(digits, voter)
    }
}

/// Digits as the number on the roll, or as the end of the NIK.
fn number_fits(digits: &str, voter: &Voter) -> Option<Score> {
    if digits.parse() == Ok(voter.number) {
        return Some(Score::EXACT);
    }
    (digits.len() >= 4 && voter.nik.as_bytes().ends_with(digits.as_bytes())).then_some(Score { partial: 1, ..Score::EXACT })
}

/// Nothing, or one digit wrong, or two neighbours swapped.
fn nik_faults(typed: &Nik, nik: &Nik) -> Option<u8> {
    let differing: Vec<usize> = (0..16).filter(|at| typed.as_bytes().get(*at) != nik.as_bytes().get(*at)).collect();
    let digit = |nik: &Nik, at: usize| nik.as_bytes().get(at).copied();
    match *differing {
        [] => Some(0),
        [_] => Some(1),
        [a, b] if b == a + 1 && digit(typed, a) == digit(nik, b) && digit(typed, b) == digit(nik, a) => Some(1),
        _ => None,
    }
}

/// Best first, and only as many as are shown.
fn choose<'a>(voters: &'a [Voter], mut found: Vec<(Score, usize)>) -> Outcome<'a> {
    found.sort_unstable_by_key(|(score, place)| (*score, *place));
    let mut shown = found.len();
    while shown > MOST_HITS {
        // Those with most faults go first, all or none of them.
        let worst = found.get(shown - 1).map_or(0, |(score, _)| score.faults());
        let fewer = found.partition_point(|(score, _)| score.faults() < worst);
        if fewer == 0 {
            return Outcome::TooMany(shown);
        }
        shown = fewer;
    }
    let hit = |(score, place): &(Score, usize)| voters.get(*place).map(|voter| Hit { voter, faults: score.faults() });
    Outcome::Found { hits: found.iter().take(shown).filter_map(hit).collect(), left_out: found.len() - shown }
}

/// Whether a voter is of the stratum asked for.
fn is_of(voter: &Voter, stratum: Option<&StratumId>) -> bool {
    stratum.is_none_or(|id| voter.stratum.as_ref() == Some(id))
}
