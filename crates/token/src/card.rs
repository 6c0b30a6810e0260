//! The card (kartu): a single-use anonymous right to one ballot at one booth.
//!
//! On paper it is a QR code of one line of text:
//! `SUARA <election> <village> <station> <booth> <stratum or -> <serial, 32 hex> <issuer's signature, base64>`;
//! a rehearsal's card begins with `SUARA-UJI`. The text is a bearer secret until it is spent.

use canonical::{Hash, Signature, SigningKey, base32, base64, hash, hex, tag};
use manifest::{BoothId, Definition, ElectionId, Mode, StationId, StratumId, VillageCode};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Longest text of a card.
pub const MAX_TEXT: usize = 400;

/// Where a card is good.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardPlace {
    /// The village.
    pub village: VillageCode,
    /// The station.
    pub station: StationId,
    /// The booth.
    pub booth: BoothId,
    /// The stratum, where strata are used.
    pub stratum: Option<StratumId>,
}

/// The leaf of a card in the deck: it names the place and hides the serial, so a published leaf cannot be spent.
#[must_use]
pub fn card_leaf(election: &ElectionId, place: &CardPlace, serial: &[u8; 16]) -> Hash {
    let serial_hash = hash(tag::CARD_SERIAL, &[serial]);
    let stratum = place.stratum.as_ref().map_or(&[][..], StratumId::as_bytes);
    let parts =
        [election.as_bytes(), place.village.as_bytes(), place.station.as_bytes(), place.booth.as_bytes(), stratum, serial_hash.as_bytes()];
    hash(tag::CARD, &parts)
}

/// The six characters printed on a card and on its strip: the first 30 bits of the leaf in base32.
#[must_use]
pub fn card_short(leaf: &Hash) -> String {
    base32::prefix(leaf.as_bytes(), 6)
}

/// A card as it is printed or read. Holding one proves nothing yet; [`Card::check`] does.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Card {
    #[zeroize(skip)]
    rehearsal: bool,
    #[zeroize(skip)]
    election: ElectionId,
    #[zeroize(skip)]
    place: CardPlace,
    serial: [u8; 16],
    #[zeroize(skip)]
    issue: Signature,
}

impl core::fmt::Debug for Card {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Card({:?}, <redacted>)", self.place)
    }
}

/// Why a card gives no ballot here. None of these consumes the card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not a card's text at all.
    #[error("this is not a card of Suara; ask the desk for help")]
    Garbage,
    /// A rehearsal's card on election day, or the other way round.
    #[error("this card is of a {}; it is not consumed", if *.rehearsal { "rehearsal (latihan)" } else { "real election, and this is a rehearsal" })]
    OtherMode {
        /// Whether the card is a rehearsal's.
        rehearsal: bool,
    },
    /// Another election.
    #[error("this card is of another election ({0}); it is not consumed")]
    OtherElection(ElectionId),
    /// Another village.
    #[error("this card is of village {0}; it is not consumed")]
    OtherVillage(VillageCode),
    /// Another station.
    #[error("this card is for station {0}; it is not consumed")]
    OtherStation(StationId),
    /// Another booth of this station.
    #[error("this card is for booth {0}; go there, it is not consumed")]
    OtherBooth(BoothId),
    /// A stratum that this booth does not take.
    #[error("this card's stratum is not served at this booth; it is not consumed")]
    OtherStratum,
    /// Not signed by the issuer for this definition.
    #[error("this card was not issued for this election; keep it aside and call the chair")]
    NotIssued,
}

impl Card {
    /// Issues a card: signs its leaf together with the definition.
    #[must_use]
    pub fn issue(definition: &Definition, place: CardPlace, serial: [u8; 16], issuer: &SigningKey) -> Self {
        let leaf = card_leaf(&definition.election, &place, &serial);
        let issue = issuer.sign(tag::CARD_ISSUE, &[definition.digest().as_bytes(), leaf.as_bytes()]);
        Self { rehearsal: definition.mode == Mode::Rehearsal, election: definition.election.clone(), place, serial, issue }
    }

    /// The text of the QR code.
    #[must_use]
    pub fn to_text(&self) -> String {
        let word = if self.rehearsal { "SUARA-UJI" } else { "SUARA" };
        let stratum = self.place.stratum.as_ref().map_or("-", StratumId::as_str);
        let CardPlace { village, station, booth, .. } = &self.place;
        let signature = base64::encode(&self.issue.to_bytes());
        format!("{word} {} {village} {station} {booth} {stratum} {} {signature}", self.election, hex::encode(&self.serial))
    }

    /// Reads a card's text, as a scanner or a person gives it.
    ///
    /// # Errors
    /// Anything else is garbage.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        if text.len() > MAX_TEXT {
            return Err(CardError::Garbage);
        }
        Self::read(text.trim_end_matches(['\r', '\n'])).ok_or(CardError::Garbage)
    }

    fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let [word, election, village, station, booth, stratum, serial, signature] = words.as_slice() else { return None };
        let rehearsal = match *word {
            "SUARA" => false,
            "SUARA-UJI" => true,
            _ => return None,
        };
        let stratum = if *stratum == "-" { None } else { Some(stratum.parse().ok()?) };
        let place = CardPlace { village: village.parse().ok()?, station: station.parse().ok()?, booth: booth.parse().ok()?, stratum };
        let issue = Signature::from_bytes(base64::decode_array(signature)?);
        Some(Self { rehearsal, election: election.parse().ok()?, place, serial: hex::decode_array(serial)?, issue })
    }

    /// Checks that the card is good at this booth.
    ///
    /// # Errors
    /// Says which part does not fit; no error consumes the card.
    pub fn check(&self, definition: &Definition, station: &StationId, booth: &BoothId) -> Result<ValidCard, CardError> {
        self.check_place(definition, station, booth)?;
        let served = definition.booth(station, booth).map(|b| b.strata.as_slice()).unwrap_or_default();
        let fits = self.place.stratum.as_ref().map_or(served.is_empty(), |stratum| served.contains(stratum));
        if !fits {
            return Err(CardError::OtherStratum);
        }
        let leaf = card_leaf(&self.election, &self.place, &self.serial);
        if !definition.issuer.verify(tag::CARD_ISSUE, &[definition.digest().as_bytes(), leaf.as_bytes()], &self.issue) {
            return Err(CardError::NotIssued);
        }
        Ok(ValidCard { leaf, stratum: self.place.stratum.clone(), issue: self.issue })
    }

    fn check_place(&self, definition: &Definition, station: &StationId, booth: &BoothId) -> Result<(), CardError> {
        if self.rehearsal != (definition.mode == Mode::Rehearsal) {
            return Err(CardError::OtherMode { rehearsal: self.rehearsal });
        }
        if self.election != definition.election {
            return Err(CardError::OtherElection(self.election.clone()));
        }
        if self.place.village != definition.village.code {
            return Err(CardError::OtherVillage(self.place.village.clone()));
        }
        if &self.place.station != station {
            return Err(CardError::OtherStation(self.place.station.clone()));
        }
        if &self.place.booth != booth {
            return Err(CardError::OtherBooth(self.place.booth.clone()));
        }
        Ok(())
    }

    /// Where the card is good.
    #[must_use]
    pub const fn place(&self) -> &CardPlace {
        &self.place
    }

    /// The card's leaf in the deck.
    #[must_use]
    pub fn leaf(&self) -> Hash {
        card_leaf(&self.election, &self.place, &self.serial)
    }
}

/// A card that the issuer signed for this definition and that is good at this booth. It does not prove that it is unspent: the
/// booth's log says that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidCard {
    leaf: Hash,
    stratum: Option<StratumId>,
    issue: Signature,
}

impl ValidCard {
    /// The card's leaf in the deck.
    #[must_use]
    pub const fn leaf(&self) -> &Hash {
        &self.leaf
    }

    /// The stratum it is for.
    #[must_use]
    pub const fn stratum(&self) -> Option<&StratumId> {
        self.stratum.as_ref()
    }

    /// The issuer's signature, which goes into the sealed ballot.
    #[must_use]
    pub const fn issue(&self) -> &Signature {
        &self.issue
    }

    /// The six characters for people.
    #[must_use]
    pub fn short(&self) -> String {
        card_short(&self.leaf)
    }
}

#[cfg(test)]
mod tests;
