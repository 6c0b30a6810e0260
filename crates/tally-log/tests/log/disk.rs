//! The disk in memory loses and fails as it says, or no test with it would mean anything.

use std::path::Path;

use tally_log::{Disk, Fault, Keep, MemDisk};

/// A synced file `x/a` with "old", to which "newer!" was written without a sync.
fn half_done() -> MemDisk {
    let disk = MemDisk::new();
    let mut file = disk.create(Path::new("x/a")).unwrap();
    file.append(b"old").unwrap();
    file.sync().unwrap();
    disk.sync_dir(Path::new("x")).unwrap();
    file.append(b"newer!").unwrap();
    disk
}

fn after(keep: Keep) -> Option<Vec<u8>> {
    let disk = half_done();
    disk.power_cut(keep);
    disk.peek(Path::new("x/a"))
}

#[test]
fn unsynced_bytes_are_lost_kept_or_torn() {
    assert_eq!(after(Keep::Synced).unwrap(), b"old");
    assert_eq!(after(Keep::Half).unwrap(), b"oldnew");
    assert_eq!(after(Keep::All).unwrap(), b"oldnewer!");
}

#[test]
fn a_name_is_lost_unless_its_directory_was_synced() {
    let disk = half_done();
    disk.create(Path::new("x/b")).unwrap().sync().unwrap();
    disk.sync_dir(Path::new("y")).unwrap();
    disk.power_cut(Keep::Synced);
    assert_eq!(disk.names(), [Path::new("x/a")]);
}

#[test]
fn an_unsynced_cut_comes_undone() {
    let disk = half_done();
    disk.open(Path::new("x/a")).unwrap().truncate(1).unwrap();
    disk.power_cut(Keep::Synced);
    assert_eq!(disk.peek(Path::new("x/a")).unwrap(), b"old");
}

#[test]
fn what_is_synced_after_a_cut_is_what_was_written() {
    let disk = half_done();
    let mut file = disk.open(Path::new("x/a")).unwrap();
    for (length, more) in [(1, "ther end"), (9, ""), (2, "e")] {
        file.truncate(length).unwrap();
        file.append(more.as_bytes()).unwrap();
        file.sync().unwrap();
        let written = disk.peek(Path::new("x/a"));
        disk.power_cut(Keep::Synced);
        assert_eq!(disk.peek(Path::new("x/a")), written);
    }
    assert_eq!(disk.peek(Path::new("x/a")).unwrap(), b"ote");
}

#[test]
fn the_chosen_call_fails_once_and_in_the_chosen_way() {
    for (fault, expected) in [(Fault::Before, "old"), (Fault::Half, "oldnew"), (Fault::After, "oldnewer!")] {
        let disk = MemDisk::new();
        let mut file = disk.create(Path::new("x/a")).unwrap();
        disk.fail_after(1, fault);
        file.append(b"old").unwrap();
        assert!(file.append(b"newer!").is_err());
        assert_eq!(disk.peek(Path::new("x/a")).unwrap(), expected.as_bytes());
        file.append(b"").unwrap();
        assert_eq!(disk.calls(), 4);
    }
}

#[test]
fn a_sync_that_fails_before_its_work_keeps_nothing() {
    let disk = half_done();
    disk.fail_after(1, Fault::Before);
    let mut file = disk.open(Path::new("x/a")).unwrap();
    assert!(file.sync().is_err());
    disk.power_cut(Keep::Synced);
    assert_eq!(disk.peek(Path::new("x/a")).unwrap(), b"old");
}

#[test]
fn a_lock_is_exclusive_until_dropped_also_when_taking_it_reports_an_error() {
    let (disk, path) = (MemDisk::new(), Path::new("x/lock"));
    let held = disk.lock(path).unwrap();
    assert!(held.is_some());
    assert!(disk.lock(path).unwrap().is_none());
    drop(held);
    disk.fail_after(0, Fault::After);
    assert!(disk.lock(path).is_err());
    assert!(disk.lock(path).unwrap().is_some());
}
