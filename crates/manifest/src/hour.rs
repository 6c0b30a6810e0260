//! A time rounded to the hour, the only kind that a log holds.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// `YYYY-MM-DDTHH:00:00+0Z:00` (RFC 3339) with the offset of WIB, WITA or WIT.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Hour(Box<str>);

/// The text is not a time rounded to the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time in a log is rounded to the hour, like 2027-10-05T13:00:00+07:00")]
pub struct NotAnHour;

impl Hour {
    /// Takes a time and drops minutes and seconds.
    ///
    /// # Errors
    /// Refuses what is not `YYYY-MM-DDTHH:MM:SS+0Z:00`.
    pub fn round(time: &str) -> Result<Self, NotAnHour> {
        let (hours, rest) = time.split_at_checked(13).ok_or(NotAnHour)?;
        let zone = rest.get(6..).ok_or(NotAnHour)?;
        Self::new(&format!("{hours}:00:00{zone}"))
    }

    /// Takes a rounded time.
    ///
    /// # Errors
    /// Refuses any other form.
    pub fn new(text: &str) -> Result<Self, NotAnHour> {
        let shape = "dddd-dd-ddTdd:00:00+0d:00";
        let fits = |(have, want): (char, char)| if want == 'd' { have.is_ascii_digit() } else { have == want };
        let shaped = text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits);
        let lawful =
            text.get(..10).is_some_and(is_day) && text.get(11..13) <= Some("23") && matches!(text.get(20..22), Some("07" | "08" | "09"));
        if shaped && lawful { Ok(Self(text.into())) } else { Err(NotAnHour) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Hour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Whether the text is a day of the calendar, `YYYY-MM-DD`.
#[must_use]
pub(crate) fn is_day(text: &str) -> bool {
    let number = |range: core::ops::Range<usize>| text.get(range).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok();
    let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    dashes && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_seconds_are_dropped() {
        assert_eq!(Hour::round("2027-10-05T13:59:31+07:00").map(|h| h.to_string()), Ok("2027-10-05T13:00:00+07:00".to_owned()));
    }

    #[test]
    fn other_forms_are_refused() {
        for bad in [
            "",
            "2027-10-05T13:01:00+07:00",
            "2027-10-05T24:00:00+07:00",
            "2027-13-05T13:00:00+07:00",
            "2027-10-05T13:00:00Z",
            "2027-10-05T13:00:00+06:00",
            "2027-02-29T13:00:00+07:00",
            "2027-10-05 13:00:00+07:00",
        ] {
            assert_eq!(Hour::new(bad), Err(NotAnHour), "{bad}");
        }
        assert!(Hour::round("ééééééééé").is_err());
    }
}
