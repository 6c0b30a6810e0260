//! Feeds the target `witness_state`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("witness_state", bytes);
});
