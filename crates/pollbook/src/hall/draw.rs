//! What the faces around one voter look like: M1 to M6, M8 and M9.

use kiosk::{Button, Element, Field, FieldKind, Row, Screen, Tone};
use manifest::{Mode, StationId, StratumId};
use paper::Moment;

use crate::Voter;
use crate::search::{Hit, LEAST_LETTERS, Outcome};

use super::{FAN, Face, RESTART, View, more};

/// A face as a page shows it.
#[must_use]
pub fn draw(face: &Face, view: &View<'_>) -> Screen {
    let (title, elements) = match face {
        Face::Search { typed, stratum } => search(typed, stratum.as_ref(), view),
        Face::Match(row) => compare(*row, view),
        Face::Ready { row, receipt, stratum } => ready(*row, *receipt, stratum.as_ref(), view),
        Face::Present(row) => present(*row, view),
        Face::Elsewhere(station) => elsewhere(station, view),
        Face::OtherDesk(row) => other_desk(*row, view),
        Face::Undo { row, refused } => undo(*row, refused.as_deref(), view),
        Face::Help(row) => help(*row, view),
        _ => more::draw(face, view),
    };
    let notice = view.notice.into_iter().flat_map(|told| refusal(Some(told)));
    let elements = notice.chain(elements).collect();
    let band = (view.mode == Mode::Rehearsal).then(|| "LATIHAN — BUKAN PEMILIHAN (rehearsal)".to_owned());
    Screen { face: face.name(), title, band, edge: edge(view), elements, desk: true, ..Screen::default() }
}

/// The desk cannot go on: what happened, what to do, and a button that starts it as a new process would.
#[must_use]
pub fn stopped(told: &str) -> Screen {
    let (what, next) = told.split_once('\n').unwrap_or((told, ""));
    let mut elements: Vec<Element> = next.lines().map(text).collect();
    elements.push(text("Bila tidak menyala lagi: lanjutkan dengan daftar kertas, panggil Ketua."));
    elements.push(buttons([Button::tap(RESTART, "NYALAKAN LAGI", Tone::Good)]));
    Screen { face: "stopped", title: what.to_owned(), elements, desk: true, ..Screen::default() }
}

/// The M bar.
fn edge(view: &View<'_>) -> Vec<String> {
    let post = view.desk.post();
    let totals = view.desk.totals();
    let place = post.desks().iter().position(|desk| desk == post.desk()).map_or(1, |place| place + 1);
    let on_roll = post.roll().voters().len() as u64;
    let mut edge = Vec::new();
    edge.extend(view.bar.power.map(|percent| format!("Listrik {percent}%")));
    edge.push(match view.bar.printer {
        Some(true) => "Pencetak siap".to_owned(),
        Some(false) => "PENCETAK GAGAL".to_owned(),
        None => "Tanpa pencetak".to_owned(),
    });
    edge.push(if view.bar.stick { "Flashdisk terpasang" } else { "FLASHDISK TIDAK TERBACA" }.to_owned());
    edge.push(format!("TPS {} Meja {place}/{}", post.station(), post.desks().len()));
    edge.push(view.bar.clock.clone());
    let (present, percent) = (totals.present.into(), paper::percent(totals.present.into(), on_roll));
    edge.push(format!("Hadir {} dari {} ({percent})", paper::number(present), paper::number(on_roll)));
    edge
}

pub(super) fn text(words: impl Into<String>) -> Element {
    Element::Text { text: words.into(), size: 1 }
}

pub(super) fn small(words: impl Into<String>) -> Element {
    Element::Text { text: words.into(), size: 0 }
}

pub(super) fn status(words: impl Into<String>, tone: Tone) -> Element {
    Element::Status { text: words.into(), tone }
}

pub(super) fn buttons(buttons: impl IntoIterator<Item = Button>) -> Element {
    Element::Buttons { buttons: buttons.into_iter().collect() }
}

pub(super) fn back() -> Button {
    Button::tap("back", "KEMBALI", Tone::Plain)
}

/// What was refused, and the one next step after it.
pub(super) fn refusal(refused: Option<&str>) -> Vec<Element> {
    let Some((what, next)) = refused.map(|told| told.split_once('\n').unwrap_or((told, ""))) else { return Vec::new() };
    let next = (!next.is_empty()).then(|| text(next));
    core::iter::once(status(what, Tone::Bad)).chain(next).collect()
}

fn search(typed: &str, stratum: Option<&StratumId>, view: &View<'_>) -> (String, Vec<Element>) {
    let words = "Nama, NIK, atau pindai undangan. Ketik sedikitnya 3 huruf.";
    let mut field = Field::new("find", words, FieldKind::Search);
    field.value = typed.to_owned();
    let mut elements = vec![small("Find the voter: name, NIK or invitation"), Element::Fields { fields: vec![field] }];
    elements.extend(stratum.map(|id| status(format!("Hanya {}", stratum_name(id, view)), Tone::Warn)));
    let index = view.added_index();
    let found = view.desk.post().roll().search(typed, stratum);
    let more = index.search(view.added, typed, stratum);
    let hits: Vec<&Hit<'_>> = found.hits().iter().chain(more.hits()).collect();
    match &found {
        Outcome::TooShort if typed.is_empty() => {}
        Outcome::TooShort => elements.push(text(format!("Ketik sedikitnya {LEAST_LETTERS} huruf."))),
        Outcome::TooMany(count) => {
            elements.push(status(format!("Terlalu banyak hasil ({count}). Tambah huruf atau pilih dusun."), Tone::Warn));
        }
        Outcome::Found { .. } if hits.is_empty() => {
            elements.push(status("TIDAK DITEMUKAN DI TPS INI", Tone::Warn));
            elements.push(text("Coba bagian lain dari nama, atau ketik NIK lengkap: TPS lain di desa ini akan ditunjukkan."));
        }
        Outcome::Found { .. } => {}
    }
    elements.push(strata(stratum, matches!(found, Outcome::TooMany(_)), view));
    if !hits.is_empty() {
        elements.push(table(hits, view));
    }
    if let Outcome::Found { left_out: count @ 1.., .. } = &found {
        elements.push(text(format!("{count} nama lain mirip. Tambah huruf bila bukan salah satu di atas.")));
    }
    ("CARI PEMILIH".to_owned(), elements)
}

/// The strata to choose from when too many were found, and always the way to everything else.
fn strata(stratum: Option<&StratumId>, wanted: bool, view: &View<'_>) -> Element {
    let offered = view.desk.post().strata().iter().filter(|_| wanted && stratum.is_none());
    let one = offered.map(|(id, name)| Button::of("stratum", id.as_str(), name.as_str(), Tone::Plain));
    let all = stratum.map(|_| Button::of("stratum", "", "SEMUA DUSUN", Tone::Plain));
    buttons(one.chain(all).chain([Button::tap("more", "LAINNYA", Tone::Plain)]))
}

/// Rows with which a voter can be picked.
pub(super) fn table<'a>(hits: impl IntoIterator<Item = &'a Hit<'a>>, view: &View<'_>) -> Element {
    let row = |hit: &Hit<'_>| Row { cells: cells(hit.voter, view), action: "pick".to_owned(), value: hit.voter.number.to_string() };
    let heads = ["Nama", "No. urut", "Umur", "L/P", "Dusun", "RT/RW", "NIK", "Kehadiran"].map(str::to_owned).to_vec();
    Element::Table { heads, rows: hits.into_iter().map(row).collect() }
}

fn cells(voter: &Voter, view: &View<'_>) -> Vec<String> {
    let told = match view.face_of(voter.number) {
        Some(Face::Present(_)) => "HADIR".to_owned(),
        Some(Face::OtherDesk(_)) => view.desk.post().desk_of(voter.number).map(|desk| format!("MEJA {desk}")).unwrap_or_default(),
        _ => "BELUM".to_owned(),
    };
    let [age, sex, stratum, address] = traits(voter, view);
    vec![voter.name.to_string(), voter.number.to_string(), age, sex, stratum, address, voter.nik.masked(), told]
}

/// Age, sex, stratum and address, a dash for what the roll does not have.
fn traits(voter: &Voter, view: &View<'_>) -> [String; 4] {
    let or_dash = |known: Option<String>| known.unwrap_or_else(|| "–".to_owned());
    [
        or_dash(view.desk.post().age(voter).map(|age| age.to_string())),
        or_dash(voter.sex.map(|sex| sex.as_str().to_owned())),
        or_dash(voter.stratum.as_ref().map(|id| stratum_name(id, view))),
        or_dash(voter.address.as_ref().map(ToString::to_string)),
    ]
}

fn stratum_name(id: &StratumId, view: &View<'_>) -> String {
    view.desk.post().stratum_name(id).map_or_else(|| id.as_str().to_owned(), ToString::to_string)
}

fn name(row: u32, view: &View<'_>) -> String {
    view.voter(row).map(|voter| voter.name.to_string()).unwrap_or_default()
}

/// The voter, for a clerk who compares.
fn person(row: u32, view: &View<'_>) -> Element {
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let facts = view.voter(row).map(|voter| {
        let [age, sex, stratum, address] = traits(voter, view);
        vec![
            fact("Nama", voter.name.to_string()),
            fact("Umur", age),
            fact("L/P", sex),
            fact("Dusun", stratum),
            fact("RT/RW", address),
            fact("No. urut DPT", row.to_string()),
            fact("NIK", voter.nik.masked()),
        ]
    });
    Element::Facts { facts: facts.unwrap_or_default() }
}

fn compare(row: u32, view: &View<'_>) -> (String, Vec<Element>) {
    let pressed = [
        Button::tap("back", "BUKAN ORANG INI", Tone::Plain),
        Button::tap("help", "PERLU BANTUAN", Tone::Plain),
        Button::tap("present", "HADIR, BERI KARTU", Tone::Good),
    ];
    ("COCOKKAN WAJAH DAN KTP-el".to_owned(), vec![small("Compare face and identity card"), person(row, view), buttons(pressed)])
}

fn ready(row: u32, receipt: u32, stratum: Option<&StratumId>, view: &View<'_>) -> (String, Vec<Element>) {
    let post = view.desk.post();
    let stratum = stratum.map(|id| format!(" {}", stratum_name(id, view))).unwrap_or_default();
    let mut elements = vec![
        status(format!("HADIR: {}, nomor {row}", name(row, view)), Tone::Good),
        text(format!("Kipas {FAN} kartu tertutup{stratum}; pemilih mengambil satu.")),
        text(format!("Berlaku satu kali, untuk TPS {}. (nomor bukti {receipt:06})", post.station())),
        small(format!("Fan {FAN} closed cards; the voter takes one.")),
    ];
    let totals = view.desk.totals();
    if totals.cards_due() > totals.cards_opened {
        let (due, opened) = (totals.cards_due(), totals.cards_opened);
        elements.push(status(
            format!("PERHATIKAN: {due} kartu keluar, baru {opened} dicatat dari pak. Catat: LAINNYA, PAK DIBUKA."),
            Tone::Warn,
        ));
    }
    elements.push(buttons([
        Button::tap("chair", "SALAH ORANG: PANGGIL KETUA", Tone::Plain),
        Button::tap("help", "PERLU BANTUAN", Tone::Plain),
        Button::tap("back", "PEMILIH BERIKUTNYA", Tone::Good),
    ]));
    ("KARTU SIAP".to_owned(), elements)
}

fn present(row: u32, view: &View<'_>) -> (String, Vec<Element>) {
    let moment = view.pace.when(row).and_then(|at| Moment::from_unix(at, view.zone).ok());
    let when = moment.map_or_else(|| "sebelum mesin ini dinyalakan lagi".to_owned(), |moment| moment.time());
    let elements = vec![
        small("This voter is present already"),
        status(format!("{} di Meja {}", when, view.desk.post().desk()), Tone::Bad),
        person(row, view),
        text("Jangan beri kartu."),
        buttons([back(), Button::tap("chair", "PANGGIL KETUA", Tone::Warn)]),
    ];
    ("PEMILIH INI SUDAH HADIR".to_owned(), elements)
}

fn elsewhere(station: &StationId, view: &View<'_>) -> (String, Vec<Element>) {
    let place = view.desk.post().station_name(station).map(|name| format!(" ({name})")).unwrap_or_default();
    let elements = vec![
        small("On the roll of another station of this village"),
        status(format!("Arahkan ke TPS {station}."), Tone::Warn),
        text("Jangan beri kartu."),
        buttons([back()]),
    ];
    (format!("TERDAFTAR DI TPS {station}{place}"), elements)
}

fn other_desk(row: u32, view: &View<'_>) -> (String, Vec<Element>) {
    let post = view.desk.post();
    let desk = post.desk_of(row).map(ToString::to_string).unwrap_or_default();
    let own = post.rows().map(|(first, last)| format!("Meja ini melayani hanya nomor {first} sampai {last}. ")).unwrap_or_default();
    let elements = vec![
        small("Served at another desk of this station"),
        person(row, view),
        text(format!("{own}Antar pemilih ke Meja {desk}; jangan beri kartu.")),
        buttons([back()]),
    ];
    (format!("DILAYANI MEJA {desk}"), elements)
}

fn undo(row: u32, refused: Option<&str>, view: &View<'_>) -> (String, Vec<Element>) {
    let mut reason = Field::new("reason", "Alasan (wajib)", FieldKind::Choice);
    let choices =
        [("", "—"), ("wrong_number", "Salah nomor"), ("left", "Pergi sebelum mengambil kartu"), ("identity", "Identitas tidak cocok")];
    reason.choices = choices.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    let mut elements = vec![small("Undo: only if the card was not used"), person(row, view), text("Hanya jika kartu belum dipakai.")];
    elements.extend(refusal(refused));
    let pressed = Button::tap("undo", "BATALKAN KEHADIRAN", Tone::Bad);
    let (fields, pressed) = if view.pin {
        (vec![reason, Field::new("pin", "PIN Ketua", FieldKind::Pin)], pressed)
    } else {
        elements.push(status("BELUM ADA PIN KETUA: tahan tombol dua detik di depan Ketua.", Tone::Warn));
        (vec![reason], pressed.held())
    };
    elements.push(Element::Fields { fields });
    elements.push(buttons([back(), pressed]));
    ("BATALKAN KEHADIRAN?".to_owned(), elements)
}

fn help(row: u32, view: &View<'_>) -> (String, Vec<Element>) {
    let elements = vec![
        small("This voter needs help"),
        person(row, view),
        text("Suara: pasang pendengar di bilik, tekan DENGAR SUARA. Huruf besar: tekan HURUF BESAR di bilik."),
        text("Pendamping: pilihan pemilih sendiri. Namanya ditulis dengan tangan di surat pernyataan, tidak dicatat di meja ini."),
        buttons([back(), Button::tap("helper", "PENDAMPING: CETAK PERNYATAAN", Tone::Plain)]),
    ];
    ("PEMILIH PERLU BANTUAN".to_owned(), elements)
}
