//! One row at a time: cells to values.

use std::str::FromStr;

use csv::StringRecord;
use manifest::{StationId, Text, VillageCode};

use super::{Column, MAX_BYTES, MAX_CANDIDATES, MAX_COUNT, MAX_ROWS, ReplayError, RowError, Rule};

/// A row whose cells are values; nothing is known yet about the rows around it.
pub(super) struct Row {
    pub(super) row: u64,
    pub(super) code: VillageCode,
    pub(super) name: Text,
    pub(super) station: Option<StationId>,
    pub(super) registered: Option<u64>,
    pub(super) attended: Option<u64>,
    pub(super) option: usize,
    pub(super) votes: Option<u64>,
}

/// What can still be said of a row that cannot be read: which station is now incomplete.
pub(super) type Place = (VillageCode, Option<StationId>);

/// The readable rows and the places of the unreadable ones.
pub(super) struct Rows {
    pub(super) readable: Vec<Row>,
    pub(super) incomplete: Vec<Place>,
}

/// Reads all rows. An error that concerns the whole file ends the reading, one that concerns a row is collected.
pub(super) fn read(bytes: &[u8]) -> Result<(Rows, Vec<RowError>), ReplayError> {
    let records = records(bytes)?;
    let mut rows = Rows { readable: Vec::new(), incomplete: Vec::new() };
    let mut errors = Vec::new();
    for (line, record) in &records {
        let before = errors.len();
        if let Some(row) = row(*line, record, &mut errors)
            && errors.len() == before
        {
            rows.readable.push(row);
        } else if let Ok(code) = VillageCode::from_str(cell(record, Column::VillageCode)) {
            rows.incomplete.push((code, StationId::from_str(cell(record, Column::Station)).ok()));
        }
    }
    Ok((rows, errors))
}

/// The records below the header with their line numbers.
fn records(bytes: &[u8]) -> Result<Vec<(u64, StringRecord)>, ReplayError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReplayError::TooLarge(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReplayError::NotUtf8(error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // Text that is UTF-8 and rows of any length leave the reader nothing to refuse; were it to, the whole file is refused.
    let mut records = reader.records().map(|record| record.map_err(|_| ReplayError::Header));
    let header = records.next().ok_or(ReplayError::Header)??;
    if !header.iter().eq(Column::ALL.map(Column::name)) {
        return Err(ReplayError::Header);
    }
    let records = records.take(MAX_ROWS + 1).collect::<Result<Vec<_>, _>>()?;
    match records.len() {
        0 => Err(ReplayError::Empty),
        count if count > MAX_ROWS => Err(ReplayError::TooManyRows),
        _ => Ok(numbered(&text, records)),
    }
}

/// Each record with the line it begins on. The reader's own count leaves out blank lines that it skips before a record.
fn numbered(text: &str, records: Vec<StringRecord>) -> Vec<(u64, StringRecord)> {
    let (mut line, mut counted) = (1, 0);
    let mut number = |record: StringRecord| {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let blank = text.bytes().skip(start).take_while(|byte| *byte == b'\n').count();
        let passed = text.get(counted..start + blank).unwrap_or("");
        line += passed.bytes().map(|byte| u64::from(byte == b'\n')).sum::<u64>();
        counted = start + blank;
        (line, record)
    };
    records.into_iter().map(&mut number).collect()
}

fn cell(record: &StringRecord, column: Column) -> &str {
    Column::ALL.iter().zip(record).find(|(at, _)| **at == column).map_or("", |(_, cell)| cell)
}

/// All cells are read before the row is given up, so that all its errors are told.
fn row(row: u64, record: &StringRecord, errors: &mut Vec<RowError>) -> Option<Row> {
    if record.len() != Column::ALL.len() {
        errors.push(RowError { row, column: Column::VillageCode, rule: Rule::Cells(record.len()) });
        return None;
    }
    let mut take = Cells { row, record, errors };
    let code = take.value(Column::VillageCode, |cell| Ok(VillageCode::from_str(cell)?));
    let name = take.value(Column::Village, |cell| Ok(Text::new(cell)?));
    let station = take.value(Column::Station, |cell| if cell.is_empty() { Ok(None) } else { Ok(Some(StationId::from_str(cell)?)) });
    let registered = take.value(Column::Registered, count);
    let attended = take.value(Column::Attended, count);
    let option = take.value(Column::Option, option);
    let votes = take.value(Column::Votes, |cell| match (count(cell)?, option) {
        (None, Some(1..)) => Err(Rule::VotesUnknown),
        (votes, _) => Ok(votes),
    });
    Some(Row {
        row,
        code: code?,
        name: name?,
        station: station?,
        registered: registered?,
        attended: attended?,
        option: option?,
        votes: votes?,
    })
}

struct Cells<'a> {
    row: u64,
    record: &'a StringRecord,
    errors: &'a mut Vec<RowError>,
}

impl Cells<'_> {
    fn value<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Rule>) -> Option<T> {
        match read(cell(self.record, column)) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.errors.push(RowError { row: self.row, column, rule });
                None
            }
        }
    }
}

/// A number, or nothing where the cell is empty.
fn count(cell: &str) -> Result<Option<u64>, Rule> {
    if cell.is_empty() {
        return Ok(None);
    }
    if !cell.bytes().all(|byte| byte.is_ascii_digit()) || (cell.len() > 1 && cell.starts_with('0')) {
        return Err(Rule::Digits);
    }
    cell.parse().ok().filter(|value| *value <= MAX_COUNT).map(Some).ok_or(Rule::TooMany)
}

fn option(cell: &str) -> Result<usize, Rule> {
    let number = count(cell)?.and_then(|number| usize::try_from(number).ok());
    number.filter(|number| *number <= MAX_CANDIDATES).ok_or(Rule::OptionRange)
}
