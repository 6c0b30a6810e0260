//! Witness evidence: what people photographed or copied at any time of day, held against the logs of the records (C63–C67).
//!
//! `folder` reads the files, every one hostile; `piece` says what each is: a signed head, a TANDA TERIMA, or a report as a booth
//! prints it (`paper`). `held` is what a record knows about a log that the evidence names. Then `heads` looks for forks and for logs
//! that were cut off or set back, `strips` for missing ballots, `reports` for papers that say something else. What the booth did
//! not sign proves nothing: it is named as NOT-CHECKED and never speaks against a record.
//!
//! The formats and conditions, exactly: `docs/spec/10-evidence.md`.

mod folder;
mod heads;
pub(crate) mod held;
mod paper;
mod piece;
mod reports;
mod strips;

use std::collections::BTreeSet;
use std::path::Path;

use chain::Origin;

use crate::checks::id;
use crate::findings::{Findings, Place};
use crate::report::CheckResult;
use crate::text::{Words, say};
use held::{Held, Kept};
use piece::{Piece, What};

/// The limits by the names that the specification gives them.
#[cfg(test)]
pub(crate) const fn limits() -> [(&'static str, u64); 5] {
    [
        ("MAX_FILES", folder::MAX_FILES as u64),
        ("MAX_FILE", folder::MAX_FILE),
        ("MAX_TOTAL", folder::MAX_TOTAL),
        ("MAX_DEPTH", folder::MAX_DEPTH as u64),
        ("EVIDENCE_CAP", CheckResult::EVIDENCE_CAP as u64),
    ]
}

/// Everything of an evidence folder that could be read.
#[derive(Default)]
pub(crate) struct Evidence {
    pieces: Vec<Piece>,
    /// What could not be used, and why.
    unused: Vec<(Place, Words)>,
    files: usize,
}

impl Evidence {
    pub(crate) fn read(dir: &Path) -> Self {
        let found = folder::read(dir);
        let mut evidence = Self { pieces: Vec::new(), unused: found.unread, files: found.files.len() };
        for (name, bytes) in &found.files {
            piece::read(name, bytes, &mut evidence.pieces, &mut evidence.unused);
        }
        if evidence.files == 0 && evidence.unused.is_empty() {
            evidence.unused.push((Place::file(&dir.to_string_lossy()), say!("tidak ada bukti di sini", "there is no evidence here")));
        }
        evidence
    }

    #[cfg(test)]
    pub(crate) const fn count(&self) -> usize {
        self.pieces.len()
    }

    /// The logs that the evidence is about.
    pub(crate) fn origins(&self) -> BTreeSet<&Origin> {
        self.pieces.iter().map(Piece::origin).collect()
    }

    /// C63–C67.
    pub(crate) fn check(&self, held: Vec<Held>, f: &mut Findings) -> Vec<CheckResult> {
        let held = &distinct(held);
        for (place, words) in &self.unused {
            f.skip(id::EVIDENCE, place.clone(), words.clone());
        }
        let signed: Vec<&Piece> = self.pieces.iter().filter(|piece| is_signed(piece, held, f)).collect();
        heads::check(&signed, held, f);
        strips::check(&signed, held, f);
        reports::check(&signed, held, f);
        let (pieces, files) = (signed.len(), self.files);
        f.done(id::EVIDENCE, say!("{pieces} bukti dari {files} berkas", "{pieces} pieces from {files} files"));
        f.finish()
    }
}

/// Equal copies of one log, as in a sealed and a public record, are one; the first of them stays.
fn distinct(held: Vec<Held>) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for one in held {
        if !all.iter().any(|known| known.same(&one)) {
            all.push(one);
        }
    }
    all
}

/// Whether a log that is held signed the piece; names the piece if not.
fn is_signed(piece: &Piece, held: &[Held], f: &mut Findings) -> bool {
    let origin = piece.origin();
    let mut logs = held.iter().filter(|held| held.origin == *origin).peekable();
    if logs.peek().is_none() {
        f.skip(id::EVIDENCE, piece.place(), foreign(origin, held));
        return false;
    }
    let holds = match &piece.what {
        What::Head(head) | What::Paper(paper::Paper { head, .. }) => logs.any(|log| head.is_signed(log)),
        What::Strip(strip) => logs.any(|log| log.signed(strip).is_some()),
    };
    if !holds {
        let words = say!(
            "tanda tangan {origin} tidak sah: ini tidak membuktikan apa pun",
            "the signature of {origin} does not hold: this proves nothing"
        );
        f.skip(id::EVIDENCE, piece.place(), words);
    }
    holds
}

/// Why no record here is of this log.
fn foreign(origin: &Origin, held: &[Held]) -> Words {
    let real = held.iter().any(|held| !held.origin.is_rehearsal());
    if origin.is_rehearsal() && (real || held.is_empty()) {
        return say!("dari latihan, bukan pemilihan: {origin}", "of a rehearsal, no election: {origin}");
    }
    say!(
        "dari pemilihan atau tempat lain; tidak ada catatannya di sini: {origin}",
        "of another election or place; its log is not here: {origin}"
    )
}

/// Why a log that belongs to a record here cannot be held against a piece.
fn no_log(kept: &Kept) -> Words {
    match kept {
        Kept::Unused => say!(
            "bilik ini dinyatakan tidak dipakai, jadi catatannya tidak ada; tanyakan mengapa ia menandatangani ini",
            "this booth is signed as unused, so its log is not here; ask why it signed this"
        ),
        Kept::Lost => say!(
            "bilik ini dinyatakan hilang; suaranya dihitung dari kertas, catatannya tidak ada",
            "this booth is signed as lost; its votes are counted from paper, its log is not here"
        ),
        Kept::Log(_) | Kept::Unread => {
            say!("catatan bilik ini tidak ada atau tidak terbaca", "this booth's log is missing or cannot be read")
        }
    }
}
