//! What a day must fit: the booth it belongs to, and the machines that may write it.

use canonical::{Hash, PublicKey};
use manifest::{BoothId, Definition, StationId};
use record::Documents;

/// Whose day it is: what a log must fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRules {
    /// The village's definition.
    pub definition: Definition,
    /// Digest of the joint key (third rung of the ladder).
    pub key: Hash,
    /// The station.
    pub station: StationId,
    /// The booth.
    pub booth: BoothId,
    /// Key of the booth's machine, as the device list was last amended.
    pub device: PublicKey,
    /// Keys of the spares that stand in no booth; one of them may go on with the log.
    pub spares: Vec<PublicKey>,
}

impl DayRules {
    /// The rules of one booth of a village; none if the definition or the device list has no such booth.
    #[must_use]
    pub fn of(documents: &Documents, station: &StationId, booth: &BoothId) -> Option<Self> {
        let (definition, devices) = (&documents.definition, &documents.devices);
        definition.booth(station, booth)?;
        let device = devices.booth(station, booth)?.key;
        let stands = |key: &PublicKey| devices.booths.iter().any(|booth| booth.key == *key);
        let spares = devices.spares.iter().map(|spare| spare.key).filter(|key| !stands(key)).collect();
        let (definition, key) = (definition.clone(), documents.key.digest());
        Some(Self { definition, key, station: station.clone(), booth: booth.clone(), device, spares })
    }
}
