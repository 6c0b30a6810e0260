//! Tables as offices export them (RFC 4180): separated by `,` or `;`, UTF-8 with or without a byte order mark, exact header.

use csv::{ByteRecord, Position, ReaderBuilder, Trim};

use super::{DraftError, DraftRule};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One table with its faults.
pub(super) struct Table {
    pub(super) file: &'static str,
    pub(super) header: &'static [&'static str],
}

/// A row with as many cells as its header has, all of them text.
pub(super) struct Row {
    file: &'static str,
    header: &'static [&'static str],
    line: u64,
    cells: Vec<String>,
}

impl Table {
    /// All rows that are whole; the others are told.
    pub(super) fn rows(&self, bytes: Option<&Vec<u8>>, errors: &mut Vec<DraftError>) -> Vec<Row> {
        let fault = |row, rule| DraftError { file: self.file.into(), row, column: None, rule };
        let Some(bytes) = bytes else {
            errors.push(fault(None, DraftRule::Missing));
            return Vec::new();
        };
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        let separator = if first.contains(&b';') { b';' } else { b',' };
        let mut reader = ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).trim(Trim::All).from_reader(bytes);
        let mut records = reader.byte_records().map_while(Result::ok);
        if !records.next().is_some_and(|found| found.iter().eq(self.header.iter().map(|name| name.as_bytes()))) {
            errors.push(fault(Some(1), DraftRule::Header(self.header.join(",").into())));
            return Vec::new();
        }
        let mut rows = Vec::new();
        for record in records.filter(|cells| cells.iter().any(|cell| !cell.is_empty())) {
            let line = record.position().map_or(0, Position::line);
            match self.row(&record, line) {
                Ok(row) => rows.push(row),
                Err(rule) => errors.push(fault(Some(line), rule)),
            }
        }
        rows
    }

    fn row(&self, record: &ByteRecord, line: u64) -> Result<Row, DraftRule> {
        if record.len() != self.header.len() {
            return Err(DraftRule::Cells { found: record.len(), expected: self.header.len() });
        }
        let text = |cell: &[u8]| core::str::from_utf8(cell).map(str::to_owned).map_err(|_| DraftRule::Encoding);
        let cells = record.iter().map(text).collect::<Result<_, _>>()?;
        Ok(Row { file: self.file, header: self.header, line, cells })
    }
}

impl Row {
    /// The fault of a cell.
    pub(super) fn fault(&self, column: usize, rule: DraftRule) -> DraftError {
        DraftError { file: self.file.into(), row: Some(self.line), column: self.header.get(column).copied(), rule }
    }

    /// A cell as text; the row has all of its header's cells.
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// A cell as another type; a fault is told once.
    pub(super) fn read<T>(&self, column: usize, errors: &mut Vec<DraftError>, parse: impl Fn(&str) -> Result<T, DraftRule>) -> Option<T> {
        parse(self.text(column)).map_err(|rule| errors.push(self.fault(column, rule))).ok()
    }
}
