//! Dots as the bytes of an ESC/POS printer, the language of nearly every 80 mm thermal printer: raster bands by `GS v 0`
//! (Epson ESC/POS command reference), nothing printed in the printer's own letters.

use crate::bitmap::Bitmap;

/// `ESC @`: back to the printer's defaults, so that nothing a former user set changes this paper.
pub const ESCPOS_INIT: &[u8] = &[0x1b, 0x40];
/// `GS V 66 0`: feed to the knife and cut, leaving one point where the printer can.
pub const ESCPOS_CUT: &[u8] = &[0x1d, 0x56, 0x42, 0x00];
/// Rows in one command. Small bands keep the printer's buffer from overflowing, and a row count of one byte is read by all.
pub const ESCPOS_BAND: u32 = 255;

/// The commands that print the dots, in bands of at most 255 rows: `GS v 0 0 xL xH yL yH`, then the rows. Dots beyond the 65,535th
/// byte of a row do not print; no printer is that wide. No command cuts or feeds.
#[must_use]
pub fn escpos(bitmap: &Bitmap) -> Vec<u8> {
    let rows: Vec<&[u8]> = bitmap.rows().collect();
    let mut bytes = Vec::new();
    for band in rows.chunks(usize::try_from(ESCPOS_BAND).unwrap_or(1)) {
        let stride = u16::try_from(band.first().map_or(0, |row| row.len())).unwrap_or(u16::MAX);
        let height = u16::try_from(band.len()).unwrap_or(u16::MAX);
        bytes.extend([0x1d, 0x76, 0x30, 0x00]);
        bytes.extend(stride.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        band.iter().for_each(|row| bytes.extend(row.iter().take(stride.into())));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads bands as a printer does.
    fn printed(mut bytes: &[u8]) -> (Bitmap, Vec<usize>) {
        let (mut rows, mut bands, mut width) = (Vec::new(), Vec::new(), 0);
        while let [0x1d, 0x76, 0x30, 0x00, xl, xh, yl, yh, rest @ ..] = bytes {
            let (stride, height) = (u16::from_le_bytes([*xl, *xh]), usize::from(u16::from_le_bytes([*yl, *yh])));
            width = u32::from(stride) * 8;
            let (band, after) = rest.split_at(usize::from(stride) * height);
            rows.extend_from_slice(band);
            bands.push(height);
            bytes = after;
        }
        assert!(bytes.is_empty(), "no command: {bytes:?}");
        (Bitmap::from_rows(width, &rows).unwrap_or_else(|| Bitmap::new(width, 0)), bands)
    }

    #[test]
    fn a_printer_burns_the_same_dots_whatever_they_say() {
        // Dots that spell commands: cut, init, and the start of a band.
        let rows: Vec<u8> = [ESCPOS_CUT, ESCPOS_INIT, &[0x1d, 0x76, 0x30, 0, 1, 0]].concat().into_iter().cycle().take(9 * 600).collect();
        let dots = Bitmap::from_rows(72, &rows).unwrap();
        assert_eq!(printed(&escpos(&dots)), (dots, vec![255, 255, 90]));
    }

    #[test]
    fn no_rows_are_no_bytes() {
        assert_eq!(escpos(&Bitmap::new(576, 0)), Vec::<u8>::new());
        assert_eq!(escpos(&Bitmap::new(0, 7)), Vec::<u8>::new());
    }
}
