//! What the screens are drawn from.

use manifest::Mode;
use paper::Zone;

use crate::Voter;
use crate::desk::{Desk, Refusal};
use crate::search::Index;

use super::{Face, Pace};

/// What stands at the edge of every screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// `10.05 WIB`.
    pub clock: String,
    /// Battery in per cent; none on a machine without one.
    pub power: Option<u8>,
    /// Whether the last receipt was printed; none without a printer.
    pub printer: Option<bool>,
    /// Whether the second medium is there.
    pub stick: bool,
}

/// What the screens are drawn from.
pub struct View<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// Voters who were added at this desk.
    pub added: &'a [Voter],
    /// Real or rehearsal.
    pub mode: Mode,
    /// The edge.
    pub bar: Bar,
    /// Check-ins since the program started.
    pub pace: &'a Pace,
    /// The village's clocks.
    pub zone: Zone,
    /// Whether the chair's PIN is enrolled.
    pub pin: bool,
    /// Voters with a helper since the program started; the log has no entry for them.
    pub helped: u32,
    /// What nobody may miss, whatever is up: paper that did not come out.
    pub notice: Option<&'a str>,
}

impl View<'_> {
    /// A voter of the roll or an added one.
    #[must_use]
    pub fn voter(&self, row: u32) -> Option<&Voter> {
        self.desk.post().roll().voter(row).or_else(|| self.added.iter().find(|voter| voter.number == row))
    }

    /// The face for a voter who was picked: compare, present already, or at another desk.
    #[must_use]
    pub fn face_of(&self, row: u32) -> Option<Face> {
        let post = self.desk.post();
        self.voter(row)?;
        Some(match post.desk_of(row) {
            Some(desk) if desk != post.desk() => Face::OtherDesk(row),
            _ if self.desk.state().is_present(row) => Face::Present(row),
            _ => Face::Match(row),
        })
    }

    pub(super) fn added_index(&self) -> Index {
        Index::new(self.added)
    }
}

/// A refusal in the words of the page: its next step is a button there, not a command.
#[must_use]
pub fn told(refusal: &Refusal) -> String {
    let whole = refusal.to_string();
    let what = whole.lines().next().unwrap_or_default();
    match refusal {
        Refusal::Unknown(_) => format!("{what}\nCari lagi pemilih itu."),
        Refusal::Left(_) => format!("{what}\nHitung ulang, atau catat pak dahulu: LAINNYA, PAK DIBUKA."),
        Refusal::OnRoll(row) => format!("{what}\nCari nomor {row}."),
        _ => whole,
    }
}
