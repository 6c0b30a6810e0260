//! The sizes of the two kinds of paper.

/// All lengths in units of the rendering.
#[derive(Debug)]
pub(crate) struct Style {
    /// Of the printed area.
    pub(crate) width: u32,
    pub(crate) body: u32,
    pub(crate) title: u32,
    pub(crate) banner: u32,
    pub(crate) code: u32,
    /// Font size of the drawn number; its digits are 0.7 times as high.
    pub(crate) huge: u32,
    /// Between columns.
    pub(crate) gap: u32,
    /// Thickness of rules and frames.
    pub(crate) rule: u32,
    /// Room to sign.
    pub(crate) sign: u32,
    /// Signature boxes side by side.
    pub(crate) boxes: u32,
    /// Smallest and largest module of a QR symbol.
    pub(crate) module: (u32, u32),
    /// Most room of a QR symbol with its quiet zone.
    pub(crate) symbol: u32,
    /// A dot of a photograph.
    pub(crate) dot: u32,
}

/// 80 mm paper at 203 dots an inch: 576 dots are 72 mm, 8 dots a millimetre.
pub(crate) const THERMAL: Style = Style {
    width: 576,
    body: 26,
    title: 34,
    banner: 38,
    code: 58,
    huge: 300,
    gap: 14,
    rule: 2,
    sign: 88,
    boxes: 1,
    module: (4, 8),
    symbol: 576,
    dot: 1,
};

/// A4 in hundredths of a point, between margins of 18 mm.
pub(crate) const A4: Style = Style {
    width: 49_324,
    body: 1_000,
    title: 1_400,
    banner: 1_400,
    code: 2_200,
    huge: 10_600,
    gap: 700,
    rule: 60,
    sign: 4_500,
    boxes: 2,
    module: (142, 200),
    symbol: 22_680,
    dot: 36,
};
