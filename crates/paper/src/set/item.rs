//! What stands in a piece, and moving it.

use crate::bitmap::Bitmap;
use crate::font::Weight;

/// Which paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    White,
    /// The ground of the rehearsal band: orange where there is colour, else black.
    Band,
    /// Words on the rehearsal band: black on orange, else white.
    OnBand,
}

/// One thing at its place in a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Words from `x` on, standing on the line `base`.
    Text { x: u32, base: u32, size: u32, weight: Weight, ink: Ink, text: String },
    /// A filled rectangle.
    Fill { x: u32, y: u32, width: u32, height: u32, ink: Ink },
    /// Black dots, each a square of `scale` units.
    Dots { x: u32, y: u32, scale: u32, dots: Bitmap },
}

impl Item {
    /// The same further right and further down.
    pub(crate) fn moved(self, right: u32, down: u32) -> Self {
        let (right, down) = (|x: u32| x.saturating_add(right), |y: u32| y.saturating_add(down));
        match self {
            Self::Text { x, base, size, weight, ink, text } => Self::Text { x: right(x), base: down(base), size, weight, ink, text },
            Self::Fill { x, y, width, height, ink } => Self::Fill { x: right(x), y: down(y), width, height, ink },
            Self::Dots { x, y, scale, dots } => Self::Dots { x: right(x), y: down(y), scale, dots },
        }
    }

    /// The same further up, at most to the top.
    pub(crate) fn lifted(self, up: u32) -> Self {
        match self {
            Self::Text { x, base, size, weight, ink, text } => Self::Text { x, base: base.saturating_sub(up), size, weight, ink, text },
            Self::Fill { x, y, width, height, ink } => Self::Fill { x, y: y.saturating_sub(up), width, height, ink },
            Self::Dots { x, y, scale, dots } => Self::Dots { x, y: y.saturating_sub(up), scale, dots },
        }
    }

    pub(crate) fn top(&self) -> u32 {
        match self {
            Self::Text { base, size, .. } => base.saturating_sub(*size),
            Self::Fill { y, .. } | Self::Dots { y, .. } => *y,
        }
    }

    pub(crate) fn bottom(&self) -> u32 {
        match self {
            Self::Text { base, size, .. } => base.saturating_add(size / 4),
            Self::Fill { y, height, .. } => y.saturating_add(*height),
            Self::Dots { y, scale, dots, .. } => y.saturating_add(dots.height().saturating_mul(*scale)),
        }
    }
}
