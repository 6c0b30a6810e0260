//! The deck of one village: as many cards as its booths will need, and a clerk's hand that gives one of a stratum.

use std::collections::BTreeMap;

use canonical::Hash;
use manifest::{BoothId, DeckCell, Definition, StationId, StratumId};
use token::{Card, CardPlace, card_leaf};

use super::spec::VillageSpec;
use super::world::{Keys, booth_id, stratum_id};
use crate::random::Stream;

/// Cards lie here in random order, by station and stratum.
#[derive(Debug)]
pub struct Deck {
    serials: Vec<(CardPlace, [u8; 16])>,
}

/// The cards of one station as texts, by stratum, in the order the clerk will hand them out.
#[derive(Debug, Default)]
pub struct Hand(BTreeMap<Option<StratumId>, Vec<(BoothId, String)>>);

impl Deck {
    /// Draws the serials of a whole village.
    #[must_use]
    pub fn draw(spec: &VillageSpec, stream: &mut Stream) -> Self {
        let mut serials = Vec::new();
        for (station, booth, stratum, cards) in cells(spec) {
            for _ in 0..cards {
                let place =
                    CardPlace { village: spec.code.clone(), station: station.clone(), booth: booth.clone(), stratum: stratum.clone() };
                serials.push((place, stream.bytes()));
            }
        }
        stream.shuffle(&mut serials);
        Self { serials }
    }

    /// All leaves, for the published list.
    #[must_use]
    pub fn leaves(&self, definition: &Definition) -> Vec<Hash> {
        self.serials.iter().map(|(place, serial)| card_leaf(&definition.election, place, serial)).collect()
    }

    /// How many cards each booth (and stratum) has, as the roots document lists them.
    #[must_use]
    pub fn cells(spec: &VillageSpec) -> Vec<DeckCell> {
        let cell = |(station, booth, stratum, cards)| DeckCell { booth, cards, station, stratum };
        cells(spec).into_iter().map(cell).collect()
    }

    /// Issues the cards of one station.
    #[must_use]
    pub fn hand(&self, definition: &Definition, station: &StationId, keys: Keys) -> Hand {
        let issuer = keys.issuer();
        let mut hand = Hand::default();
        for (place, serial) in self.serials.iter().filter(|(place, _)| &place.station == station) {
            let card = Card::issue(definition, place.clone(), *serial, &issuer);
            hand.0.entry(place.stratum.clone()).or_default().push((place.booth.clone(), card.to_text()));
        }
        hand
    }
}

impl Hand {
    /// The voter takes one of the fanned cards.
    pub fn take(&mut self, stratum: Option<&StratumId>) -> Option<(BoothId, String)> {
        self.0.get_mut(&stratum.cloned())?.pop()
    }

    /// Cards left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.0.values().map(|cards| u32::try_from(cards.len()).unwrap_or(0)).sum()
    }
}

fn cells(spec: &VillageSpec) -> Vec<(StationId, BoothId, Option<StratumId>, u32)> {
    let mut list = Vec::new();
    for station in &spec.stations {
        for booth in 0..station.booths {
            let strata: Vec<Option<usize>> = if spec.strata == 0 { vec![None] } else { (0..spec.strata).map(Some).collect() };
            for stratum in strata {
                let people = station.strata.iter().filter(|s| **s == stratum).count();
                // One for each person on the roll, a tenth more for challenges and damage, and one for an auditor.
                let cards = people.div_ceil(station.booths) * 11 / 10 + 3;
                list.push((station.id.clone(), booth_id(booth), stratum.map(stratum_id), u32::try_from(cards).unwrap_or(0)));
            }
        }
    }
    list
}
