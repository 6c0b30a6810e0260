//! Feeds the target `challenged_ballot`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("challenged_ballot", bytes);
});
