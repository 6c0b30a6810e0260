//! What examples may be copied from: golden records and the auditor's reports on them.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use auditor::{Anchor, Lang, Options, verify_paths};
use suara_tests::golden::{self, Files};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(golden::FOLDER)
}

/// Every file of every golden record.
pub(super) fn golden_files() -> Files {
    crate::golden::files(&folder())
}

/// The English reports on each golden record, and on a folder in which there is none.
pub(super) fn reports() -> Vec<String> {
    static REPORTS: OnceLock<Vec<String>> = OnceLock::new();
    let report = |place: PathBuf, anchor: Option<Anchor>| {
        verify_paths(&[place], &Options { anchor, lang: Lang::En, ..Options::default() }).to_json()
    };
    let all = || {
        let anchored = golden::all().map(|election| {
            let place = folder().join(election.name);
            let anchor = fs::read_to_string(place.join("ANCHOR")).unwrap().trim().parse().unwrap();
            report(place, Some(Anchor::new(anchor)))
        });
        let mut all = anchored.to_vec();
        all.push(report(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors"), None));
        all
    };
    REPORTS.get_or_init(all).clone()
}
