//! Every way to stop has a code and a next step of its own.

use std::io::{Error, ErrorKind};

use tally_log::{AppendError, Extent, Medium, MediumError, OpenError, Step};
use terminal::{Fatal, Stop};

fn medium(medium: Medium, step: Step, source: Error) -> Stop {
    Fatal::Log(AppendError::Medium(MediumError { medium, step, source })).stop()
}

#[test]
fn a_full_a_protected_a_pulled_and_a_faulty_medium_are_told_apart() {
    // 5 is EIO.
    let sources =
        || [ErrorKind::StorageFull.into(), ErrorKind::ReadOnlyFilesystem.into(), ErrorKind::NotFound.into(), Error::from_raw_os_error(5)];
    let codes = |of: Medium| sources().map(|source| medium(of, Step::Write, source).code);
    assert_eq!(codes(Medium::First), ["M-11", "M-12", "M-13", "M-10"]);
    assert_eq!(codes(Medium::Second), ["M-21", "M-22", "M-23", "M-20"]);
    let copy = medium(Medium::Second, Step::Copy, Error::from_raw_os_error(5));
    assert_eq!(copy.code, "M-24");
}

#[test]
fn a_failed_second_medium_leads_to_a_fresh_one_and_a_failed_first_one_to_a_spare() {
    for step in [Step::Write, Step::Sync, Step::Open, Step::Lock] {
        assert!(medium(Medium::Second, step, Error::from_raw_os_error(5)).next.contains("medium2"), "{step}");
        assert!(medium(Medium::First, step, Error::from_raw_os_error(5)).next.contains("takeover"), "{step}");
    }
}

#[test]
fn media_that_differ_are_kept_and_nobody_is_told_to_choose_one() {
    let extent = |lines| Extent { lines, torn: false };
    let kept = [(OpenError::Fork { line: 3 }, "M-40"), (OpenError::Apart { first: extent(9), second: extent(3) }, "M-41")];
    for (error, code) in kept {
        let stop = Stop::of_open(&error);
        assert!(stop.code == code && stop.next.to_lowercase().contains("simpan"), "{stop:?}");
        assert!(!stop.next.contains("medium2") && !stop.next.contains("takeover"), "{stop:?}");
    }
    assert!(Stop::of_open(&OpenError::Missing(Medium::First)).next.contains("takeover"));
    assert!(Stop::of_open(&OpenError::Missing(Medium::Second)).next.contains("medium2"));
}
