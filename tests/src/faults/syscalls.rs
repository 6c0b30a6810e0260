//! `syscalls`: a whole day by hand with the five real programs under `strace`; none of them may touch a network. That the harness would
//! notice is shown first, with a shell that opens a connection.

use std::fs;
use std::process::Command;

use suara_tests::sim::{Failure, SimResult};

use super::by_hand::ByHand;
use super::verdict::Findings;
use super::{Ask, Figure};

const TRACE: [&str; 6] = ["-f", "-qq", "-e", "trace=network,execve", "-e", "signal=none"];

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let by_hand = ByHand::new("syscalls", false)?;
    let trace = by_hand.path().join("trace");
    let to = trace.to_str().ok_or(Failure("a path that is not text"))?.to_owned();
    let connects = ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"];
    let traced = Command::new("strace").args(TRACE).args(["-o", &to]).args(connects).output();
    let seen = traced.map_err(|error| error.to_string()).and_then(|output| {
        // Where tracing is forbidden the program itself says so, and nothing is written down.
        let text = fs::read_to_string(&trace).unwrap_or_default();
        if text.contains("execve(") { Ok(text) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
    });
    let seen = match seen {
        Ok(text) => text,
        Err(why) if ask.skip_if_impossible => return Ok(Figure::not_run(format!("strace does not run here ({})", why.trim()))),
        Err(why) => return Err(format!("strace does not run here ({})", why.trim()).into()),
    };
    if calls(&seen).1.is_empty() {
        return Err("the harness cannot be believed: it does not see a connection".into());
    }
    let before: Vec<&str> = ["strace"].into_iter().chain(TRACE).chain(["-o", to.as_str()]).collect();
    by_hand.hold(&before)?;
    let (programs, network) = calls(&fs::read_to_string(&trace)?);
    let mut found = Findings::default();
    if programs < 100 {
        found.other.push(format!("only {programs} programs were seen"));
    }
    let text = format!("{programs} processes of a day by hand, {} network calls", network.len());
    found.other.extend(network);
    Ok(Figure::new(programs, text, found))
}

/// Programs of the house that were started, and the lines of network calls.
fn calls(trace: &str) -> (u64, Vec<String>) {
    let (mut programs, mut network) = (0, Vec::new());
    for line in trace.lines() {
        if line.contains("execve(") {
            programs += u64::from(line.contains("/suara-") && line.ends_with(" = 0"));
        } else if line.contains('(') || line.contains("resumed") {
            network.push(line.to_owned());
        }
    }
    (programs, network)
}
