//! Feeds the target `draft_tags`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("draft_tags", bytes);
});
