//! Which machine stands where: device files come in one by one until the device list is whole.

use canonical::json::{self, JsonError};
use manifest::{
    BoothDevice, BoothId, BoothKind, CounterDevice, Definition, DeskDevice, DevicesData, MAX_DOCUMENT, SpareDevice, StationId, Text,
    VillageCode, WitnessDevice,
};
use serde::{Deserialize, Serialize};
use token::{DeviceKind, DevicePublic};

use crate::{BoothPlace, Draft, VillageDraft};

const FORMAT: &str = "suara/enrolment/v1";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<canonical::PublicKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<BoothKind>,
    station: StationId,
    unit: BoothId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    booths: Vec<Place>,
    counters: Vec<CounterDevice>,
    desks: Vec<Place>,
    format: Box<str>,
    hours: Text,
    scrypt_work_factor: u8,
    spares: Vec<SpareDevice>,
    village: VillageCode,
    witnesses: Vec<WitnessDevice>,
}

/// The device list of one village while it is being filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment(File);

/// What became of a device file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolAnswer {
    /// Listed.
    New,
    /// Listed already.
    SameAgain,
}

/// Why a device is not listed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolRefusal {
    /// The enrolment's own file does not read.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another version.
    #[error("format is not {FORMAT}: made by another version, use the matching program")]
    Format,
    /// Another village.
    #[error("desa lain: {0} (the device is of another village)")]
    Village(VillageCode),
    /// No such booth or desk.
    #[error("{kind} {place} tidak ada dalam draf (no such place in the draft); enrol the device for the right place", kind = .kind.as_str())]
    Place {
        /// Booth or desk.
        kind: DeviceKind,
        /// The place.
        place: Box<str>,
    },
    /// Another machine is listed there.
    #[error("{kind} {place} sudah memakai alat lain (another machine is enrolled there); use --replace if it was exchanged", kind = .kind.as_str())]
    Taken {
        /// Booth or desk.
        kind: DeviceKind,
        /// The place.
        place: Box<str>,
    },
    /// Booths or desks without a machine.
    #[error("belum ada alat untuk: {}", .0.join(", "))]
    Missing(Vec<String>),
}

impl Enrolment {
    /// An empty list for a village of a draft.
    #[must_use]
    pub fn new(draft: &Draft, village: &VillageDraft) -> Self {
        let place = |station: &StationId, unit: &BoothId, kind| Place { key: None, kind, station: station.clone(), unit: unit.clone() };
        let kind = |station: &StationId, booth: &BoothId| village.booth_kinds.get(&BoothPlace::new(station, booth)).copied();
        let booths = village.stations.iter().flat_map(|s| s.booths.iter().map(|b| (&s.id, &b.id)));
        Self(File {
            booths: booths.map(|(s, b)| place(s, b, Some(kind(s, b).unwrap_or(BoothKind::Fixed)))).collect(),
            counters: village.counters.clone(),
            desks: village.desks.iter().map(|(s, d)| place(s, d, None)).collect(),
            format: FORMAT.into(),
            hours: draft.hours.clone(),
            scrypt_work_factor: draft.scrypt_work_factor,
            spares: Vec::new(),
            village: village.code().clone(),
            witnesses: village.witnesses.clone(),
        })
    }

    /// Reads what [`Enrolment::to_bytes`] wrote.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnrolRefusal> {
        let file: File = json::from_bytes(bytes, MAX_DOCUMENT)?;
        if &*file.format == FORMAT { Ok(Self(file)) } else { Err(EnrolRefusal::Format) }
    }

    /// Canonical JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.0)
    }

    /// Work factor of passphrase files.
    #[must_use]
    pub const fn work_factor(&self) -> u8 {
        self.0.scrypt_work_factor
    }

    /// Lists a device. `replace` lets it take the place of another machine.
    ///
    /// # Errors
    /// Refuses a device of another village or place.
    pub fn add(&mut self, device: &DevicePublic, replace: bool) -> Result<EnrolAnswer, EnrolRefusal> {
        if *device.village() != self.0.village {
            return Err(EnrolRefusal::Village(device.village().clone()));
        }
        let kind = device.kind();
        let list = match kind {
            DeviceKind::Spare => return Ok(self.add_spare(device)),
            DeviceKind::Booth => &mut self.0.booths,
            DeviceKind::Desk => &mut self.0.desks,
        };
        let unit = device.station().zip(device.unit());
        let place: Box<str> = unit.map(|(s, u)| format!("{s}/{u}")).unwrap_or_default().into();
        let found = list.iter_mut().find(|p| Some((&p.station, &p.unit)) == unit);
        let Some(listed) = found else { return Err(EnrolRefusal::Place { kind, place }) };
        match &listed.key {
            Some(key) if key == device.key() => return Ok(EnrolAnswer::SameAgain),
            Some(_) if !replace => return Err(EnrolRefusal::Taken { kind, place }),
            Some(_) | None => listed.key = Some(*device.key()),
        }
        Ok(EnrolAnswer::New)
    }

    fn add_spare(&mut self, device: &DevicePublic) -> EnrolAnswer {
        if self.0.spares.iter().any(|s| s.key == *device.key()) {
            return EnrolAnswer::SameAgain;
        }
        let Ok(name) = Text::new(&format!("Cadangan {:.8}", device.key().to_string())) else { return EnrolAnswer::SameAgain };
        self.0.spares.push(SpareDevice { key: *device.key(), name });
        EnrolAnswer::New
    }

    /// The device list, once every place has its machine.
    ///
    /// # Errors
    /// Lists the places without one.
    pub fn finish(&self, definition: &Definition) -> Result<DevicesData, EnrolRefusal> {
        let File { booths, desks, .. } = &self.0;
        let named = [("bilik", booths), ("meja", desks)];
        let empty = named.iter().flat_map(|(word, list)| list.iter().filter(|p| p.key.is_none()).map(move |p| (word, p)));
        let missing: Vec<String> = empty.map(|(word, p)| format!("{word} {}/{}", p.station, p.unit)).collect();
        if !missing.is_empty() {
            return Err(EnrolRefusal::Missing(missing));
        }
        let booth = |p: &Place| {
            Some(BoothDevice { booth: p.unit.clone(), key: p.key?, kind: p.kind.unwrap_or(BoothKind::Fixed), station: p.station.clone() })
        };
        let desk = |p: &Place| Some(DeskDevice { desk: p.unit.clone(), key: p.key?, station: p.station.clone() });
        Ok(DevicesData {
            booths: booths.iter().filter_map(booth).collect(),
            counters: self.0.counters.clone(),
            definition: definition.digest(),
            desks: desks.iter().filter_map(desk).collect(),
            format: DevicesData::FORMAT.into(),
            hours: self.0.hours.clone(),
            scrypt_work_factor: self.0.scrypt_work_factor,
            spares: self.0.spares.clone(),
            witnesses: self.0.witnesses.clone(),
        })
    }
}
