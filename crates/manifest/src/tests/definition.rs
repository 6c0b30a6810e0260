use canonical::json::JsonError;

use crate::fixture::{booth, definition, definition_data, key, station, stratum};
use crate::*;

fn broken(change: impl FnOnce(&mut DefinitionData)) -> DefinitionError {
    let mut data = definition_data();
    change(&mut data);
    Definition::new(data).unwrap_err()
}

fn fine(change: impl FnOnce(&mut DefinitionData)) -> Definition {
    let mut data = definition_data();
    change(&mut data);
    Definition::new(data).unwrap()
}

fn order(error: &DefinitionError) -> bool {
    matches!(error, DefinitionError::Order(_))
}

#[test]
fn a_definition_reads_back_with_the_same_digests() {
    let read = Definition::parse(&definition().to_bytes()).unwrap();
    assert_eq!(read, definition());
    assert_eq!((read.digest(), read.village_digest()), (definition().digest(), definition().village_digest()));
    assert_eq!(read.options(), 4);
}

#[test]
fn a_definition_knows_its_places_and_names() {
    let definition = definition();
    assert_eq!(definition.booths().map(|(s, b)| format!("{}-{}", s.id, b.id)).collect::<Vec<_>>(), ["001-1", "001-2"]);
    assert!(definition.booth(&station("002"), &booth("1")).is_none());
    assert!(definition.station(&station("003")).is_none());
    assert_eq!(definition.booth_origin(&station("001"), &booth("2")), "suara/v1/banyuasin-2027/16.07.17.2008/001/2");
    assert_eq!(definition.desk_origin(&station("001"), &booth("1")), "suara/v1/banyuasin-2027/16.07.17.2008/001/desk-1");
    assert_eq!(definition.committee_name(), "suara/v1/banyuasin-2027/committee");
}

#[test]
fn a_rehearsal_shares_no_digest_and_no_name_with_the_election() {
    let rehearsal = fine(|data| data.mode = Mode::Rehearsal);
    assert_ne!(rehearsal.village_digest(), definition().village_digest());
    assert!(rehearsal.origin().starts_with("suara-uji/v1/"));
    // Even if one digest stood for both modes, the ladder would tell them apart.
    let digest = definition().digest();
    assert_ne!(village_digest(Mode::Real, &digest), village_digest(Mode::Rehearsal, &digest));
}

#[test]
fn another_shape_or_spelling_is_refused() {
    let bytes = definition().to_bytes();
    assert!(matches!(Definition::parse(b"{}"), Err(DefinitionError::Json(JsonError::Shape { .. }))));
    let spaced = [&bytes[..], b"\n"].concat();
    assert!(matches!(Definition::parse(&spaced), Err(DefinitionError::Json(JsonError::NotCanonical { .. }))));
    let more = String::from_utf8(bytes).unwrap().replacen("{\"candidates\"", "{\"bonus\":1,\"candidates\"", 1);
    assert!(matches!(Definition::parse(more.as_bytes()), Err(DefinitionError::Json(JsonError::Shape { .. }))));
    assert_eq!(broken(|data| data.format = "suara/definition/v2".into()), DefinitionError::Format);
}

#[test]
fn candidates_are_two_to_fifteen() {
    assert_eq!(broken(|data| data.candidates.truncate(1)), DefinitionError::Candidates(1));
    let many = |count: usize| {
        move |data: &mut DefinitionData| {
            let one = data.candidates[1].clone();
            data.candidates.resize(count, one);
        }
    };
    assert_eq!(fine(many(15)).options(), 16);
    assert_eq!(broken(many(16)), DefinitionError::Candidates(16));
}

#[test]
fn a_date_and_a_zone_are_what_they_seem() {
    for bad in ["", "2027-13-05", "2027-00-05", "2027-10-32", "05-10-2027", "2027-1-05", "2027-10-05T", "2o27-10-05"] {
        assert_eq!(broken(|data| data.date = bad.into()), DefinitionError::Date, "{bad}");
    }
    for bad in ["", "Z", "+00:00", "+07:30", "+10:00", "-07:00"] {
        assert_eq!(broken(|data| data.zone = bad.into()), DefinitionError::Date, "{bad}");
    }
    for good in ["+08:00", "+09:00"] {
        fine(|data| data.zone = good.into());
    }
}

#[test]
fn stations_are_one_to_two_hundred() {
    assert_eq!(broken(|data| data.stations.clear()), DefinitionError::Stations(0));
    let many = |count: usize| {
        move |data: &mut DefinitionData| {
            let paper = data.stations[1].clone();
            data.stations = (1..=count).map(|n| StationPlan { id: station(&format!("{n:03}")), ..paper.clone() }).collect();
        }
    };
    fine(many(200));
    assert_eq!(broken(many(201)), DefinitionError::Stations(201));
}

#[test]
fn stations_booths_and_strata_ascend_and_stand_once() {
    assert!(order(&broken(|data| data.stations.reverse())));
    assert!(order(&broken(|data| data.stations[1].id = station("001"))));
    assert!(order(&broken(|data| data.strata.reverse())));
    assert!(order(&broken(|data| data.strata[1].id = stratum("dusun-1"))));
    assert!(order(&broken(|data| data.stations[0].booths.reverse())));
    assert!(order(&broken(|data| data.stations[0].booths[1].id = booth("1"))));
    assert!(order(&broken(|data| data.stations[0].booths[0].strata.reverse())));
    assert!(order(&broken(|data| data.stations[0].booths[0].strata[1] = stratum("dusun-1"))));
}

#[test]
fn an_electronic_station_has_booths_and_a_paper_station_none() {
    assert_eq!(broken(|data| data.stations[0].booths.clear()), DefinitionError::Booths(station("001")));
    assert_eq!(broken(|data| data.stations[1].booths = data.stations[0].booths.clone()), DefinitionError::Booths(station("002")));
    let error = broken(|data| data.stations[0].booths = vec![data.stations[0].booths[0].clone(); 10]);
    assert_eq!(error, DefinitionError::Booths(station("001")));
}

#[test]
fn booths_name_strata_exactly_when_a_tie_rule_looks_at_them() {
    let strata = DefinitionError::Strata(station("001"));
    assert_eq!(broken(|data| data.stations[0].booths[1].strata.clear()), strata);
    assert_eq!(broken(|data| data.stations[0].booths[1].strata = vec![stratum("dusun-3")]), strata);
    assert_eq!(broken(|data| data.rules.tie_rules = vec![TieRule::Committee]), strata);
    fine(|data| {
        data.rules.tie_rules = vec![TieRule::Committee];
        data.stations[0].booths.iter_mut().for_each(|b| b.strata.clear());
    });
}

#[test]
fn a_candidate_lives_in_a_listed_stratum_or_elsewhere() {
    assert_eq!(broken(|data| data.candidates[2].domicile = Some(stratum("dusun-9"))), DefinitionError::Domicile(3));
    fine(|data| data.candidates[2].domicile = None);
}

#[test]
fn candidates_sides_together_neither_open_nor_block() {
    let guardians = |threshold, members, candidates| DefinitionError::Guardians { threshold, members, candidates };
    // Two of five on candidates' sides: at 2 they open together, at 4 they block together.
    assert_eq!(broken(|data| data.guardians.threshold = 2), guardians(2, 5, 2));
    assert_eq!(broken(|data| data.guardians.threshold = 4), guardians(4, 5, 2));
    let neutral = |data: &mut DefinitionData, threshold| {
        data.guardians.members.iter_mut().for_each(|g| g.side = Side::Neutral);
        data.guardians.threshold = threshold;
    };
    fine(|data| neutral(data, 2));
    fine(|data| neutral(data, 5));
    for threshold in [0, 1, 6, u32::MAX] {
        assert_eq!(broken(|data| neutral(data, threshold)), guardians(threshold, 5, 0));
    }
}

#[test]
fn guardians_are_two_to_twenty_with_known_sides_and_keys_of_their_own() {
    let all_neutral = |data: &mut DefinitionData, count: u8| {
        let one = Guardian { side: Side::Neutral, ..data.guardians.members[0].clone() };
        data.guardians.members = (0..count).map(|i| Guardian { key: key(100 + i), ..one.clone() }).collect();
        data.guardians.threshold = 2;
    };
    assert!(matches!(broken(|data| all_neutral(data, 1)), DefinitionError::Guardians { members: 1, .. }));
    fine(|data| all_neutral(data, 20));
    assert!(matches!(broken(|data| all_neutral(data, 21)), DefinitionError::Guardians { members: 21, .. }));
    for number in [0, 4] {
        let error = broken(|data| data.guardians.members[4].side = Side::Candidate { number });
        assert!(matches!(error, DefinitionError::Guardians { .. }), "{number}");
    }
    assert_eq!(broken(|data| data.guardians.members[1].key = key(11)), DefinitionError::KeyTwice(Box::new(key(11))));
}

#[test]
fn numbers_of_the_rules_have_bounds() {
    for k_min in [0, 1] {
        assert_eq!(broken(|data| data.rules.k_min = k_min), DefinitionError::Rules);
    }
    for epochs in [0, 65] {
        assert_eq!(broken(|data| data.rules.max_epochs = epochs), DefinitionError::Rules);
    }
    assert_eq!(broken(|data| data.rules.tie_rules.push(TieRule::Committee)), DefinitionError::Rules);
    fine(|data| (data.rules.k_min, data.rules.max_epochs) = (2, 64));
}
