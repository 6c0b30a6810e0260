//! Feeds the target `audit_card`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("audit_card", bytes);
});
