use paper::forms::Outcome;
use paper::{Document, Mode, pdf};

use crate::samples;

fn pages(file: &[u8]) -> usize {
    let text = String::from_utf8_lossy(file);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page\n").count() + text.matches("/Type/Page/").count()
}

fn all() -> Vec<Document> {
    vec![
        samples::zero_report(Mode::Rehearsal),
        samples::closing_report(Mode::Real),
        samples::result_page(Mode::Real, 12),
        samples::strip(Outcome::Stored),
        samples::slip(Mode::Real, samples::siti()),
        samples::test_sheet(),
    ]
}

#[test]
fn the_same_documents_are_the_same_bytes() {
    let first = pdf("Laporan", &all()).unwrap();
    assert!(first == pdf("Laporan", &all()).unwrap());
    assert!(first != pdf("Laporan lain", &all()).unwrap());
}

#[test]
fn a_pdf_begins_and_ends_as_one_and_names_no_time() {
    let file = pdf("Laporan", &all()).unwrap();
    assert!(file.starts_with(b"%PDF-") && file.trim_ascii_end().ends_with(b"%%EOF"));
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
}

#[test]
fn every_document_begins_on_a_page_of_its_own() {
    let one = |stations| pages(&pdf("", &[samples::result_page(Mode::Real, stations)]).unwrap());
    assert!(one(1) >= 1 && one(40) > one(1), "{} {}", one(1), one(40));
    assert_eq!(pages(&pdf("", &[samples::zero_report(Mode::Real), samples::zero_report(Mode::Real)]).unwrap()), 2);
    assert_eq!(pages(&pdf("", &[]).unwrap()), 1);
}

#[test]
fn the_fonts_are_embedded_with_only_the_letters_used() {
    let file = pdf("", &[samples::closing_report(Mode::Real)]).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("LiberationSans") && text.contains("FontFile"));
    assert!(file.len() < 100_000, "{}", file.len());
}

#[test]
fn words_of_any_script_and_length_make_a_pdf() {
    let long = "Kepala Urusan Perencanaan ".repeat(900);
    let mut document = Document::new(Mode::Rehearsal);
    document.title(&long).line("𝔖ꦱ عبد").pair(&long, &long).code(&long).banner(&long).huge(&long).signatures(&[&long]).qr(&long);
    document.table(vec![paper::Column::words("x")], vec![vec![long.clone(), long.clone()]]);
    assert!(pages(&pdf(&long, &[document]).unwrap()) > 5);
}
