//! Papers as a booth prints them, read back from their text: LAPORAN NOL, BENIH BARU, LAPORAN PENUTUPAN, TANDA TERIMA.
//!
//! A paper begins with its title on a line of its own and ends with the frame of its QR code. In between stand pairs
//! `label : value`, whose value may go on in the next lines, and counts `label  12  dua belas`. Only the frame holds something
//! that the booth signed; a paper without it says nothing that anybody could check.

use super::piece::{Stated, What, scan};
use crate::text::{Words, say};

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// LAPORAN NOL.
    Zero,
    /// BENIH BARU.
    Seed,
    /// LAPORAN PENUTUPAN.
    Closing,
    /// TANDA TERIMA.
    Strip,
}

/// A report that states a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    pub(super) title: Title,
    pub(super) head: Stated,
    /// Labels with their values, without the blanks of line breaks.
    pub(super) facts: Vec<(String, String)>,
    pub(super) counts: Vec<(&'static str, u64)>,
}

/// The counts that reports print, in their order.
pub(super) const COUNTS: [&str; 6] = ["Suara tersimpan", "Uji mesin", "Batal", "Dibatalkan", "Struk tanpa SAH", "Struk beda"];

fn title(line: &str) -> Option<Title> {
    match line.trim() {
        "LAPORAN NOL" => Some(Title::Zero),
        "BENIH BARU" => Some(Title::Seed),
        "LAPORAN PENUTUPAN" => Some(Title::Closing),
        "TANDA TERIMA" => Some(Title::Strip),
        _ => None,
    }
}

/// The lines from each title to the next, with the number of the first.
pub(super) fn sections(text: &str) -> Vec<(usize, Vec<&str>)> {
    let mut sections: Vec<(usize, Vec<&str>)> = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        if title(line).is_some() {
            sections.push((number, Vec::new()));
        }
        if let Some((_, lines)) = sections.last_mut() {
            lines.push(line);
        }
    }
    sections
}

/// Reads one paper.
pub(super) fn read(lines: &[&str]) -> Result<What, Words> {
    let title = lines.first().and_then(|line| title(line)).ok_or_else(no_frame)?;
    let (above, payload) = framed(lines).ok_or_else(no_frame)?;
    match scan(&payload)? {
        strip @ What::Strip(_) if title == Title::Strip => Ok(strip),
        What::Head(head) if title != Title::Strip => {
            Ok(What::Paper(Paper { title, head, facts: pairs(above), counts: above.iter().filter_map(|line| count(line)).collect() }))
        }
        What::Head(_) | What::Strip(_) | What::Paper(_) => {
            Err(say!("kode QR-nya milik kertas lain", "its QR code belongs to another paper"))
        }
    }
}

fn no_frame() -> Words {
    say!(
        "kertas tanpa kode QR yang lengkap: tanpa tanda tangan bilik ini tidak membuktikan apa pun",
        "a paper without its whole QR code: without the booth's signature it proves nothing"
    )
}

/// The lines above the first frame, and its payload: the inner columns of its lines put together.
fn framed<'a>(lines: &'a [&'a str]) -> Option<(&'a [&'a str], String)> {
    let is_edge =
        |line: &str| line.len() > 4 && line.starts_with("+-") && line.ends_with("-+") && line.trim_matches('+').bytes().all(|b| b == b'-');
    let start = lines.iter().position(|line| is_edge(line.trim_end()))?;
    let (above, frame) = lines.split_at_checked(start)?;
    let mut payload = String::new();
    for line in frame.iter().skip(1).map(|line| line.trim_end()) {
        if is_edge(line) {
            return Some((above, payload.trim_end().strip_prefix("QR: ")?.to_owned()));
        }
        payload.push_str(line.strip_prefix("| ")?.strip_suffix(" |")?);
    }
    None
}

/// All pairs; a line that begins with a blank goes on with the value before.
fn pairs(lines: &[&str]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in lines {
        let fresh = line.split_once(" : ").filter(|(label, _)| !label.trim().is_empty() && !label.starts_with(' '));
        if let Some((label, value)) = fresh {
            pairs.push((label.trim().to_owned(), value.trim().to_owned()));
            open = true;
        } else if open && line.starts_with("    ") && !line.trim().is_empty() {
            if let Some((_, value)) = pairs.last_mut() {
                value.push_str(line.trim());
            }
        } else {
            open = false;
        }
    }
    pairs
}

/// A row of the table of counts: the label, blanks, the number with dots between thousands, and its words.
fn count(line: &str) -> Option<(&'static str, u64)> {
    COUNTS.into_iter().find_map(|label| {
        let rest = line.strip_prefix(label)?.strip_prefix(' ')?;
        let digits = rest.split_whitespace().next()?.replace('.', "");
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
        Some((label, digits.parse().ok()?))
    })
}
