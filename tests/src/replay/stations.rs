//! Rows to stations and villages: what must hold between rows.

use std::collections::BTreeMap;

use manifest::{StationId, VillageCode};

use super::rows::{Row, Rows};
use super::{Column, MIN_CANDIDATES, ReplayStation, ReplayVillage, RowError, Rule};

/// Builds the villages and adds an error for every row that breaks a rule together with others. The result is worth something
/// only when no error was found at all.
pub(super) fn assemble(rows: Rows, errors: &mut Vec<RowError>) -> Vec<ReplayVillage> {
    let mut villages: BTreeMap<VillageCode, Vec<Row>> = BTreeMap::new();
    for row in rows.readable {
        villages.entry(row.code.clone()).or_default().push(row);
    }
    let whole = |row: &Row| !rows.incomplete.iter().any(|(code, station)| *code == row.code && *station == row.station);
    villages.into_values().filter_map(|rows| village(&rows, &whole, errors)).collect()
}

fn village(rows: &[Row], whole: &impl Fn(&Row) -> bool, errors: &mut Vec<RowError>) -> Option<ReplayVillage> {
    let first = rows.first()?;
    for row in rows {
        if row.name != first.name {
            errors.push(at(row, Column::Village, Rule::NameChanged { first: first.row }));
        }
        if row.station.is_some() != first.station.is_some() {
            errors.push(at(row, Column::Station, Rule::StationMissing));
        }
    }
    let mut stations: BTreeMap<Option<&StationId>, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        stations.entry(row.station.as_ref()).or_default().push(row);
    }
    let found = stations.values().filter(|rows| rows.iter().all(|row| whole(row))).filter_map(|rows| station(rows, errors)).collect();
    Some(ReplayVillage { code: first.code.clone(), name: first.name.clone(), stations: same_ballot(found, errors) })
}

/// A station and the row that stands for it in messages about the whole of it.
type Found = (ReplayStation, u64);

fn same_ballot(stations: Vec<Found>, errors: &mut Vec<RowError>) -> Vec<ReplayStation> {
    let candidates = |station: &ReplayStation| station.votes.len().saturating_sub(1);
    let expected = stations.first().map_or(0, |(station, _)| candidates(station));
    for (station, row) in &stations {
        let found = candidates(station);
        if found != expected {
            errors.push(RowError { row: *row, column: Column::Option, rule: Rule::CandidatesDiffer { found, expected } });
        }
    }
    stations.into_iter().map(|(station, _)| station).collect()
}

fn station(rows: &[&Row], errors: &mut Vec<RowError>) -> Option<Found> {
    let (first, last) = (rows.first()?, rows.last()?);
    let before = errors.len();
    let votes = options(rows, last, errors);
    for row in rows {
        let changed = |column| at(row, column, Rule::CountChanged { first: first.row });
        errors.extend((row.registered != first.registered).then(|| changed(Column::Registered)));
        errors.extend((row.attended != first.attended).then(|| changed(Column::Attended)));
    }
    if errors.len() > before {
        return None;
    }
    let terms: Vec<u64> = votes.values().filter_map(|row| row.votes).collect();
    let sum: u64 = terms.iter().sum();
    if let Some(attended) = first.attended.filter(|attended| *attended != sum) {
        errors.push(at(last, Column::Attended, Rule::Sum { terms, attended }));
    }
    let counted = first.attended.unwrap_or(0).max(sum);
    if let Some(registered) = first.registered.filter(|registered| *registered < counted) {
        errors.push(at(last, Column::Registered, Rule::RollTooSmall { registered, counted }));
    }
    let votes = (0..=votes.len()).filter_map(|option| votes.get(&option).map(|row| row.votes.unwrap_or(0)).or((option == 0).then_some(0)));
    let id = first.station.clone().or_else(|| "001".parse().ok())?;
    Some((ReplayStation { id, registered: first.registered, attended: first.attended, votes: votes.collect() }, last.row))
}

/// The rows by option, after checking that none comes twice and no candidate is missing.
fn options<'a>(rows: &[&'a Row], last: &Row, errors: &mut Vec<RowError>) -> BTreeMap<usize, &'a Row> {
    let mut options: BTreeMap<usize, &Row> = BTreeMap::new();
    for row in rows {
        let first = options.entry(row.option).or_insert(row);
        if first.row != row.row {
            errors.push(at(row, Column::Option, Rule::Duplicate { first: first.row }));
        }
    }
    let highest = options.keys().next_back().copied().unwrap_or(0);
    if let Some(missing) = (1..highest).find(|option| !options.contains_key(option)) {
        errors.push(at(last, Column::Option, Rule::OptionGap { missing }));
    } else if highest < MIN_CANDIDATES {
        errors.push(at(last, Column::Option, Rule::TooFewCandidates { found: highest }));
    }
    options
}

fn at(row: &Row, column: Column, rule: Rule) -> RowError {
    RowError { row: row.row, column, rule }
}
