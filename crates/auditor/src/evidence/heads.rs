//! C63: heads from outside agree with the logs. C64: nothing is cut off or set back.

use std::collections::{BTreeMap, BTreeSet};

use canonical::base64;
use chain::Origin;

use super::held::{Held, HeldLog, Kept};
use super::no_log;
use super::piece::{Piece, Stated, What};
use crate::checks::id;
use crate::findings::Findings;
use crate::text::say;

/// Holds every signed head, and every mark that a strip names, against the logs.
pub(super) fn check(pieces: &[&Piece], held: &[Held], f: &mut Findings) {
    let heads: Vec<(&Piece, &Stated)> = pieces.iter().filter_map(|piece| Some((*piece, piece.head()?))).collect();
    among(&heads, f);
    let (mut compared, mut marked) = (0, 0);
    for held in held {
        let own: Vec<_> = heads.iter().filter(|(_, head)| head.head.origin == held.origin && head.is_signed(held)).copied().collect();
        for (piece, head) in &own {
            if let Some(words) = head.forged_cosigner(held) {
                f.skip(id::EVIDENCE, piece.place(), words);
            }
        }
        match &held.kept {
            Kept::Log(log) => {
                compared += own.len();
                against(&own, held, log, f);
                marked += marks(pieces, held, log, f);
            }
            kept @ (Kept::Unused | Kept::Lost | Kept::Unread) => {
                own.iter().for_each(|(piece, _)| f.skip(id::EVIDENCE, piece.place(), no_log(kept)));
            }
        }
    }
    if compared == 0 {
        f.not_due(id::FORK);
    }
    if compared == 0 && marked == 0 {
        f.not_due(id::CUT_OFF);
    }
    f.done(id::FORK, say!("{compared} kepala dibandingkan", "{compared} heads compared"));
    f.done(id::CUT_OFF, say!("{compared} kepala, {marked} penanda dibandingkan", "{compared} heads, {marked} marks compared"));
}

/// Two notes that contradict each other need no log.
fn among(heads: &[(&Piece, &Stated)], f: &mut Findings) {
    let mut seen: BTreeMap<(&Origin, u64), &Stated> = BTreeMap::new();
    for (piece, stated) in heads {
        let head = &stated.head;
        let first = seen.entry((&head.origin, head.size)).or_insert(stated);
        if first.head.root != head.root {
            let (origin, size, one, other) = (&head.origin, head.size, first.line(), stated.line());
            let words = say!(
                "BERCABANG (fork): {origin} menandatangani dua kepala berbeda dari {size} baris. BUKTI 1: {one} BUKTI 2: {other}",
                "FORK: {origin} signed two different heads of {size} lines. PROOF 1: {one} PROOF 2: {other}"
            );
            piece.fail(id::FORK, words, f);
        }
    }
}

fn against(heads: &[(&Piece, &Stated)], held: &Held, log: &HeldLog, f: &mut Findings) {
    let sizes: BTreeSet<u64> = heads.iter().map(|(_, stated)| stated.head.size).collect();
    let roots = log.roots(&sizes);
    let (origin, path) = (&held.origin, &held.path);
    for (piece, stated) in heads {
        let (size, note) = (stated.head.size, stated.line());
        match roots.get(&size) {
            Some(root) if *root == stated.head.root => (),
            Some(root) => {
                let root = base64::encode(root.as_bytes());
                let closing = log.closing.as_deref().unwrap_or("-");
                let words = say!(
                    "BERCABANG (fork): {origin} menandatangani kepala {size} baris lain daripada catatannya di {path}, yang akarnya {root}. \
                     BUKTI 1: {note} BUKTI 2: {closing}",
                    "FORK: {origin} signed another head of {size} lines than its log in {path} has, whose root there is {root}. \
                     PROOF 1: {note} PROOF 2: {closing}"
                );
                piece.fail(id::FORK, words, f);
            }
            None => cut_off(piece, (size, &note), held, log, f),
        }
    }
}

/// A booth that closed a shorter log with its own key was set back; a log without such an end was cut by anybody.
fn cut_off(piece: &Piece, (size, note): (u64, &str), held: &Held, log: &HeldLog, f: &mut Findings) {
    let (origin, lines, path) = (&held.origin, log.lines(), &held.path);
    let words = match &log.closing {
        Some(closing) => say!(
            "DIMUNDURKAN (rollback): {origin} menandatangani {size} baris, lalu menutup hanya {lines} baris di {path}. \
             BUKTI 1: {note} BUKTI 2: {closing}",
            "ROLLBACK: {origin} signed {size} lines, and then closed only {lines} lines in {path}. PROOF 1: {note} PROOF 2: {closing}"
        ),
        None => say!(
            "TERPOTONG (truncation): {origin} menandatangani {size} baris, catatannya di {path} hanya {lines} baris. BUKTI: {note}",
            "TRUNCATION: {origin} signed {size} lines, its log in {path} has only {lines}. PROOF: {note}"
        ),
    };
    piece.fail(id::CUT_OFF, words, f);
}

/// The mark on a strip names a head of the log that the booth had then.
fn marks(pieces: &[&Piece], held: &Held, log: &HeldLog, f: &mut Findings) -> usize {
    let strips = pieces.iter().filter_map(|piece| match &piece.what {
        What::Strip(strip) if strip.origin == held.origin && held.signed(strip).is_some() => Some((piece, strip)),
        What::Strip(_) | What::Head(_) | What::Paper(_) => None,
    });
    let strips: Vec<_> = strips.collect();
    if strips.is_empty() {
        return 0;
    }
    let known = log.marks(&held.origin);
    for (piece, strip) in &strips {
        if !known.contains(&*strip.mark) {
            let (origin, mark, path, text) = (&held.origin, &strip.mark, &held.path, strip.to_text());
            let words = say!(
                "DIMUNDURKAN (rollback): tanda terima menyebut penanda {mark}, yang bukan kepala {origin} di {path}: bilik itu waktu itu \
                 punya catatan lain. BUKTI: {text}",
                "ROLLBACK: a strip names the mark {mark}, which is no head of {origin} in {path}: the booth had another log then. \
                 PROOF: {text}"
            );
            piece.fail(id::CUT_OFF, words, f);
        }
    }
    strips.len()
}
