//! A committee's office: a folder, the program, and what others bring.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use manifest::{Definition, StationRoll, StratumRoll};
use record::{Documents, Folder};
use token::{Card, CountsData, DeskCounts, DevicePublic, DraftTags, DraftTagsData};

use super::support::{Guardians, MiniBooth, Setup, guardian, machine};

pub(crate) const VILLAGES: [&str; 2] = ["99.01.01.2001", "99.01.01.2002"];

/// One test's folder with everything in it.
pub(crate) struct Office {
    dir: PathBuf,
}

impl Office {
    pub(crate) fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("committee-{name}"));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("sandi"), "buah buah buah\n").unwrap();
        Self { dir }
    }

    /// Exit code, and everything that was printed.
    pub(crate) fn run(&self, line: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_suara-committee"));
        let output = command.args(line.split_whitespace()).args(["--passphrase-file", "sandi"]).current_dir(&self.dir).output().unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap(), text)
    }

    pub(crate) fn done(&self, line: &str) -> String {
        let (code, text) = self.run(line);
        assert_eq!(code, 0, "{line}\n{text}");
        text
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.dir.join(inside)
    }

    pub(crate) fn edit(&self, file: &str, change: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        fs::write(self.path(file), change(&text)).unwrap();
    }

    /// The example, with this test's guardians and counters, and tags of the example's rolls.
    pub(crate) fn draft(&self) {
        self.done("example draf");
        self.edit("draf/guardians.csv", |text| {
            let own = |line: &str| {
                let cells: Vec<&str> = line.split(',').collect();
                match cells.as_slice() {
                    [village, number, name, side, _] if *number != "number" => {
                        format!("{village},{number},{name},{side},{}\n", guardian(number.parse().unwrap()).public())
                    }
                    _ => format!("{line}\n"),
                }
            };
            text.lines().map(own).collect()
        });
        let mut rows = "village_code,name,key\n".to_owned();
        for number in [1, 2] {
            let said = self.done(&format!("counter new --name Penghitung{number} --out penghitung-{number}.age --work-factor 4"));
            let line = said.lines().find(|line| line.starts_with("<kode desa>")).unwrap();
            rows.extend(VILLAGES.map(|village| format!("{}\n", line.replace("<kode desa>", village))));
        }
        fs::write(self.path("draf/counters.csv"), rows).unwrap();
        fs::create_dir_all(self.path("draf/tags")).unwrap();
        for village in VILLAGES {
            fs::write(self.path(&format!("draf/tags/{village}.json")), tags(village).to_bytes()).unwrap();
        }
    }

    /// From the draft to signed documents and cards.
    pub(crate) fn signed(&self) {
        self.draft();
        self.done("init draf");
        self.done("definitions --out definisi");
        for village in VILLAGES {
            let bytes = fs::read(self.path(&format!("definisi/{village}/definition.json"))).unwrap();
            let definition = Definition::parse(&bytes).unwrap();
            let (_, ceremony, confirmations) = Guardians::ceremony(&definition);
            let folder = self.path(&format!("upacara/{village}"));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("ceremony.json"), ceremony).unwrap();
            fs::write(folder.join("confirmations.json"), confirmations).unwrap();
            self.devices(&definition);
        }
        self.done("sign --ceremony upacara");
        self.done("deck --out kartu");
    }

    fn devices(&self, definition: &Definition) {
        let code = &definition.village.code;
        // Keys differ between villages: one device stands in one place.
        let mut devices = Vec::new();
        for (station, booth) in definition.booths() {
            let key = machine(area(code.as_str()), station.id.as_str(), booth.id.as_str());
            devices.push(DevicePublic::booth(code.clone(), station.id.clone(), booth.id.clone(), &key));
        }
        for station in &definition.stations {
            let key = machine(area(code.as_str()) + 100, station.id.as_str(), "1");
            devices.push(DevicePublic::desk(code.clone(), station.id.clone(), "1".parse().unwrap(), &key));
        }
        for device in devices {
            fs::write(self.path(&device.file_name()), device.to_bytes()).unwrap();
            self.done(&format!("enrol {}", device.file_name()));
        }
    }

    /// A village as a booth sees it, with its decrypted cards.
    pub(crate) fn setup(&self, village: &str) -> Setup {
        let package = Folder::read(&self.path(&format!("kerja/packages/{village}"))).unwrap();
        let documents = Documents::read(&package).unwrap();
        let mut cards: BTreeMap<_, Vec<Card>> = BTreeMap::new();
        for (station, booth) in documents.definition.booths() {
            let file = self.path(&format!("kartu/{village}-{}-{}.age", station.id, booth.id));
            for line in unseal(&fs::read(file).unwrap()).lines() {
                let card = Card::parse(line).unwrap();
                cards.entry(card.place().clone()).or_default().push(card);
            }
        }
        let (guardians, ..) = Guardians::ceremony(&documents.definition);
        Setup { package: documents.files().clone(), roll_tags: Vec::new(), deck_leaves: Vec::new(), cards, guardians }
    }

    pub(crate) fn booth(&self, setup: &Setup, village: &str, station: &str, booth: &str, choices: &[usize]) -> MiniBooth {
        let mut mini = MiniBooth::open_with(setup, station, booth, machine(area(village), station, booth));
        mini.cast_all(&setup.cards(station, booth), choices);
        let path = self.path(&format!("usb/{village}-{station}-{booth}"));
        fs::create_dir_all(self.path("usb")).unwrap();
        mini.close();
        mini.export().write(&path).unwrap();
        mini
    }
}

fn area(village: &str) -> u8 {
    40 + u8::from(village == VILLAGES[1])
}

fn unseal(sealed: &[u8]) -> String {
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from("buah buah buah"));
    let mut text = String::new();
    age::Decryptor::new(sealed).unwrap().decrypt(core::iter::once(&identity as _)).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn tags(village: &str) -> DraftTags {
    let mut tags: Vec<_> = (0..50).map(|n| canonical::sha256(format!("{village} {n}").as_bytes())).collect();
    tags.sort_unstable();
    let station = |id: &str, registered| StationRoll { registered, station: id.parse().unwrap() };
    let stratum = |id: &str, registered| StratumRoll { registered, stratum: id.parse().unwrap() };
    DraftTags::new(DraftTagsData {
        format: DraftTagsData::FORMAT.into(),
        key: canonical::sha256(b"roll key"),
        stations: vec![station("001", 30), station("002", 20)],
        strata: vec![stratum("dusun-1", 25), stratum("dusun-2", 25)],
        tags,
        village: village.parse().unwrap(),
    })
    .unwrap()
}

pub(crate) fn desk_counts(setup: &Setup, village: &str, station: &str, present: u32) -> Vec<u8> {
    let counts = CountsData {
        additional: 0,
        audit_cards: 0,
        cards_opened: 50,
        cards_left: 50 - present,
        cards_returned: 0,
        definition: setup.documents().definition.digest(),
        desk: "1".parse().unwrap(),
        format: CountsData::FORMAT.into(),
        head: canonical::sha256(b"head"),
        present,
        replacements: 0,
        size: 3,
        station: station.parse().unwrap(),
        undone: 0,
    };
    DeskCounts::sign(counts, &machine(area(village) + 100, station, "1")).to_bytes()
}
