//! QR symbols (ISO/IEC 18004) as bitmaps, one dot a module.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};

use crate::bitmap::Bitmap;

/// White modules around a symbol that readers need.
pub const QUIET: u32 = 4;

/// How much of a symbol may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// About 7%; only for what fits in no other way.
    Low,
    /// About 15%.
    Medium,
    /// About 25%.
    Quartile,
}

/// The symbol that says `payload`, with its quiet zone, one dot a module. The same payload gives the same symbol. None if no
/// symbol of this level holds so much: byte for byte at most 1663 (quartile), 2331 (medium), 2953 (low).
#[must_use]
pub fn qr(payload: &str, level: Level) -> Option<Bitmap> {
    let level = match level {
        Level::Low => ECL::L,
        Level::Medium => ECL::M,
        Level::Quartile => ECL::Q,
    };
    QRBuilder::new(payload).ecl(level).build().ok().as_ref().and_then(modules)
}

fn modules(code: &QRCode) -> Option<Bitmap> {
    let side = u32::try_from(code.size).ok()?;
    let mut bitmap = Bitmap::new(side + 2 * QUIET, side + 2 * QUIET);
    for (row, y) in code.data.chunks(code.size).take(code.size).zip(QUIET..) {
        for (module, x) in row.iter().zip(QUIET..) {
            bitmap.set(x, y, module.value());
        }
    }
    Some(bitmap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bitmap: &Bitmap) -> String {
        let mut large = Bitmap::new(bitmap.width() * 4, bitmap.height() * 4);
        large.stamp(0, 0, 4, bitmap);
        let grey = |x: usize, y: usize| if large.is_black(x.try_into().unwrap(), y.try_into().unwrap()) { 0 } else { 255 };
        let (width, height) = (large.width().try_into().unwrap(), large.height().try_into().unwrap());
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_symbol_of_every_level_and_size_reads_back() {
        for level in [Level::Low, Level::Medium, Level::Quartile] {
            for length in [1, 64, 200, 400, 900, 1_663] {
                let payload: String = "Suara 1/x+Y= abcDEF ".chars().cycle().take(length).collect();
                assert_eq!(read(&qr(&payload, level).unwrap()), payload);
            }
        }
    }

    #[test]
    fn what_no_symbol_holds_is_none() {
        for (level, most) in [(Level::Quartile, 1_663), (Level::Medium, 2_331), (Level::Low, 2_953)] {
            assert!(qr(&"x".repeat(most), level).is_some());
            assert!(qr(&"x".repeat(most + 1), level).is_none());
        }
    }

    #[test]
    fn the_same_payload_is_the_same_symbol() {
        assert_eq!(qr("Suara", Level::Medium), qr("Suara", Level::Medium));
        assert_ne!(qr("Suara", Level::Medium), qr("suara", Level::Medium));
    }
}
