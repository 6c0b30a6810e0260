//! A folder with a committee's draft, a roll and a desk, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use manifest::{Definition, TieRule};
use token::{DevicePublic, DraftTags};

use crate::fixture;

pub(crate) const ROLL: &str = "village_code;station;stratum;number;nik;name;birth_date;sex;address\r\n\
                    16.07.17.2008;001;dusun-1;1;1607174501900001;Siti Aminah;1990-01-05;P;RT 1\r\n\
                    16.07.17.2008;001;dusun-1;2;1607170501900002;Budi Santoso;1990-01-05;L;\r\n\
                    16.07.17.2008;001;dusun-2;3;3201011501800003;Dewi Lestari;;;\r\n";
pub(crate) const NIKS: [&str; 4] = ["1607174501900001", "1607170501900002", "3201011501800003", "1111222233334444"];
pub(crate) const NAMES: [&str; 4] = ["Siti Aminah", "Budi Santoso", "Dewi Lestari", "Rahmat Hidayat"];

/// A folder, gone afterwards.
pub(crate) struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Place {
    /// A committee's draft folder, the roll and the passphrases.
    pub(crate) fn new(name: &str) -> Self {
        let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("draft")).unwrap();
        let place = Self(dir);
        place.put("draft/regency.toml", "election = \"banyuasin-2027\"\nmode = \"REHEARSAL\"\nscrypt_work_factor = 2\n");
        place.put("draft/villages.csv", "village_code,name,district\n16.07.17.2008,Purwosari,Sembawa\n");
        place.put("draft/stations.csv", "village_code,station,name,kind\n16.07.17.2008,001,Balai Desa,electronic\n");
        place.put("draft/strata.csv", "village_code,stratum,name\n16.07.17.2008,dusun-1,D 1\n16.07.17.2008,dusun-2,D 2\n");
        place.put("roll.csv", format!("\u{feff}{ROLL}"));
        place.put("office.txt", "sandi kantor\n");
        place.put("desk.txt", "sandi meja\r\n");
        place
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.0
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn run(&self, words: &str, input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_suara-pollbook"));
        command.args(words.split(' ')).current_dir(&self.0);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command may end before it reads.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub(crate) fn said(&self, code: i32, words: &str, input: &str) -> String {
        let output = self.run(words, input);
        let text = format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(code), "{words}: {text}");
        text
    }

    pub(crate) fn desk(&self, code: i32, words: &str) -> String {
        self.said(code, &format!("--medium2 usb --passphrase-file desk.txt {words}"), "")
    }

    pub(crate) fn session(&self, lines: &[&str]) -> String {
        self.said(0, "--medium2 usb --passphrase-file desk.txt session", &(lines.join("\n") + "\n"))
    }

    pub(crate) fn import(&self) -> String {
        self.said(0, "--passphrase-file office.txt import draft roll.csv", "")
    }

    pub(crate) fn enrol(&self) -> DevicePublic {
        self.desk(0, "enrol --village 16.07.17.2008 --station 001 --desk 1 --work-factor 2 --out sent");
        DevicePublic::parse(&fs::read(self.path("sent/desk-16.07.17.2008-001-1.pub")).unwrap()).unwrap()
    }

    /// What the committee makes of tags and key, beside this program.
    pub(crate) fn package(&self, key: canonical::PublicKey) -> Definition {
        let tags = DraftTags::parse(&fs::read(self.path("draft/tags/16.07.17.2008.json")).unwrap()).unwrap();
        let definition = fixture::definition_of(tags.key, true, TieRule::Committee);
        fs::create_dir_all(self.path("package")).unwrap();
        for (name, bytes) in fixture::package_of(&definition, key, &fixture::roll()) {
            // The fixture's tags are of other voters; a desk does without the village's tags.
            if !name.starts_with("ro") {
                self.put(&format!("package/{name}"), bytes);
            }
        }
        definition
    }

    pub(crate) fn open(&self, code: i32) -> String {
        self.desk(code, "open --package package --roll draft/rolls/16.07.17.2008-001.age --roll-passphrase-file office.txt")
    }

    pub(crate) fn opened(name: &str) -> (Self, Definition) {
        let place = Self::new(name);
        place.import();
        let definition = place.package(*place.enrol().key());
        place.open(0);
        (place, definition)
    }
}

pub(crate) fn files_below(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}
