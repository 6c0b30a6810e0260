//! Everything the house prints, as values. A [`Document`] is a list of [`Block`]s: words, tables, codes, signature boxes. A form
//! in [`forms`] turns plain arguments into a document, and [`render_text`] turns a document into lines for a 48-column thermal
//! printer or an 80- or 100-column page, [`raster`] into the dots of a thermal printer ([`escpos`] into its bytes), [`pdf`] into
//! pages of A4.
//!
//! The crate is pure and knows no election type: callers pass numbers and words. It does three things that every paper needs
//! and that must happen in one place only:
//!
//! - numbers, percentages, number words, dates and times in Indonesian ([`number`], [`percent`], [`number_words`], [`Moment`]);
//! - [`clean`]: what others wrote (names, reasons) cannot move the cursor, reverse the reading order or hide characters;
//! - the rehearsal band: a document of [`Mode::Rehearsal`] carries it first and last, whatever its blocks say.
//!
//! Wording on paper is Indonesian, because the paper is a legal document of an Indonesian village.

mod bitmap;
mod clean;
mod document;
mod escpos;
mod font;
pub mod forms;
mod number;
mod pdf;
mod picture;
mod qr;
mod raster;
mod set;
mod text;
mod time;
mod words;

pub use bitmap::Bitmap;
pub use clean::clean;
pub use document::{Align, Block, Column, Document, Mode};
pub use escpos::{ESCPOS_BAND, ESCPOS_CUT, ESCPOS_INIT, escpos};
pub use number::{count_with_words, number, percent, percent_of};
pub use pdf::{CardFace, CardPack, PdfError, cards_pdf, pdf};
pub use picture::{MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, Picture, PictureError};
pub use qr::{Level, QUIET, qr};
pub use raster::{RASTER_DOTS, raster};
pub use text::{PAGE_COLUMNS, THERMAL_COLUMNS, WIDE_PAGE_COLUMNS, render_text};
pub use time::{Moment, TimeError, Zone};
pub use words::number_words;
