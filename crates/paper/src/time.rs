//! Civil time as papers print it. A [`Moment`] is a minute in one of Indonesia's three zones; there is no clock here, the
//! caller brings the time as an RFC 3339 string or as seconds since 1970.

use std::fmt;

/// The three Indonesian time zones. None has summer time, so the offset alone tells the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Waktu Indonesia Barat, `+07:00`.
    Wib,
    /// Waktu Indonesia Tengah, `+08:00`.
    Wita,
    /// Waktu Indonesia Timur, `+09:00`.
    Wit,
}

impl Zone {
    fn from_offset(offset: &[u8]) -> Option<Zone> {
        match offset {
            b"+07:00" => Some(Zone::Wib),
            b"+08:00" => Some(Zone::Wita),
            b"+09:00" => Some(Zone::Wit),
            _ => None,
        }
    }

    /// Whole hours ahead of universal time.
    #[must_use]
    pub fn hours(self) -> u8 {
        match self {
            Zone::Wib => 7,
            Zone::Wita => 8,
            Zone::Wit => 9,
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Zone::Wib => "WIB",
            Zone::Wita => "WITA",
            Zone::Wit => "WIT",
        })
    }
}

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not twenty-five characters of the one accepted shape.
    #[error("waktu harus berbentuk 2027-10-05T13:30:00+07:00 (RFC 3339); tulis ulang dengan bentuk itu")]
    Shape,
    /// The shape is right, but the calendar has no such day.
    #[error("tanggal ini tidak ada dalam kalender; periksa tahun, bulan dan hari")]
    Day,
    /// The hour is over 23, or a minute or second over 59.
    #[error("jam ini tidak ada; jam 00-23, menit dan detik 00-59")]
    Clock,
    /// The offset is none of the three Indonesian zones.
    #[error("zona waktu harus +07:00 (WIB), +08:00 (WITA) atau +09:00 (WIT)")]
    Offset,
}

/// A minute that exists in the calendar, in an Indonesian zone, in the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    zone: Zone,
}

const WEEKDAYS: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];

const MONTHS: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

impl Moment {
    /// A moment from its parts.
    ///
    /// # Errors
    /// [`TimeError::Day`] or [`TimeError::Clock`] when calendar or clock have no such moment; a year over 9999 is refused too.
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, zone: Zone) -> Result<Moment, TimeError> {
        if year > 9999 || day == 0 || day > days_in_month(year, month) {
            return Err(TimeError::Day);
        }
        if hour > 23 || minute > 59 {
            return Err(TimeError::Clock);
        }
        Ok(Moment { year, month, day, hour, minute, zone })
    }

    /// Reads `2027-10-05T13:30:00+07:00`: RFC 3339 with capital `T`, whole seconds below 60 and one of the three Indonesian
    /// offsets. Seconds are checked and then forgotten; papers show minutes.
    ///
    /// # Errors
    /// [`TimeError`], naming what is wrong.
    pub fn parse(text: &str) -> Result<Moment, TimeError> {
        let bytes: &[u8; 25] = text.as_bytes().try_into().map_err(|_| TimeError::Shape)?;
        let (stamp, offset) = bytes.split_at(19);
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = stamp else {
            return Err(TimeError::Shape);
        };
        let year = u16::from(digits(*y1, *y2)?) * 100 + u16::from(digits(*y3, *y4)?);
        let (month, day, hour) = (digits(*m1, *m2)?, digits(*d1, *d2)?, digits(*h1, *h2)?);
        let (minute, second) = (digits(*n1, *n2)?, digits(*s1, *s2)?);
        let zone = Zone::from_offset(offset).ok_or(TimeError::Offset)?;
        if second > 59 {
            return Err(TimeError::Clock);
        }
        Moment::new(year, month, day, hour, minute, zone)
    }

    /// The minute in which `seconds` since 1970-01-01T00:00:00Z lie, on the clocks of `zone`.
    ///
    /// # Errors
    /// [`TimeError::Day`] after the year 9999.
    pub fn from_unix(seconds: u64, zone: Zone) -> Result<Moment, TimeError> {
        const DAY: u64 = 86_400;
        let local = seconds.checked_add(u64::from(zone.hours()) * 3600).ok_or(TimeError::Day)?;
        let (year, month, day) = civil(local / DAY)?;
        let minutes = local % DAY / 60;
        let part = |value: u64| u8::try_from(value).map_err(|_| TimeError::Clock);
        Moment::new(year, month, day, part(minutes / 60)?, part(minutes % 60)?, zone)
    }

    /// The same minute as RFC 3339, as [`Moment::parse`] reads it.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        let Moment { year, month, day, hour, minute, zone } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+{:02}:00", zone.hours())
    }

    /// `Selasa`.
    #[must_use]
    pub fn weekday(&self) -> &'static str {
        // The count begins on a Wednesday: every 1 March of a year divisible by 400 is one.
        let index = (days_since_march(self.year, self.month, self.day) + 2) % 7;
        usize::try_from(index).ok().and_then(|index| WEEKDAYS.get(index)).copied().unwrap_or("")
    }

    /// `Selasa, 5 Oktober 2027`.
    #[must_use]
    pub fn date(&self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or("");
        format!("{}, {} {month} {}", self.weekday(), self.day, self.year)
    }

    /// `pukul 13.30 WIB`.
    #[must_use]
    pub fn time(&self) -> String {
        format!("pukul {:02}.{:02} {}", self.hour, self.minute, self.zone)
    }
}

/// `Selasa, 5 Oktober 2027 pukul 13.30 WIB`.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.date(), self.time())
    }
}

fn digits(tens: u8, ones: u8) -> Result<u8, TimeError> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0').ok_or(TimeError::Shape);
    Ok(digit(tens)? * 10 + digit(ones)?)
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Days of the month, or none for a month outside 1 to 12.
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days since 1 March of the year -400: years begin in March, so that a leap day ends its year. Only the remainder by seven is
/// used.
fn days_since_march(year: u16, month: u8, day: u8) -> u32 {
    let year = u32::from(year) + 400 - u32::from(month < 3);
    let month = u32::from(if month < 3 { month + 9 } else { month - 3 });
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + u32::from(day) - 1
}

/// Year, month and day of a number of days since 1 January 1970, counted year by year and month by month.
fn civil(mut days: u64) -> Result<(u16, u8, u8), TimeError> {
    let mut year = 1970_u16;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        if year == 9999 {
            return Err(TimeError::Day);
        }
        (days, year) = (days - length, year + 1);
    }
    let mut month = 1;
    while days >= u64::from(days_in_month(year, month)) {
        (days, month) = (days - u64::from(days_in_month(year, month)), month + 1);
    }
    Ok((year, month, u8::try_from(days + 1).map_err(|_| TimeError::Day)?))
}

#[cfg(test)]
mod tests;
