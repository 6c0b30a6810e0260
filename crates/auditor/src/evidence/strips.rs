//! C65: every ballot that a booth signed for on a TANDA TERIMA is in the record with that outcome.

use record::{Strip, StripOutcome};
use token::card_short;

use super::held::{Held, HeldLog, Kept};
use super::no_log;
use super::piece::{Piece, What};
use crate::checks::id;
use crate::findings::Findings;
use crate::text::{Words, say};

/// Looks every strip up whose booth signed it.
pub(super) fn check(pieces: &[&Piece], held: &[Held], f: &mut Findings) {
    let mut compared = 0;
    for piece in pieces {
        let What::Strip(strip) = &piece.what else { continue };
        for held in held.iter().filter(|held| held.origin == strip.origin && held.signed(strip).is_some()) {
            match look(strip, held) {
                Look::Same => compared += 1,
                Look::Wrong(words) => {
                    compared += 1;
                    piece.fail(id::STRIPS, words, f);
                }
                Look::Unknown(words) => f.skip(id::EVIDENCE, piece.place(), words),
            }
        }
    }
    if compared == 0 {
        f.not_due(id::STRIPS);
    }
    f.done(id::STRIPS, say!("{compared} tanda terima dibandingkan", "{compared} strips compared"));
}

enum Look {
    Same,
    Wrong(Words),
    Unknown(Words),
}

fn look(strip: &Strip, held: &Held) -> Look {
    match &held.kept {
        Kept::Log(log) => in_log(strip, log, held),
        Kept::Unused if strip.outcome == StripOutcome::Cast => Look::Wrong(missing(strip, held)),
        kept @ (Kept::Unused | Kept::Lost | Kept::Unread) => Look::Unknown(no_log(kept)),
    }
}

fn in_log(strip: &Strip, log: &HeldLog, held: &Held) -> Look {
    match log.fates.get(&strip.code) {
        None if !log.whole => Look::Unknown(no_log(&Kept::Unread)),
        None => Look::Wrong(missing(strip, held)),
        Some((outcome, _)) if *outcome != strip.outcome => Look::Wrong(other_outcome(strip, *outcome, held)),
        Some((_, Some(card))) if card_short(card) != *strip.card => Look::Wrong(other_card(strip, held)),
        Some(_) => Look::Same,
    }
}

fn missing(strip: &Strip, held: &Held) -> Words {
    let (code, outcome, path, text) = (strip.code.written(), strip.outcome.word(), &held.path, strip.to_text());
    say!(
        "SUARA HILANG (missing ballot): bilik menandatangani {outcome} untuk {code}, tetapi kode itu tidak ada di {path}. BUKTI: {text}",
        "MISSING BALLOT: the booth signed {outcome} for {code}, but that code is not in {path}. PROOF: {text}"
    )
}

fn other_outcome(strip: &Strip, found: StripOutcome, held: &Held) -> Words {
    let (code, outcome, path, text, found) = (strip.code.written(), strip.outcome.word(), &held.path, strip.to_text(), found.word());
    if strip.outcome == StripOutcome::Cast {
        return say!(
            "SUARA HILANG (missing ballot): bilik menandatangani {outcome} untuk {code}, tetapi di {path} tercatat {found}. BUKTI: {text}",
            "MISSING BALLOT: the booth signed {outcome} for {code}, but {path} says {found}. PROOF: {text}"
        );
    }
    say!(
        "HASIL LAIN: bilik menandatangani {outcome} untuk {code}, tetapi di {path} tercatat {found}. BUKTI: {text}",
        "OTHER OUTCOME: the booth signed {outcome} for {code}, but {path} says {found}. PROOF: {text}"
    )
}

fn other_card(strip: &Strip, held: &Held) -> Words {
    let (code, card, path, text) = (strip.code.written(), &strip.card, &held.path, strip.to_text());
    say!(
        "KARTU LAIN: bilik menandatangani {code} dengan kartu {card}, tetapi di {path} kartunya lain. BUKTI: {text}",
        "OTHER CARD: the booth signed {code} with card {card}, but in {path} it has another card. PROOF: {text}"
    )
}
