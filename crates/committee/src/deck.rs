//! The deck: serials drawn before anything is signed, cards issued after.

mod sheets;

use std::collections::BTreeMap;

use canonical::{Hash, SigningKey, hex};
use manifest::{DeckCell, Definition, ElectionId, StationId, StratumId};
use rand_core::Rng;
use token::{Card, CardPlace, DraftTags, card_leaf};
use zeroize::Zeroizing;

use crate::draft::PACK;

pub use sheets::sheets;

/// All serials of a village's cards. Bearer secrets until the cards are spent: kept only in an encrypted file, wiped when
/// dropped, never printed.
pub struct Deck {
    election: ElectionId,
    cards: Vec<(CardPlace, Zeroizing<[u8; 16]>)>,
}

impl core::fmt::Debug for Deck {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Deck({} cards, <redacted>)", self.cards.len())
    }
}

/// The text is not a deck's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("baris {0}: bukan kartu (not a card: village, station, booth, stratum or -, serial)")]
pub struct NotADeck(pub usize);

impl Deck {
    /// Draws serials for so many cards in each place.
    #[must_use]
    pub fn draw(election: &ElectionId, cells: &[(CardPlace, u32)], random: &mut impl Rng) -> Self {
        let mut cards = Vec::new();
        for (place, count) in cells {
            for _ in 0..*count {
                let mut serial = Zeroizing::new([0; 16]);
                random.fill_bytes(serial.as_mut_slice());
                cards.push((place.clone(), serial));
            }
        }
        Self { election: election.clone(), cards }
    }

    /// How many cards there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Cards by booth and stratum, ascending, as roots list them.
    #[must_use]
    pub fn cells(&self) -> Vec<DeckCell> {
        let mut counts: BTreeMap<(&StationId, _, Option<&StratumId>), u32> = BTreeMap::new();
        for (place, _) in &self.cards {
            *counts.entry((&place.station, &place.booth, place.stratum.as_ref())).or_default() += 1;
        }
        let cell = |((station, booth, stratum), cards): ((&StationId, &manifest::BoothId, Option<&StratumId>), u32)| DeckCell {
            booth: booth.clone(),
            cards,
            station: station.clone(),
            stratum: stratum.cloned(),
        };
        counts.into_iter().map(cell).collect()
    }

    /// The text of `deck-leaves.txt`.
    #[must_use]
    pub fn leaves(&self) -> String {
        token::join_hashes(self.cards.iter().map(|(place, serial)| self.leaf(place, serial)))
    }

    fn leaf(&self, place: &CardPlace, serial: &[u8; 16]) -> Hash {
        card_leaf(&self.election, place, serial)
    }

    /// Signs every card for its definition; the cards of one booth and stratum come in random order, and are cut into packs in
    /// that order.
    #[must_use]
    pub fn issue(&self, definition: &Definition, issuer: &SigningKey, random: &mut impl Rng) -> BTreeMap<CardPlace, Vec<Card>> {
        let mut places: BTreeMap<CardPlace, Vec<Card>> = BTreeMap::new();
        for (place, serial) in &self.cards {
            let card = Card::issue(definition, place.clone(), **serial, issuer);
            places.entry(place.clone()).or_default().push(card);
        }
        places.values_mut().for_each(|cards| shuffle(cards, random));
        places
    }

    /// One card a line, for the encrypted file: `<election> <village> <station> <booth> <stratum or -> <serial>`.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let line = |(place, serial): &(CardPlace, Zeroizing<[u8; 16]>)| {
            let stratum = place.stratum.as_ref().map_or("-", StratumId::as_str);
            let CardPlace { village, station, booth, .. } = place;
            format!("{} {village} {station} {booth} {stratum} {}\n", self.election, hex::encode(serial.as_slice()))
        };
        Zeroizing::new(self.cards.iter().map(line).collect())
    }

    /// Reads what [`Deck::to_text`] wrote.
    ///
    /// # Errors
    /// Names the line.
    pub fn parse(text: &str) -> Result<Self, NotADeck> {
        let mut election = None;
        let mut cards = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let (own, place, serial) = card_line(line).ok_or(NotADeck(index + 1))?;
            if *election.get_or_insert_with(|| own.clone()) != own {
                return Err(NotADeck(index + 1));
            }
            cards.push((place, serial));
        }
        Ok(Self { election: election.ok_or(NotADeck(1))?, cards })
    }
}

fn card_line(line: &str) -> Option<(ElectionId, CardPlace, Zeroizing<[u8; 16]>)> {
    let words: Vec<&str> = line.split(' ').collect();
    let [election, village, station, booth, stratum, serial] = words.as_slice() else { return None };
    let stratum = if *stratum == "-" { None } else { Some(stratum.parse().ok()?) };
    let place = CardPlace { village: village.parse().ok()?, station: station.parse().ok()?, booth: booth.parse().ok()?, stratum };
    Some((election.parse().ok()?, place, Zeroizing::new(hex::decode_array(serial)?)))
}

/// Fisher and Yates, each place with the same probability.
fn shuffle<T>(items: &mut [T], random: &mut impl Rng) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(last + 1, random));
    }
}

fn below(bound: usize, random: &mut impl Rng) -> usize {
    let bound = bound as u64;
    loop {
        let draw = random.next_u64();
        // What lies over the last whole multiple would make small numbers likelier.
        if draw < u64::MAX - u64::MAX % bound {
            return usize::try_from(draw % bound).unwrap_or(0);
        }
    }
}

/// How many cards each booth and stratum gets: its share of the voters and a tenth more for additional voters, auditors and
/// replacements, in whole packs. Where cards name strata, a stratum's whole roll may come to a station.
#[must_use]
pub fn deck_plan(definition: &Definition, tags: &DraftTags) -> Vec<(CardPlace, u32)> {
    let station_roll = |id: &StationId| tags.stations.iter().find(|s| s.station == *id).map_or(0, |s| s.registered);
    let stratum_roll = |id: &StratumId| tags.strata.iter().find(|s| s.stratum == *id).map_or(0, |s| s.registered);
    let mut cells = Vec::new();
    for (station, booth) in definition.booths() {
        let place = |stratum: Option<&StratumId>| CardPlace {
            village: definition.village.code.clone(),
            station: station.id.clone(),
            booth: booth.id.clone(),
            stratum: stratum.cloned(),
        };
        let sharing =
            |stratum: Option<&StratumId>| station.booths.iter().filter(|b| stratum.is_none_or(|s| b.strata.contains(s))).count().max(1);
        if booth.strata.is_empty() {
            cells.push((place(None), packs(station_roll(&station.id), sharing(None))));
        }
        for stratum in &booth.strata {
            let voters = station_roll(&station.id).min(stratum_roll(stratum));
            cells.push((place(Some(stratum)), packs(voters, sharing(Some(stratum)))));
        }
    }
    cells
}

fn packs(voters: u32, booths: usize) -> u32 {
    let booths = u32::try_from(booths).unwrap_or(1);
    let share = voters.div_ceil(booths);
    let with_reserve = share.saturating_add(share / 10).saturating_add(1);
    with_reserve.div_ceil(PACK).saturating_mul(PACK)
}

#[cfg(test)]
mod tests;
