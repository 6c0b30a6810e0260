//! Feeds the target `member_state`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("member_state", bytes);
});
