//! Feeds the target `cast_ballot`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("cast_ballot", bytes);
});
