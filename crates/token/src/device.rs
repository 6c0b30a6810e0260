//! What a new device hands to the committee: its public key, where it will stand, and proof that it holds the private key.
//!
//! Canonical JSON in a file with the ending `.pub`. The committee compares the key with what the device showed on its screen,
//! and only then lists it; the proof keeps a device from enrolling another one's key, no more.

use canonical::json::{self, JsonError};
use canonical::{PublicKey, Signature, SigningKey, tag};
use manifest::{BoothId, StationId, VillageCode};
use serde::{Deserialize, Serialize};

/// The largest device file, in bytes.
pub const MAX_DEVICE: usize = 4096;

const FORMAT: &str = "suara/device/v1";

/// What a device is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// A booth of a station.
    Booth,
    /// A check-in desk of a station.
    Desk,
    /// A machine of the pool, without a station.
    Spare,
}

impl DeviceKind {
    /// The word that is signed and begins the file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booth => "booth",
            Self::Desk => "desk",
            Self::Spare => "spare",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Box<str>,
    key: PublicKey,
    kind: DeviceKind,
    sig: Signature,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    station: Option<StationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<BoothId>,
    village: VillageCode,
}

/// Why a device file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {FORMAT}: made by another version, use the matching program")]
    Format,
    /// A booth or desk without station and number, or a spare with one.
    #[error("a booth or desk names its station and number, a spare names neither; enrol the device again")]
    Place,
    /// The key did not sign its own place.
    #[error("the device's signature does not hold: the file was changed, or made without the private key; enrol the device again")]
    Signature,
}

/// The public half of a device that proved to hold the private half. It does not prove whose machine it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePublic(File);

impl DevicePublic {
    /// Signs a booth's place with its new key.
    #[must_use]
    pub fn booth(village: VillageCode, station: StationId, booth: BoothId, key: &SigningKey) -> Self {
        Self::sign(DeviceKind::Booth, village, Some(station), Some(booth), key)
    }

    /// Signs a desk's place with its new key.
    #[must_use]
    pub fn desk(village: VillageCode, station: StationId, desk: BoothId, key: &SigningKey) -> Self {
        Self::sign(DeviceKind::Desk, village, Some(station), Some(desk), key)
    }

    /// Signs as a spare of the pool that serves this village.
    #[must_use]
    pub fn spare(village: VillageCode, key: &SigningKey) -> Self {
        Self::sign(DeviceKind::Spare, village, None, None, key)
    }

    fn sign(kind: DeviceKind, village: VillageCode, station: Option<StationId>, unit: Option<BoothId>, key: &SigningKey) -> Self {
        let sig = key.sign(tag::ENROL, &signed_parts(kind, &village, station.as_ref(), unit.as_ref()));
        Self(File { format: FORMAT.into(), key: key.public(), kind, sig, station, unit, village })
    }

    /// Reads a device file.
    ///
    /// # Errors
    /// Names the place or rule.
    pub fn parse(bytes: &[u8]) -> Result<Self, DeviceError> {
        let file: File = json::from_bytes(bytes, MAX_DEVICE)?;
        if &*file.format != FORMAT {
            return Err(DeviceError::Format);
        }
        let placed = file.kind != DeviceKind::Spare;
        if file.station.is_some() != placed || file.unit.is_some() != placed {
            return Err(DeviceError::Place);
        }
        let parts = signed_parts(file.kind, &file.village, file.station.as_ref(), file.unit.as_ref());
        if !file.key.verify(tag::ENROL, &parts, &file.sig) {
            return Err(DeviceError::Signature);
        }
        Ok(Self(file))
    }

    /// The bytes of the device file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.0)
    }

    /// The name of the device file: `desk-<village>-<station>-<desk>.pub`, `booth-…` the same, `spare-<village>-<8 of the key>.pub`.
    #[must_use]
    pub fn file_name(&self) -> String {
        let File { kind, village, key, .. } = &self.0;
        match (&self.0.station, &self.0.unit) {
            (Some(station), Some(unit)) => format!("{}-{village}-{station}-{unit}.pub", kind.as_str()),
            (None | Some(_), _) => format!("{}-{village}-{:.8}.pub", kind.as_str(), key.to_string()),
        }
    }

    /// What the device is for.
    #[must_use]
    pub const fn kind(&self) -> DeviceKind {
        self.0.kind
    }

    /// The village.
    #[must_use]
    pub const fn village(&self) -> &VillageCode {
        &self.0.village
    }

    /// The station; none for a spare.
    #[must_use]
    pub const fn station(&self) -> Option<&StationId> {
        self.0.station.as_ref()
    }

    /// Number of the booth or desk within the station; none for a spare.
    #[must_use]
    pub const fn unit(&self) -> Option<&BoothId> {
        self.0.unit.as_ref()
    }

    /// The key that will sign.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.0.key
    }
}

/// Village, station, unit and kind, in this order; what a spare lacks is empty.
fn signed_parts<'a>(
    kind: DeviceKind,
    village: &'a VillageCode,
    station: Option<&'a StationId>,
    unit: Option<&'a BoothId>,
) -> [&'a [u8]; 4] {
    [village.as_bytes(), station.map_or(&[][..], StationId::as_bytes), unit.map_or(&[][..], BoothId::as_bytes), kind.as_str().as_bytes()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed(&[7; 32])
    }

    fn desk() -> DevicePublic {
        DevicePublic::desk("16.07.17.2008".parse().unwrap(), "001".parse().unwrap(), "2".parse().unwrap(), &key())
    }

    fn with(from: &str, to: &str) -> Result<DevicePublic, DeviceError> {
        let text = String::from_utf8(desk().to_bytes()).unwrap();
        assert!(text.contains(from), "{text}");
        DevicePublic::parse(text.replace(from, to).as_bytes())
    }

    #[test]
    fn a_device_file_reads_back_under_its_name() {
        let read = DevicePublic::parse(&desk().to_bytes()).unwrap();
        assert_eq!(read, desk());
        assert_eq!(read.file_name(), "desk-16.07.17.2008-001-2.pub");
        assert_eq!((read.kind(), *read.key()), (DeviceKind::Desk, key().public()));
    }

    #[test]
    fn a_spare_names_no_station() {
        let spare = DevicePublic::spare("16.07.17.2008".parse().unwrap(), &key());
        assert_eq!(DevicePublic::parse(&spare.to_bytes()), Ok(spare.clone()));
        assert_eq!(spare.file_name(), format!("spare-16.07.17.2008-{}.pub", &key().public().to_string()[..8]));
    }

    #[test]
    fn a_key_moved_to_another_place_is_refused() {
        for (from, to) in [("\"001\"", "\"002\""), ("\"unit\":\"2\"", "\"unit\":\"3\""), ("2008", "2009"), ("\"desk\"", "\"booth\"")] {
            assert_eq!(with(from, to), Err(DeviceError::Signature), "{from}");
        }
    }

    #[test]
    fn anothers_key_cannot_be_enrolled() {
        let other = SigningKey::from_seed(&[8; 32]).public().to_string();
        assert_eq!(with(&key().public().to_string(), &other), Err(DeviceError::Signature));
    }

    #[test]
    fn a_place_that_does_not_fit_the_kind_is_refused() {
        assert_eq!(with("\"desk\"", "\"spare\""), Err(DeviceError::Place));
        assert_eq!(with(",\"unit\":\"2\"", ""), Err(DeviceError::Place));
        assert_eq!(with("device/v1", "device/v2"), Err(DeviceError::Format));
        assert!(matches!(with("\"kind\"", "\"kinds\""), Err(DeviceError::Json(_))));
    }
}
