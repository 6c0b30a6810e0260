//! Feeds the target `draft_files`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("draft_files", bytes);
});
