//! Every different word of the roll once, and for each voter which of them make the name.

use std::collections::BTreeMap;

use manifest::StratumId;

use crate::Voter;

use super::faults::{Nearness, allowed, nearness};
use super::spelling::{Spelling, words};
use super::{Outcome, Query, Score, choose, is_of, number_fits};

/// An index over a list of voters.
#[derive(Default)]
pub struct Index {
    words: Vec<Spelling>,
    people: Vec<Person>,
}

struct Person {
    name: Box<[usize]>,
    address: Box<[usize]>,
    /// The name without spaces.
    joined: Spelling,
    /// Where each word begins in it, as typed and folded.
    starts: Box<[(usize, usize)]>,
}

impl core::fmt::Debug for Index {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Index({} voters)", self.people.len())
    }
}

impl Index {
    /// Builds the index; a few milliseconds for a thousand voters.
    #[must_use]
    pub fn new(voters: &[Voter]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut number = |word: Spelling| {
            let next = numbers.len();
            *numbers.entry(word).or_insert(next)
        };
        let people = voters.iter().map(|voter| Person::of(voter, &mut number)).collect();
        let mut words: Vec<(usize, Spelling)> = numbers.into_iter().map(|(word, number)| (number, word)).collect();
        words.sort_unstable_by_key(|(number, _)| *number);
        Self { words: words.into_iter().map(|(_, word)| word).collect(), people }
    }

    /// Searches the voters that the index was made of; with a stratum only those who live in it.
    #[must_use]
    pub fn search<'a>(&self, voters: &'a [Voter], typed: &str, stratum: Option<&StratumId>) -> Outcome<'a> {
        let Some(query) = Query::of(typed) else { return Outcome::TooShort };
        let near: Vec<Near<'_>> = query.words.iter().map(|word| Near::of(word, &self.words)).collect();
        let everybody = voters.iter().zip(&self.people).enumerate().filter(|(_, (voter, _))| is_of(voter, stratum));
        let found = everybody.filter_map(|(place, (voter, person))| {
            let number = query.fits_number(voter);
            let score = number.or_else(|| match person.by_words(&near, voter, &query) {
                Some(score) if score.cost == 0 => Some(score),
                by_words => by_words.into_iter().chain(person.by_letters(&query)).min(),
            });
            score.map(|score| (score, place))
        });
        choose(voters, query.without_neighbours(found.collect()))
    }
}

impl Person {
    fn of(voter: &Voter, number: &mut impl FnMut(Spelling) -> usize) -> Self {
        let name = words(voter.name.as_str());
        let mut end = (0, 0);
        let starts = name.iter().map(|word| {
            let start = end;
            end = (end.0 + word.typed.bytes().len(), end.1 + word.folded.bytes().len());
            start
        });
        let starts = starts.collect();
        let joined = Spelling::joined(&name);
        let address = voter.address.iter().flat_map(|address| words(address.as_str())).map(&mut *number).collect();
        Self { name: name.into_iter().map(number).collect(), address, joined, starts }
    }

    /// Every word that was typed is near a word of the name, or begins a word of the address, or is the number.
    fn by_words(&self, near: &[Near<'_>], voter: &Voter, query: &Query) -> Option<Score> {
        let mut total = Score { rest: self.joined.len().saturating_sub(query.joined.len()), ..Score::EXACT };
        for word in near {
            let best = self.name.iter().filter_map(|at| word.to(*at)).min();
            let best = best.map(|near| (near.cost, u8::from(near.partial))).or_else(|| self.by_address(word, voter))?;
            total.cost = total.cost.saturating_add(best.0);
            total.partial = total.partial.saturating_add(best.1);
        }
        (usize::from(total.faults()) <= allowed(query.joined.len())).then_some(total)
    }

    fn by_address(&self, word: &Near<'_>, voter: &Voter) -> Option<(u8, u8)> {
        let begins = |at: &usize| word.to(*at).is_some_and(|near| near.cost < 2);
        // Part of a number is another number.
        let whole = |at: &usize| word.to(*at).is_some_and(|near| near.cost == 0 && !near.partial);
        match word.word.digits() {
            Some(digits) => (self.address.iter().any(whole) || number_fits(digits, voter).is_some()).then_some((0, 1)),
            None => self.address.iter().any(begins).then_some((0, 1)),
        }
    }

    /// What was typed, without its spaces, is near the letters from the beginning of some word on. A digit is no fault of a letter.
    fn by_letters(&self, query: &Query) -> Option<Score> {
        if query.words.iter().any(|word| word.digits().is_some()) {
            return None;
        }
        let limit = allowed(query.joined.len());
        let rest = self.joined.len().saturating_sub(query.joined.len());
        let at = |start: &(usize, usize)| {
            let near = nearness(&query.joined, &self.joined, *start, limit)?;
            let partial = u8::from(near.partial || *start != (0, 0));
            Some(Score { cost: near.cost, partial, rest })
        };
        self.starts.iter().filter_map(at).min()
    }
}

/// How near one typed word is to each word of the index.
struct Near<'a> {
    word: &'a Spelling,
    to: Vec<Option<Nearness>>,
}

impl<'a> Near<'a> {
    fn of(word: &'a Spelling, words: &[Spelling]) -> Self {
        let limit = allowed(word.len());
        Self { word, to: words.iter().map(|other| nearness(word, other, (0, 0), limit)).collect() }
    }

    fn to(&self, word: usize) -> Option<Nearness> {
        self.to.get(word).copied().flatten()
    }
}
