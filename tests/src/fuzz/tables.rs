//! What offices write: rolls, drafts, device files, replay data.

use std::sync::OnceLock;

use committee::{DraftFiles, example_files};

fn example() -> &'static DraftFiles {
    static FILES: OnceLock<DraftFiles> = OnceLock::new();
    FILES.get_or_init(example_files)
}

/// The desk's view of a draft folder.
fn desk_draft(files: &DraftFiles) -> Result<pollbook::Draft, pollbook::DraftError> {
    let file = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
    pollbook::Draft::parse(pollbook::DraftFiles {
        regency: file("regency.toml"),
        villages: file("villages.csv"),
        stations: file("stations.csv"),
        strata: file("strata.csv"),
    })
}

const ROLL: &str = "dpt/99.01.01.2001.csv";
const OTHER_ROLL: &str = "dpt/99.01.01.2002.csv";

pub(super) mod roll_csv {
    use pollbook::{Roll, RollFile, RollKey, read_rolls};

    use super::{OTHER_ROLL, ROLL, desk_draft, example};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(draft) = desk_draft(example()) else { return false };
        let other = example().get(OTHER_ROLL).map_or(&[][..], Vec::as_slice);
        let files = [RollFile { name: "a.csv", bytes }, RollFile { name: "b.csv", bytes: other }];
        let rolls = match read_rolls(&draft, &files) {
            Ok(rolls) => rolls,
            Err(report) => {
                assert!(!report.is_clean(), "refused without a fault");
                return false;
            }
        };
        let (key, voters) = (RollKey::from_bytes([7; 32]), rolls.voters());
        let tags = draft.villages.keys().filter_map(|village| rolls.tags(village, &key).ok());
        assert_eq!(tags.map(|tags| tags.tags.len()).sum::<usize>(), voters);
        let mut read = 0;
        for roll in rolls.into_rolls(&key) {
            let again = Roll::parse(&roll.to_bytes());
            assert_eq!(again.map(|again| again.digest()), Ok(roll.digest()));
            read += roll.voters().len();
        }
        assert_eq!(read, voters);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let text = example().get(ROLL).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let short: String = text.lines().take(4).map(|line| format!("{line}\r\n")).collect();
        [format!("\u{feff}{}", short.replace(',', ";")), short, text].into_iter().map(String::into_bytes).collect()
    }
}

pub(super) mod roll_file {
    use pollbook::Roll;

    use super::super::honest::world;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(roll) = Roll::parse(bytes) else { return false };
        assert_eq!(roll.to_bytes().as_slice(), bytes);
        for voter in roll.voters() {
            assert_eq!(roll.number_of(&roll.tag(&voter.nik)), Some(voter.number));
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        world().prepared.rolls.iter().map(|roll| roll.to_bytes().to_vec()).collect()
    }
}

pub(super) mod draft_files {
    use std::collections::BTreeSet;

    use committee::read_draft;

    use super::{desk_draft, example};

    const FILES: [&str; 10] = [
        "regency.toml",
        "villages.csv",
        "stations.csv",
        "booths.csv",
        "strata.csv",
        "candidates.csv",
        "guardians.csv",
        "witnesses.csv",
        "counters.csv",
        "desks.csv",
    ];

    /// The first byte says which file of the example is exchanged for the rest.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((which, content)) = bytes.split_first() else { return false };
        let Some(file) = FILES.get(usize::from(*which) % FILES.len()) else { return false };
        let mut files = example().clone();
        files.insert((*file).to_owned(), content.to_vec());
        let (ours, desk) = (read_draft(&files), desk_draft(&files));
        let draft = match ours {
            Ok(draft) => draft,
            Err(errors) => {
                assert!(!errors.is_empty(), "refused without a fault");
                assert!(errors.iter().all(|error| FILES.iter().any(|file| error.file.starts_with(file))), "{errors:?}");
                return false;
            }
        };
        let Ok(desk) = desk else { return false };
        assert_eq!((&draft.election, draft.scrypt_work_factor), (&desk.election, desk.work_factor));
        assert!(draft.villages.iter().map(|village| village.code()).eq(desk.villages.keys()));
        for (village, places) in draft.villages.iter().zip(desk.villages.values()) {
            assert_eq!(village.stations.iter().map(|s| s.id.clone()).collect::<BTreeSet<_>>(), places.stations);
            assert_eq!(village.strata.iter().map(|s| s.id.clone()).collect::<BTreeSet<_>>(), places.strata);
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let one = |(which, file): (u8, &str)| [&[which][..], example().get(file).map_or(&[][..], Vec::as_slice)].concat();
        (0..).zip(FILES).map(one).collect()
    }
}

pub(super) mod replay_csv {
    use crate::replay::{REAL_RESULTS, ReplayVillage, TIE_EXAMPLE, parse};

    /// The villages as a file again.
    fn write(villages: &[ReplayVillage]) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut put = |cells: [String; 7]| assert!(writer.write_record(cells).is_ok(), "memory takes every row");
        put(["village_code", "village", "station", "registered", "attended", "option", "votes"].map(str::to_owned));
        let number = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
        for village in villages {
            for station in &village.stations {
                for (option, votes) in station.votes.iter().enumerate() {
                    let (code, name, id) = (village.code.to_string(), village.name.to_string(), station.id.to_string());
                    put([code, name, id, number(station.registered), number(station.attended), option.to_string(), votes.to_string()]);
                }
            }
        }
        writer.into_inner().unwrap_or_default()
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(villages) = parse(bytes) else { return false };
        assert_eq!(parse(&write(&villages)), Ok(villages.clone()));
        let stations = villages.iter().flat_map(|village| &village.stations);
        for station in stations {
            assert!(station.attended.is_none_or(|attended| attended == station.ballots()));
            assert!((3..=6).contains(&station.votes.len()));
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        vec![REAL_RESULTS.to_vec(), TIE_EXAMPLE.to_vec()]
    }
}

pub(super) mod device_file {
    use canonical::SigningKey;
    use committee::EnrolRefusal;
    use token::DevicePublic;

    use super::enrolment;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(device) = DevicePublic::parse(bytes) else { return false };
        assert_eq!(device.to_bytes(), bytes);
        assert!(device.file_name().ends_with(".pub"));
        let Some(mut list) = enrolment::empty() else { return false };
        match list.add(&device, false) {
            Ok(_) => assert_eq!(list.add(&device, false), Ok(committee::EnrolAnswer::SameAgain)),
            Err(refusal) => assert!(matches!(refusal, EnrolRefusal::Village(_) | EnrolRefusal::Place { .. }), "{refusal}"),
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let key = SigningKey::from_seed(&[5; 32]);
        let places = ["99.01.01.2001".parse(), "99.01.01.2002".parse()];
        let (Ok(station), Ok(unit)) = ("001".parse::<manifest::StationId>(), "1".parse::<manifest::BoothId>()) else { return Vec::new() };
        let mut list = Vec::new();
        for village in places.into_iter().flatten() {
            let village: manifest::VillageCode = village;
            list.push(DevicePublic::booth(village.clone(), station.clone(), unit.clone(), &key).to_bytes());
            list.push(DevicePublic::desk(village.clone(), station.clone(), unit.clone(), &key).to_bytes());
            list.push(DevicePublic::spare(village, &key).to_bytes());
        }
        list
    }
}

pub(super) mod enrolment {
    use committee::{Enrolment, read_draft};

    use super::example;

    /// An empty list of the example's first village.
    pub(super) fn empty() -> Option<Enrolment> {
        let draft = read_draft(example()).ok()?;
        let village = draft.villages.first()?;
        Some(Enrolment::new(&draft, village))
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(list) = Enrolment::parse(bytes) else { return false };
        assert_eq!(list.to_bytes(), bytes);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let full = empty().map(|mut list| {
            let devices = super::device_file::honest();
            let read = devices.iter().filter_map(|bytes| token::DevicePublic::parse(bytes).ok());
            let listed = read.filter(|device| list.add(device, false).is_ok()).count();
            assert!(listed > 0, "the example has no place for the devices");
            list.to_bytes()
        });
        empty().map(|list| list.to_bytes()).into_iter().chain(full).collect()
    }
}

pub(super) mod draft_tags {
    use pollbook::{RollFile, RollKey, read_rolls};
    use token::DraftTags;

    use super::{OTHER_ROLL, ROLL, desk_draft, example};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(tags) = DraftTags::parse(bytes) else { return false };
        assert_eq!(tags.to_bytes(), bytes);
        let registered: u64 = tags.stations.iter().map(|s| u64::from(s.registered)).sum();
        assert_eq!(registered, tags.tags.len() as u64);
        assert!(tags.tags.is_sorted_by(|a, b| a < b));
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let Ok(draft) = desk_draft(example()) else { return Vec::new() };
        let file = |name| RollFile { name, bytes: example().get(name).map_or(&[][..], Vec::as_slice) };
        let Ok(rolls) = read_rolls(&draft, &[file(ROLL), file(OTHER_ROLL)]) else { return Vec::new() };
        let key = RollKey::from_bytes([7; 32]);
        draft.villages.keys().take(1).filter_map(|village| Some(rolls.tags(village, &key).ok()?.to_bytes())).collect()
    }
}

pub(super) mod deck {
    use committee::Deck;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some(deck) = core::str::from_utf8(bytes).ok().and_then(|text| Deck::parse(text).ok()) else { return false };
        let written = deck.to_text();
        let again = Deck::parse(&written);
        assert_eq!(again.map(|again| (again.len(), again.leaves())), Ok((deck.len(), deck.leaves())));
        assert_eq!(deck.cells().iter().map(|cell| cell.cards as usize).sum::<usize>(), deck.len());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let w = super::super::honest::world();
        let (station, booth) = w.place();
        let place =
            token::CardPlace { village: w.prepared.spec.code.clone(), station: station.clone(), booth: booth.clone(), stratum: None };
        let mut random = w.keys.0.stream("fuzz deck");
        vec![Deck::draw(&w.definition().election, &[(place, 3)], random.generator()).to_text().as_bytes().to_vec()]
    }
}
