//! How many counted ballots lie where, and which sums that allows to open (sections 3 and 4 of `docs/RULES.md`).

use std::collections::BTreeMap;

use manifest::{BoothId, StationId, StratumId};
use record::Scope;

use crate::BoothPlace;

type Cell = (StationId, BoothId, Option<StratumId>);

/// Counted ballots by station, booth and stratum: as fine as any sum can tell them apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Census(BTreeMap<Cell, u32>);

impl Census {
    /// Counts one ballot.
    pub(crate) fn add(&mut self, place: &BoothPlace, stratum: Option<&StratumId>) {
        *self.0.entry((place.station.clone(), place.booth.clone(), stratum.cloned())).or_default() += 1;
    }

    /// Ballots that a sum takes in.
    pub(crate) fn count(&self, scope: &Scope) -> u32 {
        self.0.iter().filter(|((station, booth, stratum), _)| scope.takes(station, booth, stratum.as_ref())).map(|(_, n)| n).sum()
    }

    /// Whether this station alone has counted ballots.
    pub(crate) fn only_station(&self, station: &StationId) -> bool {
        !self.0.is_empty() && self.0.keys().all(|(s, _, _)| s == station)
    }

    /// The sums of the first plan: stations are joined until each sum has at least `k_min` ballots.
    pub(crate) fn groups<'a>(&self, stations: impl Iterator<Item = &'a StationId>, k_min: u32) -> Vec<Scope> {
        let alone = |station: &StationId| Scope::Stations { stations: vec![station.clone()] };
        let mut groups: Vec<Vec<StationId>> = Vec::new();
        let (mut open, mut size) = (Vec::new(), 0);
        for station in stations {
            let count = self.count(&alone(station));
            if count == 0 {
                continue;
            }
            open.push(station.clone());
            size += count;
            if size >= k_min {
                groups.push(core::mem::take(&mut open));
                size = 0;
            }
        }
        match groups.last_mut() {
            Some(last) => last.append(&mut open),
            None if !open.is_empty() => groups.push(open),
            None => {}
        }
        match groups.len() {
            0 => Vec::new(),
            1 => vec![Scope::Village],
            _ => groups.into_iter().map(|stations| Scope::Stations { stations }).collect(),
        }
    }

    /// Whether a further sum may be opened: two ballots are in one cell if they are in the same opened sums, and every cell that
    /// is not empty must keep `k_min` ballots.
    pub(crate) fn may_open<'a>(&self, opened: impl Iterator<Item = &'a Scope>, next: &'a Scope, k_min: u32) -> bool {
        let scopes: Vec<&Scope> = opened.chain([next]).collect();
        let mut cells: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
        for ((station, booth, stratum), count) in &self.0 {
            let within = scopes.iter().map(|scope| scope.takes(station, booth, stratum.as_ref())).collect();
            *cells.entry(within).or_default() += count;
        }
        cells.values().all(|count| *count >= k_min)
    }
}

#[cfg(test)]
mod tests;
