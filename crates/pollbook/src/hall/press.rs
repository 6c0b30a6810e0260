//! What pressing something means on each face.

use kiosk::Intent;
use manifest::{StratumId, Text};

use crate::Nik;
use crate::desk::{MAX_CARDS, ReplacementReason, UndoReason};

use super::{Cards, Deed, Face, Newcomer, Step, View};

/// What an intent leads to. Its words are foreign input: what the face does not offer, or what cannot be read, changes nothing.
#[must_use]
pub fn press(face: &Face, intent: &Intent, view: &View<'_>) -> Step {
    let action = intent.action.as_str();
    if !face.offers().contains(&action) {
        return Step::Stay;
    }
    match (face, action) {
        (Face::Search { stratum, .. }, "find") => find(&intent.value, stratum.as_ref(), view),
        (Face::Search { .. }, "stratum") => narrow(intent, view),
        (Face::Search { .. } | Face::Similar(_), "pick") => shown(intent.value.parse().ok().and_then(|row| view.face_of(row))),
        (Face::Search { .. }, "more") => Step::Show(Face::More),
        (Face::Match(row), "present") => Step::Do(Deed::CheckIn(*row)),
        (Face::Match(row) | Face::Ready { row, .. }, "help") => Step::Show(Face::Help(*row)),
        (Face::Ready { row, .. } | Face::Present(row), "chair") => Step::Show(Face::Undo { row: *row, refused: None }),
        (Face::Help(row), "helper") => Step::Do(Deed::Helper(*row)),
        (Face::Help(row), "back") => shown(view.face_of(*row).filter(|face| matches!(face, Face::Match(_))).or(Some(Face::search()))),
        (Face::Undo { row, .. }, "undo") => undo(*row, intent),
        (Face::More, _) => more(action),
        (Face::Add { .. }, "admit") => admit(&newcomer(intent), view, false),
        (Face::Similar(newcomer), "admit") => admit(newcomer, view, true),
        (Face::Count { cards, .. }, "count") => count(*cards, intent),
        (Face::Replacement, "challenge") => Step::Do(Deed::Replacement(ReplacementReason::Challenge)),
        (Face::Replacement, "damaged") => Step::Do(Deed::Replacement(ReplacementReason::Damaged)),
        (Face::Tally { .. }, "estimate") => Step::Show(Face::Tally { queue: number(intent.field("queue")) }),
        (Face::Close { .. }, "end") => end(intent),
        (Face::Closed { .. }, "counts") => Step::Do(Deed::Counts),
        (_, "back") => Step::Show(Face::search()),
        _ => Step::Stay,
    }
}

fn shown(face: Option<Face>) -> Step {
    face.map_or(Step::Stay, Step::Show)
}

fn number(typed: &str) -> Option<u32> {
    typed.trim().parse().ok()
}

/// What was typed stands in the field again, letter by letter: the page compares it with what was typed since. A whole NIK that is on
/// another station's roll leads to its face at once.
fn find(typed: &str, stratum: Option<&StratumId>, view: &View<'_>) -> Step {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let post = view.desk.post();
    let nik = digits.parse::<Nik>().ok().filter(|nik| post.roll().number_of(&post.tag(nik)).is_none());
    match nik.and_then(|nik| post.station_of(&nik).cloned()) {
        Some(station) => Step::Show(Face::Elsewhere(station)),
        None => Step::Show(Face::Search { typed: typed.to_owned(), stratum: stratum.cloned() }),
    }
}

fn narrow(intent: &Intent, view: &View<'_>) -> Step {
    let known = |id: &StratumId| view.desk.post().stratum_name(id).is_some();
    let stratum = intent.value.parse().ok().filter(known);
    Step::Show(Face::Search { typed: intent.field("find").to_owned(), stratum })
}

fn more(action: &str) -> Step {
    let counted = |cards| Face::Count { cards, refused: None };
    Step::Show(match action {
        "add" => Face::Add { newcomer: Newcomer::default(), refused: None },
        "audit" => counted(Cards::Audit),
        "return" => counted(Cards::Returned),
        "pack" => counted(Cards::Pack),
        "replacement" => Face::Replacement,
        "tally" => Face::Tally { queue: None },
        "paper" => return Step::Do(Deed::PaperRoll),
        "close" => Face::Close { refused: None },
        _ => Face::search(),
    })
}

fn undo(row: u32, intent: &Intent) -> Step {
    let reason = match intent.field("reason") {
        "wrong_number" => UndoReason::WrongNumber,
        "left" => UndoReason::Left,
        "identity" => UndoReason::Identity,
        _ => return Step::Show(Face::Undo { row, refused: Some("ALASAN WAJIB DIPILIH\nPilih alasan, lalu ulangi.".to_owned()) }),
    };
    Step::Do(Deed::Undo { row, reason, pin: intent.field("pin").to_owned() })
}

fn newcomer(intent: &Intent) -> Newcomer {
    let stratum = intent.field("stratum").parse().ok();
    Newcomer { nik: intent.field("nik").trim().to_owned(), name: intent.field("name").trim().to_owned(), stratum }
}

fn admit(newcomer: &Newcomer, view: &View<'_>, sure: bool) -> Step {
    let again = |refused: &str| Step::Show(Face::Add { newcomer: newcomer.clone(), refused: Some(refused.to_owned()) });
    let Ok(nik) = newcomer.nik.parse::<Nik>() else { return again("NIK HARUS 16 ANGKA\nKetik lagi NIK dari KTP-el.") };
    let Ok(name) = Text::new(&newcomer.name) else {
        return again("NAMA KOSONG, TERLALU PANJANG ATAU BERISI TANDA TERSEMBUNYI\nKetik lagi nama dari KTP-el.");
    };
    let near = |typed: &str| view.desk.post().roll().search(typed, None).hits().iter().any(|hit| hit.faults > 0);
    if !sure && near(&newcomer.nik) {
        return Step::Show(Face::Similar(newcomer.clone()));
    }
    Step::Do(Deed::Add { nik, name, stratum: newcomer.stratum.clone() })
}

fn count(cards: Cards, intent: &Intent) -> Step {
    match number(intent.field("count")).filter(|count| (1..=MAX_CARDS).contains(count)) {
        Some(count) => Step::Do(Deed::Count(cards, count)),
        None => {
            Step::Show(Face::Count { cards, refused: Some(format!("JUMLAH HARUS 1 SAMPAI {MAX_CARDS}\nHitung lagi kartu, lalu ketik.")) })
        }
    }
}

fn end(intent: &Intent) -> Step {
    let refused = |text: &str| Step::Show(Face::Close { refused: Some(text.to_owned()) });
    if intent.field("word").trim() != "TUTUP" {
        return refused("MEJA BELUM DITUTUP\nKetik TUTUP dengan huruf besar.");
    }
    number(intent.field("left"))
        .map_or_else(|| refused("SISA KARTU HARUS BILANGAN\nHitung kartu di pak yang sudah dibuka."), |left| Step::Do(Deed::Close(left)))
}
