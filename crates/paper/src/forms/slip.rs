//! STRUK: the choice in plain words, for the voter to compare and for the audit box. It carries nothing unique: no code, number,
//! time, booth or symbol, so that slips of the same choice in one station are the same paper.

use super::Choice;
use crate::document::{Document, Mode};
use crate::picture::Picture;

/// What a STRUK says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip<'a> {
    /// Election or rehearsal.
    pub mode: Mode,
    /// The election's title.
    pub election: &'a str,
    /// The village with its label.
    pub village: &'a str,
    /// The station with its label.
    pub station: &'a str,
    /// What the voter chose.
    pub choice: Choice<'a>,
    /// The candidate's photograph, the same on every slip of this choice; none for a blank vote or where the definition has none.
    pub photo: Option<&'a Picture>,
}

/// The upper part of a STRUK, printed and held uncut while the voter compares it with the screen. Without a [`slip_bar`] it is
/// never counted.
#[must_use]
pub fn slip(slip: &Slip<'_>) -> Document {
    let mut document = Document::new(slip.mode);
    document.title("STRUK").title(slip.election).title(slip.village).title(slip.station).rule();
    match slip.choice {
        Choice::Candidate { number, name } => {
            document.huge(&number.to_string());
            if let Some(photo) = slip.photo {
                document.picture(photo);
            }
            document.title(&format!("NOMOR {number}")).title(name)
        }
        Choice::Blank => document.huge("KOSONG").title("tidak memilih calon mana pun"),
    };
    document.rule().line("Cocokkan dengan layar. Jangan dibawa pulang.");
    document
}

/// How a STRUK ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipBar {
    /// The vote is cast and durable; this slip counts.
    Cast,
    /// The voter or an officer ended it without a vote.
    Cancelled,
    /// The machine was challenged.
    Test,
}

/// The bar that closes a STRUK before it is cut.
#[must_use]
pub fn slip_bar(mode: Mode, bar: SlipBar) -> Document {
    let mut document = Document::new(mode);
    document.banner(match bar {
        SlipBar::Cast => "SAH – MASUKKAN KE KOTAK AUDIT",
        SlipBar::Cancelled => "BATAL",
        SlipBar::Test => "UJI – TIDAK DIHITUNG",
    });
    document
}
