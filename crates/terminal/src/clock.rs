//! Whether the machine's clock is far from the election's day. Time decides nothing in a booth; a clock that is far off is only said.

use record::Hour;

/// Days on either side of the election's day that are no reason to say anything.
pub const DAYS_AROUND: u64 = 2;

/// Whether an hour is more than [`DAYS_AROUND`] days away from the election's day, `YYYY-MM-DD`. `None` if that is no day.
#[must_use]
pub fn is_far_from(day: &str, hour: &Hour) -> Option<bool> {
    Some(days(day)?.abs_diff(days(hour.as_str())?) > DAYS_AROUND)
}

/// Days since 1 March of the year 0 in the Gregorian calendar. Years begin in March, so that the leap day is the last of its year.
fn days(text: &str) -> Option<u64> {
    let number = |range: core::ops::Range<usize>| text.get(range)?.parse::<u64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (year, month) = if month > 2 { (year, month.checked_sub(3)?) } else { (year.checked_sub(1)?, month.checked_add(9)?) };
    let leap_days = year / 4 + year / 400 - year / 100;
    // Five months have 153 days, from March on.
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_through_months_and_leap_years() {
        let between = |a: &str, b: &str| days(b).zip(days(a)).and_then(|(b, a)| b.checked_sub(a));
        assert_eq!(between("2027-10-05", "2027-10-06"), Some(1));
        assert_eq!(between("2027-12-31", "2028-01-01"), Some(1));
        assert_eq!((between("2028-02-28", "2028-03-01"), between("2027-02-28", "2027-03-01")), (Some(2), Some(1)));
        assert_eq!(between("1970-01-01", "2000-01-01"), Some(10_957));
        assert_eq!(between("2000-01-01", "2100-01-01"), Some(36_525));
    }

    #[test]
    fn a_clock_is_far_beyond_two_days_on_either_side() {
        let far = |day: &str| Hour::new(&format!("{day}T07:00:00+07:00")).ok().and_then(|hour| is_far_from("2027-10-05", &hour));
        for near in ["2027-10-03", "2027-10-05", "2027-10-07"] {
            assert_eq!(far(near), Some(false), "{near}");
        }
        for away in ["2027-10-02", "2027-10-08", "2017-10-05", "2037-10-05", "1970-01-01"] {
            assert_eq!(far(away), Some(true), "{away}");
        }
    }
}
