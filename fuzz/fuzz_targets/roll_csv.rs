//! Feeds the target `roll_csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("roll_csv", bytes);
});
