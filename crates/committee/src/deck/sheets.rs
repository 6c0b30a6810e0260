//! Cards as sheets to print and cut.

use manifest::{Definition, Mode};
use paper::{CardFace, CardPack, PdfError, cards_pdf};
use token::Card;
use zeroize::Zeroizing;

use crate::draft::PACK;

/// What stands on one card.
struct Printed {
    short: String,
    text: Zeroizing<String>,
    lines: Vec<String>,
}

/// The cards in packs of 50, each pack on five sheets of A4: the QR code of the card's text, its six characters, and in words where
/// it is good. Whoever sees a sheet can vote with it. The same cards give the same bytes.
///
/// # Errors
/// The PDF library refuses; a card's text always fits.
pub fn sheets(definition: &Definition, cards: &[Card]) -> Result<Zeroizing<Vec<u8>>, PdfError> {
    let printed: Vec<Printed> = cards.iter().map(|card| Printed::new(definition, card)).collect();
    let mode = if definition.mode == Mode::Real { paper::Mode::Real } else { paper::Mode::Rehearsal };
    let size = usize::try_from(PACK).unwrap_or(1);
    let labels: Vec<String> = (1..).zip(cards.chunks(size)).map(|(number, pack)| label(definition, number, pack)).collect();
    let faces: Vec<CardFace<'_>> = printed.iter().map(|card| card.face(mode)).collect();
    let packs: Vec<CardPack<'_>> = faces.chunks(size).zip(&labels).map(|(cards, label)| CardPack { label, cards }).collect();
    cards_pdf("Kartu suara", &packs).map(Zeroizing::new)
}

impl Printed {
    fn new(definition: &Definition, card: &Card) -> Self {
        let labels = &definition.labels;
        let mut lines = vec![
            format!("Pemilihan {} Serentak {}", labels.head, definition.regency.name),
            format!("{} {}", labels.village, definition.village.name),
            place(definition, card),
        ];
        let stratum = card.place().stratum.as_ref();
        lines.extend(definition.strata.iter().filter(|listed| stratum == Some(&listed.id)).map(|listed| listed.name.to_string()));
        lines.push(String::new());
        lines.push(format!("Satu kartu untuk satu suara, hanya di {} ini. Jangan difoto.", labels.booth));
        Self { short: token::card_short(&card.leaf()), text: Zeroizing::new(card.to_text()), lines }
    }

    fn face(&self, mode: paper::Mode) -> CardFace<'_> {
        CardFace { mode, title: "KARTU SUARA", short: &self.short, lines: &self.lines, qr: &self.text }
    }
}

fn place(definition: &Definition, card: &Card) -> String {
    let (labels, place) = (&definition.labels, card.place());
    format!("{} {} — {} {}", labels.station, place.station, labels.booth, place.booth)
}

fn label(definition: &Definition, number: u32, pack: &[Card]) -> String {
    let place = pack.first().map_or(String::new(), |card| format!(" — {}", place(definition, card)));
    format!("PAK {number} — {} {}{place}", definition.labels.village, definition.village.name)
}
