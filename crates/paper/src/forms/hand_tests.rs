//! Papers that people fill in or pin up.

use super::*;
use crate::document::Mode;
use crate::text::render_text;
use crate::time::{Moment, Zone};

fn place<'a>() -> Place<'a> {
    Place { election: "Pemilihan Kepala Desa", village: "Desa Sukamaju", station: Some("TPS 001"), booth: None }
}

fn some_minutes<'a>(occasion: Occasion) -> Minutes<'a> {
    let event = Some(Moment::new(2027, 10, 5, 7, 12, Zone::Wib).unwrap());
    let seals = &[("Kotak audit Bilik 1", "A-0012"), ("Stik Bilik 1", "")];
    let copy = Some(Copy { number: 1, of: 4, holder: "Saksi nomor 1" });
    Minutes {
        mode: Mode::Real,
        place: place(),
        occasion,
        event,
        planned: Some("07.00"),
        reason: Some("listrik padam"),
        seals,
        signatures: &["Ketua"],
        copy,
    }
}

fn lines(document: &Document) -> Vec<String> {
    render_text(document, 80).lines().map(str::to_owned).collect()
}

#[test]
fn the_minutes_of_an_opening_name_hour_reason_and_seals() {
    let expected = "                             BERITA ACARA PEMBUKAAN
                             Pemilihan Kepala Desa

Wilayah               : Desa Sukamaju
Tempat                : TPS 001
Salinan               : 1 dari 4 — Saksi nomor 1
Hari dan jam          : Selasa, 5 Oktober 2027 pukul 07.12 WIB
Jam rencana           : 07.00
Alasan bila terlambat : listrik padam

Segel pada          Nomor segel              Keadaan
------------------- ------------------------ ------------------
Kotak audit Bilik 1 A-0012                   [ ] utuh [ ] tidak
Stik Bilik 1        ........................ [ ] utuh [ ] tidak

Disaksikan oleh yang bertanda tangan. Saksi boleh menolak; alasannya ditulis.
1. Ketua
";
    let shown = render_text(&minutes(&some_minutes(Occasion::Opening)), 80);
    assert_eq!(shown.lines().take(17).map(|line| format!("{line}\n")).collect::<String>(), expected);
}

#[test]
fn every_occasion_asks_for_its_own_reason() {
    for (occasion, title, asks) in [
        (Occasion::Extension, "BERITA ACARA PERPANJANGAN", "Alasan perpanjangan"),
        (Occasion::Closing, "BERITA ACARA PENUTUPAN", "Alasan bila di luar jam rencana"),
    ] {
        let open = Minutes { event: None, planned: None, reason: None, ..some_minutes(occasion) };
        let shown = render_text(&minutes(&open), 80);
        assert!(shown.contains(title) && shown.contains(asks), "{shown}");
        let by_hand = shown.lines().filter(|line| line.ends_with(" : ........................")).count();
        assert_eq!(by_hand, 3, "all three are written by hand");
    }
}

#[test]
fn an_objection_has_lines_for_both_sides_and_two_signatures() {
    let shown = lines(&objection(&Objection { mode: Mode::Real, place: place(), lines: 3, copy: None }));
    assert_eq!(shown.iter().filter(|line| line.starts_with("-----")).count(), 6);
    assert_eq!(shown.iter().filter(|line| line.contains("Tanda tangan:")).count(), 2);
    assert!(shown.iter().any(|line| line.contains("dilampirkan pada Berita Acara")));
}

#[test]
fn a_handover_lists_things_with_their_seals_and_both_people() {
    let things =
        [Handed { what: "Kotak audit Bilik 1", count: 1, seal: Some("A-0012") }, Handed { what: "Stik USB bilik", count: 2, seal: None }];
    let receipt = Handover { mode: Mode::Real, place: place(), things: &things, giver: "Ketua TPS 001", taker: "Panitia", copy: None };
    let shown = render_text(&handover(&receipt), 80).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Kotak audit Bilik 1 1 A-0012", "Stik USB bilik 2 ....", "1. Menyerahkan: Ketua TPS 001", "2. Menerima: Panitia"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn an_attendance_summary_adds_the_hours_up() {
    let summary = Attendance {
        mode: Mode::Real,
        place: place(),
        printed: Moment::new(2027, 10, 5, 13, 30, Zone::Wib).unwrap(),
        registered: 1_765,
        hours: &[("07.00–08.00", 612), ("08.00–09.00", 665)],
        counts: &[("Didampingi", 12)],
        signatures: &["Ketua"],
    };
    let shown = render_text(&attendance(&summary), 80).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Hadir : 1.277 — 72,35% dari 1.765 pemilih terdaftar", "07.00–08.00 612", "JUMLAH 1.277", "Didampingi 12"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn an_incident_list_keeps_room_for_what_is_not_typed() {
    let one = Incident { time: "09.05", place: "Bilik 2", what: "kertas macet", deed: "gulungan diganti" };
    let shown = lines(&incidents(Mode::Rehearsal, &place(), &[one], 4, &["Ketua"]));
    assert!(shown.iter().any(|line| line.starts_with("09.05") && line.contains("gulungan diganti")));
    assert_eq!(shown.iter().filter(|line| line.starts_with("......")).count(), 4);
    assert_eq!(shown.iter().filter(|line| line.contains("LATIHAN")).count(), 2);
}

#[test]
fn codes_stand_in_ascending_order_whatever_order_they_came_in() {
    let cast: &[&str] = &["ZZZZZ12345ZZZZZ12345", "AAAAA12345FGHJK67890", "MMMMM12345FGHJK67890"];
    let shown = lines(&code_list(Mode::Real, &place(), &[("TERSIMPAN", cast), ("UJI", &[])]));
    let at = shown.iter().position(|line| line.contains("TERSIMPAN: 3")).unwrap();
    assert_eq!(shown[at + 1], "AAAAA 12345 FGHJK 67890 MMMMM 12345 FGHJK 67890");
    assert_eq!(shown[at + 2], "ZZZZZ 12345 ZZZZZ 12345");
    assert!(shown.iter().any(|line| line.contains("UJI: 0")));
}

#[test]
fn every_one_of_them_makes_a_pdf_and_thermal_dots() {
    let documents = [
        minutes(&some_minutes(Occasion::Closing)),
        objection(&Objection { mode: Mode::Real, place: place(), lines: 6, copy: None }),
        incidents(Mode::Real, &place(), &[], 12, &["Ketua", "Saksi 1"]),
        code_list(Mode::Real, &place(), &[("TERSIMPAN", &["AAAAA12345FGHJK67890"; 400])]),
    ];
    let file = crate::pdf("Formulir", &documents).unwrap();
    assert!(file.starts_with(b"%PDF-") && file == crate::pdf("Formulir", &documents).unwrap());
    assert!(documents.iter().all(|document| crate::raster(document).height() > 100));
}
