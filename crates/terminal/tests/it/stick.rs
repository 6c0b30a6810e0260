//! The stick that carries the bundle away: pulled, full, protected, or with something on it already.

use std::path::Path;

use chain::KeyName;
use record::{Folder, FolderError, FsStick, Left, MemStick, Stick};
use terminal::{Booth, ExportError, Exported};

use crate::site::Site;
use crate::village::{Place1, Wish, hour, key};
use crate::voting::{Answer, vote};

const TARGET: &str = "usb/bundle-16.07.17.2008-001-1";

fn closed(place: &Place1) -> Booth {
    let mut booth = place.open();
    vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    booth.close(&hour(13)).unwrap();
    booth
}

fn export(booth: &Booth, stick: &MemStick) -> Result<Exported, ExportError> {
    booth.export_to(stick, Path::new("usb")).map(|(_, exported)| exported)
}

fn there(stick: &MemStick) -> Option<Folder> {
    stick.exists(Path::new(TARGET)).unwrap().then(|| Folder::read_on(stick, Path::new(TARGET)).unwrap())
}

#[test]
fn pulled_at_any_call_or_every_quarter_kilobyte_a_bundle_is_whole_or_not_there_and_comes_whole_next_time() {
    let place = Place1::new(&Wish::default());
    let booth = closed(&place);
    let bundle = booth.export().unwrap();
    let whole = MemStick::new();
    assert_eq!(export(&booth, &whole).unwrap(), Exported::Written);
    let (calls, bytes) = (whole.calls(), whole.bytes());
    assert!(bytes > 10_000, "{bytes}");
    let cases = (0..calls).map(|at| (true, at)).chain((0..bytes).step_by(256).map(|at| (false, at)));
    for (at_call, at) in cases {
        for left in [Left::Synced, Left::Half, Left::All] {
            let stick = MemStick::new();
            if at_call {
                stick.fail_after(at)
            } else {
                stick.pull_after(at)
            }
            assert!(matches!(export(&booth, &stick), Err(ExportError::Folder(_))), "{at_call} {at}: the stick may not be pulled");
            stick.plug_in(left);
            assert!(there(&stick).is_none_or(|found| found == bundle), "{at_call} {at} {left:?}");
            assert_ne!(export(&booth, &stick).unwrap(), Exported::Replaced);
            stick.plug_in(Left::Synced);
            assert_eq!(there(&stick), Some(bundle.clone()), "{at_call} {at} {left:?}");
        }
    }
}

#[test]
fn the_same_bundle_is_left_an_earlier_one_replaced_and_anything_else_refused_by_name() {
    let place = Place1::new(&Wish::default());
    let mut booth = closed(&place);
    let stick = MemStick::new();
    assert_eq!(export(&booth, &stick).unwrap(), Exported::Written);
    assert_eq!(export(&booth, &stick).unwrap(), Exported::Same);
    let mut head = booth.head().unwrap();
    head.cosign(&KeyName::new("saksi-1").unwrap(), &key("saksi-1"), 1_822_000_000).unwrap();
    booth.take_cosignature(head.to_string().as_bytes()).unwrap();
    assert_eq!(export(&booth, &stick).unwrap(), Exported::Replaced);
    assert_eq!(there(&stick), Some(booth.export().unwrap()));

    let other = closed(&Place1::new(&Wish { retries: 7, ..Wish::default() }));
    let refused = export(&other, &stick).unwrap_err();
    assert!(matches!(refused, ExportError::Foreign(_)) && refused.to_string().contains(TARGET), "{refused}");
    assert_eq!(there(&stick), Some(booth.export().unwrap()));
    // An earlier bundle with one byte changed is none.
    let mut changed = booth.export().unwrap();
    changed.insert("checkpoint", b"changed".to_vec());
    let stick = MemStick::new();
    changed.stage(&stick, Path::new(TARGET)).unwrap().name().unwrap();
    assert!(matches!(export(&booth, &stick), Err(ExportError::Foreign(_))));
}

#[test]
fn a_full_or_protected_stick_is_told_apart_and_holds_nothing() {
    let booth = closed(&Place1::new(&Wish::default()));
    for (make, kind) in [
        (&(|stick: &MemStick| stick.fill_after(5000)) as &dyn Fn(&MemStick), std::io::ErrorKind::StorageFull),
        (&|stick: &MemStick| stick.protect(), std::io::ErrorKind::ReadOnlyFilesystem),
    ] {
        let stick = MemStick::new();
        make(&stick);
        let Err(ExportError::Folder(FolderError::Io { source, .. })) = export(&booth, &stick) else { panic!() };
        assert_eq!(source.kind(), kind);
        stick.plug_in(Left::All);
        assert!(there(&stick).is_none());
    }
}

#[test]
fn the_binary_says_when_the_stick_may_be_pulled_and_cleans_up_after_an_earlier_pull() {
    let site = Site::new(Wish::default());
    site.zero();
    for word in ["open", "close"] {
        assert_eq!(site.run(&[word]).code, 0);
    }
    let usb = site.path("usb");
    std::fs::create_dir_all(usb.join(".partial-bundle-16.07.17.2008-001-1/booths")).unwrap();
    let words = ["export", "--to", usb.to_str().unwrap()];
    for said in ["Sudah ditulis", "Sudah ada dan sama"] {
        let run = site.run(&words);
        assert!(run.code == 0 && run.out.contains(said) && run.out.contains("STIK BOLEH DICABUT"), "{}{}", run.out, run.err);
    }
    assert_eq!(FsStick.list(&usb, 9).unwrap().len(), 1);
    std::fs::write(site.path(TARGET).join("definition.json"), "lain").unwrap();
    let run = site.run(&words);
    assert!(run.code == 1 && run.err.contains("move it away") && !run.out.contains("BOLEH DICABUT"), "{}{}", run.out, run.err);
    std::fs::write(site.path("berkas"), "").unwrap();
    let run = site.run(&["export", "--to", site.path("berkas").to_str().unwrap()]);
    assert!(run.code == 3 && run.err.contains("STIK TIDAK DAPAT DIPAKAI") && run.err.contains("[T-04]"), "{}", run.err);
}
