use super::*;

#[test]
fn a_moment_is_printed_the_way_a_berita_acara_says_it() {
    let moment = Moment::parse("2027-10-05T13:30:00+07:00").unwrap();
    assert_eq!(moment.to_string(), "Selasa, 5 Oktober 2027 pukul 13.30 WIB");
    assert_eq!(moment.date(), "Selasa, 5 Oktober 2027");
    assert_eq!(moment.time(), "pukul 13.30 WIB");
}

#[test]
fn the_offset_tells_the_zone() {
    assert_eq!(Moment::parse("2023-01-22T07:00:00+08:00").unwrap().to_string(), "Minggu, 22 Januari 2023 pukul 07.00 WITA");
    assert_eq!(Moment::parse("2024-02-29T00:05:59+09:00").unwrap().to_string(), "Kamis, 29 Februari 2024 pukul 00.05 WIT");
}

#[test]
fn real_polling_days_fall_on_their_weekdays() {
    let days = [
        ("2021-11-17", "Rabu"),
        ("2017-11-16", "Kamis"),
        ("2016-12-01", "Kamis"),
        ("2019-09-23", "Senin"),
        ("2020-12-20", "Minggu"),
        ("2021-05-22", "Sabtu"),
        ("2000-02-29", "Selasa"),
        ("1945-08-17", "Jumat"),
    ];
    for (day, weekday) in days {
        assert_eq!(Moment::parse(&format!("{day}T00:00:00+07:00")).unwrap().weekday(), weekday, "{day}");
    }
}

/// Every day from Monday, 1 January 2024, to the end of 2040, counted one by one.
fn days_of_seventeen_years() -> impl Iterator<Item = (u16, u8, u8, &'static str)> {
    let lengths = |year: u16| [31, if year.is_multiple_of(4) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let week = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
    (2024..=2040_u16)
        .flat_map(move |year| lengths(year).into_iter().zip(1..).flat_map(move |(days, month)| (1..=days).map(move |d| (year, month, d))))
        .zip(week.into_iter().cycle())
        .map(|((year, month, day), weekday)| (year, month, day, weekday))
}

#[test]
fn every_day_from_2024_to_2040_has_the_right_weekday() {
    let mut count = 0;
    for (year, month, day, weekday) in days_of_seventeen_years() {
        let moment = Moment::new(year, month, day, 7, 0, Zone::Wib).unwrap();
        assert_eq!(moment.weekday(), weekday, "{year}-{month}-{day}");
        count += 1;
    }
    assert_eq!(count, 17 * 365 + 5);
}

#[test]
fn seconds_since_1970_give_every_day_from_2024_to_2040() {
    let first_of_2024 = 1_704_067_200_u64;
    for ((year, month, day, _), index) in days_of_seventeen_years().zip(0_u64..) {
        for (zone, hour) in [(Zone::Wib, 7), (Zone::Wita, 8), (Zone::Wit, 9)] {
            let moment = Moment::from_unix(first_of_2024 + index * 86_400 + 61, zone).unwrap();
            assert_eq!(moment, Moment::new(year, month, day, hour, 1, zone).unwrap());
        }
    }
    assert_eq!(Moment::from_unix(0, Zone::Wib).unwrap().rfc3339(), "1970-01-01T07:00:00+07:00");
    assert_eq!(Moment::from_unix(1_822_717_800, Zone::Wib).unwrap().rfc3339(), "2027-10-05T13:30:00+07:00");
    assert_eq!(Moment::from_unix(86_399, Zone::Wit).unwrap().rfc3339(), "1970-01-02T08:59:00+09:00");
}

#[test]
fn a_time_after_the_year_9999_is_refused() {
    assert_eq!(Moment::from_unix(253_402_300_800, Zone::Wib), Err(TimeError::Day));
    assert_eq!(Moment::from_unix(u64::MAX, Zone::Wib), Err(TimeError::Day));
    assert_eq!(Moment::new(10_000, 1, 1, 0, 0, Zone::Wib), Err(TimeError::Day));
}

#[test]
fn what_is_printed_as_rfc_3339_reads_back() {
    for text in ["2027-10-05T13:30:00+07:00", "0000-01-01T00:00:00+08:00", "9999-12-31T23:59:00+09:00"] {
        assert_eq!(Moment::parse(text).unwrap().rfc3339(), text);
    }
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    for day in ["2027-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "2027-10-00", "2100-02-29", "2027-10-32"] {
        assert_eq!(Moment::parse(&format!("{day}T13:30:00+07:00")), Err(TimeError::Day), "{day}");
    }
    assert!(Moment::parse("2000-02-29T13:30:00+07:00").is_ok());
}

#[test]
fn hours_that_no_clock_has_are_refused() {
    for clock in ["24:00:00", "23:60:00", "23:59:60", "99:99:99"] {
        assert_eq!(Moment::parse(&format!("2027-10-05T{clock}+07:00")), Err(TimeError::Clock), "{clock}");
    }
}

#[test]
fn other_zones_are_refused() {
    for offset in ["+00:00", "+06:00", "+07:30", "-07:00", "+10:00", "-00:00"] {
        assert_eq!(Moment::parse(&format!("2027-10-05T13:30:00{offset}")), Err(TimeError::Offset), "{offset}");
    }
}

#[test]
fn looser_spellings_are_refused() {
    let wrong = [
        "",
        "2027-10-05",
        "2027-10-05T13:30:00Z",
        "2027-10-05t13:30:00+07:00",
        "2027-10-05 13:30:00+07:00",
        "2027-10-05T13:30+07:00",
        "2027-10-05T13:30:00.5+07:00",
        "2027-10-05T13:30:00+07:00 ",
        "+027-10-05T13:30:00+07:00",
        "2027-1a-05T13:30:00+07:00",
        "2027/10/05T13:30:00+07:00",
        "２027-10-05T13:30:00+7:00",
    ];
    for text in wrong {
        assert_eq!(Moment::parse(text), Err(TimeError::Shape), "{text}");
    }
}
