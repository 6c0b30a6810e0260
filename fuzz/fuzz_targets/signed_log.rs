//! Feeds the target `signed_log`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("signed_log", bytes);
});
