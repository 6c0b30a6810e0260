//! A small election for tests: a village, its key, its cards, a booth that writes honest logs, guardians that open.

pub(crate) mod booth;
pub(crate) mod guardians;
pub(crate) mod village;

use canonical::SigningKey;

pub(crate) use booth::MiniBooth;
pub(crate) use guardians::{Guardians, open_plan};
pub(crate) use village::{Setup, Spec, station};

/// Any of the test's keys.
pub(crate) fn key(area: u8, number: u8) -> SigningKey {
    let mut seed = [area; 32];
    seed[1] = number;
    SigningKey::from_seed(&seed)
}

pub(crate) fn committee() -> SigningKey {
    key(1, 1)
}

pub(crate) fn issuer() -> SigningKey {
    key(1, 2)
}

pub(crate) fn guardian(number: u32) -> SigningKey {
    key(2, u8::try_from(number).unwrap())
}

pub(crate) fn counter(number: u8) -> SigningKey {
    key(3, number)
}

/// The key of a booth's (4), desk's (5) or spare's (6) machine.
pub(crate) fn machine(area: u8, station: &str, unit: &str) -> SigningKey {
    key(area, station.parse::<u8>().unwrap() * 10 + unit.parse::<u8>().unwrap())
}

pub(crate) fn text(words: &str) -> manifest::Text {
    manifest::Text::new(words).unwrap()
}

pub(crate) const FRESH: [u8; 32] = [77; 32];
