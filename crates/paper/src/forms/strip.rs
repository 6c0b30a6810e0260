//! TANDA TERIMA: what the voter takes home. It names the outcome and the code, never the choice, and no size, position or time.

use super::{Place, head};
use crate::document::{Document, Mode};

/// The one way in which a sealed ballot ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Cast: TERSIMPAN.
    Stored,
    /// Challenged and opened: UJI.
    Challenged,
    /// Spoiled by the voter, never opened: BATAL.
    Spoiled,
    /// Void by an officer or after an outage: DIBATALKAN.
    Void,
}

impl Outcome {
    /// The word on paper and screens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Stored => "TERSIMPAN",
            Outcome::Challenged => "UJI",
            Outcome::Spoiled => "BATAL",
            Outcome::Void => "DIBATALKAN",
        }
    }

    fn status(self) -> &'static str {
        match self {
            Outcome::Stored => "SUARA ANDA SUDAH TERSIMPAN",
            Outcome::Challenged | Outcome::Spoiled | Outcome::Void => "SUARA ANDA BELUM TERSIMPAN",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Outcome::Stored => "Sesudah penutupan, cari kode ini dalam daftar kode. Jika tidak ada, lapor dengan kertas ini.",
            Outcome::Challenged => "Pilihan ini dibuka untuk umum dan tidak dihitung. Ambil kartu baru di meja petugas.",
            Outcome::Spoiled => "Pilihan ini tidak dibuka dan tidak dihitung. Pilih lagi dengan kartu yang sama.",
            Outcome::Void => "Pilihan ini tidak dibuka dan tidak dihitung. Tunjukkan kartu Anda kepada petugas.",
        }
    }
}

/// What a TANDA TERIMA says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// Where; the booth is named.
    pub place: Place<'a>,
    /// The ballot's code, twenty characters.
    pub code: &'a str,
    /// The six characters printed on the card.
    pub card: &'a str,
    /// How the ballot ended.
    pub outcome: Outcome,
    /// The id of the booth's last mark; none before the first one of the day.
    pub mark: Option<&'a str>,
    /// The QR payload: the booth's signature over context, code and outcome, in base64.
    pub signature: &'a str,
}

/// A TANDA TERIMA, printed once the outcome is durable.
#[must_use]
pub fn strip(strip: &Strip<'_>) -> Document {
    let mut document = Document::new(strip.mode);
    head(&mut document, "TANDA TERIMA", &strip.place, None);
    document.pair("Kartu", strip.card).pair("Penanda", strip.mark.unwrap_or("belum ada"));
    document.blank().code(strip.code).blank().banner(strip.outcome.word());
    document.line(strip.outcome.status()).line(strip.outcome.advice()).qr(strip.signature);
    document.line("Kertas ini tidak memuat pilihan Anda. Silakan dibawa pulang.");
    document
}
