//! The NIK: the 16-digit number of a resident. It is text, never a number: it may begin with 0 and exceeds what a spreadsheet
//! keeps exactly.
//!
//! Six digits of the district of first registration, six of the birth date (day, month, year; 40 is added to a woman's day), four
//! of a serial. People move, registers hold errors and neither is the desk's to judge: only the form is a rule, the rest warns.

use core::fmt;
use core::str::FromStr;

use manifest::VillageCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroize;

use crate::{BirthDate, Sex};

/// Sixteen digits. Wiped when dropped; `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Zeroize, zeroize::ZeroizeOnDrop)]
pub struct Nik([u8; 16]);

/// The text is not 16 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a NIK is 16 digits 0-9")]
pub struct NotANik;

impl Nik {
    /// The sixteen digits in ASCII.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The last four digits, all that paper shows.
    #[must_use]
    pub fn last_four(&self) -> String {
        self.0.iter().skip(12).map(|digit| char::from(*digit)).collect()
    }

    /// As every screen shows it: the four digits of the province and regency, six stars for the rest up to the last four digits.
    #[must_use]
    pub fn masked(&self) -> String {
        let first: String = self.0.iter().take(4).map(|digit| char::from(*digit)).collect();
        format!("{first}******{}", self.last_four())
    }

    /// Whether the first six digits are those of the village's district.
    #[must_use]
    pub fn is_of_district(&self, village: &VillageCode) -> bool {
        let code = village.as_str().bytes().filter(u8::is_ascii_digit);
        self.0.iter().copied().take(6).eq(code.take(6))
    }

    /// Whether digits 7 to 12 are a date that the roll's birth date and sex, where it has them, do not contradict.
    #[must_use]
    pub fn fits(&self, birth: Option<&BirthDate>, sex: Option<Sex>) -> bool {
        let (day, month, year) = (self.two(6), self.two(8), self.two(10));
        let female = day > 40;
        let day = if female { day - 40 } else { day };
        let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
        let same_date = birth.is_none_or(|date| (date.day(), date.month(), date.year() % 100) == (day, month, year.into()));
        let same_sex = sex.is_none_or(|sex| (sex == Sex::Female) == female);
        is_date && same_date && same_sex
    }

    fn two(&self, at: usize) -> u8 {
        self.0.iter().skip(at).take(2).fold(0, |number, digit| number * 10 + (digit - b'0'))
    }
}

impl FromStr for Nik {
    type Err = NotANik;

    fn from_str(text: &str) -> Result<Self, NotANik> {
        let digits: [u8; 16] = text.as_bytes().try_into().map_err(|_| NotANik)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(NotANik) }
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nik(<redacted>)")
    }
}

/// Only for the encrypted roll.
impl Serialize for Nik {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(core::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Nik {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nik(text: &str) -> Nik {
        text.parse().unwrap()
    }

    #[test]
    fn only_sixteen_digits_are_a_nik() {
        for bad in ["", "160717010190000", "16071701019000010", "1607170101900o01", "1,60717E+15", "'160717010190001", " 160717010190001"] {
            assert!(bad.parse::<Nik>().is_err(), "{bad}");
        }
        assert!("0000000000000000".parse::<Nik>().is_ok());
    }

    #[test]
    fn the_district_is_compared_digit_by_digit() {
        let village = "16.07.17.2008".parse().unwrap();
        assert!(nik("1607170101900001").is_of_district(&village));
        assert!(!nik("1607180101900001").is_of_district(&village));
    }

    #[test]
    fn a_womans_day_is_forty_higher() {
        let date: BirthDate = "1990-01-05".parse().unwrap();
        assert!(nik("1607174501900001").fits(Some(&date), Some(Sex::Female)));
        assert!(nik("1607170501900001").fits(Some(&date), Some(Sex::Male)));
        assert!(!nik("1607170501900001").fits(Some(&date), Some(Sex::Female)));
        assert!(!nik("1607170601900001").fits(Some(&date), None));
        assert!(nik("1607170501900001").fits(None, None));
        assert!(!nik("1607173513900001").fits(None, None));
    }

    #[test]
    fn debug_shows_no_digit() {
        assert_eq!(format!("{:?}", nik("1607170101900001")), "Nik(<redacted>)");
        assert_eq!(nik("1607170101904321").last_four(), "4321");
        assert_eq!(nik("3217170101900004").masked(), "3217******0004");
    }
}
