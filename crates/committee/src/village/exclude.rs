//! Ballots that are left out of every sum: auditors' cards that were cast, and cards that two logs cast.

use std::collections::{BTreeMap, BTreeSet};

use canonical::{Hash, base32};
use record::{Exclusion, ExclusionReason};
use token::card_short;

use super::{BoothPlace, Village};

/// A card of the auditors' list: its leaf, or the six characters printed on it, and the booth it is for where that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuditCard {
    name: CardName,
    at: Option<BoothPlace>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum CardName {
    Leaf(Hash),
    Short(Box<str>),
}

/// Why a card is not put on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuditCardRefusal {
    /// Neither six characters nor a leaf.
    #[error("kartu uji ditulis dengan 6 karakternya, atau 64 heksadesimal (six characters, or 64 of hex)")]
    Form,
    /// No card of the deck is called so.
    #[error("tidak ada kartu dengan karakter itu (no card of the deck has these characters); read them again")]
    NotInDeck,
    /// Several cards of the deck are called so, and no booth was named.
    #[error(
        "{0} kartu memakai 6 karakter itu (so many cards of the deck have these characters); name the booth, or write the full leaf, 64 of hex"
    )]
    Ambiguous(usize),
}

/// A card that two or more logs cast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The card's leaf.
    pub card: Hash,
    /// The booths that cast it.
    pub booths: Vec<BoothPlace>,
    /// The booth whose card box holds the original, if it was found.
    pub original: Option<BoothPlace>,
}

impl AuditCard {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// Refuses other forms.
    pub fn parse(typed: &str, at: Option<BoothPlace>) -> Result<Self, AuditCardRefusal> {
        if let Ok(leaf) = typed.trim().parse() {
            return Ok(Self { name: CardName::Leaf(leaf), at });
        }
        let short = base32::normalise(typed.trim()).filter(|short| short.len() == 6).ok_or(AuditCardRefusal::Form)?;
        Ok(Self { name: CardName::Short(short.into()), at })
    }

    /// The characters or the leaf, as they are stored.
    #[must_use]
    pub fn written(&self) -> String {
        match &self.name {
            CardName::Leaf(leaf) => leaf.to_string(),
            CardName::Short(short) => short.to_string(),
        }
    }

    /// The booth it is for, where that is known.
    #[must_use]
    pub const fn at(&self) -> Option<&BoothPlace> {
        self.at.as_ref()
    }

    fn names(&self, card: &Hash) -> bool {
        match &self.name {
            CardName::Leaf(leaf) => leaf == card,
            CardName::Short(short) => **short == *card_short(card),
        }
    }

    fn names_at(&self, place: &BoothPlace, card: &Hash) -> bool {
        self.at.as_ref().is_none_or(|at| at == place) && self.names(card)
    }
}

impl Village {
    /// Puts a card on the auditors' list. A cast ballot with it is excluded, whenever its bundle comes.
    ///
    /// # Errors
    /// Refuses a card that is not in the deck, and six characters without a booth that several cards of the deck have: whichever
    /// of them was cast, it need not be the auditors'.
    pub fn exclude(&mut self, card: AuditCard) -> Result<(), AuditCardRefusal> {
        match self.deck.iter().filter(|leaf| card.names(leaf)).count() {
            0 => return Err(AuditCardRefusal::NotInDeck),
            several if several > 1 && card.at.is_none() => return Err(AuditCardRefusal::Ambiguous(several)),
            _ => {}
        }
        self.audit_cards.insert(card);
        Ok(())
    }

    /// Cards that two or more delivered logs cast.
    #[must_use]
    pub fn clashes(&self) -> Vec<Clash> {
        let mut cast: BTreeMap<Hash, Vec<BoothPlace>> = BTreeMap::new();
        for (place, card) in self.cast_cards() {
            cast.entry(*card).or_default().push(place.clone());
        }
        let twice = cast.into_iter().filter(|(_, booths)| booths.len() > 1);
        twice.map(|(card, booths)| Clash { original: self.originals.get(&card).cloned(), card, booths }).collect()
    }

    /// Says in which booth's card box the original of a clashing card was found: that booth's ballot stays.
    ///
    /// # Errors
    /// Refuses a card that is not in the deck.
    pub fn original_found(&mut self, card: Hash, at: BoothPlace) -> Result<(), AuditCardRefusal> {
        if !self.deck.contains(&card) {
            return Err(AuditCardRefusal::NotInDeck);
        }
        self.originals.insert(card, at);
        Ok(())
    }

    fn cast_cards(&self) -> impl Iterator<Item = (&BoothPlace, &Hash)> {
        self.delivered().flat_map(|(place, held)| held.log.cast().map(move |(_, data)| (place, &data.card)))
    }

    /// In ascending order of station, booth and card.
    pub(super) fn resolve_exclusions(&self) -> Result<Vec<Exclusion>, AuditCard> {
        for audit in &self.audit_cards {
            let hits: BTreeSet<&Hash> =
                self.cast_cards().filter(|(place, card)| audit.names_at(place, card)).map(|(_, card)| card).collect();
            if hits.len() > 1 {
                return Err(audit.clone());
            }
        }
        let clashes: BTreeMap<Hash, Option<BoothPlace>> = self.clashes().into_iter().map(|c| (c.card, c.original)).collect();
        let reason = |place: &BoothPlace, card: &Hash| {
            if self.audit_cards.iter().any(|audit| audit.names_at(place, card)) {
                return Some(ExclusionReason::AuditCard);
            }
            clashes.get(card).filter(|original| original.as_ref() != Some(place)).map(|_| ExclusionReason::Clash)
        };
        let exclusion = |(place, card): (&BoothPlace, &Hash)| {
            let reason = reason(place, card)?;
            Some(Exclusion { booth: place.booth.clone(), card: *card, reason, station: place.station.clone() })
        };
        let mut list: Vec<Exclusion> = self.cast_cards().filter_map(exclusion).collect();
        list.sort_by(|a, b| (&a.station, &a.booth, &a.card).cmp(&(&b.station, &b.booth, &b.card)));
        Ok(list)
    }
}
