//! Photographs on paper: a PNG or JPEG file becomes a small grey picture, and that becomes dots.

mod dither;
mod file;

use crate::bitmap::Bitmap;

/// Most bytes of a picture file.
pub const MAX_PICTURE_BYTES: usize = 4 << 20;
/// Most pixels of a picture file.
pub const MAX_PICTURE_PIXELS: usize = 12_000_000;

/// Widest a picture is on paper, in dots: 35 mm on a thermal printer.
const WIDTH: usize = 280;
/// Highest a picture is on paper, in dots: 45 mm on a thermal printer.
const HEIGHT: usize = 360;

/// A grey picture of the size it is printed in: the largest that keeps its shape within 280 × 360 dots (35 × 45 mm). Holding one
/// says that its file could be read, not whom it shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    /// Row by row, 0 black, 255 white.
    grey: Vec<u8>,
}

impl core::fmt::Debug for Picture {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Picture({} dots wide)", self.width)
    }
}

/// The file is no picture that this house prints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Too many bytes.
    #[error("the picture file has {0} bytes, at most 4 MiB are allowed; save it smaller")]
    Bytes(usize),
    /// Too many pixels.
    #[error("the picture has {0} × {1} pixels, at most 12 million are allowed; save it smaller")]
    Pixels(usize, usize),
    /// Neither PNG nor JPEG.
    #[error("the file is neither a PNG nor a JPEG picture; save it as one of them")]
    Format,
    /// It begins like a picture and does not go on like one.
    #[error("the picture file is damaged or of a rare kind ({0}); save it anew as PNG or JPEG")]
    Damaged(String),
}

impl Picture {
    /// Reads a PNG or JPEG file. What is transparent becomes white. Notes in the file, such as which way up it is, are not heeded.
    ///
    /// # Errors
    /// The file is too big, of another kind, or damaged.
    pub fn read(file: &[u8]) -> Result<Self, PictureError> {
        let (width, height, grey) = file::grey(file)?;
        Self::fitted(width, height, &grey).ok_or_else(|| PictureError::Damaged("no pixels".to_owned()))
    }

    /// Averages (or repeats) pixels so that the picture fills its room on paper.
    fn fitted(width: usize, height: usize, grey: &[u8]) -> Option<Self> {
        if width == 0 || height == 0 || grey.len() != width.checked_mul(height)? {
            return None;
        }
        let as_high = width * HEIGHT <= height * WIDTH;
        let new_width = if as_high { (width * HEIGHT / height).max(1) } else { WIDTH };
        let new_height = if as_high { HEIGHT } else { (height * WIDTH / width).max(1) };
        let mean = |x: usize, y: usize| {
            let columns = span(x, width, new_width);
            let pixels = span(y, height, new_height).filter_map(|row| grey.get(row * width + columns.start..row * width + columns.end));
            let (sum, count) = pixels.flatten().fold((0_usize, 0), |(sum, count), grey| (sum + usize::from(*grey), count + 1));
            u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
        };
        let grey = (0..new_height).flat_map(|y| (0..new_width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect();
        Some(Self { width: new_width, grey })
    }

    /// The picture in black dots that look grey from a distance. The same picture gives the same dots.
    #[must_use]
    pub fn to_bitmap(&self) -> Bitmap {
        dither::dots(self.width, &self.grey)
    }
}

/// The old columns (or rows) of which a new one is made; never none.
fn span(at: usize, old: usize, new: usize) -> core::ops::Range<usize> {
    let start = at * old / new;
    start..((at + 1) * old / new).max(start + 1)
}

#[cfg(test)]
mod tests;
