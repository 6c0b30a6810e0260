//! How long one waits after wrong PINs: twice as long every time, and at most five minutes. It is pure; whoever keeps it makes it durable
//! before a PIN is tried, so that ending the program wins no try.

use core::fmt;

/// Digits of a PIN.
const DIGITS: usize = 6;
/// Seconds after the first wrong try.
const FIRST_WAIT: u64 = 5;
/// Seconds after many.
const MAX_WAIT: u64 = 300;

/// Whether this is a PIN: six digits.
#[must_use]
pub fn is_pin(typed: &str) -> bool {
    typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// Wrong tries in a row. Its text is `<count> <clock of the last one, in seconds>` and a line feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lockout {
    count: u32,
    /// Clock of the last one, in seconds.
    last: u64,
}

impl Lockout {
    /// As many as can be, just now: for a count that cannot be read.
    #[must_use]
    pub const fn longest(now: u64) -> Self {
        Self { count: u32::MAX, last: now }
    }

    /// What was kept; what cannot be read is [`Lockout::longest`].
    #[must_use]
    pub fn parse(text: &str, now: u64) -> Self {
        let read = || {
            let (count, last) = text.trim_end().split_once(' ')?;
            Some(Self { count: count.parse().ok()?, last: last.parse().ok()? })
        };
        read().unwrap_or_else(|| Self::longest(now))
    }

    /// Seconds until the next try. A clock that was set back does not lengthen it.
    #[must_use]
    pub fn wait(self, now: u64) -> u64 {
        let Some(doublings) = self.count.checked_sub(1) else { return 0 };
        let whole = FIRST_WAIT.checked_shl(doublings.min(16)).unwrap_or(MAX_WAIT).min(MAX_WAIT);
        self.last.saturating_add(whole).saturating_sub(now).min(whole)
    }

    /// After one more wrong try.
    #[must_use]
    pub const fn one_more(self, now: u64) -> Self {
        Self { count: self.count.saturating_add(1), last: now }
    }
}

impl fmt::Display for Lockout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.count, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_five_minutes_and_is_over_then() {
        let mut lockout = Lockout::default();
        let mut waits = Vec::new();
        assert_eq!(lockout.wait(1000), 0);
        for _ in 0..9 {
            lockout = lockout.one_more(1000);
            waits.push(lockout.wait(1000));
        }
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!((lockout.wait(1299), lockout.wait(1300), lockout.wait(9999)), (1, 0, 0));
        assert_eq!(Lockout::longest(1000).one_more(1000).wait(1000), 300);
    }

    #[test]
    fn a_clock_that_jumps_never_makes_the_wait_longer() {
        let lockout = Lockout { count: 3, last: 1_822_000_000 };
        assert_eq!((lockout.wait(0), lockout.wait(u64::MAX)), (20, 0));
    }

    #[test]
    fn the_count_reads_back_and_an_unreadable_one_waits_longest() {
        let lockout = Lockout { count: 3, last: 1_822_000_000 };
        assert_eq!(lockout.to_string(), "3 1822000000\n");
        assert_eq!(Lockout::parse(&lockout.to_string(), 7), lockout);
        for unreadable in ["", "???", "3", "3 x", "-1 7"] {
            assert_eq!(Lockout::parse(unreadable, 9).wait(9), MAX_WAIT, "{unreadable}");
        }
    }

    #[test]
    fn only_six_digits_are_a_pin() {
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(!is_pin(bad), "{bad}");
        }
        assert!(is_pin("012345"));
    }
}
