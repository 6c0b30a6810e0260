//! One line of the roll.

use core::fmt;
use core::str::FromStr;

use manifest::{StratumId, Text};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Nik;

/// Largest number of a voter on a station's roll. Numbers above stay free for voters who are added on the day.
pub const MAX_NUMBER: u32 = 900_000;

/// As on the roll: `L` (laki-laki) or `P` (perempuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sex {
    /// `L`
    #[serde(rename = "L")]
    Male,
    /// `P`
    #[serde(rename = "P")]
    Female,
}

impl Sex {
    /// The letter on the roll.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "L",
            Self::Female => "P",
        }
    }
}

/// A day of birth, `YYYY-MM-DD`, that exists in the calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct BirthDate {
    year: u16,
    month: u8,
    day: u8,
}

/// The text is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is YYYY-MM-DD")]
pub struct NotADate;

impl BirthDate {
    /// The year.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month.
    #[must_use]
    pub const fn day(&self) -> u8 {
        self.day
    }
}

impl FromStr for BirthDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        // Midnight of that day on paper's calendar says whether the day exists.
        paper::Moment::parse(&format!("{text}T00:00:00+07:00")).map_err(|_| NotADate)?;
        let mut parts = text.split('-');
        let mut part = || parts.next().ok_or(NotADate);
        let number = |text: &str| text.parse().map_err(|_| NotADate);
        let year = number(part()?)?;
        let month = part()?.parse().map_err(|_| NotADate)?;
        let day = part()?.parse().map_err(|_| NotADate)?;
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(<redacted>)")
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A voter on the roll of one station. Serialised only into the encrypted roll; `Debug` shows the number alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voter {
    /// Address, to tell people of one name apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// Day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<BirthDate>,
    /// Name.
    pub name: Text,
    /// NIK.
    pub nik: Nik,
    /// Number on the station's roll, from 1; what the desk's journal calls a row.
    pub number: u32,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Stratum, where the village has strata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<StratumId>,
}

impl fmt::Debug for Voter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Voter({}, <redacted>)", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for bad in ["1990-02-30", "1990-13-01", "01-02-1990", "1990-1-2", "1990-01-02 ", "", "+990-01-02"] {
            assert!(bad.parse::<BirthDate>().is_err(), "{bad}");
        }
        assert_eq!("2000-02-29".parse::<BirthDate>().map(|d| d.to_string()), Ok("2000-02-29".to_owned()));
    }

    #[test]
    fn debug_shows_no_person() {
        let voter = Voter {
            address: Some(Text::new("Dusun Melati").unwrap()),
            birth_date: Some("1990-01-05".parse().unwrap()),
            name: Text::new("Siti Aminah").unwrap(),
            nik: "1607174501900001".parse().unwrap(),
            number: 17,
            sex: Some(Sex::Female),
            stratum: None,
        };
        assert_eq!(format!("{voter:?}"), "Voter(17, <redacted>)");
        assert_eq!(format!("{:?}", voter.birth_date), "Some(BirthDate(<redacted>))");
    }
}
