//! A time rounded to the hour, the only kind that a log holds.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// `YYYY-MM-DDTHH:00:00±HH:MM` (RFC 3339).
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
    /// Refuses what is not `YYYY-MM-DDTHH:MM:SS±HH:MM`.
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
        let shape = "dddd-dd-ddTdd:00:00zdd:dd";
        let fits = |(have, want): (char, char)| match want {
            'd' => have.is_ascii_digit(),
            'z' => have == '+' || have == '-',
            other => have == other,
        };
        let ranges = text.get(5..7) <= Some("12") && text.get(8..10) <= Some("31") && text.get(11..13) <= Some("23");
        if text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits) && ranges {
            Ok(Self(text.into()))
        } else {
            Err(NotAnHour)
        }
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
            "2027-10-05 13:00:00+07:00",
        ] {
            assert_eq!(Hour::new(bad), Err(NotAnHour), "{bad}");
        }
        assert!(Hour::round("ééééééééé").is_err());
    }
}
