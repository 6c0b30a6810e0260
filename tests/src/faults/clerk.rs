//! The real `suara-pollbook` on real files: sessions that are killed, and whom each said to be present.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pollbook::desk::DeskEntry;
use suara_tests::programs::passphrase_file;
use suara_tests::sim::{SimResult, names};
use token::DevicePublic;

use super::site::{Printed, program, whole_lines};
use super::verdict::{Findings, lines};
use super::world::Village;

/// One desk in its folders.
pub(crate) struct Clerk {
    root: PathBuf,
    people: u32,
    open: bool,
    present: BTreeSet<u32>,
    /// Check-ins that a screen showed, of all days.
    pub(crate) acknowledged: u64,
}

/// Makes the desk's key with the real program and gives its public half.
pub(crate) fn enrol(root: &Path) -> SimResult<DevicePublic> {
    fs::create_dir_all(root)?;
    fs::write(root.join("sandi"), "enam kata sandi yang panjang\n")?;
    let mut command = pollbook(root)?;
    let village = names::village(0).0;
    command.args(["enrol", "--village", village.as_str(), "--station", "001", "--desk", "1", "--work-factor", "2", "--out"]);
    let output = command.arg(root.join("usb-panitia")).output()?;
    let device = fs::read(root.join("meja/device.pub")).map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
    Ok(DevicePublic::parse(&device)?)
}

fn pollbook(root: &Path) -> SimResult<Command> {
    let mut command = Command::new(program("suara-pollbook")?);
    for (option, name) in [("--state", "meja"), ("--medium2", "usb-meja"), ("--passphrase-file", "sandi")] {
        command.arg(option).arg(root.join(name));
    }
    Ok(command)
}

impl Clerk {
    /// A desk whose key was enrolled in this folder, with the station's roll.
    pub(crate) fn new(village: &Village, root: &Path) -> SimResult<Self> {
        village.write_package(&root.join("paket-meja"))?;
        let post = village.post()?;
        fs::write(root.join("daftar.age"), passphrase_file("enam kata sandi yang panjang", &post.roll().to_bytes())?)?;
        Ok(Self { root: root.to_owned(), people: village.station()?.registered, open: false, present: BTreeSet::new(), acknowledged: 0 })
    }

    /// The next process of the day, and what is typed into it.
    pub(crate) fn command(&mut self) -> SimResult<(Command, String)> {
        let mut command = pollbook(&self.root)?;
        if !self.open {
            command.arg("open").arg("--package").arg(self.root.join("paket-meja")).arg("--roll").arg(self.root.join("daftar.age"));
            command.arg("--roll-passphrase-file").arg(self.root.join("sandi"));
            return Ok((command, String::new()));
        }
        command.arg("session");
        let rows = (1..=self.people).filter(|row| !self.present.contains(row)).take(40);
        Ok((command, rows.map(|row| format!("check-in {row}\n")).collect()))
    }

    /// Takes in what a process printed, and holds both media against everything that was ever shown.
    pub(crate) fn take(&mut self, printed: &Printed) -> SimResult<Findings> {
        if !matches!(printed.code, None | Some(0 | 1)) {
            return Err(format!("a desk ended with {:?}\n{}\n{}", printed.code, printed.lines.join("\n"), printed.errors).into());
        }
        self.open |= printed.code.is_some();
        let shown = printed.lines.iter().filter_map(|line| row(line));
        for row in shown {
            self.acknowledged += 1;
            self.present.insert(row);
        }
        let mut found = Findings::default();
        for medium in ["meja", "usb-meja"] {
            found = found.and(self.look(&self.root.join(medium).join("journal/entries.jsonl"))?);
        }
        if self.present.len() + 45 > self.people as usize {
            self.begin_anew()?;
        }
        Ok(found)
    }

    fn look(&self, journal: &Path) -> SimResult<Findings> {
        let (mut found, mut there) = (Findings::default(), BTreeSet::new());
        for line in lines(&whole_lines(journal)?)? {
            if let DeskEntry::CheckIn { row, .. } = line.content()? {
                found.double += u64::from(!there.insert(row));
            }
        }
        found.lost = self.present.difference(&there).count() as u64;
        Ok(found)
    }

    /// Another day with the same key and roll.
    fn begin_anew(&mut self) -> SimResult<()> {
        for used in ["meja/journal", "meja/index", "usb-meja"].map(|name| self.root.join(name)) {
            if used.exists() {
                fs::remove_dir_all(used)?;
            }
        }
        drop(fs::remove_file(self.root.join("meja/roll.age")));
        (self.open, self.present) = (false, BTreeSet::new());
        Ok(())
    }
}

/// The row of which this line of a screen says HADIR, or that it was already.
fn row(line: &str) -> Option<u32> {
    let line = line.trim();
    let already = line.strip_prefix("NOMOR ").filter(|rest| rest.contains(" SUDAH HADIR "));
    line.strip_prefix("HADIR   NOMOR ").or(already)?.split_whitespace().next()?.parse().ok()
}
