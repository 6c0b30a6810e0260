//! Feeds the target `log_line`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("log_line", bytes);
});
