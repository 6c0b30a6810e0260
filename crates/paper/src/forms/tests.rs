use super::*;
use crate::document::{Block, Mode};
use crate::text::render_text;
use crate::time::{Moment, Zone};

const CODE: &str = "ABCDE12345FGHJK67890";

fn place<'a>() -> Place<'a> {
    Place { election: "Pemilihan Kepala Desa Serentak", village: "Desa Sukamaju", station: Some("TPS 001"), booth: Some("Bilik 2") }
}

fn siti<'a>() -> Choice<'a> {
    Choice::Candidate { number: 2, name: "Siti Aminah" }
}

fn a_slip<'a>(mode: Mode, choice: Choice<'a>) -> Slip<'a> {
    Slip { mode, election: "Pemilihan Kepala Desa", village: "Desa Sukamaju", station: "TPS 001", choice, photo: None }
}

fn a_strip<'a>(outcome: Outcome) -> Strip<'a> {
    Strip { mode: Mode::Real, place: place(), code: CODE, card: "K7M2QX", outcome, mark: Some("3f9a"), signature: "c2lnbmF0dXJl" }
}

fn a_report<'a>(counts: &'a [(&'a str, u64)]) -> Report<'a> {
    let at = |hour| Moment::new(2027, 10, 5, hour, 0, Zone::Wib).unwrap();
    let facts = &[("Definisi", "d1"), ("Kepala catatan", "h1")];
    let copy = Some(Copy { number: 2, of: 6, holder: "Saksi nomor 1" });
    Report {
        mode: Mode::Real,
        place: place(),
        event: at(7),
        printed: at(8),
        facts,
        counts,
        qr: "payload",
        signatures: &["Ketua KPPS", "Saksi 1"],
        copy,
    }
}

fn sums(law: Law, left: u64, right: u64) -> Equation<'static> {
    Equation { station: "TPS 001", law, sides: Sides::Sums(left, right), reason: None }
}

fn a_page<'a>(options: &'a [OptionVotes<'a>], equations: &'a [Equation<'a>]) -> ResultPage<'a> {
    ResultPage {
        mode: Mode::Real,
        place: Place { station: None, booth: None, ..place() },
        event: Moment::new(2027, 10, 5, 16, 30, Zone::Wib).unwrap(),
        registered: 1_765,
        present: 1_277,
        options,
        blank_is_valid: false,
        steps: &[Step { rule: "suara terbanyak", numbers: &[("nomor 1", 301), ("nomor 2", 974)], outcome: "menentukan" }],
        winner: Some(siti()),
        equations,
        prevails: Settled { value: "catatan elektronik", article: "Perbup 1/2027 Pasal 40" },
        box_count: Settled { value: "semua", article: "Perbup 1/2027 Pasal 41" },
        notes: &["TPS 003 dibuka bersama TPS 002."],
        facts: &[("Definisi", "d1")],
        qr: "payload",
        signatures: &["Ketua panitia"],
        copy: None,
    }
}

fn some_votes<'a>() -> [OptionVotes<'a>; 3] {
    let vote = |choice, proven, paper| OptionVotes { choice, proven, paper };
    [vote(Choice::Candidate { number: 1, name: "Budi" }, 301, 0), vote(siti(), 600, 374), vote(Choice::Blank, 2, 0)]
}

/// The text on one line, so that wrapping does not hide a sentence.
fn words(document: &Document) -> String {
    render_text(document, 80).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn position(text: &str, part: &str) -> usize {
    text.find(part).unwrap_or_else(|| panic!("{part} is missing in {text}"))
}

#[test]
fn a_slip_says_the_choice_in_plain_words() {
    let shown = render_text(&slip(&a_slip(Mode::Real, siti())), 48);
    let rule = "-".repeat(48);
    let expected = format!(
        "                     STRUK\n             Pemilihan Kepala Desa\n                 Desa Sukamaju\n                    TPS 001\n{rule}\n                       2\n                    NOMOR 2\n                  Siti Aminah\n{rule}\nCocokkan dengan layar. Jangan dibawa pulang.\n"
    );
    assert_eq!(shown, expected);
}

#[test]
fn a_blank_slip_says_kosong() {
    assert!(words(&slip(&a_slip(Mode::Real, Choice::Blank))).contains("KOSONG tidak memilih calon mana pun"));
}

#[test]
fn a_slip_has_no_code_symbol_or_numbered_fact() {
    for choice in [siti(), Choice::Blank] {
        let unique = |block: &Block| matches!(block, Block::Code(_) | Block::Qr(_) | Block::Pair(..) | Block::Table { .. });
        assert!(!slip(&a_slip(Mode::Real, choice)).blocks.iter().any(unique));
    }
}

#[test]
fn only_the_bar_of_a_cast_vote_says_sah() {
    assert_eq!(words(&slip_bar(Mode::Real, SlipBar::Cast)), "*** SAH – MASUKKAN KE KOTAK AUDIT ***");
    assert_eq!(words(&slip_bar(Mode::Real, SlipBar::Cancelled)), "*** BATAL ***");
    assert_eq!(words(&slip_bar(Mode::Real, SlipBar::Test)), "*** UJI – TIDAK DIHITUNG ***");
    assert!(!words(&slip(&a_slip(Mode::Real, siti()))).contains("SAH"));
}

#[test]
fn a_rehearsal_slip_wears_the_band() {
    let shown = words(&slip(&a_slip(Mode::Rehearsal, Choice::Candidate { number: 1, name: "Pisang" })));
    assert_eq!(shown.matches("*** LATIHAN — BUKAN SUARA SEBENARNYA ***").count(), 2);
}

#[test]
fn a_strip_carries_code_card_mark_outcome_and_signature() {
    let shown = words(&strip(&a_strip(Outcome::Stored)));
    for part in ["ABCDE 12345 FGHJK 67890", "Kartu : K7M2QX", "Penanda : 3f9a", "Alat : Bilik 2", "*** TERSIMPAN ***", "QR: c2lnbmF0dXJl"] {
        assert!(shown.contains(part), "{part}");
    }
}

#[test]
fn a_strip_says_in_capitals_whether_the_vote_is_stored() {
    assert!(words(&strip(&a_strip(Outcome::Stored))).contains("SUARA ANDA SUDAH TERSIMPAN"));
    for (outcome, word) in [(Outcome::Challenged, "UJI"), (Outcome::Spoiled, "BATAL"), (Outcome::Void, "DIBATALKAN")] {
        let shown = words(&strip(&a_strip(outcome)));
        assert!(shown.contains("SUARA ANDA BELUM TERSIMPAN") && shown.contains(&format!("*** {word} ***")), "{shown}");
        assert!(!shown.contains("SUDAH TERSIMPAN"));
    }
}

#[test]
fn a_strip_before_the_first_mark_says_so() {
    assert!(words(&strip(&Strip { mark: None, ..a_strip(Outcome::Stored) })).contains("Penanda : belum ada"));
}

#[test]
fn a_test_sheet_names_the_choice_and_how_to_check_it() {
    let sheet = TestSheet { mode: Mode::Real, place: place(), code: CODE, choice: siti(), definition: "d1", opening: "seed" };
    let shown = words(&test_sheet(&sheet));
    for part in ["UJI – TIDAK DIHITUNG", "Pilihan : NOMOR 2 — Siti Aminah", "suara-audit challenge", "QR: seed", "BELUM TERSIMPAN"] {
        assert!(shown.contains(part), "{part}");
    }
}

#[test]
fn a_zero_report_of_an_empty_booth_says_so_and_lists_the_ballot() {
    let shown = words(&zero_report(&a_report(&[("Suara tersimpan", 0), ("Kartu dipakai", 0)]), &[siti(), Choice::Blank]));
    for part in
        ["NOL – TIDAK ADA SUARA TERSIMPAN", "0 nol", "NOMOR 2 — Siti Aminah", "Salinan : 2 dari 6 — Saksi nomor 1", "Kepala catatan : h1"]
    {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn a_zero_report_never_claims_nought_when_something_is_stored() {
    let shown = words(&zero_report(&a_report(&[("Suara tersimpan", 0), ("Kartu dipakai", 1)]), &[]));
    assert!(shown.contains("BUKAN NOL – TIDAK DAPAT DIBUKA") && !shown.contains("TIDAK ADA SUARA TERSIMPAN"));
}

#[test]
fn a_closing_report_counts_in_digits_and_words_and_can_be_refused() {
    let shown = words(&closing_report(&a_report(&[("Suara tersimpan", 1_274)]), &[]));
    for part in ["1.274 seribu dua ratus tujuh puluh empat", "Penutupan : Selasa, 5 Oktober 2027 pukul 07.00 WIB", "Menolak, alasan:"] {
        assert!(shown.contains(part), "{part}");
    }
    assert!(!shown.contains("SELISIH"));
}

#[test]
fn differences_stand_before_the_votes_with_their_reason() {
    let slips = Equation { reason: Some("kertas macet pukul sembilan"), ..sums(Law::SlipsByCast, 1_475, 1_474) };
    let equations = [sums(Law::CardsByPresence, 1_474, 1_474), slips, sums(Law::CastBySums, 1_474, 1_476)];
    let shown = words(&result_page(&a_page(&some_votes(), &equations)));
    let difference = position(&shown, "1.475 berbanding 1.474, selisih +1. Sebab: kertas macet pukul sembilan.");
    assert!(difference < position(&shown, "PEROLEHAN SUARA"));
    position(&shown, "1.474 berbanding 1.476, selisih −2. Sebab belum diketahui.");
    position(&shown, "3 persamaan diperiksa: 1 cocok, 0 berbeda dalam batas, 2 selisih. 0 tidak diperiksa.");
}

#[test]
fn options_that_cancel_each_other_out_still_differ() {
    let sides = Sides::Options { pairs: &[(301, 300), (423, 424)], allowed: 1 };
    let equation = Equation { station: "TPS 001", law: Law::SlipsByOption, sides, reason: None };
    let shown = words(&result_page(&a_page(&some_votes(), &[equation])));
    position(&shown, "301 / 423 berbanding 300 / 424, selisih 2.");
    let within = Equation { sides: Sides::Options { pairs: &[(301, 300), (423, 424)], allowed: 2 }, ..equation };
    position(&words(&result_page(&a_page(&some_votes(), &[within]))), "0 cocok, 1 berbeda dalam batas, 0 selisih");
}

#[test]
fn an_unchecked_equation_is_not_called_equal() {
    let equation = Equation { sides: Sides::NotChecked, ..sums(Law::SlipsByCast, 0, 0) };
    let shown = words(&result_page(&a_page(&some_votes(), &[equation])));
    position(&shown, "0 persamaan diperiksa: 0 cocok, 0 berbeda dalam batas, 0 selisih. 1 tidak diperiksa.");
    let row = shown.split("SEMUA PERSAMAAN").nth(1).unwrap();
    assert!(row.contains("– – – tidak diperiksa") && !row.contains("cocok"), "{row}");
}

#[test]
fn votes_stand_in_digits_and_words_with_proven_and_paper_parts() {
    let shown = words(&result_page(&a_page(&some_votes(), &[])));
    for part in [
        "NOMOR 2 — Siti Aminah 600 374 974 76,39%",
        "KOSONG 2 0 2 –",
        "JUMLAH 903 374 1.277",
        "974 (sembilan ratus tujuh puluh empat)",
        "Persen dihitung dari 1.275 suara sah (tidak termasuk suara kosong).",
        "72,35% dari 1.765 pemilih terdaftar",
    ] {
        position(&shown, part);
    }
}

#[test]
fn blank_votes_are_valid_only_when_the_definition_says_so() {
    let votes = some_votes();
    let shown = words(&result_page(&ResultPage { blank_is_valid: true, ..a_page(&votes, &[]) }));
    position(&shown, "Persen dihitung dari 1.277 suara sah (termasuk suara kosong).");
    position(&shown, "KOSONG 2 0 2 0,16%");
}

#[test]
fn the_deciding_rule_and_the_articles_are_named() {
    let votes = some_votes();
    let shown = words(&result_page(&a_page(&votes, &[])));
    for part in ["1. suara terbanyak: menentukan", "CALON TERPILIH: NOMOR 2 — Siti Aminah", "catatan elektronik (Perbup 1/2027 Pasal 40)"]
    {
        position(&shown, part);
    }
    let open = words(&result_page(&ResultPage { winner: None, ..a_page(&votes, &[]) }));
    position(&open, "PEMENANG BELUM DITETAPKAN");
    assert!(!open.contains("CALON TERPILIH:"));
}

#[test]
fn a_status_table_counts_before_it_lists() {
    let row = |booth, status| StatusRow { village: "Desa A", station: "001", booth, status, note: "" };
    let rows = [row("1", Status::Missing), row("2", Status::Verified), row("3", Status::Verified)];
    let shown = words(&status_table(Mode::Real, "STATUS", ["Desa", "TPS", "Bilik"], &rows));
    position(&shown, "belum : 1 diterima : 0 terverifikasi : 2 — 66,67% dari 3 alat");
    position(&shown, "Desa A 001 3 terverifikasi");
}

#[test]
fn every_form_fits_every_paper() {
    let long = "Kepala Urusan Perencanaan dan Pembangunan Desa Mendoyo Dauh Tukad Kecamatan Mendoyo".repeat(3);
    let choice = Choice::Candidate { number: 5, name: &long };
    let votes = [OptionVotes { choice, proven: u64::MAX, paper: u64::MAX }];
    let equations = [Equation {
        station: &long,
        law: Law::SlipsByOption,
        sides: Sides::Options { pairs: &[(u64::MAX, 0); 6], allowed: 0 },
        reason: Some(&long),
    }];
    let row = StatusRow { village: &long, station: &long, booth: &long, status: Status::Received, note: &long };
    let documents = [
        slip(&a_slip(Mode::Rehearsal, choice)),
        strip(&Strip { signature: &long, ..a_strip(Outcome::Void) }),
        zero_report(&a_report(&[(&long, u64::MAX)]), &[choice]),
        closing_report(&a_report(&[(&long, u64::MAX)]), &equations),
        result_page(&a_page(&votes, &equations)),
        status_table(Mode::Rehearsal, &long, ["Desa", "TPS", "Bilik"], &[row]),
    ];
    for document in &documents {
        for width in [24, 48, 80, 100] {
            assert!(render_text(document, width).lines().all(|line| line.chars().count() <= width));
        }
    }
}
