//! What a crash leaves. Programs that hold secrets are ended by SIGABRT and SIGSEGV where cores of any size are allowed: four of them
//! while they wait for a passphrase, booth and desk in the middle of their work. None may leave a core. That one would be seen is shown
//! first, by a process that forbids nothing.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use suara_tests::random::SimSeed;
use suara_tests::sim::{Failure, SimResult, names};

use super::clerk::{self, Clerk};
use super::machine::{self, Machine};
use super::site::{Moment, Printed, Scratch, Watched, limited, program, strike};
use super::verdict::Findings;
use super::world::Village;
use super::writer;

const SIGNALS: [&str; 2] = ["ABRT", "SEGV"];
/// Tries to strike a process before it has ended by itself.
const TRIES: u32 = 50;
const ANY_CORE: &str = "-c unlimited";
/// Words before and after the option for the passphrase's file.
const ASKERS: [(&str, &str, &str); 4] = [
    ("suara-terminal", "--dir mesin", "enrol --station 001 --booth 1 --village"),
    ("suara-pollbook", "--state meja", "enrol --station 001 --desk 1 --out usb --village"),
    ("suara-guardian", "--dir penjaga", "new --name"),
    ("suara-committee", "", "counter new --out kunci.age --name"),
];

/// How many processes were ended, or why none could be, and what they left.
pub(crate) fn run(seed: u64) -> SimResult<(String, Findings)> {
    let scratch = Scratch::new("cores")?;
    if !leaves_a_core(&scratch.path().join("kontrol"))? {
        return Ok(("core dumps not tried: this machine makes none".to_owned(), Findings::default()));
    }
    let (mut found, mut ended) = (Findings::default(), 0);
    for signal in SIGNALS {
        for asker in ASKERS {
            let root = scratch.path().join(format!("{}-{signal}", asker.0));
            waiting(&root, asker, signal)?;
            found.other.extend(cores(&root)?.into_iter().map(|core| format!("{} left {core} at SIG{signal}", asker.0)));
            ended += 1;
        }
        let root = scratch.path().join(format!("kerja-{signal}"));
        found = found.and(working(&root, SimSeed(seed), signal)?);
        found.other.extend(cores(&root)?.into_iter().map(|core| format!("a booth or desk at work left {core} at SIG{signal}")));
        ended += 2;
    }
    Ok((format!("{ended} processes ended by SIGABRT or SIGSEGV"), found))
}

/// Files in a folder that a crash may have left.
fn cores(folder: &Path) -> SimResult<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: Vec<String> = names.collect::<SimResult<_>>()?;
    Ok(names.into_iter().filter(|name| name.starts_with("core")).collect())
}

fn leaves_a_core(root: &Path) -> SimResult<bool> {
    fs::create_dir_all(root)?;
    let mut process = Watched::start(limited(&writer::command(&root.join("angka"), "honest")?, ANY_CORE, root), "")?;
    process.wait(Moment { lines: 3, then: Duration::ZERO });
    let printed = process.strike("ABRT")?;
    if printed.code.is_some() || printed.lines.is_empty() {
        return Err(format!("the process that should leave a core did not run: {}", printed.errors).into());
    }
    Ok(!cores(root)?.is_empty())
}

/// A program that waits for a passphrase that never comes.
fn waiting(root: &Path, (name, before, after): (&str, &str, &str), signal: &str) -> SimResult<()> {
    fs::create_dir_all(root)?;
    let pipe = root.join("sandi");
    if !Command::new("mkfifo").arg(&pipe).status()?.success() {
        return Err(Failure("mkfifo failed").into());
    }
    let mut command = Command::new(program(name)?);
    command.args(before.split_whitespace()).arg("--passphrase-file").arg(&pipe);
    command.args(after.split_whitespace()).arg(names::village(0).0.as_str());
    let mut child = limited(&command, ANY_CORE, root).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let asked = opened(pipe);
    let status = strike(&mut child, signal)?;
    if asked.is_some() && status.code().is_none() { Ok(()) } else { Err(format!("{name} did not wait for its passphrase").into()) }
}

/// The writing end of a pipe from which somebody reads, if that happens within a while.
fn opened(pipe: PathBuf) -> Option<File> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        // Nobody listens any more after the while.
        let _ = sender.send(OpenOptions::new().write(true).open(pipe));
    });
    receiver.recv_timeout(Duration::from_secs(20)).ok()?.ok()
}

/// A booth that takes votes and a desk that checks people in, each struck once; what they had printed is kept.
fn working(root: &Path, seed: SimSeed, signal: &str) -> SimResult<Findings> {
    let (booth, desk) = (machine::enrol(root)?, clerk::enrol(root)?);
    let village = Village::new(seed.0, 300)?.with_devices(Some(*booth.key()), Some(*desk.key()))?;
    let mut found = Findings::default();
    let mut machine = Machine::new(&village, root, seed.stream("machine"))?;
    for _ in 0..TRIES {
        let votes = machine.votes();
        let printed = once(machine.command()?, "", root, votes, signal)?;
        found = found.and(machine.take(&printed)?);
        if votes && printed.code.is_none() {
            break;
        }
    }
    let mut clerk = Clerk::new(&village, root)?;
    for _ in 0..TRIES {
        let (command, typed) = clerk.command()?;
        let printed = once(command, &typed, root, !typed.is_empty(), signal)?;
        found = found.and(clerk.take(&printed)?);
        if !typed.is_empty() && printed.code.is_none() {
            return Ok(found);
        }
    }
    Err(Failure("no booth or desk could be struck at work").into())
}

/// Runs to its end, or is struck after some lines.
fn once(command: Command, typed: &str, root: &Path, at_work: bool, signal: &str) -> SimResult<Printed> {
    let mut process = Watched::start(limited(&command, ANY_CORE, root), typed)?;
    let lines = if at_work { 8 } else { usize::MAX };
    process.wait(Moment { lines, then: Duration::ZERO });
    process.strike(signal)
}
