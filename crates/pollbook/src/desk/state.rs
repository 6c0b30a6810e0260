//! The desk's rules as a pure step: from what happened so far and what is asked now to one entry, or a refusal.

use std::collections::{BTreeMap, BTreeSet};

use canonical::Hash;
use manifest::{BoothId, StationId, StratumId};

use super::Hour;
use super::entry::{DeskEntry, ReplacementReason, Totals, UndoReason};
use super::post::Post;

/// Most cards in one entry: more is a typing error.
pub const MAX_CARDS: u32 = 1000;

/// What the clerk asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Begin the day.
    Open(Hour),
    /// Mark a voter of the roll present.
    CheckIn(u32),
    /// Take a check-in or admission back.
    Undo(u32, UndoReason),
    /// Admit a voter who is not on the roll: tag of the NIK, and the stratum of the card where cards name one.
    Add(Hash, Option<StratumId>),
    /// Auditors took so many cards.
    AuditCard(u32),
    /// A card in place of another.
    Replacement(ReplacementReason),
    /// So many cards came back unused.
    CardReturn(u32),
    /// A pack of so many cards was opened.
    PackOpen(u32),
    /// End the day with so many cards left in opened packs.
    Close(Hour, u32),
}

/// Why the desk does not do what was asked. Nothing was changed. Shown to the clerk as it stands: Indonesian, English, next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Before opening.
    #[error("MEJA BELUM DIBUKA (desk not open)\nJalankan: open")]
    NotOpen,
    /// A second opening.
    #[error("MEJA SUDAH DIBUKA (desk is open already)\nLanjutkan melayani pemilih.")]
    AlreadyOpen,
    /// After closing.
    #[error("MEJA SUDAH DITUTUP (desk is closed)\nTidak ada yang dapat dicatat lagi; panggil ketua KPPS.")]
    Closed,
    /// No such number at this station.
    #[error("NOMOR {0} TIDAK ADA (no such number on this roll)\nCari dengan: find NAMA")]
    Unknown(u32),
    /// Another desk of the station serves this voter.
    #[error("NOMOR {row} DILAYANI MEJA {desk} (served at another desk)\nAntar pemilih ke meja {desk}; jangan beri kartu.")]
    OtherDesk {
        /// The number.
        row: u32,
        /// The desk.
        desk: BoothId,
    },
    /// A second check-in.
    #[error("NOMOR {row} SUDAH HADIR DI MEJA {desk} (already checked in)\nJangan beri kartu; panggil ketua KPPS.")]
    AlreadyPresent {
        /// The number.
        row: u32,
        /// The desk, this one.
        desk: BoothId,
    },
    /// Undo of a voter who is not present.
    #[error("NOMOR {0} BELUM HADIR (not checked in)\nTidak ada yang dibatalkan; periksa nomor.")]
    NotPresent(u32),
    /// The regency's rules admit no voter outside the roll.
    #[error("PEMILIH DI LUAR DAFTAR TIDAK BOLEH (not allowed by the definition)\nTunjukkan aturan kepada pemilih; panggil ketua KPPS.")]
    NoAdditional,
    /// Another desk admits voters outside the roll.
    #[error("PEMILIH TAMBAHAN DILAYANI MEJA {0} (added at the first desk only)\nAntar pemilih ke meja {0}.")]
    AddElsewhere(BoothId),
    /// The NIK is on this station's roll.
    #[error("NIK INI ADA DALAM DAFTAR, NOMOR {0} (on this roll)\nJalankan: check-in {0}")]
    OnRoll(u32),
    /// The NIK is on the roll of another station of the village.
    #[error("NIK INI TERDAFTAR DI TPS LAIN (on the roll of another station)\nAntar pemilih ke TPS-nya; jangan beri kartu.")]
    OnOtherRoll,
    /// The NIK is on the roll of this station of the village.
    #[error("TERDAFTAR DI TPS {0} (on the roll of that station)\nArahkan pemilih ke TPS {0}; jangan beri kartu.")]
    OnRollOf(StationId),
    /// Strata are needed, not used, or not of the definition.
    #[error(
        "DUSUN TIDAK SESUAI DEFINISI (stratum does not fit the definition)\nBeri dusun yang ada bila kartu memuat dusun, selain itu kosongkan."
    )]
    Stratum,
    /// No card, or more than anybody hands out at once.
    #[error("JUMLAH {0} TIDAK MASUK AKAL (1 to {MAX_CARDS} cards)\nPeriksa jumlah kartu.")]
    Count(u32),
    /// More cards came back than went out.
    #[error("KARTU KEMBALI MELEBIHI KARTU KELUAR ({0}) (more returned than handed out)\nHitung ulang kartu.")]
    Returned(u32),
    /// More cards left than were in the opened packs.
    #[error("SISA KARTU MELEBIHI ISI PAK YANG DIBUKA ({0}) (more left than opened)\nHitung ulang, atau catat pak: pack-open JUMLAH")]
    Left(u32),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Planned,
    Open,
    Closed,
}

/// What happened at a desk so far. Changes only by entries that [`State::apply`] gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    /// Numbers of the roll and of added voters who are present.
    present: BTreeSet<u32>,
    added: BTreeMap<u32, Hash>,
    totals: Totals,
}

impl State {
    /// The entry that the event makes, or why not.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn apply(&self, post: &Post, event: Event) -> Result<DeskEntry, Refusal> {
        self.check_phase(&event)?;
        match event {
            Event::Open(time) => Ok(DeskEntry::Open {
                definition: post.definition(),
                desk: post.desk().clone(),
                roll: post.roll().digest(),
                station: post.station().clone(),
                time,
            }),
            Event::CheckIn(row) => self.check_in(post, row),
            Event::Undo(row, reason) => self.undo(post, row, reason),
            Event::Add(tag, stratum) => self.add(post, tag, stratum),
            Event::AuditCard(count) => counted(count).map(|count| DeskEntry::AuditCard { count }),
            Event::Replacement(reason) => Ok(DeskEntry::Replacement { reason }),
            Event::CardReturn(count) => self.card_return(count),
            Event::PackOpen(cards) => counted(cards).map(|cards| DeskEntry::PackOpen { cards }),
            Event::Close(time, left) => self.close(time, left),
        }
    }

    fn check_phase(&self, event: &Event) -> Result<(), Refusal> {
        let opens = matches!(event, Event::Open(_));
        match self.phase {
            Phase::Planned if !opens => Err(Refusal::NotOpen),
            Phase::Open if opens => Err(Refusal::AlreadyOpen),
            Phase::Closed => Err(Refusal::Closed),
            Phase::Planned | Phase::Open => Ok(()),
        }
    }

    fn check_in(&self, post: &Post, row: u32) -> Result<DeskEntry, Refusal> {
        let desk = post.desk_of(row).ok_or(Refusal::Unknown(row))?;
        if desk != post.desk() {
            return Err(Refusal::OtherDesk { row, desk: desk.clone() });
        }
        self.refuse_present(post, row)?;
        Ok(DeskEntry::CheckIn { row, stratum: post.card_stratum(row) })
    }

    fn refuse_present(&self, post: &Post, row: u32) -> Result<(), Refusal> {
        if self.present.contains(&row) { Err(Refusal::AlreadyPresent { row, desk: post.desk().clone() }) } else { Ok(()) }
    }

    fn undo(&self, post: &Post, row: u32, reason: UndoReason) -> Result<DeskEntry, Refusal> {
        if self.present.contains(&row) {
            return Ok(DeskEntry::Undo { reason, row });
        }
        let known = post.roll().voter(row).is_some() || self.added.contains_key(&row);
        Err(if known { Refusal::NotPresent(row) } else { Refusal::Unknown(row) })
    }

    fn add(&self, post: &Post, tag: Hash, stratum: Option<StratumId>) -> Result<DeskEntry, Refusal> {
        if !post.allows_additional() {
            return Err(Refusal::NoAdditional);
        }
        if let Some(first) = post.first_desk().filter(|_| !post.is_first()) {
            return Err(Refusal::AddElsewhere(first.clone()));
        }
        if let Some(row) = post.roll().number_of(&tag) {
            return Err(Refusal::OnRoll(row));
        }
        if let Some(station) = post.roll().station_of(&tag) {
            return Err(Refusal::OnRollOf(station.clone()));
        }
        if post.is_in_village(&tag) {
            return Err(Refusal::OnOtherRoll);
        }
        let mut same = self.added.iter().filter(|(_, other)| **other == tag);
        same.try_for_each(|(row, _)| self.refuse_present(post, *row))?;
        if !post.takes_stratum(stratum.as_ref()) {
            return Err(Refusal::Stratum);
        }
        let last = self.added.last_key_value().map_or_else(|| post.last_row(), |(row, _)| *row);
        Ok(DeskEntry::Add { row: last.saturating_add(1), stratum, tag })
    }

    fn card_return(&self, count: u32) -> Result<DeskEntry, Refusal> {
        let count = counted(count)?;
        // A card that went out before its check-in was undone may come back too.
        let out = self.totals.cards_due().saturating_add(self.totals.undone);
        if self.totals.cards_returned.saturating_add(count) > out {
            Err(Refusal::Returned(out))
        } else {
            Ok(DeskEntry::CardReturn { count })
        }
    }

    fn close(&self, time: Hour, left: u32) -> Result<DeskEntry, Refusal> {
        if left > self.totals.cards_opened {
            return Err(Refusal::Left(self.totals.cards_opened));
        }
        Ok(DeskEntry::Close { time, totals: Totals { cards_left: left, ..self.totals } })
    }

    /// Takes in an entry that [`State::apply`] gave.
    pub(super) fn take(&mut self, entry: &DeskEntry) {
        let totals = &mut self.totals;
        match entry {
            DeskEntry::Open { .. } => self.phase = Phase::Open,
            DeskEntry::CheckIn { row, .. } => {
                self.present.insert(*row);
                totals.present = totals.present.saturating_add(1);
            }
            DeskEntry::Undo { row, .. } => {
                self.present.remove(row);
                let count = if self.added.contains_key(row) { &mut totals.additional } else { &mut totals.present };
                *count = count.saturating_sub(1);
                totals.undone = totals.undone.saturating_add(1);
            }
            DeskEntry::Add { row, tag, .. } => {
                self.present.insert(*row);
                self.added.insert(*row, *tag);
                totals.additional = totals.additional.saturating_add(1);
            }
            DeskEntry::AuditCard { count } => totals.audit_cards = totals.audit_cards.saturating_add(*count),
            DeskEntry::Replacement { .. } => totals.replacements = totals.replacements.saturating_add(1),
            DeskEntry::CardReturn { count } => totals.cards_returned = totals.cards_returned.saturating_add(*count),
            DeskEntry::PackOpen { cards } => totals.cards_opened = totals.cards_opened.saturating_add(*cards),
            DeskEntry::Close { totals: closing, .. } => {
                self.totals = *closing;
                self.phase = Phase::Closed;
            }
        }
    }

    /// Whether voters can be checked in.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }

    /// Whether the day has ended.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    /// Whether a voter is marked present.
    #[must_use]
    pub fn is_present(&self, row: u32) -> bool {
        self.present.contains(&row)
    }

    /// Numbers of added voters, present or undone, with the tags of their NIKs.
    #[must_use]
    pub const fn added(&self) -> &BTreeMap<u32, Hash> {
        &self.added
    }

    /// The counts so far; cards left are known only after closing.
    #[must_use]
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }
}

fn counted(count: u32) -> Result<u32, Refusal> {
    if (1..=MAX_CARDS).contains(&count) { Ok(count) } else { Err(Refusal::Count(count)) }
}

/// The event that would make an entry again, for replay.
pub(super) fn event_of(entry: &DeskEntry) -> Event {
    match entry {
        DeskEntry::Open { time, .. } => Event::Open(time.clone()),
        DeskEntry::CheckIn { row, .. } => Event::CheckIn(*row),
        DeskEntry::Undo { row, reason } => Event::Undo(*row, *reason),
        DeskEntry::Add { tag, stratum, .. } => Event::Add(*tag, stratum.clone()),
        DeskEntry::AuditCard { count } => Event::AuditCard(*count),
        DeskEntry::Replacement { reason } => Event::Replacement(*reason),
        DeskEntry::CardReturn { count } => Event::CardReturn(*count),
        DeskEntry::PackOpen { cards } => Event::PackOpen(*cards),
        DeskEntry::Close { time, totals } => Event::Close(time.clone(), totals.cards_left),
    }
}
