//! Cells side by side: each wraps in its own width, and the row is as high as its highest cell.

use super::wrap;
use crate::document::Align;

/// A text, the columns it may use, and how it stands in them.
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) width: usize,
    pub(super) align: Align,
}

impl<'a> Cell<'a> {
    pub(super) fn left(text: &'a str, width: usize) -> Cell<'a> {
        Cell { text, width, align: Align::Left }
    }
}

/// The lines of one row of cells, a blank between neighbours.
pub(super) fn row(cells: &[Cell<'_>]) -> Vec<String> {
    let columns: Vec<Vec<String>> = cells.iter().map(|cell| wrap::words(cell.text, cell.width)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|at| cells.iter().zip(&columns).map(|(cell, lines)| placed(cell, lines.get(at))).collect::<Vec<_>>().join(" "))
        .collect()
}

fn placed(cell: &Cell<'_>, line: Option<&String>) -> String {
    let (line, width) = (line.map_or("", String::as_str), cell.width);
    match cell.align {
        Align::Left => format!("{line:<width$}"),
        Align::Right => format!("{line:>width$}"),
    }
}

/// The line in the middle of the paper.
pub(super) fn centred(line: &str, width: usize) -> String {
    format!("{line:^width$}")
}
