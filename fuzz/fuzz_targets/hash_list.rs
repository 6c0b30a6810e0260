//! Feeds the target `hash_list`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("hash_list", bytes);
});
