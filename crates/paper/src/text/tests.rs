use super::*;
use crate::document::Column;

fn text(width: usize, build: impl FnOnce(&mut Document)) -> String {
    let mut document = Document::new(Mode::Real);
    build(&mut document);
    render_text(&document, width)
}

#[test]
fn a_title_is_centred_and_a_paragraph_wraps_between_words() {
    let shown = text(24, |d| {
        d.title("HASIL").line("Suara Anda sudah tersimpan di dalam bilik.");
    });
    assert_eq!(shown, "         HASIL\nSuara Anda sudah\ntersimpan di dalam\nbilik.\n");
}

#[test]
fn neighbouring_pairs_share_a_label_column_and_values_hang() {
    let shown = text(30, |d| {
        d.pair("Desa", "Sukamaju").pair("Bilik", "satu dua tiga empat lima enam").blank().pair("X", "1");
    });
    assert_eq!(shown, "Desa  : Sukamaju\nBilik : satu dua tiga empat\n        lima enam\n\nX : 1\n");
}

#[test]
fn numbers_in_a_table_stand_right_and_words_give_way_first() {
    let shown = text(24, |d| {
        let rows = vec![vec!["Siti Nur Azizah Rahmawati".into(), "1.274".into()], vec!["Budi".into(), "7".into()]];
        d.table(vec![Column::words("Calon"), Column::numbers("Suara")], rows);
    });
    assert_eq!(
        shown,
        "Calon              Suara\n------------------ -----\nSiti Nur Azizah    1.274\nRahmawati\nBudi                   7\n"
    );
}

#[test]
fn a_row_with_more_cells_than_columns_loses_none() {
    let shown = text(24, |d| {
        d.table(vec![Column::words("")], vec![vec!["a".into(), "b".into(), "c".into()], vec!["d".into()], vec![]]);
    });
    assert_eq!(shown, "a b c\nd\n\n");
}

#[test]
fn a_table_too_wide_for_any_column_is_printed_cell_below_cell() {
    let shown = text(24, |d| {
        d.table(Vec::new(), vec![(0..30).map(|n| n.to_string()).collect()]);
    });
    assert_eq!(shown.lines().count(), 30);
}

#[test]
fn rules_banners_and_codes_stand_across_the_paper() {
    let shown = text(30, |d| {
        d.rule().banner("SAH").code("ABCDE12345FGHJK67890");
    });
    assert_eq!(shown, format!("{}\n         *** SAH ***\n   ABCDE 12345 FGHJK 67890\n", "-".repeat(30)));
}

#[test]
fn a_qr_payload_is_framed_and_can_be_read_back() {
    let payload = "A".repeat(30);
    let shown = text(24, |d| {
        d.qr(&payload);
    });
    assert_eq!(shown.lines().next(), Some("+----------------------+"));
    let inside: String = shown.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).map(str::trim_end).collect();
    assert_eq!(inside, format!("QR: {payload}"));
}

#[test]
fn each_signature_has_room_to_sign_and_to_refuse() {
    let shown = text(48, |d| {
        d.signatures(&["Ketua", "Saksi nomor 1"]);
    });
    assert_eq!(shown.matches("Tanda tangan: ....").count(), 2);
    assert_eq!(shown.matches("[ ] Menolak, alasan: ....").count(), 2);
    assert!(shown.contains("2. Saksi nomor 1\n"));
}

#[test]
fn a_rehearsal_begins_and_ends_with_its_band_at_every_width() {
    let mut document = Document::new(Mode::Rehearsal);
    document.title("PISANG").line("Nomor 1");
    let shown = render_text(&document, 48);
    let band = "*** LATIHAN — BUKAN SUARA SEBENARNYA ***";
    assert_eq!(shown.lines().next().map(str::trim), Some(band));
    assert_eq!(shown.lines().last().map(str::trim), Some(band));
    assert!(render_text(&document, 24).starts_with("*** LATIHAN"));
    assert!(!render_text(&Document::new(Mode::Real), 48).contains("LATIHAN"));
}

/// A document with every block, each filled with `words`.
fn every_block(words: &str) -> Document {
    let mut document = Document::new(Mode::Rehearsal);
    let row = || vec![words.to_owned(), words.to_owned(), words.to_owned()];
    document.title(words).line(words).pair(words, words).pair("a", words).pair(words, "").rule().banner(words).code(words).qr(words);
    document.table(vec![Column::words(words), Column::numbers(words), Column::words("")], vec![row(), Vec::new(), row()]);
    document.signatures(&[words, ""]).blank();
    document
}

#[test]
fn no_line_is_ever_wider_than_the_paper_or_ends_in_a_blank() {
    let long = "x".repeat(500);
    for words in ["", "kata", &long, "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas", "ꦱꦶꦠꦶ عبد الله 1.274"]
    {
        for width in [0, 24, 25, 48, 80, 100, 133] {
            for line in render_text(&every_block(words), width).lines() {
                assert!(line.chars().count() <= width.max(24), "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
fn foreign_text_is_cleaned_in_every_block() {
    let shown = render_text(&every_block("A\u{1b}[2JB\u{202e}C\r\nD\u{200b}"), 80);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!shown.contains('\u{202e}') && !shown.contains('\u{200b}'));
    assert!(shown.contains("A[2JBC D"));
}

#[test]
fn every_word_of_a_document_reaches_the_paper() {
    for width in [24, 48, 80] {
        let shown: String = render_text(&every_block("Mendoyo Dauh Tukad"), width).split_whitespace().collect();
        assert!(shown.matches("Mendoyo").count() >= 14, "{width}: {shown}");
    }
}
