//! Feeds the target `card`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("card", bytes);
});
