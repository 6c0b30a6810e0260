//! Feeds the target `replay_csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("replay_csv", bytes);
});
