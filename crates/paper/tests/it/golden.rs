//! Kept pictures of papers: what prints today is dot for dot what was looked at and kept.
//!
//! After a wanted change, make them anew and look at every one before it is kept:
//! `SUARA_GOLDEN=write cargo test --release -p suara-paper --test it golden`

use std::path::PathBuf;

use paper::forms::{Choice, Outcome, SlipBar, slip_bar};
use paper::{Bitmap, Document, Mode, raster};

use crate::samples;

fn papers() -> Vec<(&'static str, Document)> {
    let mut whole_slip = samples::slip(Mode::Real, samples::siti());
    whole_slip.blocks.extend(slip_bar(Mode::Real, SlipBar::Cast).blocks);
    vec![
        ("struk", whole_slip),
        ("struk-kosong-latihan", samples::slip(Mode::Rehearsal, Choice::Blank)),
        ("tanda-terima", samples::strip(Outcome::Stored)),
        ("uji-mesin", samples::test_sheet()),
        ("laporan-nol-latihan", samples::zero_report(Mode::Rehearsal)),
        ("laporan-penutupan", samples::closing_report(Mode::Real)),
    ]
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.png"))
}

fn read(file: &[u8]) -> Bitmap {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Grayscale, png::BitDepth::One));
    let inverted: Vec<u8> = bytes.iter().map(|byte| !byte).collect();
    Bitmap::from_rows(frame.width, &inverted).unwrap()
}

#[test]
fn every_paper_is_dot_for_dot_the_golden_picture() {
    for (name, document) in papers() {
        let dots = raster(&document);
        if std::env::var("SUARA_GOLDEN").is_ok_and(|word| word == "write") {
            std::fs::write(path(name), dots.to_png()).unwrap();
        }
        let kept = read(&std::fs::read(path(name)).unwrap());
        assert!(dots == kept, "{name} looks otherwise than tests/golden/{name}.png; the head of this file says what to do");
    }
}
