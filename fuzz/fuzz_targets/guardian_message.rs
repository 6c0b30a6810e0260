//! Feeds the target `guardian_message`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("guardian_message", bytes);
});
