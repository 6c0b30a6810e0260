//! Feeds the target `canonical_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("canonical_json", bytes);
});
