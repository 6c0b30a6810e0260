//! Black and white dots, as a thermal printer burns them.

/// A rectangle of dots, each black or white, top row first. Reading outside gives white, writing outside does nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    /// Rows of whole bytes, the leftmost dot in the highest bit; black is 1; bits beyond the width are 0.
    bytes: Vec<u8>,
}

impl core::fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Bitmap({} × {})", self.width, self.height)
    }
}

impl Bitmap {
    /// White dots.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        let bytes = vec![0; to_usize(width.div_ceil(8)).saturating_mul(to_usize(height))];
        Self { width, height, bytes }
    }

    /// Dots from rows of bytes as [`Bitmap::rows`] gives them; none if the bytes do not fill whole rows. Bits beyond the width are
    /// dropped.
    #[must_use]
    pub fn from_rows(width: u32, bytes: &[u8]) -> Option<Self> {
        let stride = to_usize(width.div_ceil(8));
        if stride == 0 || !bytes.len().is_multiple_of(stride) {
            return None;
        }
        let mut bytes = bytes.to_vec();
        let height = u32::try_from(bytes.len() / stride).ok()?;
        let kept = 0xff_u8 << ((8 - width % 8) % 8);
        bytes.chunks_mut(stride).filter_map(<[u8]>::last_mut).for_each(|last| *last &= kept);
        Some(Self { width, height, bytes })
    }

    /// Dots in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The rows, top first: eight dots a byte, the leftmost in the highest bit, black as 1, the last byte filled up with white.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.chunks(to_usize(self.width.div_ceil(8)).max(1))
    }

    /// Whether a dot is black.
    #[must_use]
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        x < self.width && self.bytes.get(self.place(x, y)).is_some_and(|byte| byte & bit(x) != 0)
    }

    /// Makes a dot black or white.
    pub fn set(&mut self, x: u32, y: u32, black: bool) {
        let place = self.place(x, y);
        if let Some(byte) = self.bytes.get_mut(place).filter(|_| x < self.width) {
            if black { *byte |= bit(x) } else { *byte &= !bit(x) }
        }
    }

    /// Makes a rectangle black or white.
    pub fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, black: bool) {
        let (right, bottom) = (x.saturating_add(width).min(self.width), y.saturating_add(height).min(self.height));
        for row in y..bottom {
            (x..right).for_each(|column| self.set(column, row, black));
        }
    }

    /// Copies the black dots of another bitmap, each as a square of `scale` dots, with its upper left corner at `x`, `y`.
    pub fn stamp(&mut self, x: u32, y: u32, scale: u32, other: &Bitmap) {
        for (row, start, length) in other.runs() {
            let (left, top) = (start.saturating_mul(scale), row.saturating_mul(scale));
            self.fill(x.saturating_add(left), y.saturating_add(top), length.saturating_mul(scale), scale, true);
        }
    }

    /// The black dots as horizontal runs: row, first column, length.
    pub(crate) fn runs(&self) -> Vec<(u32, u32, u32)> {
        let mut runs = Vec::new();
        for y in 0..self.height {
            let mut start = None;
            for x in 0..=self.width {
                match (start, self.is_black(x, y)) {
                    (None, true) => start = Some(x),
                    (Some(from), false) => {
                        runs.push((y, from, x - from));
                        start = None;
                    }
                    (None, false) | (Some(_), true) => {}
                }
            }
        }
        runs
    }

    /// The dots as a PNG file of one bit a dot, for a screen. The same dots give the same bytes. No bytes for a bitmap without dots,
    /// which PNG cannot say.
    #[must_use]
    pub fn to_png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let inverted: Vec<u8> = self.bytes.iter().map(|byte| !byte).collect();
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&inverted));
        if written.is_ok() { file } else { Vec::new() }
    }

    fn place(&self, x: u32, y: u32) -> usize {
        to_usize(y).saturating_mul(to_usize(self.width.div_ceil(8))).saturating_add(to_usize(x / 8))
    }
}

fn bit(x: u32) -> u8 {
    0x80 >> (x % 8)
}

/// Every target has pointers of 32 bits or more.
fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_outside_are_white_and_stay_so() {
        let mut bitmap = Bitmap::new(9, 2);
        bitmap.set(9, 0, true);
        bitmap.set(0, 2, true);
        assert_eq!(bitmap, Bitmap::new(9, 2));
        assert!(!bitmap.is_black(9, 0) && !bitmap.is_black(u32::MAX, u32::MAX));
    }

    #[test]
    fn rows_have_the_leftmost_dot_in_the_highest_bit() {
        let mut bitmap = Bitmap::new(9, 1);
        bitmap.set(0, 0, true);
        bitmap.set(8, 0, true);
        assert_eq!(bitmap.rows().collect::<Vec<_>>(), [[0x80, 0x80]]);
        assert_eq!(Bitmap::from_rows(9, &[0x80, 0xff]), Some(bitmap));
        assert_eq!(Bitmap::from_rows(9, &[0x80]), None);
    }

    #[test]
    fn a_stamp_is_scaled_and_cut_at_the_edge() {
        let mut stamp = Bitmap::new(2, 1);
        stamp.set(1, 0, true);
        let mut bitmap = Bitmap::new(4, 4);
        bitmap.stamp(1, 1, 2, &stamp);
        let black: Vec<_> = (0..16).filter(|at| bitmap.is_black(at % 4, at / 4)).collect();
        assert_eq!(black, [7, 11]);
    }

    #[test]
    fn a_png_says_the_same_dots() {
        let mut bitmap = Bitmap::new(11, 3);
        bitmap.fill(2, 1, 5, 1, true);
        let file = bitmap.to_png();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        let inverted: Vec<u8> = bytes.iter().map(|byte| !byte).collect();
        assert_eq!(Bitmap::from_rows(11, &inverted), Some(bitmap));
        assert_eq!(Bitmap::new(0, 3).to_png(), Vec::<u8>::new());
    }
}
