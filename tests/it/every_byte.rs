//! Every byte of a small record, one bit flipped: rejected, and the list of bytes that mean nothing is empty.
//!
//! Where the list of files is not signed again, its digest shows any change of another file; only its own bytes need the whole auditor.
//! `suara-corpus bytes --all` tries four changes on every byte of both records, with and without the list signed again.

use record::Tier;
use suara_tests::tamper::bytes::{Change, Small, Unnoticed};

/// A public record repeats the documents of the sealed one, which go through the same code: every so many of their bytes.
const SHARED: usize = 8;

fn flipped(small: &Small, tier: Tier, repaired: bool, wanted: impl Fn(&str, usize) -> bool + Sync) -> Vec<Unnoticed> {
    small.unnoticed(tier, Change::Bit, repaired, &wanted, &|_| ())
}

#[test]
fn a_small_record_is_valid_and_small() {
    let small = Small::hold();
    for tier in [Tier::Sealed, Tier::Public] {
        assert_eq!(small.verdict(small.record(tier)), auditor::Verdict::Valid);
        assert!(small.record(tier).iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= 40_000);
    }
}

#[test]
fn no_byte_of_the_list_can_be_flipped_and_none_that_the_list_does_not_show() {
    let small = Small::hold();
    for tier in [Tier::Sealed, Tier::Public] {
        assert_eq!(small.not_listed(tier), []);
        assert_eq!(flipped(&small, tier, false, |path, _| path == record::layout::SUMS), []);
    }
}

#[test]
fn no_byte_of_a_sealed_record_can_be_flipped_although_the_list_is_signed_again() {
    assert_eq!(flipped(&Small::hold(), Tier::Sealed, true, |_, _| true), []);
}

#[test]
fn no_byte_of_a_public_record_can_be_flipped_although_the_list_is_signed_again() {
    let small = Small::hold();
    assert_eq!(flipped(&small, Tier::Public, true, |path, offset| !small.is_shared(path) || offset % SHARED == 0), []);
}
