use paper::forms::{Choice, Outcome, SlipBar, slip_bar};
use paper::{Bitmap, Block, Document, Level, Mode, RASTER_DOTS, qr, raster};

use crate::samples;

/// The texts of all QR symbols that a reader finds on the paper.
pub(crate) fn read_symbols(paper: &Bitmap) -> Vec<String> {
    let grey = |x: usize, y: usize| if paper.is_black(x.try_into().unwrap(), y.try_into().unwrap()) { 0 } else { 255 };
    let (width, height) = (paper.width().try_into().unwrap(), paper.height().try_into().unwrap());
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

fn everything() -> Vec<(&'static str, Document)> {
    vec![
        ("struk", samples::slip(Mode::Real, samples::siti())),
        ("kosong", samples::slip(Mode::Rehearsal, Choice::Blank)),
        ("bar", slip_bar(Mode::Real, SlipBar::Cast)),
        ("terima", samples::strip(Outcome::Stored)),
        ("uji", samples::test_sheet()),
        ("nol", samples::zero_report(Mode::Rehearsal)),
        ("penutupan", samples::closing_report(Mode::Real)),
        ("hasil", samples::result_page(Mode::Real, 1)),
    ]
}

/// Rows without a black dot at either edge of the paper's first and last column would not show a cut; words do.
fn touches_the_right_edge(paper: &Bitmap, from: u32, to: u32) -> bool {
    (from..to).any(|y| paper.is_black(RASTER_DOTS - 1, y))
}

#[test]
fn every_paper_is_as_wide_as_the_printer_and_has_something_on_it() {
    for (name, document) in everything() {
        let paper = raster(&document);
        assert_eq!(paper.width(), 576, "{name}");
        assert!(paper.rows().any(|row| row.iter().any(|byte| *byte != 0)), "{name}");
    }
}

#[test]
fn the_symbols_of_all_papers_read_back() {
    assert_eq!(read_symbols(&raster(&samples::strip(Outcome::Void))), [samples::strip_payload()]);
    assert_eq!(read_symbols(&raster(&samples::test_sheet())), [samples::opening_payload()]);
    assert_eq!(read_symbols(&raster(&samples::zero_report(Mode::Real))), [samples::head_payload()]);
    assert_eq!(read_symbols(&raster(&samples::closing_report(Mode::Rehearsal))), [samples::head_payload()]);
    assert_eq!(read_symbols(&raster(&samples::result_page(Mode::Real, 1))), [samples::head_payload()]);
}

#[test]
fn a_card_of_the_longest_text_reads_back() {
    let card = format!("SUARA {}", "a1/B".repeat(99))[..400].to_owned();
    let mut document = Document::new(Mode::Real);
    document.qr(&card);
    assert_eq!(read_symbols(&raster(&document)), [card]);
}

#[test]
fn a_symbol_has_modules_of_half_a_millimetre_or_more_at_level_q_and_else_at_m() {
    let long = "x".repeat(1_100);
    for (payload, level) in
        [(samples::strip_payload(), Level::Quartile), (samples::opening_payload(), Level::Quartile), (long, Level::Medium)]
    {
        let mut document = Document::new(Mode::Real);
        document.qr(&payload);
        let symbol = qr(&payload, level).unwrap();
        let module = (576 / symbol.width()).min(8);
        assert!(module >= 4, "{module}");
        assert_eq!(raster(&document).height(), symbol.height() * module);
    }
}

#[test]
fn a_payload_beyond_every_symbol_is_printed_as_words() {
    let mut document = Document::new(Mode::Real);
    document.qr(&"x".repeat(3_000));
    assert!(raster(&document).height() > 1_000);
}

#[test]
fn a_slip_carries_no_symbol_and_is_the_same_dots_for_the_same_choice() {
    let slip = || raster(&samples::slip(Mode::Real, samples::siti()));
    assert_eq!(slip(), slip());
    assert_eq!(read_symbols(&slip()), Vec::<String>::new());
}

#[test]
fn the_drawn_number_is_at_least_25_millimetres_high() {
    for digit in 0..=9 {
        let mut document = Document::new(Mode::Real);
        document.huge(&digit.to_string());
        let paper = raster(&document);
        let inked: Vec<_> = paper.rows().enumerate().filter(|(_, row)| row.iter().any(|byte| *byte != 0)).map(|(y, _)| y).collect();
        let high = inked.last().unwrap() - inked.first().unwrap() + 1;
        assert!(high >= 200, "{digit} is {high} dots high");
        assert!(*inked.first().unwrap() > 0 && *inked.last().unwrap() + 1 < paper.rows().count(), "{digit} is cut off");
    }
}

#[test]
fn long_words_in_the_place_of_the_number_get_smaller_instead_of_being_cut_off() {
    for words in ["KOSONG", "WWWWWWWW", "NOMOR SERIBU DUA RATUS TIGA PULUH EMPAT", ""] {
        let mut document = Document::new(Mode::Real);
        document.huge(words);
        let paper = raster(&document);
        assert!(!touches_the_right_edge(&paper, 0, paper.height()), "{words}");
    }
}

#[test]
fn a_rehearsal_wears_a_dark_band_first_and_last() {
    let plain = raster(&samples::zero_report(Mode::Real));
    let paper = raster(&samples::zero_report(Mode::Rehearsal));
    let band = (paper.height() - plain.height()) / 2;
    assert!(band > 40 && touches_the_right_edge(&paper, 0, band) && touches_the_right_edge(&paper, paper.height() - band, paper.height()));
    assert!(!touches_the_right_edge(&plain, 0, band));
    let middle = |y| (0..576).all(|x| paper.is_black(x, band + y) == plain.is_black(x, y));
    assert!((0..plain.height()).all(middle));
}

#[test]
fn nothing_runs_over_the_right_edge_however_long_the_words_are() {
    let long = "Kepala Urusan Perencanaan dan Pembangunan Desa Mendoyo Dauh Tukad ".repeat(3);
    let unbroken = "W".repeat(200);
    for words in [long.as_str(), unbroken.as_str(), "𝔖ꦱ\u{202e}abc", "عبد الله"] {
        let owned = || words.to_owned();
        let columns = || (0..5).map(|_| paper::Column::words(words)).collect();
        let blocks = [
            Block::Title(owned()),
            Block::Line(owned()),
            Block::Pair(owned(), owned()),
            Block::Code(vec![owned(), owned()]),
            Block::Table { columns: columns(), rows: vec![vec![owned(); 7]] },
            Block::Signatures(vec![owned()]),
        ];
        for block in blocks {
            let is_box = matches!(block, Block::Signatures(_));
            let mut document = Document::new(Mode::Real);
            document.add(block);
            let paper = raster(&document);
            let inside = |x| (0..paper.height()).any(|y| paper.is_black(x, y));
            assert!(is_box || !inside(RASTER_DOTS - 1) || words == unbroken, "{words}");
            assert!((0..RASTER_DOTS).any(inside), "{words}");
        }
    }
}

#[test]
fn an_empty_document_and_empty_blocks_are_papers_too() {
    let mut document = Document::new(Mode::Rehearsal);
    document.title("").line("").pair("", "").table(Vec::new(), vec![Vec::new()]).banner("").code("").qr("").signatures(&[]).blank().rule();
    assert!(raster(&document).height() > 0);
    assert_eq!(raster(&Document::new(Mode::Real)).height(), 0);
}
