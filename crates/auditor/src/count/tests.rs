//! Groups of the first plan, and which further sums may be opened.

use elgamal::Ciphertext;
use manifest::StationId;
use record::Scope;

use super::*;
use crate::tests::small_village;

fn station(id: &str) -> StationId {
    id.parse().unwrap()
}

fn grouped(counts: &[(&str, usize)], k_min: usize) -> Vec<String> {
    let stations = counts.iter().filter(|(_, n)| *n > 0).map(|(id, n)| (station(id), *n));
    groups(stations, k_min).into_iter().map(|group| group.iter().map(StationId::as_str).collect::<Vec<_>>().join("+")).collect()
}

#[test]
fn stations_are_joined_until_a_group_is_large_enough() {
    assert_eq!(grouped(&[("001", 10), ("002", 12)], 10), ["001", "002"]);
    assert_eq!(grouped(&[("001", 4), ("002", 7), ("003", 20)], 10), ["001+002", "003"]);
    assert_eq!(grouped(&[("001", 20), ("002", 3), ("003", 4)], 10), ["001+002+003"]);
    assert_eq!(grouped(&[("001", 20), ("002", 10), ("003", 4)], 10), ["001", "002+003"]);
    assert_eq!(grouped(&[("001", 10), ("002", 0), ("003", 10)], 10), ["001", "003"]);
    assert_eq!(grouped(&[("001", 4), ("002", 4)], 10), ["001+002"]);
}

/// Ballots by station, booth and stratum.
fn village(cells: &[(&str, &str, &str, usize)], k_min: u32) -> Counted {
    let mut counted = small_village(k_min);
    let ballot = |(place, (s, b, stratum)): (usize, (&str, &str, &str))| CountedBallot {
        booth: b.parse().unwrap(),
        ciphertexts: Vec::<Ciphertext>::new(),
        code: Code::from_hash(canonical::sha256(&place.to_be_bytes())),
        station: station(s),
        stratum: Some(stratum.parse().unwrap()),
    };
    let all = cells.iter().flat_map(|(s, b, d, n)| core::iter::repeat_n((*s, *b, *d), *n));
    counted.ballots = all.enumerate().map(ballot).collect();
    counted
}

fn one_booth(s: &str, b: &str) -> Scope {
    Scope::Booth { booth: b.parse().unwrap(), station: station(s) }
}

fn stratum(id: &str) -> Scope {
    Scope::Stratum { stratum: id.parse().unwrap() }
}

#[test]
fn a_set_may_be_opened_only_if_no_small_cell_is_left() {
    let counted = village(&[("001", "1", "a", 10), ("001", "2", "a", 12), ("002", "1", "b", 15)], 10);
    let opened = [one(&station("001")), one(&station("002"))];
    assert!(counted.may_open(&opened, &one_booth("001", "1")));
    assert!(counted.may_open(&opened, &stratum("a")));
    let counted = village(&[("001", "1", "a", 9), ("001", "2", "a", 12), ("002", "1", "b", 15)], 10);
    assert!(!counted.may_open(&opened, &one_booth("001", "1")));
    assert!(!counted.may_open(&opened, &one_booth("001", "2")), "the difference would show the other nine");
    assert!(counted.may_open(&opened, &stratum("a")));
}

#[test]
fn several_sums_together_may_show_what_none_shows_alone() {
    let counted = village(&[("001", "1", "a", 15), ("001", "1", "b", 9), ("001", "2", "a", 20), ("001", "2", "b", 20)], 10);
    let opened = [Scope::Village];
    assert!(counted.may_open(&opened, &one_booth("001", "1")));
    assert!(counted.may_open(&opened, &stratum("b")));
    assert!(!counted.may_open(&[Scope::Village, one_booth("001", "1")], &stratum("b")));
    assert_eq!(counted.cells(&[Scope::Village, one_booth("001", "1"), stratum("b")]), [9, 15, 20, 20]);
}

#[test]
fn a_village_below_the_limit_is_one_sum_and_nothing_else() {
    let counted = village(&[("001", "1", "a", 2), ("002", "1", "a", 3)], 10);
    let plan = counted.first_plan().unwrap();
    assert_eq!(plan.sets.iter().map(|s| (s.scope.id(), s.count)).collect::<Vec<_>>(), [("village".to_owned(), 5)]);
    assert!(!counted.may_open(&[Scope::Village], &one(&station("001"))));
    assert!(village(&[], 10).first_plan().is_none());
}
