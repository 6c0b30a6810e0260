//! Names of places and things that stand in paths, origins and hashes. All are short ASCII, so that a checked one may name a
//! folder on any file system.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// An election is named by 3 to 40 of `a-z 0-9 -`.
    #[error("an election is named by 3 to 40 characters of a-z, 0-9 and -, beginning and ending with a letter or digit")]
    Election,
    /// A village is named by its Kemendagri code.
    #[error("a village is named by its code, like 16.07.17.2008")]
    Village,
    /// A station is named by three digits.
    #[error("a station is named by three digits, like 001")]
    Station,
    /// A booth is named by one digit.
    #[error("a booth is named by one digit, 1 to 9")]
    Booth,
    /// A stratum is named by 1 to 20 of `a-z 0-9 -`.
    #[error("a stratum is named by 1 to 20 characters of a-z, 0-9 and -")]
    Stratum,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $error:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The name as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The bytes that are hashed.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.into())) } else { Err(IdError::$error) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

id!(
    /// One simultaneous election of a regency, like `banyuasin-2027`.
    ElectionId, Election,
    |text| (3..=40).contains(&text.len()) && slug(text) && !text.starts_with('-') && !text.ends_with('-')
);
id!(
    /// A village by its Kemendagri code (two, two, two and four digits; Kepmendagri 300.2.2-2430/2025).
    VillageCode, Village, village
);
id!(
    /// A polling station (TPS) of a village, three digits.
    StationId, Station,
    |text| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit()) && text != "000"
);
id!(
    /// A booth of a station, one digit.
    BoothId, Booth, |text| matches!(text.as_bytes(), [b'1'..=b'9'])
);
id!(
    /// A stratum (dusun) of a village.
    StratumId, Stratum,
    |text| (1..=20).contains(&text.len()) && slug(text)
);

fn slug(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn village(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    lengths == [2, 2, 2, 4] && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_a_folder_are_refused() {
        for bad in ["", "..", "../a", "a/b", "A", "16.07.17.2008/", "16.07.17", "16.07.17.20o8"] {
            assert!(bad.parse::<VillageCode>().is_err(), "{bad}");
            assert!(bad.parse::<StationId>().is_err(), "{bad}");
            assert!(bad.parse::<BoothId>().is_err(), "{bad}");
        }
        assert!("..".parse::<ElectionId>().is_err());
        assert!("../x".parse::<StratumId>().is_err());
    }

    #[test]
    fn the_usual_names_are_taken() {
        assert!("16.07.17.2008".parse::<VillageCode>().is_ok());
        assert!("banyuasin-2027".parse::<ElectionId>().is_ok());
        assert!("001".parse::<StationId>().is_ok());
        assert!("3".parse::<BoothId>().is_ok());
        assert!("dusun-2".parse::<StratumId>().is_ok());
    }
}
