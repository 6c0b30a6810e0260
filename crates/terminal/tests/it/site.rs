//! Folders for the real binary, and running it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use canonical::PublicKey;
use record::{Documents, Entry, Folder, Sums, split_lines};
use token::DevicePublic;

use crate::village::{Village, Wish};

pub(crate) const PASSPHRASE: &str = "enam kata sandi yang panjang";
pub(crate) const SECRET: &str = "rahasia-saksi-yang-tidak-boleh-tampil";

/// Folders of one booth, removed at the end.
pub(crate) struct Site {
    pub(crate) root: PathBuf,
    pub(crate) village: Village,
    pub(crate) public: PublicKey,
    /// Key of the spare machine in `cadangan`.
    pub(crate) spare: PublicKey,
}

pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Site {
    pub(crate) fn new(wish: Wish) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("suara-terminal-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let root = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        std::fs::write(root.join("secret"), SECRET).unwrap();
        let public = enrol(&root, "bilik", &["--station", "001", "--booth", "1"]);
        let spare = enrol(&root, "cadangan", &[]);
        let village = Village::new(&Wish { booth_key: Some(public), spare_key: Some(spare), ..wish });
        village.documents.files().write(&root.join("package")).unwrap();
        Self { root, village, public, spare }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    pub(crate) fn run_with(&self, args: &[&str], typed: &str) -> Run {
        self.run_in("bilik", "stik", args, typed)
    }

    /// Runs a machine with a second medium.
    pub(crate) fn run_in(&self, dir: &str, stick: &str, args: &[&str], typed: &str) -> Run {
        let mut child = self.start_in(dir, stick, args);
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run = Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        for hidden in [PASSPHRASE, SECRET] {
            assert!(!run.out.contains(hidden) && !run.err.contains(hidden), "a secret was printed");
        }
        run
    }

    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.start_in("bilik", "stik", args)
    }

    fn start_in(&self, dir: &str, stick: &str, args: &[&str]) -> Child {
        let mut command = command(&self.root, dir, stick);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub(crate) fn zero(&self) {
        let run = self.run(&["zero", "--package", self.path("package").to_str().unwrap(), "--exit"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }

    pub(crate) fn script(&self, lines: &[String]) -> String {
        std::fs::write(self.path("script"), lines.join("\n")).unwrap();
        self.path("script").to_str().unwrap().to_owned()
    }

    pub(crate) fn journal(&self, medium: &str) -> PathBuf {
        let mode = self.village.definition().mode.origin_prefix();
        self.path(medium).join(mode).join("contoh-2027/16.07.17.2008/001/1/journal/entries.jsonl")
    }

    pub(crate) fn bundle(&self) -> Folder {
        Folder::read(&self.path("usb/bundle-16.07.17.2008-001-1")).unwrap()
    }

    pub(crate) fn papers(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.path("paper")).unwrap();
        text.split("- - - - - - - - - - - potong - - - - - - - - - -\n").map(str::to_owned).collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// Makes the key of a machine, and reads what the committee gets.
fn enrol(root: &Path, dir: &str, place: &[&str]) -> PublicKey {
    let mut command = command(root, dir, "stik");
    command.args(["enrol", "--village", "16.07.17.2008", "--work-factor", "2"]).args(place);
    assert!(command.output().unwrap().status.success());
    let files = std::fs::read_dir(root.join(dir)).unwrap().map(|entry| entry.unwrap().path());
    let file = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "pub")).unwrap();
    *DevicePublic::parse(&std::fs::read(file).unwrap()).unwrap().key()
}

pub(crate) fn command(root: &Path, dir: &str, stick: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_suara-terminal"));
    let paths = [("--dir", dir), ("--medium2", stick), ("--passphrase-file", "passphrase"), ("--printer", "paper")];
    for (option, name) in paths.into_iter().chain([("--witness-secret-file", "secret")]) {
        command.arg(option).arg(root.join(name));
    }
    command
}

pub(crate) fn entries(bundle: &Folder) -> Vec<Entry> {
    let lines = split_lines(bundle.get("entries.jsonl").unwrap()).unwrap();
    lines.into_iter().map(|line| chain::Line::parse(line).unwrap().content().unwrap()).collect()
}

pub(crate) fn count(entries: &[Entry], is: fn(&Entry) -> bool) -> usize {
    entries.iter().filter(|entry| is(entry)).count()
}

pub(crate) fn check_bundle(site: &Site) -> Vec<Entry> {
    let bundle = site.bundle();
    let origin = site.village.documents.origin(&"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    let sums = Sums::read(&bundle).unwrap();
    sums.verify(origin.as_str(), &site.public).unwrap();
    assert!(sums.differences(&bundle).is_empty());
    assert!(Documents::read(&bundle).is_ok());
    assert_eq!(std::fs::read(site.journal("bilik")).unwrap(), std::fs::read(site.journal("stik")).unwrap());
    assert_eq!(bundle.get("entries.jsonl").unwrap(), std::fs::read(site.journal("bilik")).unwrap());
    entries(&bundle)
}
