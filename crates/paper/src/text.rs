//! A document as lines of characters. Every character is taken as one column wide, which holds for the Latin script of
//! Indonesian papers.

mod layout;
mod table;
mod wrap;

use crate::clean::clean;
use crate::document::{Block, Document, Mode};
use layout::{Cell, centred, row};

/// Characters on a line of an 80 mm thermal printer in its usual font.
pub const THERMAL_COLUMNS: usize = 48;
/// Characters on a line of an A4 page in portrait.
pub const PAGE_COLUMNS: usize = 80;
/// Characters on a line of an A4 page in a small font or in landscape.
pub const WIDE_PAGE_COLUMNS: usize = 100;

const MIN_COLUMNS: usize = 24;

/// Words of the band that every rendering of a rehearsal document carries.
pub(crate) const REHEARSAL_BAND: &str = "LATIHAN — BUKAN SUARA SEBENARNYA";

/// The document as text: lines of at most `width` characters (at least 24), each ended by a line feed, without blanks at their
/// ends. Words wrap, numbers stand right, nothing is cut off. All text is cleaned once more on its way. A rehearsal document
/// begins and ends with its band.
#[must_use]
pub fn render_text(document: &Document, width: usize) -> String {
    let width = width.max(MIN_COLUMNS);
    let band = match document.mode {
        Mode::Real => Vec::new(),
        Mode::Rehearsal => banner(REHEARSAL_BAND, width),
    };
    let body = document.blocks.chunk_by(|a, b| is_pair(a) && is_pair(b)).flat_map(|run| run_lines(run, width));
    band.iter().cloned().chain(body).chain(band.iter().cloned()).map(|line| format!("{}\n", line.trim_end())).collect()
}

fn is_pair(block: &Block) -> bool {
    matches!(block, Block::Pair(..))
}

/// One block, or several neighbouring pairs that share a label column.
fn run_lines(run: &[Block], width: usize) -> Vec<String> {
    let labels = run.iter().filter_map(|block| if let Block::Pair(label, _) = block { Some(clean(label).chars().count()) } else { None });
    let label_width = labels.max().unwrap_or(0).min(width * 2 / 5);
    run.iter().flat_map(|block| block_lines(block, width, label_width)).collect()
}

fn block_lines(block: &Block, width: usize, label_width: usize) -> Vec<String> {
    match block {
        Block::Title(words) | Block::Huge(words) => wrap::words(&clean(words), width).iter().map(|line| centred(line, width)).collect(),
        Block::Picture(_) => Vec::new(),
        Block::Line(words) => wrap::words(&clean(words), width),
        Block::Pair(label, value) => {
            row(&[Cell::left(&clean(label), label_width), Cell::left(":", 1), Cell::left(&clean(value), width - label_width - 3)])
        }
        Block::Table { columns, rows } => table::lines(columns, rows, width),
        Block::Rule => vec!["-".repeat(width)],
        Block::Banner(words) => banner(words, width),
        Block::Code(groups) => wrap::words(&clean(&groups.join(" ")), width).iter().map(|line| centred(line, width)).collect(),
        Block::Qr(payload) => framed(&format!("QR: {}", clean(payload)), width),
        Block::Signatures(names) => names.iter().zip(1..).flat_map(|(name, n)| signature(n, &clean(name), width)).collect(),
        Block::Blank => vec![String::new()],
    }
}

fn banner(words: &str, width: usize) -> Vec<String> {
    wrap::words(&clean(words), width - 8).iter().map(|line| centred(&format!("*** {line} ***"), width)).collect()
}

/// A payload broken anywhere, inside a frame, so that where it begins and ends is seen.
fn framed(payload: &str, width: usize) -> Vec<String> {
    let edge = format!("+{}+", "-".repeat(width - 2));
    let inside = wrap::chars(payload, width - 4).into_iter().map(|part| format!("| {part:<inner$} |", inner = width - 4));
    std::iter::once(edge.clone()).chain(inside).chain(std::iter::once(edge)).collect()
}

/// Name, room to sign, and the refusal with its reason: a witness may refuse, and the paper says why.
fn signature(n: usize, name: &str, width: usize) -> Vec<String> {
    let filled = |words: &str| format!("   {words} {}", ".".repeat(width.saturating_sub(words.chars().count() + 4)));
    let mut lines = row(&[Cell::left(&format!("{n}."), 2), Cell::left(name, width - 3)]);
    lines.extend([filled("Tanda tangan:"), filled("[ ] Menolak, alasan:"), String::new()]);
    lines
}

#[cfg(test)]
mod tests;
