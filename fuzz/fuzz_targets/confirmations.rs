//! Feeds the target `confirmations`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("confirmations", bytes);
});
