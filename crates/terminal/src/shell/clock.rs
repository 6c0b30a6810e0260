//! The machine's clock: whole hours for the log, and a word when it is far from the election's day.

use std::time::{SystemTime, UNIX_EPOCH};

use manifest::Mode;
use paper::{Moment, Zone};
use record::Hour;
use terminal::is_far_from;

use super::failure::Failure;

/// The hour of the clock, in a zone of the election.
pub(crate) fn zone_hour(zone: &str) -> Result<Hour, Failure> {
    let zone = match zone {
        "+08:00" => Zone::Wita,
        "+09:00" => Zone::Wit,
        _ => Zone::Wib,
    };
    let moment = Moment::from_unix(seconds()?, zone).map_err(|_| Failure::Machine)?;
    Hour::round(&moment.rfc3339()).map_err(|_| Failure::Machine)
}

/// A rehearsal is held on any day.
pub(crate) fn warn_of_clock(day: &str, hour: &Hour, mode: Mode) {
    if mode == Mode::Real && is_far_from(day, hour) == Some(true) {
        eprintln!("PERINGATAN [J-01]: jam mesin {hour}, hari pemilihan {day} (the clock is far from the election's day).");
        eprintln!("Jam tidak menentukan apa pun. Lanjutkan, dan catat di kertas; jangan ubah jam selama pemungutan suara.");
    }
}

/// The clock, in seconds since 1970 UTC.
pub(crate) fn seconds() -> Result<u64, Failure> {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).map_err(|_| Failure::Machine)
}
