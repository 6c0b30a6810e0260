//! Feeds the target `ceremony_transcript`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("ceremony_transcript", bytes);
});
