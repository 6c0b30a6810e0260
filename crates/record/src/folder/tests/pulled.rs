//! A stick that is full, protected, or pulled at any call and any byte.

use std::path::Path;

use super::super::{Folder, FolderError, Left, MemStick, Stick};
use super::sample;

const TARGET: &str = "usb/record";
const LEFT: [Left; 3] = [Left::Synced, Left::Half, Left::All];

fn write(stick: &MemStick, folder: &Folder) -> Result<(), FolderError> {
    folder.stage(stick, Path::new(TARGET))?.name()
}

fn over(stick: &MemStick, folder: &Folder) -> Result<(), FolderError> {
    folder.stage(stick, Path::new(TARGET))?.name_over()
}

fn there(stick: &MemStick) -> Option<Folder> {
    stick.exists(Path::new(TARGET)).unwrap().then(|| Folder::read_on(stick, Path::new(TARGET)).unwrap())
}

fn names(stick: &MemStick) -> Vec<String> {
    let all = stick.list(Path::new("usb"), 99).unwrap();
    all.into_iter().map(|(name, _)| name.into_string().unwrap()).collect()
}

fn newer() -> Folder {
    let mut folder = sample();
    assert!(folder.insert("b.json", b"more".to_vec()));
    folder
}

/// A stick that already holds the folder, durably.
fn holding(folder: &Folder) -> MemStick {
    let stick = MemStick::new();
    write(&stick, folder).unwrap();
    stick.plug_in(Left::Synced);
    stick
}

#[test]
fn what_is_named_survives_a_pull_right_afterwards() {
    let stick = holding(&sample());
    assert_eq!(there(&stick), Some(sample()));
    assert_eq!(names(&stick), ["record"]);
}

#[test]
fn pulled_at_any_call_or_byte_the_name_stands_for_the_whole_folder_or_for_nothing() {
    let whole = holding(&sample());
    let (calls, bytes) = (whole.calls(), whole.bytes());
    let mut absent = 0;
    for (at_call, ends) in [(true, calls), (false, bytes)] {
        for (at, left) in (0..ends).flat_map(|at| LEFT.map(|left| (at, left))) {
            let stick = MemStick::new();
            if at_call {
                stick.fail_after(at)
            } else {
                stick.pull_after(at)
            }
            let failed = write(&stick, &sample());
            stick.plug_in(left);
            let found = there(&stick);
            absent += usize::from(found.is_none());
            assert!(found.is_none_or(|found| found == sample()), "{at} {left:?}: {failed:?}");
            // The next try meets whatever was left.
            if there(&stick).is_none() {
                write(&stick, &sample()).unwrap();
            }
            stick.plug_in(Left::Synced);
            assert_eq!(there(&stick), Some(sample()), "{at} {left:?}");
        }
    }
    assert!(absent > 20, "{absent}");
}

#[test]
fn a_replacement_pulled_at_any_call_leaves_the_old_or_the_new_one_whole_and_is_done_again() {
    let mut done = false;
    for call in 0.. {
        for left in LEFT {
            let stick = holding(&sample());
            stick.fail_after(call);
            done = over(&stick, &newer()).is_ok();
            stick.plug_in(left);
            let aside = Folder::read_on(&stick, Path::new("usb/.old-record"));
            match there(&stick) {
                Some(found) => assert!(found == sample() || found == newer(), "{call} {left:?}"),
                None => assert_eq!(aside.unwrap(), sample(), "{call} {left:?}"),
            }
            over(&stick, &newer()).unwrap();
            stick.plug_in(Left::All);
            assert_eq!((there(&stick), names(&stick)), (Some(newer()), vec!["record".to_owned()]), "{call} {left:?}");
        }
        if done {
            break;
        }
    }
    assert!(done);
}

#[test]
fn on_a_full_stick_nothing_is_left_behind_and_a_protected_one_is_not_touched() {
    let stick = MemStick::new();
    stick.fill_after(1);
    let Err(FolderError::Io { source, path }) = write(&stick, &sample()) else { panic!() };
    assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
    assert!(path.ends_with("booths/001-1/cast.jsonl"), "{path:?}");
    assert!(names(&stick).is_empty());
    let stick = holding(&sample());
    stick.protect();
    assert!(
        matches!(over(&stick, &newer()), Err(FolderError::Io { source, .. }) if source.kind() == std::io::ErrorKind::ReadOnlyFilesystem)
    );
    assert_eq!(there(&stick), Some(sample()));
}

#[test]
fn a_name_that_is_taken_is_not_written_over() {
    let stick = holding(&sample());
    assert!(matches!(write(&stick, &newer()), Err(FolderError::Exists { .. })));
    assert_eq!(there(&stick), Some(sample()));
}
