//! Feeds the target `group_elements`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("group_elements", bytes);
});
