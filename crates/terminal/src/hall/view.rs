//! What each screen says: pure functions from what the booth knows to a [`Screen`]. Wording in Bahasa Indonesia, at most eight words a
//! line, the verb first; every problem says whether the vote is stored.

mod officer;
mod slip;

use kiosk::{Button, Element, Say, Screen, Tile, Tone};
use manifest::Definition;

use crate::Booth;
use crate::day::Phase;
use crate::hall::Face;
use crate::screen::{Screen as Message, VoteStatus, band};
use crate::vote::Sealed;

pub use officer::{Asked, Progress, closing, export, menu, opening, paper, pins, resolve, said, totals};

/// What all screens of one booth share.
#[derive(Debug, Clone)]
pub struct Look {
    /// Names in drawn order.
    names: Vec<String>,
    band: Option<String>,
    place: String,
    /// Milliseconds for which touches are ignored after a screen came up.
    settle: u32,
    /// Whether a picture of this candidate, from 1, is at hand.
    pictures: Vec<bool>,
}

/// The asset of a candidate's photograph.
#[must_use]
pub fn photo(number: u32) -> String {
    format!("foto-{number}")
}

impl Look {
    /// The look of a booth.
    #[must_use]
    pub fn new(definition: &Definition, station: &str, booth: &str, settle: u32, has: impl Fn(&str) -> bool) -> Self {
        let labels = &definition.labels;
        let names: Vec<String> = definition.candidates.iter().map(|candidate| candidate.name.to_string()).collect();
        Self {
            pictures: (1..).zip(&names).map(|(number, _)| has(&photo(number))).collect(),
            names,
            band: band(definition.mode).map(str::to_owned),
            place: format!("{} {} · {} {station} · {} {booth}", labels.village, definition.village.name, labels.station, labels.booth),
            settle,
        }
    }

    /// A screen with what all share.
    fn screen(&self, face: Face, title: &str, code: &str) -> Screen {
        let edge = vec![self.place.clone(), code.to_owned()];
        Screen { face: name(face), title: title.to_owned(), band: self.band.clone(), edge, settle: self.settle, ..Screen::default() }
    }

    fn picture(&self, number: u32) -> Option<String> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.pictures.get(at).copied().unwrap_or(false).then(|| photo(number))
    }
}

/// The name of a face for style sheets and tests.
#[must_use]
pub const fn name(face: Face) -> &'static str {
    match face {
        Face::NotOpen => "not-open",
        Face::Ready => "ready",
        Face::Choose => "choose",
        Face::Confirm => "confirm",
        Face::Printing => "printing",
        Face::Compare => "compare",
        Face::WhyNot => "why-not",
        Face::TestWarning => "test-warning",
        Face::StillThere => "still-there",
        Face::Bell => "bell",
        Face::Ended => "ended",
        Face::Refused => "refused",
        Face::Paused => "paused",
        Face::Closed => "closed",
        Face::Stopped => "stopped",
        Face::Pins => "pins",
        Face::Menu => "menu",
        Face::Opening => "opening",
        Face::Paper => "paper",
        Face::Totals => "totals",
        Face::Resolve => "resolve",
        Face::Closing => "closing",
        Face::Export => "export",
        Face::Said => "said",
    }
}

pub(crate) fn large(words: &str) -> Element {
    Element::Text { text: words.to_owned(), size: 2 }
}

pub(crate) fn words(words: &str) -> Element {
    Element::Text { text: words.to_owned(), size: 1 }
}

pub(crate) fn buttons(list: Vec<Button>) -> Element {
    Element::Buttons { buttons: list }
}

/// A prompt that may come from a loudspeaker.
fn prompt(clip: &str) -> Say {
    Say { clip: clip.to_owned(), private: false }
}

/// A name or choice: through headphones only.
fn private(clip: &str) -> Say {
    Say { clip: clip.to_owned(), private: true }
}

/// The clip of a line of the ballot.
fn line_clip(number: u32) -> String {
    if number == 0 { "kosong".to_owned() } else { format!("calon-{number}") }
}

fn officer() -> Element {
    buttons(vec![Button::tap("officer", "PETUGAS", Tone::Plain)])
}

fn status(status: VoteStatus) -> Element {
    let tone = match status {
        VoteStatus::Stored => Tone::Good,
        VoteStatus::NotStored => Tone::Bad,
        VoteStatus::Unsure => Tone::Warn,
    };
    Element::Status { text: status.words().to_owned(), tone }
}

/// The screen between voters: K0, K1 or K14, as the day is.
#[must_use]
pub fn idle(look: &Look, booth: &Booth) -> (Face, Screen) {
    let state = booth.state();
    let (face, title, next, code) = match state.phase() {
        Phase::Empty | Phase::Ready => (Face::NotOpen, "TPS BELUM DIBUKA", "Mohon tunggu panggilan petugas.", "SIAP DIBUKA"),
        Phase::Open if state.has_failed() => (Face::Paused, "ALAT INI TIDAK DIPAKAI LAGI", "Bawa kartu Anda ke meja petugas.", "K-04"),
        Phase::Open => return (Face::Ready, ready(look)),
        Phase::Paused => (Face::Paused, "PEMUNGUTAN SUARA DIJEDA", "Ikuti arahan petugas. Kartu Anda tetap berlaku.", "JEDA"),
        Phase::Closed => (Face::Closed, "PEMUNGUTAN SUARA DITUTUP", "Ikuti arahan petugas.", "TUTUP"),
    };
    let elements = vec![large(next), officer()];
    (face, Screen { elements, fresh: true, ..look.screen(face, title, code) })
}

fn ready(look: &Look) -> Screen {
    let elements = vec![
        Element::Picture { asset: "gambar-kartu".to_owned(), words: "Kartu dengan kode ditempelkan ke kotak merah".to_owned() },
        large("Tempelkan kode kartu ke kotak merah."),
        officer(),
    ];
    let base = look.screen(Face::Ready, "MASUKKAN KARTU ANDA", "BUKA");
    Screen { elements, say: vec![prompt("k1")], fresh: true, scans: true, settings: true, ..base }
}

/// K2.
#[must_use]
pub fn choose(look: &Look) -> Screen {
    let tile = |number: u32, name: &str| Tile {
        action: "choose".to_owned(),
        value: number.to_string(),
        big: number.to_string(),
        name: name.to_owned(),
        picture: look.picture(number),
        clip: Some(line_clip(number)),
        wide: false,
    };
    let blank = Tile { big: "SUARA KOSONG".to_owned(), picture: None, wide: true, ..tile(0, "tidak memilih calon mana pun") };
    let tiles = (1..).zip(&look.names).map(|(number, name)| tile(number, name)).chain([blank]).collect();
    let elements = vec![words("Sentuh foto calon pilihan Anda."), Element::Tiles { tiles }];
    let all = (1..).zip(&look.names).map(|(number, _)| private(&line_clip(number))).chain([private("kosong")]);
    let say = [prompt("k2")].into_iter().chain(all).collect();
    Screen { elements, say, settings: true, ..look.screen(Face::Choose, "PILIH SATU CALON", "K2") }
}

fn yes_no(no: &str, yes: &str) -> Element {
    buttons(vec![Button::tap("no", no, Tone::Bad).saying("tidak"), Button::tap("yes", yes, Tone::Good).saying("ya")])
}

/// K3.
#[must_use]
pub fn confirm(look: &Look, number: u32) -> Screen {
    let name = usize::try_from(number).ok().and_then(|n| look.names.get(n.checked_sub(1)?));
    let (title, line) = match name {
        Some(name) => (format!("ANDA MEMILIH NOMOR {number}"), name.clone()),
        None => ("ANDA MEMILIH SUARA KOSONG".to_owned(), "Suara Anda tidak untuk calon mana pun.".to_owned()),
    };
    let mut elements = Vec::new();
    if let Some(asset) = look.picture(number) {
        elements.push(Element::Picture { asset, words: line.clone() });
    }
    elements.extend([large(&line), large("APAKAH SUDAH BENAR?"), yes_no("TIDAK, ULANGI", "YA, BENAR")]);
    let say = vec![private("k3"), private(&line_clip(number)), prompt("k3-benar")];
    Screen { elements, say, settings: true, ..look.screen(Face::Confirm, &title, "K3") }
}

/// K4.
#[must_use]
pub fn printing(look: &Look) -> Screen {
    let elements = vec![large("Tunggu. Jangan tarik kertas."), status(VoteStatus::NotStored)];
    Screen { elements, say: vec![prompt("k4")], ..look.screen(Face::Printing, "STRUK SEDANG DICETAK", "K4") }
}

/// K5, and the same when no answer came.
#[must_use]
pub fn compare(look: &Look, sealed: &Sealed<'_>, face: Face) -> Screen {
    let rings = face == Face::Bell;
    let mut elements = vec![large("Apakah struk sama dengan gambar ini?"), slip::paper(look, sealed)];
    elements.push(Element::Code { groups: sealed.code_start().split(' ').map(str::to_owned).collect() });
    if rings {
        elements.push(Element::Status { text: format!("{}. PETUGAS DIPANGGIL", VoteStatus::NotStored.words()), tone: Tone::Warn });
    }
    elements.push(yes_no("TIDAK", "YA, SAMA"));
    if rings {
        elements.push(officer());
    }
    let say = if rings { vec![prompt("bel")] } else { vec![prompt("k5"), private(&line_clip(sealed.number()))] };
    Screen { elements, say, settings: true, ..look.screen(face, "LIHAT STRUK ANDA", "K5") }
}

/// The reasons of TIDAK.
#[must_use]
pub fn why_not(look: &Look) -> Screen {
    let list = vec![
        Button::tap("wrong-choice", "SAYA SALAH PILIH", Tone::Plain).saying("salah-pilih"),
        Button::tap("differs", "STRUK BEDA DARI LAYAR", Tone::Plain).saying("struk-beda"),
        Button::tap("test", "UJI MESIN", Tone::Plain).saying("uji-mesin"),
    ];
    let back = vec![Button::tap("back", "KEMBALI, LIHAT STRUK LAGI", Tone::Bad).saying("kembali")];
    let elements = vec![status(VoteStatus::NotStored), buttons(list), buttons(back)];
    Screen { elements, say: vec![prompt("mengapa")], settings: true, ..look.screen(Face::WhyNot, "MENGAPA TIDAK?", "K5") }
}

/// Before a choice is opened.
#[must_use]
pub fn test_warning(look: &Look) -> Screen {
    let held = Button::tap("test", "TEKAN DUA DETIK: UJI MESIN", Tone::Warn).held().saying("uji-tekan");
    let elements = vec![
        large("Pilihan ini dibuka untuk umum dan tidak dihitung."),
        words("Sesudah itu ambil kartu baru di meja petugas."),
        buttons(vec![Button::tap("back", "KEMBALI", Tone::Bad).saying("kembali"), held]),
    ];
    Screen { elements, say: vec![prompt("uji")], settings: true, ..look.screen(Face::TestWarning, "UJI MESIN?", "K5") }
}

/// K8. `seconds` until the screen closes.
#[must_use]
pub fn still_there(look: &Look, seconds: u64) -> Screen {
    let yes = Button::tap("yes", "YA, LANJUTKAN", Tone::Good).saying("lanjutkan");
    let elements = vec![large(&format!("Layar ditutup dalam {seconds} detik.")), status(VoteStatus::NotStored), buttons(vec![yes])];
    Screen { elements, say: vec![prompt("k8")], settings: true, ..look.screen(Face::StillThere, "ANDA MASIH DI SINI?", "K8") }
}

/// K6, K9 to K12: what happened, whether the vote is stored, who does what next.
#[must_use]
pub fn message(look: &Look, face: Face, message: &Message, calls: bool) -> Screen {
    let Message { code, title, status: stored, next } = message;
    let mut elements = vec![status(*stored), large(next)];
    if *code == "S-00" {
        elements.push(Element::Steps {
            steps: officer::steps(&[("Ambil struk", false), ("Lipat", false), ("Masukkan ke KOTAK AUDIT", false)]),
        });
    }
    let done = Button::tap("understood", if *code == "S-00" { "SELESAI" } else { "MENGERTI" }, Tone::Good).saying("selesai");
    elements.push(buttons(if calls { vec![Button::tap("officer", "PETUGAS", Tone::Plain), done] } else { vec![done] }));
    let clip = if face == Face::Refused {
        "kartu-ditolak"
    } else if *stored == VoteStatus::Stored {
        "k6"
    } else {
        "belum"
    };
    Screen { elements, say: vec![prompt(clip)], ..look.screen(face, title, code) }
}

/// K13: the machine stopped, in a vote or while no vote was open. `next` is the officer's step.
#[must_use]
pub fn stopped(look: &Look, message: &Message, in_vote: bool, next: &str) -> Screen {
    let restart = Button::tap("restart", "PETUGAS: NYALAKAN LAGI", Tone::Plain).held();
    let safe = || Element::Status { text: "SUARA YANG SUDAH TERSIMPAN TETAP AMAN".to_owned(), tone: Tone::Warn };
    let first = if in_vote { status(message.status) } else { safe() };
    let elements = vec![first, large(message.next), words(&format!("Petugas: {next}")), buttons(vec![restart])];
    Screen { elements, say: vec![prompt("k13")], ..look.screen(Face::Stopped, &message.title, message.code) }
}
