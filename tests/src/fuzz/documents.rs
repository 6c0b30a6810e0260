//! The signed documents of a village, and lists of hashes.

use canonical::{json, sha256};
use record::layout;

use super::honest::world;

/// The honest file of the public record, alone.
fn file(path: &str) -> Vec<Vec<u8>> {
    vec![world().file(path).to_vec()]
}

pub(super) mod index {
    use manifest::Index;

    use super::{file, json, sha256};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(index) = Index::parse(bytes) else { return false };
        assert_eq!(json::to_bytes(&*index), bytes);
        assert_eq!(index.digest(), sha256(bytes));
        assert!(index.committee_name().ends_with("/committee"));
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file("index.json")
    }
}

pub(super) mod definition {
    use manifest::Definition;

    use super::{file, sha256};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(definition) = Definition::parse(bytes) else { return false };
        assert_eq!(definition.to_bytes(), bytes);
        assert_eq!(definition.digest(), sha256(bytes));
        for (station, booth) in definition.booths() {
            let origin = definition.booth_origin(&station.id, &booth.id);
            assert!(origin.parse::<chain::Origin>().is_ok(), "a booth whose log can have no name: {origin}");
            assert!(definition.booth(&station.id, &booth.id).is_some());
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file("definition.json")
    }
}

pub(super) mod roots {
    use manifest::Roots;

    use super::{file, json, sha256, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(roots) = Roots::parse(bytes, world().definition()) else { return false };
        assert_eq!(json::to_bytes(&*roots), bytes);
        assert_eq!(roots.digest(), sha256(bytes));
        let strata: u64 = roots.strata.iter().map(|s| u64::from(s.registered)).sum();
        assert_eq!(strata, roots.registered());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file("roots.json")
    }
}

pub(super) mod devices {
    use manifest::Devices;

    use super::{file, json, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let definition = world().definition();
        let Ok(devices) = Devices::parse(bytes, definition) else { return false };
        assert_eq!(json::to_bytes(&*devices), bytes);
        assert_eq!(devices.booths.len(), definition.booths().count());
        assert!(definition.booths().all(|(station, booth)| devices.booth(&station.id, &booth.id).is_some()));
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file("devices.json")
    }
}

pub(super) mod amendment {
    use manifest::{Amendment, Change};

    use super::{layout, sha256, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(amendment) = Amendment::parse(bytes) else { return false };
        assert_eq!(amendment.digest(), sha256(bytes));
        let documents = &world().prepared.documents;
        let mut devices = documents.devices.clone();
        let applied = devices.amend(&amendment, &documents.definition).is_ok();
        if applied {
            assert_eq!((devices.amendments(), devices.last()), (documents.devices.amendments() + 1, amendment.digest()));
            assert_eq!(devices.booths.len(), documents.devices.booths.len());
        }
        assert!(applied || devices.amendments() == documents.devices.amendments(), "a refused amendment counts");
        applied
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let w = world();
        let (station, booth) = (w.place().0.clone(), w.place().1.clone());
        let reason = crate::sim::names::text("Perbup Contoh Pasal 7");
        let changes = [
            Change::BoothUnused { booth: booth.clone(), reason: reason.clone(), station: station.clone() },
            Change::BoothLost { booth, reason: reason.clone(), station: station.clone() },
            Change::StationOnPaper { reason: reason.clone(), station },
            Change::CandidateWithdrawn { number: 2, reason: reason.clone() },
            Change::ContestCancelled { reason },
        ];
        let key = w.keys.committee();
        let made = changes.into_iter().filter_map(|change| committee::amend(&w.prepared.documents, change, &key).ok());
        made.filter_map(|folder| folder.get(&layout::json(&layout::amendment(1))).map(<[u8]>::to_vec)).collect()
    }
}

pub(super) mod ceremony_transcript {
    use record::VillageKey;

    use super::{file, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(key) = VillageKey::parse(bytes, world().definition()) else { return false };
        assert_eq!(bytes, world().file(layout::CEREMONY), "a transcript that the guardians did not sign makes a key");
        assert_eq!(key.digest(), world().prepared.documents.key.digest());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file(layout::CEREMONY)
    }
}

pub(super) mod confirmations {
    use record::verify_confirmations;

    use super::{file, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let documents = &world().prepared.documents;
        let confirmed = verify_confirmations(bytes, &documents.definition, &documents.key).is_ok();
        assert!(!confirmed || bytes == world().file(layout::CONFIRMATIONS), "confirmations that no guardian made hold");
        confirmed
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file(layout::CONFIRMATIONS)
    }
}

pub(super) mod hash_list {
    use token::{join_hashes, parse_hashes};

    use super::{file, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(hashes) = parse_hashes(bytes) else { return false };
        assert!(hashes.is_sorted_by(|a, b| a < b));
        assert_eq!(join_hashes(hashes).as_bytes(), bytes);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let mut list = file(layout::ROLL_TAGS);
        list.push(world().file(&world().booth_file(layout::SPOILED)).to_vec());
        list
    }
}

pub(super) mod sums {
    use chain::Note;
    use record::Sums;

    use super::{file, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let mut folder = world().public.clone();
        folder.insert(layout::SUMS, bytes.to_vec());
        let Ok(sums) = Sums::read(&folder) else { return false };
        let agrees = sums.differences(&folder).is_empty();
        let index = &world().prepared.documents.index;
        let signed = sums.verify(&index.committee_name(), &index.committee).is_ok();
        let text = |bytes: &[u8]| Note::parse(bytes).map(|note| note.text().to_owned());
        let lines = |bytes: &[u8]| text(bytes).map(|text| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>());
        let honest = world().file(layout::SUMS);
        assert!(!agrees || lines(bytes) == lines(honest), "a list that does not name all files agrees with them");
        assert!(!signed || text(bytes) == text(honest), "a list that the committee did not sign holds");
        agrees && signed
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        file(layout::SUMS)
    }
}
