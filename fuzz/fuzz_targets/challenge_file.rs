//! Feeds the target `challenge_file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("challenge_file", bytes);
});
