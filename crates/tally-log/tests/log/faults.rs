//! A short day in which any single call fails, then the power; then again while the damage is being repaired.

use chain::Line;
use tally_log::{AppendError, Fault, Keep, Log, MemDisk, OpenError};

use crate::support::{create, line, open};

const DAY: usize = 4;
const FAULTS: [Fault; 3] = [Fault::Before, Fault::Half, Fault::After];
const KEEPS: [Keep; 3] = [Keep::Synced, Keep::Half, Keep::All];

/// What somebody outside was told.
#[derive(Default)]
struct Told {
    created: bool,
    lines: Vec<Line>,
}

/// Makes a log and appends until something fails.
fn day(disk: &MemDisk) -> Told {
    let mut told = Told::default();
    let Ok((mut log, _)) = create(disk) else { return told };
    told.created = true;
    for count in 0..DAY {
        let next = line(log.tip(), &format!("card-{count}"), "a ballot");
        if log.append(&next).is_err() {
            assert!(matches!(log.append(&next), Err(AppendError::Stopped)));
            assert_eq!(log.lines(), told.lines);
            break;
        }
        told.lines.push(next);
    }
    told
}

/// Opens the log; if it was never said to exist, it may have to be made again.
fn start(disk: &MemDisk, told: &Told) -> Log {
    match open(disk) {
        Ok((log, _)) => log,
        Err(OpenError::Missing(_)) if !told.created => create(disk).unwrap().0,
        Err(error) => panic!("{error}"),
    }
}

/// Everything that was acknowledged is there, and at most one line more.
fn holds(log: &Log, told: &Told, place: &str) {
    assert!(log.lines().starts_with(&told.lines), "{place}: lost a line");
    assert!(log.lines().len() <= told.lines.len() + 1, "{place}: gained a line");
    assert_eq!(log.tip().size(), log.lines().len() as u64, "{place}");
}

fn calls_of_a_day() -> u64 {
    let disk = MemDisk::new();
    assert_eq!(day(&disk).lines.len(), DAY);
    disk.calls()
}

#[test]
fn a_power_cut_after_the_day_loses_nothing() {
    for keep in KEEPS {
        let disk = MemDisk::new();
        let told = day(&disk);
        disk.power_cut(keep);
        assert_eq!(open(&disk).unwrap().0.lines(), told.lines, "{keep:?}");
    }
}

#[test]
fn every_acknowledged_line_survives_an_error_at_any_call_and_a_power_cut() {
    let mut stopped_early = 0;
    for (call, fault, keep) in cases(calls_of_a_day()) {
        let disk = MemDisk::new();
        disk.fail_after(call, fault);
        let told = day(&disk);
        stopped_early += usize::from(told.lines.len() < DAY);
        disk.power_cut(keep);
        let place = format!("call {call}, {fault:?}, {keep:?}");
        let log = start(&disk, &told);
        holds(&log, &told, &place);
        let lines = log.lines().to_vec();
        drop(log);
        // What the start repaired is itself durable.
        disk.power_cut(Keep::Synced);
        assert_eq!(start(&disk, &told).lines(), lines, "{place}");
    }
    assert_eq!(stopped_early, cases(calls_of_a_day()).count(), "some planned fault never happened");
}

#[test]
fn an_error_at_any_call_of_a_repair_and_a_second_power_cut_lose_nothing_either() {
    let mut failed = 0;
    for (call, fault, keep) in cases(calls_of_a_day()).filter(|(_, fault, keep)| *fault != Fault::Before && *keep != Keep::All) {
        for again in 0..30 {
            let disk = MemDisk::new();
            disk.fail_after(call, fault);
            let told = day(&disk);
            disk.power_cut(keep);
            disk.fail_after(again, fault);
            let opened = open(&disk).is_ok();
            failed += usize::from(!opened);
            disk.power_cut(keep);
            let place = format!("call {call}, {fault:?}, {keep:?}, then call {again}");
            holds(&start(&disk, &told), &told, &place);
            if opened {
                break;
            }
        }
    }
    assert!(failed > 500, "{failed} repairs failed on the way");
}

fn cases(calls: u64) -> impl Iterator<Item = (u64, Fault, Keep)> {
    (0..calls).flat_map(|call| FAULTS.into_iter().flat_map(move |fault| KEEPS.into_iter().map(move |keep| (call, fault, keep))))
}

/// A program that is killed leaves lines that are written and not synced. Whoever reads them builds on them.
#[test]
fn a_start_after_a_killed_program_makes_durable_what_it_read_before_it_goes_on() {
    for killed in 0..4 {
        for cut in 0..40 {
            for keep in KEEPS {
                kill_and_cut(killed, cut, keep);
            }
        }
    }
}

fn kill_and_cut(killed: u64, cut: u64, keep: Keep) {
    let (disk, mut told) = (MemDisk::new(), Told { created: true, ..Told::default() });
    let mut log = create(&disk).unwrap().0;
    let acknowledge = |log: &mut Log, told: &mut Told| {
        let next = line(log.tip(), &format!("card-{}", log.tip().size()), "a ballot");
        if log.append(&next).is_ok() {
            told.lines.push(next);
        }
    };
    acknowledge(&mut log, &mut told);
    disk.fail_after(killed, Fault::After);
    acknowledge(&mut log, &mut told);
    drop(log);
    disk.fail_after(cut, Fault::Before);
    if let Ok((mut log, _)) = open(&disk) {
        // Whatever the start found is told: a look at the log is an acknowledgement too.
        told.lines = log.lines().to_vec();
        acknowledge(&mut log, &mut told);
    }
    disk.power_cut(keep);
    holds(&start(&disk, &told), &told, &format!("killed at {killed}, cut at {cut}, {keep:?}"));
}
