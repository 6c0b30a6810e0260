//! How many typing faults lie between what was typed and the beginning of a name.
//!
//! A fault is a letter wrong, left out, too many, or two neighbours swapped (optimal string alignment). Only as many as the limit are
//! looked for, so that the work is a band of a few letters beside the diagonal.

use super::spelling::{Letters, Spelling};

/// Most faults that are ever looked for.
pub(super) const MAX_FAULTS: usize = 2;

const BAND: usize = 2 * MAX_FAULTS + 1;
const NONE: u8 = 100;

/// Faults that so many typed letters may hold: short words would otherwise be near everybody.
pub(super) const fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => MAX_FAULTS,
    }
}

/// How near typed letters are to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Nearness {
    /// Twice the faults, and one more if only old and new spelling made them alike.
    pub(super) cost: u8,
    /// The name goes on after what was typed.
    pub(super) partial: bool,
}

/// Nearness of what was typed to the beginning of `text`, each spelling by itself; `from` cuts letters off the text first.
pub(super) fn nearness(typed: &Spelling, text: &Spelling, from: (usize, usize), limit: usize) -> Option<Nearness> {
    let near = |typed: &Letters, text: &Letters, from: usize, extra: u8| {
        if typed.missing_in(text) as usize > limit {
            return None;
        }
        let text = text.bytes().get(from..)?;
        if typed.missing_among(text.get(..typed.bytes().len() + limit).unwrap_or(text)) as usize > limit {
            return None;
        }
        let (faults, partial) = faults(typed.bytes(), text, limit)?;
        Some(Nearness { cost: 2 * faults + extra, partial })
    };
    let as_typed = near(&typed.typed, &text.typed, from.0, 0);
    // Most words have but one spelling.
    if as_typed.is_some_and(|near| near.cost == 0) || (typed.typed == typed.folded && text.typed == text.folded) {
        return as_typed;
    }
    let folded = near(&typed.folded, &text.folded, from.1, 1);
    as_typed.into_iter().chain(folded).min()
}

/// Faults between `typed` and that beginning of `text` which is nearest, at most `limit`; and whether text is left over.
fn faults(typed: &[u8], text: &[u8], limit: usize) -> Option<(u8, bool)> {
    let limit = limit.min(MAX_FAULTS);
    if limit == 0 {
        return text.starts_with(typed).then_some((0, text.len() > typed.len()));
    }
    // Row `i` holds the faults of `i` typed letters against `j` of the text, at place `j - i + MAX_FAULTS`.
    let mut before: [u8; BAND] = [NONE; BAND];
    let mut last: [u8; BAND] = core::array::from_fn(|place| match place.checked_sub(MAX_FAULTS) {
        Some(j) if j <= text.len() => u8::try_from(j).unwrap_or(NONE),
        _ => NONE,
    });
    let mut previous = None;
    for (i, letter) in typed.iter().enumerate().map(|(i, letter)| (i + 1, *letter)) {
        let mut row = [NONE; BAND];
        let mut left = NONE;
        for (place, slot) in row.iter_mut().enumerate() {
            let Some(j) = (i + place).checked_sub(MAX_FAULTS).filter(|j| *j <= text.len()) else { continue };
            let at = |row: &[u8; BAND], place: usize| row.get(place).copied().unwrap_or(NONE);
            let here = j.checked_sub(1).and_then(|j| text.get(j).copied());
            let there = j.checked_sub(2).and_then(|j| text.get(j).copied());
            let same = here.map_or(NONE, |here| at(&last, place) + u8::from(here != letter));
            let swapped = here.is_some() && here == previous && there == Some(letter);
            let swap = if swapped { at(&before, place) + 1 } else { NONE };
            left = same.min(swap).min(left + 1).min(at(&last, place + 1) + 1).min(NONE);
            *slot = left;
        }
        if row.iter().all(|faults| usize::from(*faults) > limit) {
            return None;
        }
        (before, last, previous) = (last, row, Some(letter));
    }
    let least = last.iter().copied().min().filter(|least| usize::from(*least) <= limit)?;
    let whole = (text.len() + MAX_FAULTS).checked_sub(typed.len()).and_then(|place| last.get(place)) == Some(&least);
    Some((least, !whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook's whole table, to compare the band with.
    fn by_the_book(typed: &[u8], text: &[u8]) -> usize {
        let mut table = vec![vec![0; text.len() + 1]; typed.len() + 1];
        for i in 0..=typed.len() {
            for j in 0..=text.len() {
                table[i][j] = match (i, j) {
                    (0, j) => j,
                    (i, 0) => i,
                    (i, j) => {
                        let same = table[i - 1][j - 1] + usize::from(typed[i - 1] != text[j - 1]);
                        let one = same.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        let swap = i > 1 && j > 1 && typed[i - 1] == text[j - 2] && typed[i - 2] == text[j - 1];
                        if swap { one.min(table[i - 2][j - 2] + 1) } else { one }
                    }
                };
            }
        }
        table[typed.len()].iter().copied().min().unwrap()
    }

    #[test]
    fn each_kind_of_fault_counts_once() {
        for typed in ["aminah", "amunah", "amnah", "ammmnah", "amniah", "minah", "mainah"] {
            let found = faults(typed.as_bytes(), b"aminah", 2).map(|(faults, _)| faults);
            assert_eq!(found, Some(by_the_book(typed.as_bytes(), b"aminah").try_into().unwrap()), "{typed}");
        }
        assert_eq!(faults(b"amniah", b"aminah", 1), Some((1, false)));
        assert_eq!(faults(b"ami", b"aminah", 0), Some((0, true)));
        assert_eq!(faults(b"budi", b"aminah", 2), None);
        assert_eq!(faults(b"aminah", b"", 2), None);
    }

    proptest! {
        #[test]
        fn the_band_finds_what_the_whole_table_finds(typed in "[a-c]{0,9}", text in "[a-c]{0,9}", limit in 0usize..=2) {
            let book = by_the_book(typed.as_bytes(), text.as_bytes());
            let expected = if limit == 0 && book > 0 { None } else { Some(book).filter(|faults| *faults <= limit) };
            let found = faults(typed.as_bytes(), text.as_bytes(), limit).map(|(faults, _)| usize::from(faults));
            prop_assert_eq!(found, expected);
        }
    }
}
