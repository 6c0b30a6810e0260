//! What people were told, held against what the journals say in the end. The journals are replayed by the house's own rules and
//! counted a second time without them.

use std::collections::BTreeMap;
use std::fmt;

use canonical::Hash;
use chain::Line;
use record::{Entry, StripOutcome, split_lines};
use suara_tests::sim::{Failure, SimResult};
use terminal::replay;
use token::Card;

use super::world::Village;

/// What the voter with a card was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// SUDAH TERSIMPAN: the vote is stored.
    Stored,
    /// BELUM TERSIMPAN: it is not, and the card is still good or was taken back.
    NotStored,
    /// UJI: the card was used to test the machine.
    Tested,
    /// Nothing: the process died and nobody asked it again.
    Nothing,
}

/// What was told to whom, by card number.
pub(crate) type Told = BTreeMap<u32, Word>;

/// What a run found. All of it must be nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// Acknowledged and not there.
    pub(crate) lost: u64,
    /// There more often than once, or without anybody having been told.
    pub(crate) double: u64,
    /// Anything else that must not be, in words.
    pub(crate) other: Vec<String>,
}

impl Findings {
    /// Nothing was found.
    pub(crate) fn none(&self) -> bool {
        *self == Self::default()
    }

    /// Both together.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.lost += other.lost;
        self.double += other.double;
        self.other.extend(other.other);
        self
    }

    /// A run that ended with an error, or what it found.
    pub(crate) fn of(result: SimResult<Self>, what: impl fmt::Display) -> Self {
        let mut found = result.unwrap_or_else(|error| Self { other: vec![error.to_string()], ..Self::default() });
        if !found.none() {
            found.other.push(format!("in {what}: {} lost, {} double", found.lost, found.double));
        }
        found
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lost, {} double", self.lost, self.double)?;
        if self.other.is_empty() { Ok(()) } else { write!(f, ", {} other faults", self.other.len()) }
    }
}

/// How often each card was cast and challenged, by leaf; counted from seals and outcomes alone.
#[derive(Debug, Default)]
struct Tally(BTreeMap<Hash, (u32, u32)>);

impl Tally {
    fn of(lines: &[Line], digest: &Hash) -> SimResult<Self> {
        let (mut tally, mut cards) = (Self::default(), BTreeMap::new());
        for line in lines {
            match line.content()? {
                Entry::Seal(ballot) => {
                    cards.insert(ballot.code(digest), ballot.card);
                }
                Entry::Cast(outcome) => tally.of_card(cards.get(&outcome.code))?.0 += 1,
                Entry::Challenge(challenge) => tally.of_card(cards.get(&challenge.code))?.1 += 1,
                _ => {}
            }
        }
        Ok(tally)
    }

    fn of_card(&mut self, card: Option<&Hash>) -> SimResult<&mut (u32, u32)> {
        let card = card.ok_or(Failure("an outcome without a sealed ballot"))?;
        Ok(self.0.entry(*card).or_default())
    }
}

/// The lines of a journal.
pub(crate) fn lines(journal: &[u8]) -> SimResult<Vec<Line>> {
    let split = split_lines(journal).ok_or(Failure("a journal does not end with a line feed"))?;
    Ok(split.into_iter().map(Line::parse).collect::<Result<_, _>>()?)
}

/// Holds two journals of a booth against what was told.
pub(crate) fn judge(village: &Village, first: &[u8], second: &[u8], told: &Told) -> SimResult<Findings> {
    if first != second {
        return Err(Failure("the two journals differ").into());
    }
    judge_lines(village, &lines(first)?, told)
}

/// Holds the lines of one journal against what was told.
pub(crate) fn judge_lines(village: &Village, lines: &[Line], told: &Told) -> SimResult<Findings> {
    let (state, _) = replay(lines, &village.origin()?, village.day_rules()?)?;
    let digest = state.digest().ok_or(Failure("the log has no zero entry"))?;
    let tally = Tally::of(lines, &digest)?;
    let mut found = Findings::default();
    let mut known = 0;
    for (number, word) in told {
        let leaf = village.leaf(*number)?;
        let (cast, tested) = tally.0.get(&leaf).copied().unwrap_or_default();
        known += u64::from(cast);
        found = found.and(one(*number, *word, cast, tested));
        let spent = state.card(&leaf).and_then(|used| used.spent);
        let counted = if cast > 0 { Some(StripOutcome::Cast) } else { (tested > 0).then_some(StripOutcome::Challenged) };
        if spent != counted {
            found.other.push(format!("card {number}: the state says {spent:?}, the lines {counted:?}"));
        }
    }
    let all: u64 = tally.0.values().map(|(cast, _)| u64::from(*cast)).sum();
    found.double += all.saturating_sub(known);
    Ok(found)
}

fn one(number: u32, word: Word, cast: u32, tested: u32) -> Findings {
    let mut found = Findings { double: u64::from(cast.saturating_sub(1)), ..Findings::default() };
    let fits = match word {
        Word::Stored => {
            found.lost += u64::from(cast == 0);
            tested == 0
        }
        Word::NotStored => {
            found.double += u64::from(cast == 1);
            tested == 0
        }
        Word::Tested => cast == 0 && tested == 1,
        Word::Nothing => cast + tested <= 1,
    };
    if !fits {
        found.other.push(format!("card {number}: told {word:?}, cast {cast}, tested {tested}"));
    }
    found
}

/// The six characters of a card.
pub(crate) fn short(card: &Card) -> String {
    token::card_short(&card.leaf())
}
