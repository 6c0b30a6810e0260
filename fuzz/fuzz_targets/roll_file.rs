//! Feeds the target `roll_file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("roll_file", bytes);
});
