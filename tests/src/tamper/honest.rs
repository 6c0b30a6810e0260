//! Honest elections: no check may fail in any of them.

use canonical::Hash;
use forge::{Scene, Village};
use manifest::Mode;

use super::{Case, Expect};

/// Honest elections of one run.
pub const ELECTIONS: u64 = 200;

/// The election of this number: both records, and every third time the booths' exports too.
#[must_use]
pub fn case(number: u64) -> Case {
    let Village { pair, setup } = Scene::honest(number).hold();
    let mut records = vec![("sealed".to_owned(), pair.sealed), ("public".to_owned(), pair.public)];
    if number.is_multiple_of(3) {
        records.extend(pair.bundles.into_iter().enumerate().map(|(place, bundle)| (format!("bundle-{place}"), bundle)));
    }
    // The digest of the index and the committee's key are both on paper.
    let anchor = if number.is_multiple_of(5) { Hash::from_bytes(setup.committee.public().to_bytes()) } else { pair.anchor };
    Case {
        records,
        on_disk: Vec::new(),
        anchor: Some(anchor),
        complete: false,
        rehearsal: setup.spec.mode == Mode::Rehearsal,
        evidence: Vec::new(),
        never: Vec::new(),
        never_in_page: Vec::new(),
        expect: Expect::Valid,
    }
}
