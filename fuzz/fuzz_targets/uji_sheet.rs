//! Feeds the target `uji_sheet`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("uji_sheet", bytes);
});
