//! Tables: every column as wide as its widest cell, and narrower, words before numbers, when the paper is.

use super::layout::{Cell, row};
use crate::clean::clean;
use crate::document::{Align, Column};

/// The lines of a table: heads, a rule, rows. Tables without a single head word have no head and no rule. A table with more
/// columns than the paper can show side by side is printed cell below cell.
pub(super) fn lines(columns: &[Column], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|cells| cells.iter().map(|cell| clean(cell)).collect()).collect();
    let count = rows.iter().map(Vec::len).chain([columns.len()]).max().unwrap_or(0);
    if count * 2 > width {
        return rows.iter().flatten().flat_map(|cell| row(&[Cell::left(cell, width)])).collect();
    }
    let heads: Vec<String> = columns.iter().map(|column| clean(&column.head)).collect();
    let aligns: Vec<Align> = (0..count).map(|at| columns.get(at).map_or(Align::Left, |column| column.align)).collect();
    let widths = fit(natural(count, &heads, &rows), &aligns, width);
    let line = |cells: &[String]| {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        row(&widths
            .iter()
            .zip(&aligns)
            .zip(0..)
            .map(|((w, align), at)| Cell { text: cell(at), width: *w, align: *align })
            .collect::<Vec<_>>())
    };
    let mut out = if heads.iter().all(String::is_empty) { Vec::new() } else { line(&heads) };
    if !out.is_empty() {
        out.push(widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().join(" "));
    }
    out.extend(rows.iter().flat_map(|cells| line(cells)));
    out
}

fn natural(count: usize, heads: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let length = |cells: &[String], at: usize| cells.get(at).map_or(0, |cell| cell.chars().count());
    (0..count).map(|at| rows.iter().map(|cells| length(cells, at)).chain([length(heads, at), 1]).max().unwrap_or(1)).collect()
}

/// Narrows the widest column of words, one character at a time; columns of numbers only when no word column has more than
/// eight characters left.
fn fit(mut widths: Vec<usize>, aligns: &[Align], width: usize) -> Vec<usize> {
    const LEGIBLE: usize = 8;
    let room = width - widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() > room {
        let is_spare = |(w, align): &(&mut usize, &Align)| **align == Align::Left && **w > LEGIBLE;
        let words = widths.iter_mut().zip(aligns).filter(is_spare).map(|(w, _)| w).max();
        let Some(widest) = (match words {
            Some(widest) => Some(widest),
            None => widths.iter_mut().max(),
        }) else {
            break;
        };
        *widest -= 1;
    }
    widths
}
