//! What the faces beside the voter look like: added voters, cards, counts, closing, and how things ended.

use kiosk::{Button, Element, Field, FieldKind, Row, Tone};

use crate::desk::Totals;

use super::draw::{back, buttons, refusal, small, status, table, text};
use super::{Cards, Face, Newcomer, PLANNED_SECONDS, TARGET_MINUTES, View, waiting};

type Drawn = (String, Vec<Element>);

pub(super) fn draw(face: &Face, view: &View<'_>) -> Drawn {
    match face {
        Face::Add { newcomer, refused } => add(newcomer, refused.as_deref(), view),
        Face::Similar(newcomer) => similar(newcomer, view),
        Face::Count { cards, refused } => count(*cards, refused.as_deref()),
        Face::Replacement => replacement(),
        Face::Tally { queue } => tally(*queue, view),
        Face::Close { refused } => close(refused.as_deref(), view),
        Face::Closed { told } => closed(told.as_deref(), view),
        Face::Done(told) => ended(told, Tone::Good),
        Face::Refused(told) => ended(told, Tone::Bad),
        _ => menu(),
    }
}

fn menu() -> Drawn {
    let of = |list: &[(&str, &str)]| buttons(list.iter().map(|(action, label)| Button::tap(action, label, Tone::Plain)));
    let elements = vec![
        small("Everything else"),
        of(&[("add", "PEMILIH TAMBAHAN"), ("replacement", "KARTU PENGGANTI"), ("return", "KARTU KEMBALI")]),
        of(&[("audit", "KARTU UJI"), ("pack", "PAK DIBUKA"), ("tally", "HITUNGAN DAN ANTREAN")]),
        of(&[("paper", "DAFTAR UNTUK KERTAS"), ("close", "TUTUP MEJA"), ("back", "KEMBALI")]),
    ];
    ("LAINNYA".to_owned(), elements)
}

fn add(newcomer: &Newcomer, refused: Option<&str>, view: &View<'_>) -> Drawn {
    let mut nik = Field::new("nik", "NIK (16 angka)", FieldKind::Number);
    nik.value.clone_from(&newcomer.nik);
    let mut name = Field::new("name", "Nama", FieldKind::Text);
    name.value.clone_from(&newcomer.name);
    let mut fields = vec![nik, name];
    if view.desk.post().cards_have_strata() {
        let mut stratum = Field::new("stratum", "Dusun", FieldKind::Choice);
        let strata = view.desk.post().strata().iter().map(|(id, name)| (id.as_str().to_owned(), name.to_string()));
        stratum.choices = core::iter::once((String::new(), "—".to_owned())).chain(strata).collect();
        stratum.value = newcomer.stratum.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
        fields.push(stratum);
    }
    let mut elements =
        vec![small("A voter who is not on the roll"), text("Hanya dengan surat yang disebut aturan daerah. Periksa di depan saksi.")];
    elements.extend(refusal(refused));
    elements.push(Element::Fields { fields });
    elements.push(buttons([back(), Button::tap("admit", "TERIMA, BERI KARTU", Tone::Good)]));
    ("PEMILIH TAMBAHAN".to_owned(), elements)
}

fn similar(newcomer: &Newcomer, view: &View<'_>) -> Drawn {
    let found = view.desk.post().roll().search(&newcomer.nik, None);
    let elements = vec![
        small("This NIK is on the roll but for one digit"),
        table(found.hits(), view),
        text("Cocokkan NIK dengan KTP-el. Bila orangnya ada di atas, pilih namanya."),
        buttons([back(), Button::tap("admit", "NIK BENAR, ORANG LAIN: TERIMA", Tone::Warn)]),
    ];
    ("NIK HAMPIR SAMA DENGAN PEMILIH DI DAFTAR".to_owned(), elements)
}

fn count(cards: Cards, refused: Option<&str>) -> Drawn {
    let (title, english, told, usual) = match cards {
        Cards::Audit => (
            "KARTU UJI",
            "Cards taken by auditors",
            "Saksi atau pemantau mengambil kartu seperti pemilih. Nomor pendeknya masuk amplop tertutup.",
            "1",
        ),
        Cards::Returned => ("KARTU KEMBALI", "Cards that came back unused", "Masukkan ke amplop kartu kembali, jangan ke pak.", "1"),
        Cards::Pack => ("PAK DIBUKA", "A sealed pack was opened", "Hitung kartu di depan saksi.", "50"),
    };
    let mut field = Field::new("count", "Jumlah kartu", FieldKind::Number);
    field.value = usual.to_owned();
    let mut elements = vec![small(english), text(told)];
    elements.extend(refusal(refused));
    elements.push(Element::Fields { fields: vec![field] });
    elements.push(buttons([back(), Button::tap("count", "CATAT", Tone::Good)]));
    (title.to_owned(), elements)
}

fn replacement() -> Drawn {
    let pressed = [back(), Button::tap("challenge", "SESUDAH UJI MESIN", Tone::Plain), Button::tap("damaged", "KARTU RUSAK", Tone::Plain)];
    let elements = vec![small("A card in place of another"), text("Simpan kartu yang lama di amplop. Pilih sebabnya."), buttons(pressed)];
    ("KARTU PENGGANTI".to_owned(), elements)
}

fn totals_of(totals: &Totals) -> Element {
    let Totals { additional, audit_cards, cards_left, cards_opened, cards_returned, present, replacements, undone } = *totals;
    let facts = [
        ("Hadir dari daftar", present),
        ("Pemilih tambahan", additional),
        ("Dibatalkan", undone),
        ("Kartu uji", audit_cards),
        ("Kartu pengganti", replacements),
        ("Kartu kembali", cards_returned),
        ("Isi pak dibuka", cards_opened),
        ("Sisa kartu (sesudah tutup)", cards_left),
    ];
    Element::Facts { facts: facts.map(|(label, count)| (label.to_owned(), paper::number(count.into()))).to_vec() }
}

fn tally(queue: Option<u32>, view: &View<'_>) -> Drawn {
    let seconds = view.pace.seconds();
    let desks = u32::try_from(view.desk.post().desks().len()).unwrap_or(u32::MAX);
    let row = |(hour, count): (u64, u32)| {
        let cells = vec![format!("{hour:02}.00–{hour:02}.59"), paper::number(count.into())];
        Row { cells, action: String::new(), value: String::new() }
    };
    let rows = view.pace.by_hour(view.zone).into_iter().map(row).collect();
    let mut elements = vec![small("Counts, pace and queue"), totals_of(view.desk.totals())];
    elements.push(Element::Table { heads: vec!["Jam".to_owned(), "Hadir di meja ini".to_owned()], rows });
    elements.push(text(format!(
        "Pendamping: {}. Jumlah jam dan pendamping sejak program dinyalakan; pendamping dicatat di formulir.",
        view.helped
    )));
    elements.push(text(match seconds {
        Some(seconds) => format!("Satu pemilih {seconds} detik di meja ini."),
        None => format!("Belum cukup pemilih untuk mengukur; dihitung {PLANNED_SECONDS} detik seorang."),
    }));
    if let Some(queue) = queue {
        let told = waiting(queue, desks, seconds.unwrap_or(PLANNED_SECONDS));
        let tone = if told.desks > desks { Tone::Warn } else { Tone::Good };
        let words = format!(
            "Antre {queue}: tunggu {} menit. Perlu {} meja (ada {desks}) agar paling lama {TARGET_MINUTES} menit.",
            told.minutes, told.desks
        );
        elements.push(status(words, tone));
    }
    let mut field = Field::new("queue", "Orang dalam antrean", FieldKind::Number);
    field.value = queue.map(|queue| queue.to_string()).unwrap_or_default();
    elements.push(Element::Fields { fields: vec![field] });
    elements.push(buttons([back(), Button::tap("estimate", "HITUNG", Tone::Good)]));
    ("HITUNGAN DAN ANTREAN".to_owned(), elements)
}

fn close(refused: Option<&str>, view: &View<'_>) -> Drawn {
    let mut elements = vec![
        small("Close the desk; it cannot be opened again"),
        totals_of(view.desk.totals()),
        text("Bagikan nomor antre dari belakang dahulu. Setelah ditutup, meja tidak dapat dibuka lagi."),
    ];
    elements.extend(refusal(refused));
    let left = Field::new("left", "Sisa kartu di pak yang sudah dibuka", FieldKind::Number);
    elements.push(Element::Fields { fields: vec![left, Field::new("word", "Ketik TUTUP", FieldKind::Text)] });
    elements.push(buttons([back(), Button::tap("end", "TUTUP MEJA", Tone::Bad)]));
    ("TUTUP MEJA?".to_owned(), elements)
}

fn closed(told: Option<&str>, view: &View<'_>) -> Drawn {
    let totals = view.desk.totals();
    let (out, due) = (totals.cards_opened.saturating_sub(totals.cards_left), totals.cards_due());
    let mut elements = vec![small("The desk is closed"), totals_of(totals)];
    if out != due {
        elements.push(status(format!("SELISIH KARTU: keluar {out}, seharusnya {due}"), Tone::Bad));
        elements.push(text("Hitung ulang dan tulis sebabnya dalam Keterangan Selisih."));
    }
    elements.extend(told.map(text));
    elements.push(buttons([Button::tap("counts", "TULIS LAGI BERKAS HITUNGAN", Tone::Plain)]));
    ("MEJA DITUTUP".to_owned(), elements)
}

fn ended(told: &str, tone: Tone) -> Drawn {
    let (what, next) = told.split_once('\n').unwrap_or((told, ""));
    let lines = next.lines().map(text);
    let mut elements = vec![status(if tone == Tone::Good { "TERCATAT" } else { "TIDAK ADA YANG DIUBAH" }, tone)];
    elements.extend(lines);
    elements.push(buttons([Button::tap("back", "KEMBALI KE PENCARIAN", Tone::Good)]));
    (what.to_owned(), elements)
}
