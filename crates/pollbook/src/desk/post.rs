//! What is fixed at a desk before the day: its station, the part of the roll it serves, and the rules it keeps.

use canonical::Hash;
use manifest::{BoothId, Definition, Devices, StationId, StratumId, Text};

use crate::{BirthDate, Nik, Roll, Voter};

/// A desk's post. Holding one proves that roll, definition and list of desks belong together.
///
/// Where a station has several desks, each serves its own part of the roll: with the voters in order of number and `m` desks in
/// order, the voter at place `i` of `n` belongs to desk `⌊i·m/n⌋`, both from 0. So no voter can be checked in at two desks, without
/// a network between them. Voters who are not on the roll are admitted at the first desk only, for the same reason.
#[derive(Debug)]
pub struct Post {
    definition: Hash,
    origin: String,
    station: StationId,
    desk: BoothId,
    desks: Vec<BoothId>,
    place: usize,
    additional: bool,
    strata: Option<Vec<StratumId>>,
    stratum_names: Vec<(StratumId, Text)>,
    station_names: Vec<(StationId, Text)>,
    day: Option<BirthDate>,
    roll: Roll,
    village_tags: Vec<Hash>,
}

/// Why roll, definition and desks do not belong together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// The definition has no such station.
    #[error("TPS {0} tidak ada dalam definisi (the definition has no such station)")]
    Station(StationId),
    /// The device list has no such desk.
    #[error("meja {desk} TPS {station} tidak terdaftar (the device list has no such desk); minta panitia mendaftarkannya")]
    Desk {
        /// The station.
        station: StationId,
        /// The desk.
        desk: BoothId,
    },
    /// The roll is another election's, village's or station's.
    #[error("daftar pemilih ini milik desa {village} TPS {station}, atau pemilihan lain (the roll of another place or election)")]
    ForeignRoll {
        /// Village of the roll.
        village: Box<str>,
        /// Station of the roll.
        station: StationId,
    },
    /// The roll was tagged under another key than the definition names: it is not the roll that was imported for it.
    #[error("daftar pemilih ini bukan yang diimpor untuk definisi ini (another roll key); minta berkas dari impor terakhir")]
    RollKey,
}

impl Post {
    /// Puts a desk's post together. `desks` are all desks of the station in the order of the device list.
    ///
    /// # Errors
    /// Names what does not belong.
    pub fn new(definition: &Definition, desks: &[BoothId], desk: &BoothId, roll: Roll) -> Result<Self, PostError> {
        let station = roll.station().clone();
        if roll.election() != &definition.election || roll.village() != &definition.village.code {
            return Err(PostError::ForeignRoll { village: roll.village().as_str().into(), station });
        }
        if definition.station(&station).is_none() {
            return Err(PostError::Station(station));
        }
        if roll.key_commitment() != definition.roll_key {
            return Err(PostError::RollKey);
        }
        let Some(place) = desks.iter().position(|d| d == desk) else { return Err(PostError::Desk { station, desk: desk.clone() }) };
        Ok(Self {
            definition: definition.digest(),
            origin: definition.desk_origin(&station, desk),
            station,
            desk: desk.clone(),
            desks: desks.to_vec(),
            place,
            additional: definition.rules.additional_voters.allowed,
            strata: definition.rules.use_strata().then(|| definition.strata.iter().map(|s| s.id.clone()).collect()),
            stratum_names: definition.strata.iter().map(|s| (s.id.clone(), s.name.clone())).collect(),
            station_names: definition.stations.iter().map(|s| (s.id.clone(), s.name.clone())).collect(),
            day: definition.date.parse().ok(),
            roll,
            village_tags: Vec::new(),
        })
    }

    /// The desks of a station, as [`Post::new`] wants them.
    #[must_use]
    pub fn desks_of(devices: &Devices, station: &StationId) -> Vec<BoothId> {
        devices.desks.iter().filter(|d| &d.station == station).map(|d| d.desk.clone()).collect()
    }

    /// Adds the tags of the whole village (`roll-tags.txt`, sorted), so that a voter of another station cannot be added here.
    #[must_use]
    pub fn with_village_tags(mut self, tags: Vec<Hash>) -> Self {
        self.village_tags = tags;
        self
    }

    /// The station's roll.
    #[must_use]
    pub const fn roll(&self) -> &Roll {
        &self.roll
    }

    /// SHA-256 of the definition's file.
    #[must_use]
    pub const fn definition(&self) -> Hash {
        self.definition
    }

    /// Name of the desk's log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The station.
    #[must_use]
    pub const fn station(&self) -> &StationId {
        &self.station
    }

    /// The desk.
    #[must_use]
    pub const fn desk(&self) -> &BoothId {
        &self.desk
    }

    /// The desk that serves a voter of the roll.
    #[must_use]
    pub fn desk_of(&self, row: u32) -> Option<&BoothId> {
        let voters = self.roll.voters();
        let at = voters.binary_search_by_key(&row, |voter| voter.number).ok()?;
        self.desks.get((at * self.desks.len()).checked_div(voters.len())?)
    }

    /// Numbers of the roll that this desk serves: first and last, or none.
    #[must_use]
    pub fn rows(&self) -> Option<(u32, u32)> {
        let mut own = self.roll.voters().iter().map(|voter| voter.number).filter(|row| self.desk_of(*row) == Some(&self.desk));
        let first = own.next()?;
        Some((first, own.next_back().unwrap_or(first)))
    }

    /// Stratum of the card of a voter on the roll, where cards name one.
    #[must_use]
    pub fn card_stratum(&self, row: u32) -> Option<StratumId> {
        self.strata.as_ref()?;
        self.roll.voter(row)?.stratum.clone()
    }

    /// Whether a card of this stratum exists: one of the definition's where cards name strata, none elsewhere.
    #[must_use]
    pub fn takes_stratum(&self, stratum: Option<&StratumId>) -> bool {
        match (&self.strata, stratum) {
            (None, None) => true,
            (Some(strata), Some(stratum)) => strata.contains(stratum),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    /// The village's strata with their names, in order; none where the village has none.
    #[must_use]
    pub fn strata(&self) -> &[(StratumId, Text)] {
        &self.stratum_names
    }

    /// The name of a stratum, as people say it.
    #[must_use]
    pub fn stratum_name(&self, id: &StratumId) -> Option<&Text> {
        self.stratum_names.iter().find(|(known, _)| known == id).map(|(_, name)| name)
    }

    /// The name of a station of the village.
    #[must_use]
    pub fn station_name(&self, id: &StationId) -> Option<&Text> {
        self.station_names.iter().find(|(known, _)| known == id).map(|(_, name)| name)
    }

    /// Whether cards name a stratum.
    #[must_use]
    pub const fn cards_have_strata(&self) -> bool {
        self.strata.is_some()
    }

    /// The other station of the village on whose roll a NIK stands, as far as this desk's roll tells.
    #[must_use]
    pub fn station_of(&self, nik: &Nik) -> Option<&StationId> {
        self.roll.station_of(&self.roll.tag(nik))
    }

    /// Full years of age on the day of the election, if the roll has a birth date.
    #[must_use]
    pub fn age(&self, voter: &Voter) -> Option<u16> {
        let (birth, day) = (voter.birth_date.as_ref()?, self.day.as_ref()?);
        let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
        day.year().checked_sub(birth.year())?.checked_sub(u16::from(!had_birthday))
    }

    /// All desks of the station, in order.
    #[must_use]
    pub fn desks(&self) -> &[BoothId] {
        &self.desks
    }

    /// Whether voters who are not on the roll may be admitted at all.
    #[must_use]
    pub const fn allows_additional(&self) -> bool {
        self.additional
    }

    /// The desk that admits them.
    #[must_use]
    pub fn first_desk(&self) -> Option<&BoothId> {
        self.desks.first()
    }

    /// Whether this desk is the first of its station.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.place == 0
    }

    /// Largest number on the roll; added voters are numbered after it.
    #[must_use]
    pub fn last_row(&self) -> u32 {
        self.roll.voters().last().map_or(0, |voter| voter.number)
    }

    /// The tag of a NIK.
    #[must_use]
    pub fn tag(&self, nik: &Nik) -> Hash {
        self.roll.tag(nik)
    }

    /// Whether a tag is on the village's roll, as far as this desk knows it.
    #[must_use]
    pub fn is_in_village(&self, tag: &Hash) -> bool {
        self.village_tags.binary_search(tag).is_ok()
    }
}
