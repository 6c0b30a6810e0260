//! Clocks that jump: they decide nothing and are only said.

use std::time::{SystemTime, UNIX_EPOCH};

use paper::{Moment, Zone};
use record::{Entry, Hour, IncidentKind};
use terminal::Booth;

use crate::site::Site;
use crate::village::{Place1, Wish};
use crate::voting::{Answer, vote};
use crate::whole_day::{entries, replayed};

fn at(year: u32) -> Hour {
    Hour::new(&format!("{year}-10-05T07:00:00+07:00")).unwrap()
}

#[test]
fn a_clock_that_jumps_ten_years_back_and_forth_changes_nothing_but_the_hours_written() {
    let place = Place1::new(&Wish::default());
    let setup = |seed: &str| place.village.setup("1", &place.disk, &place.printer, seed);
    let mut booth = Booth::zero(setup("first"), &[], &at(2037)).unwrap();
    booth.open(&at(2017)).unwrap();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    drop(booth);
    let mut booth = Booth::resume(setup("second"), &[], &at(1970)).unwrap();
    vote(&mut booth, &place.village.card(2), 2, Answer::Same).unwrap();
    booth.incident(IncidentKind::Other, &at(2036)).unwrap();
    booth.close(&at(2016)).unwrap();
    assert_eq!((booth.state().counts().cast, booth.export().is_ok()), (2, true));
    assert_eq!(replayed(&place, &booth), *booth.state());
    assert_eq!(entries(&place).iter().filter(|entry| matches!(entry, Entry::Cast(_))).count(), 2);
}

#[test]
fn the_binary_says_when_the_clock_is_far_from_the_day_and_goes_on() {
    let site = Site::new(Wish::default());
    site.zero();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let now = Hour::round(&Moment::from_unix(now, Zone::Wib).unwrap().rfc3339()).unwrap();
    let far = terminal::is_far_from(&site.village.definition().date, &now).unwrap();
    let run = site.run(&["open"]);
    assert_eq!((run.code, run.err.contains("[J-01]")), (0, far), "{}", run.err);
}
