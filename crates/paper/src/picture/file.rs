//! Picture files to grey pixels. Sizes are looked at before any pixel is decoded, so that a small file cannot ask for much room.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, PictureError};

/// Width, height and pixels, 0 black to 255 white.
type Grey = (usize, usize, Vec<u8>);

pub(super) fn grey(file: &[u8]) -> Result<Grey, PictureError> {
    if file.len() > MAX_PICTURE_BYTES {
        return Err(PictureError::Bytes(file.len()));
    }
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        from_png(file)
    } else if file.starts_with(&[0xff, 0xd8, 0xff]) {
        from_jpeg(file)
    } else {
        Err(PictureError::Format)
    }
}

fn bounded(width: usize, height: usize) -> Result<(), PictureError> {
    if width.checked_mul(height).is_some_and(|pixels| pixels <= MAX_PICTURE_PIXELS) {
        Ok(())
    } else {
        Err(PictureError::Pixels(width, height))
    }
}

fn from_png(file: &[u8]) -> Result<Grey, PictureError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: 64 << 20 });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = (to_usize(header.width), to_usize(header.height));
    bounded(width, height)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or(PictureError::Pixels(width, height))?];
    let frame = reader.next_frame(&mut bytes).map_err(damaged)?;
    bytes.truncate(frame.buffer_size());
    let grey = match frame.color_type {
        ColorType::Grayscale => bytes,
        ColorType::GrayscaleAlpha => pixels(&bytes, 2, |pixel| on_white(first(pixel, 0), first(pixel, 1))),
        ColorType::Rgb => pixels(&bytes, 3, luma),
        ColorType::Rgba => pixels(&bytes, 4, |pixel| on_white(luma(pixel), first(pixel, 3))),
        ColorType::Indexed => return Err(damaged("palette")),
    };
    Ok((to_usize(frame.width), to_usize(frame.height), grey))
}

fn from_jpeg(file: &[u8]) -> Result<Grey, PictureError> {
    let options = DecoderOptions::new_safe().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(damaged)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| damaged("no size"))?;
    bounded(width, height)?;
    let bytes = decoder.decode().map_err(damaged)?;
    match decoder.output_colorspace() {
        Some(ColorSpace::RGB) => Ok((width, height, pixels(&bytes, 3, luma))),
        Some(ColorSpace::Luma) => Ok((width, height, bytes)),
        other => Err(damaged(format!("colours {other:?}"))),
    }
}

fn damaged(reason: impl ToString) -> PictureError {
    PictureError::Damaged(reason.to_string())
}

fn pixels(bytes: &[u8], each: usize, grey: impl Fn(&[u8]) -> u8) -> Vec<u8> {
    bytes.chunks_exact(each).map(grey).collect()
}

fn first(pixel: &[u8], at: usize) -> u8 {
    pixel.get(at).copied().unwrap_or(u8::MAX)
}

/// Brightness of red, green and blue (ITU-R BT.601, in 256ths).
fn luma(pixel: &[u8]) -> u8 {
    let part = |at, weight: u32| u32::from(first(pixel, at)) * weight;
    u8::try_from((part(0, 77) + part(1, 150) + part(2, 29)) / 256).unwrap_or(u8::MAX)
}

fn on_white(grey: u8, alpha: u8) -> u8 {
    let (grey, alpha) = (u32::from(grey), u32::from(alpha));
    u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
