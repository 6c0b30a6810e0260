//! The search: once for each wrong protocol, which it must find, then in earnest.

use std::num::NonZero;

use stateright::{Checker, Expectation, HasDiscoveries, Model};
use suara_tests::sim::SimResult;

use super::super::verdict::Findings;
use super::super::{Ask, Figure};

use super::{Bug, Rules};

/// Two cards, two faults: over a million states. A third card needs more memory than a small machine has.
const EARNEST: Rules = Rules { cards: 2, faults: 2, bug: None };
/// Where wrong protocols are found.
const SMALL: Rules = Rules { cards: 2, faults: 1, bug: None };
const BUGS: [Bug; 5] = [Bug::ToldEarly, Bug::NoSync, Bug::NoVoid, Bug::SilentSpare, Bug::NotSpent];

/// Searches everything. The count is the least number of states that must be seen.
pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let mut found = Findings::default();
    for bug in BUGS {
        let broken = broken(Rules { bug: Some(bug), ..SMALL }, HasDiscoveries::AnyFailures).1;
        println!("with {bug:?}: {}", broken.first().unwrap_or(&"nothing found"));
        if broken.is_empty() {
            found.other.push(format!("the search does not find {bug:?}"));
        }
    }
    let planted = BUGS.len() - found.other.len();
    let (states, broken) = broken(EARNEST, HasDiscoveries::All);
    found.other.extend(broken.iter().map(|name| format!("does not hold: {name}")));
    if states < ask.count {
        found.other.push(format!("only {states} states were seen"));
    }
    let text = format!("{states} states, {} promises broken, {planted} of {} planted faults found", broken.len(), BUGS.len());
    Ok(Figure::new(states, text, found))
}

/// How many states were seen, and the promises that do not hold in them.
fn broken(rules: Rules, until: HasDiscoveries) -> (u64, Vec<&'static str>) {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let checker = rules.checker().threads(threads).finish_when(until).spawn_bfs().join();
    let breaks = |expectation: &Expectation, seen: bool| match expectation {
        // A state that must never be was seen, or one that must be reachable was not.
        Expectation::Always => seen,
        Expectation::Sometimes | Expectation::Eventually => !seen && until_all(rules),
    };
    let properties = rules.properties();
    let broken = properties.iter().filter(|property| breaks(&property.expectation, checker.discovery(property.name).is_some()));
    (u64::try_from(checker.unique_state_count()).unwrap_or(u64::MAX), broken.map(|property| property.name).collect())
}

/// A search for a wrong protocol ends at the first broken promise, before everything reachable was reached.
const fn until_all(rules: Rules) -> bool {
    rules.bug.is_none()
}
