use super::*;

fn station(number: usize) -> StationId {
    format!("{number:03}").parse().unwrap()
}

fn place(number: usize, booth: u32) -> BoothPlace {
    BoothPlace { station: station(number), booth: booth.to_string().parse().unwrap() }
}

fn census(counts: &[u32]) -> Census {
    let mut census = Census::default();
    for (index, count) in counts.iter().enumerate() {
        (0..*count).for_each(|_| census.add(&place(index + 1, 1), None));
    }
    census
}

fn groups(counts: &[u32], k_min: u32) -> Vec<String> {
    let stations: Vec<StationId> = (1..=counts.len()).map(station).collect();
    census(counts).groups(stations.iter(), k_min).iter().map(Scope::id).collect()
}

#[test]
fn stations_are_joined_until_every_sum_has_k_min_ballots() {
    for (counts, k_min, expected) in [
        (&[10, 10, 10][..], 10, &["stations-001", "stations-002", "stations-003"][..]),
        (&[4, 6, 10], 10, &["stations-001+002", "stations-003"]),
        (&[4, 5, 10, 30], 10, &["stations-001+002+003", "stations-004"]),
        (&[9, 30], 30, &["village"]),
    ] {
        assert_eq!(groups(counts, k_min), expected, "{counts:?}");
    }
}

#[test]
fn stations_left_over_join_the_last_closed_group() {
    assert_eq!(groups(&[10, 10, 3, 4], 10), ["stations-001", "stations-002+003+004"]);
    assert_eq!(groups(&[10, 3], 10), ["village"]);
}

#[test]
fn stations_without_counted_ballots_are_in_no_sum() {
    assert_eq!(groups(&[10, 0, 10], 10), ["stations-001", "stations-003"]);
    assert_eq!(groups(&[0, 12, 0], 10), ["village"]);
}

#[test]
fn a_village_below_k_min_is_one_sum_and_one_without_ballots_has_no_plan() {
    assert_eq!(groups(&[2, 3], 10), ["village"]);
    assert_eq!(groups(&[0, 0], 10), Vec::<String>::new());
    assert_eq!(groups(&[], 10), Vec::<String>::new());
}

fn stations(numbers: &[usize]) -> Scope {
    Scope::Stations { stations: numbers.iter().map(|n| station(*n)).collect() }
}

fn booth(number: usize, booth: u32) -> Scope {
    let BoothPlace { station, booth } = place(number, booth);
    Scope::Booth { booth, station }
}

#[test]
fn a_further_sum_may_not_leave_a_small_rest() {
    let mut census = census(&[10, 10]);
    (0..4).for_each(|_| census.add(&place(1, 2), None));
    let first = [stations(&[1]), stations(&[2])];
    let may = |next: &Scope, k_min| census.may_open(first.iter(), next, k_min);
    assert!(may(&booth(1, 1), 4));
    assert!(!may(&booth(1, 1), 5), "the other booth's four ballots would be known");
    assert!(!may(&booth(1, 2), 5));
    assert!(may(&booth(2, 1), 10), "the whole of an opened sum tells nothing new");
    assert!(may(&stations(&[1, 2]), 10));
}

#[test]
fn sums_that_are_small_only_together_are_refused() {
    let mut census = Census::default();
    let dusun = |name: &str| name.parse::<StratumId>().unwrap();
    for (station, stratum, count) in [(1, "a", 20), (1, "b", 3), (2, "a", 20), (2, "b", 20)] {
        (0..count).for_each(|_| census.add(&place(station, 1), Some(&dusun(stratum))));
    }
    let stratum = Scope::Stratum { stratum: dusun("b") };
    assert!(census.may_open([Scope::Village].iter(), &stratum, 20));
    // Twenty-three in the stratum, but three of them alone in station 001.
    assert!(!census.may_open([stations(&[1]), stations(&[2])].iter(), &stratum, 20));
}

#[test]
fn a_station_is_known_alone_when_no_other_has_counted_ballots() {
    assert!(census(&[0, 7]).only_station(&station(2)));
    assert!(!census(&[1, 7]).only_station(&station(2)));
    assert!(!census(&[0, 0]).only_station(&station(2)));
}
