//! A thermal printer over a real socket that fails in the ways in which printers fail.

use std::fs;
use std::path::Path;
use std::time::Duration;

use paper::{Document, ESCPOS_CUT, ESCPOS_INIT, Mode, RASTER_DOTS, escpos, raster};
use terminal::{EscPosPrinter, Lie, LyingPrinter, Nearby, Printer, PrinterFault, PrinterState};

/// Long enough for an answer on this machine, however busy.
const PATIENT: Duration = Duration::from_secs(10);
/// For printers that never answer.
const IMPATIENT: Duration = Duration::from_millis(100);

fn slip() -> Document {
    let mut document = Document::new(Mode::Real);
    document.title("STRUK").huge("2").title("Siti Aminah").rule();
    document
}

fn bar() -> Document {
    let mut document = Document::new(Mode::Real);
    document.banner("SAH – MASUKKAN KE KOTAK AUDIT");
    document
}

fn at(liar: &LyingPrinter, limit: Duration) -> EscPosPrinter {
    EscPosPrinter::tcp(Nearby::new(liar.address()).unwrap(), limit)
}

#[test]
fn a_slip_is_held_until_its_bar_is_below_it_and_the_knife_falls() {
    let liar = LyingPrinter::start().unwrap();
    let mut printer = at(&liar, PATIENT);
    assert_eq!(printer.state(), PrinterState::Ready);
    printer.print(&slip()).unwrap();
    assert_eq!(liar.held(), Some(raster(&slip())));
    assert!(liar.papers().is_empty());
    printer.print(&bar()).unwrap();
    printer.cut().unwrap();
    let mut whole = raster(&slip()).rows().flatten().copied().collect::<Vec<_>>();
    whole.extend(raster(&bar()).rows().flatten());
    assert_eq!(liar.papers(), [paper::Bitmap::from_rows(RASTER_DOTS, &whole).unwrap()]);
    assert_eq!(liar.held(), None);
}

#[test]
fn a_printer_that_says_it_cannot_begin_is_not_sent_a_dot_and_works_again_when_helped() {
    for (lie, state) in [
        (Lie::NoPaper, PrinterState::NoPaper),
        (Lie::CoverOpen, PrinterState::CoverOpen),
        (Lie::Jam, PrinterState::Error),
        (Lie::Babbles, PrinterState::Error),
    ] {
        let liar = LyingPrinter::start().unwrap();
        let mut printer = at(&liar, PATIENT);
        liar.lie(lie);
        assert_eq!(printer.print(&slip()), Err(PrinterFault::Before), "{lie:?}");
        assert_eq!(printer.state(), state);
        assert_eq!(liar.held(), None);
        liar.lie(Lie::None);
        assert_eq!(printer.print(&slip()), Ok(()));
        assert_eq!(liar.held(), Some(raster(&slip())));
    }
}

#[test]
fn paper_that_ends_on_the_way_is_noticed_although_all_bytes_were_taken() {
    let liar = LyingPrinter::start().unwrap();
    let mut printer = at(&liar, PATIENT);
    printer.print(&bar()).unwrap();
    liar.lie(Lie::PaperEndsAfter(2_000));
    assert_eq!(printer.print(&slip()), Err(PrinterFault::During));
    assert_eq!(printer.state(), PrinterState::NoPaper);
    assert_eq!(printer.cut(), Err(PrinterFault::Before));
}

#[test]
fn paper_that_ends_with_the_very_last_byte_is_noticed() {
    let liar = LyingPrinter::start().unwrap();
    let mut printer = at(&liar, PATIENT);
    // Before the dots stand three questions and ESC @, behind them the feed.
    liar.lie(Lie::PaperEndsAfter(9 + ESCPOS_INIT.len() + escpos(&raster(&slip())).len() + 3));
    assert_eq!(printer.print(&slip()), Err(PrinterFault::During));
    assert_eq!(liar.held(), Some(raster(&slip())), "all is on paper, and still nobody may count on it");
}

#[test]
fn a_printer_that_loses_power_at_any_byte_has_not_printed() {
    let all = 9 + ESCPOS_INIT.len() + escpos(&raster(&slip())).len() + 3;
    for bytes in [0, 1, 8, 9, 10, 500, all / 2, all - 1, all, all + 2] {
        let liar = LyingPrinter::start().unwrap();
        let mut printer = at(&liar, PATIENT);
        liar.lie(Lie::PowerLossAfter(bytes));
        let expected = if bytes < 9 { PrinterFault::Before } else { PrinterFault::During };
        assert_eq!(printer.print(&slip()), Err(expected), "after {bytes} bytes");
        assert_eq!(printer.print(&slip()), Err(PrinterFault::Before), "it is still off");
        assert_eq!(printer.state(), PrinterState::Silent);
        liar.lie(Lie::None);
        assert_eq!(printer.print(&slip()), Ok(()), "it is on again");
    }
}

#[test]
fn a_printer_that_hangs_is_given_up_within_the_time_limit() {
    for (bytes, expected) in [(0, PrinterFault::Before), (1_000, PrinterFault::During)] {
        let liar = LyingPrinter::start().unwrap();
        liar.lie(Lie::HangsAfter(bytes));
        assert_eq!(at(&liar, IMPATIENT).print(&slip()), Err(expected));
    }
}

#[test]
fn a_printer_that_prints_but_never_answers_is_not_trusted() {
    let liar = LyingPrinter::start().unwrap();
    liar.lie(Lie::NeverAnswers);
    let mut printer = at(&liar, IMPATIENT);
    assert_eq!(printer.print(&slip()), Err(PrinterFault::Before));
    assert_eq!(printer.state(), PrinterState::Silent);
    assert_eq!(liar.held(), None);
}

#[test]
fn a_jammed_knife_is_a_fault_of_the_cut_alone() {
    let liar = LyingPrinter::start().unwrap();
    let mut printer = at(&liar, PATIENT);
    printer.print(&slip()).unwrap();
    liar.lie(Lie::Jam);
    assert_eq!(printer.cut(), Err(PrinterFault::Before));
    assert_eq!(liar.held(), Some(raster(&slip())));
}

#[test]
fn a_port_where_nobody_listens_is_a_printer_that_did_not_begin() {
    let address = LyingPrinter::start().unwrap().address();
    let mut printer = EscPosPrinter::tcp(Nearby::new(address).unwrap(), PATIENT);
    assert_eq!(printer.print(&slip()), Err(PrinterFault::Before));
    assert_eq!(printer.state(), PrinterState::Silent);
}

#[test]
fn a_file_cannot_answer_and_gets_the_bytes() {
    let path = std::env::temp_dir().join(format!("suara-escpos-{}", std::process::id()));
    let mut printer = EscPosPrinter::device(&path, PATIENT);
    printer.print(&bar()).unwrap();
    printer.cut().unwrap();
    assert_eq!(printer.state(), PrinterState::Silent);
    let written = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(written, [ESCPOS_INIT, &escpos(&raster(&bar())), &[0x1b, 0x4a, 120], ESCPOS_CUT].concat());
}

#[test]
fn a_device_that_could_answer_and_does_not_is_not_trusted() {
    let mut printer = EscPosPrinter::device(Path::new("/dev/null"), IMPATIENT);
    assert_eq!(printer.state(), PrinterState::Silent);
    assert_eq!(printer.print(&bar()), Err(PrinterFault::Before));
}

#[test]
fn a_path_that_cannot_be_opened_or_takes_nothing_is_a_printer_that_did_not_begin() {
    assert_eq!(EscPosPrinter::device(Path::new("/nowhere/lp0"), PATIENT).print(&bar()), Err(PrinterFault::Before));
    assert_eq!(EscPosPrinter::device(Path::new("/dev/full"), IMPATIENT).print(&bar()), Err(PrinterFault::Before));
}
