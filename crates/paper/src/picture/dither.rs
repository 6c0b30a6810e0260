//! Grey to dots by error diffusion after Floyd and Steinberg: what a dot is too dark or too light, its neighbours make good.

use crate::bitmap::Bitmap;

/// Pixels row by row, 0 black and 255 white, as dots of the same size.
pub(super) fn dots(width: usize, grey: &[u8]) -> Bitmap {
    let rows = grey.chunks(width.max(1));
    let mut bitmap = Bitmap::new(width.try_into().unwrap_or(0), rows.len().try_into().unwrap_or(0));
    // Sixteenths of a grey step that this row and the next still owe; one more place at each side.
    let mut here = vec![0_i32; width + 2];
    for (row, y) in rows.zip(0..) {
        let mut below = vec![0_i32; width + 2];
        for ((pixel, x), at) in row.iter().zip(0..).zip(1..) {
            let wanted = i32::from(*pixel) * 16 + here.get(at).copied().unwrap_or(0);
            let is_black = wanted < 128 * 16;
            bitmap.set(x, y, is_black);
            let rest = if is_black { wanted } else { wanted - 255 * 16 } / 16;
            owe(&mut here, at + 1, rest * 7);
            owe(&mut below, at - 1, rest * 3);
            owe(&mut below, at, rest * 5);
            owe(&mut below, at + 1, rest);
        }
        here = below;
    }
    bitmap
}

fn owe(row: &mut [i32], at: usize, sixteenths: i32) {
    if let Some(place) = row.get_mut(at) {
        *place += sixteenths;
    }
}
