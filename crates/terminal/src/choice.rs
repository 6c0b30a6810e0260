//! One line of the ballot.

use manifest::Definition;

/// A line of this booth's ballot. Holding one proves that it was on the ballot it was taken from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    index: usize,
    number: u32,
}

/// The number is not on the ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nomor {0} tidak ada; pilih nomor calon, atau 0 untuk kosong / number {0} is not on the ballot")]
pub struct NotOnBallot(pub u32);

impl Choice {
    /// The candidate with this drawn number, or the blank for 0.
    ///
    /// # Errors
    /// No such candidate.
    pub fn of(definition: &Definition, number: u32) -> Result<Self, NotOnBallot> {
        let candidates = definition.candidates.len();
        let index = match (number as usize).checked_sub(1) {
            None => candidates,
            Some(index) => index,
        };
        if number as usize <= candidates { Ok(Self { index, number }) } else { Err(NotOnBallot(number)) }
    }

    /// The line of an option counted from 0, the last being blank.
    pub(crate) fn of_option(definition: &Definition, option: u32) -> Result<Self, NotOnBallot> {
        let number = if option as usize == definition.candidates.len() { 0 } else { option.saturating_add(1) };
        Self::of(definition, number)
    }

    /// Place among the options, from 0; the blank is last.
    #[must_use]
    pub(crate) const fn index(self) -> usize {
        self.index
    }

    /// The drawn number; 0 for the blank.
    #[must_use]
    pub(crate) const fn number(self) -> u32 {
        self.number
    }
}

impl core::fmt::Debug for Choice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Choice(<redacted>)")
    }
}
