//! Tables as offices export them (RFC 4180 and what spreadsheets make of it): separated by `,` or `;`, UTF-8 with or without a
//! byte order mark. The header is exact, so that a moved column is never read as another. Cells are text: nothing is computed
//! from a cell that looks like a formula.

use csv::{ByteRecord, ReaderBuilder, Trim};

/// Largest table file, in bytes.
pub const MAX_TABLE: usize = 64 << 20;
/// Most rows of one table file.
pub const MAX_ROWS: usize = 1_000_000;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a whole file is no table. Bad cells are the business of whoever asks for them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Over [`MAX_TABLE`].
    #[error("lebih dari {MAX_TABLE} byte; bagi per kecamatan (over {MAX_TABLE} bytes: split it by district)")]
    TooLarge,
    /// UTF-16, as some spreadsheets write it.
    #[error("bukan UTF-8; simpan lagi sebagai \"CSV UTF-8\" (not UTF-8: save it as \"CSV UTF-8\")")]
    Encoding,
    /// The first line is not the header.
    #[error("baris 1: judul kolom harus {expected} (row 1: the header must be exactly this, with , or ;)")]
    Header {
        /// The header as it must be.
        expected: Box<str>,
    },
    /// Over [`MAX_ROWS`].
    #[error("lebih dari {MAX_ROWS} baris; bagi per kecamatan (over {MAX_ROWS} rows: split it by district)")]
    TooManyRows,
}

/// A row of a table with a known header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file, the header being line 1.
    pub line: u64,
    cells: ByteRecord,
}

/// What is wrong with one cell before its meaning is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellError {
    /// The row has fewer cells than the header.
    Missing,
    /// Bytes that are not UTF-8.
    NotUtf8,
}

impl Row {
    /// How many cells the row has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the row has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A cell without blanks at its ends.
    ///
    /// # Errors
    /// The cell is missing or not UTF-8.
    pub fn cell(&self, column: usize) -> Result<&str, CellError> {
        let bytes = self.cells.get(column).ok_or(CellError::Missing)?;
        core::str::from_utf8(bytes).map_err(|_| CellError::NotUtf8)
    }
}

/// Reads a table whose header must be exactly `header`.
///
/// # Errors
/// Only what spoils the whole file.
pub fn read_table(bytes: &[u8], header: &[&str]) -> Result<Vec<Row>, TableError> {
    if bytes.len() > MAX_TABLE {
        return Err(TableError::TooLarge);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(TableError::Encoding);
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let separator = if first.contains(&b';') { b';' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).trim(Trim::All).from_reader(bytes);
    let mut records = reader.byte_records().map_while(Result::ok);
    if !records.next().is_some_and(|found| found.iter().eq(header.iter().map(|name| name.as_bytes()))) {
        return Err(TableError::Header { expected: header.join(",").into() });
    }
    let mut lines = Lines { rest: bytes, at: 0, line: 1 };
    let rows: Vec<Row> = records
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .take(MAX_ROWS + 1)
        .map(|cells| Row { line: lines.at(cells.position().map_or(0, csv::Position::byte)), cells })
        .collect();
    if rows.len() > MAX_ROWS { Err(TableError::TooManyRows) } else { Ok(rows) }
}

/// Counts lines. The reader's own count stands before line feeds and blank lines that it has yet to skip.
struct Lines<'a> {
    rest: &'a [u8],
    at: u64,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record begins whose reading began at this byte; bytes must ascend.
    fn at(&mut self, byte: u64) -> u64 {
        while let [first, rest @ ..] = self.rest
            && (self.at < byte || matches!(first, b'\r' | b'\n'))
        {
            let ends = *first == b'\n' || (*first == b'\r' && rest.first() != Some(&b'\n'));
            self.line += u64::from(ends);
            (self.rest, self.at) = (rest, self.at + 1);
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, TableError> {
        let rows = read_table(bytes, &["a", "b"])?;
        Ok(rows.iter().map(|row| (0..row.len()).map(|i| row.cell(i).unwrap().to_owned()).collect()).collect())
    }

    #[test]
    fn comma_semicolon_and_byte_order_mark_read_alike() {
        let expected = Ok(vec![vec!["1".to_owned(), "x, y; z".to_owned()]]);
        assert_eq!(read(b"a,b\n1,\"x, y; z\"\n"), expected);
        assert_eq!(read(b"a;b\r\n1;\"x, y; z\"\r\n"), expected);
        assert_eq!(read(b"\xef\xbb\xbfa,b\n 1 ,\"x, y; z\""), expected);
    }

    #[test]
    fn a_header_that_is_not_exact_is_refused() {
        for bad in [&b"b,a\n1,2"[..], b"a\n1", b"a,b,c\n", b"A,b\n", b"", b"1,2\n"] {
            assert!(matches!(read(bad), Err(TableError::Header { .. })), "{bad:?}");
        }
    }

    #[test]
    fn a_table_in_another_encoding_is_refused() {
        assert_eq!(read(b"\xff\xfea\0,\0b\0"), Err(TableError::Encoding));
        let rows = read_table(b"a,b\n1,\xe9\n", &["a", "b"]).unwrap();
        assert_eq!(rows[0].cell(1), Err(CellError::NotUtf8));
        assert_eq!(rows[0].cell(2), Err(CellError::Missing));
    }

    #[test]
    fn rows_are_numbered_as_lines_and_blank_ones_are_skipped() {
        for end in ["\r\n", "\n", "\r"] {
            let text = ["a,b", "1,2", "", ",", "\"3\",4", "5,6", ""].join(end);
            let rows = read_table(text.as_bytes(), &["a", "b"]).unwrap();
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 5, 6], "{end:?}");
        }
    }

    #[test]
    fn a_table_has_an_end() {
        let mut long = b"a,b\n".to_vec();
        long.extend(b"1,2\n".repeat(MAX_ROWS));
        assert_eq!(read_table(&long, &["a", "b"]).map(|rows| rows.len()), Ok(MAX_ROWS));
        long.extend(b"1,2\n");
        assert_eq!(read_table(&long, &["a", "b"]), Err(TableError::TooManyRows));
        assert_eq!(read_table(&vec![b'a'; MAX_TABLE + 1], &["a", "b"]), Err(TableError::TooLarge));
    }
}
