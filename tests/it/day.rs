//! Simulated days against what the voters pressed.

use suara_tests::random::SimSeed;
use suara_tests::sim::day::station_day;
use suara_tests::sim::evening::receive;
use suara_tests::sim::prepare::{define, prepare};
use suara_tests::sim::spec::ElectionSpec;
use suara_tests::sim::world::{self, Keys};

#[test]
fn a_village_votes_and_its_committee_receives_everything() {
    let seed = SimSeed(1);
    let keys = Keys(seed);
    let spec = ElectionSpec::made_up(2, 40, seed);
    let definitions: Vec<_> = spec.villages.iter().map(|v| define(v, spec.mode, keys).unwrap()).collect();
    let index = world::index(&spec, keys, &definitions).unwrap();
    for (village, definition) in spec.villages.iter().zip(&definitions) {
        let t = std::time::Instant::now();
        let prepared = prepare(village, definition, &index, keys).unwrap();
        eprintln!("prepare {:?}", t.elapsed());
        let t = std::time::Instant::now();
        let days: Vec<_> = (0..)
            .zip(&village.stations)
            .filter(|(_, s)| !s.on_paper())
            .map(|(place, s)| station_day(&prepared, place, s, keys, &|| {}).unwrap())
            .collect();
        eprintln!("day {:?}", t.elapsed());
        let t = std::time::Instant::now();
        let counting = receive(&prepared, &days, keys).unwrap();
        eprintln!("receive {:?}", t.elapsed());
        assert!(counting.counted() > 20);
    }
}
