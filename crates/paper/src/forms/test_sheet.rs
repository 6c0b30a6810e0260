//! UJI MESIN: a challenged ballot opened on paper, so that anyone can recompute it and see whether the booth sealed what it
//! showed.

use super::{Choice, Place, head};
use crate::document::{Document, Mode};

/// What an UJI sheet says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestSheet<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Where; the booth is named.
    pub place: Place<'a>,
    /// The code that the booth committed to before it was challenged.
    pub code: &'a str,
    /// The choice that was on the screen.
    pub choice: Choice<'a>,
    /// The digest of the signed definition, to compare with the posted one.
    pub definition: &'a str,
    /// The QR payload with which the ballot is recomputed: choice, seed and context.
    pub opening: &'a str,
}

/// The sheet for the person who challenged the machine.
#[must_use]
pub fn test_sheet(sheet: &TestSheet<'_>) -> Document {
    let mut document = Document::new(sheet.mode);
    head(&mut document, "UJI MESIN", &sheet.place, None);
    document.pair("Definisi", sheet.definition).pair("Pilihan", &sheet.choice.words());
    document.blank().code(sheet.code).blank().banner("UJI – TIDAK DIHITUNG");
    document.line("Pilihan ini dibuka untuk umum dan tidak dihitung. SUARA ANDA BELUM TERSIMPAN.");
    document.line("1. Apakah pilihan di atas sama dengan yang Anda sentuh?");
    document.line("2. Apakah dua kelompok pertama kode sama dengan yang tampil di layar?");
    document.line("3. Pindai QR dengan telepon, atau jalankan: suara-audit challenge");
    document.line("Jika ada yang tidak sama, panggil ketua dan saksi. Simpan kertas ini.");
    document.qr(sheet.opening);
    document
}
