//! Feeds the target `paper_count`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("paper_count", bytes);
});
