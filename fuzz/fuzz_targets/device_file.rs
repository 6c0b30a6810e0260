//! Feeds the target `device_file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("device_file", bytes);
});
