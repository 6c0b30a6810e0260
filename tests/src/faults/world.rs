//! One village made once for a whole run: documents, keys, as many cards as anybody asks for, a booth and a desk.

use std::fs;
use std::path::Path;

use canonical::{Hash, PublicKey, SigningKey, json, sha256};
use chain::{KeyName, Origin, document};
use manifest::{BoothId, Definition, DefinitionData, Mode, StationId};
use pollbook::{Desk, Post, Roll, RollKey};
use record::{Documents, Hour, layout};
use suara_tests::random::{SimSeed, Stream};
use suara_tests::sim::prepare::{Prepared, prepare, voters};
use suara_tests::sim::spec::{ElectionSpec, StationSpec};
use suara_tests::sim::world::{self, Keys, booth_id};
use suara_tests::sim::{Failure, SimResult};
use tally_log::{Identity, Store};
use terminal::day::DayRules;
use terminal::{Printer, Setup};
use token::{Card, CardPlace, card_leaf};

/// Ready for its day.
pub(crate) struct Village {
    pub(crate) prepared: Prepared,
    pub(crate) keys: Keys,
    issuer: SigningKey,
}

impl Village {
    /// One station, one booth, and so many people on the roll. What a booth allows in a day is as large as a definition may say.
    pub(crate) fn new(seed: u64, people: u32) -> SimResult<Self> {
        let mut spec = ElectionSpec::made_up(1, 6, SimSeed(seed));
        let village = spec.villages.first_mut().ok_or(Failure("no village was made up"))?;
        village.stations.truncate(1);
        for station in &mut village.stations {
            let strata = vec![None; people as usize];
            *station = StationSpec { id: station.id.clone(), booths: 1, registered: people, strata, voters: Vec::new() };
        }
        let (village, keys) = (village.clone(), Keys(SimSeed(seed)));
        let plain = world::definition(&village, Mode::Real, keys, RollKey::from_bytes(keys.roll()).commitment())?;
        let mut data: DefinitionData = (*plain).clone();
        (data.rules.max_epochs, data.rules.max_voids) = (64, 10_000);
        let definition = Definition::new(data)?;
        let index = world::index(&spec, keys, core::slice::from_ref(&definition), &world::no_aids())?;
        let prepared = prepare(&village, &definition, &index, keys)?;
        Ok(Self { prepared, keys, issuer: keys.issuer() })
    }

    /// The same village with these keys in its device list, in place of those that follow from the seed.
    pub(crate) fn with_devices(mut self, booth: Option<PublicKey>, desk: Option<PublicKey>) -> SimResult<Self> {
        let mut devices = world::devices(&self.prepared.spec, self.keys, self.definition());
        devices.booths.iter_mut().zip(booth).for_each(|(device, key)| device.key = key);
        devices.desks.iter_mut().zip(desk).for_each(|(device, key)| device.key = key);
        let (bytes, signer) = (json::to_bytes(&devices), KeyName::new(&self.definition().committee_name())?);
        let note = document::sign(&layout::json(layout::DEVICES), &bytes, &signer, &self.keys.committee())?;
        let mut folder = self.prepared.documents.files().clone();
        folder.insert(&layout::json(layout::DEVICES), bytes);
        folder.insert(&layout::note(layout::DEVICES), note.into_bytes());
        self.prepared.documents = Documents::read(&folder)?;
        Ok(self)
    }

    /// What the committee gives to the machines of this village.
    pub(crate) fn write_package(&self, folder: &Path) -> SimResult<()> {
        self.prepared.documents.files().write(folder)?;
        fs::write(folder.join("roll-tags.txt"), &self.prepared.roll_tags)?;
        Ok(())
    }

    pub(crate) fn definition(&self) -> &Definition {
        &self.prepared.documents.definition
    }

    pub(crate) fn station(&self) -> SimResult<&StationSpec> {
        Ok(self.prepared.spec.stations.first().ok_or(Failure("a village without a station"))?)
    }

    fn station_id(&self) -> SimResult<StationId> {
        Ok(self.station()?.id.clone())
    }

    fn place(&self, number: u32) -> SimResult<(CardPlace, [u8; 16])> {
        let place = CardPlace { village: self.prepared.spec.code.clone(), station: self.station_id()?, booth: booth_id(0), stratum: None };
        let serial = sha256(&number.to_be_bytes());
        Ok((place, *serial.as_bytes().first_chunk().ok_or(Failure("a hash is too short"))?))
    }

    /// The card with this number; another number is another card.
    pub(crate) fn card(&self, number: u32) -> SimResult<Card> {
        let (place, serial) = self.place(number)?;
        Ok(Card::issue(self.definition(), place, serial, &self.issuer))
    }

    /// The leaf of the card with this number, without the work of signing the card.
    pub(crate) fn leaf(&self, number: u32) -> SimResult<Hash> {
        let (place, serial) = self.place(number)?;
        Ok(card_leaf(&self.definition().election, &place, &serial))
    }

    pub(crate) fn booth_key(&self) -> SimResult<SigningKey> {
        Ok(self.keys.booth(&self.prepared.spec, &self.station_id()?, &booth_id(0)))
    }

    /// The booth on these media and with this printer.
    pub(crate) fn setup(&self, store: Store, printer: Box<dyn Printer + Send>, mut random: Stream) -> SimResult<Setup> {
        Ok(Setup {
            documents: self.prepared.documents.clone(),
            station: self.station_id()?,
            booth: booth_id(0),
            key: self.booth_key()?,
            store,
            printer,
            random: Box::new(move |bytes| random.fill(bytes)),
            software: sha256(b"suara faults"),
        })
    }

    pub(crate) fn origin(&self) -> SimResult<Origin> {
        Ok(self.definition().booth_origin(&self.station_id()?, &booth_id(0)).parse()?)
    }

    pub(crate) fn day_rules(&self) -> SimResult<DayRules> {
        DayRules::of(&self.prepared.documents, &self.station_id()?, &booth_id(0)).ok_or_else(|| "no such booth".into())
    }

    /// The desk's post with its roll.
    pub(crate) fn post(&self) -> SimResult<Post> {
        let station = self.station()?;
        let (spec, key) = (&self.prepared.spec, RollKey::from_bytes(self.keys.roll()));
        let people = voters(spec, 0, station)?;
        let roll = Roll::new(self.definition().election.clone(), spec.code.clone(), station.id.clone(), key, people)?;
        let desks: Vec<BoothId> = Post::desks_of(&self.prepared.documents.devices, &station.id);
        Ok(Post::new(self.definition(), &desks, &booth_id(0), roll)?)
    }

    pub(crate) fn desk_key(&self) -> SimResult<SigningKey> {
        Ok(self.keys.desk(&self.prepared.spec, &self.station_id()?))
    }

    pub(crate) fn desk_identity(&self, post: &Post) -> SimResult<Identity> {
        Ok(Desk::identity(post, &self.desk_key()?.public())?)
    }
}

/// An hour of polling day, from 0.
pub(crate) fn hour(hour: u32) -> SimResult<Hour> {
    hour_of(2027, hour)
}

/// An hour of that day in another year, as a clock that went wrong says it.
pub(crate) fn hour_of(year: u32, hour: u32) -> SimResult<Hour> {
    Ok(Hour::new(&format!("{year}-10-05T{:02}:00:00+07:00", hour.min(23)))?)
}
