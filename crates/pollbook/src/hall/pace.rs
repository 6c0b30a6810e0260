//! How fast the desk serves, how long the queue waits, and how many desks would be enough.
//!
//! The log has no times: who came when is nobody's business afterwards. Times are kept in memory only, since the program started.

use paper::Zone;

/// Seconds that a voter takes at the desk while too few were served to measure it.
pub const PLANNED_SECONDS: u32 = 30;
/// Minutes that nobody should wait longer.
pub const TARGET_MINUTES: u32 = 15;
/// So many measured voters are enough.
const ENOUGH: usize = 5;
/// A longer gap between two voters means that nobody was waiting.
const LONGEST_GAP: u64 = 120;
/// Only the last ones count: the pace of the morning is not that of noon.
const LATEST: usize = 30;
const HOUR: u64 = 3600;

/// Check-ins since the program started.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace(Vec<(u32, u64)>);

impl Pace {
    /// A voter became present, by the clock in seconds since 1970.
    pub fn note(&mut self, row: u32, at: u64) {
        self.0.push((row, at));
    }

    /// When a voter became present, if that was since the program started.
    #[must_use]
    pub fn when(&self, row: u32) -> Option<u64> {
        self.0.iter().rev().find(|(noted, _)| *noted == row).map(|(_, at)| *at)
    }

    /// Check-ins of each hour of the day in which there were any, in order: hour and count.
    #[must_use]
    pub fn by_hour(&self, zone: Zone) -> Vec<(u64, u32)> {
        let mut hours: Vec<(u64, u32)> = Vec::new();
        for (_, at) in &self.0 {
            let hour = (at / HOUR + u64::from(zone.hours())) % 24;
            match hours.last_mut() {
                Some((last, count)) if *last == hour => *count += 1,
                _ => hours.push((hour, 1)),
            }
        }
        hours
    }

    /// Seconds that one voter takes: the median of the gaps between the latest check-ins, without those in which nobody was waiting.
    /// None if there are too few to say.
    #[must_use]
    pub fn seconds(&self) -> Option<u32> {
        let latest = self.0.get(self.0.len().saturating_sub(LATEST)..).unwrap_or_default();
        let between = |pair: &[(u32, u64)]| match pair {
            [(_, before), (_, after)] => after.checked_sub(*before),
            _ => None,
        };
        let mut gaps: Vec<u64> = latest.windows(2).filter_map(between).filter(|gap| *gap <= LONGEST_GAP).collect();
        gaps.sort_unstable();
        let median = gaps.get(gaps.len() / 2).filter(|_| gaps.len() >= ENOUGH)?;
        u32::try_from((*median).max(1)).ok()
    }
}

/// What a queue means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Minutes until the last one in it is served, rounded up.
    pub minutes: u32,
    /// Desks with which the last one waits at most [`TARGET_MINUTES`].
    pub desks: u32,
}

/// The waiting time of a queue that so many desks serve, if each takes `seconds` for a voter: `queue × seconds ÷ desks`, and the fewest
/// desks that serve it in [`TARGET_MINUTES`].
#[must_use]
pub fn waiting(queue: u32, desks: u32, seconds: u32) -> Waiting {
    let work = u64::from(queue) * u64::from(seconds.max(1));
    let narrow = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    Waiting {
        minutes: narrow(work.div_ceil(u64::from(desks.max(1)) * 60)),
        desks: narrow(work.div_ceil(u64::from(TARGET_MINUTES) * 60).max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(times: &[u64]) -> Pace {
        let mut pace = Pace::default();
        (1..).zip(times).for_each(|(row, at)| pace.note(row, *at));
        pace
    }

    #[test]
    fn the_pace_is_the_median_gap_while_people_wait() {
        assert_eq!(pace(&[0, 10, 20, 30]).seconds(), None, "too few");
        assert_eq!(pace(&[0, 10, 20, 31, 40, 1000, 1012]).seconds(), Some(10), "nobody waited for a while");
        assert_eq!(pace(&[100, 50, 60, 70, 80, 90, 100]).seconds(), Some(10), "a clock that was set back");
    }

    #[test]
    fn hours_are_those_of_the_village() {
        // 2027-10-05T00:30:00Z is 07.30 WIB.
        let start = 1_822_696_200;
        let hours = pace(&[start, start + 60, start + 3600]).by_hour(Zone::Wib);
        assert_eq!(hours, [(7, 2), (8, 1)]);
        assert_eq!(pace(&[start]).when(1), Some(start));
        assert_eq!(pace(&[start]).when(2), None);
    }

    #[test]
    fn a_queue_is_served_in_so_many_minutes_and_by_so_many_desks() {
        assert_eq!(waiting(0, 1, 30), Waiting { minutes: 0, desks: 1 });
        assert_eq!(waiting(40, 1, 30), Waiting { minutes: 20, desks: 2 });
        assert_eq!(waiting(40, 2, 30), Waiting { minutes: 10, desks: 2 });
        assert_eq!(waiting(91, 3, 30), Waiting { minutes: 16, desks: 4 });
        assert_eq!(waiting(u32::MAX, 0, u32::MAX).minutes, u32::MAX);
    }
}
